"""Memory that was freed, for other threads or the system to take."""

from __future__ import annotations

import ctypes

_ARENAS = -8  # M_ARENA_MAX of mallopt(3)


def share_freed() -> bool:
    """Let threads that start from now on take what others have freed; whether the C library, glibc, does so.

    It would give each thread an arena of its own, and each of Oxigraph's keep what it once took.
    """
    try:
        return bool(ctypes.CDLL(None).mallopt(_ARENAS, 1))
    except (AttributeError, OSError, TypeError):
        return False


def give_back() -> bool:
    """Give the system all that has been freed; whether there was something."""
    try:
        return bool(ctypes.CDLL(None).malloc_trim(0))
    except (AttributeError, OSError, TypeError):
        return False
