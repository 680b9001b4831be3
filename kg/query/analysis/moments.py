"""When facts are of: the days that a date covers, how far two facts are apart, which facts stand on a day.

A fact is of its own time where its sentence tells one, else of the day of its article. A date known to the
year or month covers all its days, so that 2021 and 2021-05-27 are not apart.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from kg.query.facts import when, within
from kg.store import Content, FactRow
from kg.vocab import SYMMETRIC, Modality, Relation

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")

Triple = tuple[str, Relation, str]


def period(time: str) -> tuple[date, date] | None:
    """The first and the last day of a date known as far as it is; nothing where it is no date.

    >>> [day.isoformat() for day in period("2020-02")]
    ['2020-02-01', '2020-02-29']
    """
    found = _FORM.fullmatch(time)
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    try:
        first = date(year, month or 1, day or 1)
        last_month = month or 12
        return first, date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    except ValueError:
        return None


def apart(one: FactRow, other: FactRow) -> int | None:
    """How many days lie between two facts: 0 where they may be of one day, nothing where that is unknown.

    Two sentences of one article that tell no time are of one time, whether or not the article is dated.
    """
    if one.article and one.article == other.article and not (one.time or other.time):
        return 0
    periods = period(when(one)), period(when(other))
    if periods[0] is None or periods[1] is None:
        return None
    (first_start, first_end), (second_start, second_end) = periods[0], periods[1]
    return max(0, (second_start - first_end).days, (first_start - second_end).days)


def triple_of(fact: FactRow) -> Triple:
    """What the fact says without its modality; the ends of a symmetric relation in a fixed order."""
    if fact.relation in SYMMETRIC and fact.object < fact.subject:
        return fact.object, fact.relation, fact.subject
    return fact.subject, fact.relation, fact.object


def standing(facts: Iterable[FactRow], *, as_of: str = "") -> list[FactRow]:
    """The facts that stand: told up to the day, and not denied afterwards up to that day.

    Args:
        facts: any facts.
        as_of: a year, month or day; what has no date at all is then left out, since it may be later.
    """
    known = [fact for fact in facts if within(when(fact), "", as_of)]
    denied: dict[Triple, date] = {}
    for fact in known:
        days = period(when(fact))
        if fact.modality is Modality.NEGATED and days:
            denied[triple_of(fact)] = max(days[0], denied.get(triple_of(fact), days[0]))
    return [fact for fact in known if not _ended(fact, denied.get(triple_of(fact)))]


def content_as_of(content: Content, as_of: str) -> Content:
    """The graph with only the facts that stood on a day; all of it where no day is given."""
    return replace(content, facts=tuple(standing(content.facts, as_of=as_of))) if as_of else content


def _ended(fact: FactRow, denied: date | None) -> bool:
    days = period(when(fact))
    return denied is not None and days is not None and days[1] < denied


def undated(facts: Iterable[FactRow]) -> int:
    """How many of the facts tell no time and stand in no dated article."""
    return sum(not when(fact) for fact in facts)
