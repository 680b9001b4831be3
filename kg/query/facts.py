"""Choosing among a graph's facts, and putting together what several articles say alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kg.errors import QueryError, nearest
from kg.store import FactRow
from kg.vocab import ORGANIZATIONS, SYMMETRIC, EntityType, Modality, Relation

Record = dict[str, str | int | float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactFilter:
    """What facts must be like; an empty part asks nothing.

    ``types`` may be the type of either end. ``since`` and ``until`` (``2021``, ``2021-05``, ``2021-05-27``)
    look at the fact's time, or at the day of its article where the fact tells none.
    """

    relations: frozenset[Relation] = frozenset()
    subjects: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()
    types: frozenset[EntityType] = frozenset()
    modalities: frozenset[Modality] = frozenset()
    since: str = ""
    until: str = ""
    min_confidence: float = 0.0

    def takes(self, fact: FactRow) -> bool:
        """Whether the fact is of that kind."""
        return (
            (not self.relations or fact.relation in self.relations)
            and (not self.modalities or fact.modality in self.modalities)
            and fact.confidence >= self.min_confidence
            and self._ends_fit(fact)
            and within(when(fact), self.since, self.until)
        )

    def _ends_fit(self, fact: FactRow) -> bool:
        subject, object_ = fact.subject, fact.object
        if fact.relation in SYMMETRIC and self._fit(object_, subject):
            subject, object_ = object_, subject
        return (
            self._fit(subject, object_)
            and (not self.ends or bool(self.ends & {subject, object_}))
            and (not self.types or bool(self.types & {fact.subject_type, fact.object_type}))
        )

    def _fit(self, subject: str, object_: str) -> bool:
        return (not self.subjects or subject in self.subjects) and (
            not self.objects or object_ in self.objects
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A triple under one modality, with the fact that tells most of it and all articles that state it."""

    fact: FactRow
    facts: tuple[FactRow, ...]

    @property
    def sources(self) -> int:
        """How many articles state it."""
        return len({fact.article for fact in self.facts})


def statements(facts: Iterable[FactRow]) -> list[Statement]:
    """Facts of one triple and modality put together, in the order of the first of each."""
    groups: dict[tuple[str, ...], list[FactRow]] = defaultdict(list)
    for fact in facts:
        ends = [fact.subject, fact.object]
        if fact.relation in SYMMETRIC:
            ends.sort()
        groups[*ends, fact.relation, fact.modality].append(fact)
    return [Statement(fact=max(group, key=_tells), facts=tuple(group)) for group in groups.values()]


def _tells(fact: FactRow) -> tuple[int, float, str, str]:
    told = (fact.amount, fact.percent, fact.time or None, fact.title or None, fact.product or None)
    return sum(value is not None for value in told), fact.confidence, fact.article, fact.id


def when(fact: FactRow) -> str:
    """The fact's time, or the day of its article."""
    return fact.time or (fact.issued.isoformat() if fact.issued else "")


def within(time: str, since: str, until: str) -> bool:
    """Whether a date, known as far as it is, may lie in the period (both ends included).

    >>> within("2021", "2021-05", ""), within("2020-12", "2021", ""), within("2021-05-27", "", "2021-05")
    (True, False, True)
    """
    if not (since or until):
        return True
    # "9" follows every digit that can stand there: 2021-99 is after all days of 2021.
    return bool(time) and (not since or time + "-99" >= since) and (not until or time <= until + "-99")


def fact_record(fact: FactRow, sources: int = 1) -> Record:
    """Everything a fact tells, with names for people and ids for programs."""
    return {
        "subject": fact.subject_label,
        "relation": fact.relation.value,
        "object": fact.object_label,
        "modality": fact.modality.value,
        "time": fact.time or fact.time_text,
        "amount": _number(fact.amount),
        "currency": fact.currency,
        "amount_text": fact.amount_text,
        "percent": _number(fact.percent),
        "title": fact.title,
        "product": fact.product_label,
        "confidence": fact.confidence,
        "sources": sources,
        "sentence": fact.evidence,
        "start": fact.start,
        "end": fact.end,
        "article": fact.article_title,
        "issued": fact.issued.isoformat() if fact.issued else "",
        "section": fact.section,
        "subject_type": fact.subject_type.value,
        "object_type": fact.object_type.value,
        "subject_iri": fact.subject,
        "object_iri": fact.object,
        "article_iri": fact.article,
        "fact": fact.id,
        "rule": fact.rule,
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def relation_named(word: str) -> Relation:
    """The relation of that name, without regard to case.

    >>> relation_named("InvestsIn").value
    'investsIn'
    """
    known = {relation.value.lower(): relation for relation in Relation}
    if word.lower() in known:
        return known[word.lower()]
    names = [relation.value for relation in Relation]
    hint = nearest(word, names) or f": known are {', '.join(names)}"
    raise QueryError(f"--relation: no relation {word!r}{hint}")


def types_named(word: str) -> frozenset[EntityType]:
    """The entity types of that class, without regard to case; ``Organization`` stands for six.

    >>> [type_.value for type_ in types_named("person")]
    ['Person']
    """
    if word.lower() == "organization":
        return ORGANIZATIONS
    known = {type_.value.lower(): type_ for type_ in EntityType}
    if word.lower() in known:
        return frozenset({known[word.lower()]})
    names = ["Organization", *(type_.value for type_ in EntityType)]
    hint = nearest(word, names) or f": known are {', '.join(names)}"
    raise QueryError(f"--type: no type {word!r}{hint}")


def modality_named(word: str) -> Modality:
    """The modality of that name, without regard to case.

    >>> modality_named("planned").value
    'Planned'
    """
    for modality in Modality:
        if modality.value.lower() == word.lower():
            return modality
    names = [modality.value for modality in Modality]
    raise QueryError(f"--modality: none is called {word!r}: known are {', '.join(names)}")
