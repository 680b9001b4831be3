"""The part of a graph that the explorer asks for: what is most connected, around something, or between two."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kg import network
from kg.serve.answers.choosing import one_called
from kg.serve.reader import Graph
from kg.store import Content
from kg.visualise.payload import payload

_AT_FIRST = 250
_AROUND = 200


def surroundings(graph: Graph, values: dict[str, Any]) -> dict[str, Any]:
    """What the explorer's page reads, of one part of the graph.

    ``around`` names an entity, ``path`` two, ``fact`` a fact; without any of them it is what is most connected.
    """
    if values["around"]:
        middle = one_called(graph.names, values["around"]).iri
        return _part(graph, [middle, *_foremost(graph, graph.neighbours.get(middle, set()), _AROUND)])
    if values["path"]:
        ends = [one_called(graph.names, name).iri for name in values["path"]]
        found = network.paths(graph.content, ends[0], ends[1], limit=3, through_hubs=True)
        between = [step.end.iri for steps in found for step in steps]
        return _part(graph, [*ends, *between])
    if values["fact"]:
        facts = (one for one in graph.content.facts if values["fact"] in (one.id, one.iri))
        return _part(graph, [iri for fact in facts for iri in (fact.subject, fact.object)])
    return overview(graph)


def overview(graph: Graph) -> dict[str, Any]:
    """What is most connected, worked out once for each state of the graph."""
    return graph.once("overview", lambda: _part(graph, _foremost(graph, graph.neighbours, _AT_FIRST)))


def _foremost(graph: Graph, among: Iterable[str], limit: int) -> list[str]:
    return sorted(among, key=lambda iri: (-len(graph.neighbours[iri]), iri))[:limit]


def _part(graph: Graph, wanted: Iterable[str]) -> dict[str, Any]:
    content = graph.content
    iris = dict.fromkeys(iri for iri in wanted if iri in content.entities)
    facts = [fact for iri in iris for fact in graph.about.get(iri, []) if fact.subject == iri]
    inside = [fact for fact in facts if fact.object in iris]
    iris.update(dict.fromkeys(fact.product for fact in inside if fact.product in content.entities))
    part = payload(
        Content(
            entities={iri: content.entities[iri] for iri in iris},
            articles=content.articles,
            facts=tuple(inside),
        )
    )
    part["nodes"]["neighbours"] = [len(graph.neighbours.get(iri, ())) for iri in iris]
    return part
