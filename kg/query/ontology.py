"""What the ontology says of its classes and relations, for people to read and for questions to use."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from kg.quads import IKG, PREFIXES
from kg.resources import ontology_folder
from kg.vocab import ORGANIZATIONS, SIGNATURES, SYMMETRIC, EntityType, Relation

_RDFS, _SKOS, _OWL = PREFIXES["rdfs"], PREFIXES["skos"], PREFIXES["owl"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A class or relation: its labels and definitions by language, its examples, the name of its inverse."""

    name: str
    kind: str
    label: dict[str, str]
    definition: dict[str, str]
    examples: tuple[str, ...] = ()
    inverse: str = ""
    inverse_label: dict[str, str]


class Ontology:
    """The terms of the ontology by name."""

    def __init__(self, triples: ox.Store) -> None:
        self._triples = triples
        inverses = {
            _local(quad.object): _local(quad.subject)
            for quad in triples.quads_for_pattern(None, ox.NamedNode(_OWL + "inverseOf"), None, None)
        }
        self.classes = {type_: self._term(type_.value, "class", "") for type_ in EntityType}
        self.relations = {
            relation: self._term(relation.value, "relation", inverses.get(relation.value, ""))
            for relation in Relation
        }

    def _term(self, name: str, kind: str, inverse: str) -> Term:
        return Term(
            name=name,
            kind=kind,
            label=self._texts(name, _RDFS + "label"),
            definition=self._texts(name, _SKOS + "definition"),
            examples=tuple(sorted(self._values(name, _SKOS + "example"))),
            inverse=inverse,
            inverse_label=self._texts(inverse, _RDFS + "label") if inverse else {},
        )

    def _literals(self, name: str, property_: str) -> list[ox.Literal]:
        quads = self._triples.quads_for_pattern(ox.NamedNode(IKG + name), ox.NamedNode(property_), None, None)
        return [quad.object for quad in quads if isinstance(quad.object, ox.Literal)]

    def _texts(self, name: str, property_: str) -> dict[str, str]:
        return {literal.language or "": literal.value for literal in self._literals(name, property_)}

    def _values(self, name: str, property_: str) -> list[str]:
        return [literal.value for literal in self._literals(name, property_)]


def _local(term: object) -> str:
    return str(getattr(term, "value", term)).removeprefix(IKG)


@cache
def ontology() -> Ontology:
    """The ontology that ships with kg."""
    store = ox.Store()
    store.extend(ox.parse(path=str(ontology_folder() / "industry-kg.ttl"), format=ox.RdfFormat.TURTLE))
    return Ontology(store)


def ontology_differences() -> list[str]:
    """Where the ontology's file and the vocabulary in the code part, in a line each; nothing if they agree."""
    known = ontology()
    found = []
    for name, term in [*known.classes.items(), *known.relations.items()]:
        for what, texts in (("label", term.label), ("definition", term.definition)):
            found += [
                f"{name}: no {what} in {language}" for language in ("zh", "en") if language not in texts
            ]
    for relation, term in known.relations.items():
        if not term.examples:
            found.append(f"{relation}: no example")
        if (relation in SYMMETRIC) == bool(term.inverse):
            found.append(f"{relation}: is symmetric or has an inverse, not both and not neither")
        if not (SIGNATURES[relation].subjects and SIGNATURES[relation].objects):
            found.append(f"{relation}: nothing may stand at one of its ends")
    return found


def ontology_terms() -> list[dict[str, str]]:
    """Every class and relation as a row for people."""
    known = ontology()
    rows = []
    for type_, term in known.classes.items():
        rows.append(_row(term, subjects="", objects="") | {"name": type_.value})
    for relation, term in known.relations.items():
        signature = SIGNATURES[relation]
        rows.append(_row(term, subjects=_types(signature.subjects), objects=_types(signature.objects)))
    return rows


def _row(term: Term, *, subjects: str, objects: str) -> dict[str, str]:
    return {
        "name": term.name,
        "kind": term.kind,
        "zh": term.label.get("zh", ""),
        "en": term.label.get("en", ""),
        "inverse": term.inverse,
        "subjects": subjects,
        "objects": objects,
        "definition_zh": term.definition.get("zh", ""),
        "definition_en": term.definition.get("en", ""),
        "examples": " ".join(term.examples),
    }


def _types(types: frozenset[EntityType]) -> str:
    """The types in the ontology's order, the six organizations as one word."""
    names = [type_.value for type_ in EntityType if type_ in types]
    if types >= ORGANIZATIONS:
        names = ["Organization", *(name for name in names if EntityType(name) not in ORGANIZATIONS)]
    return " ".join(names)
