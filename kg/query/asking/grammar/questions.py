"""Whole questions."""

from __future__ import annotations

from dataclasses import replace

from kg.query.asking.grammar.productions import Productions
from kg.query.asking.meanings import (
    ANYTHING,
    LISTED,
    WANTED,
    Options,
    Types,
    asked,
    is_asking,
    is_head,
    is_name,
    related,
    turned,
    unified,
)
from kg.query.asking.question import Thing
from kg.query.asking.senses import Verb

says = Productions()
RULES = says.rules


@says("Headless -> Pv .DE", "Headless -> Po .DE")
def headless(restriction: Thing) -> Thing | None:
    """投资华为的"""
    return None if is_name(restriction) else restriction


@says("S -> Np")
@says("S -> .DE S", "S -> .HAVE S", "S -> Headless", cost=2)
@says("S -> .BE S", cost=3)
@says("S -> Pv", cost=4)
def phrase(thing: Thing) -> Thing:
    """华为的股东; 有哪些公司…; 投资华为的; 投资了华为"""
    return thing


@says("S -> Np Pv", "S -> .BE Np Pr")
@says("S -> .BE Np Np", "S -> Headless Pv", cost=2)
@says("S -> Np Pv .DE", "S -> Np Pv .BE", "S -> Np Pv .DE .BE", "S -> Np Pv .DE .BE .HOWMANY", cost=4)
@says("S -> Name .DE .SHARES Pv")
def statement(thing: Thing, restriction: Thing) -> Thing | None:
    """谁投资了华为; is X a shareholder of Y; A收购B是(什么时候)"""
    return unified(thing, restriction)


@says("S -> Head V", "S -> Head V .DET", cost=1)
def which_did(head: Thing, verb: Verb) -> Thing | None:
    """which companies acquired (the most): they did, and were not acquired themselves"""
    if not head.wanted or not head.types or verb.form != "past" or verb.happens:
        return None
    return unified(head, related(verb.options, ANYTHING))


@says("S -> Np At")
def stands_at(thing: Thing, place: Thing) -> Thing | None:
    """华为的总部在上海吗; 谁在上海 asks for no name of a place."""
    return unified(thing, place) if thing.clauses else None


@says("S -> Np Po")
def fronted(thing: Thing, restriction: Thing) -> Thing | None:
    """which companies does X invest in"""
    return unified(thing, restriction) if thing.wanted and is_head(thing) else None


@says("S -> Name Head Verb", "S -> Name Head Verb .DE", cost=6)
def topic(thing: Thing, head: Thing, verb: Verb) -> Thing | None:
    """世界人工智能大会哪些单位主办"""
    return unified(head, related(verb.options, thing)) if head.wanted and is_name(thing) else None


@says("S -> Np .AMONG .DE Kind", "S -> Np .AMONG Kind", cost=3)
def kind_listed(listing: Thing, types: Types) -> Thing | None:
    """实体清单上的企业"""
    return replace(related(LISTED, listing), types=types) if is_name(listing) else None


@says("S -> Name .BE Verb .DE", "S -> Name Verb .DE", "S -> Name Verb", cost=9)
def undergone(thing: Thing, verb: Verb) -> Thing:
    """芯片法案是(哪天)签署的, where it could sign nothing itself."""
    return unified(thing, related(turned(verb.options), ANYTHING)) or thing


@says("S -> Po", cost=4)
def what_is_done(restriction: Thing) -> Thing | None:
    """华为投资: what it invests in."""
    return None if is_asking(restriction) else restriction


@says("S -> Np Verb .DE Np", cost=4)
def cleft(thing: Thing, verb: Verb, other: Thing) -> Thing | None:
    """大基金(哪一年)投资的中芯国际"""
    return unified(thing, related(verb.options, other)) if is_name(thing) and is_name(other) else None


@says("S -> Np .INCLUDING Head")
def including(thing: Thing, head: Thing) -> Thing | None:
    """SIAC的成员包括谁"""
    return unified(thing, head) if is_head(thing) else None


@says(
    "S -> Np .INCLUDING Name",
    "S -> Np .AMONG .HAVE Name",
    "S -> .BE Name .AMONG Np",
    "S -> Name .BE .AMONG Np",
)
def is_one_of(one: Thing, other: Thing) -> Thing | None:
    """SIAC的成员包括苹果吗, 京东的股东里有腾讯吗, is Tencent among the investors"""
    if is_name(one) and is_name(other):
        return whether_listed(other, one)
    if is_name(one) == is_name(other):
        return None
    return unified(other, one) if is_name(other) else unified(one, other)


@says("S -> Name .AMONG .HAVE Head", cost=2)
def is_listed(listing: Thing, head: Thing) -> Thing | None:
    """实体清单上有哪些公司"""
    return unified(head, related(LISTED, listing))


@says("S -> .BE Name .ON Name", "S -> Name .AT Name .AMONG", cost=2)
def whether_listed(one: Thing, listing: Thing) -> Thing | None:
    """is Huawei on the Entity List"""
    return unified(one, related(LISTED, listing))


@says("S -> Np .AMONG .HAVE Np", cost=3)
def are_among(one: Thing, other: Thing) -> Thing | None:
    """苹果的供应商里有哪些中国公司"""
    return unified(one, other) if is_head(one) and is_head(other) and one.clauses and other.wanted else None


@says("S -> Np .HAVE", cost=2)
def there_are(thing: Thing) -> Thing | None:
    """how many companies are there"""
    return thing if thing.wanted and is_head(thing) else None


# ---- Each fact with both its ends ----


@says("S -> V", "S -> .DET V", "S -> V .HAVE .DET", "S -> V .HAVE .WH", "S -> V .BE .WH", "S -> V .BE .DET")
def pairs(verb: Verb) -> Thing:
    """(2021年的)投资; 有哪些投资"""
    return asked(related(verb.options, WANTED))


@says("S -> .HOWMANY V")
def pairs_counted(verb: Verb) -> Thing:
    """有多少投资"""
    return asked(related(verb.options, WANTED), counted=True)


@says("S -> Role .HAVE .DET", "S -> Role .BE .WH", "S -> Role .WITH", "S -> Role .BE", cost=2)
@says("S -> Role .BE .DET", "S -> .DET .BE Role", "S -> .WH .BE Role", cost=2)
@says("S -> Role .THAT .BE", cost=2)
@says("S -> Role", cost=3)
def role_pairs(options: Options) -> Thing:
    """股东(有哪些)"""
    return asked(related(options, WANTED))


@says("S -> Which Role .HAVE", "S -> Which Role .BE", cost=2)
@says("S -> Which Role", cost=3)
def role_pairs_asked(counted: bool, options: Options) -> Thing:
    """how many acquisitions"""
    return asked(related(options, WANTED), counted=counted)
