"""What the look of a digest's headings says: which must be titles, which cannot be, and what is only a hint.

The first heading under each section head is a title for certain: it shows what titles look like here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass

from kg.documents.contents import entry
from kg.documents.datelines import dateline
from kg.documents.headings import Heading
from kg.documents.markers import markers
from kg.documents.wraps import Paragraph

_HAN = r"[\u4e00-\u9fff]"
_APART = re.compile(rf"{_HAN} [A-Za-z0-9]|[A-Za-z0-9] {_HAN}")
_TOUCHING = re.compile(rf"{_HAN}[A-Za-z0-9]|[A-Za-z0-9]{_HAN}")
_TWO_PARTS = re.compile(rf"(?:{_HAN}|[”？！》）]) (?:{_HAN}|[“《（])")
_LEAD = 60  # characters: a lead's first clause or two
SUBTITLE = re.compile(r"[—–─-]{2}|[─]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A heading, the section it stands in, the paragraphs below it; and whether the section begins here."""

    heading: Heading
    section: str
    body: tuple[Paragraph, ...]
    opens_section: bool

    @property
    def is_dated(self) -> bool:
        """Whether a dateline stands right below the heading."""
        return bool(self.body) and dateline(self.body[0].text) is not None


def verdicts(parts: Sequence[Part], entries: Set[str]) -> list[bool | None]:
    """For each heading whether it is a title, or None where its look leaves it open.

    Args:
        entries: what the table of contents lists.
    """
    result: list[bool | None] = [True if part.opens_section else None for part in parts]
    openers = [part for part in parts if part.opens_section]
    listed = [entry(part.heading.paragraph.text) in entries for part in parts]
    if (
        sum(listed) >= 3
        and sum(entry(p.heading.paragraph.text) in entries for p in openers) >= len(openers) / 2
    ):
        return [opened or is_listed for opened, is_listed in zip(result, listed, strict=True)]
    for trait in (_level, _style, _dated):
        usual = _usual(trait, openers, parts)
        if usual is not None:
            return [bool(known) or trait(part) == usual for known, part in zip(result, parts, strict=True)]
    # Where titles bear no number, what bears one is a subhead.
    plain = len(openers) >= 2 and not any(_style(part) for part in openers)
    for index, part in enumerate(parts):
        if plain and _style(part):
            result[index] = False
    return result


def _usual(trait: Callable[[Part], object], openers: Sequence[Part], parts: Sequence[Part]) -> object:
    """The trait that openers share, if it is one at all and sets headings apart from text."""
    values = Counter(trait(part) for part in (openers or parts))
    value, times = values.most_common(1)[0] if values else (None, 0)
    shared = times >= 0.8 * values.total() and sum(trait(part) == value for part in parts) >= 2
    return value if value and shared else None


def _level(part: Part) -> int:
    return part.heading.paragraph.first.level


def _style(part: Part) -> str:
    return part.heading.style


def _dated(part: Part) -> bool:
    return part.is_dated


def hints(parts: Sequence[Part]) -> list[float]:
    """For each heading, what its look alone says for its being a title (above zero) or a subhead."""
    habit = _Habits(parts)
    return [_hint(part, habit) for part in parts]


class _Habits:
    """What is usual in this document, so that an exception can be seen."""

    def __init__(self, parts: Sequence[Part]) -> None:
        headings = [part.heading.text for part in parts]
        body = "\n".join(paragraph.text for part in parts for paragraph in part.body)
        # Two kinds of heading: those that part Latin from Chinese as text does, and those that do otherwise.
        self.text_parts_words = len(_APART.findall(body)) > len(_TOUCHING.findall(body))
        self.mixed = sum(self.differs(heading) for heading in headings) >= 2
        indents = Counter(paragraph.first.indent for part in parts for paragraph in part.body)
        self.indent = indents.most_common(1)[0][0] if indents else 0
        gaps = Counter(part.heading.paragraph.first.blanks for part in parts if _stands_within(part))
        # Two gaps, both common: a few odd ones are what page breaks leave behind.
        common = [gap for gap, times in gaps.items() if times >= max(2, gaps.total() / 5)]
        self.wide_gap = max(common) if len(common) > 1 else 0

    def differs(self, heading: str) -> bool:
        """Whether a heading sets Latin and Chinese apart where the text does not, or the other way round."""
        return _sets_apart(heading) is (not self.text_parts_words)

    def agrees(self, heading: str) -> bool:
        """Whether a heading sets Latin and Chinese as the text does."""
        return _sets_apart(heading) is self.text_parts_words


def _sets_apart(heading: str) -> bool | None:
    """Whether a heading parts Latin from Chinese by blanks: None if it has no such place, or does both."""
    apart, touching = bool(_APART.search(heading)), bool(_TOUCHING.search(heading))
    return apart if apart != touching else None


def _stands_within(part: Part) -> bool:
    return not (part.opens_section or part.heading.paragraph.first.opens_page)


def _hint(part: Part, habit: _Habits) -> float:
    text, first = part.heading.text, part.heading.paragraph.first
    score = 0.0
    if habit.mixed:  # titles are set in a style of their own
        score += 2.5 * habit.differs(text) - 2.5 * habit.agrees(text)
    if _TWO_PARTS.search(text):
        score += 1.0  # 净利大幅提升 晶圆代工景气高涨: subheads are seldom that rich
    if markers().speaker.match(text):
        score += 1.5
    text_below = next((p.text for p in part.body if not SUBTITLE.match(p.text)), "")
    score += 1.6 if markers().news.search(text_below[:_LEAD]) else -0.3
    if part.body and SUBTITLE.match(part.body[0].text):
        score += 1.5  # only titles have subtitles
    if habit.wide_gap and _stands_within(part):
        score += 2.0 if first.blanks >= habit.wide_gap else -1.0
    opening = part.body[0].first if part.body else None
    if opening is not None and opening.blanks and opening.indent > habit.indent:
        score += (
            3.0  # the first paragraph of an article is set unlike the others, and unlike those under subheads
        )
    return score
