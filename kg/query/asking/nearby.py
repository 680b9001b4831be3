"""Which things of a graph a text can speak of: those whose names have a few letters in common with it.

A question speaks of a few of tens of thousands. However a name is shortened or put into English, two letters that stand
side by side in it (of Latin words three) stay side by side, or the words that ship with kg tell what it became.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise

from kg.query.asking.english import singulars
from kg.query.asking.shortwords import short_words
from kg.query.asking.vocabulary import Vocabulary
from kg.query.asking.writing import normalized, simplified_lines
from kg.query.names import Names
from kg.query.substrings import Substrings

_WORD = re.compile(r"[a-z0-9]+|[^\sa-z0-9]")
_PIECE = 3
_REMEMBERED = 1000  # pieces, whose lines are a few thousand numbers at most


class Nearby:
    """Finds the things of one graph that a text can speak of."""

    def __init__(self, names: Names, words: Vocabulary) -> None:
        self._names, self._words = names, words
        self._found: dict[str, tuple[int, ...]] = {}

    def __call__(self, text: str) -> Names:
        """Those things alone, in the order of all. The text is ``normalized``."""
        if len(self._found) > _REMEMBERED:
            self._found.clear()
        lines = {line for piece in self._pieces(text) for line in self._having(piece)}
        entities = self._names.entities
        iris = dict.fromkeys(map(entities.called, sorted(lines)))
        return Names((entities[iri] for iri in iris), base=self._names.base)

    def _having(self, piece: str) -> tuple[int, ...]:
        if piece not in self._found:
            self._found[piece] = tuple(self._lines.having(piece))
        return self._found[piece]

    def _pieces(self, text: str) -> set[str]:
        """Pieces of the text, and of the names that its words may stand for."""
        own = pieces(text)
        names = [name for word, name in self._translated if word in text]
        alike = [name for row, all_ in self._alike if not row.isdisjoint(own) for name in all_]
        return own.union(*map(pieces, (*names, *alike)))

    @cached_property
    def _lines(self) -> Substrings:
        return Substrings(simplified_lines(self._names.keys))

    @cached_property
    def _translated(self) -> list[tuple[str, str]]:
        """English words with the Chinese that they stand for in names."""
        words = self._words
        told = [
            *words.demonyms.items(),
            *((english, chinese) for chinese, english in words.class_words.items()),
            *((form, name) for name, forms in words.glossary.items() for form in forms),
        ]
        return [(normalized(english), normalized(chinese)) for english, chinese in told]

    @cached_property
    def _alike(self) -> list[tuple[set[str], tuple[str, ...]]]:
        """Words that names are written with in several ways: the pieces of all, and all."""
        words = short_words()
        rows = (*words.same_in_bodies, *words.same_in_titles)
        return [(set[str]().union(*map(pieces, row)), row) for row in rows]


def pieces(text: str) -> set[str]:
    """Letters that stand side by side: three of a Latin word or number, or all of a shorter one; else two.

    >>> sorted(pieces("华为投资arm")), sorted(pieces("x 1 chips"))
    (['arm', '为投', '华为', '投资', '资a'], ['1c', 'chi', 'hip', 'ips', 'x1'])
    """
    words = _WORD.findall(text)
    found = {one[-1] + other[0] for one, other in pairwise(words) if 1 in (len(one), len(other))}
    for word in words:
        for form in (word, *singulars(word)) if len(word) > 1 else ():
            found |= {form[at : at + _PIECE] for at in range(max(1, len(form) - _PIECE + 1))}
    return found
