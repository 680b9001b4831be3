"""The API gives what the commands give, says what it takes, and refuses the rest."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.serve.api import ADDRESSES
from serve.serving import Served

# What is asked of the API, and of the command.
ALIKE: list[tuple[str, dict[str, str | list[str]], list[str]]] = [
    ("stats", {}, ["stats"]),
    ("ask", {"q": "谁投资了中芯京城"}, ["ask", "谁投资了中芯京城"]),
    ("ask", {"q": "what does 华为 develop"}, ["ask", "what does 华为 develop"]),
    ("entity", {"name": "中芯国际"}, ["show", "中芯国际"]),
    ("entity", {"name": "688981"}, ["show", "688981"]),
    ("entity", {"name": "中芯国际", "as_of": "2021-05"}, ["show", "中芯国际", "--as-of", "2021-05"]),
    ("facts", {"as_of": "2021-05-27"}, ["facts", "--as-of", "2021-05-27"]),
    ("ask", {"q": "谁投资了中芯京城", "as_of": "2022"}, ["ask", "谁投资了中芯京城", "--as-of", "2022"]),
    (
        "path",
        {"from": "赵海军", "to": "中芯京城", "as_of": "2021-05-27"},
        ["path", "赵海军", "中芯京城", "--as-of", "2021-05-27"],
    ),
    ("entity", {"name": "id:huawei"}, ["show", "id:huawei"]),
    ("facts", {}, ["facts"]),
    ("facts", {"relation": ["investsIn", "develops"]}, ["facts", "-r", "investsIn", "-r", "develops"]),
    (
        "facts",
        {"about": "华为", "modality": "speculative"},
        ["facts", "--about", "华为", "--modality", "speculative"],
    ),
    ("facts", {"subject": "SMIC", "object": "华为"}, ["facts", "--subject", "SMIC", "--object", "华为"]),
    ("facts", {"type": "Person"}, ["facts", "--type", "Person"]),
    ("facts", {"since": "2021-05", "until": "2021"}, ["facts", "--since", "2021-05", "--until", "2021"]),
    (
        "facts",
        {"min_confidence": "0.92", "limit": "2"},
        ["facts", "--min-confidence", "0.92", "--limit", "2"],
    ),
    ("path", {"from": "华为", "to": "深圳"}, ["path", "华为", "深圳"]),
    (
        "path",
        {"from": "赵海军", "to": "鸿蒙OS", "limit": "1", "longest": "4", "through_hubs": "true"},
        ["path", "赵海军", "鸿蒙OS", "-n", "1", "--longest", "4", "--through-hubs"],
    ),
    ("find", {"q": "zxgj"}, ["find", "zxgj"]),
    ("find", {"q": "中芯", "limit": "1"}, ["find", "中芯", "--limit", "1"]),
]


@pytest.mark.parametrize(("name", "parameters", "command"), ALIKE, ids=lambda value: str(value)[:40])
def test_the_api_gives_what_the_command_gives(
    name: str, parameters: dict[str, str | list[str]], command: list[str], server: Served, sample_folder: Path
) -> None:
    answer = server.ask(f"/api/{name}", **parameters)
    assert (answer.status, answer.media_type) == (200, "application/json"), answer.text
    written = subprocess.run(
        [sys.executable, "-m", "kg", *command, "-s", str(sample_folder), "-f", "json"],
        capture_output=True,
        encoding="utf8",
        env={**os.environ, "PYTHONIOENCODING": "utf8"},
        check=True,
    )
    told = json.loads(answer.text)
    assert told
    assert told == json.loads(written.stdout)


def test_every_address_is_held_against_its_command() -> None:
    assert {name for name, _, _ in ALIKE} == {address.name for address in ADDRESSES}


@pytest.mark.parametrize(
    ("path", "parameters", "status", "told"),
    [
        ("ask", {}, 400, "q: missing"),
        ("ask", {"q": "  "}, 400, "q: missing"),
        ("ask", {"q": ["谁", "谁"]}, 400, "given 2 times"),
        ("ask", {"q": "谁" * 2001}, 400, "longer"),
        ("entity", {"nam": "华为"}, 400, "did you mean 'name'"),
        ("stats", {"x": "1"}, 400, "takes none"),
        ("entity", {"name": "中芯国标"}, 404, "中芯国际"),
        ("facts", {"relation": "investIn"}, 400, "did you mean 'investsIn'"),
        ("facts", {"type": "Firm"}, 400, "no type"),
        ("facts", {"modality": "Maybe"}, 400, "none is called"),
        ("facts", {"about": "没有这家"}, 404, "nothing in the graph"),
        ("facts", {"since": "2021-13"}, 400, "not a day"),
        ("facts", {"since": "May"}, 400, "not a day"),
        ("entity", {"name": "华为", "as_of": "2021-02-30"}, 400, "not a day"),
        ("facts", {"min_confidence": "nan"}, 400, "'nan' is no number"),
        ("facts", {"min_confidence": "1e400"}, 400, "out of range"),
        ("facts", {"min_confidence": "9" * 400}, 400, "out of range"),
        ("facts", {"limit": "1_0"}, 400, "'1_0' is no integer"),
        ("facts", {"limit": "１０"}, 400, "'１０' is no integer"),
        ("facts", {"since": "２０２１"}, 400, "is not a day"),
        ("facts", {"min_confidence": "1.5"}, 400, "out of range"),
        ("facts", {"limit": "0"}, 400, "out of range"),
        ("facts", {"limit": "ten"}, 400, "no integer"),
        ("path", {"from": "华为"}, 400, "to: missing"),
        ("path", {"from": "华为", "to": "深圳", "longest": "99"}, 400, "at most 20"),
        ("path", {"from": "华为", "to": "深圳", "through_hubs": "maybe"}, 400, "not true or false"),
        ("find", {"q": "没有这样的词"}, 404, "nothing found"),
        ("nothing", {}, 404, "Not Found"),
    ],
)
def test_what_is_wrong_with_a_request_is_told(
    path: str, parameters: dict[str, str | list[str]], status: int, told: str, server: Served
) -> None:
    answer = server.ask(f"/api/{path}", **parameters)
    assert answer.status == status
    assert told in answer.text


def test_the_api_takes_get_only(server: Served) -> None:
    for method in ("POST", "PUT", "DELETE"):
        assert server.ask("/api/stats", method=method).status == 405


def test_a_question_that_is_not_understood_is_answered_with_others(server: Served) -> None:
    answer = server.ask("/api/ask", q="火星上的天气如何")
    told = json.loads(answer.text)
    assert answer.status == 200
    assert told["answers"] == []
    assert told["trouble"]


def test_a_name_that_several_bear_is_answered_with_a_choice(tmp_path: Path) -> None:
    import pyoxigraph as ox

    from serve.serving import served

    lines = "".join(
        f"<http://e/{id_}> a <https://w3id.org/industry-kg/ontology#{kind}> ; "
        '<http://www.w3.org/2004/02/skos/core#prefLabel> "长江"@zh .\n'
        for id_, kind in (("river", "Location"), ("fund", "Fund"))
    )
    (tmp_path / "graph.ttl").write_text(lines, "utf8")
    assert len(list(ox.parse(lines, ox.RdfFormat.TURTLE))) == 4
    with served(tmp_path / "graph.ttl") as running:
        answer = running.ask("/api/entity", name="长江")
        assert answer.status == 300
        assert {one["id"] for one in json.loads(answer.text)["candidates"]} == {"river", "fund"}
        page = running.ask("/thing", name="长江")
        assert page.status == 300
        assert page.text.count('href="/entity/') == 2


def test_openapi_describes_every_address_and_parameter(server: Served) -> None:
    answer = server.ask("/openapi.json")
    assert (answer.status, answer.media_type) == (200, "application/json")
    described = json.loads(answer.text)
    assert described["openapi"].startswith("3.1")
    assert set(described["paths"]) == {f"/api/{address.name}" for address in ADDRESSES} | {"/sparql"}
    for address in ADDRESSES:
        operation = described["paths"][f"/api/{address.name}"]["get"]
        assert operation["summary"]
        assert (
            operation["responses"]["200"]["content"]["application/json"]["schema"]["type"] == address.returns
        )
        given = {parameter["name"]: parameter for parameter in operation["parameters"]}
        assert list(given) == [parameter.name for parameter in address.parameters]
        for parameter in address.parameters:
            one = given[parameter.name]
            assert one["in"] == "query"
            assert one["description"]
            assert one["required"] == parameter.is_required
            assert (one["schema"]["type"] == "array") == parameter.is_list


def test_the_examples_of_the_api_page_are_answered_in_form(server: Served) -> None:
    page = server.ask("/api").text
    for address in ADDRESSES:
        assert f"/api/{address.name}" in page
        parameters = dict(pair.split("=") for pair in address.example.split("&") if pair)
        assert server.ask(f"/api/{address.name}", **parameters).status in (200, 404)


def test_the_description_tells_which_values_are_refused(server: Served) -> None:
    described = json.loads(server.ask("/openapi.json").text)["paths"]
    for path, name, good, bad in (
        ("/api/ask", "q", "谁", ""),
        ("/api/find", "q", "中芯", " "),
        ("/api/find", "q", "中" * 2000, "中" * 2001),
        ("/api/facts", "since", "2021-05", "2021-13"),
        ("/api/facts", "until", "", "0000"),
    ):
        found = described[path]["get"]["parameters"]
        schema = next(one["schema"] for one in found if one["name"] == name)
        for value in (good, bad):
            fits = re.search(schema.get("pattern", ""), value) is not None and schema.get(
                "minLength", 0
            ) <= len(value) <= schema.get("maxLength", 9999)
            answer = server.ask(path, **{name: value})
            assert fits == (value == good)
            assert (answer.status != 400) == fits, (path, value)


def test_the_description_tells_which_values_may_be_empty(server: Served) -> None:
    described = json.loads(server.ask("/openapi.json").text)["paths"]
    may_be = {one["name"]: one["allowEmptyValue"] for one in described["/api/find"]["get"]["parameters"]}
    assert may_be["limit"] and not may_be["q"]
    assert server.ask("/api/find", q="中芯", limit="").status == 200
    assert server.ask("/api/find", q="").status == 400


@pytest.mark.parametrize(
    ("path", "parameters", "status"),
    [
        ("/api/find", {"q": "没有这样的词"}, 404),
        ("/api/entity", {"name": "没有这家"}, 404),
        ("/api/facts", {"about": "没有这家"}, 404),
        ("/api/path", {"from": "没有这家", "to": "华为"}, 404),
        ("/api/ask", {"q": ""}, 400),
        ("/api/facts", {"since": "2021-13"}, 400),
    ],
)
def test_a_refusal_is_told_in_the_form_that_is_described(
    path: str, parameters: dict[str, str], status: int, server: Served
) -> None:
    described = json.loads(server.ask("/openapi.json").text)["paths"][path]["get"]["responses"]
    answer = server.ask(path, **parameters)
    assert answer.status == status
    assert answer.media_type in described[str(status)]["content"]


def test_the_endpoint_is_described_as_it_answers(server: Served) -> None:
    described = json.loads(server.ask("/openapi.json").text)["paths"]["/sparql"]
    formats = set(described["get"]["responses"]["200"]["content"])
    for text, accept in (
        ("ASK {}", "*/*"),
        ("ASK {}", "text/csv"),
        ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "*/*"),
        ("DESCRIBE id:smic", "application/rdf+xml"),
    ):
        answer = server.query(text, accept)
        assert (answer.status, answer.media_type in formats) == (200, True)
    bodies = {
        "application/x-www-form-urlencoded": "query=ASK%7B%7D",
        "application/sparql-query": "ASK {}",
        "application/sparql-update": "CLEAR ALL",
    }
    assert set(bodies) == set(described["post"]["requestBody"]["content"])
    for media_type, body in bodies.items():
        answer = server.ask("/sparql", method="POST", body=body, headers={"Content-Type": media_type})
        assert answer.status == (403 if body == "CLEAR ALL" else 200)
        assert str(answer.status) in described["post"]["responses"]
    refused = server.ask("/sparql", method="POST", body="ASK {}", headers={"Content-Type": "text/plain"})
    assert (refused.status, "415" in described["post"]["responses"]) == (415, True)
