"""A graph as RDF: sorted, with the contract's prefixes, and for Turtle in the order of a reader's interest.

Turtle is written section by section by Oxigraph's own serializer (which knows how to escape) and only set
apart by blank lines and headings here, so that a difference between two exports is easy to see and to read.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from kg.errors import StoreError
from kg.export.networks import NOT_XML
from kg.quads import PREFIXES, terms
from kg.store import Term, View
from kg.vocab import EntityType

_SECTIONS: dict[str, frozenset[str]] = {
    "Runs": frozenset({"Run"}),
    "Documents": frozenset({"Document"}),
    "Articles": frozenset({"Article"}),
    **{type_.value: frozenset({type_.value}) for type_ in EntityType},
    "Facts": frozenset({"Fact"}),
    "Others": frozenset(),
}
# What a reader looks for first; properties that are not named here follow by name.
_ORDER = {
    property_: number
    for number, property_ in enumerate(
        (
            terms.TYPE,
            terms.PREF_LABEL,
            terms.ALT_LABEL,
            terms.TITLE,
            terms.ISSUED,
            terms.PART_OF_DOCUMENT,
            terms.SECTION,
            terms.SOURCE,
            terms.SUBJECT,
            terms.PREDICATE,
            terms.OBJECT,
            terms.MODALITY,
            terms.CONFIDENCE,
        )
    )
}


def _in_order(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    last = len(_ORDER)
    return sorted(
        triples,
        key=lambda triple: (
            str(triple.subject),
            _ORDER.get(triple.predicate, last),
            triple.predicate.value,
            str(triple.object),
        ),
    )


def _prefixes(view: View) -> dict[str, str]:
    return PREFIXES | {"id": view.base}


def _serialized(
    triples: Iterable[ox.Triple] | Iterable[ox.Quad], format_: ox.RdfFormat, prefixes: dict[str, str] | None
) -> bytes:
    return ox.serialize(triples, format=format_, prefixes=prefixes) or b""


def flat(view: View, *, format_: ox.RdfFormat) -> bytes:
    """The union in a format of triples."""
    if format_ == ox.RdfFormat.RDF_XML:
        _refuse_control_characters(view)
    return _serialized(_in_order(view.triples()), format_, _prefixes(view))


def _refuse_control_characters(view: View) -> None:
    for triple in view.triples():
        if isinstance(triple.object, ox.Literal) and NOT_XML.search(triple.object.value):
            raise StoreError(
                f"{triple.subject}: its text holds a control character, which XML cannot: export Turtle"
            )


def quads(view: View, *, format_: ox.RdfFormat) -> bytes:
    """Everything with its named graph, in a format of quads."""
    if format_ == ox.RdfFormat.N_QUADS:  # a line a quad: sorting lines is much faster than sorting quads
        return b"".join(sorted(_serialized(view.quads(), format_, None).splitlines(keepends=True)))
    ordered = sorted(view.quads(), key=lambda quad: (str(quad.graph_name), str(quad.triple)))
    return _serialized(ordered, format_, _prefixes(view))


def turtle(view: View) -> bytes:
    """The union as Turtle: runs, documents, articles, entities by type, facts by article and place.

    An empty graph is Turtle too: the prefixes alone.
    """
    triples = view.triples()
    section_of = _sections(triples)
    blocks: dict[str, list[ox.Triple]] = defaultdict(list)
    for triple in _in_order(triples):
        blocks[section_of.get(triple.subject, "Others")].append(triple)
    prefixes = _prefixes(view)
    text = [f"@prefix {name}: <{namespace}> ." for name, namespace in sorted(prefixes.items())]
    for section in _SECTIONS:
        if block := blocks[section]:
            text += ["", f"# ---- {section} ----", "", _block(_by_place(block), prefixes)]
    return ("\n".join(text).rstrip("\n") + "\n").encode("utf8")


def _sections(triples: Iterable[ox.Triple]) -> dict[object, str]:
    classes: dict[object, set[str]] = defaultdict(set)
    for triple in triples:
        if triple.predicate == terms.TYPE and isinstance(triple.object, ox.NamedNode):
            classes[triple.subject].add(triple.object.value.removeprefix(terms.IKG))
    return {
        subject: next((section for section, names in _SECTIONS.items() if names & own), "Others")
        for subject, own in classes.items()
    }


def _by_place(triples: list[ox.Triple]) -> list[ox.Triple]:
    """Facts in the order in which their articles state them; everything else stays by its IRI."""
    place: dict[object, tuple[str, int]] = defaultdict(lambda: ("", 0))
    for triple in triples:
        article, start = place[triple.subject]
        if triple.predicate == terms.DERIVED_FROM:
            article = str(triple.object)
        elif triple.predicate == terms.EVIDENCE_START and isinstance(triple.object, ox.Literal):
            start = int(triple.object.value) if triple.object.value.isdigit() else 0
        place[triple.subject] = (article, start)
    return sorted(triples, key=lambda triple: (*place[triple.subject], str(triple.subject)))


def _block(triples: list[ox.Triple], prefixes: dict[str, str]) -> str:
    text = _serialized(triples, ox.RdfFormat.TURTLE, prefixes).decode("utf8")
    lines = [line for line in text.split("\n") if not line.startswith("@prefix ")]
    # A line that does not begin with a tab begins a subject: literals hold no bare line feed.
    return "\n".join(f"\n{line}" if line and not line.startswith("\t") else line for line in lines).strip(
        "\n"
    )


def json_ld(view: View) -> bytes:
    """The union as JSON-LD: one node a subject, compact by a context that is part of the file."""
    prefixes = _prefixes(view)
    nodes: dict[str, dict[str, Any]] = {}
    for triple in _in_order(view.triples()):
        id_ = _compact(triple.subject, prefixes)
        node = nodes.setdefault(id_, {"@id": id_})
        if triple.predicate == terms.TYPE:
            node.setdefault("@type", []).append(_compact(triple.object, prefixes))
        else:
            node.setdefault(_compact(triple.predicate, prefixes), []).append(_json(triple.object, prefixes))
    context: dict[str, Any] = dict(sorted(prefixes.items()))
    context["id"] = {"@id": view.base, "@prefix": True}  # a base need not end in a slash
    graph = [{name: _lone(value) for name, value in node.items()} for node in nodes.values()]
    document = {"@context": context, "@graph": graph}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf8")


def _lone(value: Any) -> Any:
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _compact(term: Term, prefixes: dict[str, str]) -> str:
    if isinstance(term, ox.BlankNode):
        return f"_:{term.value}"
    if not isinstance(term, ox.NamedNode):
        raise StoreError(f"{term}: JSON-LD cannot hold a statement on a statement: export another format")
    for name, namespace in prefixes.items():
        rest = term.value.removeprefix(namespace)
        if rest != term.value and not rest.startswith("//"):
            return f"{name}:{rest}"
    return term.value


def _json(term: Term, prefixes: dict[str, str]) -> object:
    if not isinstance(term, ox.Literal):
        return {"@id": _compact(term, prefixes)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == terms.XSD + "string":
        return term.value
    return {"@value": term.value, "@type": _compact(term.datatype, prefixes)}
