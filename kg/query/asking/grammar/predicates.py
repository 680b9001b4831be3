"""What is said of a thing: verbs with their objects, passives, 是 and 有."""

from __future__ import annotations

from typing import Any

from kg.query.asking.grammar.productions import Productions
from kg.query.asking.meanings import (
    ANYTHING,
    HAS,
    MAKES,
    PLACE,
    WANTED,
    Options,
    Types,
    asked,
    having,
    merged,
    mutual,
    related,
    turned,
    unified,
    workplace,
)
from kg.query.asking.question import Thing
from kg.query.asking.senses import Verb
from kg.vocab import ARTEFACTS, Relation

says = Productions()
RULES = says.rules

# Forms that stand with an object of their own: invests, invested; (is) part of. Not "acquired (by)".
_TOLD = frozenset({"base", "past", "predicate"})


# These say nothing without the other end.
_OF_SOMETHING = frozenset({Relation.APPLIES_TO, Relation.LOCATED_IN, Relation.PART_OF})


@says("Verb -> V")
def verb(one: Verb) -> Verb:
    """投资"""
    return one


@says("Verb -> Verb .AND V")
def verbs(one: Verb, other: Verb) -> Verb:
    """投资或收购"""
    return merged(one, other)


@says("Pv -> Verb Np")
def does(one: Verb, thing: Thing) -> Thing | None:
    """投资了华为"""
    if one.is_alone and not (thing.entities or thing.types or thing.clauses):
        return None
    return related(one.options, thing) if one.form in _TOLD else None


@says("Pv -> Verb", cost=4)
def does_something(one: Verb) -> Thing | None:
    """(谁)投资了; 政策落地 tells of no place that it applies to."""
    relations = {option.relation for option in one.options}
    options = tuple(option for option in one.options if option.relation not in _OF_SOMETHING)
    return related(options, ANYTHING) if options and Relation.APPLIES_TO not in relations else None


@says("Pv -> Verb Which Role", cost=0)
@says("Pv -> Verb Role", cost=1)
def does_to_role(one: Verb, *role: Any) -> Thing | None:
    """旗下有哪些子公司, 引入了哪些投资方: the noun says of the object what the verb says."""
    *counted, options = role
    told = {(option.relation, not option.outward) for option in one.options}
    known = tuple(option for option in options if (option.relation, option.outward) in told)
    if not known:
        return None
    other = Thing(types=known[0].head)
    return related(turned(known), asked(other, counted=counted[0]) if counted else other)


@says("Pv -> .CARRY Which V", cost=0)
def carries_out(counted: bool, one: Verb) -> Thing | None:
    """做了哪些投资"""
    return related(one.options, asked(WANTED, counted=counted)) if one.form == "base" else None


@says("Pv -> .BA Np Verb")
def does_with(thing: Thing, one: Verb) -> Thing | None:
    """把华为列入实体清单"""
    return related(one.options, thing)


@says("Pv -> PREP Np Verb")
@says("Pv -> PREP Np .DE Verb", cost=4)
def does_before(word: str, thing: Thing, one: Verb) -> Thing | None:
    """向华为供应, 与华为合作"""
    return related(one.options, thing) if word in one.before else None


@says("Pv -> PREP Verb", cost=5)
def is_doing(word: str, one: Verb) -> Thing | None:
    """(谁)在竞争"""
    return related(one.options, ANYTHING) if word == "在" else None


@says("Pv -> .AT Pv", cost=3)
def is_at_it(restriction: Thing) -> Thing:
    """(谁)在给华为供货"""
    return restriction


@says("Pv -> PREP Verb Np", cost=2)
def is_doing_to(word: str, one: Verb, thing: Thing) -> Thing | None:
    """(哪些公司)在研发隐私计算"""
    return related(one.options, thing) if word == "在" else None


@says("Pv -> PREP .WHERE Verb")
def works_where(word: str, one: Verb) -> Thing | None:
    """在哪里任职"""
    return workplace(one) if word in one.before else None


@says("Pv -> .AND Np Verb")
def does_together(thing: Thing, one: Verb) -> Thing | None:
    """和华为合作, where 和 would else join names."""
    options = mutual(one.options)
    return related(options, thing) if options else None


@says("Pv -> .BEI Np Verb", "Pv -> .BEI Np .DE Verb")
def undergoes(thing: Thing, one: Verb) -> Thing:
    """被微软收购, 由工信部发布, 获得谁的投资"""
    return related(turned(one.options), thing)


@says("Pv -> .BEI Verb", cost=2)
def undergoes_something(one: Verb) -> Thing:
    """被收购"""
    return related(turned(one.options), ANYTHING)


@says("Pr -> V", cost=3)
def undergone(one: Verb) -> Thing | None:
    """(policies) issued (in 2021)"""
    return related(turned(one.options), ANYTHING) if one.form == "past" else None


@says("Pr -> V .BY Np", "Pv -> .BE Verb .BY Np")
def acquired_by(one: Verb, thing: Thing) -> Thing | None:
    """acquired by Microsoft"""
    return related(turned(one.options), thing) if one.form == "past" else None


@says("Pv -> .BE Verb", cost=2)
def acquired(one: Verb) -> Thing | None:
    """was acquired"""
    return related(turned(one.options), ANYTHING) if one.form == "past" else None


@says("Pr -> V Np")
def doing(one: Verb, thing: Thing) -> Thing | None:
    """investing in Huawei, based in Shanghai"""
    return related(one.options, thing) if one.form in ("ing", "predicate") else None


@says("Pv -> .BE Pr", "Pv -> .BE Np")
@says("Pv -> .BE Pv", "Pv -> .BE Pv .DE", "Pv -> .BE Po .DE", "Pv -> .BE Po", "Pv -> .HAVE Pv", cost=2)
def is_(restriction: Thing) -> Thing:
    """是华为的子公司, 是被谁收购的, has invested in Huawei"""
    return restriction


@says("At -> .AT Np")
def is_at(place: Thing) -> Thing | None:
    """(华为的总部)在上海"""
    return unified(Thing(types=PLACE), place)


@says("Pv -> .HAVE Head")
def has(head: Thing) -> Thing | None:
    """(上海)有哪些公司, (隐私计算领域)有哪些公司, (中国商飞)有哪些机型"""
    if not head.types or head.types <= PLACE:
        return None
    return related(HAS + MAKES if head.types <= ARTEFACTS else HAS, head)


@says("Pv -> .HAVE Which")
def are_which(counted: bool) -> Thing:
    """(股东)有哪些, (股东)有多少"""
    return asked(WANTED, counted=counted)


@says("Pv -> .HAVE WH")
def are_who(types: Types) -> Thing:
    """(股东)有谁"""
    return Thing(types=types, wanted=True)


@says("Pv -> .HAVE Role", cost=2)
def has_role(options: Options) -> Thing:
    """有子公司"""
    return having(options)


@says("Pv -> .HAVE Which Role")
def has_which_role(counted: bool, options: Options) -> Thing:
    """有哪些子公司, 有多少家子公司"""
    return having(options, wanted=True, counted=counted)


@says("Pv -> Pv .AND Pv", cost=2)
def both(one: Thing, other: Thing) -> Thing | None:
    """投资了华为并收购了中兴"""
    return unified(one, other)


def _gap(subject: Thing, one: Verb) -> Thing | None:
    """A bare kind would be the subject of 哪家公司投资."""
    if not (subject.entities or subject.clauses or subject.wanted):
        return None
    return related(turned(one.options), subject)


@says("Po -> Np Verb", cost=2)
def done_by(subject: Thing, one: Verb) -> Thing | None:
    """(what) Huawei invests in"""
    return _gap(subject, one)


@says("Po -> .HAVE Np Verb", "Po -> Np .HAVE Verb", cost=2)
def had_done(subject: Thing, one: Verb) -> Thing | None:
    """(what) has Huawei invested in"""
    return _gap(subject, one) if one.form == "past" else None


@says("Po -> Np PREP Verb", cost=4)
def being_done_by(subject: Thing, word: str, one: Verb) -> Thing | None:
    """华为在研发"""
    return _gap(subject, one) if word == "在" else None
