"""The explorer beside pyvis: how soon a page shows something, how smoothly it moves, how large it is.

    python benchmarks/explorer.py [--sizes 1000,5000,20000] [--out docs/explorer.md]

Both pages are made from the same graph, three edges a node, and opened in the same headless Chromium without a
GPU, one after the other. With ``--out`` the table replaces the one between the markers in that file.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

from kg.model import Name
from kg.store import ArticleRow, Content, EntityRow, FactRow
from kg.visualise import choose
from kg.visualise import page as pyvis_page
from kg.visualise.explorer import page as explorer_page
from kg.vocab import EntityType, Modality, Relation

BASE = "https://w3id.org/industry-kg/id/"
CHROMIUM = "/usr/bin/chromium"
# A page that has shown nothing for so long has lost its reader.
PATIENCE_MS = 120_000

_READY = {
    "explorer": "() => document.querySelector('#explorer[data-drawn]')",
    "pyvis": "() => typeof network !== 'undefined' && network && network.body.nodeIndices.length > 0",
}
_FRAMES = """() => new Promise(done => {
  const times = []; let last = performance.now();
  const tick = now => { times.push(now - last); last = now; window.stopFrames ? done(times) : requestAnimationFrame(tick); };
  window.stopFrames = false; requestAnimationFrame(tick); window.frames_ = () => times;
})"""


def graph(count: int, *, seed: int = 1) -> Content:
    """A graph with communities and hubs, three edges a node, a sentence for each fact."""
    chance = random.Random(seed)
    types = list(EntityType)
    entities = []
    for number in range(count):
        label = "".join(chr(0x4E00 + chance.randrange(3000)) for _ in range(chance.randint(2, 6)))
        entities.append(
            EntityRow(
                iri=f"{BASE}e{number}",
                id=f"e{number}",
                types=(types[min(int(chance.expovariate(0.4)), len(types) - 1)],),
                label=label,
                labels=(Name(label, "zh"), Name(f"Company {number}", "en")),
                codes=(),
            )
        )
    articles = [_article(number) for number in range(count // 4 + 1)]
    facts = []
    for number in range(3 * count):
        subject, object_ = _ends(count, chance)
        facts.append(_fact(number, entities[subject], entities[object_], chance.choice(articles), chance))
    return Content(
        entities={one.iri: one for one in entities},
        articles={one.iri: one for one in articles},
        facts=tuple(facts),
    )


def _ends(count: int, chance: random.Random) -> tuple[int, int]:
    """A thing and a better known one, mostly of its own community of fifty."""
    subject = chance.randrange(count)
    within = chance.random() < 0.75
    low, width = (subject // 50 * 50, min(50, count - subject // 50 * 50)) if within else (0, count)
    object_ = low + int(width * chance.random() ** 2.5)
    return (subject, object_) if object_ != subject else (subject, (subject + 1) % count)


def _article(number: int) -> ArticleRow:
    return ArticleRow(
        iri=f"{BASE}article-{number}",
        id=f"article-{number}",
        title=f"第{number}篇",
        section="",
        issued=date(2019 + number % 5, 1 + number % 12, 1 + number % 28),
        source="",
        text="",
        documents=(),
        mentions=(),
    )


def _fact(
    number: int, subject: EntityRow, object_: EntityRow, article: ArticleRow, chance: random.Random
) -> FactRow:
    relation = chance.choice(list(Relation))
    evidence = f"{subject.label}在第{number}条消息中宣布与{object_.label}的往来，双方表示将继续推进。"
    modality = chance.choices(list(Modality), (85, 9, 2, 4))[0]
    return FactRow(
        iri=f"{BASE}fact-{number:016x}",
        id=f"fact-{number:016x}",
        subject=subject.iri,
        subject_label=subject.label,
        subject_type=subject.type,
        relation=relation,
        object=object_.iri,
        object_label=object_.label,
        object_type=object_.type,
        modality=modality,
        confidence=round(chance.uniform(0.5, 1), 3),
        amount=None,
        currency="",
        amount_text="",
        percent=None,
        time="",
        time_text="",
        title="",
        product="",
        product_label="",
        evidence=evidence,
        start=0,
        end=len(evidence),
        article=article.iri,
        article_title=article.title,
        section="",
        issued=article.issued,
        rule="",
    )


def measure(browser: Any, kind: str, path: Path) -> dict[str, float]:
    """Milliseconds to the first frame that shows the graph, and from frame to frame while it moves."""
    tab = browser.new_page(viewport={"width": 1280, "height": 800})
    tab.set_default_timeout(PATIENCE_MS)
    try:
        tab.goto(path.as_uri(), wait_until="commit")
        tab.wait_for_function(_READY[kind], polling="raf")
        first = tab.evaluate(
            "() => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))"
        )
        tab.wait_for_timeout(4000)
        return {"first": first, **_moving(tab, "pan"), **_moving(tab, "zoom")}
    finally:
        tab.close()


def _moving(tab: Any, how: str) -> dict[str, float]:
    box = tab.locator("canvas").first.bounding_box()
    # Off the middle, where in a large graph hardly a pixel is free of things to grab.
    x, y = box["x"] + 40, box["y"] + 40
    tab.evaluate(f"() => {{ window.recorded = ({_FRAMES})(); }}")
    tab.mouse.move(x, y)
    if how == "pan":
        tab.mouse.down()
    for step in range(40):
        if how == "pan":
            tab.mouse.move(x + 3 * step, y + 2 * step)
        else:
            tab.mouse.wheel(0, -60 if step < 20 else 60)
        tab.wait_for_timeout(25)
    if how == "pan":
        tab.mouse.up()
    times = tab.evaluate("() => { window.stopFrames = true; return window.recorded; }")[2:]
    tab.wait_for_timeout(2000)
    return {how: statistics.median(times), f"{how} worst": max(times)}


def rows(sizes: list[int]) -> list[list[str]]:
    """A row for each size and page."""
    from playwright.sync_api import Error, sync_playwright

    found = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for size in sizes:
            content = graph(size)
            for kind in ("explorer", "pyvis"):
                begun = time.perf_counter()
                text = (
                    explorer_page(content) if kind == "explorer" else pyvis_page(choose(content, limit=size))
                )
                made = time.perf_counter() - begun
                path = Path(folder) / f"{kind}.html"
                path.write_text(text, "utf8")
                row = [f"{size:,}", kind, f"{made:.1f}", f"{path.stat().st_size / 1e6:.1f}"]
                try:
                    told = measure(browser, kind, path)
                    row += [f"{told['first'] / 1000:.1f}"]
                    row += [f"{told[how]:.0f} / {told[how + ' worst']:.0f}" for how in ("pan", "zoom")]
                except Error:
                    row += [f"over {PATIENCE_MS // 1000}", "–", "–"]
                sys.stdout.write(" | ".join(row) + "\n")
                sys.stdout.flush()
                found.append(row)
        browser.close()
    return found


def table(found: list[list[str]]) -> str:
    """The rows in Markdown."""
    head = [
        "things",
        "page",
        "made, s",
        "MB",
        "first frame, s",
        "pan, ms (median / worst)",
        "zoom, ms (median / worst)",
    ]
    lines = [head, ["---:", "---", *["---:"] * 5], *found]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    """Measure, print, and put the table where it belongs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default="1000,5000,20000")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    text = table(rows([int(size) for size in options.sizes.split(",")]))
    if options.out:
        page = options.out.read_text("utf8")
        marked = re.compile(r"(<!-- measured -->\n).*?(<!-- /measured -->)", re.DOTALL)
        options.out.write_text(marked.sub(lambda found: f"{found[1]}{text}\n{found[2]}", page), "utf8")


if __name__ == "__main__":
    main()
