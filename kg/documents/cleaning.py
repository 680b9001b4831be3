"""What is deleted from a text before anything looks at it. Cleaning only deletes: no character is replaced.

Evidence quotes the text, so a full-width digit stays a full-width digit (no NFKC).
"""

from __future__ import annotations

import re
import unicodedata

_LAYOUT = "\n\r\t\f\x0b\x85"
# No page is wider than this many blanks; what looks for the end of a run should not look for long.
_BLANKS = re.compile(r"([ \t\u00a0\u3000]{200})[ \t\u00a0\u3000]+")


def clean(text: str) -> str:
    """A text without byte order marks, zero-width and control characters, soft hyphens, lone surrogates.

    Line breaks, tabs and page breaks stay: they are layout, and are read as such later; so do blanks, up to 200
    in a row.

    >>> clean("\\ufeff中\\u200b芯\\u00ad国际\\x00")
    '中芯国际'
    """
    text = _BLANKS.sub(r"\1", text)
    if text.isprintable():
        return text
    return "".join(
        character
        for character in text
        if character in _LAYOUT or unicodedata.category(character) not in ("Cc", "Cf", "Cs")
    )
