"""The graph as a network."""

from __future__ import annotations

import io

import networkx as nx
import pytest
from industry_graph import industry_view

from kg import network
from kg.errors import QueryError
from kg.network import arrays
from kg.network.arrays import between, betweenness, pagerank
from kg.quads import iri
from kg.store import Content

VIEW = industry_view()
CONTENT = VIEW.content()
EMPTY = Content(entities={}, articles={}, facts=())


def node(id_: str) -> str:
    """The IRI of an entity."""
    return iri(id_).value


def labels(path: list[network.Step]) -> list[str]:
    """What a path leads through."""
    return [path[0].start.label, *(step.end.label for step in path)]


def test_every_entity_is_a_node_and_every_statement_an_edge() -> None:
    graph = network.to_networkx(VIEW)
    assert set(graph) == set(CONTENT.entities)
    told = {(fact.subject, fact.object, fact.relation, fact.modality) for fact in CONTENT.facts}
    assert graph.number_of_edges() == len(told)
    edge = graph.edges[node("big-fund"), node("smic"), "investsIn/Asserted"]
    assert (edge["sources"], edge["amount"], edge["sentence"]) == (2, 1.5e9, "大基金向中芯国际增资15亿美元。")
    assert graph.nodes[node("smic")] == {"label": "中芯国际", "type": "Company", "id": "smic"}


def test_the_network_can_be_written_as_graphml() -> None:
    text = io.BytesIO()
    nx.write_graphml(network.to_networkx(VIEW), text)
    assert "中芯国际" in text.getvalue().decode("utf8")


@pytest.mark.parametrize("measure", network.MEASURES)
def test_the_most_central_things_come_first(measure: str) -> None:
    ranked = network.rank(CONTENT, by=measure)
    scores = [one.score for one in ranked]
    assert scores == sorted(scores, reverse=True)
    assert ranked[0].entity.label in {"华为", "中芯国际", "阿里巴巴", "腾讯"}
    assert len(network.rank(CONTENT, by=measure, limit=3)) == 3
    assert network.rank(EMPTY, by=measure) == []


def test_pagerank_is_networkx_own() -> None:
    graph = network.connections(CONTENT)
    ours = pagerank(graph)
    assert sum(ours.values()) == pytest.approx(1)
    best = nx.pagerank(graph, weight="weight") if _has_scipy() else ours
    assert ours == pytest.approx(best, abs=1e-4)


def _has_scipy() -> bool:
    try:
        import scipy  # noqa: F401
    except ImportError:
        return False
    return True


def test_betweenness_is_networkx_own() -> None:
    graph = network.connections(CONTENT)
    assert betweenness(graph) == pytest.approx(nx.betweenness_centrality(graph))
    for small in (nx.Graph(), nx.path_graph(2), nx.path_graph(3)):
        nx.set_edge_attributes(small, 1, "weight")
        assert betweenness(small) == pytest.approx(nx.betweenness_centrality(small))


def test_the_betweenness_of_a_large_graph_is_estimated_alike_each_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(arrays, "_EXACT", 10)
    monkeypatch.setattr(arrays, "_SAMPLED", 30)
    graph = network.connections(CONTENT)
    estimated, exact = betweenness(graph), nx.betweenness_centrality(graph)
    assert estimated == betweenness(graph) != exact
    best = max(exact, key=lambda one: exact[one])
    assert estimated[best] == pytest.approx(exact[best], rel=0.5)


@pytest.mark.parametrize("is_broken", [False, True])
def test_a_backend_does_the_work_where_there_is_one(is_broken: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    graph = network.connections(CONTENT)
    ours = betweenness(graph)
    asked = []

    def by_backend(graph: nx.Graph, *, backend: str) -> dict[str, float]:
        asked.append(backend)
        if is_broken:
            raise ImportError("made for another networkx")
        return dict.fromkeys(graph, 0.5)

    monkeypatch.setitem(nx.utils.backends.backends, "parallel", None)
    monkeypatch.setattr(nx, "betweenness_centrality", by_backend)
    assert betweenness(graph) == (ours if is_broken else dict.fromkeys(graph, 0.5))
    assert asked == ["parallel"]


def test_brokers_are_those_through_whom_two_groups_reach_each_other() -> None:
    first, second = network.groups(CONTENT)[:2]
    one, other = (max(group.members, key=lambda row: row.iri) for group in (first, second))
    found = network.brokers(CONTENT, one.iri, other.iri)
    inside = {row.iri for row in first.members}, {row.iri for row in second.members}
    shares = [broker.share for broker in found]
    assert shares == sorted(shares, reverse=True)
    assert 0 < shares[0] <= 1
    for broker in found:
        assert (broker.group == 1) == (broker.entity.iri in inside[0])
        assert (broker.group == 2) == (broker.entity.iri in inside[1])
    graph = network.connections(CONTENT)
    best = found[0].entity.iri
    assert sum(near in inside[0] for near in graph.adj[best]) == found[0].first
    assert network.brokers(CONTENT, one.iri, other.iri, limit=1) == found[:1]


def test_what_lies_between_two_groups_is_networkx_own() -> None:
    graph = network.connections(CONTENT)
    first, second = ({row.iri for row in group.members} for group in network.groups(CONTENT)[:2])
    theirs = nx.betweenness_centrality_subset(graph, sorted(first), sorted(second))
    # networkx counts every pair of an undirected graph half.
    pairs = len(first) * len(second) / 2
    assert between(graph, first, second) == pytest.approx(
        {one: score / pairs for one, score in theirs.items()}
    )


def test_brokers_need_two_groups() -> None:
    (first, *_) = network.groups(CONTENT)
    one, other = first.members[:2]
    with pytest.raises(QueryError, match=f"{one.label} and {other.label} belong to one group"):
        network.brokers(CONTENT, one.iri, other.iri)
    with pytest.raises(QueryError, match="中国联通 is connected with nothing"):
        network.brokers(CONTENT, node("china-unicom"), one.iri)


def test_an_unknown_measure_is_refused() -> None:
    with pytest.raises(QueryError, match="no measure 'size': choose one of degree, pagerank"):
        network.rank(CONTENT, by="size")


def test_what_was_denied_connects_nothing() -> None:
    assert not network.paths(CONTENT, node("china-unicom"), node("china-tower"))


def test_groups_part_the_graph_and_bear_the_names_of_their_best_connected() -> None:
    found = network.groups(CONTENT)
    members = [entity.iri for group in found for entity in group.members]
    assert len(members) == len(set(members))
    assert any(group.name.startswith("中芯国际 · ") for group in found)
    assert all(len(group.members) >= 3 for group in found)
    assert found == network.groups(CONTENT)
    assert network.groups(EMPTY) == []


def test_the_shortest_path_comes_first_and_each_step_has_its_evidence() -> None:
    first, *others = network.paths(CONTENT, node("tsmc"), node("apple"))
    assert labels(first) == ["台积电", "英伟达", "富士康", "苹果"]
    assert all(len(other) >= len(first) for other in others)
    assert [step.statements[0].fact.evidence for step in first] == [
        "台积电为英伟达代工。",
        "英伟达与富士康合作。",
        "富士康为苹果代工iPhone。",
    ]


def test_a_path_has_both_its_ends_in_the_graph_and_no_more_steps_than_wanted() -> None:
    assert network.paths(CONTENT, node("tsmc"), node("apple"), longest=2) == []
    assert network.paths(CONTENT, node("tsmc"), node("tsmc")) == []
    assert network.paths(CONTENT, node("tsmc"), "http://example.org/none") == []
    assert len(network.paths(CONTENT, node("tsmc"), node("apple"), limit=1)) == 1


def test_a_path_avoids_what_everything_is_connected_with() -> None:
    lines = [f"{id_} locatedIn china Asserted | 在中国{number}。" for number, id_ in enumerate(_COMPANIES)]
    content = industry_view("2021-01-01 都在中国\n" + "\n".join(lines)).content()
    assert [entity.label for entity in network.hubs(content)] == ["中国"]
    ends = node("toyota"), node("catl")
    assert all("中国" not in labels(path) for path in network.paths(content, *ends))
    (short, *_) = network.paths(content, *ends, through_hubs=True)
    assert len(short) == 2


_COMPANIES = [
    entity.id for entity in CONTENT.entities.values() if entity.type == "Company" and entity.id != "byd"
]
