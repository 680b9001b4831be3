"""Pages of a graph: what they show, and what they must not do."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from industry_graph import ENTITIES, industry_view

from kg.quads import iri
from kg.visualise import choose, page

CONTENT = industry_view().content()
WICKED = "</script><script>alert(1)</script>"


def node(id_: str) -> str:
    """The IRI of an entity."""
    return iri(id_).value


def sets(text: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The nodes and edges that a page hands to vis."""
    found = [re.search(rf"{name} = new vis\.DataSet\((.*?)\);\n", text) for name in ("nodes", "edges")]
    nodes, edges = (json.loads(match[1]) for match in found if match)
    return nodes, edges


def test_a_page_asks_nothing_of_other_servers() -> None:
    text = page(choose(CONTENT))
    assert not re.findall(r"<(?:script|link|img|iframe)\b[^>]*(?:src|href)=", text)
    assert "default-src 'none'" in text


def test_a_page_shows_every_entity_and_statement_with_its_sentence() -> None:
    chosen = choose(CONTENT)
    nodes, edges = sets(page(chosen))
    assert {one["label"] for one in nodes} == {entity.label for entity in chosen.entities}
    assert len(edges) == len(chosen.statements)
    told = next(edge for edge in edges if edge["to"] == node("activision"))
    assert "微软以687亿美元收购动视暴雪。" in told["title"]


def test_the_legend_names_the_types_that_are_drawn_and_no_others() -> None:
    legend = page(choose(CONTENT, [node("catl")])).partition('class="kg-legend"')[2].partition("</header>")[0]
    assert "企业" in legend
    assert "政府机构" not in legend


def test_planned_and_denied_statements_look_different() -> None:
    _, edges = sets(page(choose(CONTENT)))
    styles = {json.dumps([edge["dashes"], edge["color"]]) for edge in edges}
    assert len(styles) == 4


def test_a_large_page_stands_still_and_a_small_one_moves() -> None:
    large, small = page(choose(CONTENT)), page(choose(CONTENT, [node("siac")]))
    assert '"physics": {"enabled": false' in large
    assert '"physics": {"enabled": true' in small
    assert all({"x", "y"} <= set(one) for one in sets(large)[0])
    assert not any("x" in one for one in sets(small)[0])


def test_a_page_is_the_same_every_time() -> None:
    assert page(choose(CONTENT)) == page(choose(CONTENT))


def test_too_many_things_are_cut_to_the_best_connected_and_counted() -> None:
    chosen = choose(CONTENT, limit=10)
    assert len(chosen.entities) == 10
    assert chosen.left_out > 0
    assert node("huawei") in {entity.iri for entity in chosen.entities}
    note = f"{chosen.left_out} < left"
    assert f"{chosen.left_out} &lt; left" in page(chosen, note=note)


def test_around_a_name_are_its_neighbours_and_further_ones_with_more_depth() -> None:
    near = {entity.label for entity in choose(CONTENT, [node("webank")]).entities}
    assert near == {"微众银行", "隐私计算", "FATE"}
    far = {entity.label for entity in choose(CONTENT, [node("webank")], depth=2).entities}
    assert far == near | {"蚂蚁集团", "联邦学习"}


def test_labels_and_titles_cannot_break_out_of_the_script(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    entities = {
        one: replace(entity, label=WICKED + " href", labels=()) for one, entity in CONTENT.entities.items()
    }
    facts = tuple(replace(fact, evidence=WICKED, article_title=WICKED) for fact in CONTENT.facts)
    wicked = replace(CONTENT, entities=entities, facts=facts)
    text = page(choose(wicked), title=WICKED, note=WICKED)
    assert WICKED not in text
    assert "alert(1)" in text
    assert "popup" not in re.sub(
        r"vis-[\w-]*popup", "", text.partition("<body>")[2].partition("new vis.DataSet")[0]
    )
    nodes, _ = sets(text)
    assert nodes[0]["label"].startswith(WICKED)


def test_every_entity_type_has_a_colour_of_its_own() -> None:
    from kg.visualise.page import COLOURS
    from kg.vocab import EntityType

    assert set(COLOURS) == set(EntityType)
    assert len(set(COLOURS.values())) == len(EntityType)
    assert len(ENTITIES) > 60


def test_a_page_is_written_as_utf_8(tmp_path: Path) -> None:
    text = page(choose(CONTENT, [node("smic")]), title="中芯国际")
    (tmp_path / "x.html").write_text(text, "utf8")
    assert '<meta charset="utf-8">' in text
    assert "中芯国际" in (tmp_path / "x.html").read_text("utf8")
