"""The entities of a graph as columns: a row is made when it is asked for.

A question speaks of a few of tens of thousands of things, and a row of each would take longer to make than the answer.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from typing import NamedTuple, Self

from kg.model import Name
from kg.quads import terms
from kg.store.rows import EntityRow, short_id
from kg.vocab import EntityType


class Columns(NamedTuple):
    """What entities have in common, a column each: plain values, as they are kept in a file.

    ``counts`` tells how many of the ``texts``, and of their ``languages``, are names of each entity; ``codes`` are by
    IRI, since few have any.
    """

    iris: list[str]
    types: list[list[str]]
    counts: list[int]
    texts: list[str]
    languages: list[str]
    codes: dict[str, list[str]]


class Catalogue(Mapping[str, EntityRow]):
    """Every entity by its IRI, in a fixed order.

    >>> columns = Columns(["http://example.org/a"], [["Company"]], [1], ["甲"], ["zh"], {})
    >>> Catalogue(columns, base="http://example.org/")["http://example.org/a"].label
    '甲'
    """

    def __init__(self, columns: Columns, *, base: str = terms.DEFAULT_BASE) -> None:
        self.columns = columns
        self._base = base
        self._places = {iri: place for place, iri in enumerate(columns.iris)}
        self._starts = [0, *accumulate(columns.counts)]
        self._rows: dict[str, EntityRow] = {}

    @classmethod
    def of(cls, rows: Iterable[EntityRow], *, base: str = terms.DEFAULT_BASE) -> Self:
        """The rows, as they are."""
        known = {row.iri: row for row in rows}
        names = [name for row in known.values() for name in row.labels]
        columns = Columns(
            iris=list(known),
            types=[[type_.value for type_ in row.types] for row in known.values()],
            counts=[len(row.labels) for row in known.values()],
            texts=[name.text for name in names],
            languages=[name.language for name in names],
            codes={iri: list(row.codes) for iri, row in known.items() if row.codes},
        )
        catalogue = cls(columns, base=base)
        catalogue._rows = known
        return catalogue

    def __getitem__(self, iri: str) -> EntityRow:
        row = self._rows.get(iri)
        if row is None:
            row = self._rows[iri] = self._row(self._places[iri])
        return row

    def __contains__(self, iri: object) -> bool:
        return iri in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns.iris)

    def __len__(self) -> int:
        return len(self.columns.iris)

    def id_of(self, iri: str) -> str:
        """The id of an entity, for which no row is made."""
        row = self._rows.get(iri)
        return row.id if row else short_id(iri, base=self._base)

    def called(self, name: int) -> str:
        """The IRI of the entity that the name at that place of the column is of."""
        return self.columns.iris[bisect_right(self._starts, name) - 1]

    def _row(self, place: int) -> EntityRow:
        columns, iri = self.columns, self.columns.iris[place]
        id_, names = short_id(iri, base=self._base), slice(self._starts[place], self._starts[place + 1])
        labels = tuple(map(Name, columns.texts[names], columns.languages[names]))
        return EntityRow(
            iri=iri,
            id=id_,
            types=tuple(map(EntityType, columns.types[place])),
            label=labels[0].text if labels else id_,
            labels=labels,
            codes=tuple(columns.codes.get(iri, ())),
        )
