"""Who is let in: host names, origins, tokens, sizes; and what is never done."""

from __future__ import annotations

import base64
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sample_graph import sample

from serve.serving import TOKEN, Served, served

INSERT = "INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> 1 } }"
PATHS = ["/", "/query", "/api", "/api/stats", "/openapi.json", "/sparql?query=ASK%7B%7D", "/assets/kg.css"]


def start(store: Path | str, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """``kg serve`` that is expected to refuse."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    return subprocess.run(
        [sys.executable, "-m", "kg", "serve", "-s", str(store), "--port", "0", *options],
        capture_output=True,
        text=True,
        encoding="utf8",
        env={**kept, **environment},
        timeout=30,
        check=False,
    )


@pytest.mark.parametrize("path", PATHS)
def test_a_foreign_host_name_is_not_served(path: str, server: Served) -> None:
    port = urlsplit(server.url).port
    for host in (
        "evil.example",
        f"evil.example:{port}",
        "127.0.0.1.evil.example",
        "localhost@evil.example",
        "",
    ):
        assert server.ask(path, headers={"Host": host}).status == 403
    for host in (f"localhost:{port}", f"127.0.0.1:{port}", f"[::1]:{port}", "LOCALHOST"):
        assert server.ask(path, headers={"Host": host}).status == 200


@pytest.mark.parametrize("path", [*PATHS, "/nothing", "/api/ask", "/sparql", "/sparql?query=x"])
def test_every_answer_tells_browsers_what_to_refuse(path: str, server: Served) -> None:
    answer = server.ask(path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    assert "access-control-allow-origin" not in answer.headers


def test_reading_only_refuses_every_update(server: Served) -> None:
    answer = server.update(INSERT)
    assert answer.status == 403
    assert "--writable" in answer.text


def test_an_update_needs_the_token(writable: Served) -> None:
    assert writable.update(INSERT, token="wrong").status == 401
    assert writable.update(INSERT, token=TOKEN[:-1]).status == 401
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    missing = writable.ask("/sparql", method="POST", headers=form, body="update=CLEAR+NAMED")
    assert (missing.status, missing.headers["www-authenticate"]) == (401, "Bearer")
    assert writable.query("ASK { <urn:s> ?p ?o }").text.count("false") == 1
    assert writable.update(INSERT).status == 204
    password = base64.b64encode(f"me:{TOKEN}".encode()).decode()
    assert writable.update(INSERT, Authorization=f"Basic {password}").status == 204


def test_an_update_from_a_page_of_another_site_is_refused_even_with_the_token(writable: Served) -> None:
    host = urlsplit(writable.url).netloc
    for origin in ("http://evil.example", "null", "http://127.0.0.1:1", f"http://{host}.evil.example", ""):
        assert writable.update(INSERT, Origin=origin).status == 403, origin
    assert writable.update(INSERT, **{"Sec-Fetch-Site": "cross-site"}).status == 403
    assert writable.update(INSERT, Origin=writable.url, **{"Sec-Fetch-Site": "same-origin"}).status == 204


def test_only_the_writer_sees_the_bookkeeping(writable: Served) -> None:
    text = "SELECT ?s { GRAPH <urn:industry-kg:state> { ?s ?p ?o } }"
    assert "digest.txt" not in writable.query(text).text
    sent = {"Authorization": f"Bearer {TOKEN}"}
    assert "digest.txt" in writable.ask("/sparql", query=text, headers=sent).text


@pytest.mark.parametrize(
    ("options", "environment", "told"),
    [
        (("--writable",), {}, "KG_TOKEN"),
        (("--host", "0.0.0.0"), {}, "KG_TOKEN"),
        (("--host", "::"), {}, "KG_TOKEN"),
        (("--writable", "--token-env", "MINE"), {"KG_TOKEN": TOKEN}, "MINE"),
        (("--writable",), {"KG_TOKEN": "short"}, "16 characters"),
        (("--host", "203.0.113.7"), {"KG_TOKEN": TOKEN}, "cannot be listened on"),
    ],
)
def test_what_would_let_anybody_in_is_not_started(
    options: tuple[str, ...], environment: dict[str, str], told: str, sample_folder: Path
) -> None:
    ended = start(sample_folder, *options, **environment)
    assert ended.returncode == 2
    assert told in ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 1


def test_a_graph_that_is_not_there_is_told_in_one_line(tmp_path: Path) -> None:
    for store in (tmp_path / "none.kg", "http://127.0.0.1:1/sparql"):
        ended = start(store)
        assert ended.returncode == 2
        assert len(ended.stderr.strip().splitlines()) == 1


def test_an_address_in_use_is_told_in_one_line(sample_folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ended = start(sample_folder, "--port", str(taken.getsockname()[1]))
    assert ended.returncode == 2
    assert "--port" in ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 1


def test_listening_beyond_this_machine_every_request_needs_the_token(sample_folder: Path) -> None:
    password = base64.b64encode(f"anyone:{TOKEN}".encode()).decode()
    with served(sample_folder, "--host", "0.0.0.0", token=TOKEN) as running:
        for path in PATHS:
            refused = running.ask(path)
            assert refused.status == 401
            assert refused.headers["www-authenticate"].startswith("Basic")
            for sent in (f"Bearer {TOKEN}", f"Basic {password}", f"bearer {TOKEN}"):
                assert running.ask(path, headers={"Authorization": sent, "Host": "kg.example"}).status == 200
            for sent in ("Bearer ", "Basic !", "Basic " + base64.b64encode(b"x").decode(), f"Digest {TOKEN}"):
                assert running.ask(path, headers={"Authorization": sent}).status == 401


def test_a_body_over_the_limit_is_not_read(server: Served, writable: Served) -> None:
    long = "ASK { } #" + "x" * 1_100_000
    for content_type in ("application/sparql-query", "application/x-www-form-urlencoded"):
        body = long if content_type.endswith("query") else "query=" + long
        answer = server.ask("/sparql", method="POST", body=body, headers={"Content-Type": content_type})
        assert (answer.status, answer.headers["content-type"]) == (413, "text/plain; charset=utf-8")
    large = f"INSERT DATA {{ GRAPH <urn:g> {{ <urn:s> <urn:p> '{'x' * 1_100_000}' }} }}"
    assert writable.update(large).status == 204
    assert server.update(large).status == 413


def test_a_body_of_unknown_length_is_read_to_the_limit_only(server: Served) -> None:
    with socket.create_connection(("127.0.0.1", urlsplit(server.url).port or 0), timeout=30) as connection:
        connection.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n"
        )
        chunk = b"10000\r\n" + b"#" * 0x10000 + b"\r\n"
        try:
            for _ in range(20):
                connection.sendall(chunk)
        except OSError:
            pass  # the server has answered and hung up
        assert connection.recv(4096).startswith(b"HTTP/1.1 413")


ASKING_OTHERS = [
    "SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?s ?p ?o #\r SERVICE SILENT <{url}> {{ ?a ?b ?c }}\n}}",
    "SELECT * {{ ?s ?p 10SERVICE SILENT <{url}> {{ ?a ?b ?c }} }}",
    "SELECT * {{ ?s ?p true SERVICESILENT<{url}>{{ ?a ?b ?c }} }}",
    "SELECT * {{ OPTIONAL {{ ?s ?p id:a\\' }} SERVICE SILENT <{url}> {{ ?a ?b ?c }} #'\n}}",
    "SELECT * {{ VALUES ?x {{ <{url}> }} SERVICE SILENT ?x {{ ?a ?b ?c }} }}",
    "SELECT * {{ VALUES ?x {{ '''a'''' }} SERVICE SILENT <{url}> {{ ?a ?b ?c }} #'\n}}",
    "DESCRIBE ?a {{ sErViCe silent <{url}> {{ ?a ?b ?c }} }}",
]


def test_no_query_and_no_update_makes_the_server_ask_another(server: Served, writable: Served) -> None:
    heard: list[object] = []
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.settimeout(0.2)
        done = threading.Event()

        def listen() -> None:
            while not done.is_set():
                try:
                    connection, address = listening.accept()
                except TimeoutError:
                    continue
                heard.append(address)
                connection.close()

        thread = threading.Thread(target=listen)
        thread.start()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        for text in ASKING_OTHERS:
            assert server.query(text.format(url=url)).status == 400, text
        for verb in ("LOAD", "LOAD SILENT", "load", "INSERT DATA {} ; LOAD SILENT"):
            assert writable.update(f"{verb} <{url}>").status == 400
            assert writable.update(f"{verb} <{url}> INTO GRAPH <urn:g>").status == 400
        inserting = (
            f"INSERT {{ GRAPH <urn:g> {{ ?s ?p ?o }} }} WHERE {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}"
        )
        assert writable.update(inserting).status == 400
        done.set()
        thread.join()
    assert heard == []


def test_words_that_only_look_like_asking_others_are_taken(server: Served) -> None:
    for text in (
        "SELECT ?service { ?service a schema:Service } # SERVICE",
        "ASK { ?s ?p 'SERVICE <http://192.0.2.1/> { }' }",
        "ASK { ?load ?from <http://example.org/SERVICE/load> }",
    ):
        assert server.query(text).status == 200


def test_no_path_leads_to_a_file(server: Served) -> None:
    for path in (
        "/assets/../pages.py",
        "/assets/%2e%2e/pages.py",
        "/assets/..%2fpages.py",
        "/assets/page.html",
        "/assets/",
        "/assets//etc/passwd",
        "/etc/passwd",
        "/kg-store.json",
        "/graph.kg/kg-store.json",
    ):
        assert server.ask(path).status == 404, path
    for name in ("file:///etc/passwd", "../../../../etc/passwd"):
        assert server.ask("/api/entity", name=name).status == 404
        assert "root:" not in server.query(f"SELECT * FROM <file:///etc/passwd> {{ ?s ?p ?o }} # {name}").text


def test_a_store_that_is_not_there_yet_is_made_for_a_writer(tmp_path: Path) -> None:
    with served(tmp_path / "new.kg", "--writable", token=TOKEN) as running:
        assert running.update(INSERT).status == 204
        assert "true" in running.query("ASK { <urn:s> <urn:p> 1 }").text


def test_a_file_is_served_but_not_written_to(tmp_path: Path) -> None:
    from kg.export import export

    with sample(tmp_path / "graph.kg") as store:
        export(store, tmp_path / "graph.ttl")
    assert start(tmp_path / "graph.ttl", "--writable", KG_TOKEN=TOKEN).returncode == 2
    with served(tmp_path / "graph.ttl") as running:
        assert "true" in running.query("ASK { id:smic ikg:investsIn ?x }").text
