"""What a NAME stands for."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest
from industry_graph import industry_view

from kg.errors import NotFoundError
from kg.quads import DEFAULT_BASE, IKG, terms
from kg.query import Names, find, find_in, key
from kg.store import Dataset

VIEW = industry_view()
NAMES = Names.of(VIEW)
CONTENT = VIEW.content()


@pytest.mark.parametrize(
    "name",
    [
        "中芯国际",
        "中芯",
        "smic",
        "SMIC",
        "ＳＭＩＣ",
        " 中芯国际 ",
        "《中芯国际》",
        "688981",
        "688981.SH",
        "00981.hk",
        "id:smic",
    ],
)
def test_an_entity_is_found_by_label_alias_code_or_id_however_written(name: str) -> None:
    assert [entity.label for entity in NAMES.resolve(name)] == ["中芯国际"]


def test_an_entity_is_found_by_its_iri_in_brackets_or_not() -> None:
    iri = NAMES.find("smic")[0].iri
    assert NAMES.find(iri) == NAMES.find(f"<{iri}>") == NAMES.find("smic")


def test_the_names_of_a_view_are_those_of_its_content() -> None:
    assert NAMES.entities == CONTENT.entities


def test_no_such_name_offers_the_nearest() -> None:
    with pytest.raises(NotFoundError, match=r"did you mean .*宁德时代"):
        NAMES.resolve("宁德时化")


def test_several_of_one_name_are_all_found() -> None:
    (one,) = NAMES.find("美团")
    other = replace(one, iri=one.iri + "2", id="meituan2")
    names = Names([*CONTENT.entities.values(), other])
    assert names.resolve("美团") == [one, other]
    assert names.resolve("meituan2") == [other]


def test_labels_are_compared_without_case_width_and_quotation_marks() -> None:
    assert key("“东数西算” 工程") == key("东数西算工程")


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("中芯", "中芯国际"),
        ("zxgj", "中芯国际"),
        ("ndsd", "宁德时代"),
        ("ningde", "宁德时代"),
        ("688981", "中芯国际"),
        ("alibaba cl", "阿里云"),
    ],
)
def test_words_pinyin_and_initials_find_entities(words: str, first: str) -> None:
    (best, *_) = find(CONTENT, words)
    assert best.entity is not None
    assert best.entity.label == first


def test_words_find_articles_that_hold_all_of_them() -> None:
    found = [match.article.title for match in find(CONTENT, "微软 动视暴雪") if match.article]
    assert found == ["并购与监管"]
    assert find(CONTENT, "") == find(CONTENT, "没有这样的词") == []


@pytest.mark.parametrize("limit", [1, 3, 20])
def test_in_a_view_the_same_is_found_though_no_fact_is_read(limit: int) -> None:
    parts = {row.label[:2] for row in CONTENT.entities.values()}
    for words in [*sorted(parts), "zxgj", "s", "公司", "微软 动视暴雪", "688981", "", "没有这样的词"]:
        assert find_in(VIEW, words, limit=limit) == find(CONTENT, words, limit=limit), words


def test_things_without_an_iri_are_found_in_a_strangers_graph() -> None:
    written = f"""[] a <{IKG}Company> ; <{terms.PREF_LABEL.value}> "甲乙"@zh .
        [] a <{IKG}Article> ; <{terms.TITLE.value}> "甲乙的新闻"@zh ."""
    graph = ox.Store()
    graph.load(written, ox.RdfFormat.TURTLE)
    view = Dataset(graph, base=DEFAULT_BASE)
    found = find_in(view, "甲乙")
    assert [one.by for one in found] == ["甲乙", "甲乙的新闻"]
    assert found == find(view.content(), "甲乙")
