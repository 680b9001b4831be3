"""What may stand anywhere in a question, put into it: modality, period, bounds, order, how many."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from kg.query.asking.periods import Period
from kg.query.asking.question import Asked, Question
from kg.vocab import Modality, Relation

ORDERS = frozenset(("most", "amount", "latest", "earliest"))

_PLURAL = re.compile(r"哪些|有哪|哪几|前\d|which\b.*\b(?:are|were)\b|\b(?:largest|biggest|latest|top)\b.*s\b")
_TOP = re.compile(r"前|大|强|\btop\b|\bfirst\b|\bby\b")
# Of a round there is one that is the latest, however many took part.
_ROUND = re.compile(r"[一新近]轮|\bround\b")
# The largest of these is the one with the largest share.
_BY_SHARE = {Relation.SHAREHOLDER_OF}
# Facts of these are large by what they cost.
_IN_MONEY = {Relation.ACQUIRES, Relation.INVESTS_IN, Relation.MERGES_WITH}
_OF_FACTS = frozenset({Asked.FACTS, Asked.AMOUNT})
# How many are told where a question for the most or the latest does not say: more if it is in the plural.
_SEVERAL = 10


def conditioned(question: Question, floating: Iterable[tuple[str, Any]]) -> Question | None:
    """The question with its conditions, or nothing where they cannot hold of what is asked.

    Args:
        question: what is asked, and its order if the grammar found one.
        floating: kinds of words with what they stand for.
    """
    held: dict[str, list[Any]] = {}
    for kind, value in floating:
        held.setdefault(kind, []).append(value)
    orders = {kind for kind in held if kind in ORDERS} | ({question.order} if question.order else set())
    if len(orders) > 1:
        return None
    modalities = frozenset[Modality]().union(*held.get("modality", []))
    if "abandoned" in held:
        # 计划的收购被终止: not all that was planned.
        every = len(modalities) == len(Modality)
        modalities = modalities if every else frozenset({Modality.NEGATED})
    if question.asked is Asked.WHETHER and modalities == {Modality.ASSERTED}:
        modalities = question.modalities  # 真的收购了吗: what denies it answers too
    period = _period(held.get("period", []))
    found = replace(
        question,
        modalities=modalities or question.modalities,
        since=period.since,
        until=period.until,
        amounts=tuple(bound for bounds in held.get("amount of money", []) for bound in bounds),
        percents=tuple(held.get("percent", [])),
        order=next(iter(orders), ""),
        is_of_others="others" in held,
        limit=next(iter(held.get("top", held.get("so_many", []) if orders else [])), None),
    )
    if not question.thing.clauses and not _may_have_conditions(found, bool(modalities)):
        return None
    return _ordered(found)


def _period(periods: list[Period]) -> Period:
    """What all the periods have in common."""
    since = max((period.since for period in periods), default="")
    until = min((period.until for period in periods if period.until), default="")
    return Period(since, until)


def _may_have_conditions(question: Question, has_modality: bool) -> bool:
    """Without a relation there is no fact to look at, unless all of a thing's are asked for."""
    if question.amounts or question.percents or question.order or question.limit:
        return False
    return question.asked is Asked.ABOUT or not (question.since or question.until or has_modality)


def _of_named(question: Question) -> bool:
    """Whether everything that is asked for stands to something that is named."""
    return all(clause.other.entities for clause in question.thing.clauses)


def _ordered(question: Question) -> Question:
    order, limit = question.order, question.limit
    relations = {option.relation for clause in question.thing.clauses for option in clause.options}
    if limit is not None and not order:
        if not _TOP.search(question.text.lower()) and _of_named(question):
            return question  # name three competitors of CATL: any three
        order = "most"
    if order == "most" and question.asked in _OF_FACTS and relations <= _IN_MONEY and not question.order:
        order = "amount"  # 前三大收购: a fact has no number of facts, but it may have an amount
    if order == "most" and _of_named(question):
        order = "amount"  # 谁持有它最多的股份: of one thing there is no number to count
    if order == "amount" and not question.amounts and (question.percents or relations == _BY_SHARE):
        order = "percent"
    if order == "most" and question.thing.wanted and question.thing.entities:
        limit = len(question.thing.entities)  # all that are compared
    if order and limit is None:
        # 最近的收购 says of no Chinese word whether it is one or several.
        open_ = order == "latest" and question.language == "zh" and not _ROUND.search(question.text)
        several = open_ or _PLURAL.search(question.text.lower())
        limit = _SEVERAL if several else 1
    return replace(question, order=order, limit=limit)
