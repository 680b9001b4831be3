"""Writing to a graph on a SPARQL 1.1 server: the same methods as ``Store``, so that a build need not know.

What a server holds is what a store on disk holds: a named graph an article, one of bookkeeping, and the union
in the default graph. Where the server makes the union itself (``sd:UnionDefaultGraph``: ``kg serve``, GraphDB)
it is left to it; elsewhere each update carries it along. Each update is one request, which servers carry out
as a whole.

Oxigraph lets one process write to a folder; a server does not tell one build from another, so that two of
them at once, on the same documents, are for their users to avoid.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import cast

import pyoxigraph as ox

from kg.errors import StoreError
from kg.model import Run
from kg.quads import DEFAULT_BASE, run_quads, terms
from kg.store.changes import Changes, Written
from kg.store.dataset import STATE, UNION
from kg.store.endpoints import derives_union, update_endpoint
from kg.store.gathering import Gathering
from kg.store.holdings import LOOSE, MADE, STARTED
from kg.store.remote import BASE, RemoteView
from kg.store.store import Store
from kg.store.updating import FILL_UNION, with_union


class RemoteQuads:
    """What ``Changes``, ``Holdings`` and ``Paths`` ask of Oxigraph's store, asked of a server."""

    def __init__(self, view: RemoteView, update_endpoint: str, *, is_derived: bool) -> None:
        self._view = view
        self._endpoint = update_endpoint
        self._is_derived = is_derived

    def quads_for_pattern(
        self,
        subject: ox.NamedNode | None,
        predicate: ox.NamedNode | None,
        object_: ox.NamedNode | ox.Literal | None,
        graph: ox.NamedNode | ox.DefaultGraph | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads that match; where no graph is given, those of the named graphs."""
        if isinstance(graph, ox.DefaultGraph):
            for triple in self._view.triples(subject, predicate, object_):
                yield ox.Quad(triple.subject, triple.predicate, triple.object)
            return
        asked = {"s": subject, "p": predicate, "o": object_, "g": graph}
        names = [name for name, term in asked.items() if term is None]
        s, p, o, g = (str(term or f"?{name}") for name, term in asked.items())
        pattern = f"GRAPH {g} {{ {s} {p} {o} }}"
        if not names:
            if self._view.ask(f"ASK {{ {pattern} }}"):
                yield ox.Quad(subject, predicate, object_, graph)  # type: ignore[arg-type]
            return
        for row in self._view.all_rows(names, pattern):
            found = {**asked, **row}
            yield ox.Quad(found["s"], found["p"], found["o"], found["g"])  # type: ignore[arg-type]

    def __contains__(self, quad: ox.Quad) -> bool:
        pattern = str(quad.triple)
        if not isinstance(quad.graph_name, ox.DefaultGraph):
            pattern = f"GRAPH {quad.graph_name} {{ {pattern} }}"
        return self._view.ask(f"ASK {{ {pattern} }}")

    def contains_named_graph(self, graph: ox.NamedNode) -> bool:
        """Whether the graph holds anything."""
        return self._view.ask(f"ASK {{ GRAPH {graph} {{ ?s ?p ?o }} }}")

    def update(self, text: str, graphs: Iterable[ox.NamedNode]) -> None:
        """Run an update that writes to these named graphs, and let the union follow."""
        if not self._is_derived:
            text = with_union(text, map(str, graphs))
        self._view.client.update(self._endpoint, text)


class RemoteChanges(Changes):
    """Changes that a server carries out in one request."""

    def __init__(self, quads: RemoteQuads) -> None:
        super().__init__(_as_store(quads))
        self._remote = quads

    def commit(self) -> Written:
        """Send the changes."""
        incoming, outgoing = self._settled()
        incoming |= self._filling()
        parts = [_data("DELETE", outgoing)] if outgoing else []
        parts += [f"DROP SILENT GRAPH {graph}" for graph in sorted(self._gone, key=str)]
        parts += [_data("INSERT", incoming)] if incoming else []
        if parts:
            graphs = {quad.graph_name for quad in incoming | outgoing} | self._gone
            self._remote.update(
                " ;\n".join(parts), [graph for graph in graphs if isinstance(graph, ox.NamedNode)]
            )
        return Written(len(incoming) + len(outgoing))


class RemoteStore(RemoteView, Store):
    """A graph on a server, open for writing."""

    def __init__(self, url: str, *, base: str | None = None, timeout: float = 120.0) -> None:
        RemoteView.__init__(self, url, timeout=timeout)
        self.path = Path(self.client.url)
        updates = update_endpoint(self.client, self.endpoint)
        is_derived = derives_union(self.client, self.endpoint)
        self._quads = RemoteQuads(self, updates, is_derived=is_derived)
        self._store = _as_store(self._quads)
        self._runs: set[str] = set()
        self._settle_base(base)
        if not is_derived and self.lacks_union():
            self.client.update(updates, FILL_UNION)

    def put_article(self, article: str, quads: Iterable[ox.Quad], *, run: Run) -> None:
        """Store an article's quads in the place of all that it said before, in one request."""
        node, maker = self._iri(article), self._iri(run.id)
        written = set(quads)
        parts = [
            f"DROP SILENT GRAPH {node}",
            f"DELETE WHERE {{ GRAPH {STATE} {{ {node} {MADE} ?run }} }}",
            _data("INSERT", written | {ox.Quad(node, MADE, maker, STATE)}),
            # Until a document holds it, a sweep may take it out.
            f'INSERT {{ GRAPH {STATE} {{ {node} {LOOSE} "true" }} }} '
            f"WHERE {{ FILTER NOT EXISTS {{ {node} {terms.PART_OF_DOCUMENT} ?document }} }}",
        ]
        graphs = {node}
        if run.id not in self._runs and not self._quads.contains_named_graph(maker):
            started = ox.Literal(run.started.isoformat())
            parts.append(
                _data("INSERT", {*run_quads(run, base=self.base), ox.Quad(maker, STARTED, started, STATE)})
            )
            graphs.add(maker)
        self._quads.update(" ;\n".join(parts), graphs)
        self._runs.add(run.id)

    def gathering(self) -> AbstractContextManager[Store | Gathering]:
        """This store: an article stays a request, which every server carries out as a whole."""
        return nullcontext(self)

    def close(self) -> None:
        """Nothing is left to write: each change was a request."""

    def _idle_runs(self) -> list[ox.NamedNode]:
        idle = self._pages.one(
            f"SELECT ?run WHERE {{ ?run {terms.TYPE} {terms.RUN} "
            f"FILTER NOT EXISTS {{ GRAPH {STATE} {{ ?article {MADE} ?run }} }} }}"
        )
        nodes = [node for row in idle if isinstance(node := row["run"], ox.NamedNode)]
        self._runs -= {self._holdings.id_of(node) for node in nodes}
        return nodes

    def _changes(self) -> Changes:
        return RemoteChanges(self._quads)

    def _commit(self, changes: Changes) -> None:
        changes.commit()

    def _settle_base(self, base: str | None) -> None:
        stored = self._pages.one(f"SELECT ?base WHERE {{ GRAPH {STATE} {{ {STATE} {BASE} ?base }} }}")
        if stored:
            known = str(getattr(stored[0]["base"], "value", ""))
            if base is not None and base != known:
                raise StoreError(
                    f"{self.endpoint}: its IRIs begin with {known!r}, not {base!r}: use another store or base"
                )
            self._base = known
            return
        self._base = base or self._base or DEFAULT_BASE
        self._quads.update(_data("INSERT", {ox.Quad(STATE, BASE, ox.Literal(self._base), STATE)}), [])


def _as_store(quads: RemoteQuads) -> ox.Store:
    # Oxigraph's class cannot be subclassed; RemoteQuads has those of its methods that are called.
    return cast(ox.Store, quads)


def _data(verb: str, quads: Iterable[ox.Quad]) -> str:
    lines = [f"GRAPH {quad.graph_name} {{ {quad.triple} }}" for quad in quads if quad.graph_name != UNION]
    return "\n".join([f"{verb} DATA {{", *sorted(lines), "}"])
