"""Running ``kg`` to the end, or until it is killed, on samples, on disks that are small."""

from __future__ import annotations

import atexit
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg import resources

_FEW = ("smic-*", "harmony*")
_MANY = (*_FEW, "*c919*", "compute-hubs*", "digest-2023-08.txt", "news.jsonl")

DRIVER = Path(__file__).with_name("driver.py")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a command ended: its exit status (negative is a signal), what it said, how long it took."""

    status: int
    said: str
    seconds: float

    @property
    def was_killed(self) -> bool:
        """Whether it was killed before it was done."""
        return self.status == -signal.SIGKILL

    @property
    def problem(self) -> str:
        """What is wrong with how it ended, if anything: a traceback."""
        if "Traceback" in self.said:
            return f"traceback: {self.said.strip().splitlines()[-1]}"
        return ""

    def refused(self, words: str) -> str:
        """What is wrong with how it refused, if anything: it is to do so in one line that has these words."""
        lines = self.said.strip().splitlines()
        if self.problem or self.status != 2 or len(lines) != 1:
            return self.problem or f"exit status {self.status}, {len(lines)} lines: {self.said[-300:]}"
        return "" if lines[0].startswith("kg: ") and words in lines[0] else f"not clear: {lines[0]}"


class Commands:
    """Runs ``kg`` on a copy of the knowledge, so that what is trained meanwhile changes nothing."""

    def __init__(self, folder: Path, documents: Iterable[Path]) -> None:
        seeds = shutil.copytree(resources.seeds_folder(), folder / "seeds", ignore=_data)
        self._told = folder / "told.txt"
        self._process = subprocess.Popen(
            [sys.executable, str(DRIVER), str(seeds), *map(str, documents)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,  # so that what is ready to be read is not in a buffer of ours
        )
        assert self._line() == "ready"

    def run(self, *arguments: object, after: float | None = None) -> Ended:
        """Run a command; it is killed ``after`` so many seconds, if it is not done by then."""
        process = self.start(*arguments)
        if after is not None:
            time.sleep(max(0.0, after))
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        return self.wait()

    def start(self, *arguments: object) -> int:
        """Start a command; its process. The next is started after ``wait``."""
        assert self._process.stdin is not None
        self._began = time.monotonic()
        line = json.dumps([str(self._told), *map(str, arguments)]) + "\n"
        self._process.stdin.write(line.encode("utf8"))
        self.process = int(self._line())
        return self.process

    def has_ended(self) -> bool:
        """Whether the command that was started has ended."""
        assert self._process.stdout is not None
        return bool(select.select([self._process.stdout], [], [], 0)[0])

    def wait(self) -> Ended:
        """Wait for the command that was started."""
        status = int(self._line())
        seconds = time.monotonic() - self._began
        return Ended(status=status, said=self._told.read_text("utf8", "replace"), seconds=seconds)

    def close(self) -> None:
        """End the process that runs them."""
        self._process.kill()
        self._process.communicate()

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().decode("ascii").strip()


@cache
def commands(documents: Path) -> Commands:
    """Commands for builds of these documents; the same for all experiments, since they take seconds to start."""
    folder = Path(tempfile.mkdtemp(prefix="kg-torture-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    started = Commands(folder, [documents])
    atexit.register(started.close)
    return started


@cache
def documents(*, many: bool) -> Path:
    """A folder of sample documents: enough that there is something to interrupt, or more."""
    folder = Path(tempfile.mkdtemp(prefix="kg-texts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for pattern in _MANY if many else _FEW:
        for file in sorted((resources.seeds_folder() / "documents").glob(pattern)):
            shutil.copy(file, folder)
    return folder


def digest_of_many(folder: Path, number: int) -> Path:
    """A file of so many short articles, all different."""
    names = ("华为", "中芯国际", "比亚迪", "宁德时代", "京东方", "腾讯", "阿里巴巴", "百度")
    records = (
        {
            "title": f"{names[n % 8]}第{n}号公告",
            "text": f"{names[n % 8]}{2000 + n % 20}年{n % 12 + 1}月宣布，已向{names[(n + 3) % 8]}投资{n + 1}亿元。",
        }
        for n in range(number)
    )
    file = folder / "many.jsonl"
    file.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), "utf8")
    return folder


@contextmanager
def small_disk(folder: Path, megabytes: float) -> Iterator[bool]:
    """A file system of that size at the folder; False where none may be mounted."""
    folder.mkdir(exist_ok=True)
    options = f"size={int(megabytes * 1024)}k"
    mount = shutil.which("mount")
    mounted = mount is not None and not subprocess.run(
        [mount, "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True, check=False
    ).returncode  # fmt: skip
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True)


@contextmanager
def only_read(folder: Path, *, is_mounted: bool) -> Iterator[None]:
    """The folder, not to be written for a while: by mounting it so, or by its rights."""
    options = ["mount", "-o", "remount,ro", str(folder)]
    below = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
    if is_mounted:
        subprocess.run(options, check=True)
    else:
        for path in below:
            path.chmod(0o500)
    try:
        yield
    finally:
        if is_mounted:
            subprocess.run([*options[:2], "remount,rw", str(folder)], check=True)
        else:
            for path in below:
                path.chmod(0o700)


def _data(_: str, names: list[str]) -> list[str]:
    return [name for name in names if name in ("annotated", "documents")]
