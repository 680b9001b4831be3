"""The cases of the W3C's SPARQL 1.1 Protocol test suite that apply, and content negotiation."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest
import rdflib
from sample_graph import HARMONY_NEWS, INVESTMENT, PAGE

from kg.quads import DEFAULT_BASE
from kg.store import View
from kg.store.dataset import STATE
from serve.serving import TOKEN, Answer, Served

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
QUERY = {"Content-Type": "application/sparql-query"}
UPDATE = {"Content-Type": "application/sparql-update"}
ASK = "ASK {}"
GRAPHS = [DEFAULT_BASE + article.id for article in (INVESTMENT, HARMONY_NEWS, PAGE)]


def form(**values: str | list[str]) -> str:
    return urlencode({name.replace("_", "-"): value for name, value in values.items()}, doseq=True)


def bindings(answer: Answer) -> list[dict[str, str]]:
    assert answer.status == 200, answer.text
    rows = json.loads(answer.body)["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in rows]


REFUSED: dict[str, tuple[str, str, Mapping[str, str], bytes | str | None, int]] = {
    "bad_query_method": ("PUT", f"/sparql?query={quote(ASK)}", {}, None, 405),
    "bad_multiple_queries": ("GET", f"/sparql?query={quote(ASK)}&query={quote(ASK)}", {}, None, 400),
    "bad_query_wrong_media_type": ("POST", "/sparql", {"Content-Type": "text/plain"}, ASK, 415),
    "bad_query_missing_media_type": ("POST", "/sparql", {}, ASK, 415),
    "bad_query_missing_form": ("POST", "/sparql", FORM, "a=b", 400),
    "bad_query_missing_direct": ("POST", "/sparql", QUERY, "", 400),
    "bad_query_missing_get": ("GET", "/sparql", {}, None, 400),
    "bad_query_empty_get": ("GET", "/sparql?query=", {}, None, 400),
    "bad_query_non_utf8": ("POST", "/sparql", QUERY, "ASK { ?s ?p 'é' }".encode("latin-1"), 400),
    "bad_query_non_utf8_form": ("POST", "/sparql", FORM, "query=ASK%7B%3Fs%20%3Fp%20%27%E9%27%7D", 400),
    "bad_query_charset": (
        "POST",
        "/sparql",
        {"Content-Type": "application/sparql-query; charset=UTF-16"},
        ASK.encode("utf-16"),
        415,
    ),
    "bad_query_syntax": ("GET", f"/sparql?query={quote('ASK {')}", {}, None, 400),
    "bad_query_graph": ("GET", f"/sparql?query={quote(ASK)}&default-graph-uri=a%20b", {}, None, 400),
    "bad_query_and_update": ("POST", "/sparql", FORM, form(query=ASK, update="CLEAR ALL"), 400),
    "bad_query_compressed": ("POST", "/sparql", {**QUERY, "Content-Encoding": "gzip"}, ASK, 415),
    "bad_update_get": ("GET", f"/sparql?update={quote('CLEAR ALL')}", {}, None, 400),
    "bad_update_put": ("PUT", "/sparql", UPDATE, "CLEAR ALL", 405),
    "bad_update_delete": ("DELETE", "/sparql", {}, None, 405),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_request_that_is_not_of_the_protocol_is_refused_in_plain_text(case: str, server: Served) -> None:
    method, path, headers, body, status = REFUSED[case]
    answer = server.ask(path, method=method, headers=headers, body=body)
    assert answer.status == status, answer.text
    assert answer.media_type == "text/plain"
    assert 0 < len(answer.text) < 400
    if status == 405:
        assert {"GET", "POST"} <= set(answer.headers["allow"].replace(" ", "").split(","))


BAD_UPDATES: dict[str, tuple[Mapping[str, str], bytes | str, int]] = {
    "bad_multiple_updates": (FORM, form(update=["CLEAR NAMED", "CLEAR NAMED"]), 400),
    "bad_update_wrong_media_type": ({"Content-Type": "text/plain"}, "CLEAR NAMED", 415),
    "bad_update_missing_form_type": ({}, form(update="CLEAR NAMED"), 415),
    "bad_update_non_utf8": (
        UPDATE,
        "INSERT DATA { GRAPH <urn:a> { <urn:a> <urn:b> 'é' } }".encode("latin-1"),
        400,
    ),
    "bad_update_syntax": (UPDATE, "CLEAR XYZ", 400),
    "bad_update_dataset_conflict": (
        FORM,
        form(update="CLEAR NAMED", using_named_graph_uri="http://example.org/"),
        400,
    ),
}


def test_a_bad_update_is_refused_and_changes_nothing(writable: Served) -> None:
    before = writable.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").text
    for case, (headers, body, status) in BAD_UPDATES.items():
        sent = {**headers, "Authorization": f"Bearer {TOKEN}"}
        answer = writable.ask("/sparql", method="POST", headers=sent, body=body)
        assert (answer.status, answer.media_type) == (status, "text/plain"), case
    assert writable.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").text == before


def test_a_query_comes_by_get_by_form_or_as_it_is(server: Served) -> None:
    text = "SELECT ?name { id:huawei skos:prefLabel ?name } # 华为"
    answers = [
        server.query(text),
        server.ask("/sparql", method="POST", headers=FORM, body=form(query=text)),
        server.ask("/sparql", method="POST", headers=QUERY, body=text),
        server.ask(
            "/sparql",
            method="POST",
            headers={"Content-Type": "Application/SPARQL-Query; charset=utf-8"},
            body=text,
        ),
    ]
    assert [bindings(answer) for answer in answers] == [[{"name": "华为"}]] * 4


NAMES = "SELECT ?name { ?s skos:prefLabel ?name } ORDER BY ?name"


def names_in(view: View, *graphs: str) -> list[str]:
    found = {
        str(quad.object.value)
        for quad in view.quads()
        if getattr(quad.graph_name, "value", "") in graphs
        and quad.predicate.value.endswith("prefLabel")
        and isinstance(quad.object, ox.Literal)
    }
    return sorted(found)


def test_the_default_graph_is_the_merge_of_the_graphs_that_a_request_names(
    server: Served, sample_view: View
) -> None:
    for graphs in ([GRAPHS[0]], [GRAPHS[1]], GRAPHS[1:], GRAPHS):
        wanted = names_in(sample_view, *graphs)
        get = server.ask("/sparql", query=NAMES, default_graph_uri=graphs)
        post = server.ask(
            "/sparql", method="POST", headers=FORM, body=form(query=NAMES, default_graph_uri=graphs)
        )
        direct = server.ask("/sparql", method="POST", headers=QUERY, body=NAMES, default_graph_uri=graphs)
        for answer in (get, post, direct):
            # Each name once, although several of the graphs hold it.
            assert sorted(row["name"] for row in bindings(answer)) == wanted
        clause = " ".join(f"FROM <{graph}>" for graph in graphs)
        assert (
            sorted(row["name"] for row in bindings(server.query(NAMES.replace("{", clause + " {", 1))))
            == wanted
        )


def test_named_graphs_are_those_that_a_request_names(server: Served) -> None:
    text = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    found = bindings(server.ask("/sparql", query=text, named_graph_uri=GRAPHS[:2]))
    assert {row["g"] for row in found} == set(GRAPHS[:2])
    # Nothing is in the default graph then.
    assert bindings(server.ask("/sparql", query=NAMES, named_graph_uri=GRAPHS[:1])) == []
    both = "SELECT DISTINCT ?g { ?article a ikg:Article GRAPH ?g { ?article a ikg:Article } }"
    asked = server.ask("/sparql", query=both, named_graph_uri=GRAPHS, default_graph_uri=GRAPHS[:1])
    assert [row["g"] for row in bindings(asked)] == GRAPHS[:1]


def test_the_graphs_of_the_request_go_before_those_of_the_query(server: Served, sample_view: View) -> None:
    text = f"SELECT ?name FROM <{GRAPHS[0]}> {{ ?s skos:prefLabel ?name }}"
    found = bindings(server.ask("/sparql", query=text, default_graph_uri=GRAPHS[1]))
    assert sorted(row["name"] for row in found) == names_in(sample_view, GRAPHS[1])


def test_a_graph_that_is_not_there_is_empty(server: Served) -> None:
    assert bindings(server.ask("/sparql", query=NAMES, default_graph_uri="http://example.org/none")) == []


HIDDEN = [
    {"query": f"SELECT * {{ GRAPH {STATE} {{ ?s ?p ?o }} }}"},
    {"query": f"SELECT * FROM {STATE} {{ ?s ?p ?o }}"},
    {"query": f"SELECT * FROM NAMED {STATE} {{ GRAPH ?g {{ ?s ?p ?o }} }}"},
    {"query": "SELECT * { ?s ?p ?o }", "default_graph_uri": STATE.value},
    {"query": "SELECT * { GRAPH ?g { ?s ?p ?o } }", "named_graph_uri": STATE.value},
    {"query": "PREFIX s: <urn:industry-kg:st> SELECT * FROM s:ate { ?s ?p ?o }"},
    {"query": "SELECT * FROM <urn:industry-kg:\\u0073tate> { ?s ?p ?o }"},
    {"query": "BASE <urn:industry-kg:> SELECT * FROM <state> { ?s ?p ?o }"},
    {"query": "SELECT * { GRAPH ?g { ?s ?p ?o } FILTER(CONTAINS(STR(?g), 'state')) }"},
]


@pytest.mark.parametrize("parameters", HIDDEN, ids=lambda parameters: str(parameters["query"])[:40])
def test_no_query_reads_the_paths_of_the_files_that_were_built(
    parameters: dict[str, str], server: Served
) -> None:
    answer = server.ask("/sparql", headers={"Accept": "application/json"}, **parameters)
    assert answer.status == 400 or bindings(answer) == []
    assert "digest.txt" not in answer.text


SELECT_TYPES = {
    "application/sparql-results+json": "application/sparql-results+json",
    "application/sparql-results+xml": "application/sparql-results+xml",
    "text/csv": "text/csv",
    "text/tab-separated-values": "text/tab-separated-values",
    "application/json": "application/json",
    "*/*": "application/sparql-results+json",
    "": "application/sparql-results+json",
    "text/*": "text/csv",
    "text/html, application/sparql-results+xml;q=0.5, text/csv;q=0.4": "application/sparql-results+xml",
    "application/sparql-results+json;q=0.1, TEXT/CSV": "text/csv",
    "application/sparql-results+json;q=0, */*": "application/sparql-results+xml",
}


@pytest.mark.parametrize("accept", SELECT_TYPES)
def test_rows_come_in_the_format_that_is_asked_for(accept: str, server: Served) -> None:
    for text in (NAMES, ASK):
        answer = server.query(text, accept)
        assert (answer.status, answer.media_type) == (200, SELECT_TYPES[accept])


def test_the_formats_of_rows_say_the_same(server: Served) -> None:
    text = "SELECT ?s ?name ?no { ?s skos:prefLabel|ikg:evidence ?name } ORDER BY ?s ?name"
    rows = bindings(server.query(text))
    assert len(rows) > 8
    assert any("\t" in row["name"] for row in rows)
    xml = ox.parse_query_results(
        server.query(text, "application/sparql-results+xml").body, format=ox.QueryResultsFormat.XML
    )
    tsv = ox.parse_query_results(
        server.query(text, "text/tab-separated-values").body, format=ox.QueryResultsFormat.TSV
    )
    for parsed in (xml, tsv):
        assert isinstance(parsed, ox.QuerySolutions)
        assert [{"s": solution["s"].value, "name": solution["name"].value} for solution in parsed] == rows
    listed = list(csv.DictReader(io.StringIO(server.query(text, "text/csv").text)))
    assert listed == [{**row, "no": ""} for row in rows]


def test_variables_are_told_where_no_row_is_found(server: Served) -> None:
    answer = server.query("SELECT ?b ?a { ?a <urn:none> ?b }")
    assert json.loads(answer.text) == {"head": {"vars": ["b", "a"]}, "results": {"bindings": []}}
    assert server.query("SELECT ?b ?a { ?a <urn:none> ?b }", "text/csv").text.split() == ["b,a"]


GRAPH_TYPES = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/ld+json": "json-ld",
    "application/rdf+xml": "xml",
}


@pytest.mark.parametrize("text", ["DESCRIBE id:smic", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"])
@pytest.mark.parametrize("accept", GRAPH_TYPES)
def test_triples_come_in_the_format_that_is_asked_for(accept: str, text: str, server: Served) -> None:
    answer = server.query(text, accept)
    assert (answer.status, answer.media_type) == (200, accept)
    plain = rdflib.Graph().parse(data=server.query(text, "application/n-triples").body, format="nt")
    parsed = rdflib.Graph().parse(data=answer.body, format=GRAPH_TYPES[accept])
    assert len(parsed) == len(plain) > 3
    assert set(parsed) == set(plain)


def test_a_format_that_is_not_on_offer_is_not_acceptable(server: Served) -> None:
    for text, accept in ((NAMES, "text/turtle"), (NAMES, "image/png"), ("DESCRIBE id:smic", "text/csv")):
        answer = server.query(text, accept)
        assert (answer.status, answer.media_type) == (406, "text/plain")
        assert "on offer" in answer.text


def test_the_service_describes_itself_in_turtle(server: Served, writable: Served) -> None:
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    for running, languages in ((server, 1), (writable, 2)):
        answer = running.ask("/sparql", headers={"Accept": "text/turtle"})
        assert (answer.status, answer.media_type) == (200, "text/turtle")
        graph = rdflib.Graph().parse(data=answer.body, format="turtle")
        service = graph.value(None, rdflib.RDF.type, sd.Service)
        assert graph.value(service, sd.endpoint) == rdflib.URIRef(running.url + "/sparql")
        assert (service, sd.feature, sd.UnionDefaultGraph) in graph
        assert len(list(graph.objects(service, sd.supportedLanguage))) == languages
        assert len(list(graph.objects(service, sd.resultFormat))) == 8
        limit = rdflib.Namespace("https://w3id.org/industry-kg/limit#")
        assert graph.value(service, limit.rows) == rdflib.Literal(10_000)
        assert str(graph.value(service, limit.seconds)) == "10"


def test_a_browser_without_a_query_is_led_to_the_query_page(server: Served) -> None:
    answer = server.ask("/sparql", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (answer.status, answer.headers["location"]) == (303, "/query")


def test_an_update_comes_by_form_or_as_it_is(writable: Served) -> None:
    one = "INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> 1 } }"
    two = "BASE <http://example.org/> INSERT DATA { GRAPH <urn:g> { <s> <p> 2 } }"
    headers = {**FORM, "Authorization": f"Bearer {TOKEN}"}
    assert writable.ask("/sparql", method="POST", headers=headers, body=form(update=one)).status == 204
    assert writable.update(two).status == 204
    found = bindings(writable.query("SELECT ?s ?o { GRAPH <urn:g> { ?s ?p ?o } } ORDER BY ?o"))
    assert found == [{"s": "urn:s", "o": "1"}, {"s": "http://example.org/s", "o": "2"}]
    assert json.loads(writable.query("ASK { <urn:s> <urn:p> 1 }").text)["boolean"] is True
