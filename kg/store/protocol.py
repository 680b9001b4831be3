"""A stranger's query answered in one of the formats of the SPARQL 1.1 Protocol, within limits.

Rows are counted as they are made, so that a query without a LIMIT costs no more than the limit. Time is not
bounded here: Oxigraph cannot be interrupted, so whoever serves strangers runs this in a process that can be
ended.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pyoxigraph as ox

from kg.errors import QueryError
from kg.quads import PREFIXES
from kg.store.dataset import STATE, UNION, Dataset
from kg.store.lexical import graphs_from, keywords, refuse_network
from kg.store.sparql import Term, brief

TABLES: dict[str, ox.QueryResultsFormat] = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/xml": ox.QueryResultsFormat.XML,
}
"""Media type → the format of a SELECT's rows or an ASK's answer; the first is preferred."""

GRAPHS: dict[str, ox.RdfFormat] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/json": ox.RdfFormat.JSON_LD,
    "application/xml": ox.RdfFormat.RDF_XML,
}
"""Media type → the format of the triples of a CONSTRUCT or DESCRIBE."""

# A row may hold an article's whole text, so that a limit of rows alone would not bound an answer.
_MOST_TEXT = 32_000_000

Choice = Callable[[Sequence[str]], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The graphs that a request names (the query's own FROM counts where it names none), and whether the
    builder's bookkeeping may be read."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    sees_state: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An answer as it goes over the wire; ``is_cut`` tells that there is more of it than the limit."""

    media_type: str
    body: bytes
    is_cut: bool = False


def answer(
    dataset: Dataset, sparql: str, *, choose: Choice, limit: int, scope: Scope | None = None
) -> Written:
    """The answer to a query of any form.

    Args:
        dataset: the graph.
        sparql: the query; the contract's prefixes are known.
        choose: picks one of the offered media types, or raises.
        limit: at most so many rows or triples.
        scope: which graphs it may look at.

    Raises:
        QueryError: the query is malformed or asks another server.
    """
    refuse_network(sparql)
    scope = scope or Scope()
    default, named = (scope.default, scope.named) if scope.default or scope.named else graphs_from(sparql)

    def run(store: ox.Store) -> Written:
        chosen = _chosen(store, default, named, sparql, scope)
        result = chosen.store.query(
            sparql,
            prefixes=PREFIXES | {"id": dataset.base},
            default_graph=chosen.default,
            named_graphs=chosen.named,
        )
        if isinstance(result, ox.QueryTriples):
            return _triples(result, choose, limit, dataset.base)
        if isinstance(result, ox.QueryBoolean):
            media_type = choose(list(TABLES))
            return Written(media_type=media_type, body=result.serialize(format=TABLES[media_type]) or b"")
        return _rows(result, choose, limit)

    try:
        return dataset._reading(run)
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"query: {brief(str(error))}: mend the SPARQL") from None


@dataclass(frozen=True, slots=True)
class _Chosen:
    store: ox.Store
    default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph]
    named: list[ox.NamedNode | ox.BlankNode] | None


def _chosen(
    store: ox.Store, default: Iterable[str], named: Iterable[str], sparql: str, scope: Scope
) -> _Chosen:
    """Where the query runs. Graphs are always named to Oxigraph, so that no FROM reaches the bookkeeping."""
    defaults, nameds = ([ox.NamedNode(iri) for iri in iris] for iris in (default, named))
    if not scope.sees_state:
        defaults, nameds = ([node for node in nodes if node != STATE] for nodes in (defaults, nameds))
    if not (list(default) or list(named)):
        if scope.sees_state:
            return _Chosen(store, [UNION], None)
        listed = store.named_graphs() if "graph" in keywords(sparql) else ()
        return _Chosen(store, [UNION], [graph for graph in listed if graph != STATE])
    if len(set(defaults)) < 2:
        return _Chosen(store, [*defaults], [*nameds])
    # The default graph is the merge of several. Oxigraph would find a triple once for each of them.
    merged = ox.Store()
    for graph in nameds:
        merged.extend(store.quads_for_pattern(None, None, None, graph))
    for graph in defaults:
        quads = store.quads_for_pattern(None, None, None, graph)
        merged.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    return _Chosen(merged, [UNION], [*nameds])


def _triples(result: ox.QueryTriples, choose: Choice, limit: int, base: str) -> Written:
    media_type = choose(list(GRAPHS))
    made = list(islice(result, limit + 1))
    kept = dict.fromkeys(made[:limit])
    body = ox.serialize(kept, format=GRAPHS[media_type], prefixes=PREFIXES | {"id": base}) or b""
    return Written(media_type=media_type, body=body, is_cut=len(made) > limit)


def _rows(result: ox.QuerySolutions, choose: Choice, limit: int) -> Written:
    media_type = choose(list(TABLES))
    names = [variable.value for variable in result.variables]
    bindings: list[dict[str, Any]] = []
    room = _MOST_TEXT
    is_cut = False
    for row in result:
        terms = {name: term for name in names if (term := row[name]) is not None}
        room -= sum(len(str(term)) for term in terms.values())
        is_cut = len(bindings) == limit or room < 0
        if is_cut:
            break
        bindings.append({name: as_json(term) for name, term in terms.items()})
    written = {"head": {"vars": names}, "results": {"bindings": bindings}}
    body = json.dumps(written, ensure_ascii=False).encode("utf8", "surrogatepass")
    if TABLES[media_type] != ox.QueryResultsFormat.JSON:
        # Oxigraph writes the other formats, which it can only from what it has read.
        parsed = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
        body = parsed.serialize(format=TABLES[media_type]) or b""
    return Written(media_type=media_type, body=body, is_cut=is_cut)


def as_json(term: Term) -> dict[str, Any]:
    """A term as SPARQL's JSON results write it.

    >>> as_json(ox.Literal("华为", language="zh"))
    {'type': 'literal', 'value': '华为', 'xml:lang': 'zh'}
    """
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {name: as_json(getattr(term, name)) for name in ("subject", "predicate", "object")}
        return {"type": "triple", "value": parts}
    written: dict[str, Any] = {"type": "literal", "value": term.value}
    if term.language:
        written["xml:lang"] = term.language
    elif term.datatype.value != _STRING:
        written["datatype"] = term.datatype.value
    if term.direction is not None:
        written["its:dir"] = term.direction.value
    return written


_STRING = "http://www.w3.org/2001/XMLSchema#string"
