"""A graph too large to draw in one go stays usable."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from industry_graph import industry_view

from kg.store import Content
from kg.visualise.explorer import page

COUNT = 4_000


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four thousand things, twelve thousand facts."""
    content = industry_view().content()
    chance = random.Random(4)
    thing, fact = next(iter(content.entities.values())), content.facts[0]
    things = [
        replace(thing, iri=f"urn:n{at}", id=f"n{at}", label=f"公司{at}", labels=()) for at in range(COUNT)
    ]
    facts = []
    for at in range(3 * COUNT):
        a, b = things[chance.randrange(COUNT)], things[int(COUNT * chance.random() ** 3)]
        facts.append(replace(fact, iri=f"urn:f{at}", id=f"f{at}", subject=a.iri, object=b.iri))
    path = tmp_path_factory.mktemp("large") / "large.html"
    whole = Content(entities={one.iri: one for one in things}, articles=content.articles, facts=tuple(facts))
    path.write_text(page(whole), "utf8")
    return path


def test_edges_are_thinned_while_the_view_moves_and_come_back_when_it_rests(
    opened: Callable[..., Any], large: Path
) -> None:
    explorer = opened(path=large)
    explorer.tab.evaluate(
        """() => {
          window.passes = [];
          const { compose } = explorer.painter;
          explorer.painter.compose = (view, edges, behind) => {
            passes.push(behind ? 'all' : edges.length);
            compose.call(explorer.painter, view, edges, behind);
          };
        }"""
    )
    explorer.tab.mouse.move(400, 400)
    explorer.tab.mouse.down()
    explorer.tab.mouse.move(460, 430, steps=6)
    moving = explorer.tab.evaluate("[...passes]")
    explorer.tab.mouse.up()
    assert moving and max(one for one in moving if one != "all") <= 2500
    explorer.tab.wait_for_function("() => passes.at(-1) === 'all'")


def test_a_thing_is_found_and_shown_near_by(opened: Callable[..., Any], large: Path) -> None:
    explorer = opened(path=large)
    explorer.find("公司3999")
    assert explorer.title() == "公司3999"
    x, y = explorer.place("公司3999")
    assert 264 < x < 920 and 50 < y < 800
    assert any(label["text"] == "公司3999" for label in explorer.tab.evaluate("explorer.painter.labels"))


def test_a_hub_lists_its_facts_a_page_at_a_time(opened: Callable[..., Any], large: Path) -> None:
    explorer = opened(path=large)
    explorer.find("公司0")
    listed = explorer.card.locator("details.fact")
    first = listed.count()
    assert first <= 30 * explorer.card.locator("section").count()
    explorer.card.get_by_role("button", name="再显示").first.click()
    assert listed.count() > first
