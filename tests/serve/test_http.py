"""Requests to a server that is busy, breaks off, or wants to know who asks."""

from __future__ import annotations

import base64
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from kg.errors import QueryError, StoreError
from kg.store import open_view
from kg.store.http import Client
from serve.triple_store import free_port

YES = b'{"head": {}, "boolean": true}'


class Answers(BaseHTTPRequestHandler):
    """Answers each request with the next of a list of statuses; 0 breaks the connection off."""

    statuses: list[int]
    seen: list[str]

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.seen.append(self.headers.get("Authorization", ""))
        status = self.statuses.pop(0) if self.statuses else 200
        if status == 0:
            self.connection.close()
            return
        self.send_response(status)
        if status in (301, 302, 307):
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(YES)))
        self.end_headers()
        self.wfile.write(YES)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def answering(*statuses: int) -> Iterator[tuple[str, type[Answers]]]:
    handler = type("Handler", (Answers,), {"statuses": list(statuses), "seen": []})
    server = HTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/query", handler
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Pauses that are told instead of waited for."""
    pauses: list[float] = []
    monkeypatch.setattr("kg.store.http.time.sleep", pauses.append)
    for name in ("KG_STORE_TOKEN", "KG_STORE_USER", "KG_STORE_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    return pauses


def test_a_busy_or_broken_server_is_asked_again_later_each_time(hurry: list[float]) -> None:
    # A connection that was good before is made anew at once; a new one that breaks is waited for.
    with answering(503, 0, 0, 503) as (url, handler):
        assert Client(url).query(url, "ASK {}", "*/*").body == YES
        assert len(handler.seen) == 5
    assert hurry == sorted(hurry)
    assert len(hurry) == 3


def test_patience_ends(hurry: list[float]) -> None:
    with answering(*[503] * 20) as (url, handler):
        with pytest.raises(StoreError, match="503"):
            Client(url).query(url, "ASK {}", "*/*")
        assert len(handler.seen) == 5


def test_a_refused_query_is_not_asked_again(hurry: list[float]) -> None:
    with answering(400) as (url, handler):
        with pytest.raises(QueryError, match="mend"):
            Client(url).query(url, "ASK {", "*/*")
        assert len(handler.seen) == 1


def test_a_server_that_is_not_there_is_said_to_be_out_of_reach() -> None:
    with pytest.raises(StoreError, match="cannot be reached"):
        open_view(f"http://127.0.0.1:{free_port()}")


def test_a_token_goes_before_a_user_and_both_before_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    with answering() as (url, handler):
        address = url.replace("http://", "http://me:p%40ss@")
        Client(url).query(url, "ASK {}", "*/*")
        Client(address).query(url, "ASK {}", "*/*")
        monkeypatch.setenv("KG_STORE_USER", "我")
        monkeypatch.setenv("KG_STORE_PASSWORD", "密")
        Client(address).query(url, "ASK {}", "*/*")
        monkeypatch.setenv("KG_STORE_TOKEN", "token")
        Client(address).query(url, "ASK {}", "*/*")
    basic = [base64.b64encode(text.encode("utf8")).decode() for text in ("me:p@ss", "我:密")]
    assert handler.seen == ["", f"Basic {basic[0]}", f"Basic {basic[1]}", "Bearer token"]


def test_a_password_in_the_address_is_not_shown() -> None:
    address = f"http://me:secret@127.0.0.1:{free_port()}/query"
    with pytest.raises(StoreError) as raised:
        open_view(address)
    assert "secret" not in str(raised.value)


def test_refused_credentials_name_the_variables_to_set(hurry: list[float]) -> None:
    with answering(401) as (url, _), pytest.raises(StoreError, match="KG_STORE_TOKEN"):
        open_view(url)


def test_a_proxy_is_used_for_other_machines_only(monkeypatch: pytest.MonkeyPatch) -> None:
    with answering() as (proxy, handler), answering() as (near, reached):
        monkeypatch.setenv("http_proxy", proxy.removesuffix("/query"))
        monkeypatch.delenv("no_proxy", raising=False)
        assert Client(near).query(near, "ASK {}", "*/*").body == YES
        assert (len(handler.seen), len(reached.seen)) == (0, 1)
        far = "http://kg.example/query"
        assert Client(far).query(far, "ASK {}", "*/*").body == YES
        assert (len(handler.seen), len(reached.seen)) == (1, 1)


def test_credentials_do_not_follow_a_redirection_to_another_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE_TOKEN", "token")
    with answering(302) as (url, handler):
        with pytest.raises(StoreError, match="302, it has moved"):
            Client(url).query(url, "ASK {}", "*/*")
        assert len(handler.seen) == 1
