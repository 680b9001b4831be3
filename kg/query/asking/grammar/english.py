"""Whole questions in the word order of English."""

from __future__ import annotations

from dataclasses import replace

from kg.query.asking.grammar.productions import Productions
from kg.query.asking.meanings import (
    ANYTHING,
    FACILITIES,
    IN_PLACE,
    PLACE,
    WANTED,
    Options,
    Types,
    is_name,
    owned,
    related,
    turned,
    unified,
    workplace,
)
from kg.query.asking.question import Thing
from kg.query.asking.senses import Verb
from kg.query.asking.vocabulary import ACTORS
from kg.vocab import Relation

says = Productions()
RULES = says.rules


@says("S -> .BE Np Verb .BY Np")
def was_acquired_by(thing: Thing, verb: Verb, other: Thing) -> Thing | None:
    """was X acquired by Y"""
    return unified(thing, related(turned(verb.options), other)) if verb.form == "past" else None


_HELD = frozenset({Relation.INVESTS_IN, Relation.SHAREHOLDER_OF})


@says("Np -> Role V Name", cost=1)
def investors_in(options: Options, preposition: Verb, target: Thing) -> Thing | None:
    """investors in BYD Semiconductor"""
    is_in = any(option.relation is Relation.LOCATED_IN for option in preposition.options)
    known = tuple(option for option in options if option.relation in _HELD and option.outward)
    return owned(target, known) if is_in and known and preposition.form == "predicate" else None


@says("S -> Which Role Name .CARRY", cost=1)
def carried_out(counted: bool, options: Options, doer: Thing) -> Thing | None:
    """which investments did Tencent make"""
    return owned(doer, options, wanted=True, counted=counted) if is_name(doer) else None


@says("S -> .BE Np Verb", cost=3)
def was_acquired(thing: Thing, verb: Verb) -> Thing | None:
    """(when) was X acquired"""
    return unified(thing, related(turned(verb.options), ANYTHING)) if verb.form == "past" else None


@says("S -> Head .BE Np Verb")
def inverted(head: Thing, thing: Thing, verb: Verb) -> Thing | None:
    """what is X working on; what is X part of"""
    if verb.form not in ("ing", "predicate") or not head.wanted or not is_name(thing):
        return None
    return unified(head, related(turned(verb.options), thing))


@says("S -> Head .BE Np Verb .BY")
def asked_by(head: Thing, thing: Thing, verb: Verb) -> Thing | None:
    """who was X acquired by"""
    if verb.form != "past" or not head.wanted or not is_name(thing):
        return None
    return unified(head, related(verb.options, thing))


@says("S -> .BY Head .BE Np Verb")
def by_whom(head: Thing, thing: Thing, verb: Verb) -> Thing | None:
    """by whom was X acquired"""
    return asked_by(head, thing, verb)


@says("S -> V Head .BE Np Verb", "S -> V Head Np Verb")
def in_which(preposition: Verb, head: Thing, thing: Thing, _verb: Verb) -> Thing | None:
    """in which city is X located; in which company does X invest"""
    if not head.wanted or not is_name(thing):
        return None
    return unified(head, related(turned(preposition.options), thing))


@says("S -> .WHERE Np", "S -> .WHERE .BE Np", "S -> .WHERE Np .BE")
def where(thing: Thing) -> Thing | None:
    """where is Huawei"""
    return unified(thing, related(IN_PLACE, replace(WANTED, types=PLACE)))


@says("S -> .WHERE .BE Name Verb", cost=0)
def where_it_is(thing: Thing, verb: Verb) -> Thing | None:
    """where is BASF headquartered: the verb says more than that it is there"""
    known = tuple(option for option in verb.options if option.relation is Relation.LOCATED_IN)
    return unified(thing, related(known, replace(WANTED, types=PLACE))) if known else None


@says("S -> .WHERE .BE Name Verb Kind", "S -> .WHERE Name Verb Kind", cost=2)
def where_built(builder: Thing, verb: Verb, types: Types) -> Thing | None:
    """where is TSMC building fabs"""
    if types == PLACE:
        return where(builder)  # where does Google Cloud open new regions
    if not types <= FACILITIES:
        return None
    built = Thing(types=types, clauses=related(IN_PLACE, replace(WANTED, types=PLACE)).clauses)
    return unified(builder, related(verb.options, built))


@says("S -> .WHERE Np Verb", "S -> .WHERE .BE Np Verb", "S -> .WHERE Np .BE Verb")
def where_located(thing: Thing, verb: Verb) -> Thing | None:
    """where is Huawei located; where does X work"""
    if work := workplace(verb):
        return unified(thing, work)
    return where(thing) if any(option.relation is Relation.LOCATED_IN for option in verb.options) else None


@says("S -> Head Verb", cost=1)
def came_to_be(head: Thing, verb: Verb) -> Thing | None:
    """哪些公司成立(于2020年): founded, though 谁成立 asks for a founder."""
    if not verb.happens or not head.types or head.types == ACTORS:
        return None
    return unified(head, related(turned(verb.options), ANYTHING))
