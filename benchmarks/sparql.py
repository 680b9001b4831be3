"""Loading and asking, beside rdflib's own store with the same statements in the same run.

    python benchmarks/sparql.py [--facts 10000] [--runs 3] [--out docs/performance.md]

The statements are those of the invented store of ``queries``, which rdflib reads as N-Triples into memory. Both are
asked in this process, every query as text, as an analyst gives it. Told is the processor's time, the least of some
runs, and how many times as long rdflib takes. It ends with status 1 where the answers differ or a query finds nothing.
With ``--out`` the tables replace those between the markers in that file.
"""

from __future__ import annotations

import argparse
import gc
import re
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox
import rdflib
from queries import put, store_of

from kg.export import export
from kg.quads import PREFIXES
from kg.store import Store, View, open_view

_T = TypeVar("_T")
_MARKS = re.compile(r"(?<=<!-- sparql -->\n).*(?=<!-- /sparql -->)", re.DOTALL)
_PLACE = """SELECT ?name WHERE { ?one ikg:locatedIn ?place . ?place skos:prefLabel ?name }
    GROUP BY ?name ORDER BY DESC(COUNT(?one)) ?name LIMIT 1"""
_WAYS = ("rdflib, in memory", "kg, the same file in memory", "kg, a store on disk")
QUERIES = {
    "facts of 甲": """SELECT ?fact ?relation ?name WHERE {
        ?company skos:prefLabel "甲"@zh . ?fact rdf:subject ?company ; rdf:predicate ?relation ; rdf:object ?other .
        ?other skos:prefLabel ?name }""",
    "who invests in whom, more than 10 亿元": """SELECT ?investor ?target ?amount WHERE {
        ?fact rdf:predicate ikg:investsIn ; ikg:amount ?amount ; rdf:subject ?from ; rdf:object ?to .
        ?from skos:prefLabel ?investor . ?to skos:prefLabel ?target FILTER(?amount > 1000000000) }""",
    "facts counted by relation": """SELECT ?relation (COUNT(?fact) AS ?count) WHERE {
        ?fact rdf:predicate ?relation } GROUP BY ?relation ORDER BY DESC(?count)""",
    "shareholders of shareholders": """SELECT ?first ?second ?third WHERE {
        ?a ikg:shareholderOf ?b . ?b ikg:shareholderOf ?c .
        ?a skos:prefLabel ?first . ?b skos:prefLabel ?second . ?c skos:prefLabel ?third }""",
    "all that 甲 holds, at any distance": """SELECT ?name WHERE {
        ?company skos:prefLabel "甲"@zh . ?company ikg:shareholderOf+ ?held . ?held skos:prefLabel ?name }""",
    "sentences since 2023, in order": """SELECT ?issued ?evidence WHERE {
        ?fact a ikg:Fact ; ikg:evidence ?evidence ; prov:wasDerivedFrom ?article .
        ?article dcterms:issued ?issued FILTER(?issued >= "2023-01-01"^^xsd:date) } ORDER BY ?issued ?evidence""",
    "acquisitions, amount and time where told": """SELECT ?fact ?amount ?time WHERE {
        ?fact rdf:predicate ikg:acquires ; ikg:modality ikg:Asserted
        OPTIONAL { ?fact ikg:amount ?amount } OPTIONAL { ?fact ikg:time ?time } }""",
    "companies in 丙, each once": """SELECT DISTINCT ?name WHERE {
        ?place skos:prefLabel "丙"@zh . ?company ikg:locatedIn ?place ; a ikg:Company ; skos:prefLabel ?name }""",
}
"""What is told → a query; 甲 is the company with the most facts, 丙 the place with the most in it."""


def best(work: Callable[[], _T], runs: int) -> tuple[float, _T]:
    """Seconds of the processor, the least of some runs, and what the last gave."""
    times = []
    for _ in range(runs):
        gc.freeze()  # else each collection walks over what was made before, most of it the other's
        begin = time.process_time()
        given = work()
        times.append(time.process_time() - begin)
    return min(times), given


def stored(view: View, root: Path) -> Callable[[], Path]:
    """What puts the articles of a graph into a new store below the folder, as a build does."""
    quads: dict[str, list[ox.Quad]] = defaultdict(list)
    for quad in view.quads():
        quads[str(quad.graph_name.value).removeprefix(view.base)].append(quad)
    articles = [name for name in quads if name.startswith("article-")]

    def work() -> Path:
        path = Path(tempfile.mkdtemp(dir=root)) / "graph.kg"
        with Store.open(path) as store, store.gathering() as gathering:
            for name in articles:
                put(gathering, name, quads[name])
        return path

    return work


def ours(view: View, query: str) -> list[tuple[str, ...]]:
    """The rows of kg, as text."""
    return [tuple(str(getattr(term, "value", "")) for term in row.values()) for row in view.select(query)]


def theirs(graph: rdflib.Graph, query: str) -> list[tuple[str, ...]]:
    """The rows of rdflib, as text."""
    rows = graph.query(query, initNs=PREFIXES)
    return [tuple("" if term is None else str(term) for term in row) for row in rows]


def main() -> None:
    """Load both, ask both, print the tables."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--facts", type=int, default=10_000)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--out", type=Path)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        hub, _ = store_of(given.facts, root / "made.kg")
        made = open_view(root / "made.kg")
        (text,) = export(made, root / "graph.nt")
        opening, graph = best(lambda: rdflib.Graph().parse(text, format="nt"), given.runs)
        in_memory, _ = best(lambda: open_view(text), given.runs)
        on_disk, path = best(stored(made, root), given.runs)
        count = len(graph)
        lines = [f"{count:,} statements.\n", "| loading | statements/s | × rdflib |", "| --- | ---: | ---: |"]
        for name, seconds in zip(_WAYS, (opening, in_memory, on_disk), strict=True):
            lines.append(f"| {name} | {count / seconds:,.0f} | {opening / seconds:.1f} |")
        view = open_view(path)
        if (held := len(view.triples())) != count:
            sys.exit(f"kg holds {held:,} statements, rdflib {count:,}")
        ((place,),) = ours(view, _PLACE)
        lines += ["\n| query | rows | kg, ms | rdflib, ms | × |", "| --- | ---: | ---: | ---: | ---: |"]

        def told(name: str, rows: int, one: float, other: float) -> None:
            times = f"{one * 1000:,.1f} | {other * 1000:,.1f} | {other / one:,.1f}"
            lines.append(f"| {name} | {rows:,} | {times} |")
            print(lines[-1], flush=True)

        print("\n".join(lines))
        for name, pattern in QUERIES.items():
            query = pattern.replace("甲", hub).replace("丙", place)
            one, rows = best(lambda query=query: ours(view, query), given.runs)
            other, same = best(lambda query=query: theirs(graph, query), given.runs)
            if not rows or sorted(rows) != sorted(same):
                sys.exit(f"{name}: {len(rows):,} rows of kg, {len(same):,} of rdflib, or others")
            if name == next(iter(QUERIES)):
                first, _ = best(lambda query=query: ours(open_view(path), query), given.runs)
                told(f"opening or loading, then {name}", len(rows), first, opening + other)
            told(name, len(rows), one, other)
    if given.out:
        table = "\n".join(lines) + "\n"
        given.out.write_text(_MARKS.sub(lambda _: table, given.out.read_text("utf8")), "utf8")


if __name__ == "__main__":
    main()
