"""Where the known and the unknown words of a question are in its text, and the text without some of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.query.asking.lexing import Cut, Token
from kg.query.asking.speech import tags as tags_of


def as_shown(text: str, said: str) -> str:
    """The wording with its capitals, by which names are told from nouns, where it is the same but for them."""
    return text if text.lower() == said else said


def spans_of(said: str, cut: Cut) -> list[tuple[int, int, Token]]:
    """Where each known word begins and ends."""
    found, at = [], 0
    for token in cut.tokens:
        start = said.find(token.text, at)
        if start < 0:
            continue
        at = start + len(token.text)
        found.append((start, at, token))
    return found


def place_of(said: str, piece: str, cut: Cut) -> int:
    """Where the unknown piece is: not in a word that is known."""
    taken = spans_of(said, cut)
    for match in re.finditer(re.escape(piece), said):
        if not any(start <= match.start() < end for start, end, _ in taken):
            return match.start()
    return said.find(piece)


def tagged(text: str) -> list[tuple[int, int, str]]:
    """Where each word of the language begins and ends, and its tag."""
    found, at = [], 0
    for word, tag in tags_of(text):
        found.append((at, at + len(word), tag))
        at += len(word)
    return found


def words_over(said: str, first: int, last: int) -> Iterator[tuple[int, int, str]]:
    """The piece as it is, and the word of the language that it is a part of, each with its tag."""
    found = [one for one in tagged(said) if one[0] < last and first < one[1]]
    if found:
        start, end = found[0][0], found[-1][1]
        tags = dict.fromkeys(tag for *_, tag in found)
        yield min(start, first), max(end, last), next(iter(tags)) if len(tags) == 1 else "x"
    if (first, last) not in [(start, end) for start, end, _ in found]:
        alone = tags_of(said[first:last])
        yield first, last, alone[0][1] if len(alone) == 1 else "x"


def cut_out(said: str, start: int, end: int) -> str:
    """What is left without a stretch; Latin words stay apart.

    >>> cut_out("uses the Walker robot?", 16, 21), cut_out("江苏内有谁", 2, 3)
    ('uses the Walker ?', '江苏有谁')
    """
    before, after = said[:start].rstrip(), said[end:].lstrip()
    is_apart = bool(before and after) and (before[-1].isascii() or after[0].isascii())
    return f"{before} {after}" if is_apart else before + after
