"""A digest's table of contents: lines near its start that come back later as headings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from kg.documents.headings import plain
from kg.documents.lines import compact, width
from kg.documents.markers import markers
from kg.documents.wraps import Paragraph

_PAGE = re.compile(r"(?:[\s.．·•…‥﹒—_-]*[.．·•…‥﹒—_\s-]|\s)[（(]?\s*\d{1,4}\s*[)）]?$")
_LEADERS = re.compile(r"[.．·•…‥﹒]{2,}\s*$")
_BODY = 80  # cells: what is longer is text, and the contents end before the first text


def entry(text: str) -> str:
    """What an entry and its heading share: no number, no leaders, no page, no white space.

    >>> entry("1. 工信部发布 5G 数据……………… 12") == entry("工信部发布5G数据")
    True
    """
    words, _ = plain(_LEADERS.sub("", _PAGE.sub("", text)).strip())
    return compact(words.strip("【】〖〗"))


def contents(paragraphs: Sequence[Paragraph]) -> tuple[set[int], set[str]]:
    """The indices of the table of contents among the paragraphs, and its entries, which come back below."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, paragraph in enumerate(paragraphs):
        if width(paragraph.text) <= _BODY:
            places[entry(paragraph.text)].append(index)
    first_text = next((i for i, p in enumerate(paragraphs) if _is_text(p)), len(paragraphs))
    twice = {key: found for key, found in places.items() if key and len(found) >= 2 and found[0] < first_text}
    listed = {found[0] for found in twice.values()}
    if len(listed) < 3:  # a title that is repeated, a masthead that runs: two would be chance
        return set(), set()
    last = max(listed)
    start = min(listed)
    return _with_head(paragraphs, start, last), set(twice)


def _is_text(paragraph: Paragraph) -> bool:
    return paragraph.lines > 1 or width(paragraph.text) > _BODY or paragraph.text.endswith("。")


def _with_head(paragraphs: Sequence[Paragraph], start: int, last: int) -> set[int]:
    """The paragraphs from the first to the last entry, and the word 目录 if it stands above them."""
    head = {i for i in range(start) if compact(paragraphs[i].text).strip("【】") in markers().contents}
    return set(range(min(head | {start}), last + 1))
