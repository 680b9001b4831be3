"""An article's page: its text with the places of the names and of the facts in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kg.mentions.characters import stands_alone
from kg.query import fact_record
from kg.serve.answers.choosing import article_called
from kg.serve.answers.records import entity_of
from kg.serve.reader import Graph
from kg.store import EntityRow

# Whoever reads an article wants its names marked; beyond so many places the page is no reading any more.
_MOST_PLACES = 5000


def article(graph: Graph, values: dict[str, Any]) -> dict[str, Any]:
    """The article called ``name`` (an id or IRI), with mentions and facts by their places in its text."""
    content = graph.content
    found = article_called(content.articles, values["name"], base=graph.view.base)
    facts = sorted(graph.by_article.get(found.iri, []), key=lambda fact: (fact.start, fact.end, fact.id))
    named = dict.fromkeys(found.mentions)
    named.update(
        dict.fromkeys(iri for fact in facts for iri in (fact.subject, fact.object, fact.product) if iri)
    )
    entities = [content.entities[iri] for iri in named if iri in content.entities]
    return {
        "id": found.id,
        "iri": found.iri,
        "title": found.title,
        "section": found.section,
        "issued": found.issued.isoformat() if found.issued else "",
        "source": found.source,
        "text": found.text,
        "entities": [entity_of(one) for one in entities],
        "mentions": mentions(found.text, entities),
        "facts": [dict(fact_record(fact)) for fact in facts],
    }


def mentions(text: str, entities: Iterable[EntityRow]) -> list[dict[str, Any]]:
    """Where the entities' names stand in a text: spans that lie apart or within one another, never across.

    The longest names are placed first. A shorter name within a longer one is kept where it names something
    else (深圳 in 中芯深圳), since the graph knows both.
    """
    wanted = {(label.text, entity.iri): entity for entity in entities for label in entity.labels}
    longest_first = sorted(wanted.items(), key=lambda pair: (-len(pair[0][0]), pair[0]))
    placed: list[tuple[int, int, EntityRow]] = []
    for (name, _), entity in longest_first:
        start = text.find(name) if name else -1
        while start >= 0 and len(placed) < _MOST_PLACES:
            end = start + len(name)
            if stands_alone(text, start, end) and _fits(placed, start, end, entity):
                placed.append((start, end, entity))
            start = text.find(name, start + 1)
    placed.sort(key=lambda one: (one[0], -one[1]))
    return [{"start": start, "end": end, **entity_of(entity)} for start, end, entity in placed]


def _fits(placed: list[tuple[int, int, EntityRow]], start: int, end: int, entity: EntityRow) -> bool:
    for first, last, other in placed:
        if end <= first or last <= start:
            continue
        within = first <= start and end <= last and (first, last) != (start, end)
        if not within or other.iri == entity.iri:
            return False
    return True
