"""Policies and reports that have to do with something: 与人工智能有关的政策, 碳达峰相关的文件."""

from __future__ import annotations

from kg.query.asking.grammar.kinds import kind_on, kind_on_asked, kind_on_name, kind_on_name_asked
from kg.query.asking.grammar.productions import Productions
from kg.query.asking.meanings import ON, Types, is_name, related
from kg.query.asking.question import Thing

says = Productions()
RULES = says.rules

_WITH = frozenset("与和跟同")


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
