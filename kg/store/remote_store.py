"""Writing to a graph on a SPARQL 1.1 server: the same methods as ``Store``, so that a build need not know.

What a server holds is what a store on disk holds: a named graph an article, one of bookkeeping, and the union
in the default graph. Where the server makes the union itself (``sd:UnionDefaultGraph``: ``kg serve``, GraphDB)
it is left to it; elsewhere each update carries it along. Each update is one request, which servers carry out
as a whole.

Oxigraph lets one process write to a folder; a server does not tell one build from another, so that two of
them at once, on the same documents, are for their users to avoid.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.model import Document, Run
from kg.quads import DEFAULT_BASE, run_quads, terms
from kg.store.changes import Changes
from kg.store.dataset import STATE, UNION
from kg.store.holdings import DONE, LOOSE, MADE
from kg.store.remote import BASE, RemoteView
from kg.store.store import Dropped, Store
from kg.store.updating import FILL_UNION, with_union

_STARTED = ox.NamedNode("urn:industry-kg:state#started")
_DERIVES = re.compile(r"sparql-service-description#UnionDefaultGraph>|\bsd:UnionDefaultGraph\b")


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

    def commit(self) -> int:
        """Send the changes; how many quads that were."""
        incoming, outgoing = self._in, self._out - self._in
        parts = [_data("DELETE", outgoing)] if outgoing else []
        parts += [f"DROP SILENT GRAPH {graph}" for graph in sorted(self._gone, key=str)]
        parts += [_data("INSERT", incoming)] if incoming else []
        if parts:
            graphs = {quad.graph_name for quad in incoming | outgoing} | self._gone
            self._remote.update(
                " ;\n".join(parts), [graph for graph in graphs if isinstance(graph, ox.NamedNode)]
            )
        return len(incoming) + len(outgoing)


class RemoteStore(RemoteView, Store):
    """A graph on a server, open for writing."""

    def __init__(self, url: str, *, base: str | None = None, timeout: float = 120.0) -> None:
        RemoteView.__init__(self, url, timeout=timeout)
        self.path = Path(self.client.url)
        update_endpoint = self._update_endpoint()
        is_derived = self._is_derived()
        self._quads = RemoteQuads(self, update_endpoint, is_derived=is_derived)
        self._store = _as_store(self._quads)
        self._runs: set[str] = set()
        self._settle_base(base)
        if not is_derived and self.lacks_union():
            self.client.update(update_endpoint, FILL_UNION)

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
                _data("INSERT", {*run_quads(run, base=self.base), ox.Quad(maker, _STARTED, started, STATE)})
            )
            graphs.add(maker)
        self._quads.update(" ;\n".join(parts), graphs)
        self._runs.add(run.id)

    def put_document(self, document: Document, articles: Iterable[str], *, run: Run) -> None:
        """Record that the document holds these articles (ids), all of them stored, and is done."""
        changes = RemoteChanges(self._quads)
        changes.set_state(self._iri(document.id), DONE, [self._iri(run.id)])
        self._holdings.settle(document, [self._iri(article) for article in articles], changes)
        changes.commit()

    def keep(self, document: Document) -> None:
        """Record that the document's path holds it now, where the store already ``has`` its content."""
        changes = RemoteChanges(self._quads)
        self._holdings.settle(document, self._holdings.articles_of(self._iri(document.id)), changes)
        changes.commit()

    def sweep(self) -> None:
        """Take out the articles that belong to no document, as a killed build leaves them, and idle runs."""
        changes = RemoteChanges(self._quads)
        for article in self._holdings.loose_articles():
            self._holdings.remove_article(article, changes)
        changes.commit()
        changes = RemoteChanges(self._quads)
        idle = self._page(
            f"SELECT ?run WHERE {{ ?run {terms.TYPE} {terms.RUN} "
            f"FILTER NOT EXISTS {{ GRAPH {STATE} {{ ?article {MADE} ?run }} }} }}"
        )
        for node in (row["run"] for row in idle):
            if isinstance(node, ox.NamedNode):
                changes.remove_graph(node)
                changes.set_state(node, _STARTED, [])
                self._runs.discard(self._holdings.id_of(node))
        changes.commit()

    def close(self) -> None:
        """Nothing is left to write: each change was a request."""

    def _drop_paths(self, paths: list[str]) -> Dropped:
        changes, holdings = RemoteChanges(self._quads), self._holdings
        documents = sorted({held.document for path in paths if (held := holdings.paths.of(path))}, key=str)
        affected = [
            article for document in documents for article in holdings.leave(document, set(paths), changes)
        ]
        removed = holdings.remove_homeless(affected, changes)
        changes.commit()
        return Dropped(
            paths=tuple(paths),
            documents=tuple(holdings.id_of(one) for one in documents if changes.removes_graph(one)),
            articles=tuple(holdings.id_of(article) for article in removed),
        )

    def _drop_article(self, article: ox.NamedNode) -> Dropped:
        changes = RemoteChanges(self._quads)
        self._holdings.remove_article(article, changes)
        changes.commit()
        return Dropped(paths=(), documents=(), articles=(self._holdings.id_of(article),))

    def _settle_base(self, base: str | None) -> None:
        stored = self._page(f"SELECT ?base WHERE {{ GRAPH {STATE} {{ {STATE} {BASE} ?base }} }}")
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

    def _is_derived(self) -> bool:
        """Whether the server makes the union of the named graphs itself."""
        try:
            described = self.client.send(self.endpoint, None, "", "text/turtle")
        except (QueryError, StoreError):
            return False  # it describes itself not at all
        return bool(_DERIVES.search(described.body.decode("utf8", "replace")))

    def _update_endpoint(self) -> str:
        """Where updates go, tried with one that changes nothing; ``KG_STORE_UPDATE`` says it outright."""
        if told := os.environ.get("KG_STORE_UPDATE"):
            return told
        above, _, last = self.endpoint.rpartition("/")
        candidates = [self.endpoint, self.endpoint + "/statements"]
        if last in ("query", "sparql"):
            candidates.insert(0 if last == "query" else 1, above + "/update")
        problem: Exception | None = None
        for endpoint in candidates:
            try:
                self.client.update(endpoint, "INSERT DATA { }")
            except (QueryError, StoreError) as error:
                if "not allowed" in str(error):
                    raise
                problem = problem or error
            else:
                return endpoint
        raise StoreError(
            f"{self.endpoint}: takes no updates ({problem}): set KG_STORE_UPDATE to where it does"
        )


def _as_store(quads: RemoteQuads) -> ox.Store:
    # Oxigraph's class cannot be subclassed; RemoteQuads has those of its methods that are called.
    return cast(ox.Store, quads)


def _data(verb: str, quads: Iterable[ox.Quad]) -> str:
    lines = [f"GRAPH {quad.graph_name} {{ {quad.triple} }}" for quad in quads if quad.graph_name != UNION]
    return "\n".join([f"{verb} DATA {{", *sorted(lines), "}"])
