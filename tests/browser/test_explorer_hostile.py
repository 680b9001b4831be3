"""Text from outside stays text: in the picture, the card, the suggestions and the downloads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from industry_graph import industry_view

from kg.model import Name
from kg.store import Content
from kg.visualise.explorer import page

SMIC = "https://w3id.org/industry-kg/id/smic"
LABELS = [
    "</script><img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>\"'`",
    "\u202eevil\u2066\u2028\u2029",
    "长名" * 5_000,
    "=HYPERLINK(1)",
]


def hostile(label: str) -> Content:
    """The sample with one name, and every sentence, title and time, replaced."""
    content = industry_view().content()
    smic = replace(content.entities[SMIC], label=label, labels=(Name(label, "zh"),))
    facts = tuple(
        replace(fact, evidence=f"{label}{fact.evidence}", title=label, time_text=label, amount_text=label)
        for fact in content.facts
    )
    articles = {
        iri: replace(one, title=label, section=label, source=label) for iri, one in content.articles.items()
    }
    return replace(content, entities={**content.entities, SMIC: smic}, facts=facts, articles=articles)


@pytest.mark.parametrize("label", LABELS)
def test_no_text_of_a_graph_is_more_than_text(opened: Callable[..., Any], tmp_path: Path, label: str) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(page(hostile(label)), "utf8")
    explorer = opened(path=path, hash_="#entity=smic")
    dialogs: list[str] = []
    explorer.tab.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    assert explorer.card.locator("h2 bdi").evaluate("e => e.textContent") == label
    for line in explorer.card.locator("details.fact > summary").all()[:3]:
        line.click()
    proof = explorer.card.locator("blockquote").first
    assert proof.evaluate("e => e.textContent").startswith(label)
    explorer.search.fill(label[:20])
    explorer.settle()
    assert explorer.tab.locator("img, svg[onload], iframe, script:not([type])").count() == 1  # the page's own
    assert explorer.tab.evaluate("document.documentElement.scrollWidth") <= 1280
    drawing = explorer.tab.evaluate(
        """() => new Promise(done => {
          const made = URL.createObjectURL;
          URL.createObjectURL = blob => { blob.text().then(done); return made(blob); };
          [...document.querySelectorAll('.menu button')][1].click();
        })"""
    )
    assert explorer.tab.evaluate(
        "text => new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror, script, image')"
        " === null",
        drawing,
    )
    assert dialogs == []


def test_a_names_direction_does_not_leak_into_its_surroundings(
    opened: Callable[..., Any], tmp_path: Path
) -> None:
    path = tmp_path / "bidi.html"
    path.write_text(page(hostile("\u202eabc")), "utf8")
    explorer = opened(path=path, hash_="#entity=smic")
    isolated = "e => getComputedStyle(e).unicodeBidi"
    assert {one.evaluate(isolated) for one in explorer.card.locator("bdi").all()[:20]} == {"isolate"}
