"""Real clients against a running server: curl, SPARQLWrapper, rdflib, and kg itself."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from sample_graph import HARMONY_NEWS, INVESTMENT, PAGE, document, put

from kg import open_graph
from kg.query import ask, run_sparql, statistics
from kg.store import Store, View, open_store, open_view
from kg.store.remote import RemoteView
from serve.serving import TOKEN, Served, served
from serve.test_remote import HISTORIES, QUERIES, drop_everything

NAMES = "SELECT ?s ?name WHERE { ?s skos:prefLabel ?name } ORDER BY ?s"


def run_kg(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    import os

    return subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        capture_output=True,
        text=True,
        encoding="utf8",
        env={**os.environ, **environment},
        check=False,
    )


def test_curl_gets_rows_and_triples(server: Served) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    address = f"{server.url}/sparql"

    def curl(*arguments: str) -> str:
        command = ["curl", "--silent", "--show-error", "--fail", "--noproxy", "*", *arguments]
        return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf8")

    assert (
        curl(address, "--data-urlencode", "query=ASK { id:smic a ikg:Company }", "-H", "Accept: text/csv")
        == "true"
    )
    got = curl("-G", address, "--data-urlencode", f"query={NAMES}")
    assert len(json.loads(got)["results"]["bindings"]) == 6
    turtle = curl(address, "-H", "Accept: text/turtle", "--data-urlencode", "query=DESCRIBE id:smic")
    assert len(rdflib.Graph().parse(data=turtle, format="turtle")) > 4
    head = curl("--head", f"{server.url}/")
    assert head.startswith("HTTP/1.1 200")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sparqlwrapper_gets_every_form(method: str, server: Served) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(server.url + "/sparql")
    client.setMethod(method)
    client.setQuery(NAMES)
    for format_ in (wrapper.JSON, wrapper.XML, wrapper.CSV, wrapper.TSV):
        client.setReturnFormat(format_)
        answer = client.queryAndConvert()
        text = (
            answer.toxml()
            if format_ == wrapper.XML
            else str(answer if format_ == wrapper.JSON else answer.decode("utf8"))
        )
        assert text.count("中芯国际") == 1
    client.setQuery("ASK { id:smic ikg:investsIn ?x }")
    client.setReturnFormat(wrapper.JSON)
    assert client.queryAndConvert()["boolean"] is True
    client.setQuery("CONSTRUCT { ?a ikg:investsIn ?b } WHERE { ?a ikg:investsIn ?b }")
    for format_ in (wrapper.TURTLE, wrapper.XML, wrapper.JSONLD):
        client.setReturnFormat(format_)
        answer = client.queryAndConvert()
        graph = (
            rdflib.Graph().parse(data=answer, format="turtle") if isinstance(answer, bytes | str) else answer
        )
        assert len(graph) == 1
    client.setQuery("SELECT {")
    with pytest.raises(wrapper.SPARQLExceptions.QueryBadFormed):
        client.query()


def test_sparqlwrapper_updates_with_the_token(writable: Served) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(writable.url + "/sparql")
    client.addCustomHttpHeader("Authorization", f"Bearer {TOKEN}")
    client.setMethod("POST")
    client.setQuery("INSERT DATA { GRAPH <urn:mine> { <urn:s> <urn:p> '我的'@zh } }")
    client.query()
    client.setQuery("SELECT ?o { <urn:s> <urn:p> ?o }")
    client.setReturnFormat(wrapper.JSON)
    assert client.queryAndConvert()["results"]["bindings"][0]["o"]["value"] == "我的"


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_reads_the_endpoint_as_a_graph(method: str, server: Served) -> None:
    graph = rdflib.Graph(SPARQLStore(server.url + "/sparql", method=method))
    smic = rdflib.URIRef("https://w3id.org/industry-kg/id/smic")
    label = rdflib.URIRef("http://www.w3.org/2004/02/skos/core#prefLabel")
    assert graph.value(smic, label) == rdflib.Literal("中芯国际", lang="zh")
    assert len(graph) == len(list(graph)) > 100
    rows = list(graph.query("SELECT ?o WHERE { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?o }"))
    assert len(rows) == 6


def test_rdflib_writes_named_graphs(writable: Served) -> None:
    address = writable.url + "/sparql"
    store = SPARQLUpdateStore(address, address, headers={"Authorization": f"Bearer {TOKEN}"})
    graph = rdflib.Graph(store, identifier=rdflib.URIRef("urn:mine"))
    triple = (rdflib.URIRef("urn:s"), rdflib.URIRef("urn:p"), rdflib.Literal("值", lang="zh"))
    graph.add(triple)
    assert triple in rdflib.Graph(SPARQLStore(address))
    graph.remove(triple)
    assert triple not in rdflib.Graph(SPARQLStore(address))


@pytest.mark.parametrize("query", QUERIES)
def test_kg_reads_what_kg_serves(query: str, server: Served, sample_view: View) -> None:
    view = open_view(server.url)
    assert isinstance(view, RemoteView)
    assert run_sparql(view, query) == run_sparql(sample_view, query)


def test_content_questions_and_counts_are_the_same_over_http(server: Served, sample_view: View) -> None:
    view = open_view(server.url + "/sparql")
    assert view.content() == sample_view.content()
    assert statistics(view) == statistics(sample_view)
    question = "谁投资了中芯京城"
    assert ask(view, question).record() == ask(sample_view, question).record()
    assert sorted(map(str, view.quads())) == sorted(map(str, sample_view.quads()))


def test_a_served_graph_of_many_pages_is_read_whole(sample_folder: Path, sample_view: View) -> None:
    with served(sample_folder, "--limit", "50") as running:
        view = open_view(running.url)
        assert view.content() == sample_view.content()
        assert sorted(map(str, view.quads())) == sorted(map(str, sample_view.quads()))


def test_commands_take_an_address_for_a_store(server: Served, sample_folder: Path) -> None:
    for command in (["stats"], ["show", "中芯国际"], ["facts", "--about", "华为"], ["path", "华为", "深圳"]):
        remote = run_kg(*command, "--store", server.url, "--format", "json")
        local = run_kg(*command, "--store", str(sample_folder), "--format", "json")
        assert remote.stdout == local.stdout != ""
        assert remote.returncode == local.returncode == 0


def test_kg_writes_to_what_kg_serves_as_to_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE_TOKEN", TOKEN)
    with Store.open(tmp_path / "served.kg"):
        pass
    with served(tmp_path / "served.kg", "--writable", token=TOKEN) as running:
        for number, history in enumerate(HISTORIES):
            files = tmp_path / f"files{number}"
            files.mkdir()
            with open_store(running.url) as remote:
                history(remote, files)
            shutil.rmtree(files)
            files.mkdir()
            with Store.open(tmp_path / f"{number}.kg") as local:
                history(local, files)
            disk, server = open_view(tmp_path / f"{number}.kg"), open_view(running.url)
            assert sorted(map(str, server.quads())) == sorted(map(str, disk.quads())), history
            if history is not drop_everything:
                assert set(server.triples()) == set(disk.triples()), history
            assert running.update("DROP ALL").status == 204


def test_kg_builds_into_a_server_and_asks_it_as_it_does_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_STORE_TOKEN", TOKEN)
    monkeypatch.chdir(tmp_path)
    document = tmp_path / "news.txt"
    document.write_text("中芯国际扩产\n2021年5月27日\n\n中芯国际宣布投资20亿元，在深圳成立中芯京城。", "utf8")
    local = tmp_path / "local.kg"
    assert run_kg("build", "news.txt", "--store", str(local)).returncode == 0
    with served(tmp_path / "served.kg", "--writable", token=TOKEN) as running:
        built = run_kg("build", "news.txt", "--store", running.url)
        assert (built.returncode, built.stderr.count("1 documents built")) == (0, 1)
        assert "1 unchanged" in run_kg("build", "news.txt", "--store", running.url).stderr
        for command in (["ask", "中芯国际在哪里"], ["ask", "中芯国际"], ["facts"], ["show", "中芯国际"]):
            remote = run_kg(*command, "--store", running.url, "--format", "json")
            assert (
                remote.stdout == run_kg(*command, "--store", str(local), "--format", "json").stdout != "[]\n"
            )
        assert len(open_graph(running.url)) == len(open_graph(local)) > 0
        assert run_kg("drop", "news.txt", "--store", running.url).returncode == 0
        assert len(open_view(running.url).content().articles) == 0
    # No folder is made of an address.
    assert sorted(path.name for path in tmp_path.iterdir()) == ["local.kg", "news.txt", "served.kg"]


def test_a_writer_without_the_token_is_told_what_to_set(
    writable: Served, server: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KG_STORE_TOKEN", raising=False)
    for running in (writable, server):
        with pytest.raises(Exception, match="KG_STORE_TOKEN"):
            open_store(running.url)


def test_what_is_written_over_http_is_there_for_the_next_reader(
    writable: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_STORE_TOKEN", TOKEN)
    with open_store(writable.url) as store:
        store.drop("page.html")
        titles = {article.title for article in store.content().articles.values()}
        assert titles == {INVESTMENT.title, HARMONY_NEWS.title}
        put(store, document("page.html", "page", "text/html"), PAGE)
    assert len(open_view(writable.url).content().articles) == 3
