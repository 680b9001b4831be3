"""Policies and reports that have to do with something: 与人工智能有关的政策, 碳达峰相关的文件."""

from __future__ import annotations

from dataclasses import replace

from kg.query.asking.grammar.kinds import kind_on, kind_on_asked, kind_on_name, kind_on_name_asked
from kg.query.asking.grammar.productions import Productions
from kg.query.asking.meanings import DOCUMENTS, ON, PLACE, Options, Types, asked, is_name, related, unified
from kg.query.asking.question import Option, Thing
from kg.query.asking.senses import Verb
from kg.vocab import Relation

says = Productions()
RULES = says.rules


_WITH = frozenset("与和跟同")
_FOR = frozenset({"对", "针对", "围绕", "面向"})
_ISSUED = (Option(relation=Relation.ISSUES, outward=False),)


@says("About -> Name .CONCERN")
@says("About -> .AND Name .CONCERN", cost=0)
def about(thing: Thing) -> Thing | None:
    """人工智能相关"""
    return thing if is_name(thing) else None


@says("About -> PREP Name .CONCERN", cost=0)
def about_with(word: str, thing: Thing) -> Thing | None:
    """与人工智能有关"""
    return about(thing) if word in _WITH else None


@says("AboutPart -> PART .CONCERN", "AboutPart -> .PREP PART .CONCERN", "AboutPart -> .AND PART .CONCERN")
def about_part(word: str) -> str:
    """与数据安全有关, where no thing is called so"""
    return word


@says("Pv -> About", "Pv -> .BE About", "Pv -> .BE About .DE", cost=1)
def concerns(thing: Thing) -> Thing:
    """(哪些政策)跟人工智能有关"""
    return related(ON, thing)


@says("Np -> About Kind", "Np -> About .DE Kind", cost=0)
def kind_about(thing: Thing, types: Types) -> Thing | None:
    """碳达峰相关的文件"""
    return kind_on_name(thing, types)


@says("Np -> About Which Kind", "Np -> About .DE Which Kind", cost=0)
def kind_about_asked(thing: Thing, counted: bool, types: Types) -> Thing | None:
    """与碳达峰有关的哪些文件"""
    return kind_on_name_asked(counted, types, thing)


@says("Head -> AboutPart Kind", "Head -> AboutPart .DE Kind", cost=0)
def kind_about_part(word: str, types: Types) -> Thing | None:
    """和数据安全有关的法律"""
    return kind_on(word, types)


@says("Head -> AboutPart Which Kind", "Head -> AboutPart .DE Which Kind", cost=0)
def kind_about_part_asked(word: str, counted: bool, types: Types) -> Thing | None:
    """和数据安全有关的哪些法律"""
    return kind_on_asked(word, counted, types)


@says("S -> Which Kind AboutPart", cost=0)
def which_about_part(counted: bool, types: Types, word: str) -> Thing | None:
    """哪些法律跟数据安全有关"""
    return kind_on_asked(word, counted, types)


# ---- 针对隐私计算有哪些政策 ----


@says("For -> PREP Name", "For -> .PREP PREP Name", "For -> .AT PREP Name", cost=0)
def for_it(word: str, thing: Thing) -> Thing | None:
    """针对隐私计算; 在上海 tells where, not what for"""
    return thing if word in _FOR and is_name(thing) else None


@says("Laid -> .HAVE", "Laid -> .CARRY")
def laid() -> bool:
    """有"""
    return True


@says("Laid -> V", "Laid -> V .DE", "Laid -> .HAVE V")
def laid_down(verb: Verb) -> bool | None:
    """出台了"""
    is_issued = any(option.relation is Relation.ISSUES and option.outward for option in verb.options)
    return True if is_issued else None


@says("S -> For .Laid Which Kind", cost=1)
def laid_for(field: Thing, counted: bool, types: Types) -> Thing | None:
    """针对隐私计算出过哪些政策"""
    documents = Thing(types=types & DOCUMENTS)
    return unified(asked(documents, counted=counted), related(ON, field)) if documents.types else None


@says("S -> For .Laid Which Role", cost=1)
def laid_role_for(field: Thing, counted: bool, options: Options) -> Thing | None:
    """针对隐私计算有哪些扶持政策"""
    known = tuple(option for option in options if option.relation is Relation.APPLIES_TO and option.outward)
    return asked(related(known, field), counted=counted) if known else None


@says("Issuer -> Name", cost=1)
def issuer(body: Thing) -> Thing | None:
    """国务院"""
    return related(_ISSUED, body) if is_name(body) else None


@says("Issuer -> Name", cost=0)
def place_of_issue(place: Thing) -> Thing | None:
    """江苏: issued there, or for what is there"""
    return related((*_ISSUED, *ON), replace(place, types=PLACE)) if is_name(place) else None


@says("S -> Issuer For .Laid Which Kind", cost=1)
def laid_by(issued: Thing, field: Thing, counted: bool, types: Types) -> Thing | None:
    """江苏针对光伏出台过哪些政策"""
    documents = laid_for(field, counted, types)
    return unified(documents, issued) if documents else None


@says("S -> Issuer For .Laid Which Role", cost=1)
def laid_role_by(issued: Thing, field: Thing, counted: bool, options: Options) -> Thing | None:
    """江苏针对光伏有哪些扶持政策"""
    documents = laid_role_for(field, counted, options)
    return unified(documents, issued) if documents else None


@says("S -> Issuer .HAVE Which For .DE Kind", "S -> Issuer .HAVE Which For Kind", cost=1)
def has_for(issued: Thing, counted: bool, field: Thing, types: Types) -> Thing | None:
    """江苏有哪些针对光伏的政策"""
    return laid_by(issued, field, counted, types)
