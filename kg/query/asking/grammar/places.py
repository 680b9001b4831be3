"""What someone builds or has, and where."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kg.query.asking.grammar.productions import Productions
from kg.query.asking.meanings import FACILITIES, IN_PLACE, OPERATES, PLACE, Types, is_name, related, unified
from kg.query.asking.question import Option, Thing
from kg.query.asking.senses import Verb
from kg.vocab import Relation

says = Productions()
RULES = says.rules


@says("Pv -> PREP Np Verb Kind", cost=2)
def builds_in(word: str, place: Thing, one: Verb, types: Types) -> Thing | None:
    """在上海建厂"""
    builds = any(option.relation is Relation.OPERATES for option in one.options)
    return has_in(word, place, Thing(types=types)) if builds else None


@says("Pv -> PREP Np .HAVE Head", cost=1)
def has_in(word: str, place: Thing, built: Thing) -> Thing | None:
    """在苏州有哪些工厂"""
    if word != "在" or place.clauses or built.types != FACILITIES:
        return None
    there = related(IN_PLACE, unified(Thing(types=PLACE), place) or place)
    return related(OPERATES, replace(built, clauses=there.clauses))


@says("Pv -> PREP Np .HAVE .PRESENCE", "Pv -> .AT Np .HAVE .PRESENCE", cost=0)
def is_present(*parts: Any) -> Thing | None:
    """在成都有业务"""
    *_, place = parts
    there = unified(Thing(types=PLACE), place)
    return related(IN_PLACE, there) if there and (len(parts) == 1 or parts[0] == "在") else None


@says("Pv -> PREP Np .USED", cost=1)
def is_used_at(word: str, user: Thing) -> Thing | None:
    """(鸿蒙)在哪些企业落地"""
    return related((Option(relation=Relation.USES, outward=False),), user) if word == "在" else None


@says("Pv -> PREP Np .HAVE .WH", cost=2)
def has_what_in(word: str, place: Thing) -> Thing | None:
    """在西安有什么: what it operates there."""
    return has_in(word, place, Thing(types=FACILITIES, wanted=True))


@says("S -> Name .AT Head Verb Kind", "S -> Name .PREP Head Verb Kind", cost=2)
def builds_where(builder: Thing, place: Thing, verb: Verb, types: Types) -> Thing | None:
    """台积电在哪里建厂: where that stands which it builds."""
    if not (place.wanted and place.types == PLACE):
        return None
    built = Thing(types=types, clauses=related(IN_PLACE, place).clauses)
    return unified(builder, related(verb.options, built))


@says("S -> Name .AT Head Verb Name", "S -> Name .PREP Head Verb Name", cost=4)
def named_where(builder: Thing, place: Thing, verb: Verb, built: Thing) -> Thing | None:
    """东软医疗在哪个国家设组装线: where that stands which is called so."""
    builds = tuple(option for option in verb.options if option.relation is Relation.OPERATES)
    if not (builds and is_name(builder) and is_name(built) and place.wanted and place.types == PLACE):
        return None
    held = replace(built, types=FACILITIES, clauses=related(IN_PLACE, place).clauses)
    return unified(builder, related(builds, held))


@says("S -> Name .AT Head .HAVE Kind", "S -> Name .PREP Head .HAVE Kind", cost=2)
def has_where(owner: Thing, place: Thing, types: Types) -> Thing | None:
    """百济神州在哪些城市有工厂: where that stands which it has."""
    if not place.wanted or not place.types or not place.types <= PLACE:
        return None
    held = Thing(types=types, clauses=related(IN_PLACE, place).clauses)
    return unified(owner, related(OPERATES, held))
