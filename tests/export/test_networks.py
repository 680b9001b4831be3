"""Networks: entities for nodes, facts for edges, as other tools read them."""

from __future__ import annotations

from pathlib import Path

import networkx
import pyoxigraph as ox
import pytest
from export.reading_back import loaded
from sample_graph import HUAWEI, INVESTMENT, RUN, SMIC, article, fact

from kg.errors import StoreError
from kg.export import export, render
from kg.quads import DEFAULT_BASE, article_quads
from kg.store import Dataset, View
from kg.store.dataset import fill_union
from kg.vocab import Relation


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
