"""The names of a graph's entities: what a NAME of the command line or of a question stands for.

A name is any label, an id, an IRI or a stock code. Labels are compared without case, blanks and quotation
marks, and full-width letters as narrow ones. Near names are offered, never taken.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from kg.errors import NotFoundError
from kg.lexicon import name_key
from kg.quads import terms
from kg.store import EntityRow, View, short_id

# Below this share of common letters an offered name puzzles more than it helps.
_NEAR = 55
_PARTLY = 90


def key(text: str) -> str:
    """What two writings of one name have in common.

    >>> key("ＳＭＩＣ") == key("smic"), key("《数据安全法》") == key("数据安全法")
    (True, True)
    """
    return name_key(unicodedata.normalize("NFKC", text))


class Names:
    """Every entity of a graph, found by whatever it is called."""

    def __init__(self, entities: Iterable[EntityRow], *, base: str = terms.DEFAULT_BASE) -> None:
        self.base = base
        self.entities: dict[str, EntityRow] = {entity.iri: entity for entity in entities}
        self._called: dict[str, dict[str, None]] = defaultdict(dict)  # key → IRIs, in a fixed order
        for entity in self.entities.values():
            for text in (entity.label, *(name.text for name in entity.labels)):
                self._called[key(text)][entity.iri] = None

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
        return [self.entities[iri] for iri in self._called.get(key(text), ())]

    def keys(self) -> Iterator[str]:
        """Every name in the form that names are compared in."""
        return iter(self._called)

    def find(self, name: str) -> list[EntityRow]:
        """The entities called so: by IRI or id, else by label, else by code (``688981`` or ``688981.SH``)."""
        name = name.strip()
        for iri in (name.strip("<>"), self.base + name, self.base + name.removeprefix("id:")):
            if iri in self.entities:
                return [self.entities[iri]]
        return self.labelled(name) or self._codes.get(name.upper(), [])

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

        asked, known = key(text), self._labels.keys()
        found = process.extract(asked, known, scorer=fuzz.ratio, limit=limit * 2, score_cutoff=_NEAR)
        if not found and len(asked) > 1:
            # None is like the whole of it; one may hold it, or be held by it.
            found = process.extract(
                asked, known, scorer=fuzz.partial_ratio, limit=limit * 2, score_cutoff=_PARTLY
            )
        by_entity: dict[tuple[str, ...], str] = {}
        for near, _, _ in found:
            by_entity.setdefault(tuple(self._called[near]), self._labels[near])
        return list(by_entity.values())[:limit]

    @cached_property
    def _labels(self) -> dict[str, str]:
        """Key → the name as it is written."""
        labels: dict[str, str] = {}
        for entity in self.entities.values():
            for name in entity.labels:
                labels.setdefault(key(name.text), name.text)
        return labels

    @cached_property
    def _codes(self) -> dict[str, list[EntityRow]]:
        codes: dict[str, list[EntityRow]] = defaultdict(list)
        for entity in self.entities.values():
            written = {code.upper() for code in entity.codes}
            for code in sorted(written | {code.split(".")[0] for code in written}):
                codes[code].append(entity)
        return dict(codes)
