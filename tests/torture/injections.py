"""Injection: text that would do something where it is shown, through every way out of the graph."""

from __future__ import annotations

import csv
import io
import random
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
from listening import Listening
from sample_graph import RUN, article, entity, fact, sample

from kg.cli.output import as_csv, as_json, as_table
from kg.export import render
from kg.model import Document
from kg.quads import article_quads
from kg.query import ask
from kg.serve.rendering import Renderer
from kg.store import Store, View, open_view
from kg.vocab import EntityType, Relation
from torture.registry import Form, Outcome, experiment
from torture.soups import soup

_WORDS = [
    "</script>",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover=alert(1) x="',
    "&lt;b&gt;",
    "]]>",
    "<!--",
    "-->",
    "=cmd|' /C calc'!A0",
    "+1",
    "-2",
    "@SUM(1)",
    "＝1",
    "\x1b]0;pwned\x07",
    "\x1b[31m",
    "\x9b2J",
    "\u202e",
    "\u2066",
    '" . <urn:evil> <urn:evil> 1 . #',
    "'''",
    '"""',
    "@zh } ; DROP ALL",
    "\\",
    "\\u0022",
    "> <urn:evil> <",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "%s%n",
    ",",
    ";",
    "|",
    "\t",
    "中芯国际",
    "投资",
]
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|<[^<>"{}|^`\\\x00-\x20]*>')
MARK = "zqxmark"


def _steers(text: str) -> bool:
    return any(
        (unicodedata.category(char) == "Cc" and char not in "\n\t") or char in "\u202e\u2066" for char in text
    )


def _written(path: Path, texts: list[str]) -> View:
    """A graph whose names, titles and sentences are these texts."""
    with Store.open(path) as store:
        ids = []
        for number, text in enumerate(texts):
            line = " ".join(text.splitlines()) or "空"
            subject = entity(f"x-{number}", EntityType.COMPANY, text or "空", codes=(("sse", text),))
            object_ = entity(f"y-{number}", EntityType.PERSON, f"{text}乙")
            told = article(f"{line}标题", f"{line}投资乙。", section=text)
            stated = fact(told, subject, Relation.INVESTS_IN, object_, f"{line}投资乙。", rule=text or "空")
            quads = article_quads(told, [subject, object_], [stated], run=RUN)
            store.put_article(told.id, quads, run=RUN)
            ids.append(told.id)
        document = Document(id="doc-1", path="a.txt", media_type="text/plain", text="", digest="1")
        store.put_document(document, ids, run=RUN)
    return open_view(path)


def _wrong_in_formats(view: View) -> Iterator[str]:
    said = set(view.triples())
    for name, format_ in (
        ("ttl", ox.RdfFormat.TURTLE),
        ("nt", ox.RdfFormat.N_TRIPLES),
        ("jsonld", ox.RdfFormat.JSON_LD),
    ):
        if {quad.triple for quad in ox.parse(render(view, name), format=format_)} != said:
            yield f"{name} says something else than the graph"
    for name in ("graphml", "gexf"):
        tags = {
            element.tag.rpartition("}")[2] for element in ElementTree.fromstring(render(view, name)).iter()
        }
        if tags & {"script", "img", "b"}:
            yield f"{name} holds an element of a text"


def _wrong_in_rows(text: str, renderer: Renderer) -> Iterator[str]:
    rows = [{"name": text, "sentence": text}]
    for name, shown in (("table", as_table(rows, ["name"])), ("json", as_json(rows)), ("csv", as_csv(rows))):
        if _steers(shown):
            yield f"{name} steers a terminal: {text!r}"
    (_, (cell,)) = csv.reader(io.StringIO(as_csv([{"name": text}]), newline=""))
    if len(cell) > 1 and cell.startswith(_FORMULA):  # a sign alone is a sign
        yield f"csv holds a formula: {text!r}"
    page = bytes(renderer.page("trouble.html", name=text, message=text).body).decode("utf8")
    if "<script>alert" in page or "<img" in page or re.search(r"<[^>]*\sonmouseover", page):
        yield f"a page holds an element of a text: {text!r}"


@experiment(
    "texts that would do something",
    chapter="Injection",
    must="names, titles, sentences, codes and rules of markup, scripts, formulas, Turtle, SPARQL and terminal escapes "
    "come out as text in RDF, GraphML, GEXF, tables, CSV, JSON and pages",
    short=Form(times=100),
    long=Form(times=20_000),
    mended=(
        "kg facts, find and sparql wrote formulas into CSV (test_no_cell_of_rows_is_run_by_a_spreadsheet)",
        "Turtle on a terminal could steer it (test_a_command_prints_nothing_that_steers_a_terminal)",
    ),
)
def texts(folder: Path, form: Form) -> Outcome:
    """Soups of what is hostile somewhere, a hundred in each graph."""
    renderer = Renderer(reviewing=False)
    failures: list[str] = []
    begin = 0
    while form.wants_more_than(begin):
        made = [
            soup(random.Random(begin + number), _WORDS, most=6).replace("\ud800", "") for number in range(100)
        ]
        for text in made:
            failures += _wrong_in_rows(text, renderer)
        failures += _wrong_in_formats(_written(folder / f"{begin}.kg", made))
        begin += len(made)
    return Outcome(tried=begin, failures=tuple(failures))


@experiment(
    "questions that hold SPARQL",
    chapter="Injection",
    must="no word of a question stands in a query outside a string",
    short=Form(times=30),
    long=Form(times=3_000),
)
def questions(folder: Path, form: Form) -> Outcome:
    """Questions of every shape with a name that ends strings; every query that they lead to is looked at."""
    with sample(folder / "graph.kg"):
        pass
    listening = Listening(open_view(folder / "graph.kg"))
    shapes = (
        "谁投资了{}",
        "“{}”投资了谁",
        "{}的副总裁是谁",
        "who invested in {}",
        "投资{}超过5亿元的公司",
        "{}",
    )
    failures = []
    seed = 0
    while form.wants_more_than(seed):
        seed += 1
        chance = random.Random(seed)
        listening.heard.clear()
        text = chance.choice(shapes).format(
            soup(chance, _WORDS, most=4) + MARK + soup(chance, _WORDS, most=4)
        )
        ask(listening, text)  # type: ignore[arg-type]
        failures += [
            f"{text!r}: {query}" for query in listening.heard if MARK in _STRING.sub("", query).lower()
        ]
    return Outcome(tried=seed, failures=tuple(failures))
