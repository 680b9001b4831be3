"""What two words of a question say once: 引入了哪些投资方, 股权结构，有哪些股东, 稀土行业."""

from __future__ import annotations

from dataclasses import replace

from kg.query.asking.grammar.productions import Productions
from kg.query.asking.meanings import WANTED, Options, asked, owned, related
from kg.query.asking.question import Option, Thing
from kg.query.asking.senses import Verb
from kg.vocab import ARTEFACTS, Relation

says = Productions()
RULES = says.rules
Detail = tuple[Options, bool]  # with whether only the number is asked for


def _invested(one: Verb) -> Options:
    """What a verb of taking money says: 引入 besides of what is used."""
    return tuple(o for o in one.options if o.relation is Relation.INVESTS_IN and not o.outward)


@says("Pv -> Verb Np .DE V", "Pv -> Verb Np V", cost=0)
def takes_investment_of(one: Verb, investor: Thing, noun: Verb) -> Thing | None:
    """引入了谁的投资"""
    is_invested = any(o.relation is Relation.INVESTS_IN and o.outward for o in noun.options)
    known = _invested(one)
    return related(known, investor) if known and is_invested and not investor.clauses else None


@says("Pv -> Verb Np .DE .CAPITAL", cost=0)
def takes_capital_of(one: Verb, investor: Thing) -> Thing | None:
    """引入了谁的资本"""
    known = _invested(one)
    return related(known, investor) if known and not investor.clauses else None


@says("Pv -> Verb Which .CAPITAL", "Pv -> Verb .CAPITAL", cost=0)
def takes_capital(one: Verb, *counted: bool) -> Thing | None:
    """引入了哪些资本"""
    known = _invested(one)
    return related(known, asked(WANTED, counted=any(counted))) if known else None


@says("Detail -> Role", "Detail -> Role .HAVE .DET", "Detail -> Role .HAVE .WH", "Detail -> Role .BE .WH")
def detail(options: Options) -> Detail:
    """(股权结构，)股东有哪些"""
    return options, False


@says("Detail -> .AND Detail", "Detail -> .BE .DET .AND Detail", cost=0)
def detail_after(told: Detail) -> Detail:
    """(股权结构)和股东, (股权结构)是什么，有哪些股东"""
    return told


@says("Detail -> .HAVE Which Role", "Detail -> Which Role", cost=1)
def detail_asked(counted: bool, options: Options) -> Detail:
    """(股权结构，)有哪些股东"""
    return options, counted


@says("S -> Np .DE STATE Detail", "S -> Np STATE Detail", cost=0)
def said_once(owner: Thing, state: Relation, told: Detail) -> Thing | None:
    """中芯京城的股权结构，都有哪些股东: its shareholders, not theirs."""
    options, counted = told
    known = tuple(option for option in options if option.relation is state)
    return asked(owned(owner, known), counted=counted) if known else None


@says("S -> Np .DE STATE", "S -> Np STATE", cost=3)
def state_alone(owner: Thing, state: Relation) -> Thing | None:
    """中芯国际的股东结构"""
    return None if owner.clauses else asked(owned(owner, (Option(relation=state, outward=True),)))


@says("Name -> NAME .FIELD")
def field(iris: tuple[str, ...]) -> Thing:
    """稀土行业: what it deals in; 华为行业 is none."""
    return replace(Thing(entities=iris), types=ARTEFACTS)
