"""What one transaction does to a store: named graphs, their union and the bookkeeping together.

Oxigraph's Python interface has no transaction object, but an update of several operations is one, and so is
what is added at once. The changes are gathered as quads, out and in, and written as one update; where nothing
goes out, as one ``load``, or, where that is much, as one ``bulk_load``: it sorts the quads into files of
their own, which RocksDB takes in all together or not at all. That takes a third of the time, and no memory
stays taken. A triple leaves the union when the last graph that holds it lets go of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import IO, NamedTuple, cast

import pyoxigraph as ox

from kg.store.dataset import STATE, UNION
from kg.store.packing import Packed, Stream, lines

# Files of their own cost some hundredths of a second, and compacting later: below this the log is cheaper.
_BULK = 20_000


class Written(NamedTuple):
    """How many quads a transaction wrote, and how many of them through the log, which memory holds too."""

    quads: int = 0
    logged: int = 0


class Changes:
    """Quads to take out and to put in, all or none."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._out: set[ox.Quad] = set()
        self._in: set[ox.Quad] = set()
        self._filled: list[Packed] = []
        self._gone: set[ox.NamedNode] = set()
        self._said: dict[tuple[ox.NamedNode, ox.NamedNode], set[ox.Quad]] = {}

    def replace(self, graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> None:
        """Let the graph hold these quads and no others."""
        old = set(self._store.quads_for_pattern(None, None, None, graph))
        new = set(quads)
        self._out |= old - new
        self._in |= new - old

    def fill(self, packed: Packed) -> None:
        """Put in the quads of a graph that holds nothing so far: nothing need be compared."""
        self._filled.append(packed)

    def remove_graph(self, graph: ox.NamedNode) -> None:
        """Take a graph out altogether."""
        self.replace(graph, ())
        self._gone.add(graph)

    def remove(self, quad: ox.Quad) -> None:
        """Take one quad out."""
        self._out.add(quad)

    def set_state(
        self, subject: ox.NamedNode, property_: ox.NamedNode, values: Iterable[ox.NamedNode | ox.Literal]
    ) -> None:
        """Let the bookkeeping say these values and no others; what is said last of a subject stands."""
        self._said[subject, property_] = {ox.Quad(subject, property_, value, STATE) for value in values}

    def puts(self, subject: ox.NamedNode, property_: ox.NamedNode) -> bool:
        """Whether the bookkeeping is given a value of the subject's property."""
        return bool(self._said.get((subject, property_)))

    def takes_out(self, quad: ox.Quad) -> bool:
        """Whether the quad goes."""
        return quad in self._out and quad not in self._in

    def removes_graph(self, graph: object) -> bool:
        """Whether the graph is removed."""
        return graph in self._gone

    def only_adds(self) -> bool:
        """Whether nothing goes, so that the changes may join others that add."""
        return not self._gone and not self._settled()[1]

    def take(self, other: Changes) -> None:
        """Let another's changes, which only add, be part of these."""
        self._in |= other._in
        self._filled += other._filled
        self._said |= other._said

    def commit(self) -> Written:
        """Write the changes in one transaction."""
        incoming, outgoing = self._settled()
        if not outgoing and not self._gone:
            return self._add(incoming)
        incoming |= self._filling()
        arriving = incoming | set(_unions(incoming))
        outgoing |= {_in_union(quad) for quad in outgoing if self._was_last(quad)}
        outgoing -= arriving
        parts = ["DELETE DATA {", *map(_written, outgoing), "} ;"] if outgoing else []
        parts += [f"DROP SILENT GRAPH {graph} ;" for graph in sorted(self._gone, key=str)]
        parts += ["INSERT DATA {", *map(_written, arriving), "}"] if arriving else []
        self._store.update("\n".join(parts))
        size = len(arriving) + len(outgoing)
        return Written(size, size)

    def _settled(self) -> tuple[set[ox.Quad], set[ox.Quad]]:
        """What comes and what goes, but for what fills graphs and what follows for the union."""
        incoming, outgoing = set(self._in), self._out - self._in
        for (subject, property_), new in self._said.items():
            old = set(self._store.quads_for_pattern(subject, property_, None, STATE))
            incoming |= new - old
            outgoing |= old - new
        return incoming, outgoing

    def _add(self, incoming: set[ox.Quad]) -> Written:
        size = 2 * (len(incoming) + sum(packed.count for packed in self._filled))
        if not size:
            return Written()
        stream = cast(IO[bytes], Stream(self._lines(incoming)))
        # What was written a moment ago need not be looked over for IRIs that are none.
        if size >= _BULK:
            self._store.bulk_load(input=stream, format=ox.RdfFormat.N_QUADS, lenient=True)
            return Written(size)
        self._store.load(input=stream, format=ox.RdfFormat.N_QUADS, lenient=True)
        return Written(size, size)

    def _lines(self, incoming: set[ox.Quad]) -> Iterator[bytes]:
        """All that comes, in its graphs and in the union."""
        yield lines(chain(incoming, _unions(incoming)))
        while self._filled:
            packed = self._filled.pop()
            yield packed.lines
            yield packed.in_graph()

    def _filling(self) -> set[ox.Quad]:
        """The quads that fill graphs."""
        return {quad for packed in self._filled for quad in packed}

    def _was_last(self, quad: ox.Quad) -> bool:
        if quad.graph_name == STATE:
            return False
        holders = self._store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        return all(holder.graph_name == UNION or holder in self._out for holder in holders)


def _unions(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """What the quads say in the union; the bookkeeping is no part of it."""
    return (_in_union(quad) for quad in quads if quad.graph_name != STATE)


def _in_union(quad: ox.Quad) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, quad.object, UNION)


def _written(quad: ox.Quad) -> str:
    if quad.graph_name == UNION:
        return f"{quad.triple} ."
    return f"GRAPH {quad.graph_name} {{ {quad.triple} }}"
