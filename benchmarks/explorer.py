"""The explorer beside pyvis: how soon a page shows something, how smoothly it moves, how large it is.

    python benchmarks/explorer.py [--sizes 1000,5000,20000] [--sigma FOLDER] [--out docs/explorer.md]

All pages are made from the same graph, three edges a node, and opened in the same headless Chromium without a
GPU, one after the other: the explorer, the page of ``kg view --engine pyvis`` (things placed beforehand), what
pyvis itself writes (physics in the browser; it shows nothing before that has settled or given up), and, with a
folder where ``npm install sigma graphology`` was run, sigma.js with the explorer's own places, by WebGL in
software. With ``--out`` the table replaces the one between the markers in that file.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from kg.model import Name
from kg.store import ArticleRow, Content, EntityRow, FactRow
from kg.visualise import choose
from kg.visualise import page as pyvis_page
from kg.visualise.explorer import embedded
from kg.visualise.explorer import page as explorer_page
from kg.visualise.payload import payload
from kg.vocab import EntityType, Modality, Relation

BASE = "https://w3id.org/industry-kg/id/"
CHROMIUM = "/usr/bin/chromium"
# A page that has shown nothing for so long has lost its reader.
PATIENCE_MS = 120_000

_READY = {
    "explorer": "() => document.querySelector('#explorer[data-drawn]')",
    "pyvis": "() => typeof network !== 'undefined' && network && network.body.nodeIndices.length > 0",
    "pyvis, physics": "() => typeof network !== 'undefined' && network && network.physics.ready",
    "sigma": "() => window.sigmaDrawn",
}
_WEB = Path(__file__).parents[1] / "web"
_SIGMA_PAGE = """<!DOCTYPE html><meta charset="utf-8"><style>html, body, #sigma { margin: 0; height: 100%; }</style>
<div id="sigma"></div><script type="application/json" id="graph">GRAPH</script><script>SCRIPT</script>"""
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


def pages(content: Content, size: int, sigma: Path | None) -> dict[str, Callable[[], str]]:
    """What makes each kind of page."""
    made: dict[str, Callable[[], str]] = {
        "explorer": lambda: explorer_page(content),
        "pyvis": lambda: pyvis_page(choose(content, limit=size)),
        "pyvis, physics": lambda: bare_pyvis(content),
    }
    if sigma is not None:
        script = bundled(sigma)
        made["sigma"] = lambda: _SIGMA_PAGE.replace("GRAPH", embedded(payload(content))).replace(
            "SCRIPT", script
        )
    return made


def bare_pyvis(content: Content) -> str:
    """What pyvis writes of a graph with nothing done for it."""
    from pyvis.network import Network

    network = Network(height="88vh", width="100%", directed=True, cdn_resources="in_line")
    for entity in content.entities.values():
        network.add_node(entity.iri, label=entity.label)
    for fact in content.facts:
        network.add_edge(fact.subject, fact.object)
    return re.sub(
        r"<link\b[^>]*>|<script\b[^>]*src=[^>]*></script>", "", network.generate_html(notebook=False)
    )


def bundled(sigma: Path) -> str:
    """sigma.js with the script that draws the graph, in one piece."""
    command = [_WEB / "node_modules" / ".bin" / "esbuild", "--bundle", "--minify", "--loader=js"]
    done = subprocess.run(
        [str(part) for part in command],
        input=(Path(__file__).parent / "sigma.js").read_text("utf8"),
        env={"NODE_PATH": str(sigma / "node_modules"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        encoding="utf8",
        check=True,
    )
    return done.stdout.replace("</script", "<\\/script")


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


def rows(sizes: list[int], sigma: Path | None) -> list[list[str]]:
    """A row for each size and page."""
    from playwright.sync_api import Error, sync_playwright

    found: list[list[str]] = []
    lost: set[str] = set()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for size in sizes:
            content = graph(size)
            for kind, make in pages(content, size, sigma).items():
                if kind in lost:
                    continue  # a page that loses its reader with fewer things does with more
                begun = time.perf_counter()
                text = make()
                made = time.perf_counter() - begun
                path = Path(folder) / f"{kind.partition(',')[0]}.html"
                path.write_text(text, "utf8")
                row = [f"{size:,}", kind, f"{made:.1f}", f"{path.stat().st_size / 1e6:.1f}"]
                try:
                    told = measure(browser, kind, path)
                    row += [f"{told['first'] / 1000:.1f}"]
                    row += [f"{told[how]:.0f} / {told[how + ' worst']:.0f}" for how in ("pan", "zoom")]
                except Error:
                    lost.add(kind)
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
    parser.add_argument("--sigma", type=Path)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    text = table(rows([int(size) for size in options.sizes.split(",")], options.sigma))
    if options.out:
        page = options.out.read_text("utf8")
        marked = re.compile(r"(<!-- measured -->\n).*?(<!-- /measured -->)", re.DOTALL)
        options.out.write_text(marked.sub(lambda found: f"{found[1]}{text}\n{found[2]}", page), "utf8")


if __name__ == "__main__":
    main()
