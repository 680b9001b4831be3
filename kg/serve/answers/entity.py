"""An entity's page: names, facts both ways, a timeline, amounts by year, the articles that name it."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any

from kg.query import statements
from kg.query.analysis import Moment, timeline
from kg.serve.answers.choosing import one_called
from kg.serve.answers.records import entity_of, statement_record
from kg.serve.reader import Graph
from kg.store import ArticleRow
from kg.vocab import Modality


def entity(graph: Graph, values: dict[str, Any]) -> dict[str, Any]:
    """Everything that is told of the entity called ``name``; at most ``limit`` of anything."""
    content, limit = graph.content, int(values["limit"])
    found = one_called(graph.names, values["name"])
    about = graph.about.get(found.iri, [])
    moments = timeline(about, found.iri)
    telling = {fact.article for fact in about}
    articles = [
        article
        for article in content.articles.values()
        if found.iri in article.mentions or article.iri in telling
    ]
    articles.sort(key=lambda article: (_issued(article), article.iri), reverse=True)
    told = statements(fact for fact in about if found.iri in (fact.subject, fact.object))
    return {
        **entity_of(found),
        "types": [type_.value for type_ in found.types],
        "also": [label.text for label in found.labels[1:]],
        "codes": list(found.codes),
        "facts_in_all": len(told),
        "facts": [statement_record(one) for one in told[:limit]],
        "timeline": [
            {"date": one.date, "dated_by": one.dated_by, **statement_record(one.statement)}
            for one in [one for one in moments if one.date][:limit]
        ],
        "amounts": amounts(moments),
        "articles_in_all": len(articles),
        "articles": [
            {"id": one.id, "title": one.title, "issued": _issued(one), "section": one.section}
            for one in articles[:limit]
        ],
    }


def amounts(moments: list[Moment]) -> list[dict[str, Any]]:
    """Sums of what is asserted, by currency and year: what is planned has not been paid.

    A statement counts once a date, however many articles report it, and so does an amount that one sentence
    tells of several things (six investors that paid 20亿元 together).
    """
    counted: set[tuple[Any, ...]] = set()
    sums: dict[str, dict[str, list[Decimal]]] = defaultdict(lambda: defaultdict(list))
    for moment in moments:
        fact = moment.statement.fact
        if fact.amount is None or not moment.date or fact.modality is not Modality.ASSERTED:
            continue
        told = (fact.amount, fact.currency, fact.evidence)
        if told not in counted:
            counted.add(told)
            sums[fact.currency][moment.date[:4]].append(fact.amount)
    found = [
        {
            "currency": currency,
            "facts": sum(map(len, years.values())),
            "years": [
                {"year": year, "amount": float(sum(listed)), "facts": len(listed)}
                for year, listed in sorted(years.items())
            ],
        }
        for currency, years in sums.items()
    ]
    return sorted(found, key=lambda one: (-int(str(one["facts"])), str(one["currency"])))


def _issued(article: ArticleRow) -> str:
    return article.issued.isoformat() if article.issued else ""
