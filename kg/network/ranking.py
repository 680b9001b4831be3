"""What is central in a graph. Numpy is loaded for the measures that need it only."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import QueryError
from kg.network.connections import connections, weights
from kg.store import Content, EntityRow

MEASURES = ("degree", "pagerank", "betweenness")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """An entity with its place in a ranking."""

    entity: EntityRow
    score: float
    degree: int


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
    linked = weights(content)
    degrees = {node: len(row) for node, row in linked.items()}
    if by == "degree":
        scores = {node: float(degree) for node, degree in degrees.items()}
    elif by == "pagerank":
        from kg.network.arrays import pagerank

        scores = pagerank(linked)
    elif by == "betweenness":
        from kg.network.arrays import betweenness, has_backend

        scores = betweenness(connections(content) if has_backend() else linked)
    else:
        raise QueryError(f"rank: no measure {by!r}: choose one of {', '.join(MEASURES)}")
    ordered = sorted(degrees, key=lambda node: (-round(scores[node], 9), -degrees[node], node))
    return [
        Ranked(entity=content.entities[node], score=round(scores[node], 6), degree=degrees[node])
        for node in ordered[:limit]
    ]
