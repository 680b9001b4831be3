"""Requests to a SPARQL server: who asks, how often, and what went wrong, in words for the user.

Servers are busy at times (503, 429) and connections break; both are tried again, a little later each time.
That is safe for updates too, because each of ours says how things shall be rather than what to add to them.
"""

from __future__ import annotations

import base64
import http.client
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlencode, urlsplit, urlunsplit
from urllib.request import getproxies, proxy_bypass

from kg.errors import QueryError, StoreError

JSON = "application/sparql-results+json"
"""The media type of the answers to SELECT and ASK that is asked for."""

_TRIES = 5
_FIRST_PAUSE = 0.2
# A server that asks for more patience than this is better told to the user.
_LONGEST_PAUSE = 10.0
_AGAIN = (429, 502, 503, 504)
_TOLD = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What a server answered."""

    status: int
    media_type: str
    body: bytes
    headers: Mapping[str, str]


class Client:
    """Sends requests to one server over one connection, with the user's credentials.

    A connection for each request would do, but Oxigraph's server gives each a thread, and writes ever slower
    the more threads have written. Redirections are not followed, so that credentials go nowhere else.

    They come from the environment: ``KG_STORE_TOKEN``, or ``KG_STORE_USER`` and ``KG_STORE_PASSWORD``, or
    stand in the address (``http://user:password@host/``), from which they are taken out.
    """

    def __init__(self, url: str, *, timeout: float = 60.0, tries: int = _TRIES) -> None:
        self.url, found = _without_credentials(url)
        self._authorization = _authorization(found)
        self._timeout = timeout
        self._tries = tries
        self._connection: http.client.HTTPConnection | None = None
        self._connected = ""

    def query(self, endpoint: str, sparql: str, accept: str) -> Response:
        """The answer to a query."""
        body = urlencode({"query": sparql}).encode("ascii")
        return self.send(endpoint, body, "application/x-www-form-urlencoded", accept)

    def update(self, endpoint: str, sparql: str) -> Response:
        """Run an update."""
        return self.send(endpoint, sparql.encode("utf8"), "application/sparql-update; charset=utf-8", "*/*")

    def send(self, endpoint: str, body: bytes | None, content_type: str, accept: str) -> Response:
        """A request's successful answer.

        Raises:
            QueryError: the server refuses the query.
            StoreError: it cannot be reached, is busy for too long, or wants other credentials.
        """
        headers = {"Accept": accept, "User-Agent": "kg"}
        if body is not None:
            headers["Content-Type"] = content_type
        if self._authorization:
            headers["Authorization"] = self._authorization
        pause = _FIRST_PAUSE
        for tried in range(1, self._tries + 1):
            try:
                response = self._once(endpoint, body, headers)
            except TimeoutError:
                self.close()
                raise StoreError(
                    f"{endpoint}: no answer within {self._timeout:g} s: ask for less, or later"
                ) from None
            except (http.client.HTTPException, OSError) as error:
                self.close()
                trouble: Exception = StoreError(
                    f"{endpoint}: cannot be reached ({error or type(error).__name__}): is the server running?"
                )
            else:
                if 200 <= response.status < 300:
                    return response
                trouble = _refused(endpoint, response)
                if response.status not in _AGAIN:
                    raise trouble
                pause = max(pause, _asked_pause(response))
            if tried == self._tries or pause > _LONGEST_PAUSE:
                raise trouble from None
            time.sleep(pause)
            pause *= 2
        raise AssertionError("the last try returns or raises")

    def close(self) -> None:
        """Give up the connection; the next request makes another."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _once(self, endpoint: str, body: bytes | None, headers: dict[str, str]) -> Response:
        parts = urlsplit(endpoint)
        target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
        proxy = _proxy(parts.scheme, parts.hostname or "")
        if proxy and parts.scheme == "http":
            target = endpoint
        if self._connection is not None and self._connected == parts.netloc:
            # The server may have hung up since; then it has not read this request either.
            with suppress(http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
                return self._sent(self._connection, target, body, headers)
        self.close()
        self._connection = _connection(parts.scheme, parts.netloc, proxy, self._timeout)
        self._connected = parts.netloc
        return self._sent(self._connection, target, body, headers)

    @staticmethod
    def _sent(
        connection: http.client.HTTPConnection, target: str, body: bytes | None, headers: dict[str, str]
    ) -> Response:
        connection.request("GET" if body is None else "POST", target, body, headers)
        answer = connection.getresponse()
        content = answer.read()
        return Response(
            status=answer.status,
            media_type=answer.headers.get_content_type(),
            body=content,
            headers={name.lower(): value for name, value in answer.headers.items()},
        )


def _proxy(scheme: str, host: str) -> str:
    """The proxy that the environment names for a server, as host and port, or nothing."""
    if host in ("localhost", "127.0.0.1", "::1") or proxy_bypass(host):
        return ""
    return urlsplit(getproxies().get(scheme, "")).netloc


def _connection(scheme: str, server: str, proxy: str, timeout: float) -> http.client.HTTPConnection:
    kind = http.client.HTTPSConnection if scheme == "https" else http.client.HTTPConnection
    try:
        connection = kind(proxy or server, timeout=timeout)
        if proxy and scheme == "https":
            connection.set_tunnel(server)
    except http.client.InvalidURL as error:
        raise StoreError(f"{scheme}://{server}: {error}: check the address") from None
    return connection


def _refused(endpoint: str, response: Response) -> Exception:
    said = " ".join(response.body[: 4 * _TOLD].decode("utf8", "replace").split())[:_TOLD]
    told = f"{response.status} {said or http.client.responses.get(response.status, '')}".strip()
    if response.status in (401, 403):
        return StoreError(
            f"{endpoint}: not allowed ({told}): set KG_STORE_TOKEN, or KG_STORE_USER and KG_STORE_PASSWORD"
        )
    if response.status in (400, 413, 414, 422):
        return QueryError(f"{endpoint}: {said or told}: mend the SPARQL")
    if moved := response.headers.get("location"):
        return StoreError(f"{endpoint}: {response.status}, it has moved to {moved}: give that address")
    return StoreError(f"{endpoint}: {told}: check the address and the server")


def _asked_pause(response: Response) -> float:
    asked = response.headers.get("retry-after", "")
    return float(asked) if asked.isdecimal() else 0.0


def _without_credentials(url: str) -> tuple[str, str]:
    """The address without a user and password, and those."""
    parts = urlsplit(url)
    found, _, host = parts.netloc.rpartition("@")
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._")
    return urlunsplit((parts.scheme.lower(), host, path, parts.query, "")), unquote(found)


def _authorization(found: str) -> str:
    if token := os.environ.get("KG_STORE_TOKEN"):
        return f"Bearer {token}"
    if user := os.environ.get("KG_STORE_USER"):
        found = f"{user}:{os.environ.get('KG_STORE_PASSWORD', '')}"
    return "Basic " + base64.b64encode(found.encode("utf8")).decode("ascii") if found else ""
