"""Values as quads: what the contract shows, and nothing that depends on order or clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_graph import (
    HARMONY,
    HARMONY_NEWS,
    HUAWEI,
    INVESTMENT,
    JINGCHENG,
    RUN,
    SHENZHEN,
    SMIC,
    document,
    entities_of,
    fact,
    facts_of,
    quads_of,
)

from kg.model import Name, Qualifiers, TimeRef
from kg.quads import (
    DEFAULT_BASE,
    IKG,
    article_lines,
    article_quads,
    document_quads,
    entity_triples,
    iri,
    run_quads,
    terms,
)
from kg.vocab import Modality, Relation

XSD = "http://www.w3.org/2001/XMLSchema#"


def values(quads: list[ox.Quad], subject: str, property_: ox.NamedNode) -> list[str]:
    """The values of a property as N-Triples writes them."""
    return [
        str(quad.object) for quad in quads if quad.subject == iri(subject) and quad.predicate == property_
    ]


INVESTS, PLANNED, POST, NEGATED = facts_of(INVESTMENT)


def test_every_quad_of_an_article_stands_in_the_articles_graph() -> None:
    assert {quad.graph_name for quad in quads_of(INVESTMENT)} == {iri(INVESTMENT.id)}


def test_an_entity_has_its_class_its_first_name_preferred_and_its_other_names_as_alternatives() -> None:
    quads = quads_of(INVESTMENT)
    assert values(quads, "smic", terms.TYPE) == [f"<{IKG}Company>"]
    assert values(quads, "smic", terms.PREF_LABEL) == ['"中芯国际"@zh']
    assert sorted(values(quads, "smic", terms.ALT_LABEL)) == ['"SMIC"@en', '"中芯"@zh']


def test_stock_codes_are_written_as_chinese_data_services_write_them() -> None:
    assert values(quads_of(INVESTMENT), "smic", terms.STOCK_CODE) == ['"688981.SH"', '"00981.HK"']


def test_other_codes_keep_their_scheme_and_wikidata_items_are_the_same_thing() -> None:
    assert values(quads_of(INVESTMENT), "shenzhen", terms.IDENTIFIER) == ['"iso:CN-GD"']
    same = values(quads_of(HARMONY_NEWS), "huawei", terms.SAME_AS)
    assert same == ["<http://www.wikidata.org/entity/Q160120>"]


def test_a_name_of_no_language_carries_no_tag() -> None:
    model = replace(HARMONY, names=(Name("GPT-4", "und"), Name("GPT-4", "en")))
    triples = list(entity_triples(model))
    assert [str(triple.object) for triple in triples if triple.predicate == terms.PREF_LABEL] == ['"GPT-4"']
    assert [str(triple.object) for triple in triples if triple.predicate == terms.ALT_LABEL] == ['"GPT-4"@en']


def test_a_preferred_name_is_not_repeated_as_an_alternative() -> None:
    doubled = replace(SMIC, names=(*SMIC.names, SMIC.names[0]))
    assert set(entity_triples(doubled)) == set(entity_triples(SMIC))


def test_an_article_says_its_title_date_section_source_text_and_what_it_mentions() -> None:
    quads = quads_of(INVESTMENT)
    assert values(quads, INVESTMENT.id, terms.TITLE) == ['"中芯国际在深圳扩产"@zh']
    assert values(quads, INVESTMENT.id, terms.ISSUED) == [f'"2021-05-27"^^<{XSD}date>']
    assert values(quads, INVESTMENT.id, terms.SECTION) == ['"企业情报"@zh']
    assert values(quads, INVESTMENT.id, terms.SOURCE) == ['"样刊"']
    assert len(values(quads, INVESTMENT.id, terms.MENTIONS)) == 5
    text = next(quad.object for quad in quads if quad.predicate == terms.TEXT)
    assert isinstance(text, ox.Literal)
    assert text.value == INVESTMENT.text


def test_evidence_is_what_the_stored_text_says_at_its_offsets() -> None:
    quads = quads_of(INVESTMENT)
    for one in facts_of(INVESTMENT):
        start = int(values(quads, one.id, terms.EVIDENCE_START)[0].split('"')[1])
        end = int(values(quads, one.id, terms.EVIDENCE_END)[0].split('"')[1])
        assert values(quads, one.id, terms.EVIDENCE) == [f'"{INVESTMENT.text[start:end]}"@zh']


def test_a_fact_carries_all_its_qualifiers_typed() -> None:
    quads = quads_of(INVESTMENT)

    def only(property_: ox.NamedNode) -> str:
        (value,) = values(quads, INVESTS.id, property_)
        return value

    assert only(terms.AMOUNT) == f'"2000000000"^^<{XSD}decimal>'
    assert only(terms.CURRENCY) == '"CNY"'
    assert only(terms.AMOUNT_TEXT) == '"20亿元"'
    assert only(terms.PERCENT) == f'"0.96"^^<{XSD}decimal>'
    assert only(terms.TIME) == f'"2021-05-27"^^<{XSD}date>'
    assert only(terms.TIME_TEXT) == '"2021年5月27日"'
    assert only(terms.CONFIDENCE) == f'"0.9123"^^<{XSD}decimal>'
    assert only(terms.RULE) == '"test/1"'
    assert only(terms.DERIVED_FROM) == str(iri(INVESTMENT.id))
    assert only(terms.GENERATED_BY) == str(iri(RUN.id))


@pytest.mark.parametrize(
    ("value", "type_"), [("2021", "gYear"), ("2021-05", "gYearMonth"), ("2021-05-27", "date")]
)
def test_a_time_is_typed_by_how_far_it_is_known(value: str, type_: str) -> None:
    assert str(terms.time(TimeRef(value=value, text="当时"))) == f'"{value}"^^<{XSD}{type_}>'


def test_an_unresolved_time_keeps_only_its_words() -> None:
    quads = quads_of(INVESTMENT)
    assert values(quads, POST.id, terms.TIME) == []
    assert values(quads, POST.id, terms.TIME_TEXT) == ['"近日"']
    assert values(quads, POST.id, terms.POST) == ['"联合首席执行官"']


def test_a_product_is_an_entity() -> None:
    assert values(quads_of(HARMONY_NEWS), facts_of(HARMONY_NEWS)[1].id, terms.PRODUCT) == [
        str(iri("harmonyos"))
    ]


def test_only_an_asserted_fact_stands_as_a_plain_triple() -> None:
    plain = {
        (quad.subject, quad.predicate, quad.object)
        for which in (INVESTMENT, HARMONY_NEWS)
        for quad in quads_of(which)
        if quad.predicate in terms.RELATIONS.values()
    }
    assert plain == {
        (iri("smic"), terms.RELATIONS[Relation.INVESTS_IN], iri("x-1")),
        (iri("x-2"), terms.RELATIONS[Relation.WORKS_FOR], iri("smic")),
        (iri("huawei"), terms.RELATIONS[Relation.DEVELOPS], iri("harmonyos")),
    }


def test_the_least_confidence_is_not_rounded_to_nothing() -> None:
    faint = replace(INVESTS, confidence=0.000001)
    quads = article_quads(INVESTMENT, entities_of(INVESTMENT), [faint], run=RUN)
    assert values(quads, faint.id, terms.CONFIDENCE) == [f'"0.0001"^^<{XSD}decimal>']


def test_of_two_rules_that_read_the_same_the_more_confident_stands_in_any_order() -> None:
    weaker = replace(INVESTS, confidence=0.5, rule="test/2", qualifiers=Qualifiers(title="董事"))
    entities = entities_of(INVESTMENT)
    one = article_quads(INVESTMENT, entities, [INVESTS, weaker], run=RUN)
    other = article_quads(INVESTMENT, entities, [weaker, INVESTS], run=RUN)
    assert one == other == article_quads(INVESTMENT, entities, [INVESTS], run=RUN)


@given(
    st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from(["", "\x00\t\x85\u2028", '"\\\n\r'])
)
def test_lines_say_what_the_quads_say(text: str, mark: str) -> None:
    told = replace(INVESTMENT, section=mark + text, source=text + mark)
    given_ = told, [*entities_of(INVESTMENT), SMIC], facts_of(INVESTMENT)
    lines = article_lines(*given_, run=RUN)
    quads = article_quads(*given_, run=RUN)
    parsed = [quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES)]
    assert parsed == [quad.triple for quad in quads]
    assert lines.count(b"\n") == len(quads)


def test_a_fact_of_another_article_is_refused() -> None:
    with pytest.raises(ValueError, match="not to"):
        article_quads(HARMONY_NEWS, entities_of(INVESTMENT), [INVESTS], run=RUN)


def test_a_fact_on_an_entity_that_is_not_given_is_refused() -> None:
    with pytest.raises(ValueError, match="x-1"):
        article_quads(INVESTMENT, [SMIC], [INVESTS], run=RUN)


def test_evidence_that_the_article_does_not_say_there_is_refused() -> None:
    moved = replace(INVESTS, evidence_text=INVESTS.evidence_text[:-1] + "！")
    with pytest.raises(ValueError, match="evidence"):
        article_quads(INVESTMENT, [SMIC, JINGCHENG], [moved], run=RUN)


def test_a_document_names_its_file_not_its_folder() -> None:
    which = document("/home/someone/news/digest.txt", "digest")
    quads = document_quads(which, [INVESTMENT.id])
    assert values(quads, which.id, terms.FILE_NAME) == ['"digest.txt"']
    assert values(quads, which.id, terms.FORMAT) == ['"text/plain"']
    assert values(quads, which.id, terms.DIGEST) == [f'"{which.digest}"']
    assert values(quads, INVESTMENT.id, terms.PART_OF_DOCUMENT) == [str(iri(which.id))]
    assert "someone" not in "".join(map(str, quads))


def test_a_run_does_not_show_the_clock() -> None:
    later = replace(RUN, started=datetime(2030, 1, 1, tzinfo=UTC))
    assert run_quads(RUN) == run_quads(later)
    assert values(run_quads(RUN), RUN.id, terms.SOFTWARE_VERSION) == ['"0.1.0"']


def test_another_base_begins_every_resource() -> None:
    quads = quads_of(INVESTMENT, base="http://example.org/kg/")
    assert DEFAULT_BASE not in "".join(map(str, quads))
    assert iri("smic", base="http://example.org/kg/") in {quad.subject for quad in quads}


@given(st.permutations(entities_of(INVESTMENT)), st.permutations(facts_of(INVESTMENT)))
def test_any_order_of_entities_and_facts_gives_the_same_quads(entities: list, facts: list) -> None:
    quads = article_quads(INVESTMENT, entities, facts, run=RUN)
    assert sorted(map(str, quads)) == sorted(map(str, quads_of(INVESTMENT)))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=0, max_value=10**15))
def test_a_number_is_written_as_the_store_writes_it(value: Decimal) -> None:
    literal = terms.decimal(value)
    assert Decimal(literal.value) == value
    store = ox.Store()
    store.add(ox.Quad(iri("a"), terms.AMOUNT, literal))
    assert next(iter(store)).object == literal


def test_each_modality_has_its_individual() -> None:
    said = {
        value
        for which in (INVESTMENT, HARMONY_NEWS)
        for one in facts_of(which)
        for value in values(quads_of(which), one.id, terms.MODALITY)
    }
    assert said == {f"<{IKG}{modality}>" for modality in Modality}


def test_symmetric_facts_are_written_in_the_direction_that_they_are_given() -> None:
    sentence = "中芯国际并未收购华为。"
    one = fact(INVESTMENT, SMIC, Relation.PARTNERS_WITH, HUAWEI, sentence)
    quads = article_quads(INVESTMENT, [SMIC, HUAWEI, SHENZHEN], [one], run=RUN)
    assert values(quads, "smic", terms.RELATIONS[Relation.PARTNERS_WITH]) == [str(iri("huawei"))]
    assert values(quads, "huawei", terms.RELATIONS[Relation.PARTNERS_WITH]) == []
