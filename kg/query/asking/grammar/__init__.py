"""The grammar of questions, Chinese and English in one: a question is a thing and what holds for it.

    Np   a thing             华为 · 哪些公司 · 华为的供应商 · 投资了华为的公司 · suppliers of Huawei
    Pv   what is said of it  投资了华为 · 被谁收购 · 与华为合作 · acquired by Microsoft · 是谁的子公司
    Po   what someone does to it      华为投资(的) · (companies) Huawei invested in
    S    a question

Periods, amounts, modality and order stand anywhere and were taken out before. A meaning is a ``Thing``; that
of Pv and Po is what restricts the thing before or after it.
"""

from kg.query.asking.chart import Grammar
from kg.query.asking.grammar import (
    between,
    clauses,
    colloquial,
    concerning,
    english,
    everyday,
    facilities,
    goods,
    kinds,
    nouns,
    once,
    pairs,
    places,
    predicates,
    questions,
    several,
    standing,
    supplies,
    things,
)

_MODULES = (
    *(things, clauses, kinds, concerning, predicates, standing, supplies, places, questions, pairs, several),
    *(english, once, facilities, goods, nouns, colloquial, everyday, between),
)

GRAMMAR = Grammar([rule for module in _MODULES for rule in module.RULES])

__all__ = ["GRAMMAR"]
