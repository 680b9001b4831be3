"""Titles said shorter than they are: 成都低空经济三年行动方案 for 成都市促进低空经济产业发展三年行动方案（2024—2026年）.

What is said ends in the title's last word and is made of pieces of the title in their order. It stands for that title
only if no other title of the graph is made of the same pieces, and nothing before it tells that it belongs elsewhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.query.asking.shortwords import ShortWords, short_words
from kg.query.asking.spoken import BRACKETED, SHORTENED
from kg.query.asking.writing import normalized
from kg.query.names import Names

_HAN = re.compile(r"[\u3400-\u9fff]")
# A piece of a title has so many letters at least, and what tells it from others together so many.
_PIECE, _TELLING = 2, 2
# Of two titles the one is meant that is said so much more fully than the other.
_CLEARLY = 1.6
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of the question that stands for a title, or for one of several."""

    start: int
    end: int
    iris: tuple[str, ...]
    choices: tuple[str, ...] = ()  # those that it may stand for, where these are several


class Titles:
    """The titles of a graph, found by what is said of them."""

    def __init__(self, names: Names, ends_word: Callable[[str, int], bool]) -> None:
        """Of the names; ``ends_word`` tells whether a word of questions that is no name ends at a place of a text."""
        self._words = short_words()
        self._ends_word = ends_word
        self._by_kind: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
        for entity in names.entities.values():
            if SHORTENED.intersection(entity.types):
                for label in entity.labels:
                    self._add(BRACKETED.sub("", normalized(label.text)), entity.iri)

    def _add(self, title: str, iri: str) -> None:
        kind = next((kind for kind in self._words.kinds if title.endswith(kind)), "")
        if not kind or not telling(title, self._words):
            return
        for written in (title, *_otherwise(title, self._words)):
            self._by_kind[kind][written][iri] = None

    def said(self, text: str) -> list[Said]:
        """The stretches of the (normalized) text that stand for titles."""
        found: dict[int, Said] = {}
        for kind, titles in self._by_kind.items():
            for match in re.finditer(re.escape(kind), text):
                one = self._ending(text, match.end(), kind, titles)
                known = found.get(match.end())
                if one and (known is None or one.start < known.start):
                    found[match.end()] = one
        return list(found.values())

    def _ending(self, text: str, end: int, kind: str, titles: dict[str, dict[str, None]]) -> Said | None:
        """What the words before a kind of title stand for."""
        rest = text[end:]
        if any(rest.startswith(other) for other in self._words.kinds if other not in self._words.tails):
            return None
        fits: dict[tuple[str, ...], tuple[int, float]] = {}
        for title, iris in titles.items():
            start = _beginning(text, end, title)
            if start <= end - len(kind) - _TELLING and telling(text[start:end], self._words):
                share = (end - start) / len(title)
                key = tuple(iris)
                if key not in fits or (start, -share) < (fits[key][0], -fits[key][1]):
                    fits[key] = (start, share)
        if not fits:
            return None
        start = min(begun for begun, _ in fits.values())
        best = sorted((-share, iris) for iris, (begun, share) in fits.items() if begun == start)
        if start and not self._may_begin(text, start):
            return None
        tail = next((word for word in self._words.tails if rest.startswith(word)), "")
        stop = end + len(tail)
        if len(best) == 1 or best[0][0] <= best[1][0] * _CLEARLY:
            return Said(start, stop, best[0][1])
        return Said(start, stop, (), tuple(iris[0] for _, iris in best))

    def _may_begin(self, text: str, start: int) -> bool:
        """Whether nothing before it belongs to it: no unknown word, and no name, whose own it would be."""
        return not (text[start - 1].isalnum() or _HAN.match(text[start - 1])) or self._ends_word(text, start)


def telling(title: str, words: ShortWords) -> bool:
    """Whether a title says more than that it is one: 三年行动计划 does not."""
    kind = next((kind for kind in words.kinds if title.endswith(kind)), "")
    rest = title.removesuffix(kind)
    for word in words.generic:
        rest = rest.replace(word, "")
    return len(rest) >= _TELLING


def _otherwise(title: str, words: ShortWords) -> Iterator[str]:
    for one, other in words.same_in_titles:
        if one in title:
            yield title.replace(one, other)


def _beginning(text: str, end: int, title: str) -> int:
    """Where the pieces of the title begin that the text up to the end is made of."""
    at, left = end, len(title)
    least = max(0, end - _LONGEST)
    while at > least and left > 0:
        if text[at - 1] == "的" and title[left - 1] != "的" and at < end:
            at, skipped = at - 1, True
        else:
            skipped = False
        length, place = _piece(text, at, title, left)
        if length < _PIECE:
            return at + skipped
        at, left = at - length, place
    return at


def _piece(text: str, at: int, title: str, left: int) -> tuple[int, int]:
    """The longest piece of the title, before a place of it, that ends at a place of the text; and where it begins."""
    best, place = 0, left
    for stop in range(left, 0, -1):
        length = 0
        while length < min(at, stop) and text[at - length - 1] == title[stop - length - 1]:
            length += 1
        if length > best:
            best, place = length, stop - length
    return best, place
