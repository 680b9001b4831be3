"""What is told of a thing, by date: the fact's own time, or the day it was reported, told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.query.analysis.moments import Triple, triple_of
from kg.query.facts import FactFilter, Statement, statements, when, within
from kg.store import FactRow
from kg.vocab import Modality


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A statement at its date.

    ``dated_by`` is ``fact`` where the sentence tells when, ``article`` where only the day of the first
    report is known, and empty where neither is; then ``date`` is empty too.
    """

    date: str
    dated_by: str
    statement: Statement


def timeline(
    facts: Iterable[FactRow],
    entity: str,
    *,
    wanted: FactFilter | None = None,
    since: str = "",
    until: str = "",
) -> list[Moment]:
    """Everything that is told of an entity (by IRI), the earliest first, what has no date last.

    One triple told of two times is two moments (two rounds of an investment); reports that tell no time are
    one moment, on the day of the first of them.

    Args:
        facts: the facts of a graph.
        entity: whose timeline.
        wanted: what its facts must be like besides.
        since: from this year, month or day on.
        until: up to the end of this year, month or day.
    """
    groups: dict[tuple[Triple, Modality, str], list[FactRow]] = defaultdict(list)
    for fact in facts:
        if entity in (fact.subject, fact.object, fact.product) and (wanted is None or wanted.takes(fact)):
            groups[triple_of(fact), fact.modality, fact.time].append(fact)
    moments = []
    for (_, _, time), members in groups.items():
        (statement,) = statements(members)
        day = time or min((when(fact) for fact in members if fact.issued), default="")
        moments.append(
            Moment(date=day, dated_by="fact" if time else "article" if day else "", statement=statement)
        )
    kept = [moment for moment in moments if within(moment.date, since, until)]
    return sorted(kept, key=lambda moment: (not moment.date, moment.date, moment.statement.fact.id))


def last_words(moments: Iterable[Moment]) -> list[Moment]:
    """Of each triple what is told of it last: a plan that has been carried out is no plan any more."""
    last: dict[Triple, str] = {}
    listed = list(moments)
    for moment in listed:
        triple = triple_of(moment.statement.fact)
        last[triple] = max(moment.date, last.get(triple, ""))
    return [moment for moment in listed if moment.date == last[triple_of(moment.statement.fact)]]
