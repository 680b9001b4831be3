"""What a word that only names, notes and sentences can tell leaves out of an answer, told beside it.

Whoever asks for 家电厂商 means 海尔 too, whose note says no 家电; so those that are told without the word are named.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kg.query.asking.answers import Answer
from kg.query.asking.composing import Composed
from kg.query.asking.question import Asked, Question, Thing

# So many are named, the others are only counted.
_NAMED = 8


def remaining(
    question: Question, answers: list[Answer], gather: Callable[[Question], tuple[Composed, list[Answer]]]
) -> str:
    """How many more there are without the words, and which; empty where there are no such words or no more."""
    words = [
        word for one in question.thing.within() if one.mention and one.wanted for word in one.mention.words
    ]
    words += [word for sort in question.mentions for word in sort.words]
    if not (words and answers) or question.asked is not Asked.THING or question.order or question.limit:
        return ""
    plain = replace(question, thing=question.thing.everywhere(_without_word), mentions=())
    known = {answer.iri for answer in answers}
    more = {one.iri: one.label for one in gather(plain)[1] if one.iri not in known}
    if not more:
        return ""
    chinese = question.language == "zh"
    word, labels = "/".join(dict.fromkeys(words)), list(more.values())
    named = ("、" if chinese else ", ").join(labels[:_NAMED])
    if chinese:
        return f"；另有 {len(more)} 个没有写明“{word}”：{named}{'等' if len(labels) > _NAMED else ''}"
    return f"; {len(more)} more without '{word}': {named}{', …' if len(labels) > _NAMED else ''}"


def _without_word(thing: Thing) -> Thing:
    return replace(thing, mention=None) if thing.wanted else thing
