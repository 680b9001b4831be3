"""SPARQL text of strangers, looked at without a parser: what a server must know before it runs it.

Oxigraph parses, but does not tell what it parsed. What matters here errs on the safe side: keywords are
looked for as mere letters in whatever is left once strings, comments, IRIs, variables and the local parts of
names are taken out, because Oxigraph reads ``10SERVICE`` as two words. A prefix named ``service:`` is refused
for that reason, which costs its user a renaming.
"""

from __future__ import annotations

import re

from kg.errors import QueryError

# The order matters: what begins first is what counts, as in the parser. A comment ends at either line end,
# and a backslash outside a string makes a quotation mark part of a name.
_PIECES = re.compile(
    r'''(?P<inert>"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^'\\]|\\.|'(?!''))*\'\'\'|"(?:[^"\\\n\r]|\\.)*"'''
    r"""|'(?:[^'\\\n\r]|\\.)*'|\#[^\n\r]*)"""
    r"""|(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)|(?P<escape>\\.)""",
    re.DOTALL,
)
_NAMED = re.compile(r"[?$]\w+|:[\w%-]*")
_FROM = re.compile(r"(?<![?$\w:-])from\s*(named)?\s*(<[^>]*>)", re.IGNORECASE)
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:[^>]*>")


def without_text(sparql: str) -> str:
    """The same text with strings, comments and escapes blanked, everything else in its place.

    >>> without_text("ASK { ?s ?p '有#' } # 完")
    'ASK { ?s ?p      }    '
    """

    def blank(piece: re.Match[str]) -> str:
        return piece[0] if piece["iri"] else " " * len(piece[0])

    return _PIECES.sub(blank, sparql)


def keywords(sparql: str) -> str:
    """What may hold keywords: the text without strings, comments, IRIs, variables and local names, in lower case.

    >>> keywords("ASK { ?service a schema:Service ; rdfs:label 'service' }").split()
    ['ask', '{', 'a', 'schema', ';', 'rdfs', '}']
    """
    bare = _PIECES.sub(lambda piece: " " * len(piece[0]), sparql)
    return _NAMED.sub(" ", bare).lower()


def refuse_network(sparql: str) -> None:
    """Raise for text that would make the server ask another one.

    >>> refuse_network("SELECT * { ?s ?p 10SERVICE <http://192.0.2.1/> { ?a ?b ?c } }")
    Traceback (most recent call last):
    kg.errors.QueryError: query: SERVICE would ask another server, and kg works offline: leave it out
    """
    words = keywords(sparql)
    for word in ("service", "load"):
        if word in words:
            raise QueryError(
                f"query: {word.upper()} would ask another server, and kg works offline: leave it out"
            )


def graphs_from(sparql: str) -> tuple[list[str], list[str]]:
    """The graphs that a query's FROM and FROM NAMED clauses name.

    >>> graphs_from("SELECT * FROM <http://a/1> FROM NAMED <http://a/2> { ?s ?p 'from' }")
    (['http://a/1'], ['http://a/2'])
    """
    found = _FROM.findall(without_text(sparql))
    if len(found) != keywords(sparql).count("from") or not all(_ABSOLUTE.fullmatch(iri) for _, iri in found):
        raise QueryError("query: a graph after FROM is not written as a whole <IRI>: write it in full")
    default = [iri[1:-1] for named, iri in found if not named]
    return default, [iri[1:-1] for named, iri in found if named]
