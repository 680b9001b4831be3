"""Whole questions."""

from __future__ import annotations

from dataclasses import replace

from kg.query.asking.grammar.productions import Productions
from kg.query.asking.meanings import (
    ANYTHING,
    HOLDS_POST,
    IN_PLACE,
    PLACE,
    WANTED,
    WORKS_FOR,
    asked,
    is_asking,
    is_head,
    is_name,
    mutual,
    of_shares,
    related,
    turned,
    unified,
    workplace,
)
from kg.query.asking.question import Option, Thing
from kg.query.asking.vocabulary import ACTORS, Verb
from kg.vocab import Relation

says = Productions()
RULES = says.rules
Options = tuple[Option, ...]


@says("S -> Np", "Headless -> Pv .DE", "Headless -> Po .DE")
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


@says("S -> Np Po")
def fronted(thing: Thing, restriction: Thing) -> Thing | None:
    """which companies does X invest in"""
    return unified(thing, restriction) if thing.wanted and is_head(thing) else None


@says("S -> Name .BE Verb .DE", "S -> Name Verb", cost=9)
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


@says("S -> Name .DE", "S -> Name .DE .BE .WH", "S -> .WH .BE Name .DE", "S -> .BE Name .DE", cost=5)
def posts_of(one: Thing) -> Thing | None:
    """刘明的(职务)"""
    return unified(one, related(HOLDS_POST, ANYTHING))


@says("S -> Name .AT Name .DE", "S -> Name .AT Name .DE .BE .WH", "S -> Name .AT Name", cost=5)
@says("S -> Name .BE Name .DE", cost=5)
def posts_at(one: Thing, other: Thing) -> Thing | None:
    """刘明在中芯国际的(职务), 赵海军是中芯国际的(什么人)"""
    return unified(one, related(HOLDS_POST, other))


@says("S -> Name .BE Head .DE", cost=5)
def of_which(one: Thing, other: Thing) -> Thing | None:
    """赵海军是哪家公司的"""
    return unified(one, related(WORKS_FOR, other))


# ---- English word order ----


@says("S -> .BE Np Verb .BY Np")
def was_acquired_by(thing: Thing, verb: Verb, other: Thing) -> Thing | None:
    """was X acquired by Y"""
    return unified(thing, related(turned(verb.options), other)) if verb.form == "past" else None


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
