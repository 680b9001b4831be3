"""Who holds a post now: whoever a sentence tells to have left it is no answer.

The graph records that someone held a post, not until when. Of 谁现在是Arm的首席执行官 it can tell who no longer is,
from the sentences of all that person's posts; whether the others still are it does not know, and the reply says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import pyoxigraph as ox

from kg.query.asking.answers import Answer
from kg.query.asking.posts import asked_posts, meant
from kg.query.asking.question import Question, Thing
from kg.query.asking.vocabulary import vocabulary
from kg.query.factrows import fact_rows
from kg.query.facts import when
from kg.query.names import Names
from kg.store import FactRow, View
from kg.vocab import Modality, Relation

_NOW = re.compile(
    r"现在|现任|目前(?!为止)|当前|如今|眼下|当下|现如今|\bcurrent(?:ly)?\b|\bnow\b|\bat the moment\b|\bthese days\b|\bnowadays\b",
    re.IGNORECASE,
)
_LEFT = (
    r"(?:辞去|辞任|辞职|请辞|卸任|离任|离职|退任|退休|去职|去世|逝世|被免去|不再担任|不再出任|不再任|曾任|曾担任|曾是|曾为|历任"
    r"|resign(?:s|ed|ing)?\b|step(?:s|ped|ping)? down\b|retire[sd]?\b|used to be\b|no longer\b)"
)
# 前设计副总裁; but not 前端工程师.
_FORMER = re.compile(
    r"前(?!端|沿|台|线|瞻|海|场|道)|原(?=[^创料材子生动]{2,})(?!型|理)|曾任|former\b|ex-", re.I
)
_OTHER = r"(?:(?!接替|接任|取代|succe|replac)[^，,。；;、]){0,24}?"
_REST = r"(?P<rest>[^，,。；;]{0,30}?)"
_IDLE = re.compile(r"一职|职务|职位|之职|的|等|\b(?:as|the|its|his|her|of|from|at)\b")
# What names a post at all: who leaves another one than is asked for need not have left that.
_POST = re.compile(
    r"[长官师员裁]$|总裁|经理|董事|主席|主任|书记|教授|合伙人|chair|officer|president|director|\bC[EFTO]O\b",
    re.I,
)


def asks_of_now(question: Question) -> bool:
    """Whether it is asked who holds a post now."""
    return bool(_NOW.search(question.text)) and _is_of_posts(question.thing)


def _is_of_posts(thing: Thing) -> bool:
    options = (option for clause in thing.clauses for option in clause.options)
    return any(option.relation is Relation.WORKS_FOR for option in options) or any(
        _is_of_posts(clause.other) for clause in thing.clauses
    )


def still_there(answers: Iterable[Answer], question: Question, view: View, names: Names) -> list[Answer]:
    """The answers without those of whom a sentence tells that they have left."""
    known = list(answers)
    told = _posts_of({fact.subject for answer in known for fact in _holdings(answer)}, view, names)
    asked = tuple(post for group in sorted(asked_posts(question.thing)) for post in group if post)
    return [
        answer
        for answer in known
        if not any(
            _has_left(fact, told, asked or ((fact.title,) if fact.title else ()), names)
            for fact in _holdings(answer)
        )
    ]


def _holdings(answer: Answer) -> Iterator[FactRow]:
    facts = (*((answer.statement.fact,) if answer.statement else ()), *answer.others)
    return (fact for fact in facts if fact.relation is Relation.WORKS_FOR)


def _posts_of(people: set[str], view: View, names: Names) -> list[FactRow]:
    if not people:
        return []
    given = " ".join(str(ox.NamedNode(iri)) for iri in sorted(people))
    rows = view.select(
        f"SELECT ?fact WHERE {{ VALUES ?who {{ {given} }} ?fact rdf:subject ?who ; rdf:predicate ikg:worksFor }}"
    )
    iris = sorted(str(getattr(row["fact"], "value", "")) for row in rows)
    return list(fact_rows(view, iris, names).values())


def _has_left(held: FactRow, told: list[FactRow], posts: tuple[str, ...], names: Names) -> bool:
    """Whether someone has left, and nothing later tells otherwise; what is denied answers as that."""
    if held.modality is Modality.NEGATED:
        return False
    if held.title and _FORMER.match(held.title):
        return True
    own = [fact for fact in told if (fact.subject, fact.object) == (held.subject, held.object)]
    elsewhere = {fact.object for fact in told if fact.subject == held.subject} - {held.object}
    ends, holds = [], []
    for fact in own:
        is_end = fact.modality is Modality.NEGATED or _tells_end(fact, elsewhere, posts, names)
        if is_end:
            ends.append(when(fact))
        elif fact.modality is Modality.ASSERTED:
            holds.append(when(fact))
    if not ends:
        return False
    return not (all(ends) and any(held_on > max(ends) for held_on in holds))


def _tells_end(fact: FactRow, elsewhere: set[str], posts: tuple[str, ...], names: Names) -> bool:
    for rest in _left(fact.evidence, _called(fact.subject, names)):
        own = any(name in rest for name in _called(fact.object, names))
        if not own and any(name in rest for iri in elsewhere for name in _called(iri, names)):
            continue
        post = _IDLE.sub("", rest).strip()
        if meant([post], posts, vocabulary().changes) or not _POST.search(post):
            return True
    return False


def _left(sentence: str, called: tuple[str, ...]) -> Iterator[str]:
    """What follows that someone has left, for each time that the sentence tells it."""
    for name in called:
        for pattern in _patterns(name):
            yield from (found["rest"] for found in pattern.finditer(sentence))


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    """周子学于9月辞去董事长职务; 曾任总裁的王凤英; former CEO Simon Segars."""
    who = re.escape(name)
    return (
        re.compile(rf"{who}{_OTHER}{_LEFT}{_REST}(?=[，,。；;转并]|$)", re.IGNORECASE),
        re.compile(rf"{_LEFT}{_REST}的{who}", re.IGNORECASE),
        re.compile(rf"(?:前任|原任|\bformer ){_REST}{who}", re.IGNORECASE),
    )


def _called(iri: str, names: Names) -> tuple[str, ...]:
    return tuple(label.text for label in names.entities[iri].labels)
