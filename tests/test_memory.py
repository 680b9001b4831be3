"""What the C library does with freed memory, in a process of its own: it cannot be undone."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

# Each thread frees what only it has taken, too little to be given back at once.
_THREADS = """
import threading
from kg.memory import share_freed
print(share_freed())
def work():
    held = [bytes(100_000) for _ in range(50)]
    barrier.wait()
barrier = threading.Barrier(4)
threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
import ctypes
ctypes.CDLL(None).malloc_stats()
"""


def test_threads_take_memory_from_one_arena_where_the_c_library_is_glibc() -> None:
    ran = subprocess.run([sys.executable, "-c", _THREADS], capture_output=True, text=True, check=False)
    is_glibc = platform.libc_ver()[0] == "glibc"
    assert ran.stdout.split()[0] == str(is_glibc)
    if is_glibc:
        assert ran.stderr.count("Arena ") == 1, ran.stderr


# Small pieces stay with the process when they are freed, one that is not above them.
_PIECES = """
from kg.memory import give_back
def held():
    with open("/proc/self/statm") as told:
        return int(told.read().split()[1]) * 4096
pieces = [bytes(50_000) for _ in range(400)]
del pieces[:-1]
before = held()
print(give_back(), before - held())
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library")
def test_what_is_freed_is_given_back() -> None:
    ran = subprocess.run([sys.executable, "-c", _PIECES], capture_output=True, text=True, check=True)
    given, size = ran.stdout.split()
    assert given == "True"
    assert int(size) > 15_000_000
