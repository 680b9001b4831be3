"""Mentions of known names: one pass of an Aho-Corasick automaton over the text, leftmost-longest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import daachorse

from kg.lexicon import Lexicon, LexiconEntry
from kg.mentions.characters import lowered, stands_alone

# "arm" and "it" are words, ARM and IT are names: short Latin names must match with their capitals.
_EXACT_CASE_UP_TO = 4


class Hit(NamedTuple):
    """A known name in a text: half-open range, and the entry that it leads to."""

    start: int
    end: int
    entry: LexiconEntry


class KnownNames:
    """Names with their entries, ready to be found in texts; by default all names of a lexicon."""

    def __init__(self, lexicon: Lexicon, names: Iterable[tuple[str, LexiconEntry]] | None = None) -> None:
        entries: dict[str, LexiconEntry] = {}
        # Names that are alike but for case lead to one entry: a lexicon's names are told apart without it.
        self._exact: set[str] = set()
        for name, entry in lexicon.names() if names is None else names:
            entries[lowered(name)] = entry
            if len(name) <= _EXACT_CASE_UP_TO and name.isascii():
                self._exact.add(name)
        self._entries = list(entries.values())
        self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick(
            list(entries), daachorse.MATCH_KIND_LEFTMOST_LONGEST
        )

    def find(self, text: str) -> list[Hit]:
        """The known names in a text, without overlaps, in order."""
        hits: list[Hit] = []
        for start, end, key in self._automaton.find(lowered(text)):
            surface = text[start:end]
            is_known = not surface.isascii() or len(surface) > _EXACT_CASE_UP_TO or surface in self._exact
            if is_known and stands_alone(text, start, end):
                hits.append(Hit(start, end, self._entries[key]))
        return hits
