"""Which part of a graph to draw: what is around some things, or what is most connected; never too much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.query import Statement, statements
from kg.store import Content, EntityRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The things to draw and the statements between them; ``left_out`` things were too many."""

    entities: tuple[EntityRow, ...]
    statements: tuple[Statement, ...]
    centre: frozenset[str]
    left_out: int


def choose(content: Content, centre: Iterable[str] = (), *, depth: int = 1, limit: int = 300) -> Chosen:
    """The part of the graph around some things (by IRI), or of all of it, of at most so many things.

    Args:
        content: the graph.
        centre: what to draw around; all things that stand in facts, if nothing is given.
        depth: how many steps away from the centre.
        limit: at most so many things; of those too many the least connected are left out.
    """
    told = statements(content.facts)
    neighbours: dict[str, set[str]] = defaultdict(set)
    for statement in told:
        fact = statement.fact
        neighbours[fact.subject].add(fact.object)
        neighbours[fact.object].add(fact.subject)
    middle = frozenset(centre)
    rings = _rings(neighbours, middle, depth) if middle else [sorted(neighbours)]
    kept: list[str] = []
    for ring in rings:
        ordered = sorted(ring, key=lambda iri: (-len(neighbours[iri]), iri))
        kept += ordered[: max(0, limit - len(kept))]
    inside = set(kept)
    return Chosen(
        entities=tuple(content.entities[iri] for iri in kept),
        statements=tuple(one for one in told if one.fact.subject in inside and one.fact.object in inside),
        centre=middle,
        left_out=sum(map(len, rings)) - len(kept),
    )


def _rings(neighbours: dict[str, set[str]], centre: frozenset[str], depth: int) -> list[list[str]]:
    """The centre, what is one step away, what is two…"""
    rings = [sorted(centre)]
    seen = set(centre)
    for _ in range(depth):
        ring = sorted({other for iri in rings[-1] for other in neighbours[iri]} - seen)
        seen.update(ring)
        rings.append(ring)
    return rings
