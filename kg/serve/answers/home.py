"""The home page: how much there is, what is new, what is most connected, what changed in the last week."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from kg import network
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
        "connected": [
            {**entity_of(one.entity), "neighbours": one.degree}
            for one in network.rank(content, limit=_LISTED)
        ],
        "week": _week(content, graph.view.base),
    }


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
    found = between_days(content, before.isoformat(), last.isoformat(), base=base)
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


def _change(change: Change) -> dict[str, Any]:
    return {**statement_record(change.statement), "before": [one.value for one in change.other]}
