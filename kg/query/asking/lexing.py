"""A question cut into tokens: names of the graph, words of the vocabulary, periods and amounts.

A cut that takes in every letter with the fewest tokens is the best: the longest names and words win, but a
name never hides that the rest makes no sense, because other cuts of nearly the same cost are tried too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any

from kg.query.asking.bounds import amounts, shares
from kg.query.asking.counting import tops
from kg.query.asking.known import Known
from kg.query.asking.mentions import mention
from kg.query.asking.nearby import Nearby
from kg.query.asking.parts import GLUE
from kg.query.asking.periods import days_of_no_year, periods
from kg.query.asking.senses import Reading
from kg.query.asking.shortened import places_of
from kg.query.asking.titles import Said
from kg.query.asking.vocabulary import Vocabulary
from kg.query.asking.writing import HAN, is_inside, is_whole, normalized, to_normalize
from kg.query.names import Names

_SILENT = frozenset("?？。.!！;；:：，,…·~～()（）[]【】-—")
_WORD = re.compile(r"[a-z0-9](?:[a-z0-9.&+/'’_-]*[a-z0-9+])?")

# A token costs 10; a letter that nothing takes in costs more than any number of tokens.
_TOKEN, _UNKNOWN, _KEPT = 10, 1000, 12
# A word that no relation tells of is taken whole: 上市 is no 上 and 市.
_BEYOND = 9
# A word that is only a part of names is the last that is thought of.
_PART = 60
# A known word of so many letters between unknown ones is rather a part of a longer unknown word.
_SHORT = 2
# A name said shorter than it is: rather the name itself, or a word, but rather it than two words.
_SHORTER = 15
# 投了没有 asks whether, and denies nothing.
_OR_NOT = frozenset(("没有", "没", "了没有", "了没", "没有过", "与否"))
# 分别叫什么 lists what was counted before it, and stands at the end.
# One question is cut several times over; a server is asked others meanwhile.
_REMEMBERED = 50
_LAST, _IDLE = "naming", "?!。.~ 吗呢啊呀吧嘛"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the question with everything that it may be."""

    text: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """A way to cut the question: its tokens, its cost, and the pieces that nothing takes in."""

    tokens: tuple[Token, ...]
    cost: int
    unknown: tuple[str, ...]


class Lexer:
    """Cuts questions about one graph."""

    def __init__(self, names: Names, words: Vocabulary) -> None:
        self._names, self._words = names, words
        self._entries = dict(words.words)
        for word in to_normalize(self._entries):
            if (form := normalized(word)) and form != word:
                self._entries[form] = self._entries.get(form, []) + self._entries.pop(word)
        by_length = sorted(chain(self._entries, words.beyond), key=len)
        self._longest = {entry[0]: len(entry) for entry in by_length}
        self._nearby = Nearby(names, words)
        self._known = lru_cache(_REMEMBERED)(self._known_in)

    def known(self, text: str) -> Known:
        """What the words of a text may be."""
        return self._known(normalized(text))

    def _known_in(self, text: str) -> Known:
        return Known(self._entries, self._nearby(text), self._words, lambda: self._places)

    @cached_property
    def _places(self) -> frozenset[str]:
        return places_of(self._names)

    def cuts(
        self, text: str, *, today: date, parts: Mapping[str, tuple[Reading, ...]] | None = None
    ) -> list[Cut]:
        """The best ways to cut the text, the best first.

        Args:
            text: the question.
            today: what periods are told from.
            parts: words that are taken in too, where no other will do.
        """
        text = normalized(text)
        best: list[list[Cut]] = [[] for _ in range(len(text) + 1)]
        best[0] = [Cut((), 0, ())]
        known = self._known(text)
        titles = known.titles.said(text)
        for start in range(len(text)):
            if not best[start]:
                continue
            for end, cost, token, unknown in chain(
                self._pieces(text, start, today, known),
                _parts_at(text, start, parts or {}),
                _titled(text, start, titles),
            ):
                for cut in best[start]:
                    best[end].append(
                        Cut(
                            cut.tokens + ((token,) if token else ()),
                            cut.cost + cost,
                            _joined(cut.unknown, unknown, text, start),
                        )
                    )
                best[end] = sorted(best[end], key=lambda cut: cut.cost)[:_KEPT]
        return best[len(text)]

    def choices(self, text: str, unknown: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Words of the text that several names may be meant by, with the IRIs of those."""
        text = normalized(text)
        known = self._known(text)
        titles = [(text[one.start : one.end], one.choices) for one in known.titles.said(text) if one.choices]
        return (*titles, *known.parts.choices(text, unknown))

    def _pieces(
        self, text: str, start: int, today: date, known: Known
    ) -> Iterator[tuple[int, int, Token | None, str]]:
        char = text[start]
        if char == " " or char in _SILENT:
            yield start + 1, 0, None, ""
            if char == " ":
                return
        by_end: dict[int, list[Reading]] = defaultdict(list)
        longest = max(self._longest.get(char, 0), known.longest(char))
        for end in range(start + 1, min(len(text), start + longest) + 1):
            if (found := known.readings(text[start:end])) and is_whole(text, start, end):
                by_end[end].extend(one for one in found if one.category != _LAST or _is_last(text, end))
                if text[start:end] in _OR_NOT and start and _ends_clause(text, end):
                    by_end[end] = [Reading("filler")]
            if text[start:end] in self._words.beyond and is_whole(text, start, end):
                yield end, _BEYOND, None, text[start:end]
        for end, reading in _expressions(text, start, today):
            by_end[end].append(reading)
        for end, readings in by_end.items():
            if not readings:
                continue
            yield end, _TOKEN, Token(text[start:end], tuple(readings)), ""
        if char not in _SILENT:
            word = _WORD.match(text, start)
            end = word.end() if word else start + 1
            yield end, _UNKNOWN * (end - start), None, text[start:end]


def _parts_at(
    text: str, start: int, parts: Mapping[str, tuple[Reading, ...]]
) -> Iterator[tuple[int, int, Token | None, str]]:
    for word, readings in parts.items():
        if text.startswith(word, start) and is_whole(text, start, start + len(word)):
            category = readings[0].category
            cost = _SHORTER if category == "NAME" else _PART + (category != "PART")
            yield start + len(word), cost, Token(word, readings), ""


def _titled(text: str, start: int, titles: list[Said]) -> Iterator[tuple[int, int, Token | None, str]]:
    for said in titles:
        if said.start == start and said.iris:
            yield said.end, _SHORTER, Token(text[start : said.end], (Reading("NAME", said.iris),)), ""


def _expressions(text: str, start: int, today: date) -> Iterator[tuple[int, Reading]]:
    """Periods, amounts, shares and numbers of things that begin there."""
    if is_inside(text, start):
        return
    found = (
        ("period", periods(text, start, today)),
        ("amount of money", amounts(text, start)),
        ("percent", shares(text, start)),
        ("top", tops(text, start)),
        # Of which year it is only the sentence can tell.
        ("mentioned", ((end, mention(said)) for end, said in days_of_no_year(text, start))),
    )
    for category, pieces in found:
        for end, held in pieces:
            if not is_inside(text, end):
                yield end, Reading(category, held)


def _is_last(text: str, end: int) -> bool:
    """Whether nothing follows that says anything."""
    return not text[end:].strip(_IDLE)


def _ends_clause(text: str, end: int) -> bool:
    rest = text[end:].lstrip("呢啊呀吗")
    return not rest.strip() or rest[0] in _SILENT


def _joined(known: tuple[str, ...], more: str, text: str, start: int) -> tuple[str, ...]:
    """Unknown Chinese letters side by side are one unknown word, also around a short word that is known.

    算力枢纽实施方案 is told as one word, though 实施 is a word of questions.
    """
    if not more:
        return known
    if known and HAN.match(more):
        at = text.rfind(known[-1], 0, start)
        between = text[at + len(known[-1]) : start]
        if at >= 0 and len(between) <= _SHORT and all(map(HAN.match, between)) and not set(between) & GLUE:
            return (*known[:-1], known[-1] + between + more)
    return (*known, more)


def has(token: Token, *categories: str) -> bool:
    """Whether the token may be of one of these categories."""
    return any(reading.category in categories for reading in token.readings)


def value(token: Token, category: str) -> list[Any]:
    """What the token stands for in a category."""
    return [reading.value for reading in token.readings if reading.category == category]
