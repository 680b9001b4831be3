"""Text that a spreadsheet would run: news is text from outside, and tables are opened in spreadsheets."""

from __future__ import annotations

_FORMULA = tuple("=+-@＝＋－＠\t\r")


def begins_formula(text: str) -> bool:
    """Whether a cell with this text would be taken for a formula.

    >>> [begins_formula(text) for text in ("=1+1", "＝1+1", "1+1", "")]
    [True, True, False, False]
    """
    return text.startswith(_FORMULA)
