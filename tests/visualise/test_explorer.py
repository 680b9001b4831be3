"""The explorer's page as text: what is in it, and that nothing in a graph can get out of its data block."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from industry_graph import industry_view

from kg.model import Name
from kg.store import Content
from kg.visualise.explorer import embedded, page
from kg.visualise.payload import payload, sound
from kg.vocab import EntityType, Modality, Relation

SMIC = "https://w3id.org/industry-kg/id/smic"
NASTY = [
    "</script><script>alert(1)</script>",
    "<!-- <script>",
    "\u2028\u2029",
    "引号\"'`\\",
    "\u202e反向\u2066",
    "半个\ud800字",
    "长" * 10_000,
    "]]>&lt;",
]


@pytest.fixture(scope="module")
def content() -> Content:
    return industry_view().content()


@pytest.fixture(scope="module")
def graph(content: Content) -> dict[str, Any]:
    return payload(content)


def renamed(content: Content, label: str) -> Content:
    """The same graph with 中芯国际 called otherwise."""
    smic = replace(content.entities[SMIC], label=label, labels=(Name(label, "zh"),))
    return replace(content, entities={**content.entities, SMIC: smic})


def data_of(text: str) -> dict[str, Any]:
    """What a browser would read from the page's data block."""
    block = re.search(r'<script type="application/json" id="graph">(.*?)</script', text, re.DOTALL)
    assert block
    read: dict[str, Any] = json.loads(block[1])
    return read


def test_the_page_holds_every_thing_and_every_fact(content: Content) -> None:
    read = data_of(page(content))
    assert len(read["nodes"]["id"]) == len(content.entities)
    assert read["facts"]["id"] == [fact.id for fact in content.facts]


def test_a_fact_keeps_its_sentence_article_and_qualifiers(content: Content, graph: dict[str, Any]) -> None:
    at = next(index for index, fact in enumerate(content.facts) if fact.amount_text == "20亿元")
    fact, facts = content.facts[at], graph["facts"]
    assert graph["sentences"][facts["sentence"][at]] == fact.evidence
    article = graph["articles"][facts["article"][at]]
    assert (article["title"], article["issued"]) == ("中芯国际扩产", "2021-05-27")
    assert (facts["amount"][at], facts["amountText"][at]) == ("2000000000 CNY", "20亿元")
    assert facts["time"][at] == "2021-05-20"
    assert graph["nodes"]["names"][facts["subject"][at]][0] == "中芯国际"


def test_words_come_from_the_ontology_in_both_languages(graph: dict[str, Any]) -> None:
    assert [one["id"] for one in graph["types"]] == [one.value for one in EntityType]
    assert [one["id"] for one in graph["relations"]] == [one.value for one in Relation]
    assert [one["id"] for one in graph["modalities"]] == [one.value for one in Modality]
    for one in (*graph["types"], *graph["relations"], *graph["modalities"]):
        assert one["zh"] and one["en"], one


def test_every_name_has_its_pinyin(graph: dict[str, Any]) -> None:
    at = graph["nodes"]["id"].index("smic")
    told = dict(zip(graph["nodes"]["names"][at], graph["nodes"]["sounds"][at], strict=True))
    assert told == {"中芯国际": "zhong xin guo ji", "SMIC": "", "中芯": "zhong xin"}
    assert sound("重庆银行") == "chong qing yin hang"


def test_a_group_is_of_the_numbers_of_its_things(graph: dict[str, Any]) -> None:
    members = [node for group in graph["groups"] for node in group["members"]]
    assert len(members) == len(set(members)) > 20
    assert max(members) < len(graph["nodes"]["id"])


@pytest.mark.parametrize("focus", ["smic", SMIC])
def test_the_page_opens_at_an_entity_named_by_id_or_iri(content: Content, focus: str) -> None:
    graph = payload(content, focus=focus)
    assert graph["nodes"]["id"][graph["focus"]] == "smic"


def test_without_a_focus_the_page_opens_with_everything(content: Content) -> None:
    assert payload(content)["focus"] == payload(content, focus="nobody")["focus"] == -1


@pytest.mark.parametrize("label", NASTY)
def test_no_label_ends_the_data_block_or_is_changed_by_it(content: Content, label: str) -> None:
    text = page(renamed(content, label))
    assert text.count("</script") == 2
    assert "<!--" not in text
    text.encode("utf8")
    read = data_of(text)
    assert read["nodes"]["names"][read["nodes"]["id"].index("smic")] == [label]


def test_json_holds_no_character_that_html_or_javascript_read_as_more_than_text() -> None:
    text = embedded({"all": "".join(NASTY)})
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text) == {"all": "".join(NASTY)}


def test_only_the_pages_own_script_may_run(content: Content) -> None:
    text = page(content)
    script = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    assert len(script) == 1
    digest = base64.b64encode(hashlib.sha256(script[0].encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in text
    assert "default-src 'none'" in text


def test_the_page_names_nothing_on_the_network(content: Content) -> None:
    """Identifiers of things and the names of XML vocabularies are no addresses that a browser fetches."""
    text = page(content)
    found = set(re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}[^\"'` <)]*", text))
    assert {
        one for one in found if not one.startswith(("https://w3id.org/industry-kg/", "http://www.w3.org/"))
    } == set()
    assert not re.search(r"\b(?:src|href)=\"(?!data:)", text)


def test_the_same_graph_gives_the_same_page(content: Content) -> None:
    assert page(content) == page(industry_view().content())


def test_an_empty_graph_is_a_page_too() -> None:
    read = data_of(page(Content(entities={}, articles={}, facts=())))
    assert read["nodes"]["id"] == read["facts"]["id"] == read["groups"] == []


def test_a_foreign_iri_can_be_put_together_again(content: Content) -> None:
    foreign = replace(content.entities[SMIC], iri="http://example.org/x#y", id="y")
    odd = replace(content.entities[SMIC], iri="http://example.org/%E4%B8%AD", id="中")
    nodes = payload(Content(entities={one.iri: one for one in (foreign, odd)}, articles={}, facts=()))[
        "nodes"
    ]
    assert nodes["iri"][0] + nodes["id"][0] == foreign.iri
    assert nodes["iri"][1].rstrip(" ") == odd.iri
