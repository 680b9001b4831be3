"""Memory that one thread has freed, for others to take."""

from __future__ import annotations

import ctypes
from contextlib import suppress

_ARENAS = -8  # M_ARENA_MAX of mallopt(3)


def share_freed() -> None:
    """Let threads that start from now on take what others have freed; where the C library is not glibc, do nothing.

    It would give each thread an arena of its own, and each of Oxigraph's keep what it once took.
    """
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).mallopt(_ARENAS, 1)
