"""What a company makes: whether that is called a product or a technology depends on the sentence, not on the maker.

华为的产品 asks for all of it. Which technology someone makes is still asked for as that.
"""

from __future__ import annotations

from dataclasses import replace

from kg.query.asking.question import Clause, Option, Thing
from kg.vocab import ARTEFACTS, EntityType, Relation

_PRODUCT = frozenset({EntityType.PRODUCT})


def with_technologies(thing: Thing) -> Thing:
    """The thing with the technologies, too, of a named maker whose products are asked for."""
    is_of_maker = any(
        clause.other.entities and _is_made_by(clause, outward=False) for clause in thing.clauses
    )
    own = replace(thing, types=ARTEFACTS) if is_of_maker and _is_product(thing) else thing
    clauses = []
    for clause in own.clauses:
        other = with_technologies(clause.other)
        if own.entities and _is_made_by(clause, outward=True) and _is_product(other):
            other = replace(other, types=ARTEFACTS)
        options = clause.options
        if clause.other.entities:
            options = tuple(map(_of_either, options))
        clauses.append(replace(clause, options=options, other=other))
    return replace(own, clauses=tuple(clauses))


def _of_either(option: Option) -> Option:
    is_made = option.relation is Relation.DEVELOPS and not option.outward
    return replace(option, head=ARTEFACTS) if is_made and option.head == _PRODUCT else option


def _is_product(thing: Thing) -> bool:
    return not thing.entities and thing.types == _PRODUCT and thing.sort is None


def _is_made_by(clause: Clause, *, outward: bool) -> bool:
    return any(o.relation is Relation.DEVELOPS and o.outward == outward for o in clause.options)
