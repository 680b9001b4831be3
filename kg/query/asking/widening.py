"""A question that has no answer with all that its nouns say, without that: 硅片 where no fact states the goods.

A noun narrows the answer more than whoever asks may mean. Where nothing is left the same is asked without it, and
the reply tells so. Names, relations, their direction, periods and amounts are what a question is of: they stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.query.asking.leftout import ASSERTED
from kg.query.asking.mentions import mention
from kg.query.asking.omitting import Found, changed, is_of, steps, without_sort, without_word
from kg.query.asking.question import Asked, Clause, Option, Question, Thing
from kg.query.names import Names
from kg.vocab import ORGANIZATIONS, EntityType, Modality, Relation

_LISTED = frozenset((Asked.THING, Asked.FACTS, Asked.TIME, Asked.AMOUNT, Asked.PERCENT))
_PLACE = frozenset({EntityType.LOCATION})
# What is done in a place is done to what is there.
_DONE_AT = frozenset({Relation.INVESTS_IN, Relation.ACQUIRES, Relation.OPERATES})
# Who asks what really is so is not answered by what may be.
_SETTLED = re.compile(
    r"已|实际|确实|真正|真的|\b(?:already|actually|really|confirmed|acquired|bought|merged|invested)\b",
    re.I,
)
# Times that an article without a date leaves open.
_SAID_TIME = re.compile(
    r"[去今明前]年(?:\d{1,2}月(?:\d{1,2}[日号])?|[上下]半年|第?[一二三四]季度|[年初底末])?"
)
_DONE = re.compile(r"(?<!超过)了|(?<!超)过")
_DEALS = (Relation.ACQUIRES, Relation.MERGES_WITH, Relation.INVESTS_IN)
_PLANS = frozenset({Modality.PLANNED, Modality.SPECULATIVE})
# What stands for an order that nothing found can be put into.
_ORDER = {"latest": ("最近", "latest"), "earliest": ("最早", "earliest"), "amount": ("最大", "largest")}


def widened(question: Question, names: Names) -> Iterator[Question]:
    """The question with less and less of what its nouns say."""
    if (question.since or question.until) and (said := _SAID_TIME.search(question.text)):
        yield replace(question, since="", until="", undated=True, said_time=said[0])
    if question.asked is Asked.NUMBER and _is_named(question.thing):
        yield from _of_text(question, names)
    if question.asked not in _LISTED:
        return
    yield from _unordered(question)
    if question.since or question.until:
        if _is_named(question.thing):  # what is told without a date before what is only planned
            yield _undated(question)
            yield from _planned(question)
    else:
        yield from _planned(question)
    if not _is_named(question.thing):
        return
    words: Found = list(question.wider)
    for step in steps(question.thing):
        told: Found = []
        thing = changed(question.thing, step, names, question.language, told)
        if told:
            words += [word for word in told if word not in words]
            question = replace(question, thing=thing, wider=tuple(words))
            yield question
    yield from _unordered(question)
    if question.mentions:
        words += [word for sort in question.mentions for word in sort.words]
        question = replace(question, mentions=(), wider=tuple(words))
        yield question
    if question.since or question.until:
        question = _undated(replace(question, wider=tuple(words)))
        words = list(question.wider)
        yield question
    if question.modalities <= _PLANS:
        yield replace(question, modalities=_PLANS | {Modality.ASSERTED})
        told_plan = "计划或推测" if question.language == "zh" else "planned or supposed"
        yield replace(question, modalities=frozenset({Modality.ASSERTED}), wider=(*words, told_plan))


def _of_text(question: Question, names: Names) -> Iterator[Question]:
    """The number without what only names and sentences tell."""
    words: Found = []
    thing = question.thing
    for step in (without_sort, without_word):
        thing = changed(thing, step, names, question.language, words)
    if words:
        yield replace(question, thing=thing, wider=tuple(dict.fromkeys(words)))


def _planned(question: Question) -> Iterator[Question]:
    """What is only planned or supposed, where nothing of it is told to be so and nobody asked what already is."""
    is_done = any(is_of(question.thing, deal) for deal in _DEALS) and _DONE.search(question.text)
    if question.modalities != {Modality.ASSERTED} or _SETTLED.search(question.text) or is_done:
        return
    plans = replace(question, modalities=_PLANS, wider=(*question.wider, ASSERTED[question.language]))
    yield plans
    if question.since or question.until:
        yield _undated(plans)


def _undated(question: Question) -> Question:
    time = "时间" if question.language == "zh" else "dated so"
    return replace(question, since="", until="", undated=True, wider=(*question.wider, time))


def _unordered(question: Question) -> Iterator[Question]:
    if question.order in _ORDER:
        word = _ORDER[question.order][question.language != "zh"]
        yield replace(question, order="", limit=None, wider=(*question.wider, word))


def is_as_asked(question: Question) -> bool:
    """Whether no more is left out of it than that it is so already, and an order that no answer tells its place in."""
    free = {*ASSERTED.values(), *(word for words in _ORDER.values() for word in words)}
    return free.issuperset(question.wider)


def _is_named(thing: Thing) -> bool:
    return any(one.entities or (one.called and not one.wanted) for one in thing.within())


def of_places(question: Question, names: Names) -> Question:
    """给龙仁投了多少: in what is called so or told to be there, where a place is at the end of what is done."""

    def placed(one: Thing) -> Thing:
        return replace(one, clauses=tuple(map(clause_of, one.clauses)))

    def clause_of(clause: Clause) -> Clause:
        other = clause.other
        is_place = other.entities and all(
            _PLACE.issuperset(names.entities[iri].types) for iri in other.entities
        )
        if not is_place or not all(o.outward and o.relation in _DONE_AT for o in clause.options):
            return clause
        return replace(clause, other=Thing(mention=mention(names.label(other.entities[0]).lower())))

    return replace(question, thing=question.thing.everywhere(placed))


def into_places(question: Question) -> Question:
    """在德国砸多少钱建厂: what is put into the place, where nothing is told of what the plant itself takes."""

    def clause_of(clause: Clause) -> Clause:
        there = [inner.other for inner in clause.other.clauses if inner.other.types == _PLACE]
        is_built = all(o.outward and o.relation is Relation.OPERATES for o in clause.options)
        if not (is_built and there and there[0].entities) or clause.other.entities:
            return clause
        return Clause(options=(Option(relation=Relation.INVESTS_IN, outward=True),), other=there[0])

    if question.asked is not Asked.AMOUNT:
        return question
    return replace(
        question, thing=replace(question.thing, clauses=tuple(map(clause_of, question.thing.clauses)))
    )


def rather_mentioned(question: Question, names: Names) -> Question:
    """数据公司, 快递公司: called or noted so, or mentioned so, where none is told to develop it; something must still be told of them."""

    def named(one: Thing) -> Thing:
        if not (one.types and one.types <= ORGANIZATIONS) or one.mention:
            return one
        for clause in one.clauses:
            field = clause.other
            words = (
                (field.called,)
                if field.called
                else tuple(names.label(iri).lower() for iri in field.entities[:1])
            )
            is_bare = not (field.sort or field.clauses or field.mention)
            if (
                words
                and is_bare
                and all(o.relation is Relation.DEVELOPS and o.outward for o in clause.options)
            ):
                rest = tuple(other for other in one.clauses if other is not clause)
                return replace(one, clauses=rest, mention=mention(words[0]))
        return one

    thing = question.thing
    clauses = tuple(replace(clause, other=named(clause.other)) for clause in thing.clauses)
    known = replace(thing, clauses=clauses)
    return replace(question, thing=named(known) if len(clauses) > 1 else known)
