"""Facts filtered and put together."""

from __future__ import annotations

import pytest
from industry_graph import industry_view

from kg.errors import QueryError
from kg.quads import iri
from kg.query import FactFilter, fact_record, modality_named, relation_named, statements, types_named
from kg.query.factrows import fact_rows
from kg.query.names import Names
from kg.vocab import ORGANIZATIONS, EntityType, Modality, Relation

VIEW = industry_view()
FACTS = VIEW.content().facts


def told(wanted: FactFilter) -> set[tuple[str, str]]:
    """Subject and object of the facts that pass."""
    return {(fact.subject_label, fact.object_label) for fact in FACTS if wanted.takes(fact)}


def test_a_filter_of_nothing_takes_everything() -> None:
    assert all(FactFilter().takes(fact) for fact in FACTS)


def test_facts_are_filtered_by_relation_subject_modality_and_type() -> None:
    tencent = frozenset({iri("tencent").value})
    invests = frozenset({Relation.INVESTS_IN})
    assert told(FactFilter(relations=invests, subjects=tencent)) == {("腾讯", "京东"), ("腾讯", "美团")}
    assert told(FactFilter(relations=invests, modalities=frozenset({Modality.SPECULATIVE}))) == {
        ("国家集成电路产业投资基金", "商汤科技")
    }
    assert told(FactFilter(types=frozenset({EntityType.EVENT}))) == {
        ("阿里巴巴", "世界人工智能大会"),
        ("世界人工智能大会", "上海"),
    }


def test_a_symmetric_relation_is_found_from_either_end() -> None:
    toyota = frozenset({iri("toyota").value})
    assert told(FactFilter(subjects=toyota)) == told(FactFilter(objects=toyota)) == {("比亚迪", "丰田")}


def test_the_time_is_the_facts_or_else_the_articles() -> None:
    early = FactFilter(relations=frozenset({Relation.INVESTS_IN}), until="2015")
    assert told(early) == {("腾讯", "京东"), ("腾讯", "美团"), ("软银集团", "阿里巴巴")}
    assert ("微软", "动视暴雪") in told(FactFilter(since="2022-01", until="2022-01-31"))


def test_a_statement_has_the_fact_that_tells_most_and_counts_its_articles() -> None:
    ours = [fact for fact in FACTS if fact.object_label == "中芯国际" and fact.relation == "investsIn"]
    (one,) = statements(ours)
    assert (one.sources, one.fact.amount_text) == (2, "15亿美元")


def test_a_record_has_the_same_fields_for_every_fact() -> None:
    assert len({tuple(fact_record(fact)) for fact in FACTS}) == 1


def test_facts_read_by_their_iris_are_those_of_the_content() -> None:
    found = fact_rows(VIEW, [fact.iri for fact in FACTS], Names.of(VIEW))
    assert sorted(found.values(), key=lambda fact: fact.iri) == sorted(FACTS, key=lambda fact: fact.iri)


def test_names_of_relations_types_and_modalities_are_known_in_any_case() -> None:
    assert relation_named("investsin") is Relation.INVESTS_IN
    assert types_named("organization") == ORGANIZATIONS
    assert modality_named("PLANNED") is Modality.PLANNED


def test_a_wrong_name_offers_the_nearest() -> None:
    with pytest.raises(QueryError, match="no relation 'investIn'; did you mean 'investsIn'"):
        relation_named("investIn")
    with pytest.raises(QueryError, match="did you mean 'Company'"):
        types_named("Compny")
