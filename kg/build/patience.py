"""A time limit on work of this process, where the system can interrupt it.

An alarm reaches Python between two instructions and within a regular expression, which is where a hostile text
can keep extraction busy.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TooLong(Exception):  # noqa: N818 - what happened, not what is wrong
    """The work took longer than it may."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Interrupt what is done in the block after so many seconds.

    Without alarms (on Windows, in a thread that is not the main one) it runs as long as it takes.

    Raises:
        TooLong: it was interrupted.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def late(_: int, __: FrameType | None) -> None:
        raise TooLong

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
