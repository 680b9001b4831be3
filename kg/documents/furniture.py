"""Page furniture in a text: running titles, © lines, page numbers, which may stand in mid-sentence.

Evidence is of two kinds: a line that a pattern of ``digest.toml`` matches, and a short line that keeps coming
back next to such lines or to page breaks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kg.documents.lines import Line
from kg.documents.markers import markers

_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"\d{1,4}")
_LONGEST = 90  # cells; a running title is shorter than a line of text, a © line about as long


def without_furniture(lines: Sequence[Line]) -> tuple[list[Line], list[str]]:
    """The lines of the text proper, and the furniture that was taken out, in order.

    A line that follows furniture opens a page: its distance from the line above says nothing.
    """
    marked = _matched(lines) | _page_numbers(lines)
    marked |= _running(lines, marked)
    kept: list[Line] = []
    taken: list[str] = []
    opens_page = False
    for index, line in enumerate(lines):
        if index in marked:
            taken.append(line.text)
            opens_page = True
        else:
            kept.append(replace(line, opens_page=True) if opens_page and kept else line)
            opens_page = False
    return kept, taken


def _matched(lines: Sequence[Line]) -> set[int]:
    pattern = markers().furniture
    return {
        index for index, line in enumerate(lines) if line.width <= _LONGEST and pattern.fullmatch(line.text)
    }


def _page_numbers(lines: Sequence[Line]) -> set[int]:
    """Lines of a bare number, if they count up as pages do: at least two, each set apart, each greater."""
    bare = [
        index
        for index, line in enumerate(lines)
        if _NUMBER.fullmatch(line.text) and (line.opens_page or line.blanks or _opens_page(lines, index + 1))
    ]
    numbers = [int(lines[index].text) for index in bare]
    counts_up = len(numbers) >= 2 and all(a < b for a, b in pairwise(numbers))
    return set(bare) if counts_up else set()


def _opens_page(lines: Sequence[Line], index: int) -> bool:
    return index >= len(lines) or lines[index].opens_page


def _running(lines: Sequence[Line], marked: set[int]) -> set[int]:
    """Short lines that stand at page breaks and come back there, whatever number they carry."""
    at_break: set[int] = set()
    for index, line in enumerate(lines):
        beside = {index - 2, index - 1, index + 1, index + 2} & marked
        at_page_end = _opens_page(lines, index + 1) and index + 1 < len(lines)
        if index not in marked and (beside or line.opens_page or at_page_end):
            at_break.add(index)
    keys = {index: _DIGITS.sub("0", lines[index].text) for index in at_break if _may_run(lines[index])}
    often = Counter(keys.values())
    return {index for index, key in keys.items() if often[key] >= 2}


def _may_run(line: Line) -> bool:
    return line.width <= _LONGEST and not line.text.endswith(("。", "，", "；", "”"))
