"""The explorer for people who use a screen reader, a keyboard, large contrast or a small screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Opened = Callable[..., Any]
AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"


def complaints(explorer: Any) -> list[str]:
    """What axe finds that is serious: rule, element."""
    # Run from outside the page's own policy, which lets no second script in.
    explorer.tab.evaluate(AXE.read_text("utf8"))
    found = explorer.tab.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    assert len(found["passes"]) > 10  # it did look
    return [
        f"{one['id']}: {node['target']} {node.get('failureSummary', '')}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.mark.skipif(not AXE.is_file(), reason="needs axe-core: cd web && npm ci")
@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_serious_is_in_the_way_of_a_screen_reader(opened: Opened, size: str, theme: str) -> None:
    explorer = opened(size, color_scheme=theme)
    assert complaints(explorer) == []
    explorer.open_filters()
    assert complaints(explorer) == []
    explorer.find("smic")
    explorer.card.locator("details.fact summary").first.click()
    explorer.search.fill("中")
    assert complaints(explorer) == []
    explorer.search.fill("")
    explorer.tab.get_by_role("button", name="帮助").click()
    assert complaints(explorer) == []


def test_every_control_has_a_name_and_is_reached_with_the_tab_key(opened: Opened) -> None:
    explorer = opened()
    reached = set()
    for _ in range(80):
        explorer.tab.keyboard.press("Tab")
        reached.add(
            explorer.tab.evaluate(
                "(e => e.tagName + ' ' + (e.getAttribute('aria-label') || e.labels?.[0]?.textContent || e.textContent))"
                "(document.activeElement)"
            )
        )
    assert any(one.startswith("CANVAS 关系图") for one in reached)
    assert any(one.startswith("INPUT 搜索实体") for one in reached)
    assert any("置信度" in one for one in reached)
    assert [one for one in reached if not one.startswith("BODY") and not one.split(" ", 1)[1].strip()] == []


def test_what_is_chosen_is_told(opened: Opened) -> None:
    explorer = opened()
    explorer.find("smic")
    assert explorer.tab.locator("[role=status]").inner_text() == "中芯国际，企业，8 个邻居"


def test_on_a_phone_nothing_is_wider_than_the_screen_and_fingers_find_the_buttons(opened: Opened) -> None:
    explorer = opened("phone")
    explorer.find("smic")
    assert explorer.tab.evaluate("document.documentElement.scrollWidth") <= 390
    box = explorer.card.bounding_box()
    assert box["width"] <= 390 and box["y"] > 200
    assert 100 < explorer.place("中芯国际")[1] < box["y"], "the card covers what it is about"
    for button in explorer.tab.locator(".buttons button:visible").all():
        assert button.bounding_box()["height"] >= 36


def test_a_tap_and_a_drag_of_a_finger_do_what_a_mouse_does(opened: Opened) -> None:
    explorer = opened("phone")
    x, y = explorer.place("华为")
    explorer.tab.touchscreen.tap(x, y)
    assert explorer.title() == "华为"
