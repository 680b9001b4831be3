"""The processes that read the graph, as the one that listens sees them.

A few requests are answered at a time, some more may wait, the rest are told to come again. A worker that
takes too long is ended and another started in its place, which costs the next request a fraction of a second.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

from kg.serve.messages import READY, Job, Reply, read, refused, write
from kg.serve.settings import Settings
from kg.store import links

# Reading a large graph into memory takes its time, once, and is not the query's.
_PREPARATION = 600.0
# The writer lets the store go after two seconds; a little less, and it surely holds it still.
_WARM = 1.5
_FAREWELL = 3.0
_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from kg.serve.worker import main; main()"


class Worker:
    """One process, started when it is first needed."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None
        self._is_late = False

    def start(self) -> None:
        """Start the process, if none is there."""
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START, json.dumps(sys.path), self._settings.store],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )

    def call(self, job: Job) -> Reply:
        """What the process answers, or that it took too long. Waits for it."""
        try:
            return self._called(job)
        except (EOFError, OSError):
            was_late = self._is_late
            self.end()
            self.start()
            if was_late:
                return refused(
                    503, f"stopped after {self._settings.timeout:g} s: ask for less, or narrow the query"
                )
            return refused(503, "the answer takes too much memory: ask for less, or narrow the query")

    def end(self, *, patience: float = 0.0) -> None:
        """End the process, whatever it is doing, if it does not end by itself."""
        process, self._process = self._process, None
        if process is None:
            return
        if patience and process.stdin is not None:
            process.stdin.close()
            with suppress(subprocess.TimeoutExpired):
                process.wait(patience)
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    continue  # what it still held goes nowhere
        # It could not take its links to the store's files away by itself.
        links.forget_dead_readers(Path(self._settings.store))

    def _called(self, job: Job) -> Reply:
        self._is_late = False
        try:
            process = self._prepared(job)
        except (EOFError, OSError):
            if self._is_late:
                raise
            self.end()  # it had died since it was last asked
            process = self._prepared(job)
        reply = self._read(process, self._settings.timeout)
        assert isinstance(reply, Reply)
        return reply

    def _prepared(self, job: Job) -> subprocess.Popen[bytes]:
        """The process with the job in hand and the graph open."""
        process = self._sent(job)
        said = self._read(process, _PREPARATION)
        assert said == READY
        return process

    def _sent(self, job: Job) -> subprocess.Popen[bytes]:
        self.start()
        assert self._process is not None and self._process.stdin is not None
        write(self._process.stdin, job)
        return self._process

    def _read(self, process: subprocess.Popen[bytes], seconds: float) -> Any:
        assert process.stdout is not None
        timer = threading.Timer(seconds, self._too_late, (process,))
        timer.daemon = True
        timer.start()
        try:
            return read(process.stdout)
        finally:
            timer.cancel()

    def _too_late(self, process: subprocess.Popen[bytes]) -> None:
        self._is_late = True
        process.kill()


class Workers:
    """The processes together."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._threads = ThreadPoolExecutor(settings.workers + 1, thread_name_prefix="worker")
        self._all = [Worker(settings) for _ in range(settings.workers)]
        self._idle: asyncio.LifoQueue[Worker] = asyncio.LifoQueue()
        self._waiting = 0
        self._generation = 0
        self._writer = Worker(settings)
        self._writing = asyncio.Lock()
        self._queued = 0
        self._written = float("-inf")
        for worker in reversed(self._all):
            self._idle.put_nowait(worker)

    def start(self) -> None:
        """Start every process."""
        for worker in self._all:
            worker.start()

    def close(self) -> None:
        """End every process."""
        for worker in (self._writer, *self._all):
            worker.end(patience=_FAREWELL)
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def do(self, name: str, values: dict[str, Any]) -> Reply:
        """What a job that reads the graph gives: the graph as the last update left it, or newer."""
        if self._waiting >= self._settings.queue:
            return refused(503, "busy: come again", Retry_After="2")
        self._waiting += 1
        try:
            async with asyncio.timeout(self._settings.timeout * 2):
                worker = await self._idle.get()
        except TimeoutError:
            return refused(503, "busy: come again", Retry_After="5")
        finally:
            self._waiting -= 1
        job = Job(name=name, values=values, generation=self._generation)
        return await self._called(worker, job, lambda: self._idle.put_nowait(worker))

    async def update(self, text: str) -> Reply:
        """Run an update, one at a time; what is asked afterwards sees it."""
        try:
            return await self._write("update", {"update": text})
        finally:
            self._generation += 1

    async def read_written(self, values: dict[str, Any]) -> Reply:
        """The answer to a query of whoever writes: while updates come in, from where they are written."""
        if time.monotonic() - self._written > _WARM:
            return await self.do("sparql", values)
        return await self._write("written", values)

    async def _write(self, name: str, values: dict[str, Any]) -> Reply:
        if self._queued >= self._settings.queue:
            return refused(503, "busy: come again", Retry_After="2")
        self._queued += 1
        try:
            await self._writing.acquire()
        finally:
            self._queued -= 1
        reply = await self._called(self._writer, Job(name=name, values=values), self._writing.release)
        if reply.status < 500:
            self._written = time.monotonic()  # it holds the store
        return reply

    async def _called(self, worker: Worker, job: Job, after: Callable[[], None]) -> Reply:
        """What a worker answers. Whoever asked may go; the worker is at work until it is done all the same."""
        future = self._threads.submit(worker.call, job)
        loop = asyncio.get_running_loop()

        def back(_: Future[Reply]) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(after)

        future.add_done_callback(back)
        return await asyncio.wrap_future(future)
