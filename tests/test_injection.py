"""Text of strangers comes out as text: on the terminal, in tables, RDF, networks and pages; and never as SPARQL."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from hostile_graph import TEXTS, write_hostile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from listening import Listening
from sample_graph import sample

from kg.cli import main
from kg.export import render
from kg.query import ask
from kg.store import Dataset, View, open_view
from kg.store.sparql import _INERT

FORMULAS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
COMMANDS = (
    ("facts",),
    ("show", "x-escape"),
    ("show", TEXTS["markup"]),
    ("find", "标题"),
    ("find", TEXTS["escape"]),
    ("timeline", "x-escape"),
    ("conflicts",),
    ("stats",),
    ("rank",),
    ("groups",),
    ("path", "x-escape", "y-escape"),
    ("ask", "谁投资了" + TEXTS["escape"]),
    ("ask", TEXTS["escape"]),
    ("trace", TEXTS["escape"]),
    ("validate",),
    ("sparql", "SELECT * { ?s ?p ?o }"),
    ("sparql", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"),
    ("sparql", TEXTS["escape"]),
    ("lexicon", "find", TEXTS["escape"]),
    ("facts", "--about", TEXTS["escape"]),
    (TEXTS["escape"],),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_hostile(tmp_path_factory.mktemp("hostile") / "graph.kg")


@pytest.fixture(scope="module")
def view(store: Path) -> View:
    return open_view(store)


@pytest.fixture
def kg(
    store: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[str, str]]:
    monkeypatch.setenv("KG_STORE", str(store))

    def run(*arguments: str) -> tuple[str, str]:
        with pytest.raises(SystemExit):
            main(list(arguments))
        told = capsys.readouterr()
        return told.out, told.err

    return run


def steering(text: str) -> set[str]:
    """The characters that would steer a terminal, or make a line read other than it is."""
    return {
        char
        for char in text
        if (unicodedata.category(char) == "Cc" and char not in "\n\t")
        or char in "\u202e\u202c\u2066\u2069\u2028"
    }


@pytest.mark.parametrize(
    "arguments", COMMANDS, ids=lambda one: " ".join(one)[:30].encode("ascii", "replace").decode()
)
def test_a_command_prints_nothing_that_steers_a_terminal(
    arguments: tuple[str, ...], kg: Callable[..., tuple[str, str]]
) -> None:
    out, err = kg(*arguments)
    assert out or err
    assert steering(out) == set()
    assert steering(err) == set()
    assert "Traceback" not in err


@pytest.mark.parametrize("format_", ["table", "json", "jsonl", "csv", "tsv"])
def test_no_format_of_rows_steers_a_terminal(format_: str, kg: Callable[..., tuple[str, str]]) -> None:
    for arguments in (("facts",), ("sparql", "SELECT * { ?s ?p ?o }"), ("find", "标题")):
        out, _ = kg(*arguments, "-f", format_)
        assert len(out.splitlines()) >= len(TEXTS)
        assert steering(out) == set()


@pytest.mark.parametrize(("format_", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_no_cell_of_rows_is_run_by_a_spreadsheet(
    format_: str, delimiter: str, kg: Callable[..., tuple[str, str]]
) -> None:
    out, _ = kg("sparql", "SELECT ?o { ?s skos:prefLabel|skos:altLabel|dcterms:title ?o }", "-f", format_)
    cells = [cell for row in csv.reader(io.StringIO(out), delimiter=delimiter) for cell in row]
    assert len(cells) > 3 * len(TEXTS)
    assert [cell for cell in cells if cell.startswith(FORMULAS)] == []
    assert f"'{TEXTS['formula']}" in cells


@pytest.mark.parametrize("part", ["nodes", "edges"])
def test_no_cell_of_an_exported_table_is_run_by_a_spreadsheet(
    part: str, store: Path, tmp_path: Path, kg: Callable[..., tuple[str, str]]
) -> None:
    kg("export", "--out", str(tmp_path / "graph.csv"))
    with (tmp_path / f"graph.{part}.csv").open(encoding="utf8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert len(cells) > 10 * len(TEXTS)
    assert [cell for cell in cells if cell.startswith(FORMULAS)] == []


@pytest.mark.parametrize(
    ("name", "format_"),
    [("ttl", ox.RdfFormat.TURTLE), ("nt", ox.RdfFormat.N_TRIPLES), ("jsonld", ox.RdfFormat.JSON_LD)],
)
def test_rdf_says_what_the_graph_says_and_nothing_more(name: str, format_: ox.RdfFormat, view: View) -> None:
    read = {quad.triple for quad in ox.parse(render(view, name), format=format_)}
    assert read == set(view.triples())
    assert not any("evil" in str(triple.predicate) for triple in read)


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_networks_hold_text_where_text_belongs(name: str, view: View) -> None:
    tree = ElementTree.fromstring(render(view, name))
    tags = {element.tag.rpartition("}")[2] for element in tree.iter()}
    assert not tags & {"script", "img", "b"}
    said = "".join(tree.itertext()) + "".join(value for each in tree.iter() for value in each.attrib.values())
    for key in ("markup", "quotes", "turtle", "template"):
        assert TEXTS[key] in said


class _Elements(HTMLParser):
    """The elements of a page, with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(sorted(name for name, _ in attrs))))


def elements(page: str) -> list[tuple[str, tuple[str, ...]]]:
    parser = _Elements()
    parser.feed(page)
    parser.close()
    return parser.found


def test_a_page_of_hostile_text_has_the_elements_of_any_page(
    tmp_path: Path, kg: Callable[..., tuple[str, str]]
) -> None:
    with sample(tmp_path / "sample.kg"):
        pass
    kg("view", "--store", str(tmp_path / "sample.kg"), "--out", str(tmp_path / "harmless.html"))
    kg("view", "--out", str(tmp_path / "hostile.html"))
    harmless, hostile = (
        elements((tmp_path / name).read_text("utf8")) for name in ("harmless.html", "hostile.html")
    )
    assert {tag for tag, _ in hostile} <= {tag for tag, _ in harmless}
    assert [tag for tag, _ in hostile].count("script") == [tag for tag, _ in harmless].count("script")
    assert not [name for _, names in hostile for name in names if name.startswith("on")]


MARK = "Zqx"
"""A word that no query of kg's own holds."""

HOSTILE = st.lists(
    st.sampled_from(
        [MARK, '"', "'", '"""', "'''", "\\", "}", "{", "<", ">", "#", "\n", "@zh", "^^", ".", ";", "?s", "|", "\\u0022",
         "谁投资了", "中芯国际", "的", "超过", "亿元", "DROP ALL", "“", "”", " "]
    ),
    max_size=12,
).map("".join)  # fmt: skip


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[View]:
    """A graph with names that hold the mark beside what ends a string."""
    path = tmp_path_factory.mktemp("marked") / "graph.kg"
    with sample(path):
        pass
    yield open_view(path)


@given(text=HOSTILE)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_words_of_a_question_stand_in_sparql_within_strings_only(text: str, marked: View) -> None:
    for question in (
        f"谁投资了{text}",
        f"“{text}{MARK}”投资了谁",
        f"{text}的副总裁是谁",
        f"who invested in {text}",
    ):
        listening = Listening(marked)
        ask(listening, question)  # type: ignore[arg-type]
        for query in listening.heard:
            assert MARK.lower() not in _INERT.sub(" ", query).lower(), query
            assert "DROP" not in _INERT.sub(" ", query)


def test_questions_with_hostile_names_find_what_is_called_so(view: View) -> None:
    for key in ("markup", "turtle", "sparql", "quotes", "iri"):
        listening = Listening(view)
        ask(listening, f"“{TEXTS[key]}”投资了谁")  # type: ignore[arg-type]
        for query in listening.heard:
            assert "evil" not in _INERT.sub(" ", query)


def test_zero_width_and_bidi_characters_do_not_hide_a_name() -> None:
    from kg.documents.cleaning import clean

    for odd in (
        "\u200b",
        "\u200d",
        "\u2060",
        "\ufeff",
        "\u202e",
        "\u2066",
        "\u00ad",
        "\x00",
        "\ud800",
        "\U000e0041",
    ):
        assert clean(f"中芯{odd}国际") == "中芯国际"


def test_json_of_hostile_text_is_json(kg: Callable[..., tuple[str, str]]) -> None:
    out, _ = kg("facts", "-f", "json")
    said = json.dumps(json.loads(out), ensure_ascii=False)
    assert json.dumps(TEXTS["escape"], ensure_ascii=False)[1:-1] in said or "\\u001b" in said
    assert not re.search(r"[\x00-\x08\x0b-\x1f]", out)


def test_the_dataset_of_hostile_texts_holds_no_statement_of_theirs(view: View) -> None:
    assert isinstance(view, Dataset)
    assert not view.ask("ASK { <urn:evil> ?p ?o }")
    assert not view.ask("ASK { ?s <urn:evil> ?o }")
