"""Classes of characters, and names within text: where a Latin name or number may begin and end."""

from __future__ import annotations

import re

_LATIN_OR_DIGIT = re.compile(r"[A-Za-z0-9]")
_ASCII_UPPER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def lowered(text: str) -> str:
    """The text with ASCII capitals lowered: the length never changes, as ``str.lower`` may.

    >>> lowered("ARM发布ARMv9İ")
    'arm发布armv9İ'
    """
    return text if text == text.lower() else text.translate(_ASCII_UPPER)


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] does not cut a Latin word or number apart.

    >>> stands_alone("使用AI技术", 2, 4), stands_alone("SAIC汽车", 1, 3)
    (True, False)
    """
    return not (
        (start > 0 and _LATIN_OR_DIGIT.match(text[start]) and _LATIN_OR_DIGIT.match(text[start - 1]))
        or (end < len(text) and _LATIN_OR_DIGIT.match(text[end - 1]) and _LATIN_OR_DIGIT.match(text[end]))
    )
