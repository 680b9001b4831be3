"""The explorer's page in a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from industry_graph import industry_view
from tabs import SIZES, explorers

from kg.visualise.explorer import page


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the sample graph."""
    path = tmp_path_factory.mktemp("page") / "graph.html"
    path.write_text(page(industry_view().content()), "utf8")
    return path


class Explorer:
    """The page in a tab, and what tests ask of it."""

    def __init__(self, tab: Any) -> None:
        self.tab = tab
        self.canvas = tab.locator("canvas")
        self.card = tab.locator("#card")
        self.filters = tab.locator("#filters")
        self.search = tab.locator(".bar input[type=search]")

    def settle(self) -> None:
        """Wait until what was asked for is drawn."""
        self.tab.wait_for_timeout(250)

    def shown(self) -> set[str]:
        """The preferred names of the things in the picture."""
        return set(
            self.tab.evaluate("explorer.shown.nodes.map(node => explorer.graph.payload.nodes.names[node][0])")
        )

    def edges(self) -> int:
        """How many lines are in the picture."""
        return int(self.tab.evaluate("explorer.shown.edges.length"))

    def place(self, name: str) -> tuple[float, float]:
        """Where a thing is on the screen."""
        x, y = self.tab.evaluate(
            """name => {
              const { scene, camera, size, graph, canvas } = explorer;
              const node = graph.payload.nodes.names.findIndex(names => names[0] === name);
              const box = canvas.getBoundingClientRect();
              return [box.left + (scene.x[node] - camera.x) * camera.scale + size.width / 2,
                      box.top + (scene.y[node] - camera.y) * camera.scale + size.height / 2];
            }""",
            name,
        )
        return x, y

    def find(self, words: str) -> None:
        """Type words and take the first suggestion."""
        self.search.fill(words)
        self.search.press("Enter")
        self.settle()

    def open_filters(self) -> None:
        """On a phone the filters are behind a button."""
        if not self.filters.is_visible():
            self.tab.locator(".buttons .phone").first.click()

    def title(self) -> str:
        """What the card is about."""
        return str(self.card.locator("h2").inner_text()).strip()


@pytest.fixture
def opened(browser: Any, written: Path) -> Iterator[Callable[..., Explorer]]:
    """Opens the page; afterwards nothing may have gone wrong in it or asked for the network."""
    with explorers(browser, "file:") as open_tab:

        def open_(
            size: str = "desktop", *, hash_: str = "", path: Path = written, **options: Any
        ) -> Explorer:
            return Explorer(open_tab(path.as_uri() + hash_, size=size, is_offline=True, **options))

        yield open_


@pytest.fixture(params=sorted(SIZES))
def explorer(opened: Callable[..., Explorer], request: pytest.FixtureRequest) -> Explorer:
    """The page at a desktop's and at a phone's width."""
    return opened(request.param)
