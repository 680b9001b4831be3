"""Kinds of things told by a place, a field, a subject, or a word of their names."""

from __future__ import annotations

from dataclasses import replace

from kg.query.asking.grammar.productions import Productions
from kg.query.asking.meanings import (
    DOCUMENTS,
    ON,
    Types,
    asked,
    called,
    fielded_kind,
    is_name,
    named_kind,
    placed_kind,
    related,
    unified,
)
from kg.query.asking.question import Option, Thing
from kg.vocab import ORGANIZATIONS, Relation

says = Productions()
RULES = says.rules


@says("Head -> PART", cost=2)
def part(word: str) -> Thing | None:
    """电池: what has the word in its name."""
    return called(word)


@says("Head -> Which PART", cost=2)
def part_asked(counted: bool, word: str) -> Thing | None:
    """哪些电池"""
    return called(word, wanted=True, counted=counted)


@says("Np -> Name .DE PART", cost=2)
def part_made_by(maker: Thing, word: str) -> Thing | None:
    """宁德时代的电池"""
    made = related((Option(relation=Relation.DEVELOPS, outward=False),), maker)
    return replace(made, called=word)


@says("Head -> PART Kind", cost=1)
def part_kind(word: str, types: Types) -> Thing | None:
    """数字化政策, 电池企业"""
    return called(word, types)


@says("Head -> Which PART Kind", cost=1)
def part_kind_asked(counted: bool, word: str, types: Types) -> Thing | None:
    """什么数字化政策"""
    return called(word, types, wanted=True, counted=counted)


@says("Head -> .ON PART .DE Kind", "Head -> PART .DE Kind", cost=1)
def kind_on(word: str, types: Types) -> Thing | None:
    """关于数据的法规"""
    return called(word, types) if types <= DOCUMENTS else None


@says("Head -> .ON PART .DE Which Kind", cost=1)
def kind_on_asked(word: str, counted: bool, types: Types) -> Thing | None:
    """关于数据的哪些法规"""
    return called(word, types, wanted=True, counted=counted) if types <= DOCUMENTS else None


@says("Head -> Kind .ON PART", cost=1)
def kind_on_after(types: Types, word: str) -> Thing | None:
    """policies on data"""
    return called(word, types) if types <= DOCUMENTS else None


@says("Head -> Which Kind .ON PART", cost=1)
def kind_on_after_asked(counted: bool, types: Types, word: str) -> Thing | None:
    """which policies on data"""
    return called(word, types, wanted=True, counted=counted) if types <= DOCUMENTS else None


@says("Head -> .ON Name .DE Kind", cost=1)
def kind_on_name(on: Thing, types: Types) -> Thing | None:
    """关于隐私计算的政策"""
    return replace(related(ON, on), types=types) if types <= DOCUMENTS else None


@says("Head -> Which Name Kind", "Head -> Which Name .DE Kind", cost=4)
def asked_kind_on_name(counted: bool, on: Thing, types: Types) -> Thing | None:
    """哪项固态电池标准"""
    return kind_on_name_asked(counted, types, on)


@says("Head -> Kind .ON Name", cost=1)
def kind_on_name_after(types: Types, on: Thing) -> Thing | None:
    """policies about AI"""
    return kind_on_name(on, types)


@says("Head -> Which Kind .ON Name", cost=1)
def kind_on_name_asked(counted: bool, types: Types, on: Thing) -> Thing | None:
    """which policies about AI"""
    found = kind_on_name(on, types)
    return asked(found, counted=counted) if found else None


@says("Name -> NAME .DE TYPE", cost=4)
def document_itself(iris: tuple[str, ...], types: Types) -> Thing | None:
    """容量补偿的文件: the document that is called so"""
    return named_kind(Thing(entities=iris), types) if types <= DOCUMENTS else None


@says("Np -> Name .DE Kind", cost=2)
@says("Np -> Name Kind", cost=3)
def kind_of_place(place: Thing, types: Types) -> Thing | None:
    """上海的公司, 中国企业"""
    return placed_kind(place, types)


@says("Np -> Name .DE Which Kind", cost=2)
@says("Np -> Name Which Kind", cost=3)
def kind_of_place_asked(place: Thing, counted: bool, types: Types) -> Thing | None:
    """上海的哪些公司"""
    found = placed_kind(place, types)
    return asked(found, counted=counted) if found else None


@says("Np -> Which Name Kind", "Np -> Which Name .DE Kind", cost=5)
def asked_kind_of_place(counted: bool, place: Thing, types: Types) -> Thing | None:
    """哪些中国公司, which Chinese companies"""
    return kind_of_place_asked(place, counted, types)


@says("Np -> Name .DE Name Kind", cost=2)
@says("Np -> Name Name Kind", cost=4)
def kind_of_place_and_field(place: Thing, field: Thing, types: Types) -> Thing | None:
    """上海的半导体公司"""
    one, other = placed_kind(place, types), fielded_kind(field, types)
    return unified(one, other) if one and other else None


@says("Np -> Pv .DE Name Kind", "Np -> Po .DE Name Kind", cost=2)
def told_before_field(restriction: Thing, field: Thing, types: Types) -> Thing | None:
    """位于武汉的半导体企业, 跟比亚迪合作的日本公司"""
    found = placed_kind(field, types) if types <= ORGANIZATIONS else None
    return unified(found, restriction) if found and not is_name(restriction) else None
