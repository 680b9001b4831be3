"""Pages work without another server, and take text of the graph as text."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from sample_graph import sample

from kg.serve.rendering import ASSETS
from kg.store import View
from serve.serving import Served, served

PACKAGE = Path(__file__).parents[2] / "kg"
FOLDERS = (PACKAGE / "serve" / "assets", PACKAGE / "visualise" / "assets")
PAGES = [
    "/",
    "/query",
    "/api",
    "/ask",
    "/ask?q=" + quote("谁投资了中芯京城"),
    "/find?q=zxgj",
    "/explore",
    "/entity/smic",
    "/entity/nothing-of-the-kind",
    "/relation/investsIn",
    "/relation/investsInto",
]
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
            assert attributes.get(name, "/").startswith(("/", "?", "#"))
            assert not attributes.get(name, "/").startswith("//")
        assert not any(name.startswith("on") or name == "style" for name in attributes)
    for script in page.named("script"):
        assert server.ask(script["src"]).media_type == "text/javascript"
    for sheet in page.named("link"):
        assert server.ask(sheet["href"]).status == 200
    assert not page.named("style")


def test_scripts_and_styles_name_no_other_server() -> None:
    namespaces = re.compile(r"http://www\.w3\.org/2000/svg|https://w3id\.org/industry-kg/id/")
    for name, (_, body) in ASSETS.items():
        text = namespaces.sub("", body.decode("utf8"))
        assert not re.search(r"https?://|[\"'(]//|@import|url\(", text), name
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b", text), name
    shipped = {
        path.name for folder in FOLDERS for path in folder.iterdir() if path.suffix in (".js", ".css", ".svg")
    }
    assert shipped | {"examples.json"} <= set(ASSETS)


def test_scripts_are_well_formed() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    scripts = [path for folder in FOLDERS for path in folder.glob("*.js")]
    assert len(scripts) >= 5
    for path in scripts:
        ended = subprocess.run([node, "--check", str(path)], capture_output=True, check=False)
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


def test_the_home_page_counts_and_leads_to_lists_of_as_much(server: Served) -> None:
    page = Page(server.ask("/").text)
    links = [link["href"] for link in page.named("a")]
    assert {"/query", "/api", "/openapi.json", "/explore", "/ask", "/index.json"} <= set(links)
    counts = {row["name"]: row["count"] for row in json.loads(server.ask("/api/stats").text) if row["name"]}
    asked = [parse_qs(urlsplit(link).query)["query"][0] for link in links if link.startswith("/query?")]
    listed = {re.search(r"(?:a|ikg:modality) ikg:(\w+)", query)[1]: query for query in asked}  # type: ignore[index]
    assert len(listed) > 5
    for name, query in listed.items():
        assert len(json.loads(server.query(query).text)["results"]["bindings"]) == counts[name], query
    relations = {link.removeprefix("/relation/") for link in links if link.startswith("/relation/")}
    assert relations | set(listed) == set(counts)


def test_the_home_page_tells_what_is_new_most_connected_and_changed(server: Served) -> None:
    told = json.loads(server.ask("/index.json").text)
    days = [row["issued"] for row in told["newest"]]
    assert days == sorted(days, reverse=True)
    assert len(days) >= 3
    degrees = [one["neighbours"] for one in told["connected"]]
    assert degrees == sorted(degrees, reverse=True)
    assert told["connected"][0]["id"] == "smic"
    week = told["week"]
    assert week["last"] == max(days)
    assert all(week["first"] <= row["issued"] <= week["last"] for row in week["new_facts"])
    words = Page(server.ask("/").text).words
    for row in told["newest"] + week["new_facts"]:
        assert row["sentence"] in words


def test_an_entity_has_a_page_with_its_facts_and_their_sentences(server: Served) -> None:
    page = Page(server.ask("/entity/smic").text)
    told = ("中芯国际", "SMIC", "688981.SH", "investsIn", "已向中芯京城投资20亿元", "Negated", "鸿蒙OS发布")
    for text in told:
        assert text in page.words
    links = [
        link["href"] for link in page.named("a") if re.match("/(entity|article|relation)/", link["href"])
    ]
    assert len(links) > 10
    for link in {link.partition("#")[0] for link in links}:
        assert server.ask(link).status == 200, link
    assert server.ask("/entity/" + quote("没有")).status == 404


def test_an_entitys_page_has_a_timeline_in_order_and_its_amounts_by_year(server: Served) -> None:
    told = json.loads(server.ask("/entity/smic.json").text)
    dates = [row["date"] for row in told["timeline"]]
    assert len(dates) > 1
    assert dates == sorted(dates)
    assert told["amounts"] == [
        {"currency": "CNY", "facts": 1, "years": [{"year": "2021", "amount": 2e9, "facts": 1}]}
    ]
    page = Page(server.ask("/entity/smic").text)
    assert len(page.named("rect")) == 1
    assert "20亿" in page.words and "2,000,000,000" in page.words


def test_any_name_leads_to_the_page_of_what_is_called_so(server: Served) -> None:
    for name in ("中芯国际", "SMIC", "688981", "smic"):
        answer = server.ask("/thing", name=name)
        assert (answer.status, answer.headers["location"]) == (303, "/entity/smic")
    assert server.ask("/thing", name="没有").status == 404
    assert server.ask("/thing").status == 400


def test_an_articles_page_marks_names_and_sentences_where_they_stand(server: Served) -> None:
    articles = json.loads(server.ask("/entity/smic.json").text)["articles"]
    article = json.loads(server.ask(f"/article/{articles[0]['id']}.json").text)
    assert article["mentions"]
    for one in article["mentions"]:
        assert article["text"][one["start"] : one["end"]]
    for fact in article["facts"]:
        assert article["text"][fact["start"] : fact["end"]] == fact["sentence"]
    page = Page(server.ask(f"/article/{articles[0]['id']}").text)
    marked = [
        one["data-facts"].split() for name, one in page.elements if name == "span" and "data-facts" in one
    ]
    assert {number for numbers in marked for number in numbers} == {
        str(number) for number in range(1, len(article["facts"]) + 1)
    }
    named = {one["href"] for one in page.named("a") if one.get("class", "").startswith("mention")}
    assert {f"/entity/{one['id']}" for one in article["mentions"]} >= named
    assert len(named) > 1
    assert server.ask("/article/none").status == 404


def test_a_relations_page_is_sorted_by_any_column_both_ways(server: Served) -> None:
    seen = set()
    for sort in ("subject", "object", "modality", "time", "amount", "percent", "confidence", "sources"):
        for order in ("asc", "desc"):
            told = json.loads(server.ask("/relation/investsIn.json", sort=sort, order=order).text)
            key = {"time": "time", "sources": "sources"}.get(sort, sort)
            values = [row[key] for row in told["rows"] if row[key] not in (None, "")]
            assert values == sorted(values, reverse=order == "desc"), sort
            seen.add(len(told["rows"]))
            page = Page(server.ask("/relation/investsIn", sort=sort, order=order).text)
            assert [one["aria-sort"][:3] for one in page.named("th") if "aria-sort" in one] == [order[:3]]
    assert len(seen) == 1
    assert server.ask("/relation/investsIn", sort="colour").status == 400
    assert "did you mean" in server.ask("/relation/investIn").text


def test_every_page_names_its_twin_and_the_twin_is_json(server: Served) -> None:
    article = json.loads(server.ask("/entity/smic.json").text)["articles"][0]["id"]
    paths = (
        "/",
        "/entity/smic",
        f"/article/{article}",
        "/relation/uses?sort=time",
        "/ask?q=x",
        "/find?q=zxgj",
    )
    for path in (*paths, "/explore"):
        page = Page(server.ask(path).text)
        twins = [link["href"] for link in page.named("link") if link.get("type") == "application/json"]
        assert len(twins) == 1, path
        answer = server.ask(twins[0])
        assert (answer.status, answer.media_type) == (200, "application/json")
        assert json.loads(answer.text)


def test_the_ask_page_answers_with_sentences(server: Served) -> None:
    answer = server.ask("/ask", q="谁投资了中芯京城")
    assert answer.status == 200
    assert "持股96%" in Page(answer.text).words
    assert "共" not in Page(answer.text).words
    assert "共 1 个" in Page(server.ask("/ask", q="中芯京城有几家投资方，都是谁").text).words
    assert "<form" in server.ask("/ask").text
    assert "火星" in Page(server.ask("/ask", q="火星上的天气如何").text).words


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
            answer = running.ask("/find", q=parameters["name"])
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


def test_what_changed_is_what_the_whole_graph_would_tell(sample_view: View) -> None:
    from datetime import timedelta

    from industry_graph import industry_view

    from kg.query.analysis import between_days
    from kg.serve.answers.home import _touched

    for view in (sample_view, industry_view()):
        content = view.content()
        last = max(one.issued for one in content.articles.values() if one.issued)
        for days in (1, 7, 400):
            before = last - timedelta(days=days)
            part = _touched(content, before, last)
            dates = (before.isoformat(), last.isoformat())
            found, whole = (between_days(one, *dates, base=view.base) for one in (part, content))
            assert [one.statement.fact.id for one in found.gained] == [
                one.statement.fact.id for one in whole.gained
            ]
            assert found.gained_entities == whole.gained_entities
