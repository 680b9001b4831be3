"""Everything that is said of a thing, and what connects two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.query.asking.answers import Answer, Reply, standing
from kg.query.asking.composing import about, standalone
from kg.query.asking.connecting import connecting, way_label
from kg.query.asking.question import Question
from kg.query.asking.unfound import NO_CONNECTION, NO_FACT
from kg.query.factrows import fact_rows
from kg.query.facts import statements
from kg.query.names import Names
from kg.store import FactRow, View, value_of


def selected(view: View, sparql: str) -> list[dict[str, str]]:
    """The rows of a query as text, without what is not bound."""
    return [
        {name: str(value_of(term)) for name, term in row.items() if term is not None}
        for row in view.select(sparql)
    ]


def surveyed(view: View, names: Names, question: Question, understood: str) -> Reply:
    """Everything that is said of a thing; the answer is the other end."""
    sparql = about(question)
    facts = fact_rows(view, (row["fact"] for row in selected(view, sparql)), names)
    answers = []
    for statement in statements(facts.values()):
        fact = statement.fact
        other = fact.object if fact.subject in question.thing.entities else fact.subject
        answers.append(Answer(label=names.label(other), iri=other, statement=statement))
    answers.sort(
        key=lambda answer: (answer.statement.fact.relation if answer.statement else "", standing(answer))
    )
    return _reply(question, understood, sparql, answers, NO_FACT)


_NO_CHAIN = {
    "zh": "；没有这样的链，以下是经任何关系的",
    "en": "; there is no such chain, these are by any relation",
}


def connected(view: View, names: Names, question: Question, understood: str) -> Reply:
    """What connects the two things of a question, a way an answer."""
    sparql, ways = connecting(view, question)
    if question.by and not ways:
        sparql, ways = connecting(view, replace(question, by=frozenset()))
        understood += _NO_CHAIN[question.language] if ways else ""
    facts = fact_rows(view, (iri for way in ways for iri in way), names)
    groups: dict[tuple[tuple[str, ...], ...], list[list[FactRow]]] = defaultdict(list)
    for way in ways:
        steps = [facts[iri] for iri in way if iri in facts]
        shape = tuple((fact.subject, fact.relation, fact.object, fact.modality) for fact in steps)
        if steps:
            groups[shape].append(steps)
    answers = []
    for members in groups.values():
        (statement,) = statements({steps[0].iri: steps[0] for steps in members}.values())
        label = way_label(members[0], question)
        answers.append(Answer(label=label, statement=statement, others=tuple(members[0][1:])))
    answers.sort(key=standing)
    return _reply(question, understood, sparql, answers, NO_CONNECTION)


def _reply(
    question: Question, understood: str, sparql: str, answers: Sequence[Answer], nothing: Mapping[str, str]
) -> Reply:
    return Reply(
        question=question,
        understood=understood,
        sparql=standalone(sparql),
        answers=tuple(answers),
        trouble="" if answers else nothing[question.language],
    )
