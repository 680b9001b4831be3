"""What an answer leaves out that whoever asks may mean too, told beside it.

Whoever asks for 家电厂商 means 海尔 too, whose note says no 家电; whoever asks for the largest deal may want to know that a
larger one is planned, or that one in another currency was compared with nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kg.query.asking.answers import Answer
from kg.query.asking.composing import Composed
from kg.query.asking.question import Asked, Question, Sort, Thing
from kg.vocab import Modality

# So many are named, the others are only counted.
_NAMED = 8
_LISTS = frozenset((Asked.THING, Asked.FACTS))
_ASSERTED = frozenset({Modality.ASSERTED})
_PLANS = frozenset({Modality.PLANNED, Modality.SPECULATIVE})

Gather = Callable[[Question], tuple[Composed, list[Answer]]]


def remaining(question: Question, answers: list[Answer], gather: Gather) -> str:
    """How many more there are without the question's words, planned or in other currencies, and which; empty where none."""
    if not answers:
        return ""
    told = (
        _without_words(question, answers, gather),
        _planned(question, gather),
        _in_other_money(question, gather),
    )
    return "".join(told)


def _without_words(question: Question, answers: list[Answer], gather: Gather) -> str:
    """Those that are told without a word that only names, notes and sentences can tell."""
    wanted = [one for one in question.thing.within() if one.wanted]
    told = [one.mention for one in wanted if one.mention]
    told += [one.sort for one in wanted if one.sort and _is_loose(one.sort)]
    words = [word for sort in (*told, *question.mentions) for word in sort.words]
    if not words or question.asked is not Asked.THING or question.order or question.limit:
        return ""
    plain = replace(question, thing=question.thing.everywhere(_without_word), mentions=())
    known = {answer.iri for answer in answers}
    more = list({one.iri: one.label for one in gather(plain)[1] if one.iri not in known}.values())
    word = "/".join(dict.fromkeys(words))
    return _told(question, more, f"个没有写明“{word}”", f"more without '{word}'")


def _without_word(thing: Thing) -> Thing:
    if not thing.wanted:
        return thing
    return replace(thing, mention=None, sort=None if thing.sort and _is_loose(thing.sort) else thing.sort)


def _is_loose(sort: Sort) -> bool:
    """Whether sentences or notes tell it, which may be silent of what is so."""
    return sort.by_sentence or bool(sort.trades)


def _planned(question: Question, gather: Gather) -> str:
    """Those that are only planned or supposed, where what is so was asked for by its size."""
    is_by_size = question.order in ("amount", "percent") or question.amounts or question.percents
    if question.asked not in _LISTS or question.modalities != _ASSERTED or not is_by_size:
        return ""
    plans = [one.label for one in gather(replace(question, modalities=_PLANS))[1]]
    return _told(question, plans, "条计划中或推测的不计", "planned or supposed, not counted")


def _in_other_money(question: Question, gather: Gather) -> str:
    """Those whose amounts are in another currency than the bound, which are compared with nothing."""
    currencies = {bound.currency for bound in question.amounts}
    if question.asked not in _LISTS or not currencies or "" in currencies:
        return ""
    elsewhere = replace(question, amounts=(), not_in=frozenset(currencies))
    every = [(one, one.statement.fact) for one in gather(elsewhere)[1] if one.statement]
    every.sort(key=lambda pair: pair[1].amount or 0, reverse=True)
    others = [f"{one.label} {fact.amount_text}".rstrip() for one, fact in every]
    return _told(question, others, "条以其他货币计，未作比较", "in other currencies, not compared")


def _told(question: Question, labels: list[str], chinese: str, english: str) -> str:
    if not labels:
        return ""
    labels = list(dict.fromkeys(labels))
    if question.language == "zh":
        return f"；另有 {len(labels)} {chinese}：{'、'.join(labels[:_NAMED])}{'等' if len(labels) > _NAMED else ''}"
    return f"; {len(labels)} {english}: {', '.join(labels[:_NAMED])}{', …' if len(labels) > _NAMED else ''}"
