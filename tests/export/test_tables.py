"""Tables of nodes and edges: what Neo4j imports and a spreadsheet does not run."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pyoxigraph as ox
from sample_graph import PAGE, RUN

from kg.export import export
from kg.model import Entity, Name
from kg.quads import DEFAULT_BASE, article_quads
from kg.store import Dataset, View
from kg.store.dataset import fill_union
from kg.vocab import EntityType


def rows(view: View, tmp_path: Path, kind: str) -> list[dict[str, str]]:
    """The rows of the CSV of nodes or edges."""
    export(view, tmp_path / "graph.csv")
    with (tmp_path / f"graph.{kind}.csv").open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(file))


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
