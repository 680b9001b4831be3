"""Whether a graph is sound: what the contract promises, checked on the graph as it stands.

``validate`` needs nothing but the graph. ``shacl`` checks it against ``ontology/shapes.ttl`` by pySHACL,
where that is installed: an independent opinion, and far slower. What only the stored text can show, that
evidence stands at its offsets, shapes cannot say, and ``validate`` does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import StoreError
from kg.quads import terms
from kg.resources import ontology_folder
from kg.store import Content, Dataset, View, short_id, text_of
from kg.vocab import SIGNATURES, Modality

_ENDS = ((terms.SUBJECT, "subject"), (terms.OBJECT, "object"), (terms.PRODUCT, "product"))
_MODALITIES = {node.value: modality for modality, node in terms.MODALITIES.items()}
_RELATIONS = {node.value: relation for relation, node in terms.RELATIONS.items()}


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something unsound: which check found it, where, and what."""

    check: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def validate(view: View) -> list[Problem]:
    """Everything in the graph that breaks the contract, sorted by check and place.

    Checks: ``label`` (an entity without a preferred name, or with two in a language), ``dangling`` (a fact
    that names what is not there), ``modality``, ``signature`` (types that the relation does not allow),
    ``evidence`` (words that do not stand at their offsets), ``plain`` (a plain triple that no fact asserts,
    or an asserted fact without its plain triple).
    """
    # From the statements themselves: what readers kept beside a store is not what is to be checked.
    content = Dataset.content(view) if isinstance(view, Dataset) else view.content()
    found = [*_labels(view, content), *_facts(view, content), *_evidence(content), *_plain(view)]
    return sorted(set(found))


def shacl(view: View) -> list[Problem]:
    """What pySHACL finds in the graph against the shapes of the ontology.

    Raises:
        StoreError: pySHACL is not installed.
    """
    try:
        import pyshacl
    except ImportError:
        raise StoreError("shacl: pySHACL is not installed: pip install 'industry-kg[validate]'") from None
    import rdflib
    from rdflib.namespace import SH

    graph = rdflib.Graph()
    text = ox.serialize(view.triples(), format=ox.RdfFormat.N_TRIPLES) or b""
    graph.parse(data=text, format="nt")
    shapes = rdflib.Graph().parse(ontology_folder() / "shapes.ttl")
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none", advanced=False)
    found = set()
    for result in report.subjects(rdflib.RDF.type, SH.ValidationResult):
        where = short_id(str(report.value(result, SH.focusNode)), base=view.base)
        messages = sorted(str(message) for message in report.objects(result, SH.resultMessage))
        path = report.value(result, SH.resultPath)
        what = f"{short_id(str(path))}: " if path else ""
        found.add(Problem("shacl", where, what + "; ".join(messages)))
    return sorted(found)


def _labels(view: View, content: Content) -> Iterator[Problem]:
    languages: Counter[tuple[str, str]] = Counter()
    for triple in view.triples(None, terms.PREF_LABEL):
        if isinstance(triple.object, ox.Literal):
            languages[text_of(triple.subject), triple.object.language or ""] += 1
    labelled = {subject for subject, _ in languages}
    for iri, entity in content.entities.items():
        if iri not in labelled:
            yield Problem("label", entity.id, "has no preferred name")
    for (iri, language), number in languages.items():
        if number > 1:
            where = short_id(iri, base=view.base)
            yield Problem("label", where, f"has {number} preferred names in {language or 'no language'}")


def _facts(view: View, content: Content) -> Iterator[Problem]:
    told = {
        property_: {
            text_of(triple.subject): text_of(triple.object) for triple in view.triples(None, property_)
        }
        for property_ in (*(end for end, _ in _ENDS), terms.PREDICATE, terms.MODALITY, terms.DERIVED_FROM)
    }
    for triple in view.triples(None, terms.TYPE, terms.FACT):
        fact = text_of(triple.subject)
        where = short_id(fact, base=view.base)
        for property_, name in _ENDS:
            iri = told[property_].get(fact)
            if iri is None and name != "product":
                yield Problem("dangling", where, f"has no {name}")
            elif iri is not None and iri not in content.entities:
                yield Problem("dangling", where, f"its {name} {_short(iri, view)} is no entity of the graph")
        article = told[terms.DERIVED_FROM].get(fact)
        if article is None:
            yield Problem("dangling", where, "does not say which article states it")
        elif article not in content.articles:
            yield Problem("dangling", where, f"its article {_short(article, view)} is not in the graph")
        if told[terms.MODALITY].get(fact) not in _MODALITIES:
            yield Problem("modality", where, "does not say its modality")
        if told[terms.PREDICATE].get(fact) not in _RELATIONS:
            yield Problem("signature", where, "its relation is none of the ontology's")
    yield from _signatures(content)


def _signatures(content: Content) -> Iterator[Problem]:
    for fact in content.facts:
        signature = SIGNATURES[fact.relation]
        ends = (("subject", fact.subject, signature.subjects), ("object", fact.object, signature.objects))
        for name, iri, allowed in ends:
            entity = content.entities[iri]
            if not allowed.intersection(entity.types):
                what = f"{entity.label} ({entity.type}) cannot be the {name} of {fact.relation}"
                yield Problem("signature", fact.id, what)


def _evidence(content: Content) -> Iterator[Problem]:
    for fact in content.facts:
        article = content.articles.get(fact.article)
        if not fact.evidence:
            yield Problem("evidence", fact.id, "has no evidence")
        elif article and article.text and article.text[fact.start : fact.end] != fact.evidence:
            there = article.text[fact.start : fact.end]
            what = f"{article.id} says {there[:30]!r} at {fact.start}-{fact.end}, not {fact.evidence[:30]!r}"
            yield Problem("evidence", fact.id, what)


def _plain(view: View) -> Iterator[Problem]:
    rows = view.select(
        "SELECT ?s ?p ?o WHERE { ?f a ikg:Fact ; ikg:modality ikg:Asserted ;"
        " rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }"
    )
    asserted = {(text_of(row["s"]), text_of(row["p"]), text_of(row["o"])) for row in rows}
    plain = {
        (text_of(triple.subject), node.value, text_of(triple.object))
        for node in terms.RELATIONS.values()
        for triple in view.triples(None, node)
    }
    for statements, what in (
        (plain - asserted, f"stands as a plain triple, but no fact is {Modality.ASSERTED} of it"),
        (asserted - plain, "is asserted by a fact, but stands as no plain triple"),
    ):
        for subject, relation, object_ in statements:
            if relation in _RELATIONS:
                where = f"{_short(subject, view)} {_RELATIONS[relation]} {_short(object_, view)}"
                yield Problem("plain", where, what)


def _short(iri: str, view: View) -> str:
    return short_id(iri, base=view.base)
