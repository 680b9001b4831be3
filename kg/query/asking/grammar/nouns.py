"""Nouns that no vocabulary knows, where a kind of thing may stand: 哪些质谱仪, 半导体设备企业, 供应质谱仪."""

from __future__ import annotations

from dataclasses import replace

from kg.query.asking.grammar.productions import Productions
from kg.query.asking.meanings import CALLED, Types
from kg.query.asking.question import Sort, Thing

says = Productions()
RULES = says.rules


@says("Head -> NOUN", cost=3)
def noun(sort: Sort) -> Thing:
    """质谱仪: what is called so, or mentioned so; no one, for of someone it would be the name."""
    return Thing(types=CALLED, mention=sort)


@says("Head -> Which NOUN", cost=3)
def noun_asked(counted: bool, sort: Sort) -> Thing:
    """哪些质谱仪"""
    return Thing(mention=sort, wanted=True, counted=counted)


@says("Head -> NOUN Kind", "Head -> NOUN .DE Kind", cost=2)
def noun_kind(sort: Sort, types: Types) -> Thing:
    """半导体设备企业"""
    return Thing(types=types, mention=sort)


@says("Head -> Which NOUN Kind", "Head -> Which NOUN .DE Kind", cost=2)
def noun_kind_asked(counted: bool, sort: Sort, types: Types) -> Thing:
    """哪些半导体设备企业"""
    return replace(noun_kind(sort, types), wanted=True, counted=counted)


@says("Goods -> NOUN", cost=2)
def goods(sort: Sort) -> Thing:
    """(供应)质谱仪, which the sentence has to name"""
    return Thing(called=sort.names[0])
