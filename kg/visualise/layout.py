"""Where to put things: near to what they are connected with, groups apart, the same every time."""

from __future__ import annotations

from functools import partial
from math import sqrt

import networkx as nx

# From here on networkx needs scipy for a spring layout; larger graphs are laid out group by group.
_DENSE = 500
_SPACE = 90.0


def positions(graph: nx.Graph) -> dict[str, tuple[float, float]]:
    """A place for every node, in pixels around the middle."""
    if not graph:
        return {}
    if len(graph) < _DENSE:
        return _springs(graph, _SPACE * sqrt(len(graph)))
    groups = [sorted(nodes) for nodes in nx.community.louvain_communities(graph, seed=1)]
    return _apart(graph, groups)


def _springs(graph: nx.Graph, size: float) -> dict[str, tuple[float, float]]:
    place = nx.circular_layout
    if len(graph) < _DENSE:
        place = partial(nx.spring_layout, seed=1, k=2.2 / sqrt(len(graph)), iterations=80)
    placed = place(graph)
    return {node: (round(float(x) * size, 1), round(float(y) * size, 1)) for node, (x, y) in placed.items()}


def _apart(graph: nx.Graph, groups: list[list[str]]) -> dict[str, tuple[float, float]]:
    """Groups side by side in rows, the largest first, each laid out by itself."""
    placed: dict[str, tuple[float, float]] = {}
    x = y = row = 0.0
    width = 2.4 * _SPACE * sqrt(len(graph))
    for group in sorted(groups, key=lambda nodes: (-len(nodes), nodes)):
        size = _SPACE * sqrt(len(group))
        if x > width:
            x, y, row = 0.0, y + row, 0.0
        for node, (left, down) in _springs(graph.subgraph(group), size).items():
            placed[node] = (round(x + size + left, 1), round(y + size + down, 1))
        x += 2 * size + _SPACE
        row = max(row, 2 * size + _SPACE)
    return placed
