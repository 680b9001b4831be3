"""Facts that only a composed name suggests: 深圳市人民政府 does not tell that it stands in 深圳.

A body, association or institute called after its place says nothing of where it is, and what belongs to a part of a
whole (浙江大学医学院附属第二医院) belongs to that part. What a sentence tells by a rule stays.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.facts.composed import Compositions, nested
from kg.facts.stating import SCORED
from kg.facts.units import Scene
from kg.model import Fact
from kg.vocab import Relation


def without_unstated(
    facts: Sequence[Fact], scenes: Sequence[Scene], compositions: Compositions
) -> list[Fact]:
    """The facts of an article without those that no sentence states, but only the name of one end suggests."""
    within = nested(scenes)
    silent = {
        (outer.entity, relation, inner.entity)
        for _, outer, inner in within
        for outer_type, relation, inner_type in compositions.silent
        if (outer.via, outer.type, inner.type) == ("name", outer_type, inner_type)
    }
    told = [fact for fact in facts if not (fact.rule.startswith(SCORED) and _triple(fact) in silent)]
    inside = {(outer.entity, inner.entity) for _, outer, inner in within}
    owned = {one for one in map(_triple, told) if one[1] is Relation.SUBSIDIARY_OF and one[::2] in inside}
    skipping = {
        (part, relation, whole)
        for part, relation, whole in owned
        if any(other == part and (nearer, whole) in inside for other, _, nearer in owned)
    }
    return [fact for fact in told if _triple(fact) not in skipping]


def _triple(fact: Fact) -> tuple[str, Relation, str]:
    return fact.subject, fact.relation, fact.object
