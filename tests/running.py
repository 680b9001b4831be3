"""Examples run as a reader would run them: piece by piece, in one namespace."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterable


def run_pieces(pieces: Iterable[str], *, name: str) -> list[str]:
    """What each piece of code printed.

    A piece that fails is named in the traceback; one that prints nothing though it calls ``print`` fails too.
    """
    namespace: dict[str, object] = {"__name__": "__main__"}
    printed = []
    for number, piece in enumerate(pieces, start=1):
        told = io.StringIO()
        with contextlib.redirect_stdout(told):
            exec(compile(piece, f"{name}[{number}]", "exec"), namespace)
        assert told.getvalue().strip() or "print(" not in piece, f"{name}[{number}] printed nothing:\n{piece}"
        printed.append(told.getvalue())
    return printed
