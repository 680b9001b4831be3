"""What belongs together in a graph, and who stands between two groups."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import QueryError
from kg.network.communities import communities
from kg.network.connections import Weights, connections, weights
from kg.store import Content, EntityRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Entities that are closely connected, the best connected first; its name is made of those."""

    name: str
    members: tuple[EntityRow, ...]
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Broker:
    """An entity between two groups: the share of the shortest paths between them that lead through it.

    ``first`` and ``second`` are how many of each group it is connected with, ``group`` is which it belongs
    to: 1, 2, or 0 for neither.
    """

    entity: EntityRow
    share: float
    first: int
    second: int
    group: int


def groups(content: Content, *, least: int = 3) -> list[Group]:
    """Communities (Louvain, with a fixed seed) of at least so many members, the largest first."""
    linked = weights(content)
    found = []
    for nodes in _communities(linked):
        if len(nodes) < least:
            continue
        strength = {
            node: sum(weight for other, weight in linked[node].items() if other in nodes) for node in nodes
        }
        members = sorted(nodes, key=lambda node: (-strength[node], node))
        entities = tuple(content.entities[node] for node in members)
        name = " · ".join(entity.label for entity in entities[:3])
        found.append(Group(name=name, members=entities, statements=sum(strength.values()) // 2))
    return sorted(found, key=lambda group: (-len(group.members), group.name))


def _communities(linked: Weights) -> list[set[str]]:
    # Numbers in the order of IRIs, so that the order in which facts came changes nothing.
    nodes = sorted(linked)
    place = {node: index for index, node in enumerate(nodes)}
    edges = sorted(
        (place[node], place[other], float(weight))
        for node, row in linked.items()
        for other, weight in row.items()
        if place[node] < place[other]
    )
    return [{nodes[index] for index in members} for members in communities(len(nodes), edges)]


def brokers(content: Content, first: str, second: str, *, limit: int | None = None) -> list[Broker]:
    """Who stands between the groups of two entities (by IRI), the one that most paths lead through first.

    Raises:
        QueryError: one of the two is connected with nothing, or both are of one group.
    """
    from kg.network.arrays import between

    graph = connections(content)
    known = _communities(weights(content))
    one, other = _group_of(content, known, first), _group_of(content, known, second)
    if one is other:
        labels = " and ".join(content.entities[iri].label for iri in (first, second))
        raise QueryError(f"brokers: {labels} belong to one group: name things of two (see 'kg groups')")
    found = [
        Broker(
            entity=content.entities[node],
            share=round(score, 6),
            first=sum(near in one for near in graph.adj[node]),
            second=sum(near in other for near in graph.adj[node]),
            group=1 if node in one else 2 if node in other else 0,
        )
        for node, score in between(graph, one, other).items()
        if score > 0
    ]
    found.sort(key=lambda broker: (-broker.share, broker.entity.iri))
    return found[:limit]


def _group_of(content: Content, known: list[set[str]], iri: str) -> set[str]:
    for nodes in known:
        if iri in nodes:
            return nodes
    raise QueryError(f"brokers: {content.entities[iri].label} is connected with nothing: name another")
