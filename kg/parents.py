"""Processes that end with the one that started them, also where that is killed and can tell nobody."""

from __future__ import annotations

import os
import threading
import time

# The end of a pipe does not tell: processes that are forked hold copies of each other's, and one that is at work
# does not read.
_LOOK = 1.0  # seconds


def end_with(parent: int) -> None:
    """End this process, whatever it does, soon after its parent has gone.

    Args:
        parent: the number of the process that started this one.
    """
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(1)
