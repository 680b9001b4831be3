"""Relative clauses: what is told of a thing before or after it."""

from __future__ import annotations

from dataclasses import replace

from kg.query.asking.grammar.productions import Productions
from kg.query.asking.meanings import (
    Options,
    Types,
    asked,
    having,
    is_asking,
    is_head,
    is_name,
    related,
    turned,
    unified,
)
from kg.query.asking.question import Thing
from kg.query.asking.senses import Verb
from kg.query.asking.vocabulary import ACTORS

says = Productions()
RULES = says.rules


@says("Np -> Pv .DE Head", "Np -> Po .DE Head")
@says("Np -> Pv Kinded", cost=5)
def told_before(restriction: Thing, one: Thing) -> Thing | None:
    """投资了华为的公司, 华为投资的公司"""
    return unified(one, restriction) if is_head(one) and not is_name(restriction) else None


@says("Kinded -> Kind")
def kinded(types: Types) -> Thing:
    """A kind alone, where 的 is left out: 研发芯片公司."""
    return Thing(types=types)


@says("Np -> Which Pv .DE Kind", "Np -> Which Po .DE Kind")
def told_before_asked(counted: bool, restriction: Thing, types: Types) -> Thing | None:
    """哪些在上海的公司"""
    if is_name(restriction):
        return None
    return unified(asked(Thing(types=types), counted=counted), restriction)


@says("Np -> Head .THAT Pv", "Np -> Head .THAT Po", "Np -> Head .THAT .BE Pr")
@says("Np -> Head Pr", cost=2)
@says("Np -> Head Po", cost=3)
def told_after(one: Thing, restriction: Thing) -> Thing | None:
    """companies that invest in Huawei, companies Huawei invested in, policies issued by MIIT"""
    return unified(one, restriction) if is_head(one) else None


@says("Np -> Np .THAT Pv", cost=4)
def told_twice(one: Thing, restriction: Thing) -> Thing | None:
    """companies based in Shenzhen that invest in Huawei"""
    return unified(one, restriction) if is_head(one) and one.clauses else None


@says("Np -> Name V Kind", cost=3)
def backed_by(doer: Thing, verb: Verb, types: Types) -> Thing | None:
    """SoftBank-backed companies"""
    return replace(related(turned(verb.options), doer), types=types) if verb.form == "past" else None


@says("Np -> V .DE Head", cost=6)
def done_to_it(verb: Verb, one: Thing) -> Thing | None:
    """(5月)发布的政策: issued by someone; where the other reading fits too it is cheaper."""
    return unified(one, related(turned(verb.options), Thing())) if is_head(one) else None


@says("Np -> Verb .DE Head", cost=1)
def came_to_be(verb: Verb, one: Thing) -> Thing | None:
    """(2022年之后)成立的公司: founded then, not founding."""
    is_kind = is_head(one) and one.types and one.types != ACTORS
    return unified(one, related(turned(verb.options), Thing())) if verb.happens and is_kind else None


@says("Np -> Np .AMONG .DET", "Np -> Np .AMONG .WH", cost=2)
@says("Np -> Np .AMONG .HAVE .WH", "Np -> Np .AMONG .HAVE .DET", "Np -> Np .AMONG .AND .WH", cost=4)
def which_among(some: Thing) -> Thing | None:
    """腾讯投资的公司里哪些(研发芯片)"""
    return asked(some) if is_head(some) and not some.wanted else None


@says("Np -> Pv .DE Role", cost=0)
def told_by_both(restriction: Thing, options: Options) -> Thing | None:
    """持股超过5%的股东: the noun says what the verb said."""
    known = {(option.relation, option.outward) for clause in restriction.clauses for option in clause.options}
    return restriction if any((option.relation, option.outward) in known for option in options) else None


@says("S -> Which Role Pv", cost=0)
def role_that_does(counted: bool, options: Options, restriction: Thing) -> Thing | None:
    """哪些投资方投资了华为: the noun says what the verb says; of a kind (技术) it does not say all"""
    if any(option.head for option in options):
        return None
    found = told_by_both(restriction, options)
    return asked(found, counted=counted) if found and is_head(found) and not is_asking(found) else None


@says("Np -> Role .MOST .DE Head", "Np -> Role .DE Head .MOST")
def with_most(options: Options, one: Thing) -> Thing | None:
    """供应商最多的公司"""
    return unified(one, having(options))


@says("S -> Role .BY .HOWMANY Role", cost=3)
def ranked_by(options: Options, _others: Options) -> Thing:
    """(top 3) investors by number of investments"""
    return asked(related(options, Thing()))


@says("Np -> Head .WITH Role")
@says("Np -> Head .BY Role", "Np -> Head .BY .HOWMANY Role", cost=4)
def with_some(one: Thing, options: Options) -> Thing | None:
    """the company with most subsidiaries, top companies by investments"""
    return unified(one, having(options))
