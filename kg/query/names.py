"""The names of a graph's entities: what a NAME of the command line or of a question stands for.

A name is any label, an id, an IRI or a stock code. Labels are compared without case, blanks and quotation
marks, and full-width letters as narrow ones. Near names are offered, never taken.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from kg.errors import NotFoundError
from kg.quads import terms
from kg.query.keys import key, keys
from kg.query.substrings import Substrings
from kg.store import Catalogue, EntityRow, View, short_id

# Below this share of common letters an offered name puzzles more than it helps.
_NEAR = 55
_PARTLY = 90


class Names:
    """Every entity of a graph, found by whatever it is called."""

    def __init__(self, entities: Catalogue | Iterable[EntityRow], *, base: str = terms.DEFAULT_BASE) -> None:
        self.base = base
        self.entities = entities if isinstance(entities, Catalogue) else Catalogue.of(entities, base=base)

    @classmethod
    def of(cls, view: View) -> Names:
        """The names in a graph."""
        return cls(view.entities(), base=view.base)

    def __len__(self) -> int:
        return len(self.entities)

    def label(self, iri: str) -> str:
        """The preferred name of an entity, or what is left of an IRI that is none."""
        entity = self.entities.get(iri)
        return entity.label if entity else short_id(iri, base=self.base)

    def labelled(self, text: str) -> list[EntityRow]:
        """The entities that bear this name as a label."""
        return [self.entities[iri] for iri in self._called(key(text))]

    def find(self, name: str) -> list[EntityRow]:
        """The entities called so: by IRI or id, else by label, else by code (``688981`` or ``688981.SH``)."""
        name = name.strip()
        for iri in (name.strip("<>"), self.base + name, self.base + name.removeprefix("id:")):
            if iri in self.entities:
                return [self.entities[iri]]
        return self.labelled(name) or [self.entities[iri] for iri in self._codes.get(name.upper(), ())]

    def identified(self, code: str) -> list[str]:
        """The IRIs of what has this id or code, with the exchange or without, in lower case."""
        ids = [iri for iri in self.entities if self.entities.id_of(iri) == code]
        return ids + self._codes.get(code.upper(), [])

    def resolve(self, name: str) -> list[EntityRow]:
        """The entities called so, at least one.

        Raises:
            NotFoundError: nothing is called so; the message offers the nearest names.
        """
        if found := self.find(name):
            return found
        near = self.nearest(name)
        hint = f"did you mean {', '.join(near)}?" if near else "try 'kg find' with a part of it"
        raise NotFoundError(f"{name}: nothing in the graph is called so: {hint}")

    def nearest(self, text: str, *, limit: int = 3) -> list[str]:
        """Labels like this text, the likest first, one for each thing."""
        from rapidfuzz import fuzz, process

        asked, known = key(text), self._written.keys()
        found = process.extract(asked, known, scorer=fuzz.ratio, limit=limit * 2, score_cutoff=_NEAR)
        if not found and len(asked) > 1:
            # None is like the whole of it; one may hold it, or be held by it.
            found = process.extract(
                asked, known, scorer=fuzz.partial_ratio, limit=limit * 2, score_cutoff=_PARTLY
            )
        by_entity: dict[tuple[str, ...], str] = {}
        for near, _, _ in found:
            by_entity.setdefault(self._called(near), self._written[near])
        return list(by_entity.values())[:limit]

    def _called(self, name: str) -> tuple[str, ...]:
        """The IRIs of what is called so (by the key of a name), in a fixed order."""
        named = (self.entities.called(line) for line in self.substrings.being(name))
        return (*dict.fromkeys(named), *self._nameless.get(name, ()))

    @cached_property
    def keys(self) -> list[str]:
        """The key of each name, in the order of the ``texts`` of the entities."""
        return keys(self.entities.columns.texts)

    @cached_property
    def substrings(self) -> Substrings:
        """The keys, in which pieces of names are found."""
        return Substrings(self.keys)

    @cached_property
    def _nameless(self) -> dict[str, list[str]]:
        """What has no name is called by what is left of its IRI."""
        called: dict[str, list[str]] = {}
        columns = self.entities.columns
        for iri, names in zip(columns.iris, columns.counts, strict=True):
            if not names:
                called.setdefault(key(self.label(iri)), []).append(iri)
        return called

    @cached_property
    def _written(self) -> dict[str, str]:
        """Key → the name as it is first written."""
        written: dict[str, str] = {}
        for known, text in zip(self.keys, self.entities.columns.texts, strict=True):
            written.setdefault(known, text)
        return written

    @cached_property
    def _codes(self) -> dict[str, list[str]]:
        """Code, with the exchange or without → the IRIs of what has it."""
        codes: dict[str, list[str]] = {}
        for iri, own in self.entities.columns.codes.items():
            written = {code.upper() for code in own}
            for code in sorted(written | {code.split(".")[0] for code in written}):
                codes.setdefault(code, []).append(iri)
        return codes
