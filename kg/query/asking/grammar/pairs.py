"""Questions of two names, of the posts of a person, and of what is among others."""

from __future__ import annotations

from kg.query.asking.grammar.productions import Productions
from kg.query.asking.meanings import (
    ANYTHING,
    BELONGS,
    HOLDS_POST,
    Options,
    mutual,
    of_shares,
    related,
    unified,
)
from kg.query.asking.question import Option, Thing
from kg.query.asking.senses import Verb
from kg.vocab import Relation

says = Productions()
RULES = says.rules


# ---- Two names ----


@says(
    "S -> Name .AND Name Verb", "S -> Name .AND Name .HAVE .DET Verb", "S -> Name .AND Name .DE Verb", cost=3
)
def each_other(one: Thing, other: Thing, verb: Verb) -> Thing | None:
    """A和B合作"""
    options = mutual(verb.options)
    return unified(one, related(options, other)) if options else None


@says(
    "S -> Name .AND Name .BE Role", "S -> Name .AND Name .HAVE Role", "S -> .BE Name .AND Name Role", cost=2
)
@says("S -> Name .AND Name Role", cost=4)
def each_others(one: Thing, other: Thing, options: Options) -> Thing | None:
    """A和B是竞争对手"""
    options = mutual(options)
    return unified(one, related(options, other)) if options else None


@says("S -> Name PREP Name .DE V", "S -> Name PREP Name .DE V .HAVE", cost=2)
def act_of(one: Thing, word: str, other: Thing, verb: Verb) -> Thing | None:
    """腾讯对京东的投资"""
    return unified(one, related(verb.options, other)) if word in verb.before else None


@says(
    "S -> Name .DE .SHARES V Name", "S -> .WH .BE Name .DE .SHARES V Name", "S -> .BE Name .DE .SHARES V Name"
)
def stake_in(one: Thing, _verb: Verb, other: Thing) -> Thing | None:
    """Alibaba's stake in X"""
    return unified(one, related((Option(relation=Relation.SHAREHOLDER_OF, outward=True),), other))


@says("S -> .OF Name Name Verb")
def how_much_of(other: Thing, one: Thing, verb: Verb) -> Thing | None:
    """(how much) of X does Y own"""
    options = of_shares(verb.options)
    return unified(one, related(options, other)) if options else None


# ---- Posts: the word that asks for them floats ----


@says("S -> .OF Name", "S -> .BE .OF Name", "S -> .WH .BE .OF Name", cost=5)
@says("S -> Name .DE", "S -> Name .DE .BE .WH", "S -> .WH .BE Name .DE", "S -> .BE Name .DE", cost=5)
def posts_of(one: Thing) -> Thing | None:
    """刘明的(职务)"""
    return unified(one, related(HOLDS_POST, ANYTHING))


@says("S -> Name .DO", cost=5)
def serves_as_what(one: Thing) -> Thing | None:
    """刘明当(什么官)"""
    return posts_of(one)


@says("S -> Name .AT Name .DO", cost=5)
def serves_there_as_what(one: Thing, other: Thing) -> Thing | None:
    """刘明在中芯国际任(什么职)"""
    return posts_at(one, other)


@says("S -> Name .AT Name .DE", "S -> Name .AT Name .DE .BE .WH", "S -> Name .AT Name", cost=5)
@says("S -> Name .BE Name .DE", "S -> .BE .OF Name .AT Name", "S -> .OF Name .AT Name", cost=5)
@says("S -> .WH .BE .OF Name .AT Name", "S -> .WH .BE Name .DE .AT Name", cost=5)
def posts_at(one: Thing, other: Thing) -> Thing | None:
    """刘明在中芯国际的(职务), 赵海军是中芯国际的(什么人)"""
    return unified(one, related(HOLDS_POST, other))


@says("S -> Name .BE Head .DE", cost=5)
def of_which(one: Thing, other: Thing) -> Thing | None:
    """赵海军是哪家公司的, 安卓是谁家的"""
    return unified(one, related(BELONGS, other)) if other.wanted else None
