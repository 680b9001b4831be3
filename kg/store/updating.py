"""A stranger's SPARQL update, made so that the default graph stays the union of the named graphs.

A store keeps each triple of its named graphs in the default graph too (see ``dataset``), and an update knows
nothing of that. So the default graph is not to be written to; what an update does to named graphs is followed
up in the same transaction: their triples go into the default graph, and those that no graph holds any more
leave it. Where an update names its graphs, only these are followed up; where it does not (``GRAPH ?g``,
``DROP ALL``), everything is, which takes as long as reading the store.

What a graph held before the update is kept in a graph of its own until the end of the transaction.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Iterator
from itertools import pairwise

import pyoxigraph as ox

from kg.errors import QueryError
from kg.quads import PREFIXES
from kg.store import troubles
from kg.store.dataset import STATE
from kg.store.lexical import refuse_network, without_text
from kg.store.sparql import brief
from kg.store.store import Store

FILL_UNION = (
    f"INSERT {{ ?s ?p ?o }} WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != {STATE}) "
    "FILTER NOT EXISTS { ?s ?p ?o } }"
)
"""The update that puts into the default graph what named graphs hold and it lacks."""

_EMPTY_UNION = (
    "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o FILTER NOT EXISTS "
    f"{{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != {STATE}) }} }}"
)
_TOKEN = re.compile(r"<[^<>{}\s]*>|[?$]\w+|[\w:.%@\\-]*[\w:%@\\-]|\S")
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:[^>]*>")
_DECLARATIONS = re.compile(r"(?:\s*(?:BASE|PREFIX\s+[\w.-]*:)\s*<[^>]*>)*", re.IGNORECASE)
_DERIVED = QueryError(
    "update: the default graph is the union of the named graphs and not written to: "
    "write INSERT DATA { GRAPH <…> { … } }"
)


def update(store: Store, text: str) -> None:
    """Run an update on a store, in one transaction.

    Raises:
        QueryError: it is malformed, asks another server, or writes to the default graph.
        StoreError: it cannot be written.
    """
    refuse_network(text)
    check(text)
    whole = with_union(text, written_graphs(text))
    try:
        store._store.update(whole, prefixes=PREFIXES | {"id": store.base})
    except (SyntaxError, ValueError, RuntimeError) as error:
        raise QueryError(f"update: {brief(str(error))}: mend the SPARQL") from None
    except OSError as error:
        raise troubles.unwritten(store.path, error) from None
    # Closing a store compacts it after much was written; a quad and its IRIs take some 200 characters.
    store._written += len(text) // 200


def check(text: str) -> None:
    """Raise for an update that is not well-formed, or holds bytes of no character."""
    try:
        ox.Store().update(text, prefixes=PREFIXES)
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"update: {brief(str(error))}: mend the SPARQL") from None
    except (OSError, RuntimeError):
        return  # it is well-formed: the trial store lacks a graph that it names


def with_union(text: str, graphs: Iterable[str] | None) -> str:
    """The update, followed by what keeps the default graph the union.

    Args:
        text: the update.
        graphs: the graphs that it writes to, in brackets; None where they cannot be told.
    """
    end = without_text(text).rstrip(" \t\r\n;")
    own = text[: len(end)]
    if graphs is None:
        return "\n;\n".join(part for part in (own, FILL_UNION, _EMPTY_UNION) if part)
    named = sorted(set(graphs) - {str(STATE)})
    if not named:
        return own
    before = f"<urn:industry-kg:before-{secrets.token_hex(8)}>"
    # Declarations stand before everything, because Oxigraph does not take BASE after a semicolon.
    declared = len(_DECLARATIONS.match(without_text(own))[0])  # type: ignore[index]
    # An operation a graph, because GRAPH ?g with VALUES ?g reads the whole store.
    parts = (
        *(
            f"INSERT {{ GRAPH {before} {{ ?s ?p ?o }} }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}"
            for graph in named
        ),
        own[declared:],
        *(f"INSERT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}" for graph in named),
        f"DELETE {{ ?s ?p ?o }} WHERE {{ GRAPH {before} {{ ?s ?p ?o }} FILTER NOT EXISTS "
        f"{{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g NOT IN ({before}, {STATE})) }} }}",
        f"DROP SILENT GRAPH {before}",
    )
    return own[:declared] + "\n" + "\n;\n".join(part for part in parts if part)


def written_graphs(text: str) -> set[str] | None:
    """The graphs that an update writes to, or None where they cannot be told from its text.

    >>> sorted(written_graphs("INSERT DATA { GRAPH <urn:a> { <urn:s> <urn:p> 1 } } ; DROP GRAPH <urn:b>"))
    ['<urn:a>', '<urn:b>']
    >>> print(written_graphs("DELETE WHERE { GRAPH ?g { <urn:s> ?p ?o } }"))
    None

    Raises:
        QueryError: it writes to the default graph.
    """
    tokens = _TOKEN.findall(without_text(text))
    graphs: set[str] = set()
    is_told = not any(
        token.upper() == "GRAPH" and following[:1] in "?$" for token, following in pairwise([*tokens, ""])
    )
    for operation in _operations(tokens):
        found = _written(operation)
        is_told = is_told and all(_ABSOLUTE.fullmatch(graph) for graph in found)
        graphs |= found
    return graphs if is_told else None


def _operations(tokens: list[str]) -> Iterator[list[str]]:
    """The tokens of each operation: those between semicolons outside braces."""
    depth = 0
    operation: list[str] = []
    for token in tokens:
        depth += (token == "{") - (token == "}")
        if token == ";" and depth == 0:
            yield operation
            operation = []
        else:
            operation.append(token)
    yield operation


_ANY = "?"


def _written(operation: list[str]) -> set[str]:
    """The graphs that an operation writes to; ``?`` is any."""
    words = [token.upper() for token in operation]
    if "{" not in words:
        return _managed(words, operation)
    target = operation[words.index("WITH") + 1] if "WITH" in words[: words.index("{")] else ""
    found: set[str] = set()
    for start, end in _blocks(operation):
        before = words[max(0, start - 2) : start]
        if before[-1:] in (["DATA"], ["INSERT"], ["DELETE"]) or before == ["DELETE", "WHERE"]:
            found |= _template(operation[start + 1 : end], target)
    return found


def _managed(words: list[str], operation: list[str]) -> set[str]:
    """The graphs that CLEAR, DROP, ADD, MOVE or COPY write to."""
    verb = next((word for word in words if word in _MANAGING), "")
    if not verb:
        return set()  # CREATE, or a prologue alone
    if words[-1] == "DEFAULT" or (verb == "MOVE" and "DEFAULT" in words):
        raise _DERIVED
    if verb in ("CLEAR", "DROP") and words[-1] not in ("ALL", "NAMED"):
        return {operation[-1]}
    return {_ANY}


_MANAGING = ("CLEAR", "DROP", "ADD", "MOVE", "COPY")


def _blocks(operation: list[str]) -> Iterator[tuple[int, int]]:
    """Where the outermost braces open and close."""
    depth = opened = 0
    for place, token in enumerate(operation):
        if token == "{":
            opened = place if depth == 0 else opened
            depth += 1
        elif token == "}":
            depth -= 1
            if depth == 0:
                yield opened, place


def _template(block: list[str], target: str) -> set[str]:
    """The graphs of a template; ``target`` is what WITH names."""
    found: set[str] = set()
    inside = {place for start, end in _blocks(block) for place in range(start, end + 1)}
    outside = [token for place, token in enumerate(block) if place not in inside and token != "."]
    while outside:
        if outside[0].upper() == "GRAPH" and len(outside) > 1:
            found.add(outside[1])
            outside = outside[2:]
        elif target:
            return found | {target}
        else:
            raise _DERIVED
    return found
