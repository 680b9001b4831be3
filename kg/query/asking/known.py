"""What the words of one text may be: words of questions, and names of those things that it can speak of."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Container
from typing import Any

from kg.query.asking.parts import Parts
from kg.query.asking.senses import Reading
from kg.query.asking.shortened import short_bodies
from kg.query.asking.spoken import spoken
from kg.query.asking.titles import Titles
from kg.query.asking.vocabulary import Vocabulary, merged
from kg.query.names import Names

_LONGEST_WORD = 6


class Known:
    """The words that may stand in a text, with what may be made of its other words."""

    def __init__(
        self,
        entries: dict[str, list[Reading]],
        names: Names,
        words: Vocabulary,
        places: Callable[[], Container[str]],
    ) -> None:
        """Read the names.

        Args:
            entries: the words of questions, with what they may be.
            names: of the things that the text can speak of.
            words: what else is known of words.
            places: what places of the whole graph are called.
        """
        called = spoken(names, words)
        called |= short_bodies(names, ChainMap[str, Any](called, entries))
        self._named = {name: [*entries.get(name, ()), Reading("NAME", iris)] for name, iris in called.items()}
        self._entries = entries
        self._met: dict[str, tuple[Reading, ...]] = {}
        self._longest = {name[0]: len(name) for name in sorted(called, key=len)}
        self.titles = Titles(names, self._ends_word)
        self.parts = Parts(names, ChainMap[str, Any](self._named, entries), places)

    def readings(self, word: str) -> tuple[Reading, ...]:
        """What a word may be; merged when it is first met."""
        if word not in self._met:
            found = self._named.get(word) or self._entries.get(word)
            self._met[word] = merged(found) if found else ()
        return self._met[word]

    def longest(self, letter: str) -> int:
        """How long the longest name is that begins with the letter."""
        return self._longest.get(letter, 0)

    def _ends_word(self, text: str, end: int) -> bool:
        """Whether a word of questions ends there that is no name."""
        for start in range(max(0, end - _LONGEST_WORD), end):
            if readings := self.readings(text[start:end]):
                return all(reading.category != "NAME" for reading in readings)
        return False
