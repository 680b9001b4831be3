"""Phrases for things: kinds, names, what belongs to them, what relative clauses tell of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kg.query.asking.grammar.productions import Productions
from kg.query.asking.meanings import (
    OF_PLACE,
    PLACE,
    WANTED,
    Options,
    Types,
    asked,
    is_head,
    is_name,
    named_kind,
    owned,
    related,
    turned,
    unified,
)
from kg.query.asking.question import Option, Thing
from kg.query.asking.senses import Verb
from kg.query.asking.vocabulary import ACTORS
from kg.vocab import Relation

says = Productions()
RULES = says.rules


@says("Which -> .DET")
def which() -> bool:
    """哪些: asked for. The value tells whether it is only counted."""
    return False


@says("Which -> .HOWMANY")
def how_many() -> bool:
    """多少: counted."""
    return True


@says("Kind -> TYPE", "Kind -> TYPES")
def kind(types: Types) -> Types:
    """公司"""
    return types


@says("Kind -> TYPE .AND TYPE", "Kind -> TYPES .AND TYPES")
def kinds(one: Types, other: Types) -> Types:
    """公司和基金"""
    return one | other


@says("Head -> Kind")
def head(types: Types) -> Thing:
    """公司: one of that kind."""
    return Thing(types=types)


@says("Head -> Which Kind")
def head_asked(counted: bool, types: Types) -> Thing:
    """哪些公司, 多少家公司"""
    return asked(Thing(types=types), counted=counted)


@says("Head -> WH", "Head -> WHERE")
def who(types: Types) -> Thing:
    """谁, 哪里"""
    return Thing(types=types, wanted=True)


@says("Head -> .HOWMANY", cost=3)
def how_many_of_them() -> Thing:
    """多少"""
    return asked(Thing(), counted=True)


@says("Role -> ROLE")
def role(options: Options) -> Options:
    """供应商"""
    return options


@says("Role -> Role .AND ROLE")
def roles(one: Options, other: Options) -> Options:
    """供应商和客户"""
    return tuple(dict.fromkeys(one + other))


@says("Name -> NAME")
def name(iris: tuple[str, ...]) -> Thing:
    """华为"""
    return Thing(entities=iris)


@says("Name -> Name .AND NAME")
def names(one: Thing, iris: tuple[str, ...]) -> Thing | None:
    """华为和中兴: this or that."""
    return Thing(entities=one.entities + iris) if is_name(one) and not one.types else None


@says("Name -> NAME TYPE", cost=3)
def name_with_kind(iris: tuple[str, ...], types: Types) -> Thing | None:
    """华为公司"""
    return named_kind(Thing(entities=iris), types)


@says("Name -> TYPE NAME", "Name -> TYPES NAME", cost=6)
def kind_with_name(types: Types, iris: tuple[str, ...]) -> Thing | None:
    """the company Huawei"""
    return named_kind(Thing(entities=iris), types)


@says("Np -> Name", "Np -> Head")
def thing(one: Thing) -> Thing:
    """A name or a kind."""
    return one


# ---- What belongs to something ----


@says("Np -> Np .DE Role")
def owned_by(owner: Thing, options: Options) -> Thing:
    """华为的供应商"""
    return owned(owner, options)


@says("Np -> Np Role", cost=2)
def owned_by_name(owner: Thing, options: Options) -> Thing | None:
    """华为供应商; 紫光集团的战略投资者 are no investors in its strategy, and 什么技术 is not whose."""
    is_bare = owner.wanted and owner.types in (frozenset(), ACTORS)
    return None if owner.clauses or is_bare else owned(owner, options)


_ACQUIRED = (Option(relation=Relation.ACQUIRES, outward=True),)
_OF_A_GROUP = frozenset({Relation.DEVELOPS, Relation.OPERATES, Relation.SUBSIDIARY_OF})


@says("Np -> Name .OWNED Role", "Np -> Name .OWNED .DE Role", cost=0)
def owned_by_group(owner: Thing, options: Options) -> Thing | None:
    """华为旗下的产品: of the company itself, not of what belongs to it."""
    known = tuple(option for option in options if option.relation in _OF_A_GROUP)
    return owned(owner, known) if known else None


@says(
    "Np -> Name .OWNED Which Role",
    "Np -> Name .OWNED .DE Which Role",
    "S -> Name .OWNED .HAVE Which Role",
    "S -> Name .HOLDING Which Role",
    cost=0,
)
def owned_by_group_asked(owner: Thing, counted: bool, options: Options) -> Thing | None:
    """华为旗下有哪些产品"""
    found = owned_by_group(owner, options)
    return asked(found, counted=counted) if found else None


@says("S -> Name .INHAND Which Role", "S -> Name .INHAND Role", cost=0)
def in_hand(owner: Thing, *role: Any) -> Thing | None:
    """华为手里有哪些客户; 技术 is a kind, of which the verb tells"""
    *counted, options = role
    if any(option.head for option in options):
        return None
    return owned(owner, options, wanted=True, counted=any(counted))


@says("Np -> Np Role .DE Head", cost=2)
def owned_kind(owner: Thing, options: Options, one: Thing) -> Thing | None:
    """华为旗下的公司"""
    return unified(owned(owner, options), one) if is_head(one) else None


@says("Np -> Role .OF Np", "Np -> Role .BY Np")
def owned_of(options: Options, owner: Thing) -> Thing | None:
    """suppliers of Huawei, acquisitions by Microsoft; investors by number of deals are none of a number."""
    return None if owner.counted else owned(owner, options)


@says("Np -> .DEED .OF Name", cost=0)
def deed_of(thing: Thing) -> Thing:
    """the acquisition of Arm: by it or of it, which the words leave open"""
    return owned(thing, _ACQUIRED + turned(_ACQUIRED))


@says("Np -> Np .DE Which Role")
@says("Np -> Np Which Role", cost=2)
def owned_asked(owner: Thing, counted: bool, options: Options) -> Thing:
    """华为的哪些供应商"""
    return asked(owned(owner, options), counted=counted)


@says("Np -> Which Name .DE Role", cost=3)
def asked_owned(counted: bool, owner: Thing, options: Options) -> Thing:
    """哪些谷歌的竞争对手"""
    return asked(owned(owner, options), counted=counted)


@says("Np -> Which Role .OF Np", "Np -> Which Role .BY Np", "Np -> Which Role Np .HAVE")
def owned_of_asked(counted: bool, options: Options, owner: Thing) -> Thing:
    """how many suppliers of Huawei, which suppliers does Huawei have"""
    return asked(owned(owner, options), counted=counted)


@says("Np -> .WHOSE Role")
def whose(options: Options) -> Thing:
    """whose supplier"""
    return owned(WANTED, options)


@says("Np -> Name .DE Name Role", "Np -> Name .DE Name .DE Role", cost=3)
def owned_from_place(owner: Thing, place: Thing, options: Options) -> Thing | None:
    """特斯拉的中国供应商"""
    return unified(owned(owner, options), related(OF_PLACE, replace(place, types=PLACE)))


@says("Np -> Np Place .DE Role", cost=2)
def owned_in_place(owner: Thing, place: Thing, options: Options) -> Thing | None:
    """华为在欧洲的合作伙伴"""
    return unified(owned(owner, options), place)


@says("Place -> V Name")
def in_place(verb: Verb, place: Thing) -> Thing | None:
    """在上海"""
    options = tuple(option for option in verb.options if option.relation is Relation.LOCATED_IN)
    return related(options, replace(place, types=PLACE)) if options else None


@says("Np -> Name .DE V", "Np -> Name .DE .DET V", cost=2)
def done_by(doer: Thing, verb: Verb) -> Thing:
    """腾讯的投资: what it invests in."""
    return asked(owned(doer, turned(verb.options)))


@says("Np -> Name .DE V", cost=5)
def done_to_name(target: Thing, verb: Verb) -> Thing:
    """阿里巴巴的处罚: by whom, where it can do no such thing itself."""
    return asked(owned(target, verb.options))


@says("Np -> PREP Name .DE V", cost=2)
def done_to(word: str, target: Thing, verb: Verb) -> Thing | None:
    """对京东的投资: who invests in it."""
    return related(verb.options, target) if word in verb.before else None
