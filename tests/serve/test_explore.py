"""The explorer over a served graph: more of it comes as it is looked at."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from sample_graph import RUN, article, entity, fact
from tabs import SIZES, explorers

from kg.quads import article_quads, run_quads
from kg.vocab import EntityType, Relation
from serve.serving import Served, served

HUBS, LEAVES = 30, 20


@pytest.fixture(scope="module")
def forest(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A chain of companies with twenty factories each: more than is loaded at first."""
    quads = list(run_quads(RUN))
    hubs = [entity(f"hub-{n:02}", EntityType.COMPANY, f"集团{n:02}", f"Group {n:02}") for n in range(HUBS)]
    for n, hub in enumerate(hubs):
        leaves = [
            entity(f"leaf-{n:02}-{m:02}", EntityType.FACILITY, f"工厂{n:02}之{m:02}") for m in range(LEAVES)
        ]
        following = hubs[n + 1 : n + 2]
        lines = [f"{hub.label}运营{leaf.label}。" for leaf in leaves]
        lines += [f"{hub.label}投资{other.label}。" for other in following]
        told = article(f"{hub.label}的工厂", "".join(lines), issued=date(2021, 5, 1 + n % 28))
        facts = [
            fact(told, hub, Relation.OPERATES, leaf, line) for leaf, line in zip(leaves, lines, strict=False)
        ]
        facts += [fact(told, hub, Relation.INVESTS_IN, other, lines[-1]) for other in following]
        quads += article_quads(told, [hub, *leaves, *following], facts, run=RUN)
    path = tmp_path_factory.mktemp("forest") / "graph.nq"
    path.write_bytes(ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"")
    with served(path) as running:
        yield running


@pytest.fixture
def opened(browser: Any, forest: Served) -> Iterator[Callable[..., Any]]:
    """Opens the explorer; afterwards nothing may have gone wrong in it."""
    # What is not in the graph is asked for all the same, and the browser notes that it is not.
    with explorers(browser, forest.url, forgiven="404") as open_tab:

        def open_(hash_: str = "", *, size: str = "desktop") -> Any:
            return open_tab(f"{forest.url}/explore{hash_}", size=size)

        yield open_


def shown(tab: Any) -> set[str]:
    return set(tab.evaluate("explorer.shown.nodes.map(node => explorer.graph.payload.nodes.names[node][0])"))


def loaded(tab: Any) -> int:
    return int(tab.evaluate("explorer.graph.count"))


def until(tab: Any, told: str) -> None:
    """Wait for the card to tell something."""
    tab.locator("#card", has_text=told).wait_for()


def test_the_best_connected_are_there_at_first_and_not_everything(opened: Callable[..., Any]) -> None:
    tab = opened()
    assert loaded(tab) == 250
    assert {f"集团{n:02}" for n in range(HUBS)} <= shown(tab)
    assert "22" in tab.locator("#card .top li", has_text="集团15").inner_text()


@pytest.mark.parametrize("size", sorted(SIZES))
def test_what_is_not_loaded_is_found_and_comes_when_it_is_chosen(
    opened: Callable[..., Any], size: str
) -> None:
    tab = opened(size=size)
    name = "工厂29之17"
    assert name not in shown(tab)
    tab.fill(".bar input[type=search]", name)
    tab.locator(".bar [role=option]", has_text=name).wait_for()
    tab.press(".bar input[type=search]", "Enter")
    until(tab, name)
    until(tab, "集团29")
    assert name in shown(tab)
    assert tab.url.endswith("#entity=leaf-29-17")
    assert 250 < loaded(tab) < 280


def test_a_click_brings_all_facts_of_a_thing_to_its_card_and_expanding_to_the_picture(
    opened: Callable[..., Any],
) -> None:
    tab = opened()
    tab.evaluate("explorer.select({ kind: 'entity', node: explorer.graph.byId.get('hub-28') })")
    until(tab, "工厂28之19")
    assert "工厂28之19" not in shown(tab)
    before = tab.evaluate("[explorer.scene.x[0], explorer.scene.y[0]]")
    tab.locator("#card button", has_text="展开邻居").click()
    tab.wait_for_timeout(300)
    assert {f"工厂28之{m:02}" for m in range(LEAVES)} <= shown(tab)
    assert tab.evaluate("[explorer.scene.x[0], explorer.scene.y[0]]") == before
    tab.keyboard.press("Control+z")
    assert "工厂28之19" not in shown(tab)


def test_an_address_opens_what_it_names(opened: Callable[..., Any], forest: Served) -> None:
    tab = opened("#around=hub-29")
    until(tab, "工厂29之19")
    assert shown(tab) == {"集团29", "集团28", *(f"工厂29之{m:02}" for m in range(LEAVES))}
    told = json.loads(forest.ask("/explore.json", around="leaf-29-03").text)
    other = opened(f"#fact={told['facts']['id'][0]}")
    until(other, "集团29运营工厂29之03。")
    path = opened("#path=leaf-27-19,leaf-29-19")
    until(path, "4 步")
    assert path.locator("#card .steps > li").count() == 4
    nothing = opened("#entity=nobody")
    nothing.locator("[role=status]", has_text="nobody").wait_for()


def test_sentences_lead_to_the_pages_to_read(opened: Callable[..., Any]) -> None:
    tab = opened("#entity=leaf-29-03")
    until(tab, "集团29")
    tab.locator("#card .fact summary").first.click()
    tab.locator("#card .evidence a").first.click()
    tab.wait_for_url("**/article/*#fact-*")
    assert "工厂29之03" in tab.inner_text(".text")
    tab.go_back()
    tab.locator("#card a", has_text="阅读页面").click()
    tab.wait_for_url("**/entity/leaf-29-03")
    tab.wait_for_selector("h1 >> text=工厂29之03")


def test_parts_of_the_graph_are_told_by_what_they_lie_around(forest: Served) -> None:
    first = json.loads(forest.ask("/explore.json").text)
    assert len(first["nodes"]["id"]) == 250
    around = json.loads(forest.ask("/explore.json", around="集团29").text)
    assert around["nodes"]["id"][0] == "hub-29"
    assert dict(zip(around["nodes"]["id"], around["nodes"]["neighbours"], strict=True))["hub-28"] == 22
    assert len(around["facts"]["id"]) == LEAVES + 1
    assert forest.ask("/explore.json", around="没有").status == 404
    assert forest.ask("/explore.json?path=hub-01").status == 400


def test_a_graph_with_a_base_of_its_own_is_explored_too(browser: Any, tmp_path: Path) -> None:
    lines = "".join(
        f"<http://example.org/things/{id_}> a <https://w3id.org/industry-kg/ontology#Company> ; "
        f'<http://www.w3.org/2004/02/skos/core#prefLabel> "{name}"@zh .\n'
        for id_, name in (("a", "甲公司"), ("b", "乙公司"))
    )
    lines += (
        "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
        "@prefix ikg: <https://w3id.org/industry-kg/ontology#> .\n"
        "<http://example.org/f> a ikg:Fact ; rdf:subject <http://example.org/things/a> ; "
        'rdf:predicate ikg:investsIn ; rdf:object <http://example.org/things/b> ; ikg:evidence "甲公司投资乙公司。" .\n'
    )
    (tmp_path / "graph.ttl").write_text(lines, "utf8")
    context = browser.new_context(locale="zh-CN")
    tab = context.new_page()
    with served(tmp_path / "graph.ttl") as running:
        tab.goto(f"{running.url}/explore#entity=" + quote("http://example.org/things/b", safe=""))
        until(tab, "乙公司")
        assert quote("http://example.org/things/b", safe="") in tab.url
        tab.locator("#card a", has_text="阅读页面").click()
        tab.wait_for_selector("h1 >> text=乙公司")
        assert "甲公司投资乙公司" in tab.inner_text("main")
        for link in tab.locator("main a[href^='/']").all():
            address = str(link.get_attribute("href"))
            assert running.ask(address.partition("#")[0]).status == 200, address
    context.close()
