"""The SPARQL that a question is told with, run by others on the exported Turtle: the same answers."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from industry_graph import industry_view
from query.test_questions import ANSWERED, PAIRS, TODAY, table

from kg.export import export
from kg.query import Asker
from kg.store import View, open_view

VIEW = industry_view()
ASKER = Asker(VIEW)
QUESTIONS = [question for question, _ in (*table(ANSWERED), *table(PAIRS))]
OTHERS = [
    "介绍一下SIAC",
    "华芯投资和中芯国际是什么关系",
    "how is 台积电 connected to 苹果",
    "2020年之后成立的公司",
    "哪些公司被罚款",
]


@pytest.fixture(scope="module")
def turtle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exported") / "graph.ttl"
    export(VIEW, path)
    return path


@pytest.fixture(scope="module")
def exported(turtle: Path) -> View:
    return open_view(turtle)


@pytest.fixture(scope="module")
def rdflib_graph(turtle: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(turtle)


def rows_of_ours(view: View, sparql: str) -> set[tuple[str, ...]]:
    return {tuple(str(term).strip("<>") for _, term in sorted(row.items())) for row in view.select(sparql)}


def rows_of_rdflib(graph: rdflib.Graph, sparql: str) -> set[tuple[str, ...]]:
    found = graph.query(sparql)
    names = sorted(map(str, found.vars or ()))
    return {tuple(str(row[name]) for name in names) for row in found}


@pytest.mark.parametrize("question", [*QUESTIONS, *OTHERS])
def test_the_export_gives_the_answers_of_the_store(question: str, exported: View) -> None:
    reply = ASKER.ask(question, today=TODAY)
    assert reply.sparql.startswith("PREFIX")
    assert rows_of_ours(exported, reply.sparql) == rows_of_ours(VIEW, reply.sparql)
    labels = [answer.label for answer in Asker(exported).ask(question, today=TODAY).answers]
    assert labels == [answer.label for answer in reply.answers]


@pytest.mark.parametrize("question", [*QUESTIONS, *OTHERS])
def test_rdflib_gives_the_same_rows(question: str, rdflib_graph: rdflib.Graph) -> None:
    reply = ASKER.ask(question, today=TODAY)
    assert rows_of_rdflib(rdflib_graph, reply.sparql) == rows_of_ours(VIEW, reply.sparql)


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("腾讯投资了哪些公司", ""),
        ("投资最多的两家公司", "# of these rows: those with the most first; the first 2"),
        ("最大的收购", "# of these rows: largest amount of each currency first; the first 1"),
        ("有多少家公司位于上海", "# of these rows: how many different ?t0"),
    ],
)
def test_what_is_done_with_the_rows_is_told_in_a_comment(question: str, rest: str) -> None:
    last = ASKER.ask(question).sparql.splitlines()[-1]
    assert last == (rest or "}")


@pytest.mark.parametrize("question", ["谁投资了中芯国际", "谁收购了动视暴雪", "腾讯", "华为和中兴是什么关系"])
@pytest.mark.parametrize("day", ["2020", "2021-05-27", "2023"])
def test_so_it_does_of_what_stood_on_a_day(question: str, day: str, rdflib_graph: rdflib.Graph) -> None:
    reply = ASKER.ask(question, as_of=day)
    assert rows_of_rdflib(rdflib_graph, reply.sparql) == rows_of_ours(VIEW, reply.sparql)
