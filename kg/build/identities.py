"""Pairs of entities of a graph that may be one thing: what a person should decide.

Documents are read one by one, so a short name in one and a full name in another stay two entities unless their
cores agree, and people of one name stay two if they work for two organisations. Here they are compared over the
whole graph; nothing is joined, only listed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kg import resources
from kg.entities.decisions import Decisions
from kg.entities.shortening import Shortening
from kg.lexicon import name_key
from kg.store import Content, EntityRow
from kg.vocab import family


class Unsure(NamedTuple):
    """Two entities that may be one, and the names for which that is so."""

    first: EntityRow
    second: EntityRow
    because: str


def unsure(content: Content, decisions: Decisions, seeds: Path | None = None) -> Iterator[Unsure]:
    """The undecided pairs, in the order of their ids: the same name, or one that is short for the other."""
    shortening = Shortening.load((seeds or resources.seeds_folder()) / "markers" / "names.toml", places=())
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entity in content.entities.values():
        for name in entity.labels:
            owners[family(entity.type), name_key(name.text)].add(entity.iri)
    seen: set[frozenset[str]] = set()
    for entity in sorted(content.entities.values(), key=lambda row: row.id):
        for name in entity.labels:
            for form in sorted({name.text} | shortening.short_forms(name.text, entity.type)):
                for other in sorted(owners.get((family(entity.type), name_key(form)), set()) - {entity.iri}):
                    pair = frozenset({entity.iri, other})
                    second = content.entities[other]
                    if pair in seen or decisions.is_decided(entity.id, second.id):
                        continue
                    seen.add(pair)
                    yield Unsure(entity, second, _because(form, name.text))


def _because(form: str, name: str) -> str:
    return f"both are called {name}" if form == name else f"{form} is short for {name}"
