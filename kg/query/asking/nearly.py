"""Names said with a piece left out: 流化床炼铁 for 流化床氢气炼铁, 财政厅 for 浙江省财政厅.

Of things a name is meant only if no other is made of the same pieces; of bodies those few that are called so at the end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg.query.asking.spoken import NAMED
from kg.query.asking.writing import HAN, normalized
from kg.query.names import Names
from kg.vocab import EntityType

_BODIES = frozenset((EntityType.GOVERNMENT, EntityType.RESEARCH, EntityType.ASSOCIATION))
# A word of so many letters may be such a name, in pieces of so many at least; of a body so many may be meant.
_LEAST, _PIECE, _LEAST_BODY, _MOST = 4, 2, 3, 3


class Nearly:
    """The names of a graph, found by what is said of them."""

    def __init__(self, names: Names) -> None:
        self._by_start: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._bodies: list[tuple[str, str]] = []
        for entity in names.entities.values():
            for label in {normalized(one.text) for one in entity.labels}:
                if NAMED.intersection(entity.types):
                    self._by_start[label[:_PIECE]].append((label, entity.iri))
                if _BODIES.intersection(entity.types):
                    self._bodies.append((label, entity.iri))

    def __call__(self, word: str) -> tuple[str, ...]:
        """The IRIs of what a word may be such a name of."""
        if not all(map(HAN.match, word)):
            return ()
        if len(word) >= _LEAST:
            found = dict.fromkeys(self._in_pieces(word))
            if len(found) == 1:
                return tuple(found)
        bodies = dict.fromkeys(iri for label, iri in self._bodies if label.endswith(word))
        return tuple(bodies) if len(word) >= _LEAST_BODY and len(bodies) <= _MOST else ()

    def _in_pieces(self, word: str) -> Iterator[str]:
        for label, iri in self._by_start.get(word[:_PIECE], ()):
            for at in range(_PIECE, len(word) - _PIECE + 1):
                if label.startswith(word[:at]) and label.endswith(word[at:]) and len(label) > len(word):
                    yield iri
