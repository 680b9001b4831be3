"""Memory that was freed, given back to the system.

The C library keeps most of what one stage of a build has freed beside what the next one takes, and what a thread of
Oxigraph's has freed beside what the next thread takes. Where it is none of glibc nothing happens here.
"""

from __future__ import annotations

import ctypes
from contextlib import suppress

_ARENAS = -8
_NO_GLIBC = (AttributeError, OSError, TypeError)


def share_freed() -> None:
    """Let threads take what others have freed; those that run already keep arenas of their own."""
    with suppress(*_NO_GLIBC):
        ctypes.CDLL(None).mallopt(_ARENAS, 1)


def give_back() -> None:
    """Give back what is free."""
    with suppress(*_NO_GLIBC):
        ctypes.CDLL(None).malloc_trim(0)
