"""The ontology that users read and the vocabulary that code uses say the same, in both directions."""

from __future__ import annotations

import re

import pytest
import rdflib
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from sample_graph import HARMONY_NEWS, INVESTMENT, PAGE, RUN, document, quads_of

from kg.quads import IKG, document_quads, run_quads, terms
from kg.resources import ontology_folder
from kg.vocab import ORGANIZATIONS, SIGNATURES, SYMMETRIC, EntityType, Modality, Relation

ONTOLOGY = rdflib.Graph().parse(ontology_folder() / "industry-kg.ttl")
ALIGNMENT = rdflib.Graph().parse(ontology_folder() / "alignment.ttl")
SHAPES = rdflib.Graph().parse(ontology_folder() / "shapes.ttl")
NAMES = rdflib.Namespace(IKG)
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
OWN = sorted(
    {term for term in ONTOLOGY.subjects(RDF.type) if isinstance(term, rdflib.URIRef) and term in NAMES}
)
PROPERTIES = [
    term for term in OWN if set(ONTOLOGY[term : RDF.type]) & {OWL.ObjectProperty, OWL.DatatypeProperty}
]


def local(term: rdflib.term.Node) -> str:
    """The local name of a term of the ontology."""
    return str(term).removeprefix(IKG)


def leaves(class_: rdflib.term.Node) -> set[EntityType]:
    """The entity types that a class, or a union of classes, stands for."""
    if union := ONTOLOGY.value(class_, OWL.unionOf):
        return {type_ for member in Collection(ONTOLOGY, union) for type_ in leaves(member)}
    below = {local(term) for term in ONTOLOGY.transitive_subjects(RDFS.subClassOf, class_)}
    return {type_ for type_ in EntityType if type_.value in below}


def relations() -> set[str]:
    """The properties of the ontology that hold between entities and are no inverses of others."""
    return {
        local(term)
        for term in PROPERTIES
        if (OWL.ObjectProperty in ONTOLOGY[term : RDF.type])
        and not ONTOLOGY.value(term, OWL.inverseOf)
        and leaves(ONTOLOGY.value(term, RDFS.domain))
    }


def test_the_entity_types_are_the_classes_below_entity_that_have_none_below() -> None:
    below = set(ONTOLOGY.transitive_subjects(RDFS.subClassOf, NAMES.Entity))
    lowest = {local(term) for term in below if not list(ONTOLOGY.subjects(RDFS.subClassOf, term))}
    assert lowest == {type_.value for type_ in EntityType}


def test_the_organizations_are_the_classes_below_organization() -> None:
    assert leaves(NAMES.Organization) == ORGANIZATIONS


def test_the_relations_are_the_ontologys() -> None:
    assert relations() == {relation.value for relation in Relation}


@pytest.mark.parametrize("relation", Relation)
def test_a_relation_has_the_domain_and_range_of_its_signature(relation: Relation) -> None:
    domain = ONTOLOGY.value(NAMES[relation], RDFS.domain)
    range_ = ONTOLOGY.value(NAMES[relation], RDFS.range)
    assert leaves(domain) == SIGNATURES[relation].subjects
    assert leaves(range_) == SIGNATURES[relation].objects


def test_the_symmetric_relations_are_the_ontologys() -> None:
    symmetric = {local(term) for term in ONTOLOGY.subjects(RDF.type, OWL.SymmetricProperty)}
    assert symmetric == {relation.value for relation in SYMMETRIC}


@pytest.mark.parametrize("relation", Relation)
def test_a_relation_has_one_inverse_with_a_name_or_is_its_own(relation: Relation) -> None:
    inverses = list(ONTOLOGY.subjects(OWL.inverseOf, NAMES[relation]))
    assert len(inverses) == (0 if relation in SYMMETRIC else 1)
    assert all(term in PROPERTIES for term in inverses)


@pytest.mark.parametrize("relation", Relation)
def test_a_relation_has_two_or_three_chinese_examples(relation: Relation) -> None:
    examples = list(ONTOLOGY.objects(NAMES[relation], SKOS.example))
    assert 2 <= len(examples) <= 3
    for example in examples:
        assert example.language == "zh"
        assert re.fullmatch(r"[^。\n]{5,60}。", example), "one sentence"


def test_no_example_serves_two_relations() -> None:
    examples = [str(example) for example in ONTOLOGY.objects(None, SKOS.example)]
    assert len(set(examples)) == len(examples) == 60


def test_the_modalities_are_the_ontologys() -> None:
    expected = {modality.value for modality in Modality}
    assert {local(term) for term in ONTOLOGY.subjects(RDF.type, NAMES.Modality)} == expected
    listed = Collection(ONTOLOGY, ONTOLOGY.value(NAMES.Modality, OWL.oneOf))
    assert {local(term) for term in listed} == expected


@pytest.mark.parametrize("term", OWN, ids=local)
def test_every_term_has_a_label_and_a_definition_in_chinese_and_english(term: rdflib.URIRef) -> None:
    for property_ in (RDFS.label, SKOS.definition):
        assert sorted(text.language for text in ONTOLOGY.objects(term, property_)) == ["en", "zh"]


def test_no_two_terms_of_a_kind_share_a_label() -> None:
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        labels = [text for term in ONTOLOGY.subjects(RDF.type, kind) for text in ONTOLOGY[term : RDFS.label]]
        assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("term", PROPERTIES, ids=local)
def test_every_property_has_a_domain_and_a_range_or_is_an_inverse(term: rdflib.URIRef) -> None:
    has_both = bool(ONTOLOGY.value(term, RDFS.domain) and ONTOLOGY.value(term, RDFS.range))
    assert has_both != bool(ONTOLOGY.value(term, OWL.inverseOf))


def test_the_ontology_says_its_version_and_licence() -> None:
    (header,) = ONTOLOGY.subjects(RDF.type, OWL.Ontology)
    assert str(ONTOLOGY.value(header, OWL.versionInfo)) in str(ONTOLOGY.value(header, OWL.versionIRI))
    assert "LICENSE-2.0" in str(ONTOLOGY.value(header, rdflib.DCTERMS.license))


def test_every_term_that_a_graph_uses_is_defined_and_every_defined_property_is_used() -> None:
    quads = [quad for which in (INVESTMENT, HARMONY_NEWS, PAGE) for quad in quads_of(which)]
    quads += document_quads(document("a.txt", "a"), [PAGE.id]) + run_quads(RUN)
    used = {str(term) for quad in quads for term in quad.triple if str(term).startswith(f"<{IKG}")}
    assert used <= {f"<{term}>" for term in OWN}
    inverses = set(ONTOLOGY.subjects(OWL.inverseOf))
    named = {f"<{term}>" for term in PROPERTIES if term not in inverses}
    relations_ = {str(node) for node in terms.RELATIONS.values()}
    assert named - relations_ == {term for term in used if term in named} - relations_


@pytest.mark.parametrize("graph", [ALIGNMENT, SHAPES], ids=["alignment", "shapes"])
def test_alignment_and_shapes_name_only_terms_that_exist(graph: rdflib.Graph) -> None:
    named = {term for triple in graph for term in triple if isinstance(term, rdflib.URIRef) and term in NAMES}
    assert named
    assert named <= set(OWN)


def test_the_alignment_reaches_each_vocabulary_that_it_promises() -> None:
    text = " ".join(str(term) for term in ALIGNMENT.objects())
    for namespace in ("https://schema.org/", "http://www.w3.org/ns/prov#", "http://www.w3.org/ns/org#"):
        assert namespace in text


@pytest.mark.parametrize("relation", Relation)
def test_the_shapes_allow_what_the_signature_allows(relation: Relation) -> None:
    for target, types in (
        (SH.targetSubjectsOf, SIGNATURES[relation].subjects),
        (SH.targetObjectsOf, SIGNATURES[relation].objects),
    ):
        (shape,) = SHAPES.subjects(target, NAMES[relation])
        choices = Collection(SHAPES, SHAPES.value(shape, SH["or"]))
        assert {local(SHAPES.value(choice, SH["class"])) for choice in choices} == {
            type_.value for type_ in types
        }
