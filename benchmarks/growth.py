"""How time, memory, the store and the answers grow with the number of articles.

    python benchmarks/growth.py [--sizes 100,1000,10000] [--workers 2] [--out docs/scale.md]

Each size is built from nothing out of variations of the sample articles (``variations``), by ``kg.build.build`` in a
process of its own; then commands are run on the store, each a process of its own, as a user starts it. The slope is
the exponent of growth from a size to the next: 1 where ten times the articles take ten times as much, 0 where they
take no more. Slopes are told of the processor's time where the clock also counts what else the machine does.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from variations import Variations, write

from kg import resources
from kg.build import Extractor, build
from kg.memory import share_freed
from kg.store import open_view

_MARKS = re.compile(r"(?<=<!-- growth -->\n).*(?=<!-- /growth -->)", re.DOTALL)
_PEAK = re.compile(r"VmHWM:\s+(\d+) kB")
_TIMEOUT = 900
_COUNTS = "SELECT (COUNT(?f) AS ?n) WHERE {{ ?f a ikg:{} }}"
_ENTITIES = "SELECT (COUNT(DISTINCT ?e) AS ?n) WHERE { ?e skos:prefLabel ?l }"
QUERIES = {
    "kg ask 谁投资了甲": ["ask", "谁投资了甲"],
    "kg sparql, facts of 甲": [
        "sparql",
        "SELECT ?f WHERE { ?e skos:prefLabel '甲'@zh . ?f rdf:subject ?e ; rdf:predicate ikg:investsIn } LIMIT 100",
    ],
    "kg sparql, facts counted by relation": [
        "sparql",
        "SELECT ?p (COUNT(?f) AS ?n) WHERE { ?f rdf:predicate ?p } GROUP BY ?p ORDER BY DESC(?n)",
    ],
    "kg show 甲, first after the build": ["show", "甲"],
    "kg show 甲": ["show", "甲"],
    "kg find 科技": ["find", "科技"],
}
"""What is told → a command; 甲 is the company that is in the news most often. Those that read everything come after those that do not."""


class Used(NamedTuple):
    """What a process used: seconds by the clock and of the processor, MB of memory at most, its exit status."""

    clock: float
    processor: float
    memory: float
    status: int
    out: str


def run(arguments: Sequence[str]) -> Used:
    """A process run to its end, or stopped when it takes too long (status -1)."""
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen([sys.executable, *arguments], stdout=out, stderr=subprocess.DEVNULL)
        status = None
        memory = 0.0
        while status is None:
            memory = max(memory, _memory(process.pid))
            done, code, used = os.wait4(process.pid, os.WNOHANG)
            if done:
                status = os.waitstatus_to_exitcode(code)
            elif "kg" in arguments and time.perf_counter() - begun > _TIMEOUT:
                process.kill()
                _, _, used = os.wait4(process.pid, 0)
                status = -1
            else:
                time.sleep(0.005)
        process.returncode = status
        out.seek(0)
        told = out.read().decode("utf8")
    clock = time.perf_counter() - begun
    return Used(clock, used.ru_utime + used.ru_stime, memory, status, told)


def _memory(process: int) -> float:
    """MB that a process has held at most. What the system tells at its end counts this process too, its parent."""
    try:
        told = Path(f"/proc/{process}/status").read_text("utf8")
    except OSError:
        return 0.0
    found = _PEAK.search(told)
    return int(found[1]) / 1024 if found and "zombie" not in told else 0.0


def build_here(folder: Path, store: Path, workers: int) -> None:
    """Build in this process; tell what was built on standard output."""
    share_freed()  # as ``kg build`` does
    begun = time.perf_counter()
    report = build([str(folder)], store, workers=workers)
    print(
        json.dumps({"facts": report.facts, "articles": report.articles, "clock": time.perf_counter() - begun})
    )


def measured(count: int, variations: Variations, workers: int) -> dict[str, float]:
    """One size: what was measured, by its name."""
    with tempfile.TemporaryDirectory(prefix="kg-growth-") as folder:
        news, store = Path(folder) / "news", Path(folder) / "graph.kg"
        size = write(variations, count, news)
        again = [__file__, "--build", str(news), "--store", str(store), "--workers", str(workers)]
        made = run(again)
        if made.status:
            sys.exit(f"{count} articles: the build failed")
        told = json.loads(made.out)
        print(count, made[:4], told, file=sys.stderr, flush=True)
        unchanged = run(again)
        found = {
            "articles": told["articles"],
            "text, MB": size / 1e6,
            "facts": told["facts"],
            "build, s by the clock": made.clock,
            "build, s of the processor": made.processor,
            "build, MB of memory (the process that stores)": made.memory,
            "the same build again, s": unchanged.clock,
            "store, MB": sum(file.stat().st_size for file in store.rglob("*") if file.is_file()) / 1e6,
        }
        view = open_view(store)
        found["facts in the graph"] = int(str(view.select(_COUNTS.format("Fact"))[0]["n"].value))  # type: ignore[union-attr]
        found["entities in the graph"] = int(str(view.select(_ENTITIES)[0]["n"].value))  # type: ignore[union-attr]
        del view
        for name, arguments in QUERIES.items():
            times = 1 if "first" in name or count >= 100_000 else 3
            asked = [argument.replace("甲", variations.hub) for argument in arguments]
            runs = [run(["-m", "kg", *asked, "--store", str(store)]) for _ in range(times)]
            best = min(runs, key=lambda used: used.processor)
            found[f"`{name}`, s"] = best.processor if best.status >= 0 else math.inf
            print(count, name, best[:4], file=sys.stderr, flush=True)
            if "show" in name:
                found[f"`{name}`, MB of memory"] = best.memory
        return found


def _number(value: float) -> str:
    if math.isinf(value):
        return f"> {_TIMEOUT}"
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def table(columns: dict[str, dict[str, float]]) -> str:
    """The table: a row a measure, a column a size, the slopes between the sizes at the end."""
    names = list(columns)
    first = columns[names[0]]
    lines = [
        "| " + " | ".join(["", *names, "slopes"]) + " |",
        "| --- |" + " ---: |" * (len(names) + 1),
    ]
    for measure in first:
        values = [columns[name][measure] for name in names]
        slopes = [
            f"{math.log(two / one) / math.log(columns[b]['articles'] / columns[a]['articles']):.2f}"
            if one > 0 and two > 0 and not math.isinf(two) and not math.isinf(one)
            else "–"
            for (a, one), (b, two) in zip(
                list(zip(names, values, strict=True))[:-1],
                list(zip(names, values, strict=True))[1:],
                strict=True,
            )
        ]
        lines.append("| " + " | ".join([measure, *map(_number, values), " ".join(slopes)]) + " |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure every size, print the table."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--sizes", default="100,1000,10000")
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--out", type=Path)
    options.add_argument("--build", type=Path, help=argparse.SUPPRESS)
    options.add_argument("--store", type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.build:
        build_here(given.build, given.store, given.workers)
        return
    variations = Variations(Extractor.load(resources.seeds_folder()))
    columns: dict[str, dict[str, float]] = {}
    for count in map(int, given.sizes.split(",")):
        columns[f"{count:,}"] = measured(count, variations, given.workers)
        print(json.dumps({count: columns[f"{count:,}"]}, ensure_ascii=False), flush=True)
    text = table(columns)
    print(text)
    if given.out:
        given.out.write_text(_MARKS.sub(lambda _: text, given.out.read_text("utf8")), "utf8")


if __name__ == "__main__":
    main()
