"""Care with SPARQL text before it is run: no asking of other servers, and terms in the place of variables.

Both look at the text with strings, IRIs and comments set apart, where a word means nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pyoxigraph as ox

from kg.errors import QueryError

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_INERT = re.compile(
    r'''"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^'\\]|\\.|'(?!''))*\'\'\'|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*\''''
    r"""|<[^<>"{}|^`\\\x00-\x20]*>|\#[^\n]*""",
    re.DOTALL,
)
_SERVICE, _FROM, _GRAPH = (
    re.compile(rf"(?<![\w?$:-]){word}(?![\w:-])", re.IGNORECASE) for word in ("service", "from", "graph")
)
_VARIABLE = re.compile(r"[?$](\w+)")


def refuse_strange(sparql: str) -> None:
    """Raise for a query that would ask another server, or read the builder's own bookkeeping.

    >>> refuse_strange("SELECT ?service WHERE { ?service schema:name 'service' } # SERVICE")
    """
    bare = _INERT.sub(" ", sparql)
    if _SERVICE.search(bare):
        raise QueryError("query: SERVICE would ask another server, and kg works offline: leave it out")
    # Escapes could spell the graph's name unseen; no article's or document's name needs any.
    if _FROM.search(bare) and ("state" in sparql or "\\u" in sparql.lower()):
        raise QueryError("query: FROM may name articles, documents and runs only: leave it out")


def names_graphs(sparql: str) -> bool:
    """Whether the query looks into named graphs.

    >>> names_graphs("ASK { GRAPH ?g { ?s ?p ?o } }"), names_graphs("ASK { ?graph ?p 'graph' }")
    (True, False)
    """
    return bool(_GRAPH.search(_INERT.sub(" ", sparql)))


def bind(sparql: str, bindings: Mapping[str, Term]) -> tuple[str, dict[ox.Variable, Term]]:
    """The query with terms in the place of variables, and those terms that Oxigraph has to put in itself.

    Oxigraph substitutes only variables that a SELECT projects; the others are replaced in the text.

    >>> bind("SELECT ?x WHERE { ?x skos:prefLabel ?name }", {"name": ox.Literal("华为", language="zh")})
    ('SELECT ?x WHERE { ?x skos:prefLabel "华为"@zh }', {})
    """
    head = _INERT.sub(" ", sparql).partition("{")[0]
    projected = set(_VARIABLE.findall(head))
    in_text = {name: str(term) for name, term in bindings.items() if name not in projected}
    given = {ox.Variable(name): term for name, term in bindings.items() if name in projected}

    def put(text: str) -> str:
        return _VARIABLE.sub(lambda found: in_text.get(found[1], found[0]), text)

    parts = []
    position = 0
    for inert in _INERT.finditer(sparql):
        parts += [put(sparql[position : inert.start()]), inert[0]]
        position = inert.end()
    return "".join((*parts, put(sparql[position:]))), given


def brief(message: str) -> str:
    """Oxigraph lists every token that might have stood there; the place and the first few are enough.

    >>> brief('error at 1:16: expected one of "$", "(", "+", "-", ".", ":", "<"')
    'error at 1:16: expected one of "$", "(", "+", "-" …'
    """
    head, expected, tokens = message.partition("expected one of ")
    few = tokens.split(", ")
    return head + expected + ", ".join(few[:4]) + (" …" if len(few) > 4 else "")
