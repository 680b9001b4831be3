"""The shape of a pair in its sentence, in numbers: distances, clauses, lists, and where a relation's cues stand."""

from __future__ import annotations

from collections.abc import Mapping

from kg.facts.context import Context
from kg.facts.pairs import Pair
from kg.vocab import ORGANIZATIONS, Relation

SHAPE_SIZE = 19
CUE_SIZE = 8
PREPOSITIONS = {char: number for number, char in enumerate("由被向与和对为在从于把将以据", start=1)}
NO_CUE = 99.0
NO_RANK = 9.0


def shape(context: Context, pair: Pair, counts: Mapping[str, int]) -> tuple[float, ...]:
    """SHAPE_SIZE numbers that do not depend on the relation."""
    scene = context.scene
    first, second = scene.places[pair.a], scene.places[pair.b]
    unit_a, unit_b = scene.units[scene.unit_of[pair.a]], scene.units[scene.unit_of[pair.b]]
    between = scene.places[pair.a + 1 : pair.b]
    gap = scene.text[unit_a.end : unit_b.start]
    named = [place for place in scene.places if place.via == "name"]
    return (
        context.clause(second.start) - context.clause(first.start),
        len(gap),
        sum(place.type == first.type for place in between),
        sum(place.type == second.type for place in between),
        sum(place.type in ORGANIZATIONS for place in between),
        pair.a,
        first.start,
        len(scene.text) - second.end,
        len(unit_a.places),
        len(unit_b.places),
        unit_a is unit_b,
        "的" in gap,
        PREPOSITIONS.get(scene.text[first.start - 1 : first.start], 0),
        PREPOSITIONS.get(scene.text[second.start - 1 : second.start], 0),
        (first.entity == context.main) + 2 * (second.entity == context.main),
        counts.get(first.entity, 0),
        counts.get(second.entity, 0),
        len(named),
        context.density,
    )


def cue_shape(context: Context, pair: Pair, relation: Relation) -> tuple[float, ...]:
    """CUE_SIZE numbers on the relation's cues: how near one stands on each side, and how directly."""
    scene = context.scene
    unit_a, unit_b = scene.units[scene.unit_of[pair.a]], scene.units[scene.unit_of[pair.b]]
    left = middle = right = NO_CUE
    rank_a = rank_b = NO_RANK
    clause_a, clause_b = context.clause(unit_a.start), context.clause(unit_b.start)
    cues = context.of_relation.get(relation.value, [])
    same = 0
    for start, end, _ in cues:
        clause = context.clause(start)
        same += clause in (clause_a, clause_b)
        if end <= unit_a.start:
            left = min(left, unit_a.start - end + 20 * (clause_a - clause))
        elif start >= unit_b.end:
            right = min(right, start - unit_b.end + 20 * (clause - clause_b))
        elif start >= unit_a.end and end <= unit_b.start:
            middle = min(middle, unit_b.start - end)
        if clause in (clause_a, clause_b):
            rank_a = min(rank_a, context.rank(pair.a, start, end).between)
            rank_b = min(rank_b, context.rank(pair.b, start, end).between)
    return (left, middle, right, rank_a, rank_b, same, len(cues), len(context.cues))
