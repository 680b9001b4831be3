"""Which paragraphs of a text may be headings, how they are numbered, and which of them head a section."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.documents.datelines import dateline
from kg.documents.lines import compact
from kg.documents.markers import markers
from kg.documents.wraps import Paragraph

_LONGEST = 80  # cells: forty characters; headlines of more are not printed in one line
_STYLES = (
    ("bullet", re.compile(r"(?P<mark>[◆●■★▲◇○▶►•※◎□☆△])\s*(?P<rest>.+)")),
    ("number", re.compile(r"(?P<mark>\d{1,3}\s*[.、．)）]|\d{2}\s)\s*(?P<rest>[^\d\s].*|\d+[^\d.].*)")),
    ("bracketed number", re.compile(r"(?P<mark>[（(]\d{1,3}[)）]|[①-⑳])\s*(?P<rest>.+)")),
    ("chinese", re.compile(r"(?P<mark>[一二三四五六七八九十]{1,3}[、.．])\s*(?P<rest>.+)")),
    ("bracketed chinese", re.compile(r"(?P<mark>[（(][一二三四五六七八九十]{1,3}[)）])\s*(?P<rest>.+)")),
    ("ordinal", re.compile(r"(?P<mark>第[一二三四五六七八九十百\d]{1,4}[章节条部篇])\s*(?P<rest>.+)")),
    ("lenticular", re.compile(r"(?P<mark>[【〖])(?P<rest>[^】〗]+)[】〗]")),
)
_ORNAMENTS = "【】〖〗[]〔〕★◆■●▌▍▎|｜—-－=＝·~～*#:： \t　"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A paragraph that may be a heading: its words without number or bullet, and the style of these."""

    text: str
    style: str
    paragraph: Paragraph


def heading_of(paragraph: Paragraph) -> Heading | None:
    """The heading that a paragraph may be: one short line that does not end as a sentence does."""
    line = paragraph.first
    if line.level:
        text, style = plain(paragraph.text)
        return Heading(text=text, style=style, paragraph=paragraph)
    if paragraph.lines > 1 or line.width > _LONGEST or not _reads_as_heading(paragraph.text):
        return None
    text, style = plain(paragraph.text)
    return Heading(text=text, style=style, paragraph=paragraph)


def _reads_as_heading(text: str) -> bool:
    asks = re.search(r"[？！?!]$", text)  # headlines ask and exclaim, but do not quote someone who does
    if (
        not asks and re.search(r"[。；;，、,：:…．][”’」』）)】]*$|[？！?!][”’」』]$|\w\.$", text)
    ) or "。" in text[:-1]:
        return False
    if markers().credits.fullmatch(text) or dateline(text):
        return False
    return len(re.findall(r"[^\W\d_]", text)) >= 2


def plain(text: str) -> tuple[str, str]:
    """A heading without its number or bullet, and the style of that.

    >>> plain("（一）总体要求"), plain("5G 规模化推进有待突破")
    (('总体要求', 'bracketed chinese'), ('5G 规模化推进有待突破', ''))
    """
    for style, pattern in _STYLES:
        if match := pattern.fullmatch(text):
            mark = match["mark"].strip()
            return match["rest"].strip(), f"{style} {mark}" if style == "bullet" else style
    return text, ""


def sections(headings: Sequence[Heading | None]) -> dict[int, str]:
    """The section heads among a text's paragraphs, by index: short names of sections right above a heading.

    What known names look like (their brackets, number, level, the space below) shows unknown ones as well.
    """
    known = {
        index: name
        for index, heading in enumerate(headings)
        if heading and _stands_above_heading(headings, index) and (name := section_name(heading))
    }
    if len(known) < 2:
        return known
    looks = Counter(_look(headings, index) for index in known)
    sure = {look for look, times in looks.items() if times >= 2 and look != ("", 0, 1)}
    for index, heading in enumerate(headings):
        if (
            heading
            and index not in known
            and len(heading.text) <= 10
            and _stands_above_heading(headings, index)
        ):
            look = _look(headings, index)
            if look in sure and _is_rare(look, headings):
                known[index] = heading.text.strip(_ORNAMENTS)
    return dict(sorted(known.items()))


def section_name(heading: Heading) -> str:
    """The section's name, if the heading's words are one's."""
    name = heading.text.strip(_ORNAMENTS)
    name = compact(name)
    ends = len(name) <= 8 and name.endswith(markers().section_endings)
    return name if name in markers().section_names or ends else ""


def _stands_above_heading(headings: Sequence[Heading | None], index: int) -> bool:
    return index + 1 < len(headings) and headings[index + 1] is not None


def _look(headings: Sequence[Heading | None], index: int) -> tuple[str, int, int]:
    """Style, level, and blank lines below (two or more count as two)."""
    heading, below = headings[index], headings[index + 1]
    assert heading is not None and below is not None
    first = below.paragraph.first
    blanks = 1 if first.opens_page else min(max(first.blanks, 1), 2)
    return heading.style, heading.paragraph.first.level, blanks


def _is_rare(look: tuple[str, int, int], headings: Sequence[Heading | None]) -> bool:
    """Whether a look sets few headings apart; what most of them share tells nothing."""
    all_looks = [
        _look(headings, index)
        for index, heading in enumerate(headings)
        if heading and _stands_above_heading(headings, index)
    ]
    return all_looks.count(look) <= len(all_looks) / 2 or look[0] == "lenticular" or look[1] > 0
