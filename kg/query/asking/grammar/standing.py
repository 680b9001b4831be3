"""What someone holds, belongs to or serves as: shares, posts, lists, sides."""

from __future__ import annotations

from kg.query.asking.grammar.productions import Productions
from kg.query.asking.meanings import (
    LISTED,
    ON,
    PLACE,
    SHARES_OF,
    UNDER,
    WORKS_FOR,
    Options,
    is_head,
    mutual,
    of_shares,
    owned,
    related,
    turned,
    unified,
)
from kg.query.asking.question import Option, Thing
from kg.query.asking.senses import Verb
from kg.vocab import Relation

says = Productions()
RULES = says.rules


_WITH = frozenset("与和跟同")
_LED = ("领投", "牵头", "主导", "领衔", " led ")


@says("Pv -> Verb Np .DE .SHARES", "Pv -> Verb Np .SHARES", "Pv -> Verb .SHARES .OF Np", cost=0)
def holds(one: Verb, thing: Thing) -> Thing | None:
    """持有京东的股份"""
    options = of_shares(one.options)
    return related(options, thing) if options else None


@says("Pv -> Verb .SHARES V Np", cost=0)
def holds_in(one: Verb, preposition: Verb, thing: Thing) -> Thing | None:
    """own (the largest) stake in Didi"""
    options = of_shares(one.options)
    is_in = any(option.relation is Relation.LOCATED_IN for option in preposition.options)
    return related(options, thing) if options and is_in else None


@says("Pv -> PREP Np .DO Role", "Pv -> PREP Np .BE Role")
def holds_post(word: str, thing: Thing, options: Options) -> Thing | None:
    """在腾讯担任董事长"""
    works = tuple(option for option in options if option.relation is Relation.WORKS_FOR and option.outward)
    return owned(thing, works) if word == "在" and works else None


@says("Pv -> PREP Np .BE Role", "Pv -> PREP Np .HAVE Role", cost=2)
def is_mutually(word: str, thing: Thing, options: Options) -> Thing | None:
    """和中兴是竞争对手"""
    both = mutual(options)
    return owned(thing, both) if both and word in _WITH else None


@says("Pv -> .AND Np .BE Role", "Pv -> .AND Np .HAVE Role", cost=2)
def is_too(thing: Thing, options: Options) -> Thing | None:
    """和中兴是竞争对手, where 和 would else join names."""
    both = mutual(options)
    return owned(thing, both) if both else None


@says("Pv -> PREP Np .DO Role", cost=2)
def serves_as(word: str, thing: Thing, options: Options) -> Thing | None:
    """给宁德时代做供应商"""
    return owned(thing, options) if word in ("给", "为") else None


@says("Pv -> .DO Np")
def serves(restriction: Thing) -> Thing | None:
    """担任腾讯的董事长: no 做鸿蒙, which is making."""
    return restriction if any(o.posts for c in restriction.clauses for o in c.options) else None


@says("S -> Name Head .DO Role", "S -> Name Head .AT .DO Role", "S -> Name Head .BE Role", cost=0)
@says("S -> Name .BE Head .DO Role", "S -> Name .BE Head .AT .DO Role", "S -> .AT Name Head .DO Role", cost=0)
@says("S -> Name .DE Head .DO Role", "S -> Name .DE Head .BE Role", cost=2)
def who_serves(organization: Thing, head: Thing, options: Options) -> Thing | None:
    """中芯国际是谁当一把手"""
    posts = tuple(option for option in options if option.posts)
    is_whom = head.wanted and is_head(head) and not head.clauses
    return unified(head, related(posts, organization)) if posts and is_whom else None


@says("S -> Name .DE Role .BE Head .DO", "S -> Name .DE Role .BE Head .DO .DE", cost=1)
@says(
    "S -> Name .DE Role Head .DO",
    "S -> Name .DE Role Head .AT .DO",
    "S -> Name .DE Role .BEI Head .DO",
    cost=1,
)
def who_is_it(organization: Thing, options: Options, head: Thing) -> Thing | None:
    """中芯国际的董事长由谁担任"""
    return who_serves(organization, head, options)


@says("Pv -> .JOIN Np .DE V", "Pv -> .JOIN Np V", "Pv -> .JOIN Np .DE .AND V", cost=0)
def takes_part(thing: Thing, one: Verb) -> Thing | None:
    """参与京东的融资: gives what it takes; 参与标准的制定: does so itself."""
    if thing.clauses or not (thing.entities or thing.types):
        return None
    taking = tuple(option for option in one.options if not option.outward)
    return related(turned(taking) if taking else one.options, thing)


@says("Pv -> .LEAD Np .DE V", "Pv -> .LEAD Np V", "Pv -> .LEAD Np .DE .AND V", cost=0)
def leads(thing: Thing, one: Verb) -> Thing | None:
    """主导了京东的融资: the sentence has to say that it led"""
    taken = takes_part(thing, one)
    if taken is None or not any(o.relation is Relation.INVESTS_IN for o in taken.clauses[0].options):
        return taken
    return related((Option(relation=Relation.INVESTS_IN, outward=True, said=_LED),), thing)


@says("Pv -> .HAVE Np .DE .SHARES", "Pv -> .HAVE .SHARES .OF Np", cost=1)
def has_shares(thing: Thing) -> Thing:
    """有京东的股份"""
    return related(SHARES_OF, thing)


@says("Pv -> .BEI .PUT Name", "Pr -> .PUT Name", cost=0)
@says("Pv -> .BE .ON Name", "Pv -> .AT Name .AMONG", "Pv -> .ON Name", cost=2)
def is_on(listing: Thing) -> Thing:
    """(who) is on the Entity List, 在实体清单上; (policies that) are about AI"""
    return related((*LISTED, *ON), listing)


@says("Pv -> .UNDER Np .OWNED", cost=0)
def is_under(thing: Thing) -> Thing:
    """归华为所有"""
    return related(UNDER, thing)


@says("Pv -> .AT Np", cost=3)
def is_with(organization: Thing) -> Thing | None:
    """(赵海军)在哪家公司, (赵海军)在中芯国际: works there, as a person."""
    if organization.clauses or (organization.types <= PLACE and not organization.entities):
        return None
    return related(WORKS_FOR, organization)
