"""Where a Chinese person's name begins and ends: a surname and at most two characters more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg import markers
from kg.model import Mention, Span
from kg.vocab import EntityType

_LONGEST_GIVEN = 2


@dataclass(frozen=True, slots=True)
class Persons:
    """Mends persons' names by the surnames and neighbours that ``seeds/markers/characters.toml`` lists."""

    surnames: frozenset[str]
    after: frozenset[str]
    before: frozenset[str]

    @classmethod
    def load(cls, path: Path) -> Persons:
        """From the markers file."""
        return markers.read(path, cls._of)

    @classmethod
    def _of(cls, table: dict[str, Any]) -> Persons:
        single, after, before = (
            frozenset("".join(table[key])) for key in ("surnames", "after_persons", "before_persons")
        )
        return cls(single | set(table["compound_surnames"]), after, before)

    def mend(self, mentions: Iterable[Mention]) -> Iterator[Mention]:
        """The mentions; a person's name loses what is none of it.

        A name that begins with no surname, such as a foreign one, stays as it is.
        """
        for one in mentions:
            yield self._mended(one) if one.type is EntityType.PERSON else one

    def _mended(self, mention: Mention) -> Mention:
        name, first, last = mention.surface, 0, len(mention.surface)
        if name[0] in self.before and not self._surname(name) and self._surname(name[1:]):
            first = 1
        longest = first + self._surname(name[first:]) + _LONGEST_GIVEN
        if self._surname(name[first:]) and last == longest + 1 and name[-1] in self.after:
            last -= 1
        if (first, last) == (0, len(name)):
            return mention
        begin = mention.span.start
        return replace(mention, span=Span(begin + first, begin + last), surface=name[first:last])

    def _surname(self, name: str) -> int:
        """How many characters of the name are its surname; 0 for none."""
        return next((size for size in (2, 1) if len(name) > size and name[:size] in self.surnames), 0)
