"""Facilities that are named, and whose they are: 美光的封装测试工厂."""

from __future__ import annotations

from dataclasses import replace

from kg.query.asking.grammar.productions import Productions
from kg.query.asking.meanings import FACILITIES, OPERATES, is_name, related, turned, unified
from kg.query.asking.question import Thing
from kg.vocab import Relation

says = Productions()
RULES = says.rules


@says("S -> Name .DE Name Pv", "S -> Name .DE Name .DE Pv", cost=2)
def standing_where(owner: Thing, facility: Thing, place: Thing) -> Thing | None:
    """美光的封装测试工厂设在哪个城市: that which it operates, where others have some that are called so too."""
    options = [option for clause in place.clauses for option in clause.options]
    is_place = any(option.relation is Relation.LOCATED_IN and option.outward for option in options)
    if not (is_place and is_name(owner) and is_name(facility)):
        return None
    held = replace(facility, types=FACILITIES, clauses=related(turned(OPERATES), owner).clauses)
    return unified(held, place)
