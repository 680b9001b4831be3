"""What one transaction does to a store: named graphs, their union and the bookkeeping together.

Oxigraph's Python interface has no transaction object, but an update of several operations is one. The
changes are gathered as two sets of quads, out and in, and written as one update (or, where nothing goes
out, as one ``extend``). A triple leaves the union when the last graph that holds it lets go of it.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg.store.dataset import STATE, UNION


class Changes:
    """Quads to take out and to put in, all or none."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._out: set[ox.Quad] = set()
        self._in: set[ox.Quad] = set()
        self._gone: set[ox.NamedNode] = set()

    def replace(self, graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> None:
        """Let the graph hold these quads and no others."""
        old = set(self._store.quads_for_pattern(None, None, None, graph))
        new = set(quads)
        self._out |= old - new
        self._in |= new - old

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
        """Let the bookkeeping say these values and no others."""
        old = set(self._store.quads_for_pattern(subject, property_, None, STATE))
        new = {ox.Quad(subject, property_, value, STATE) for value in values}
        self._out |= old - new
        self._in |= new - old

    def puts(self, subject: ox.NamedNode, property_: ox.NamedNode) -> bool:
        """Whether a value of the subject's property is put in."""
        return any(quad.subject == subject and quad.predicate == property_ for quad in self._in)

    def takes_out(self, quad: ox.Quad) -> bool:
        """Whether the quad goes."""
        return quad in self._out and quad not in self._in

    def removes_graph(self, graph: object) -> bool:
        """Whether the graph is removed."""
        return graph in self._gone

    def commit(self) -> int:
        """Write the changes in one transaction; how many quads that were."""
        incoming = self._in | {_in_union(quad) for quad in self._in if quad.graph_name != STATE}
        outgoing = self._out - self._in
        outgoing |= {_in_union(quad) for quad in outgoing if self._was_last(quad)}
        outgoing -= incoming
        if not outgoing and not self._gone:
            self._store.extend(incoming)
            return len(incoming)
        parts = ["DELETE DATA {", *map(_written, outgoing), "} ;"] if outgoing else []
        parts += [f"DROP SILENT GRAPH {graph} ;" for graph in sorted(self._gone, key=str)]
        parts += ["INSERT DATA {", *map(_written, incoming), "}"] if incoming else []
        self._store.update("\n".join(parts))
        return len(incoming) + len(outgoing)

    def _was_last(self, quad: ox.Quad) -> bool:
        if quad.graph_name == STATE:
            return False
        holders = self._store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        return all(holder.graph_name == UNION or holder in self._out for holder in holders)


def _in_union(quad: ox.Quad) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, quad.object, UNION)


def _written(quad: ox.Quad) -> str:
    if quad.graph_name == UNION:
        return f"{quad.triple} ."
    return f"GRAPH {quad.graph_name} {{ {quad.triple} }}"
