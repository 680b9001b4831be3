"""A build over a Ray cluster, killed with all its workers."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from engine.making import BUILD_OVER_CLUSTER, write_news

from kg.build import build
from kg.engine import load
from kg.errors import StoreError
from torture.commands import Ended
from torture.graphs import n_quads
from torture.registry import Form, Outcome, experiment

_PATIENCE = 4


def _spread(news: Path, shards: Path, *, after: float | None = None) -> Ended:
    """Build over a cluster, killed after so many seconds if it is not done by then."""
    began = time.monotonic()
    told = shards.with_suffix(".told")
    with told.open("wb") as file:  # a pipe would be held open by whatever of Ray lives on
        process = subprocess.Popen(
            [sys.executable, "-c", BUILD_OVER_CLUSTER, str(news), str(shards)],
            start_new_session=True,
            stderr=file,
        )
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    said = told.read_text("utf8", "replace")
    return Ended(status=process.returncode, said=said, seconds=time.monotonic() - began)


def _spread_in_the_end(news: Path, shards: Path) -> Ended:
    """Build over a cluster, again where a busy machine gives Ray no cluster in time: kg says so, and is told to try again."""
    for _ in range(_PATIENCE):
        ended = _spread(news, shards)
        if "cannot be joined" not in ended.said:
            break
    return ended


@experiment(
    "kill -9 of a build over a cluster",
    chapter="Crash",
    must="kg load refuses shards that are not all there; the same build run again keeps those that are, and loaded "
    "they are the N-Quads of a build on one machine",
    mended=(
        "a cluster that did not come up in time was a traceback "
        "(test_a_cluster_that_does_not_come_up_is_told_in_a_line)",
    ),
    short=Form(times=1),
    long=Form(times=20),
)
def cluster_builds(folder: Path, form: Form) -> Outcome:
    """Everything of it is killed at once, workers and all."""
    missing = [name for name in ("ray", "pyarrow") if find_spec(name) is None]
    if missing:
        return Outcome(tried=0, noted=f"not tried here: {missing[0]} is not installed")
    news, shards, store = write_news(folder / "news"), folder / "shards", folder / "graph.kg"
    build([str(news)], folder / "whole.kg")
    wanted = n_quads(folder / "whole.kg")
    alone = _spread_in_the_end(news, folder / "alone")
    if alone.status:
        return Outcome(tried=1, failures=(f"undisturbed: exit status {alone.status}: {alone.said[-300:]}",))
    failures: list[str] = []
    tried = seed = 0
    while form.wants_more_than(tried):
        seed += 1
        shutil.rmtree(shards, ignore_errors=True)
        after = random.Random(seed).triangular(0, alone.seconds, alone.seconds)
        if not _spread(news, shards, after=after).was_killed:
            continue
        tried += 1
        problem = _left(shards, store, wanted)
        kept = {file.name: file.stat().st_mtime_ns for file in shards.glob("done/*")}
        again = _spread_in_the_end(news, shards)
        if not problem and again.status:
            problem = f"run again: exit status {again.status}: {again.said.strip()[-300:]}"
        if not problem and kept.items() - {
            (file.name, file.stat().st_mtime_ns) for file in shards.glob("done/*")
        }:
            problem = "run again: a shard that was done is made again"
        problem = problem or _left(shards, store, wanted, is_whole=True)
        failures += [f"seed {seed}: {problem}"] if problem else []
    return Outcome(tried=tried, failures=tuple(failures))


def _left(shards: Path, store: Path, wanted: bytes, *, is_whole: bool = False) -> str:
    """What is wrong with loading shards, if anything."""
    shutil.rmtree(store, ignore_errors=True)
    try:
        load([str(shards)], store)
    except StoreError as error:
        is_told = any(words in str(error) for words in ("a build that did not end", "no shards of a graph"))
        return "" if is_told and not is_whole and not store.exists() else str(error)
    return "" if n_quads(store) == wanted else "loaded, another graph than that of one machine"
