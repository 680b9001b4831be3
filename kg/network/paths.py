"""How two things are connected: the shortest paths, around what everything is connected with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from kg.network.connections import connections
from kg.query import Statement
from kg.store import Content, EntityRow
from kg.vocab import SYMMETRIC, Modality

if TYPE_CHECKING:
    import networkx as nx

# A thing connected with more than this share of all others says little about any two of them (中国).
_HUB_SHARE, _HUB_LEAST = 0.1, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a path: between which two, and everything that is stated of them."""

    start: EntityRow
    end: EntityRow
    statements: tuple[Statement, ...]


def hubs(content: Content) -> list[EntityRow]:
    """What is connected with so many that a path through it means little."""
    return [content.entities[node] for node in sorted(_hubs(connections(content)))]


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
    import networkx as nx

    graph = connections(content)
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
    import networkx as nx

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
