"""Exports: what other tools load is the graph, whole, and the same every time."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import networkx
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.compare import isomorphic
from sample_graph import (
    HARMONY_NEWS,
    HUAWEI,
    INVESTMENT,
    PAGE,
    RUN,
    SMIC,
    article,
    document,
    fact,
    put,
    quads_of,
    sample,
)

from kg.errors import StoreError
from kg.export import FORMATS, export, render
from kg.model import Entity, Money, Name, Qualifiers, TimeRef
from kg.quads import DEFAULT_BASE, article_quads
from kg.store import Dataset, Store, View, open_view
from kg.store.dataset import fill_union
from kg.vocab import EntityType, Modality, Relation

TRIPLES = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdf": "xml"}
QUADS = {"nq": "nquads", "trig": "trig"}


@pytest.fixture
def view(tmp_path: Path) -> Iterator[View]:
    """The sample graph."""
    store = sample(tmp_path / "graph.kg")
    yield store
    store.close()


def loaded(view: View, format_: str) -> View:
    """The view again, by way of a file."""
    with tempfile.TemporaryDirectory() as name:
        (path,) = export(view, Path(name) / f"graph.{format_}")
        return open_view(path)


def rows(view: View, tmp_path: Path, kind: str) -> list[dict[str, str]]:
    """The rows of the CSV of nodes or edges."""
    export(view, tmp_path / "graph.csv")
    with (tmp_path / f"graph.{kind}.csv").open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("format_", TRIPLES)
def test_a_format_of_triples_loads_in_rdflib_and_oxigraph_with_equal_counts(view: View, format_: str) -> None:
    text = render(view, format_)
    graph = rdflib.Graph().parse(data=text, format=TRIPLES[format_])
    assert len(graph) == len(loaded(view, format_).triples()) == len(view.triples())
    assert isomorphic(graph, rdflib.Graph().parse(data=render(view, "nt"), format="nt"))


@pytest.mark.parametrize("format_", QUADS)
def test_a_format_of_quads_loads_in_rdflib_and_oxigraph_with_its_named_graphs(
    view: View, format_: str
) -> None:
    dataset = rdflib.Dataset()
    dataset.parse(data=render(view, format_), format=QUADS[format_])
    assert len(list(dataset.quads())) == len(view.quads())
    assert {str(quad.graph_name) for quad in loaded(view, format_).quads()} == {
        str(quad.graph_name) for quad in view.quads()
    }
    assert sorted(map(str, loaded(view, format_).quads())) == sorted(map(str, view.quads()))


@pytest.mark.parametrize("format_", [*TRIPLES, *QUADS])
def test_export_then_load_reads_the_same_content(view: View, format_: str) -> None:
    assert loaded(view, format_).content() == view.content()


# Everything that XML and RDF can hold; what XML cannot is a matter of its own below.
TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\t\n\r\"\\'"),
    min_size=1,
    max_size=20,
)
LINE = TEXT.filter(lambda text: "\n" not in text)


@st.composite
def graphs(draw: st.DrawFn) -> View:
    """Graphs of an article with any text, names and qualifiers."""
    names = draw(st.lists(LINE, min_size=2, max_size=4))
    subject, object_ = (
        Entity(id=f"x-{number}", type=EntityType.COMPANY, names=(Name(name, language), Name(names[-1], "en")))
        for number, (name, language) in enumerate(zip(names, ("zh", "und"), strict=False))
    )
    news = article(draw(LINE), draw(TEXT) + "收购" + draw(TEXT))
    qualifiers = Qualifiers(
        amount=Money(
            value=draw(st.decimals(min_value=0, max_value=10**14, places=2)), currency="CNY", text=draw(LINE)
        ),
        time=TimeRef(
            value=draw(st.dates().map(lambda day: day.isoformat()[: draw(st.sampled_from((4, 7, 10)))])),
            text="当时",
        ),
        title=draw(LINE),
    )
    one = fact(
        news,
        subject,
        Relation.ACQUIRES,
        object_,
        "收购",
        draw(st.sampled_from(Modality)),
        qualifiers=qualifiers,
    )
    store = ox.Store()
    fill_union(store, iter(article_quads(news, [subject, object_], [one], run=RUN)))
    return Dataset(store, base=DEFAULT_BASE)


@settings(deadline=None, max_examples=60)
@given(graphs(), st.sampled_from(["ttl", "nt", "jsonld", "rdf"]))
def test_export_then_load_is_the_identity_on_triples(view: View, format_: str) -> None:
    again = loaded(view, format_)
    assert set(again.triples()) == set(view.triples())
    assert render(again, "ttl") == render(view, "ttl")


@settings(deadline=None, max_examples=40)
@given(graphs(), st.sampled_from(["nq", "trig"]))
def test_export_then_load_is_the_identity_on_quads(view: View, format_: str) -> None:
    assert render(loaded(view, format_), "nq") == render(view, "nq")


@settings(deadline=None, max_examples=30)
@given(graphs())
def test_rdflib_reads_as_many_triples_of_any_turtle_as_oxigraph(view: View) -> None:
    assert len(rdflib.Graph().parse(data=render(view, "ttl"), format="turtle")) == len(view.triples())


@settings(deadline=None, max_examples=20)
@given(st.permutations([INVESTMENT, HARMONY_NEWS, PAGE]))
def test_any_order_of_articles_gives_the_same_exports(order: list) -> None:
    with tempfile.TemporaryDirectory() as name:
        graphs_ = []
        for articles in (order, [INVESTMENT, HARMONY_NEWS, PAGE]):
            store = Store(ox.Store(), base=DEFAULT_BASE, path=Path(name))
            put(store, document("a.txt", "all"), *articles)
            graphs_.append(store)
        for format_ in FORMATS:
            if format_ != "csv":
                assert render(graphs_[0], format_) == render(graphs_[1], format_)


def test_every_export_is_the_same_in_another_process(view: View, tmp_path: Path) -> None:
    export(view, tmp_path / "graph.nq")
    code = (
        "import hashlib, sys; from pathlib import Path\n"
        "from kg.export import *; from kg.store import open_view\n"
        "for name in FORMATS:\n"
        " for path in export(open_view(sys.argv[1]), Path(sys.argv[2]) / ('again.' + name)):\n"
        "  print(path.name, hashlib.sha256(path.read_bytes()).hexdigest())"
    )
    outputs = set()
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / "graph.nq"), str(tmp_path)],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        outputs.add(run.stdout)
    assert len(outputs) == 1
    assert len(outputs.pop().splitlines()) == 10


def test_turtle_is_set_apart_in_sections_and_blocks(view: View) -> None:
    text = render(view, "ttl").decode()
    sections = [line.strip("# -") for line in text.splitlines() if line.startswith("# ----")]
    assert sections == ["Runs", "Documents", "Articles", "Company", "Person", "Product", "Location", "Facts"]
    assert '\n\nid:smic a ikg:Company ;\n\tskos:prefLabel "中芯国际"@zh ;\n' in text
    assert 'ikg:amount "2000000000"^^xsd:decimal ;' in text
    assert "ikg:confidence 0.9123 ;" in text
    assert "\n\n\n" not in text


def test_facts_stand_in_turtle_in_the_order_of_the_article(view: View) -> None:
    text = render(view, "ttl").decode()
    places = [
        text.index(f'ikg:evidence "{words}')
        for words in ("中芯国际2021年", "中芯国际拟", "赵海军", "中芯国际并未")
    ]
    assert places == sorted(places)


def test_turtle_uses_the_base_of_the_store(tmp_path: Path) -> None:
    with Store.open(tmp_path / "graph.kg", base="http://example.org/kg/") as store:
        put(store, document("a.txt", "digest"), INVESTMENT)
        text = render(store, "ttl").decode()
    assert "@prefix id: <http://example.org/kg/> ." in text
    assert "id:smic a ikg:Company" in text


def test_json_ld_takes_a_base_that_ends_in_no_slash() -> None:
    store = ox.Store()
    fill_union(store, iter(quads_of(INVESTMENT, base="http://example.org/kg-")))
    view = Dataset(store, base="http://example.org/kg-")
    text = render(view, "jsonld")
    assert b'"id:smic"' in text
    assert set(loaded(view, "jsonld").triples()) == set(view.triples())
    graph = rdflib.Graph().parse(data=text, format="json-ld")
    assert rdflib.URIRef("http://example.org/kg-smic") in set(graph.subjects())


def test_an_empty_graph_exports_to_every_format(tmp_path: Path) -> None:
    view = Dataset(ox.Store(), base=DEFAULT_BASE)
    for name in FORMATS:
        for path in export(view, tmp_path / f"empty.{name}"):
            assert path.exists()
    assert open_view(tmp_path / "empty.ttl").triples() == []
    assert len(networkx.read_graphml(tmp_path / "empty.graphml")) == 0


@pytest.mark.parametrize(
    ("format_", "read"), [("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)]
)
def test_networks_have_entities_for_nodes_and_facts_for_edges(
    view: View, tmp_path: Path, format_, read
) -> None:
    (path,) = export(view, tmp_path / f"graph.{format_}")
    graph = read(path)
    assert graph.is_directed()
    assert set(graph) == {"smic", "x-1", "x-2", "shenzhen", "huawei", "harmonyos"}
    assert graph.nodes["smic"]["label"] == "中芯国际"
    assert graph.nodes["smic"]["type"] == "Company"
    assert graph.number_of_edges() == 7
    (invests,) = graph.get_edge_data("smic", "x-1").values()
    assert invests["amount"] == 2e9
    assert invests["percent"] == 0.96
    assert invests["modality"] == "Asserted"
    assert invests["label"] == "investsIn"
    assert INVESTMENT.text[invests["evidence_start"] : invests["evidence_end"]] == invests["evidence"]
    assert "amount" not in next(iter(graph.get_edge_data("smic", "shenzhen").values()))


def test_networks_survive_characters_that_xml_cannot_hold(tmp_path: Path) -> None:
    news = article("标题", "甲\x0b收购\x00乙。")
    one = fact(news, SMIC, Relation.ACQUIRES, HUAWEI, "甲\x0b收购\x00乙。")
    store = ox.Store()
    fill_union(store, iter(article_quads(news, [SMIC, HUAWEI], [one], run=RUN)))
    view = Dataset(store, base=DEFAULT_BASE)
    for format_, read in (("graphml", networkx.read_graphml), ("gexf", networkx.read_gexf)):
        (path,) = export(view, tmp_path / f"graph.{format_}")
        ((_, _, edge),) = read(path).edges(data=True)
        assert edge["evidence"] == "甲\ufffd收购\ufffd乙。"
    for format_ in ("ttl", "nq", "jsonld"):
        assert loaded(view, format_).content() == view.content()
    with pytest.raises(StoreError, match="control character, which XML cannot: export Turtle"):
        render(view, "rdf")


def test_nodes_have_the_header_and_labels_that_neo4j_imports(view: View, tmp_path: Path) -> None:
    nodes = rows(view, tmp_path, "nodes")
    assert next(iter(nodes[0])) == "id:ID"
    smic = next(node for node in nodes if node["id:ID"] == "smic")
    assert smic[":LABEL"] == "Entity;Company"
    assert (smic["name"], smic["names:string[]"], smic["english:string[]"]) == (
        "中芯国际",
        "中芯国际;中芯",
        "SMIC",
    )
    assert smic["codes:string[]"] == "00981.HK;688981.SH"


def test_edges_have_the_ends_type_and_numbers_that_neo4j_imports(view: View, tmp_path: Path) -> None:
    edges = rows(view, tmp_path, "edges")
    nodes = {node["id:ID"] for node in rows(view, tmp_path, "nodes")}
    assert len(edges) == 7
    assert all(edge[":START_ID"] in nodes and edge[":END_ID"] in nodes for edge in edges)
    (edge,) = [edge for edge in edges if edge[":TYPE"] == "INVESTS_IN"]
    assert (edge[":START_ID"], edge[":END_ID"]) == ("smic", "x-1")
    assert (edge["amount:double"], edge["percent:double"], edge["issued:date"]) == (
        "2000000000",
        "0.96",
        "2021-05-27",
    )


def test_a_cell_that_a_spreadsheet_would_run_is_quoted(view: View, tmp_path: Path) -> None:
    titles = {edge["articleTitle"] for edge in rows(view, tmp_path, "edges")}
    assert "'=短讯" in titles
    assert not any(title.startswith("=") for title in titles)


def test_separators_and_line_breaks_in_names_do_not_break_the_tables(tmp_path: Path) -> None:
    odd = Entity(id="x-9", type=EntityType.COMPANY, names=(Name('甲;"乙",\n丙', "zh"), Name("+A", "en")))
    store = ox.Store()
    fill_union(store, iter(article_quads(PAGE, [odd], [], run=RUN)))
    (row,) = rows(Dataset(store, base=DEFAULT_BASE), tmp_path, "nodes")
    assert row["name"] == '甲;"乙", 丙'
    assert row["names:string[]"] == '甲；"乙", 丙'
    assert row["english:string[]"] == "'+A"
    text = (tmp_path / "graph.nodes.csv").read_text("utf8")
    assert len(text.splitlines()) == 2
    assert len(list(csv.reader(io.StringIO(text)))) == 2


def test_a_format_of_two_files_is_not_for_standard_output(view: View) -> None:
    with pytest.raises(StoreError, match="csv: this format takes 2 files: name a file"):
        render(view, "csv")


def test_an_unknown_format_is_answered_with_the_nearest(view: View, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no format 'grahml'; did you mean 'graphml'"):
        export(view, tmp_path / "graph.grahml")
    with pytest.raises(StoreError, match="no format '': choose one of ttl nt"):
        export(view, tmp_path / "graph")


def test_a_format_may_be_named_whatever_the_suffix(view: View, tmp_path: Path) -> None:
    (path,) = export(view, tmp_path / "graph.txt", format="nt")
    assert path.read_bytes() == render(view, "nt")


def test_a_missing_folder_is_named(view: View, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"graph\.ttl: there is no folder '.*out': make it first"):
        export(view, tmp_path / "out" / "graph.ttl")


def test_a_folder_is_not_written_over(view: View, tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").mkdir()
    with pytest.raises(StoreError, match="this is a folder"):
        export(view, tmp_path / "graph.ttl")


def test_a_failed_export_leaves_the_old_file_and_nothing_beside_it(
    view: View, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(view, tmp_path / "graph.ttl")
    before = (tmp_path / "graph.ttl").read_bytes()
    names = sorted(path.name for path in tmp_path.iterdir())

    def full(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(StoreError, match="No space left"):
        export(view, tmp_path / "graph.ttl")
    assert (tmp_path / "graph.ttl").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == names
