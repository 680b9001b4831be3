"""Pages work without another server, and take text of the graph as text."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from sample_graph import sample

from kg.serve.pages import ASSETS
from serve.serving import Served, served

FOLDER = Path(__file__).parents[2] / "kg" / "serve" / "assets"
PAGES = ["/", "/query", "/api", "/thing?name=smic", "/thing?name=nothing-of-the-kind"]
HOSTILE = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>&amp;"


class Page(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words += data

    def named(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_nothing_of_another_server(path: str, server: Served) -> None:
    answer = server.ask(path)
    assert answer.media_type == "text/html"
    page = Page(answer.text)
    assert len(page.elements) > 10
    for _, attributes in page.elements:
        for name in ("src", "href", "action", "srcset", "data", "poster"):
            assert attributes.get(name, "/").startswith("/")
            assert not attributes.get(name, "/").startswith("//")
        assert not any(name.startswith("on") or name == "style" for name in attributes)
    for script in page.named("script"):
        assert server.ask(script["src"]).media_type == "text/javascript"
    for sheet in page.named("link"):
        assert server.ask(sheet["href"]).status == 200
    assert not page.named("style")


def test_scripts_and_styles_name_no_other_server() -> None:
    namespaces = re.compile(r"http://www\.w3\.org/2000/svg")
    for name, (_, body) in ASSETS.items():
        text = namespaces.sub("", body.decode("utf8"))
        assert not re.search(r"https?://|[\"'(]//|@import|url\(", text), name
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b", text), name
    assert {path.name for path in FOLDER.iterdir() if path.suffix != ".html"} == set(ASSETS)


def test_scripts_are_well_formed() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    for name in ASSETS:
        if name.endswith(".js"):
            ended = subprocess.run([node, "--check", str(FOLDER / name)], capture_output=True, check=False)
            assert ended.returncode == 0, ended.stderr


def test_the_examples_of_the_query_page_run(server: Served) -> None:
    examples = json.loads(ASSETS["examples.json"][1])
    assert len(examples) >= 8
    found = 0
    for name, text in examples.items():
        answer = server.query(text, "text/csv, application/n-triples")
        assert answer.status == 200, name
        found += len(answer.text.strip().splitlines()) > (answer.media_type == "text/csv")
    assert found >= 8


def test_the_home_page_counts_and_leads_to_queries_that_find_as_much(server: Served) -> None:
    from urllib.parse import parse_qs, urlsplit

    page = Page(server.ask("/").text)
    links = [link["href"] for link in page.named("a")]
    assert {"/query", "/api", "/openapi.json"} <= set(links)
    counts = {row["name"]: row["count"] for row in json.loads(server.ask("/api/stats").text) if row["name"]}
    listing = [link for link in links if link.startswith("/query?")]
    assert len(listing) == len(counts)
    for link, count in zip(listing, counts.values(), strict=True):
        query = parse_qs(urlsplit(link).query)["query"][0]
        answer = server.query(query)
        assert len(json.loads(answer.text)["results"]["bindings"]) == count, query


def test_a_thing_has_a_page_with_its_facts_and_their_sentences(server: Served) -> None:
    page = Page(server.ask("/thing", name="中芯国际").text)
    for text in (
        "中芯国际",
        "SMIC",
        "688981.SH",
        "investsIn",
        "已向中芯京城投资20亿元",
        "Negated",
        "鸿蒙OS发布",
    ):
        assert text in page.words
    links = [link["href"] for link in page.named("a") if link["href"].startswith("/thing?")]
    assert len(links) > 5
    for link in links:
        assert server.ask(link).status == 200
    assert server.ask("/thing", name="没有").status == 404
    assert server.ask("/thing").status == 400


def test_hostile_text_of_a_graph_stays_text(tmp_path: Path) -> None:
    import pyoxigraph as ox

    ikg = "https://w3id.org/industry-kg/ontology#"
    label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    type_ = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    thing = ox.NamedNode("http://e/x?a='b'&c")
    triples = [
        ox.Triple(thing, type_, ox.NamedNode(ikg + "Company")),
        ox.Triple(thing, label, ox.Literal(HOSTILE)),
    ]
    (tmp_path / "graph.ttl").write_bytes(ox.serialize(triples, format=ox.RdfFormat.TURTLE) or b"")
    with served(tmp_path / "graph.ttl") as running:
        for parameters in ({"name": HOSTILE}, {"name": HOSTILE + "!"}):
            answer = running.ask("/thing", **parameters)
            page = Page(answer.text)
            assert HOSTILE in page.words
            assert not page.named("img")
            assert [script.get("src", "") for script in page.named("script")] == []
        for path in ("/sparql", "/api/entity", "/api/find"):
            refused = running.ask(path, query=HOSTILE, name=HOSTILE, q=HOSTILE)
            assert refused.media_type in ("text/plain", "application/json")


def test_a_page_of_a_graph_of_nothing_is_a_page(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("", "utf8")
    with served(tmp_path / "graph.ttl") as running:
        answer = running.ask("/")
        assert answer.status == 200
        assert "<b>0</b>" in answer.text


def test_a_store_is_served_where_its_path_is_chinese(tmp_path: Path) -> None:
    with sample(tmp_path / "图 谱.kg"):
        pass
    with served(tmp_path / "图 谱.kg") as running:
        assert "<b>3</b>" in running.ask("/").text
