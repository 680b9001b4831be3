"""Text on a terminal: what would steer it made inert, Chinese characters counted as two columns."""

from __future__ import annotations

import unicodedata

from kg.spreadsheets import begins_formula

# Left-to-right marks, overrides and isolates can make a line read other than it is.
_BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029\ufeff")


def _steers(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cs") or char in _BIDI


def inert(text: str) -> str:
    r"""The text with control characters written out and line breaks as blanks.

    >>> inert("a\x1b[31mb\nc")
    'a\\x1b[31mb c'
    """
    if text.isprintable():
        return text
    return "".join(_written(char) for char in text)


def _written(char: str) -> str:
    if char in "\t\n\r":
        return " "
    if not _steers(char):
        return char
    return f"\\x{ord(char):02x}" if ord(char) < 256 else f"\\u{ord(char):04x}"


def no_formula(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet would run it as a formula; a lone sign is none.

    >>> no_formula("=1+1"), no_formula("＝1+1"), no_formula("1+1")
    ("'=1+1", "'＝1+1", '1+1')
    """
    return "'" + text if begins_formula(text) and len(text) > 1 else text


def inert_json(text: str) -> str:
    r"""JSON text whose control characters are escapes, as JSON leaves those above ASCII unescaped.

    >>> inert_json('"a\x9bb"')
    '"a\\u009bb"'
    """
    if text.isprintable():
        return text
    return "".join(f"\\u{ord(char):04x}" if _steers(char) and char not in "\n\t" else char for char in text)


def width(text: str) -> int:
    """How many columns a terminal gives the text.

    >>> width("中芯SMIC")
    8
    """
    if text.isascii():
        return len(text)
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def cut(text: str, columns: int) -> str:
    """As much of the text as goes into that many columns, with an ellipsis where some is left out.

    >>> cut("中芯国际公告", 7), cut("中芯", 7)
    ('中芯国…', '中芯')
    """
    if width(text) <= columns:
        return text
    room = columns - 1
    kept = ""
    for char in text:
        room -= _columns(char)
        if room < 0:
            break
        kept += char
    return kept + "…"


def padded(text: str, columns: int) -> str:
    """The text filled with blanks to that many columns."""
    return text + " " * max(0, columns - width(text))
