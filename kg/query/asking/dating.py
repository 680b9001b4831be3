"""The lines of a query that look at when a fact is of: in a period, and standing on a day.

Dates are compared as text, as far as they are known: ``2021-99`` follows every day of 2021, so that a date
known to its year or month lies in a period if it may.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.vocab import SYMMETRIC, Relation


def period_lines(fact: str, since: str, until: str, *, by_article: bool = True) -> Iterator[str]:
    """That the fact lies in the period.

    Args:
        fact: its variable.
        since: from then on; empty where it is open.
        until: up to then; empty where it is open.
        by_article: that a fact without a time is of the day of its article.
    """
    if since or until:
        yield from _when(fact, "when", by_article=by_article)
    if since:
        yield f'FILTER(CONCAT({fact}when, "-99") >= {ox.Literal(since)})'
    if until:
        yield f"FILTER({fact}when <= {ox.Literal(until + '-99')})"


def standing_lines(fact: str, as_of: str) -> Iterator[str]:
    """That the fact was told up to the day, and not denied after it was told and up to that day."""
    if not as_of:
        return
    last = ox.Literal(as_of + "-99")
    denial = f"{fact}d"
    symmetric = ", ".join(f"ikg:{one}" for one in Relation if one in SYMMETRIC)
    yield f"{fact} rdf:subject {fact}s ; rdf:predicate {fact}r ; rdf:object {fact}o ."
    yield from _when(fact, "told")
    yield f"FILTER({fact}told <= {last})"
    yield (
        f"FILTER NOT EXISTS {{ {denial} ikg:modality ikg:Negated ; rdf:predicate {fact}r ; rdf:subject {denial}s ;"
        f" rdf:object {denial}o . {' '.join(_when(denial, 'told'))}"
        f' FILTER({denial}told <= {last} && {denial}told > CONCAT({fact}told, "-99"))'
        f" FILTER(({denial}s = {fact}s && {denial}o = {fact}o)"
        f" || ({fact}r IN ({symmetric}) && {denial}s = {fact}o && {denial}o = {fact}s)) }}"
    )


def _when(fact: str, name: str, *, by_article: bool = True) -> Iterator[str]:
    """``?f0when`` or the like: the fact's own time, else the day of its article."""
    if not by_article:
        yield f"{fact} ikg:time {fact}time . BIND(STR({fact}time) AS {fact}{name})"
        return
    yield f"OPTIONAL {{ {fact} ikg:time {fact}{name}t }}"
    yield f"OPTIONAL {{ {fact} prov:wasDerivedFrom/dcterms:issued {fact}{name}i }}"
    yield f"BIND(COALESCE(STR({fact}{name}t), STR({fact}{name}i)) AS {fact}{name})"
