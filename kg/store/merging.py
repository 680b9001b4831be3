"""RocksDB's merging of files, after everything else.

Oxigraph lets RocksDB merge as soon as there are two new files, and each merging writes all that it meets anew. Where it
has to wait for the processor, more files come together until it gets its turn, and less is written again and again:
storing four thousand articles on one core takes a quarter less. Once 20 to 36 files wait, RocksDB lets writing wait
for merging, so that it never falls behind for good.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

_TASKS = Path("/proc/self/task")
_MERGING = "rocksdb:low"
# A tenth of what others get. With less, what merging holds when its time is up would keep them waiting.
_NICER = 10


def merge_later() -> None:
    """Let threads that merge wait for others; where they cannot be told (not on Linux), nothing changes."""
    for task in _TASKS.iterdir() if _TASKS.is_dir() else ():
        with suppress(OSError):  # one that has ended meanwhile
            if (task / "comm").read_text("utf8").strip() == _MERGING:
                os.setpriority(os.PRIO_PROCESS, int(task.name), os.getpriority(os.PRIO_PROCESS, 0) + _NICER)
