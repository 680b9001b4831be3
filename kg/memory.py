"""Memory that one thread has freed, for others to take."""

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
