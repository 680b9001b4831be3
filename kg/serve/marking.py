"""An article's text in pieces, each with the name it belongs to and the facts whose sentences it is part of.

Names lie within sentences, sentences of several facts overlap, names lie within names: elements of a page
cannot cross, so the text is cut wherever anything begins or ends, and each piece knows all that it is in.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some text; ``names`` from the outermost in, ``facts`` and those that end here (``ends``) by number from 1."""

    text: str
    names: tuple[dict[str, Any], ...]
    facts: tuple[int, ...]
    ends: tuple[int, ...]


def paragraphs(text: str, mentions: list[dict[str, Any]], facts: list[dict[str, Any]]) -> list[list[Piece]]:
    """The pieces of each paragraph after the title, which the page has as its heading, unless it says something.

    >>> [[piece.text for piece in line] for line in paragraphs("题\\n甲乙丙", [{"start": 3, "end": 4}], [])]
    [['题'], ['甲', '乙', '丙']]
    """
    names = [one for one in mentions if 0 <= one["start"] < one["end"] <= len(text)]
    # A fact of a graph that someone else made may lack its place.
    told = [
        (number, fact["start"], fact["end"])
        for number, fact in enumerate(facts, start=1)
        if 0 <= fact["start"] < fact["end"] <= len(text)
    ]
    found, start = [], 0
    for line in text.split("\n") if text else ():
        found.append(_pieces(text, start, start + len(line), names, told))
        start += len(line) + 1
    return [line for line in found if line]


def _pieces(
    text: str, first: int, last: int, names: list[dict[str, Any]], facts: list[tuple[int, int, int]]
) -> list[Piece]:
    here = [one for one in names if one["start"] < last and first < one["end"]]
    told = [one for one in facts if one[1] < last and first < one[2]]
    cuts = {first, last}
    cuts.update(cut for one in here for cut in (one["start"], one["end"]))
    cuts.update(cut for _, start, end in told for cut in (start, end))
    ordered = sorted(cut for cut in cuts if first <= cut <= last)
    return [
        Piece(
            text=text[start:end],
            names=tuple(one for one in here if one["start"] <= start and end <= one["end"]),
            facts=tuple(number for number, begin, stop in told if begin <= start and end <= stop),
            ends=tuple(number for number, _, stop in told if stop == end or (end == last < stop)),
        )
        for start, end in pairwise(ordered)
    ]
