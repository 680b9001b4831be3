"""A graph on a real SPARQL server: written and read like one on disk."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from sample_graph import HARMONY_NEWS, INVESTMENT, NEXT_RUN, PAGE, RUN, document, put, quads_of, sample

from kg.errors import NotFoundError, QueryError, StoreError
from kg.model import Document
from kg.query import ask, run_sparql, statistics
from kg.store import Store, View, open_store, open_view
from kg.store.dataset import STATE
from kg.store.remote import RemoteView
from serve.triple_store import oxigraph


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server."""
    with oxigraph() as url:
        yield url


@pytest.fixture
def empty(server: str) -> Iterator[str]:
    """The address of a server that holds nothing."""
    RemoteView(server).client.update(server + "/update", "DROP ALL")
    yield server


@pytest.fixture
def filled(empty: str) -> str:
    """The address of a server that holds the sample graph."""
    with open_store(empty) as store:
        put(store, document("digest.txt", "digest"), INVESTMENT, HARMONY_NEWS)
        put(store, document("page.html", "page", "text/html"), PAGE)
    return empty


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> View:
    """The sample graph on disk."""
    path = tmp_path_factory.mktemp("sample") / "graph.kg"
    with sample(path):
        pass
    return open_view(path)


def lines(view: View) -> list[str]:
    return sorted(map(str, view.quads()))


def written(path: Path, content: str) -> Document:
    path.write_text(content, "utf8")
    return document(path, content)


def build_twice(store: Store, files: Path) -> None:
    for _ in range(2):
        put(store, written(files / "a.txt", "one"), INVESTMENT, PAGE)


def change_a_file(store: Store, files: Path) -> None:
    put(store, written(files / "a.txt", "one"), INVESTMENT, PAGE)
    put(store, written(files / "a.txt", "two"), PAGE, HARMONY_NEWS)


def share_an_article_and_drop_one(store: Store, files: Path) -> None:
    put(store, written(files / "a.txt", "one"), INVESTMENT, PAGE)
    put(store, written(files / "b.txt", "two"), PAGE)
    store.drop("a.txt")


def rename_a_file(store: Store, files: Path) -> None:
    first = written(files / "a.txt", "one")
    put(store, first, INVESTMENT)
    (files / "a.txt").unlink()
    store.keep(written(files / "中文 名.txt", "one"))


def drop_an_article(store: Store, files: Path) -> None:
    put(store, written(files / "a.txt", "one"), INVESTMENT, PAGE)
    store.drop(PAGE.title)


def leave_an_article_without_a_document(store: Store, files: Path) -> None:
    put(store, written(files / "a.txt", "one"), INVESTMENT)
    store.put_article(PAGE.id, quads_of(PAGE, base=store.base), run=RUN)


def build_by_another_run(store: Store, files: Path) -> None:
    put(store, written(files / "a.txt", "one"), INVESTMENT, PAGE)
    put(store, written(files / "a.txt", "one"), INVESTMENT, PAGE, run=NEXT_RUN)


def drop_everything(store: Store, files: Path) -> None:
    put(store, written(files / "a.txt", "one"), INVESTMENT, PAGE)
    store.drop("a.txt")


HISTORIES: list[Callable[[Store, Path], None]] = [
    build_twice,
    change_a_file,
    share_an_article_and_drop_one,
    rename_a_file,
    drop_an_article,
    leave_an_article_without_a_document,
    build_by_another_run,
    drop_everything,
]


@pytest.mark.parametrize("history", HISTORIES, ids=lambda history: str(history.__name__))
def test_a_server_holds_what_a_folder_would(
    history: Callable[[Store, Path], None], empty: str, tmp_path: Path
) -> None:
    files = tmp_path / "files"
    files.mkdir()
    with open_store(empty) as remote:
        history(remote, files)
    shutil.rmtree(files)
    files.mkdir()
    with Store.open(tmp_path / "graph.kg") as local:
        history(local, files)
    if history is drop_everything:
        assert open_view(empty).quads() == []
        return
    disk, server = open_view(tmp_path / "graph.kg"), open_view(empty)
    assert isinstance(server, RemoteView)
    assert lines(server) == lines(disk)
    assert set(server.triples()) == set(disk.triples())
    assert len(server.triples()) == len(disk.triples())
    state = f"SELECT ?s ?p ?o {{ GRAPH {STATE} {{ ?s ?p ?o }} FILTER(?s != {STATE}) }}"
    assert len(server.select(state)) == sum(
        quad.graph_name == STATE for quad in Store.open(tmp_path / "graph.kg")._store
    )


def test_a_built_document_and_article_are_known(empty: str) -> None:
    which = document("a.txt", "digest")
    with open_store(empty) as store:
        assert not store.has(which.digest, RUN.id)
        put(store, which, INVESTMENT)
        assert store.has(which.digest, RUN.id)
        assert store.has_article(INVESTMENT.id, RUN.id)
        assert not store.has_article(INVESTMENT.id, NEXT_RUN.id)
        assert not store.has_article(PAGE.id, RUN.id)


def test_an_unknown_name_is_answered_with_the_nearest(filled: str) -> None:
    with open_store(filled) as store, pytest.raises(NotFoundError, match=r"digest\.txt"):
        store.drop("digest.tx")


QUERIES = [
    "SELECT ?s ?name WHERE { ?s skos:prefLabel ?name } ORDER BY ?s ?name",
    "SELECT (COUNT(*) AS ?n) WHERE { ?s a ikg:Company }",
    "SELECT ?relation (COUNT(?fact) AS ?n) WHERE { ?fact a ikg:Fact ; rdf:predicate ?relation } "
    "GROUP BY ?relation ORDER BY ?relation",
    "SELECT ?a ?amount WHERE { ?f ikg:amount ?amount ; rdf:subject ?a } ORDER BY ?a",
    "ASK { id:smic ikg:investsIn ?x }",
    "ASK { id:smic ikg:acquires id:huawei }",
    "DESCRIBE id:smic",
    "CONSTRUCT { ?a ikg:partnersWith ?b } WHERE { ?a ikg:partnersWith ?b }",
]


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_gives_the_same_on_a_server_as_on_disk(query: str, filled: str, folder: View) -> None:
    assert run_sparql(open_view(filled), query) == run_sparql(folder, query)


@pytest.mark.parametrize("question", ["谁投资了中芯京城", "华为发布了什么", "中芯国际和华为是什么关系"])
def test_a_question_gives_the_same_on_a_server_as_on_disk(question: str, filled: str, folder: View) -> None:
    told = ask(folder, question).record()
    assert told["answers"]
    assert ask(open_view(filled), question).record() == told


def test_content_and_counts_are_the_same_on_a_server_as_on_disk(filled: str, folder: View) -> None:
    view = open_view(filled)
    assert view.content() == folder.content()
    assert statistics(view) == statistics(folder)


def test_terms_can_be_put_in_the_place_of_variables(filled: str, folder: View) -> None:
    name = ox.Literal("华为", language="zh")
    for query in ("SELECT ?s WHERE { ?s skos:prefLabel ?name }", "SELECT * { ?s skos:prefLabel ?name }"):
        rows = open_view(filled).select(query, name=name)
        assert rows == folder.select(query, name=name)
        assert [row["s"] for row in rows] == [ox.NamedNode(folder.base + "huawei")]
    rows = open_view(filled).select("SELECT ?s ?name WHERE { ?s skos:prefLabel ?name }", name=name)
    assert rows == [{"s": ox.NamedNode(folder.base + "huawei"), "name": name}]


def test_patterns_are_the_same_on_a_server_as_on_disk(filled: str, folder: View) -> None:
    view = open_view(filled)
    triple = folder.triples()[0]
    for pattern in [
        (triple.subject, None, None),
        (None, triple.predicate, None),
        (None, None, triple.object),
        (triple.subject, triple.predicate, triple.object),
        (triple.subject, triple.predicate, ox.Literal("nothing is so")),
    ]:
        assert set(view.triples(*pattern)) == set(folder.triples(*pattern))


def test_a_graph_of_many_pages_is_read_whole(
    filled: str, folder: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.store.paging._PAGE", 7)
    monkeypatch.setattr("kg.store.paging._SURE", 5)
    assert lines(open_view(filled)) == lines(folder)
    assert open_view(filled).content() == folder.content()


def test_named_graphs_that_somebody_else_loaded_are_read_as_their_union(empty: str, folder: View) -> None:
    client = RemoteView(empty).client
    body = ox.serialize(folder.quads(), format=ox.RdfFormat.N_QUADS)
    client.send(empty + "/store", body, "application/n-quads", "*/*")
    view = open_view(empty)
    assert set(view.triples()) == set(folder.triples())
    assert view.content() == folder.content()
    with open_store(empty) as store:
        put(store, document("more.txt", "more"), PAGE)
    assert set(RemoteView(empty).triples()) >= set(folder.triples())


def test_a_server_that_finds_a_triple_once_for_each_graph_is_read_right(folder: View) -> None:
    with oxigraph("--union-default-graph") as url:
        with open_store(url) as store:
            put(store, document("digest.txt", "digest"), INVESTMENT, HARMONY_NEWS)
            put(store, document("page.html", "page", "text/html"), PAGE)
        assert not RemoteView(url).has_union()
        query = "SELECT ?s WHERE { ?s skos:prefLabel '华为'@zh }"
        assert len(RemoteView(url).select(query)) > 1
        assert open_view(url).select(query) == folder.select(query)
        assert lines(open_view(url)) == lines(folder)
        with open_store(url) as store:
            store.drop("page.html")
        assert {article.title for article in open_view(url).content().articles.values()} == {
            INVESTMENT.title,
            HARMONY_NEWS.title,
        }


def test_an_own_base_is_kept_by_the_server(empty: str) -> None:
    base = "http://example.org/我/"
    with open_store(empty, base=base) as store:
        put(store, document("a.txt", "a"), PAGE)
    assert open_view(empty).base == base
    assert f"{base}huawei" in open_view(empty).content().entities
    with pytest.raises(StoreError, match="begin with"):
        open_store(empty, base="http://example.org/other/")
    assert open_store(empty).base == base


def test_the_endpoint_is_found_from_the_servers_address(filled: str) -> None:
    assert RemoteView(filled + "/").endpoint == filled + "/query"
    assert RemoteView(filled + "/query").endpoint == filled + "/query"


def test_malformed_sparql_is_the_users_to_mend(filled: str) -> None:
    view = open_view(filled)
    with pytest.raises(QueryError, match="mend"):
        view.select("SELECT {")
    with pytest.raises(QueryError, match="offline"):
        view.select("SELECT * { SERVICE <http://192.0.2.1/> { ?s ?p ?o } }")
    with pytest.raises(QueryError, match="SELECT is wanted"):
        view.select("ASK {}")
    with pytest.raises(QueryError, match="ASK is wanted"):
        view.ask("SELECT * {}")


def test_what_is_no_sparql_server_is_said_to_be_none(empty: str) -> None:
    with pytest.raises(StoreError, match="no SPARQL endpoint"):
        open_view(empty + "/nothing/here")
