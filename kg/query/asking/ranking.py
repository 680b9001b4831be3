"""A ranking that a word of its text would decide: 对外供货最多 is not whoever a sentence calls 对外.

Of what graphs do not tell, such a word finds only what some sentence happens to say. With fewer than two left there is
nothing to rank: then all are ranked without it, and the reply tells the word.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kg.query.asking.answers import Answer
from kg.query.asking.composing import Composed
from kg.query.asking.leftover import leftover
from kg.query.asking.omitting import Found
from kg.query.asking.question import Question, Thing
from kg.vocab import EntityType

_FACILITIES = frozenset({EntityType.FACILITY})


def ranked(question: Question, gather: Callable[[Question], tuple[Composed, list[Answer]]]) -> Question:
    """The ranking without words that narrow nothing, or leave less than two where there are more without them."""
    if question.order != "most":
        return question
    plain = _without(question, is_idle_only=True)
    wider = _without(plain, is_idle_only=False)
    if wider == plain or _number(gather(replace(plain, limit=None))[1]) > 1:
        return plain
    return wider if _number(gather(replace(wider, limit=None))[1]) > 1 else plain


def _number(answers: list[Answer]) -> int:
    return len({answer.iri or answer.label for answer in answers})


def _without(question: Question, *, is_idle_only: bool) -> Question:
    """Without what only texts tell, and with sites of any sort where 生产基地 are counted."""
    aside: Found = []
    told: Found = []
    kept = []
    for word in question.mentions:
        if is_idle_only and not leftover().outward.issuperset(word.words):
            kept.append(word)
        else:
            aside.extend(word.words)

    def plain(one: Thing) -> Thing:
        if one.mention and (not is_idle_only or leftover().outward.issuperset(one.mention.words)):
            aside.extend(one.mention.words)
            one = replace(one, mention=None)
        if one.sort and not is_idle_only and not one.wanted and one.types and one.types <= _FACILITIES:
            told.append("/".join(one.sort.words))
            one = replace(one, sort=None)
        return one

    thing = question.thing.everywhere(plain)
    if not (told or aside):
        return question
    return replace(
        question,
        thing=thing,
        mentions=tuple(kept),
        aside=tuple(dict.fromkeys((*question.aside, *aside))),
        wider=tuple(dict.fromkeys((*question.wider, *told))),
    )
