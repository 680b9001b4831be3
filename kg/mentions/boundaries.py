"""Mends where the tagger's names begin and end, by what any reader sees in the text around them.

The tagger decides character by character. What reaches over more of them is looked at here: quotation marks and
brackets that must close (“东方氢岛), titles in 《》 that are one name, a body and its part side by side, two bodies
in one name, alternatives parted by a stroke, and one name that was given several types in one article.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from kg import markers
from kg.model import Mention, Span
from kg.vocab import ORGANIZATIONS, EntityType

_CLOSING = {"“": "”", "‘": "’", "（": "）", "(": ")", "《": "》", "「": "」"}
_OPENING = {close: mark for mark, close in _CLOSING.items()}
# So far a lost mark is looked for, and never beyond these.
_REACH = 16
_ENDS = frozenset("，。；！？、：\n")
# Two ends may be mended, each by a mark that is inside and one that is outside.
_MOST_MENDS = 4
_TITLE = re.compile(r"《([^《》\n]{3,60})》")
_BRACKETED = re.compile(r"[（(][^（()）]*[)）]$")
# Of the titles in 《》 with such an end in seeds/annotated so many are documents of that kind.
_TITLE_SURE = 0.95
_TITLED = frozenset({EntityType.POLICY, EntityType.PUBLICATION, EntityType.MEDIA})
_ALTERNATIVES = re.compile(r"[\u4e00-\u9fff]{2,}(?:/[\u4e00-\u9fff]{2,})+")
_LONGEST_UNIT = 12


class Boundaries:
    """Mends mentions; the words come from ``seeds/markers/boundaries.toml``."""

    def __init__(
        self,
        *,
        units: Iterable[str],
        between: Iterable[str],
        bodies: Iterable[str],
        titles: Mapping[str, Iterable[str]],
    ) -> None:
        self._units = tuple(units)
        self._titles = tuple((EntityType(kind), tuple(ends)) for kind, ends in titles.items())
        words, ends = ("|".join(map(re.escape, one)) for one in (between, bodies))
        self._two_bodies = re.compile(rf"(.+?(?:{ends}))(?:{words})(.{{2,}})")

    @classmethod
    def load(cls, path: Path) -> Boundaries:
        """From the markers file."""
        return markers.read(path, lambda tables: cls(**tables))

    def mend(self, text: str, mentions: Iterable[Mention]) -> list[Mention]:
        """The mentions, none of which overlap, with better boundaries and types; those may overlap, in no order."""
        closed = (_placed(one, text, *_balanced(text, one.span)) for one in mentions)
        whole = self._titled(text, _whole_titles(text, sorted(closed, key=_place)))
        apart = [part for one in self._joined(text, whole) for part in self._parted(text, one)]
        return list(_of_one_type(apart))

    def _titled(self, text: str, mentions: list[Mention]) -> list[Mention]:
        """The mentions, in order, with each title in 《》 that ends as documents of a kind do as one of that kind."""
        for title in _TITLE.finditer(text):
            kind = self._kind_of_title(_BRACKETED.sub("", title[1]))
            start, end = title.span(1)
            within = [one for one in mentions if one.span.start < end and start < one.span.end]
            if kind is None or any(one.type in _TITLED for one in within):
                continue
            found = Mention(
                span=Span(start, end),
                surface=title[1],
                type=kind,
                source="tagger",
                confidence=max([_TITLE_SURE, *(one.confidence for one in within)]),
            )
            mentions = sorted([*(one for one in mentions if one not in within), found], key=_place)
        return mentions

    def _kind_of_title(self, title: str) -> EntityType | None:
        return next((kind for kind, ends in self._titles if title.endswith(ends)), None)

    def _joined(self, text: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
        before: Mention | None = None
        for one in mentions:
            if before is None:
                before = one
            elif self._is_part(before, one):
                sure = min(before.confidence, one.confidence)
                before = _placed(replace(one, confidence=sure), text, before.span.start, one.span.end)
            else:
                yield before
                before = one
        if before is not None:
            yield before

    def _is_part(self, whole: Mention, part: Mention) -> bool:
        return (
            whole.span.end == part.span.start
            and {whole.type, part.type} <= ORGANIZATIONS
            and len(part.surface) <= _LONGEST_UNIT
            and part.surface.endswith(self._units)
        )

    def _parted(self, text: str, mention: Mention) -> Iterator[Mention]:
        start = mention.span.start
        two = self._two_bodies.fullmatch(mention.surface) if mention.type in ORGANIZATIONS else None
        if two:
            spans = [two.span(1), two.span(2)]
        elif _ALTERNATIVES.fullmatch(mention.surface):
            spans = [found.span() for found in re.finditer("[^/]+", mention.surface)]
        else:
            spans = [(0, len(mention.surface))]
        for first, last in spans:
            yield _placed(mention, text, start + first, start + last)


def _place(mention: Mention) -> tuple[tuple[int, int], EntityType, float]:
    return mention.place, mention.type, mention.confidence


def _placed(mention: Mention, text: str, start: int, end: int) -> Mention:
    if (start, end) == (mention.span.start, mention.span.end):
        return mention
    return replace(mention, span=Span(start, end), surface=text[start:end])


def _unbalanced(surface: str) -> int | None:
    """Where the first mark stands that has no counterpart, if one has none."""
    opened: list[int] = []
    for at, mark in enumerate(surface):
        if mark in _CLOSING:
            opened.append(at)
        elif mark in _OPENING:
            if not opened or surface[opened[-1]] != _OPENING[mark]:
                return at
            opened.pop()
    return opened[0] if opened else None


def _balanced(text: str, span: Span) -> tuple[int, int]:
    """The nearest boundaries at which every mark has its counterpart; marks around all of it are left outside."""
    start, end = span.start, span.end
    for _ in range(_MOST_MENDS):
        at = _unbalanced(text[start:end])
        if at is None:
            break
        start, end = _mended(text, start, end, start + at)
    within = text[start + 1 : end - 1]
    if within and _CLOSING.get(text[start]) == text[end - 1] and _unbalanced(within) is None:
        return start + 1, end - 1
    return (start, end) if start < end else (span.start, span.end)


def _mended(text: str, start: int, end: int, at: int) -> tuple[int, int]:
    """Boundaries that take the counterpart of the mark at ``at`` in, or where it is too far, leave the mark out."""
    mark = text[at]
    if mark in _OPENING:
        found = _nearest(text, range(start - 1, max(-1, start - 1 - _REACH), -1), _OPENING[mark])
        if found is not None:
            return found, end
        return (start, at) if at == end - 1 else (at + 1, end)
    found = _nearest(text, range(end, min(len(text), end + _REACH)), _CLOSING[mark])
    if found is not None:
        return start, found + 1
    return (at + 1, end) if at == start else (start, at)


def _nearest(text: str, places: range, mark: str) -> int | None:
    for at in places:
        if text[at] == mark:
            return at
        if text[at] in _ENDS:
            return None
    return None


def _whole_titles(text: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions, in order; pieces of a title in 《》 of which one is a document's name are the title."""
    for title in _TITLE.finditer(text):
        start, end = title.span(1)
        pieces = [one for one in mentions if one.span.start < end + 1 and start - 1 < one.span.end]
        documents = [one for one in pieces if one.type in _TITLED]
        around = {(start, end), (start - 1, end + 1)}
        if documents and not any((one.span.start, one.span.end) in around for one in pieces):
            rest = [one for one in mentions if one not in pieces]
            mentions = sorted([*rest, _placed(documents[0], text, start, end)], key=_place)
    return mentions


def _of_one_type(mentions: list[Mention]) -> Iterator[Mention]:
    """The mentions; a name that was given several types has the one that was given most surely in all."""
    sure: defaultdict[str, defaultdict[EntityType, float]] = defaultdict(lambda: defaultdict(float))
    for one in mentions:
        sure[one.surface][one.type] += one.confidence
    for one in mentions:
        kinds = sure[one.surface]
        best = max(kinds, key=lambda kind: (kinds[kind], kind))
        yield one if one.type == best else replace(one, type=best)
