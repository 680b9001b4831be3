"""``kg serve`` run as its users run it, and requests to it without a client's own ideas."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

TOKEN = "a-token-of-the-tests-0123456789"


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, headers in lower case, and the body as text."""

    status: int
    headers: Mapping[str, str]
    text: str
    body: bytes

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass(frozen=True, slots=True)
class Served:
    """A running server."""

    url: str
    process: subprocess.Popen[str]

    def ask(
        self,
        path: str,
        *,
        method: str = "GET",
        body: bytes | str | None = None,
        headers: Mapping[str, str] | None = None,
        **parameters: str | list[str],
    ) -> Answer:
        """The answer to a request; parameters go into the address (``default_graph_uri`` with hyphens)."""
        named = {
            name.replace("_", "-") if name.endswith("_uri") else name: value
            for name, value in parameters.items()
        }
        query = "?" + urlencode(named, doseq=True) if named else ""
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=60)
        sent = body.encode("utf8") if isinstance(body, str) else body
        try:
            connection.request(method, path + query, sent, dict(headers or {}))
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        found = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, found, content.decode("utf8", "replace"), content)

    def query(self, text: str, accept: str = "application/sparql-results+json", **parameters: str) -> Answer:
        """The answer to a query."""
        return self.ask("/sparql", headers={"Accept": accept}, query=text, **parameters)

    def update(self, text: str, *, token: str = TOKEN, **headers: str) -> Answer:
        """The answer to an update."""
        sent = {"Content-Type": "application/sparql-update", "Authorization": f"Bearer {token}", **headers}
        return self.ask("/sparql", method="POST", body=text, headers=sent)


@contextmanager
def served(store: Path | str, *options: str, token: str = "") -> Iterator[Served]:
    """A server of the store on a free port."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    if token:
        environment["KG_TOKEN"] = token
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "serve", "-s", str(store), "--port", "0", *options],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf8",
        env=environment,
    )
    assert process.stderr is not None
    said = process.stderr.readline()
    found = re.search(r"http://\S+/", said)
    # What it says later must not fill the pipe.
    threading.Thread(target=process.stderr.read, daemon=True).start()
    try:
        assert found, said
        yield Served(found[0].replace("0.0.0.0", "127.0.0.1").rstrip("/"), process)
    finally:
        process.terminate()
        process.wait(15)
