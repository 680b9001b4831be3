"""People of the same name are told apart by the organisation they work for."""

from __future__ import annotations

from itertools import permutations

from kg.entities.decisions import Decision, Decisions, Verdict
from kg.entities.persons import Named, told_apart
from kg.lexicon import name_of
from kg.model import Entity, Fact, Link, Mention, Span
from kg.vocab import EntityType, Modality, Relation

ZHANG = Entity(id="x-zhang", type=EntityType.PERSON, names=(name_of("张伟"),))
LINK = Link(
    mention=Mention(span=Span(0, 2), surface="张伟", type=EntityType.PERSON, source="tagger", confidence=0.9),
    entity="x-zhang",
    reason="new",
)


def works_for(organisation: str, confidence: float = 0.9, modality: Modality = Modality.ASSERTED) -> Fact:
    return Fact(
        article="article-1",
        subject="x-zhang",
        relation=Relation.WORKS_FOR,
        object=organisation,
        modality=modality,
        evidence=Span(0, 8),
        evidence_text="张伟任职于该公司",
        rule="test",
        confidence=confidence,
    )


def named(*facts: Fact, person: Entity = ZHANG, decisions: Decisions | None = None) -> Named:
    return told_apart([person], [LINK], list(facts), decisions or Decisions())


def id_of(*facts: Fact, decisions: Decisions | None = None) -> str:
    (entity,) = named(*facts, decisions=decisions).entities
    return entity.id


def test_two_people_of_one_name_at_two_organisations_are_two() -> None:
    assert id_of(works_for("smic")) != id_of(works_for("huawei"))


def test_a_person_at_one_organisation_is_the_same_in_every_article() -> None:
    assert id_of(works_for("smic", 0.9)) == id_of(works_for("smic", 0.4))


def test_the_surest_organisation_counts_whatever_the_order() -> None:
    facts = [works_for("smic", 0.9), works_for("huawei", 0.4), works_for("acme", 0.9)]
    assert {id_of(*order) for order in permutations(facts)} == {id_of(works_for("acme"))}


def test_a_person_of_no_organisation_keeps_the_id_of_the_name() -> None:
    assert id_of() == "x-zhang"
    assert id_of(works_for("smic", modality=Modality.NEGATED)) == "x-zhang"


def test_a_person_whom_the_lexicon_knows_stays_one() -> None:
    ren = Entity(id="x-zhang", type=EntityType.PERSON, names=ZHANG.names, origin="lexicon")
    assert named(works_for("smic"), person=ren).entities == [ren]


def test_links_and_facts_go_by_the_new_id() -> None:
    found = named(works_for("smic"))
    (entity,) = found.entities
    assert [link.entity for link in found.links] == [entity.id]
    assert [(fact.subject, fact.object) for fact in found.facts] == [(entity.id, "smic")]


def test_a_decision_joins_two_people_again() -> None:
    first, second = id_of(works_for("smic")), id_of(works_for("huawei"))
    same = Decisions([Decision(first=first, second=second, verdict=Verdict.SAME)])
    assert id_of(works_for("smic"), decisions=same) == id_of(works_for("huawei"), decisions=same)
