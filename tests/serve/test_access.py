"""The served pages for people who use a screen reader or the keyboard."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sample_graph import sample
from tabs import SIZES

from serve.serving import TOKEN, Served, served

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with every kind of page."""
    path = tmp_path_factory.mktemp("access") / "graph.kg"
    with sample(path):
        pass
    with served(path, "--review", token=TOKEN) as running:
        yield running


@pytest.mark.skipif(not AXE.is_file(), reason="needs axe-core: cd web && npm ci")
@pytest.mark.parametrize("size", sorted(SIZES))
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_serious_is_in_the_way_of_a_screen_reader(
    size: str, theme: str, reviewed: Served, browser: Any
) -> None:
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=theme,
        bypass_csp=True,
        http_credentials={"username": "me", "password": TOKEN},
    )
    tab = context.new_page()
    article = json.loads(reviewed.ask("/entity/smic.json").text)["articles"][0]["id"]
    paths = [
        "/",
        "/entity/smic",
        f"/article/{article}",
        "/relation/investsIn?sort=amount",
        "/ask",
        "/query",
        "/api",
    ]
    paths += ["/ask?q=谁投资了中芯京城", "/find?q=中芯", "/entity/nothing", "/review", "/explore"]
    for path in paths:
        tab.goto(reviewed.url + path)
        if path == "/explore":
            tab.wait_for_selector("#explorer[data-drawn]")
        tab.evaluate(AXE.read_text("utf8"))
        found = tab.evaluate("axe.run(document, { resultTypes: ['violations'] })")
        assert len(found["passes"]) > 8, path
        assert [
            f"{one['id']}: {node['target']} {node.get('failureSummary', '')}"
            for one in found["violations"]
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"]
        ] == [], path
    context.close()


def test_a_fact_of_an_article_is_reached_with_the_keyboard(reviewed: Served, browser: Any) -> None:
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(reviewed.url + "/entity/smic")
    tab.focus(".facts .fact blockquote a")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/article/*#fact-*")
    tab.focus(".text sup a")
    number = tab.get_attribute(".text sup a", "data-fact")
    assert tab.locator(f".side li.lit[data-number='{number}']").count() == 1
    context.close()
