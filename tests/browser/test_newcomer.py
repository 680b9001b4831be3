"""A newcomer's way from the page of ``make demo`` to a sentence, as benchmarks/newcomer.py films it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.build import build
from kg.resources import seeds_folder
from kg.store import open_view
from kg.visualise.explorer import page

SHAREHOLDERS = re.compile("有股东|有投资方")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The explorer of those of the demo's documents that tell of 中芯国际's shareholder."""
    folder = tmp_path_factory.mktemp("demo")
    told = [str(seeds_folder() / "documents" / f"smic-{name}.txt") for name in ("history", "incentive-plan")]
    build(told, folder / "graph.kg")
    path = folder / "graph.html"
    path.write_text(page(open_view(folder / "graph.kg").content()), "utf8")
    return path


def test_five_clicks_lead_to_who_invested_in_a_shareholder(opened: Callable[..., Any], demo: Path) -> None:
    explorer = opened(path=demo)
    tab, clicks = explorer.tab, 0

    def click(target: Any) -> None:
        nonlocal clicks
        target.click()
        clicks += 1
        explorer.settle()

    def owners() -> Any:
        return explorer.card.locator("section", has=tab.locator("h3", has_text=SHAREHOLDERS))

    explorer.search.fill("中芯国际")
    click(tab.locator(".bar [role=option]").first)
    assert explorer.title() == "中芯国际"
    click(owners().locator("details.fact > summary", has_text="大基金二期").first)
    click(explorer.card.locator("details[open] .goto button").first)
    assert explorer.title() == "大基金二期"
    click(owners().locator("details.fact > summary", has_text="财政部").first)
    assert "财政部" in explorer.card.locator("details[open] blockquote").first.inner_text()
    assert clicks <= 5
