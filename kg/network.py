"""The graph as a network: what is central, what belongs together, how two things are connected.

Nodes are entities, edges are statements (a triple under one modality, however many articles state it). What
was denied connects nothing, so that ranks, groups and paths leave negated facts out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import networkx as nx

from kg.errors import QueryError
from kg.query import Statement, statements
from kg.store import Content, EntityRow, View
from kg.vocab import SYMMETRIC, Modality

MEASURES = ("degree", "pagerank", "betweenness")

# Above so many nodes betweenness is estimated from as many starting points; the seed makes it repeatable.
_SAMPLED = 400
# A thing connected with more than this share of all others says little about any two of them (中国).
_HUB_SHARE, _HUB_LEAST = 0.1, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """An entity with its place in a ranking."""

    entity: EntityRow
    score: float
    degree: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Entities that are closely connected, the best connected first; its name is made of those."""

    name: str
    members: tuple[EntityRow, ...]
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a path: between which two, and everything that is stated of them."""

    start: EntityRow
    end: EntityRow
    statements: tuple[Statement, ...]


def to_networkx(view: View) -> nx.MultiDiGraph:
    """The graph for networkx: a node an entity (by IRI), an edge a statement (its key: relation/modality).

    Nodes carry ``label``, ``type``, ``id``; edges carry ``relation``, ``modality``, ``confidence``,
    ``sources``, ``sentence``, ``article``, and ``time``, ``amount``, ``currency``, ``percent``, ``title``
    where stated. Every value is a string or a number, so that networkx can write it in any of its formats.
    """
    content = view.content()
    graph = nx.MultiDiGraph()
    for iri, entity in content.entities.items():
        graph.add_node(iri, label=entity.label, type=entity.type.value, id=entity.id)
    for statement in statements(content.facts):
        fact = statement.fact
        told: dict[str, Any] = {
            "relation": fact.relation.value,
            "modality": fact.modality.value,
            "confidence": fact.confidence,
            "sources": statement.sources,
            "sentence": fact.evidence,
            "article": fact.article_title,
            "time": fact.time,
            "currency": fact.currency,
            "title": fact.title,
        }
        if fact.amount is not None:
            told["amount"] = float(fact.amount)
        if fact.percent is not None:
            told["percent"] = float(fact.percent)
        kept = {name: value for name, value in told.items() if value != ""}
        graph.add_edge(fact.subject, fact.object, key=f"{fact.relation}/{fact.modality}", **kept)
    return graph


def _connections(content: Content) -> nx.Graph:
    """Who is connected with whom, either way; the weight is the number of statements."""
    graph = nx.Graph()
    for statement in statements(content.facts):
        fact = statement.fact
        if fact.modality is Modality.NEGATED:
            continue
        if graph.has_edge(fact.subject, fact.object):
            edge = graph.edges[fact.subject, fact.object]
            edge["weight"] += 1
            edge["statements"].append(statement)
        else:
            graph.add_edge(fact.subject, fact.object, weight=1, statements=[statement])
    return graph


def rank(content: Content, *, by: str = "degree", limit: int | None = None) -> list[Ranked]:
    """Entities by how central they are, the most central first.

    Args:
        content: the graph.
        by: ``degree`` (with how many others it is connected), ``pagerank`` (how important its neighbours
            are) or ``betweenness`` (how many shortest paths of others lead through it).
        limit: at most so many.

    Raises:
        QueryError: there is no such measure.
    """
    graph = _connections(content)
    if by == "degree":
        scores = {node: float(degree) for node, degree in graph.degree()}
    elif by == "pagerank":
        scores = _pagerank(graph)
    elif by == "betweenness":
        sample = _SAMPLED if len(graph) > _SAMPLED else None
        scores = nx.betweenness_centrality(graph, k=sample, seed=1)
    else:
        raise QueryError(f"rank: no measure {by!r}: choose one of {', '.join(MEASURES)}")
    ordered = sorted(graph, key=lambda node: (-round(scores[node], 9), -graph.degree(node), node))
    return [
        Ranked(entity=content.entities[node], score=round(scores[node], 6), degree=graph.degree(node))
        for node in ordered[:limit]
    ]


def _pagerank(graph: nx.Graph, *, damping: float = 0.85, rounds: int = 60) -> dict[str, float]:
    """PageRank by power iteration; networkx's own needs scipy, which nothing else here does."""
    if not graph:
        return {}
    count = len(graph)
    scores = dict.fromkeys(graph, 1.0 / count)
    strength = dict(graph.degree(weight="weight"))
    for _ in range(rounds):
        scores = {
            node: (1 - damping) / count
            + damping
            * sum(scores[other] * edge["weight"] / strength[other] for other, edge in graph.adj[node].items())
            for node in graph
        }
    return scores


def groups(content: Content, *, least: int = 3) -> list[Group]:
    """Communities (Louvain, with a fixed seed) of at least so many members, the largest first."""
    graph = _connections(content)
    ordered = nx.Graph()
    ordered.add_nodes_from(sorted(graph))
    ordered.add_weighted_edges_from(
        sorted((min(a, b), max(a, b), weight) for a, b, weight in graph.edges(data="weight"))
    )
    found = []
    for nodes in nx.community.louvain_communities(ordered, seed=1) if len(ordered) else ():
        if len(nodes) < least:
            continue
        inside = ordered.subgraph(nodes)
        members = sorted(nodes, key=lambda node: (-inside.degree(node, weight="weight"), node))
        entities = tuple(content.entities[node] for node in members)
        name = " · ".join(entity.label for entity in entities[:3])
        found.append(Group(name=name, members=entities, statements=int(inside.size(weight="weight"))))
    return sorted(found, key=lambda group: (-len(group.members), group.name))


def hubs(content: Content) -> list[EntityRow]:
    """What is connected with so many that a path through it means little."""
    return [content.entities[node] for node in sorted(_hubs(_connections(content)))]


def _hubs(graph: nx.Graph) -> set[str]:
    bound = max(_HUB_LEAST, _HUB_SHARE * len(graph))
    return {node for node, degree in graph.degree() if degree > bound}


def paths(
    content: Content, start: str, end: str, *, limit: int = 3, longest: int = 6, through_hubs: bool = False
) -> list[list[Step]]:
    """The shortest paths between two entities (by IRI), each step with what states it.

    Of paths of one length the one with better attested steps comes first.

    Args:
        content: the graph.
        start: where they begin.
        end: where they end.
        limit: at most so many.
        longest: of at most so many steps.
        through_hubs: also through what is connected with a tenth of everything.
    """
    graph = _connections(content)
    if start == end or start not in graph or end not in graph:
        return []
    if not through_hubs:
        graph = graph.subgraph(set(graph) - (_hubs(graph) - {start, end}))
    found = []
    try:
        for nodes in _shortest(graph, start, end, longest):
            found.append(nodes)
            if len(found) >= limit * 8 or (len(found) >= limit and len(nodes) > len(found[limit - 1])):
                break
    except nx.NetworkXNoPath:
        return []
    found.sort(key=lambda nodes: (len(nodes), -_attested(graph, nodes), nodes))
    return [[_step(graph, content, *pair) for pair in _pairs(nodes)] for nodes in found[:limit]]


def _shortest(graph: nx.Graph, start: str, end: str, longest: int) -> Iterator[list[str]]:
    for nodes in nx.shortest_simple_paths(graph, start, end):
        if len(nodes) - 1 > longest:
            return
        yield nodes


def _pairs(nodes: list[str]) -> Iterator[tuple[str, str]]:
    return zip(nodes, islice(nodes, 1, None), strict=False)


def _attested(graph: nx.Graph, nodes: list[str]) -> float:
    """How sure the steps are taken together; what is only planned or supposed counts nothing."""
    return sum((_sureness(graph.edges[pair]["statements"]) for pair in _pairs(nodes)), 0.0)


def _sureness(told: list[Statement]) -> float:
    return max((one.fact.confidence for one in told if one.fact.modality is Modality.ASSERTED), default=0.0)


def _step(graph: nx.Graph, content: Content, start: str, end: str) -> Step:
    told = graph.edges[start, end]["statements"]
    ordered = sorted(told, key=lambda statement: (-statement.sources, statement.fact.id))
    return Step(start=content.entities[start], end=content.entities[end], statements=tuple(ordered))


def is_forward(step: Step, statement: Statement) -> bool:
    """Whether a statement runs along the step; one of a symmetric relation always does."""
    return statement.fact.relation in SYMMETRIC or statement.fact.subject == step.start.iri
