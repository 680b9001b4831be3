"""What is deleted from a text before anything looks at it. Cleaning only deletes: no character is replaced.

Evidence quotes the text, so a full-width digit stays a full-width digit (no NFKC).
"""

from __future__ import annotations

import unicodedata

_LAYOUT = "\n\r\t\f\x0b\x85"


def clean(text: str) -> str:
    """A text without byte order marks, zero-width and control characters, soft hyphens, lone surrogates.

    Line breaks, tabs and page breaks stay: they are layout, and are read as such later.

    >>> clean("\\ufeff中\\u200b芯\\u00ad国际\\x00")
    '中芯国际'
    """
    if text.isprintable():
        return text
    return "".join(
        character
        for character in text
        if character in _LAYOUT or unicodedata.category(character) not in ("Cc", "Cf", "Cs")
    )
