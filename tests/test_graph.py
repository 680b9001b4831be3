"""Graphs in Python: from a folder to answers, values, tables and networks."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
from industry_graph import industry_view, write_industry
from sample_graph import sample

import kg
from kg import Graph, KgError, Relation, open_graph
from kg.errors import NotFoundError, QueryError, StoreError
from kg.model import Name
from kg.query import Names, fact_record
from kg.query.columns import FIELDS

GRAPH = Graph(industry_view())


@pytest.fixture
def graph(tmp_path: Path) -> Graph:
    sample(tmp_path / "g").close()
    return open_graph(tmp_path / "g")


def python(program: str) -> str:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(
    "before", ["", "import kg.build", "from kg.build import Extractor", "import kg.build.building"]
)
def test_build_is_the_verb_whatever_was_loaded_before(before: str, tmp_path: Path) -> None:
    program = f"{before}\nfrom kg import build\nprint(build([], {str(tmp_path / 'g')!r}).documents)"
    assert python(program) == "0\n"


def test_build_stays_the_subpackage() -> None:
    assert (
        python("import kg\nkg.build\nfrom kg.build import Extractor\nprint(kg.build.Extractor is Extractor)")
        == "True\n"
    )


def test_importing_kg_loads_nothing_heavy() -> None:
    program = (
        "import sys, kg\n"
        "heavy = {'pyoxigraph', 'networkx', 'numpy', 'rapidfuzz', 'kg.graph', 'kg.store', 'kg.build'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    assert python(program) == "[]\n"


def test_every_public_name_is_there_and_no_other() -> None:
    assert kg.__all__ == sorted(kg.__all__)
    assert all(getattr(kg, name) is not None for name in kg.__all__)
    assert set(kg.__all__) <= set(dir(kg))
    with pytest.raises(AttributeError, match="open_grph"):
        _ = kg.open_grph


def test_a_folder_becomes_answers_in_three_lines(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("腾讯入股京东\n2014年3月10日，腾讯投资京东。\n", "utf8")
    report = kg.build(tmp_path / "news", tmp_path / "news.kg")
    graph = kg.open_graph(tmp_path / "news.kg")
    assert (report.documents, report.problems) == (1, [])
    assert [answer.label for answer in graph.ask("谁投资了京东").answers] == ["腾讯"]
    assert kg.build([str(tmp_path / "news")], str(tmp_path / "news.kg")).unchanged == 1


def test_a_graph_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"none\.kg"):
        open_graph(tmp_path / "none.kg")


def test_facts_and_entities_are_typed_values(graph: Graph) -> None:
    facts = list(graph)
    assert len(facts) == len(graph) == 7
    (invested,) = [fact for fact in facts if fact.relation is Relation.INVESTS_IN]
    assert (invested.subject_label, invested.object_label, invested.amount) == (
        "中芯国际",
        "中芯京城",
        2_000_000_000,
    )
    assert repr(graph) == "<Graph: 6 entities, 7 facts, 3 articles>"
    assert {article.title for article in graph.articles} == {"中芯国际在深圳扩产", "鸿蒙OS发布", "=短讯"}
    assert [entity.label for entity in graph.entities("Person")] == ["赵海军"]
    assert len(graph.entities()) == 6
    assert {one.id for one in graph.entities(["Product", "Location"])} == {"harmonyos", "shenzhen"}


def test_an_exported_file_is_the_same_graph(graph: Graph, tmp_path: Path) -> None:
    assert graph.export(tmp_path / "g.nq") == [tmp_path / "g.nq"]
    again = open_graph(tmp_path / "g.nq")
    assert list(again) == list(graph)
    assert not again.compared_with(graph)


def test_facts_are_chosen_by_words_one_or_several() -> None:
    assert {fact.object_label for fact in GRAPH.facts(subject="腾讯", relation="investsIn")} == {
        "京东",
        "美团",
    }
    both = GRAPH.facts(relation=["acquires", "mergesWith"], modality=["Planned", "Negated"])
    assert {fact.relation for fact in both} == {Relation.ACQUIRES, Relation.MERGES_WITH}
    assert len(both) == 2
    assert {fact.evidence for fact in GRAPH.facts(about="00700", object="京东")} == {
        "腾讯投资京东13亿元。",
        "腾讯持有京东17%的股份。",
    }
    assert {fact.subject_label for fact in GRAPH.facts(type="Event", since="2022")} == {
        "阿里巴巴",
        "世界人工智能大会",
    }
    assert GRAPH.facts(min_confidence=0.95) == []


def test_wrong_words_offer_the_nearest() -> None:
    with pytest.raises(QueryError, match=r"^relation: no relation 'investIn'; did you mean"):
        GRAPH.facts(relation="investIn")
    with pytest.raises(NotFoundError, match="中芯国际"):
        GRAPH.facts(subject="中芯囯际")


def test_a_name_that_several_bear_asks_for_an_id() -> None:
    graph = Graph(industry_view())
    pair = [graph.entity("smic"), graph.entity("zte")]
    graph.names = Names(replace(one, labels=(*one.labels, Name("双名", "zh"))) for one in pair)
    with pytest.raises(QueryError, match=r"双名: 2 things are called so \(smic, zte\)"):
        graph.entity("双名")


def test_what_articles_say_alike_is_one_statement() -> None:
    invested = GRAPH.facts(subject="大基金", object="中芯国际", relation="investsIn")
    (statement,) = GRAPH.statements(invested)
    assert (len(invested), statement.sources) == (2, 2)
    assert len(GRAPH.statements()) < len(GRAPH)


def test_questions_sparql_and_finding() -> None:
    assert {answer.label for answer in GRAPH.ask("谁投资了中芯国际").answers} == {"国家集成电路产业投资基金"}
    rows = GRAPH.sparql("SELECT ?name WHERE { id:smic skos:prefLabel ?name }").rows
    assert rows == [{"name": "中芯国际"}]
    assert GRAPH.find("zxgj", limit=1)[0].entity == GRAPH.entity("中芯国际")


def test_the_analyses_take_names() -> None:
    assert GRAPH.timeline("马化腾", until="2022")[0].statement.fact.subject_label == "马化腾"
    assert [link.reached.label for link in GRAPH.chain("苹果", depth=1)] == ["富士康"]
    assert [link.reached.label for link in GRAPH.chain("富士康", upward=False)] == ["苹果"]
    assert {one.owner.label for one in GRAPH.owners("SMIC")} == {"国家集成电路产业投资基金", "华芯投资"}
    assert {one.owned.label for one in GRAPH.owners("SMIC", down=True)} == {"中芯京城"}
    assert GRAPH.conflicts() == GRAPH.conflicts("华为") == []
    assert len(GRAPH.new_between("2021-05-31", "2021-06-02").gained) == 2
    assert [step.end.label for step in GRAPH.paths("富士康", "iPhone")[0]] == ["苹果", "iPhone"]


def test_a_network_has_a_node_for_each_entity() -> None:
    network = GRAPH.to_networkx()
    assert isinstance(network, nx.MultiDiGraph)
    assert len(network) == len(GRAPH.entities())


def test_columns_are_the_fields_of_a_fact() -> None:
    assert list(FIELDS) == [name for name in fact_record(next(iter(GRAPH))) if name != "sources"]


def test_pandas_has_a_row_a_fact_and_a_type_a_column() -> None:
    pytest.importorskip("pandas")
    frame = GRAPH.to_pandas()
    assert len(frame) == len(GRAPH)
    assert frame["amount"].sum() > 1e11
    assert frame.loc[frame["object"] == "动视暴雪", "issued"].dt.year.tolist() == [2022]
    empty = GRAPH.to_pandas([])
    assert (len(empty), list(empty.dtypes)) == (0, list(frame.dtypes))


def test_polars_has_a_row_a_fact_and_a_type_a_column() -> None:
    pytest.importorskip("polars")
    invested = GRAPH.facts(relation="investsIn")
    frame = GRAPH.to_polars(invested)
    assert frame.height == len(invested)
    assert frame["issued"].dt.year().to_list() == [fact.issued.year for fact in invested if fact.issued]
    assert GRAPH.to_polars([]).schema == frame.schema == GRAPH.to_polars().schema


@pytest.mark.parametrize("package", ["pandas", "polars"])
def test_a_package_that_is_not_there_is_told_with_the_cure(
    package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(
        KgError, match=f"to_{package}: {package} is not installed: run 'pip install {package}'"
    ):
        getattr(GRAPH, f"to_{package}")()


def test_a_graph_is_what_it_was_when_it_was_opened(tmp_path: Path) -> None:
    file = write_industry(tmp_path / "industry.nq")
    graph = open_graph(file)
    assert len(graph) == len(GRAPH)
    ox.serialize([], str(file), format=ox.RdfFormat.N_QUADS)
    assert len(graph) == len(list(graph)) == len(GRAPH)
    assert len(open_graph(file)) == 0
