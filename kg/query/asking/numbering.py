"""How many things the answers are, where a question asks that beside which they are: 有几家子公司，分别叫什么."""

from __future__ import annotations

from collections.abc import Iterable

from kg.query.asking.answers import Answer
from kg.query.asking.counting import asks_how_many
from kg.query.asking.question import Asked, Question

# Of these the rows are not one a thing, or they are the number.
_NO_LIST = frozenset((Asked.NUMBER, Asked.WHETHER, Asked.ABOUT, Asked.CONNECTION, Asked.FACTS))


def number_of(question: Question, answers: Iterable[Answer]) -> int | None:
    """The number of different things that the answers are or tell of; none where it is not asked for, or is the answer."""
    if question.asked in _NO_LIST or question.limit is not None or not asks_how_many(question.text):
        return None
    named = {iri for one in question.thing.within() for iri in one.entities}
    found: set[str] = set()
    for answer in answers:
        if answer.iri:
            found.add(answer.iri)
        elif answer.statement:
            # 有几家想收购它，出价多少: a row tells the amount, and one of its ends is who was asked for.
            found |= {answer.statement.fact.subject, answer.statement.fact.object} - named
    return len(found) or None
