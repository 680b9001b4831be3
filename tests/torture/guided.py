"""Coverage-guided fuzzing of the readers with atheris: bytes in, nothing but a DocumentError out.

A program of its own, which ``make torture`` runs where atheris is installed; pytest does not collect it.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["kg.documents"]):
    from kg.documents import MEDIA_TYPES, Source, articles, read
    from kg.errors import DocumentError

# Compressed formats are for the damaged samples: their check sums keep chance bytes out.
_KINDS = sorted({*MEDIA_TYPES.values(), ""})


def attempt(data: bytes) -> None:
    """Read the bytes as the format that the first of them names."""
    if not data:
        return
    try:
        document = read(Source(path="x", media_type=_KINDS[data[0] % len(_KINDS)]), given=data[1:])
        articles(document, problem=lambda error: None)
    except DocumentError:
        pass


if __name__ == "__main__":
    atheris.Setup(sys.argv, attempt)
    atheris.Fuzz()
