"""Orders of words that are spoken rather than written: 武汉有没有做数据库的公司, X是谁在给它砸钱."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kg.query.asking.grammar.kinds import kind_on_name_asked
from kg.query.asking.grammar.productions import Productions
from kg.query.asking.meanings import (
    FACILITIES,
    IN_PLACE,
    PLACE,
    SHARES_OF,
    WANTED,
    Options,
    Types,
    asked,
    is_head,
    is_name,
    related,
    turned,
    unified,
)
from kg.query.asking.question import Option, Thing
from kg.query.asking.senses import Verb
from kg.vocab import ORGANIZATIONS, Relation

says = Productions()
RULES = says.rules

# What is said to be someone's: which of these the kind of thing settles.
_OF_OWNER = (
    Option(relation=Relation.SUBSIDIARY_OF, outward=True),
    Option(relation=Relation.DEVELOPS, outward=False),
    Option(relation=Relation.OPERATES, outward=False),
)


_LOCAL = (
    Option(relation=Relation.APPLIES_TO, outward=True),
    Option(relation=Relation.ISSUES, outward=False),
)


# ---- A place before everything else ----


@says("S -> Name .HAVE Np", "S -> .AT Name .HAVE Np", "S -> .HAVE .AT Name Np", cost=4)
@says("S -> .AT Name S", "S -> .PREP Name S", cost=7)
@says("S -> Name S", cost=9)
def placed(place: Thing, thing: Thing) -> Thing | None:
    """武汉有没有做数据库的公司, 武汉哪些公司做数据库"""
    if (
        not is_name(place)
        or not is_head(thing)
        or not thing.clauses
        or (thing.types <= PLACE and thing.types)
    ):
        return None
    return unified(asked(thing, counted=thing.counted), related(IN_PLACE, replace(place, types=PLACE)))


# ---- What is done to something, after it ----


@says("Topic -> Name", "Topic -> Name .HAVE", "Topic -> Name .BE")
def topic(thing: Thing) -> Thing | None:
    """X有(哪些公司在投)"""
    return thing if is_name(thing) else None


@says("Doing -> .AT Verb", "Doing -> .PREP Verb", "Doing -> .AT .PREP Verb", "Doing -> .PREP .PREP Verb")
@says("Doing -> .AT Verb .DE", "Doing -> .PREP Verb .DE", "Doing -> .AT .PREP Verb .DE")
@says("Doing -> Verb", "Doing -> Verb .DE", cost=3)
def doing(verb: Verb) -> Verb:
    """在(给它)砸钱"""
    return verb


@says("S -> Topic Head Doing", cost=6)
def done_by_whom(thing: Thing, head: Thing, verb: Verb) -> Thing | None:
    """X都是谁在给它砸钱, X有什么政策支持"""
    return unified(head, related(verb.options, thing)) if head.wanted and is_head(head) else None


@says("S -> Topic Which Role Doing", cost=6)
def role_doing(thing: Thing, counted: bool, options: Options, verb: Verb) -> Thing | None:
    """X有哪些投资方在投"""
    told = {(option.relation, option.outward) for option in options}
    known = tuple(option for option in verb.options if (option.relation, option.outward) in told)
    return asked(related(known, thing), counted=counted) if known else None


@says("S -> Topic Which Kind V", cost=4)
def kind_of_support(thing: Thing, counted: bool, types: Types, verb: Verb) -> Thing | None:
    """eVTOL有哪些政策支持"""
    return unified(asked(Thing(types=types), counted=counted), related(verb.options, thing))


@says("S -> Name .AND Name .WH Verb .WH", "S -> Name .AND Name .BE .WH Verb .WH", cost=1)
@says("S -> Name .AND Name .BE .WH Verb .DE .WH", "S -> Name .AND Name .AMONG .WH Verb .WH", cost=1)
def which_way(one: Thing, other: Thing, verb: Verb) -> Thing | None:
    """A和B谁投资了谁"""
    return unified(one, related(tuple(dict.fromkeys(verb.options + turned(verb.options))), other))


@says("S -> Headless .HAVE Head", "S -> Headless .BE Head", "S -> Headless .HAVE Head .BE", cost=1)
def those_that(restriction: Thing, head: Thing) -> Thing | None:
    """给C919供零部件的都有哪些厂家"""
    return unified(head, restriction) if head.wanted and is_head(restriction) else None


@says("Pv -> Verb Np .AMONG", "Pv -> .BEI Verb Np .AMONG", "Pv -> .BEI Verb Np", cost=3)
def does_within(verb: Verb, thing: Thing) -> Thing | None:
    """被用在什么东西里"""
    back = tuple(option for option in verb.options if not option.outward)
    return related(back, thing) if back and (thing.wanted or thing.entities) else None


@says("Pv -> Verb .TOWARD Np", cost=2)
def does_towards(verb: Verb, thing: Thing) -> Thing | None:
    """砸钱给谁"""
    return related(verb.options, thing) if "给" in verb.before and verb.form == "base" else None


@says(
    "Pv -> .AT Np .HAVE .SHARES",
    "Pv -> .AT Np .AMONG .HAVE .SHARES",
    "Pv -> .PREP Np .AMONG .HAVE .SHARES",
    cost=1,
)
def has_shares_in(thing: Thing) -> Thing | None:
    """在哪些公司里有股份"""
    return None if thing.clauses else related(SHARES_OF, thing)


@says("S -> Np .AMONG .DE .BE .DET", "S -> Np .AMONG .BE .DET", "S -> Np .AMONG .DE .BE .WH", cost=2)
@says("S -> Np .DE .BE .DET", "S -> Np .AMONG .DE .DET", "S -> Np .AMONG .DET .BE", cost=4)
def which_of_them(some: Thing) -> Thing | None:
    """曜威乐收购的公司里(最贵)的是哪一个"""
    return asked(some) if is_head(some) and some.clauses and not some.wanted else None


@says("S -> Name .AMONG Pv", cost=3)
def on_it(thing: Thing, restriction: Thing) -> Thing | None:
    """银汐一号上用了哪些技术"""
    return unified(thing, restriction)


@says("S -> Name .BE .WH .AND .WH Verb .DE", "S -> Name .BE .WH .AND .WH Verb", cost=1)
def by_whom_and_whom(thing: Thing, verb: Verb) -> Thing:
    """X是谁和谁合资的"""
    return asked(related(verb.options, thing))


@says("S -> PREP Name .HAVE Which Kind", "S -> .PREP PREP Name .HAVE Which Kind", cost=2)
def documents_on(word: str, thing: Thing, counted: bool, types: Types) -> Thing | None:
    """对隐私计算有什么规定"""
    return kind_on_name_asked(counted, types, thing) if word == "对" else None


@says("S -> Name .DE .SHARES .AT Np .AMONG", "S -> Name .SHARES .AT Np .AMONG", cost=1)
def shares_in_hands(company: Thing, holder: Thing) -> Thing | None:
    """X的股权都在谁手里"""
    return unified(holder, related(SHARES_OF, company))


@says(
    "S -> Name .HAVE Which Name Kind",
    "S -> Name .DE Name Kind",
    "S -> Name .HAVE Which Name .DE Kind",
    cost=1,
)
def local_documents(place: Thing, *parts: Any) -> Thing | None:
    """山东有什么氢能政策: issued there, or of what is there"""
    *_, field, types = parts
    on = kind_on_name_asked(False, types, field)
    return unified(on, related(_LOCAL, replace(place, types=PLACE))) if on else None


# ---- Whose something is ----


@says("Np -> Name .OWNED Kind", "Np -> Name .OWNED .DE Kind", cost=1)
def kind_of_group(owner: Thing, types: Types) -> Thing | None:
    """中国科学院底下的研究所"""
    if not types <= ORGANIZATIONS | FACILITIES:
        return None
    return replace(related(_OF_OWNER, owner), types=types)


@says("Np -> Name .OWNED Which Kind", "Np -> Name .OWNED .HAVE Which Kind", cost=1)
def kind_of_group_asked(owner: Thing, counted: bool, types: Types) -> Thing | None:
    """中国科学院底下有哪些研究所"""
    found = kind_of_group(owner, types)
    return asked(found, counted=counted) if found else None


@says("Pv -> .BELONG Np", "Pv -> .BE .BELONG Np", "Pv -> .BELONG Np .DE", cost=3)
def belongs_to(owner: Thing) -> Thing | None:
    """(Okmetic)归哪家公司"""
    return related(_OF_OWNER, owner) if owner.wanted or is_name(owner) else None


@says("S -> Name .BE Head .DE Role", cost=3)
def whose_it_is(thing: Thing, owner: Thing, options: Options) -> Thing | None:
    """X是谁家的子公司"""
    return unified(thing, related(options, owner)) if owner.wanted and is_name(thing) else None


# ---- Facts with both their ends ----


@says("Acts -> V", "Acts -> .DET V", "Acts -> V .AMONG", "Acts -> .HAVE V", "Acts -> .HAVE .DET V")
@says("Acts -> V .DE .AMONG", "Acts -> .DE V", "Acts -> .BE V", "Acts -> .DET .DE V", cost=2)
def acts(verb: Verb) -> Verb | None:
    """收购(里面)"""
    return verb if verb.form == "base" else None


@says("S -> Acts .DE .BE .WH", "S -> Acts .DE .BE .DET", "S -> Acts .DE .HAVE .DET", "S -> Acts .DE", cost=3)
@says("S -> Acts .BE .WH", "S -> Acts .BE .DET", "S -> Acts .HAVE .DET", "S -> Acts .BE", "S -> Acts", cost=4)
@says("S -> .BE .DET Acts", "S -> .DET .BE Acts", "S -> .WH .BE Acts", "S -> Acts .DE .DET", cost=4)
def every_act(verb: Verb) -> Thing:
    """收购里面(砸钱最多的三笔)是什么"""
    return asked(related(verb.options, WANTED))
