"""What two that are named have to do with one another: A和B有合作吗, X被美国谁制裁了."""

from __future__ import annotations

from dataclasses import replace

from kg.query.asking.grammar.productions import Productions
from kg.query.asking.meanings import IN_PLACE, PLACE, is_head, is_name, mutual, related, unified
from kg.query.asking.question import Thing
from kg.query.asking.senses import Verb

says = Productions()
RULES = says.rules


@says("S -> Name Name Verb", "S -> Name Name .HAVE Verb", cost=5)
def both_do_so(one: Thing, other: Thing, verb: Verb) -> Thing | None:
    """斗鱼虎牙合并了没有"""
    options = mutual(verb.options)
    return unified(one, related(options, other)) if options else None


@says("S -> Name .AND Name .HAVE Verb", "S -> Name .PREP Name .HAVE Verb", cost=1)
@says("S -> Name .AND Name .BE Verb", "S -> Name .AND Name .HAVE .DET Verb", cost=1)
def they_do_so(one: Thing, other: Thing, verb: Verb) -> Thing | None:
    """台积电和麻省理工有合作吗"""
    return both_do_so(one, other, verb)


@says("S -> Name .BEI Name Head Verb", "S -> Name .BEI Name .DE Head Verb", cost=1)
def undergone_there(thing: Thing, place: Thing, doer: Thing, verb: Verb) -> Thing | None:
    """中芯国际被美国谁制裁了"""
    if not (doer.wanted and is_head(doer) and is_name(place)):
        return None
    there = unified(doer, related(IN_PLACE, replace(place, types=PLACE)))
    return unified(there, related(verb.options, thing)) if there else None
