"""A graph on a SPARQL 1.1 server, read like one on disk.

Our queries take the default graph for the union of everything, each triple once. On most servers it is: those
that a ``RemoteStore`` filled, and those whose default graph is such a union by themselves. Some give a triple
that three graphs hold three times over (Oxigraph's ``--union-default-graph``), and where somebody else loaded
an export there may be named graphs only. Rewriting queries would need a parser; so there the graph is copied
once and read in memory. Two small queries tell which case it is.
"""

from __future__ import annotations

import re

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.quads import DEFAULT_BASE, IKG, PREFIXES, terms
from kg.store.catalogue import Catalogue
from kg.store.dataset import STATE, Dataset, Node, Row, View, fill_union
from kg.store.endpoints import query_endpoint
from kg.store.http import JSON, Client, Response
from kg.store.lexical import without_text
from kg.store.naming import read_entities
from kg.store.paging import CUT, Pages, number
from kg.store.reading import read_content
from kg.store.rows import Content
from kg.store.sparql import Term, bind, refuse_strange

BASE = ox.NamedNode("urn:industry-kg:state#base")

_TRIPLES = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5"
_FORMATS = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/x-turtle": ox.RdfFormat.TURTLE,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
_SAMPLE = 1000
_ARTICLE = re.compile(r"(.*)article-[0-9a-f]{16}$")


def open_remote_view(url: str, *, timeout: float = 60.0) -> View:
    """The graph behind a SPARQL query endpoint, or a server's address.

    Raises:
        StoreError: the server cannot be reached, or does not speak SPARQL there.
    """
    view = RemoteView(url, timeout=timeout)
    return view if view.has_union() else view.copied()


class RemoteView:
    """A view of a server whose default graph is the union of its graphs."""

    def __init__(self, url: str, *, base: str = "", timeout: float = 60.0) -> None:
        self.client = Client(url, timeout=timeout)
        self.endpoint = query_endpoint(self.client)
        self._pages = Pages(self.client, self.endpoint)
        self._base = base or self._found_base()

    @property
    def base(self) -> str:
        """What the IRIs of the graph's resources begin with."""
        return self._base

    def select(self, sparql: str, **bindings: Term) -> list[Row]:
        """The rows of a SELECT query."""
        result = self._results(sparql, bindings)
        if not isinstance(result, ox.QuerySolutions):
            raise QueryError("query: an ASK where SELECT is wanted: ask it differently")
        names = [variable.value for variable in result.variables]
        return [{name: row[name] for name in names} for row in result]

    def ask(self, sparql: str, **bindings: Term) -> bool:
        """The answer to an ASK query."""
        result = self._results(sparql, bindings)
        if not isinstance(result, ox.QueryBoolean):
            raise QueryError("query: a SELECT where ASK is wanted: ask it differently")
        return bool(result)

    def construct(self, sparql: str, **bindings: Term) -> list[ox.Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query."""
        response = self._sent(sparql, bindings, _TRIPLES)
        format_ = _FORMATS.get(response.media_type)
        if format_ is None:
            raise StoreError(f"{self.endpoint}: answers {response.media_type}, no RDF: check the address")
        try:
            return [quad.triple for quad in ox.parse(response.body, format_)]
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"{self.endpoint}: its RDF is malformed ({error}): check the server") from None

    def triples(
        self, subject: Node | None = None, predicate: ox.NamedNode | None = None, object_: Term | None = None
    ) -> list[ox.Triple]:
        """The triples of the union that match."""
        if isinstance(subject, ox.BlankNode) or isinstance(object_, ox.BlankNode):
            return [
                triple
                for triple in self.triples(None, predicate)
                if subject in (None, triple.subject) and object_ in (None, triple.object)
            ]
        pattern = " ".join(
            str(term or name) for term, name in ((subject, "?s"), (predicate, "?p"), (object_, "?o"))
        )
        fixed = {"s": subject, "p": predicate, "o": object_}
        names = [name for name, term in fixed.items() if term is None]
        if not names:
            return [ox.Triple(subject, predicate, object_)] if self.ask(f"ASK {{ {pattern} }}") else []  # type: ignore[arg-type]
        rows = self.all_rows(names, pattern)
        return [_triple({**fixed, **row}) for row in rows]

    def quads(self) -> list[ox.Quad]:
        """Everything with its graph: named graphs, and in the default graph what stands in none of them."""
        found = [
            _quad(row)
            for row in self.all_rows(["s", "p", "o", "g"], f"GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != {STATE})")
        ]
        told = {quad.triple for quad in found}
        # Where the server makes the union, the bookkeeping is in it.
        told |= {_triple(row) for row in self.all_rows(["s", "p", "o"], f"GRAPH {STATE} {{ ?s ?p ?o }}")}
        loose = (triple for triple in self.triples() if triple not in told)
        return found + [ox.Quad(triple.subject, triple.predicate, triple.object) for triple in loose]

    def content(self) -> Content:
        """Entities, articles and facts as plain values."""
        wanted = sorted({term for term in vars(terms).values() if isinstance(term, ox.NamedNode)}, key=str)
        values = " ".join(map(str, wanted))
        rows = self.select(
            f"SELECT ?p (COUNT(*) AS ?n) WHERE {{ VALUES ?p {{ {values} }} ?s ?p ?o }} GROUP BY ?p"
        )
        counts = {row["p"]: number(row["n"]) for row in rows}

        def read(property_: ox.NamedNode) -> list[ox.Quad]:
            known = counts.get(property_, 0)
            found = self.all_rows(["s", "o"], f"?s {property_} ?o", known) if known else ()
            return [ox.Quad(row["s"], property_, row["o"]) for row in found]  # type: ignore[arg-type]

        return read_content(read, base=self._base)

    def entities(self) -> Catalogue:
        """The entities alone, in the order of their IRIs."""
        return read_entities(
            lambda property_, object_: self.triples(None, property_, object_), base=self._base
        )

    def content_about(self, thing: str) -> Content:
        """Everything: a request for each fact would take longer."""
        return self.content()

    def has_union(self) -> bool:
        """Whether the default graph holds what the named graphs do, and each triple once."""
        return not self.lacks_union() and not self._repeats()

    def lacks_union(self) -> bool:
        """Whether the default graph lacks what named graphs hold, looking at some of it."""
        return self.ask(
            f"ASK {{ {{ SELECT ?s ?p ?o WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != {STATE}) }} "
            f"LIMIT {_SAMPLE} }} FILTER(!isBlank(?s) && !isBlank(?o)) FILTER NOT EXISTS {{ ?s ?p ?o }} }}"
        )

    def copied(self) -> Dataset:
        """The graph copied into memory."""
        quads = self.quads()
        store = ox.Store()
        fill_union(store, iter(quads))
        return Dataset(store, base=self._base, is_fixed=True)

    def _repeats(self) -> bool:
        """Whether a triple of two graphs is found twice in the default graph."""
        rows = self.select(
            "SELECT ?s ?p ?o WHERE { GRAPH ?a { ?s ?p ?o } GRAPH ?b { ?s ?p ?o } "
            f"FILTER(?a != ?b && ?a != {STATE} && ?b != {STATE} && !isBlank(?s) && !isBlank(?o)) }} LIMIT 1"
        )
        if not rows:
            return False
        counted = self.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {_triple(rows[0])} }}")
        return number(counted[0]["n"]) > 1

    def all_rows(self, names: list[str], pattern: str, known: int | None = None) -> list[Row]:
        """Every row of a pattern, in as many pages as the server makes of it."""
        return self._pages.all(names, pattern, known)

    def _results(self, sparql: str, bindings: dict[str, Term]) -> ox.QuerySolutions | ox.QueryBoolean:
        return self._pages.parsed(self._sent(sparql, bindings, JSON))

    def _sent(self, sparql: str, bindings: dict[str, Term], accept: str) -> Response:
        refuse_strange(sparql)
        text, given = bind(sparql, bindings)
        for variable, term in given.items():
            text = f"{text}\nVALUES {variable} {{ {term} }}"
        response = self.client.query(self.endpoint, self._with_prefixes(text), accept)
        if cut := response.headers.get(CUT):
            raise StoreError(
                f"{self.endpoint}: the answer was cut at {cut} rows: ask for less, or raise the server's --limit"
            )
        return response

    def _with_prefixes(self, text: str) -> str:
        """The query with the contract's prefixes that it uses and does not declare."""
        bare = without_text(text)
        lines = [
            f"PREFIX {name}: <{iri}>"
            for name, iri in (PREFIXES | {"id": self._base}).items()
            if re.search(rf"(?<![\w.-]){name}:", bare)
            and not re.search(rf"prefix\s+{name}:", bare, re.IGNORECASE)
        ]
        return "\n".join([*lines, text])

    def _found_base(self) -> str:
        """The base that the bookkeeping tells, or an article's IRI shows."""
        rows = self._pages.one(
            f"SELECT ?base ?article WHERE {{ {{ GRAPH {STATE} {{ {STATE} {BASE} ?base }} }} "
            f"UNION {{ ?article a <{IKG}Article> }} "
            f"UNION {{ GRAPH ?g {{ ?article a <{IKG}Article> }} }} }} LIMIT 1"
        )
        for row in rows:
            if (told := row.get("base")) is not None:
                return str(getattr(told, "value", ""))
            if found := _ARTICLE.match(str(getattr(row["article"], "value", ""))):
                return found[1]
        return DEFAULT_BASE


def _triple(row: Row) -> ox.Triple:
    return ox.Triple(row["s"], row["p"], row["o"])  # type: ignore[arg-type]


def _quad(row: Row) -> ox.Quad:
    return ox.Quad(row["s"], row["p"], row["o"], row["g"])  # type: ignore[arg-type]
