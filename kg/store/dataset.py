"""Reading a graph: SPARQL and patterns over the union of everything it holds.

Oxigraph can take the union of all named graphs for the default graph, but then a triple that stands in
five articles is found five times, counts are wrong and joins multiply. So the union is kept in the default
graph itself, each triple once: queries are right without DISTINCT, and faster.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol, TypeVar

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.quads import PREFIXES
from kg.store.catalogue import Catalogue
from kg.store.naming import read_entities
from kg.store.reading import read_content
from kg.store.rows import Content
from kg.store.sparql import Term, bind, brief, names_graphs, refuse_strange
from kg.store.surroundings import read_surroundings

Node = ox.NamedNode | ox.BlankNode
Row = dict[str, Term | None]

UNION = ox.DefaultGraph()
STATE = ox.NamedNode("urn:industry-kg:state")
"""The graph of the builder's own bookkeeping (paths, clock times): not in the union, never exported."""

_T = TypeVar("_T")


class View(Protocol):
    """A graph to read, wherever it lies."""

    @property
    def base(self) -> str:
        """What the IRIs of the graph's resources begin with."""
        ...

    def select(self, sparql: str, **bindings: Term) -> list[Row]:
        """The rows of a SELECT query."""
        ...

    def ask(self, sparql: str, **bindings: Term) -> bool:
        """The answer to an ASK query."""
        ...

    def construct(self, sparql: str, **bindings: Term) -> list[ox.Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query."""
        ...

    def triples(
        self, subject: Node | None = None, predicate: ox.NamedNode | None = None, object_: Term | None = None
    ) -> list[ox.Triple]:
        """The triples of the union that match."""
        ...

    def quads(self) -> list[ox.Quad]:
        """Everything with its graph: named graphs, and in the default graph what stands in none of them."""
        ...

    def content(self) -> Content:
        """Entities, articles and facts as plain values."""
        ...

    def entities(self) -> Catalogue:
        """The entities alone, in the order of their IRIs: what a name or a question needs to be understood."""
        ...

    def content_about(self, thing: str) -> Content:
        """Of these at least what tells of a thing (an IRI): its facts, their other ends, the articles that name it."""
        ...


class Dataset:
    """A view of an Oxigraph store whose default graph is the union of its graphs.

    >>> view = Dataset(ox.Store(), base="http://example.org/")
    >>> view.select("SELECT ?fact WHERE { ?fact a ikg:Fact }")
    []
    """

    def __init__(self, store: ox.Store, *, base: str, is_fixed: bool = False, is_split: bool = False) -> None:
        """Read a store.

        Args:
            store: whose default graph is the union of its graphs.
            base: what its IRIs begin with.
            is_fixed: nobody writes to it, so that its content need be read once only.
            is_split: every triple of it stands in some named graph.
        """
        self._store = store
        self._base = base
        self._is_fixed = is_fixed
        self._is_split = is_split
        self._content: Content | None = None

    @property
    def base(self) -> str:
        """What the IRIs of the graph's resources begin with."""
        return self._base

    def select(self, sparql: str, **bindings: Term) -> list[Row]:
        """The rows of a SELECT query; the contract's prefixes (``ikg:``, ``id:``, ``skos:`` …) are known.

        Args:
            sparql: the query.
            bindings: terms to put in the place of variables.

        Raises:
            QueryError: the query is malformed, no SELECT, or asks another server (kg works offline).
        """

        def rows(result: ox.QuerySolutions) -> list[Row]:
            names = [variable.value for variable in result.variables]
            return [{name: solution[name] for name in names} for solution in result]

        return self._run(sparql, bindings, ox.QuerySolutions, rows, "SELECT")

    def ask(self, sparql: str, **bindings: Term) -> bool:
        """The answer to an ASK query."""
        return self._run(sparql, bindings, ox.QueryBoolean, bool, "ASK")

    def construct(self, sparql: str, **bindings: Term) -> list[ox.Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query."""
        return self._run(sparql, bindings, ox.QueryTriples, list, "CONSTRUCT or DESCRIBE")

    def triples(
        self, subject: Node | None = None, predicate: ox.NamedNode | None = None, object_: Term | None = None
    ) -> list[ox.Triple]:
        """The triples of the union that match."""
        return self._reading(
            lambda store: [
                quad.triple for quad in store.quads_for_pattern(subject, predicate, object_, UNION)
            ]
        )

    def quads(self) -> list[ox.Quad]:
        """Everything with its graph: named graphs, and in the default graph what stands in none of them."""

        def everything(store: ox.Store) -> list[ox.Quad]:
            graphs = [graph for graph in store.named_graphs() if graph != STATE]
            named = [quad for graph in graphs for quad in store.quads_for_pattern(None, None, None, graph)]
            if self._is_split:
                return named
            told = {quad.triple for quad in named}
            loose = store.quads_for_pattern(None, None, None, UNION)
            return named + [quad for quad in loose if quad.triple not in told]

        return self._reading(everything)

    def content(self) -> Content:
        """Entities, articles and facts as plain values."""
        if self._content is None or not self._is_fixed:
            self._content = self._reading(
                lambda store: read_content(
                    lambda property_: store.quads_for_pattern(None, property_, None, UNION),
                    base=self._base,
                )
            )
        return self._content

    def entities(self) -> Catalogue:
        """The entities alone, in the order of their IRIs."""
        return read_entities(
            lambda property_, object_: self.triples(None, property_, object_), base=self._base
        )

    def content_about(self, thing: str) -> Content:
        """What tells of a thing (an IRI): its facts, their other ends, the articles that name it."""
        try:
            node = ox.NamedNode(thing)
        except ValueError:
            return self.content()  # a blank node of a stranger's graph has no name to look for
        return self._reading(
            lambda store: read_surroundings(
                lambda subject, predicate, object_: store.quads_for_pattern(
                    subject, predicate, object_, UNION
                ),
                node,
                base=self._base,
            )
        )

    def _run(
        self,
        sparql: str,
        bindings: dict[str, Term],
        kind: type[ox.QuerySolutions] | type[ox.QueryBoolean] | type[ox.QueryTriples],
        read: Callable[..., _T],
        wanted: str,
    ) -> _T:
        refuse_strange(sparql)
        text, given = bind(sparql, bindings)
        inside = names_graphs(sparql)

        def answer(store: ox.Store) -> _T:
            seen = [graph for graph in store.named_graphs() if graph != STATE] if inside else None
            result = store.query(
                text, prefixes=PREFIXES | {"id": self._base}, named_graphs=seen, substitutions=given
            )
            if not isinstance(result, kind):
                raise QueryError(f"query: {_kind(result)} where {wanted} is wanted: ask it differently")
            return read(result)

        try:
            return self._reading(answer)
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"query: {brief(str(error))}: mend the SPARQL") from None

    def _reading(self, read: Callable[[ox.Store], _T]) -> _T:
        try:
            return read(self._store)
        except OSError as error:
            raise StoreError(f"store: cannot be read ({error}): try again, or build it again") from None


def _kind(result: object) -> str:
    return {"QuerySolutions": "a SELECT", "QueryBoolean": "an ASK", "QueryTriples": "a CONSTRUCT"}[
        type(result).__name__
    ]


def fill_union(store: ox.Store, quads: Iterator[ox.Quad]) -> None:
    """Load quads into an empty store, each triple into the union too."""

    def doubled() -> Iterator[ox.Quad]:
        for quad in quads:
            yield quad
            if quad.graph_name != UNION:
                yield ox.Quad(quad.subject, quad.predicate, quad.object, UNION)

    store.bulk_extend(doubled())
