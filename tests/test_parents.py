"""Processes that extract do not outlive a build that was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

WORKING = """
import multiprocessing, os, sys, time
from kg.parents import end_with
pool = multiprocessing.get_context("fork").Pool(3, end_with, (os.getpid(),))
print(*[process.pid for process in pool._pool], flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not forked here")
def test_processes_that_extract_end_with_a_build_that_was_killed() -> None:
    build = subprocess.Popen([sys.executable, "-c", WORKING], stdout=subprocess.PIPE, text=True)
    assert build.stdout is not None
    workers = [int(number) for number in build.stdout.readline().split()]
    assert len(workers) == 3 and all(_lives(worker) for worker in workers)
    build.send_signal(signal.SIGKILL)
    build.wait()
    until = time.monotonic() + 10
    while any(_lives(worker) for worker in workers) and time.monotonic() < until:
        time.sleep(0.1)
    assert not [worker for worker in workers if _lives(worker)]


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
