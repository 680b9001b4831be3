"""Two things at once: what both of them do, and which of them does more."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kg.query.asking.grammar.productions import Productions
from kg.query.asking.meanings import (
    Options,
    Types,
    having,
    is_head,
    is_name,
    mutual,
    related,
    seen_from_there,
    turned,
    unified,
)
from kg.query.asking.question import Clause, Thing
from kg.query.asking.senses import Verb

says = Productions()
RULES = says.rules


# ---- Both of two ----


def _both(names: Thing) -> Thing | None:
    return replace(names, together=True) if is_name(names) and len(names.entities) > 1 else None


@says("Po -> Name .ALL Verb", cost=1)
def both_do(names: Thing, verb: Verb) -> Thing | None:
    """腾讯和阿里都投资(的公司)"""
    doers = _both(names)
    return related(turned(verb.options), doers) if doers else None


@says("Pv -> .BEI Name .ALL Verb", cost=0)
def undergoes_both(names: Thing, verb: Verb) -> Thing | None:
    """被腾讯和阿里都投资了"""
    return both_do(names, verb)


@says("S -> Name .ALL Verb Head", cost=0)
def both_did(names: Thing, verb: Verb, head: Thing) -> Thing | None:
    """腾讯和阿里都投资了哪些公司"""
    done = both_do(names, verb) if head.wanted and is_head(head) else None
    return unified(head, done) if done else None


@says("S -> Name .ALL Pv", cost=0)
def both_are(names: Thing, restriction: Thing) -> Thing | None:
    """腾讯和阿里都是谁的股东, 腾讯和阿里都投资了滴滴吗"""
    both = unified(names, restriction) if _both(names) else None
    return seen_from_there(both) if both else None


# ---- One more than the other ----


@says("Asked -> .WH", "Asked -> .DET", "Asked -> .DET .TYPE")
def one_of_them() -> bool:
    """谁, 哪家, 哪家公司"""
    return True


@says("More -> .MORE", "More -> .MOST")
def more() -> bool:
    """更多"""
    return True


def _compared(names: Thing, clauses: tuple[Clause, ...]) -> Thing | None:
    if not is_name(names) or len(names.entities) < 2:
        return None
    return replace(names, wanted=True, clauses=clauses)


@says("Named -> Name")
def named(names: Thing) -> Thing:
    """腾讯和阿里"""
    return names


@says("Named -> Name .CHOICE Name", cost=0)
def either(one: Thing, other: Thing) -> Thing | None:
    """腾讯还是阿里"""
    is_plain = is_name(one) and is_name(other)
    return Thing(entities=one.entities + other.entities) if is_plain else None


@says("S -> Name Verb Name .CHOICE Name", "S -> Name Verb Name .CHOICE Verb Name", cost=0)
def which_of_two(thing: Thing, verb: Verb, one: Thing, *others: Any) -> Thing | None:
    """黄仁勋创办了英伟达还是AMD"""
    other = others[-1]
    if len(others) > 1 and others[0] != verb:
        return None
    chosen = either(one, other) if is_name(thing) else None
    return (
        replace(chosen, wanted=True, clauses=related(turned(verb.options), thing).clauses) if chosen else None
    )


@says("S -> .Asked Verb .More Kind Named", cost=0)
def who_of_them_does_more(verb: Verb, types: Types, names: Thing) -> Thing | None:
    """who backed more companies, SoftBank or Nvidia"""
    return who_does_more(names, verb, types)


@says("S -> .Asked Verb .DE Kind .More Named", cost=0)
def who_does_more_of_them(verb: Verb, types: Types, names: Thing) -> Thing | None:
    """谁投资的公司更多，软银还是英伟达"""
    return who_does_more(names, verb, types)


@says("S -> Named .Asked Verb .DE Kind .More", "S -> Named .Asked Verb .More .DE Kind", cost=0)
@says("S -> Named .Asked Verb .More Kind", cost=0)
def who_does_more(names: Thing, verb: Verb, types: Types) -> Thing | None:
    """腾讯和阿里谁投资的公司更多"""
    return _compared(names, related(verb.options, Thing(types=types)).clauses)


@says(
    "S -> Named .Asked Role .More",
    "S -> Named .Asked .DE Role .More",
    "S -> Named .Asked .HAVE Role .More",
    cost=0,
)
@says("S -> Named .Asked .HAVE .More .DE Role", "S -> Named .Asked .HAVE .More Role", cost=0)
def who_has_more(names: Thing, options: Options) -> Thing | None:
    """腾讯和阿里谁的子公司更多"""
    return _compared(names, having(options).clauses)


@says(
    "S -> .Asked .DE Role .More Named",
    "S -> .Asked Role .More Named",
    "S -> .Asked .HAVE .More Role Named",
    cost=0,
)
def who_of_them_has_more(options: Options, names: Thing) -> Thing | None:
    """which has more subsidiaries, Alibaba or Tencent"""
    return who_has_more(names, options)


@says("S -> Role .OF Name", "S -> .BE Role .OF Name", cost=0)
def of_each_other(options: Options, names: Thing) -> Thing | None:
    """(was) the merger of Huya and Douyu (blocked)"""
    both = mutual(options)
    if not both or not is_name(names) or len(names.entities) != 2:
        return None
    one, other = names.entities
    return unified(Thing(entities=(one,)), related(both, Thing(entities=(other,))))
