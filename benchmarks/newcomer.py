"""A newcomer's way, filmed: from the page that ``make demo`` writes to the sentence that says who invested in a
shareholder of 中芯国际, click by click; and the pages of ``kg serve``.

    make demo && python benchmarks/newcomer.py

The pictures go to docs/screenshots. The way is done by what stands on the page, so that it fails where a
newcomer would be lost, and with more than five clicks.
"""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.request import urlopen

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs" / "screenshots"
CHROMIUM = "/usr/bin/chromium"
TOKEN = "a-token-for-the-pictures"
MOST_CLICKS = 5


class Film:
    """A tab whose clicks are counted and pictured."""

    def __init__(self, tab: Any, name: str) -> None:
        self.tab = tab
        self.name = name
        self.clicks = 0

    def click(self, target: Any) -> None:
        """Click, and show what came of it."""
        target.scroll_into_view_if_needed()
        target.click()
        self.clicks += 1
        self.tab.wait_for_timeout(500)
        self.show(str(self.clicks))

    def show(self, step: str) -> None:
        """Keep a picture: few colours are enough, and make it small."""
        keep(self.tab, f"{self.name}-{step}")


_WEBP = """async text => {
  const picture = await createImageBitmap(await (await fetch("data:image/png;base64," + text)).blob());
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas.getContext("2d").drawImage(picture, 0, 0);
  const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/webp", quality: 0.8 })).arrayBuffer());
  return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(""));
}"""


def keep(tab: Any, name: str) -> None:
    """A picture of the tab as WebP, which the browser itself can write."""
    taken = base64.b64encode(tab.screenshot()).decode()
    writer = tab.context.browser.new_page()
    (OUT / f"{name}.webp").write_bytes(base64.b64decode(writer.evaluate(_WEBP, taken)))
    writer.close()


def shareholders_investor(tab: Any) -> str:
    """From the page to the sentence; what it says."""
    film = Film(tab, "newcomer")
    film.tab.locator(".bar input[type=search]").fill("中芯国际")
    film.click(tab.locator(".bar [role=option]").first)
    owned = tab.locator("#card section", has=tab.locator("h3", has_text="有股东"))
    film.click(owned.locator("details.fact > summary", has_text="大基金二期").first)
    film.click(tab.locator("#card details[open] .goto button").first)
    owners = tab.locator("#card section", has=tab.locator("h3", has_text=re.compile("有股东|有投资方")))
    film.click(owners.locator("details.fact > summary").first)
    assert film.clicks <= MOST_CLICKS
    return str(tab.locator("#card details[open] blockquote").first.inner_text())


def pages(tab: Any, url: str) -> None:
    """The pages of a served graph."""
    with urlopen(url + "entity/smic.json") as told:
        articles = json.load(told)["articles"]
    for name, path in (
        ("serve-home", ""),
        ("serve-entity", "entity/smic"),
        ("serve-article", f"article/{articles[0]['id']}"),
        ("serve-review", "review"),
    ):
        tab.goto(url + path)
        tab.wait_for_timeout(600)
        keep(tab, name)


def main() -> None:
    """Film both."""
    from playwright.sync_api import sync_playwright

    store = ROOT / "demo" / "graph.kg"
    server = subprocess.Popen(
        [sys.executable, "-m", "kg", "serve", "--review", "-s", str(store), "--port", "0"],
        stderr=subprocess.PIPE,
        encoding="utf8",
        env={**os.environ, "KG_TOKEN": TOKEN},
    )
    try:
        assert server.stderr is not None
        found = re.search(r"http://\S+/", server.stderr.readline())
        assert found, "the server did not start: run make demo first"
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox", "--no-proxy-server"]
            )
            context = browser.new_context(
                viewport={"width": 1280, "height": 760},
                locale="zh-CN",
                http_credentials={"username": "me", "password": TOKEN},
            )
            tab = context.new_page()
            tab.set_default_timeout(10_000)
            tab.goto((ROOT / "demo" / "graph.html").as_uri())
            tab.wait_for_selector("#explorer[data-drawn]")
            tab.wait_for_timeout(500)
            sys.stdout.write(shareholders_investor(tab) + "\n")
            pages(tab, found[0])
            browser.close()
    finally:
        server.terminate()
        server.wait(15)


if __name__ == "__main__":
    main()
