"""Sums over arrays: PageRank, and how many shortest paths lead through a node.

networkx counts the shortest paths of ten thousand facts in four seconds, and its PageRank needs scipy; over arrays
they take a tenth of that. Where a backend of networkx is installed that does the work on several cores or on a
graphics card, betweenness is left to it, and not estimated.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from contextlib import suppress
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import networkx as nx

    Network: TypeAlias = nx.Graph | Mapping[str, Mapping[str, int]]
    """A graph of networkx, or each node's neighbours with the weights of the edges to them."""

BACKENDS = ("cugraph", "parallel")
"""Backends of networkx that are used where they are installed, the fastest first."""

# Above so many nodes betweenness is estimated from so many starting points; the seed makes it repeatable.
_EXACT, _SAMPLED = 400, 150
# So many columns stay in the processor's cache: more are slower.
_AT_ONCE = 8
# PageRank changes by less than this in all, or has been told so often enough.
_SETTLED, _ROUNDS = 1e-9, 200

_Floats = npt.NDArray[np.float64]


class _Rows:
    """The neighbours of each node one after the other, in arrays."""

    def __init__(self, graph: Network) -> None:
        self.nodes = sorted(graph)
        place = {node: index for index, node in enumerate(self.nodes)}
        rows = [[(place[other], _weight(edge)) for other, edge in graph[node].items()] for node in self.nodes]
        self.others = np.array([other for row in rows for other, _ in row], dtype=np.intp)
        self.weights: _Floats = np.array([weight for row in rows for _, weight in row], dtype=np.float64)
        self.starts = np.cumsum([0, *(len(row) for row in rows[:-1])])

    def sums(self, values: _Floats) -> _Floats:
        """For each node the sum of its neighbours' values."""
        return np.add.reduceat(values[self.others], self.starts, axis=0)

    def scores(self, values: _Floats) -> dict[str, float]:
        return dict(zip(self.nodes, map(float, values), strict=True))


def _weight(edge: Any) -> float:
    return float(edge if isinstance(edge, int) else edge["weight"])


def pagerank(graph: Network, *, damping: float = 0.85) -> dict[str, float]:
    """PageRank of a graph with weights, none of whose nodes stands alone."""
    if not graph:
        return {}
    rows = _Rows(graph)
    count = len(rows.nodes)
    strength = np.add.reduceat(rows.weights, rows.starts)
    values: _Floats = np.full(count, 1.0 / count)
    for _ in range(_ROUNDS):
        flow = (values / strength)[rows.others] * rows.weights
        following = (1 - damping) / count + damping * np.add.reduceat(flow, rows.starts)
        change = float(np.abs(following - values).sum())
        values = following
        if change < _SETTLED:
            break
    return rows.scores(values)


def betweenness(graph: Network) -> dict[str, float]:
    """The share of all shortest paths between two others that leads through each node, after Brandes (2001).

    Of more than 400 nodes it is estimated from 150 starting points: among three thousand nodes and nine thousand edges
    the values of the twenty most central were a quarter off on average, and fourteen of them were the true twenty.
    """
    count = len(graph)
    if count < 3:
        return dict.fromkeys(graph, 0.0)
    if not isinstance(graph, dict) and (found := _by_backend(graph)):
        return found
    rows = _Rows(graph)
    chosen = list(range(count))
    if count > _EXACT:
        chosen = random.Random(1).sample(chosen, _SAMPLED)
    values: _Floats = np.zeros(count)
    for start in range(0, len(chosen), _AT_ONCE):
        values += _dependencies(rows, np.array(chosen[start : start + _AT_ONCE]), np.ones(count))
    return rows.scores(values * (count / len(chosen)) / ((count - 1) * (count - 2)))


def has_backend() -> bool:
    """Whether one of the backends is installed; told without loading networkx."""
    return any(entry.name in BACKENDS for entry in entry_points(group="networkx.backends"))


def _by_backend(graph: Network) -> dict[str, float]:
    """Exactly, by a backend; nothing where there is none, or one that does not go with this networkx."""
    import networkx as nx

    for name in BACKENDS:
        if name in nx.utils.backends.backends:
            with suppress(ImportError, AttributeError, NotImplementedError, RuntimeError):
                return dict(nx.betweenness_centrality(graph, backend=name))
    return {}


def between(graph: Network, sources: Iterable[str], targets: Iterable[str]) -> dict[str, float]:
    """The share of the shortest paths from some nodes to others that leads through each node between them."""
    rows = _Rows(graph)
    first, second = set(sources), set(targets)
    starts = [place for place, node in enumerate(rows.nodes) if node in first]
    ends: _Floats = np.array([float(node in second) for node in rows.nodes])
    chosen = random.Random(1).sample(starts, _SAMPLED) if len(starts) > _SAMPLED else starts
    values: _Floats = np.zeros(len(rows.nodes))
    for start in range(0, len(chosen), _AT_ONCE):
        values += _dependencies(rows, np.array(chosen[start : start + _AT_ONCE]), ends)
    return rows.scores(values / max(1.0, len(chosen) * float(ends.sum())))


def _dependencies(rows: _Rows, sources: npt.NDArray[np.intp], ends: _Floats) -> _Floats:
    """How much the paths from these nodes to those that are ends (1, others 0) depend on each node."""
    shape = len(rows.nodes), len(sources)
    distance = np.full(shape, -1)
    paths: _Floats = np.zeros(shape)
    columns = np.arange(len(sources))
    distance[sources, columns] = 0
    paths[sources, columns] = 1.0
    reached, steps = paths, 0
    while reached.any():
        reached = np.where(distance < 0, rows.sums(reached), 0.0)
        steps += 1
        distance[reached > 0] = steps
        paths = paths + reached
    depends: _Floats = np.zeros(shape)
    for step in range(steps - 1, 0, -1):
        here = distance == step
        share = np.divide(ends[:, None] + depends, paths, out=np.zeros(shape), where=here)
        depends += np.where(distance == step - 1, paths * rows.sums(share), 0.0)
    depends[sources, columns] = 0.0
    total: _Floats = depends.sum(axis=1)
    return total
