"""Which words may be left over of a question, read from ``seeds/markers/leftover.toml``.

They are words that narrow nothing by their part of speech (adverbs, particles, prepositions, words of place, measures) and
verbs that only carry others. A word that bounds, denies, plans or compares is none of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.query.asking.wordfiles import caseless, read_words
from kg.resources import seeds_folder

# What bounds, denies, compares or counts.
BOUNDS = re.compile(r"[不未没无非否勿别最更较越仅只单首唯第超逾满半双两几每各多少大小高低早晚前后先初曾将]")
# Tags (ICTCLAS) of adverbs, auxiliaries, words of place, measures, particles, interjections, pronouns, states.
_IDLE = ("d", "u", "f", "q", "y", "e", "o", "c", "r", "z")
# No particle but what tells who does it to whom, or that it is not or not yet done.
_TELLS = re.compile(
    r"[被让叫给把将向对为由从与跟和同拟欲]|计划|打算|准备|有望|或许|可能|传闻|据说|取消|终止|停止|放弃|除"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leftover:
    """Words that carry others, words of place, of doing it outward, English words; who asks, and what it is to pay."""

    light: frozenset[str]
    places: frozenset[str]
    outward: frozenset[str]
    english: frozenset[str]
    asker: re.Pattern[str]
    pays: re.Pattern[str]

    def narrows_nothing(self, word: str, tag: str) -> bool:
        """Whether a word may be left out.

        >>> [leftover().narrows_nothing(*one) for one in (("内", "f"), ("悄悄", "d"), ("未", "d"), ("钢琴", "n"))]
        [True, True, False, False]
        """
        if word.isascii():
            return word.lower() in self.english
        if word in self.light or word in self.places:
            return True
        return tag.startswith(_IDLE) and not BOUNDS.search(word) and not _TELLS.search(word)


@cache
def leftover() -> Leftover:
    """The words that ship with kg."""
    return read_leftover(seeds_folder() / "markers" / "leftover.toml")


def read_leftover(path: Path) -> Leftover:
    """The words of a file; one that cannot be read is a QueryError that names it."""
    return read_words(path, _of)


def _of(table: dict[str, Any]) -> Leftover:
    return Leftover(
        light=frozenset(table["light"]),
        places=frozenset(table["places"]),
        outward=frozenset(table["outward"]),
        english=frozenset(table["english"]),
        asker=caseless(table["asker"]),
        pays=caseless(table["pays"]),
    )
