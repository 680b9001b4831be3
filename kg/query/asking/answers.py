"""Answers: what was asked for with the fact that tells it, and the order they come in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

from kg.query.asking.question import Asked, Question
from kg.query.facts import Statement, fact_record, when
from kg.store import FactRow
from kg.vocab import Modality

_SUPPOSED = {Modality.PLANNED: ("计划中", "planned"), Modality.SPECULATIVE: ("推测", "supposed")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was asked for, and what tells it.

    ``others`` are further facts that it takes (of a relative clause, of a connection's other steps) and
    ``number`` is how many the answer counts, or is ranked by.
    """

    label: str
    iri: str = ""
    statement: Statement | None = None
    others: tuple[FactRow, ...] = ()
    number: int | None = None

    def record(self) -> dict[str, Any]:
        """The answer as a row: the label of what was asked for, and the fact's fields."""
        row: dict[str, Any] = {"answer": self.label}
        if self.statement:
            row |= fact_record(self.statement.fact, self.statement.sources)
        if self.number is not None:
            row["number"] = self.number
        if self.iri:
            row["answer_iri"] = self.iri
        if self.others:
            row["also"] = [
                {
                    "subject": fact.subject_label,
                    "relation": fact.relation.value,
                    "object": fact.object_label,
                    "sentence": fact.evidence,
                    "article": fact.article_title,
                }
                for fact in self.others
            ]
        return row


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came of a question: how it was understood and answered, or why it was not.

    ``trouble`` is what to tell the user where there are no answers; ``offers`` are questions like it; ``number`` is how
    many things were found, where that is asked beside which they are.
    """

    question: Question | None
    understood: str = ""
    sparql: str = ""
    answers: tuple[Answer, ...] = ()
    trouble: str = ""
    offers: tuple[str, ...] = ()
    number: int | None = None

    @property
    def told_number(self) -> str:
        """How many they are, as the first line of the answer tells it; empty where nobody asks."""
        if self.number is None or self.question is None:
            return ""
        return f"共 {self.number} 个" if self.question.language == "zh" else f"{self.number} in all"

    def record(self) -> dict[str, Any]:
        """The reply as JSON gives it."""
        number = {} if self.number is None else {"number": self.number}
        return number | {
            "understood": self.understood,
            "sparql": self.sparql,
            "answers": [answer.record() for answer in self.answers],
        }


def attribute(question: Question, fact: FactRow) -> str:
    """What the fact answers where no thing is asked for; empty if it does not state it."""
    # Of something denied that was asked for the answer is yes: it was denied.
    denied = fact.modality is Modality.NEGATED and Modality.ASSERTED in question.modalities
    yes = {"zh": ("是", "否"), "en": ("yes", "no")}[question.language][denied]
    if fact.modality in _SUPPOSED and len(question.modalities) == len(Modality):
        yes = _SUPPOSED[fact.modality][question.language == "en"]
    share = f"{format((fact.percent * 100).normalize(), 'f')}%" if fact.percent is not None else ""
    amount = f"{fact.amount} {fact.currency}".strip() if fact.amount is not None else ""
    told = {
        Asked.FACTS: both_ends(fact),
        Asked.WHETHER: yes,
        Asked.TIME: fact.time or fact.time_text,
        Asked.AMOUNT: fact.amount_text or amount,
        Asked.PERCENT: share,
        Asked.POST: fact.title,
    }
    return told[question.asked]


def both_ends(fact: FactRow) -> str:
    """What a fact is of, where both ends are asked for."""
    return f"{fact.subject_label} → {fact.object_label}"


def standing(answer: Answer) -> tuple[Any, ...]:
    """What many articles state, and surely, comes first."""
    if answer.statement is None:
        return (0, 0, 0, answer.label, "")
    fact = answer.statement.fact
    order = list(Modality).index(fact.modality)
    return order, -answer.statement.sources, -fact.confidence, answer.label, fact.id


def counted(answers: list[Answer]) -> list[Answer]:
    """How many things they are, with the facts that tell of them."""
    number = len({answer.iri for answer in answers})
    facts = tuple(answer.statement.fact for answer in answers if answer.statement)
    return [Answer(label=str(number), number=number, others=facts)] if number else []


def ordered(answers: list[Answer], question: Question) -> list[Answer]:
    """The answers in the order that is asked for, and no more than that."""
    if question.order == "most":
        return _level(_most(answers), question.limit)
    if question.order == "amount":
        return _largest(answers, question)
    if question.order:
        return _at_once(_sorted(answers, question.order), question)
    return answers[: question.limit]


def _most(answers: list[Answer]) -> list[Answer]:
    """Things by how many others they stand in the relation to, each with the best of its facts."""
    partners: dict[str, set[str]] = defaultdict(set)
    best: dict[str, Answer] = {}
    for answer in answers:
        if answer.statement is None:
            continue
        fact = answer.statement.fact
        iri = answer.iri or fact.subject
        partners[iri].add(fact.object if fact.subject == iri else fact.subject)
        label = answer.label if answer.iri else fact.subject_label
        best.setdefault(iri, replace(answer, label=label, iri=iri))
    ranked = sorted(best, key=lambda iri: (-len(partners[iri]), best[iri].label))
    return [replace(best[iri], number=len(partners[iri])) for iri in ranked]


def _level(answers: list[Answer], limit: int | None) -> list[Answer]:
    """The first so many, and those that are level with the last of them."""
    if limit is None or len(answers) <= limit:
        return answers
    last = answers[limit - 1].number
    return [answer for place, answer in enumerate(answers) if place < limit or answer.number == last]


def _at_once(answers: list[Answer], question: Question) -> list[Answer]:
    """The first so many; of the latest alone all that are of that time: several invest in one round."""
    limit = question.limit
    if limit != 1 or question.order not in ("latest", "earliest"):
        return answers[:limit]
    times = [when(answer.statement.fact) for answer in answers if answer.statement]
    return [answer for answer, time in zip(answers, times, strict=True) if time == times[0]]


def _largest(answers: list[Answer], question: Question) -> list[Answer]:
    """The largest amounts of each currency: without exchange rates they cannot be compared."""
    by_currency: dict[str, list[Answer]] = defaultdict(list)
    for answer in _sorted(answers, "amount"):
        if answer.statement:
            by_currency[answer.statement.fact.currency].append(answer)
    limit = question.limit
    if question.asked is Asked.FACTS and limit is not None:
        return [one for held in by_currency.values() for one in _deals(held, limit)]
    return [answer for held in by_currency.values() for answer in held[:limit]]


def _deals(answers: list[Answer], limit: int) -> list[Answer]:
    """The rows of the first so many deals, and of those level with the last: several may invest in one round."""
    deals: list[tuple[object, set[str]]] = []
    kept = []
    for answer in answers:
        if answer.statement is None:
            continue
        fact = answer.statement.fact
        ends = {fact.subject, fact.object}
        known = next((held for amount, held in deals if amount == fact.amount and held & ends), None)
        if known is None:
            if len(deals) >= limit and deals[-1][0] != fact.amount:
                break
            known = set()
            deals.append((fact.amount, known))
        known |= ends
        kept.append(answer)
    return kept


def _sorted(answers: list[Answer], order: str) -> list[Answer]:
    def value(answer: Answer) -> Any:
        if answer.statement is None:
            return None
        fact = answer.statement.fact
        if order == "amount":
            return fact.amount
        return fact.percent if order == "percent" else when(fact) or None

    known = [answer for answer in answers if value(answer) is not None]
    return sorted(known, key=value, reverse=order != "earliest")
