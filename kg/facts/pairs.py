"""Pairs of places in a sentence, and the labels that the relation scorer may give them.

A pair is unordered: the one that stands first is ``a``, the other ``b``; a label says the relation and whether
a is its subject.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kg.facts.units import Scene
from kg.vocab import SYMMETRIC, EntityType, Relation, fits

FORWARD, BACKWARD = ">", "<"
# Pairs that stand further apart in a sentence are hardly ever meant together.
FARTHEST = 160


class Pair(NamedTuple):
    """Two places of a scene, by number; ``a`` stands before ``b``."""

    a: int
    b: int


def label(relation: Relation, *, forward: bool) -> str:
    """The scorer's name for a relation that goes from a to b (forward) or from b to a."""
    return relation if relation in SYMMETRIC else relation + (FORWARD if forward else BACKWARD)


@cache
def relation_of(name: str) -> Relation:
    """The relation of a label.

    >>> relation_of("acquires<").value
    'acquires'
    """
    return Relation(name.rstrip(FORWARD + BACKWARD))


def _labels_by_types() -> dict[tuple[EntityType, EntityType], tuple[str, ...]]:
    table: dict[tuple[EntityType, EntityType], tuple[str, ...]] = {}
    for first in EntityType:
        for second in EntityType:
            found = {label(r, forward=True) for r in Relation if fits(r, first, second)}
            found |= {label(r, forward=False) for r in Relation if fits(r, second, first)}
            table[first, second] = tuple(sorted(found))
    return table


LABELS_BY_TYPES = _labels_by_types()
LABELS = tuple(sorted({name for names in LABELS_BY_TYPES.values() for name in names}))


def pairs(scene: Scene) -> Iterator[Pair]:
    """The pairs of a scene that some relation may join."""
    places = scene.places
    for a, first in enumerate(places):
        for b in range(a + 1, len(places)):
            second = places[b]
            if second.start - first.end > FARTHEST:
                break
            if first.entity != second.entity and LABELS_BY_TYPES[first.type, second.type]:
                if first.via in ("pronoun", "ellipsis") and second.via in ("pronoun", "ellipsis"):
                    continue
                yield Pair(a, b)
