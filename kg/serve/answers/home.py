"""The home page: how much there is, what is new, what is most connected, what changed in the last week."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from kg.query import statements, statistics
from kg.query.analysis import Change, between_days
from kg.serve.answers.records import entity_of, statement_record
from kg.serve.reader import Graph
from kg.store import Content

_LISTED = 12
_WEEK = timedelta(days=7)


def home(graph: Graph, _: dict[str, Any]) -> dict[str, Any]:
    """Counts and lists, worked out once for each state of the graph."""
    return graph.once("home", lambda: _home(graph))


def _home(graph: Graph) -> dict[str, Any]:
    content = graph.content
    return {
        "counts": statistics(graph.view),
        "newest": _newest(content),
        "connected": _connected(graph),
        "week": _week(content, graph.view.base),
    }


def _connected(graph: Graph) -> list[dict[str, Any]]:
    counted = [(len(others - {iri}), iri) for iri, others in graph.neighbours.items()]
    most = sorted(counted, key=lambda one: (-one[0], one[1]))[:_LISTED]
    return [{**entity_of(graph.content.entities[iri]), "neighbours": count} for count, iri in most]


def _newest(content: Content) -> list[dict[str, Any]]:
    dated = sorted(
        (fact for fact in content.facts if fact.issued),
        key=lambda fact: (fact.issued, fact.confidence, fact.id),
        reverse=True,
    )
    # Of several facts of one statement the first stands for it: more are looked at than are shown.
    return [statement_record(one) for one in statements(dated[: 20 * _LISTED])[:_LISTED]]


def _week(content: Content, base: str) -> dict[str, Any] | None:
    """What the seven days that end with the newest article told that nothing had told before.

    They end there and not today: a graph of last year's news has a last week too, and a page of one state of
    the graph says the same whenever it is asked for.
    """
    days = [article.issued for article in content.articles.values() if article.issued]
    if not days:
        return None
    last = max(days)
    before = last - _WEEK
    part = _touched(content, before, last)
    found = between_days(part, before.isoformat(), last.isoformat(), base=base)
    gained = sorted(found.gained, key=lambda change: (not change.other, -change.statement.fact.confidence))
    return {
        "first": (before + timedelta(days=1)).isoformat(),
        "last": last.isoformat(),
        "articles": sum(before < day <= last for day in days),
        "facts": len(found.gained),
        "entities": len(found.gained_entities),
        "new_facts": [_change(change) for change in gained[:_LISTED]],
        "new_entities": [entity_of(entity) for entity in found.gained_entities[: 3 * _LISTED]],
    }


def _touched(content: Content, before: date, last: date) -> Content:
    """The part of the graph that the articles of a week speak of: the rest cannot have changed."""
    week = [one for one in content.articles.values() if one.issued and before < one.issued <= last]
    iris = {one.iri for one in week}
    named = {iri for one in week for iri in one.mentions}
    told = [fact for fact in content.facts if fact.article in iris]
    pairs = {frozenset((fact.subject, fact.object)) for fact in told}
    named.update(iri for fact in told for iri in (fact.subject, fact.object, fact.product))
    return Content(
        entities={iri: one for iri, one in content.entities.items() if iri in named},
        articles=content.articles,
        facts=tuple(fact for fact in content.facts if frozenset((fact.subject, fact.object)) in pairs),
    )


def _change(change: Change) -> dict[str, Any]:
    return {**statement_record(change.statement), "before": [one.value for one in change.other]}
