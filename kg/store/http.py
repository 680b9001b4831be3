"""Requests to a SPARQL server: who asks, how often, and what went wrong, in words for the user.

Servers are busy at times (503, 429) and connections break; both are tried again, a little later each time.
That is safe for updates too, because each of ours says how things shall be rather than what to add to them.
"""

from __future__ import annotations

import base64
import http.client
import os
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlencode, urlsplit, urlunsplit

from kg.errors import QueryError, StoreError

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


class _SameServer(urllib.request.HTTPRedirectHandler):
    """Follows a redirection on the same server only: credentials go nowhere else."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: object,
        code: int,
        msg: str,
        headers: object,
        newurl: str,
    ) -> urllib.request.Request | None:
        if urlsplit(newurl)[:2] != urlsplit(req.full_url)[:2] or req.data is not None:
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


class Client:
    """Sends requests to one server, with the user's credentials.

    They come from the environment: ``KG_STORE_TOKEN``, or ``KG_STORE_USER`` and ``KG_STORE_PASSWORD``, or
    stand in the address (``http://user:password@host/``), from which they are taken out.
    """

    def __init__(self, url: str, *, timeout: float = 60.0, tries: int = _TRIES) -> None:
        self.url, found = _without_credentials(url)
        self._authorization = _authorization(found)
        self._timeout = timeout
        self._tries = tries
        self._opener = urllib.request.build_opener(_SameServer)

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
        request = urllib.request.Request(endpoint, data=body, headers=headers)
        pause = _FIRST_PAUSE
        for tried in range(1, self._tries + 1):
            try:
                return self._once(request)
            except urllib.error.HTTPError as error:
                trouble: Exception = _refused(endpoint, error)
                if error.code not in _AGAIN:
                    raise trouble from None
                pause = max(pause, _asked_pause(error))
            except TimeoutError:
                raise StoreError(
                    f"{endpoint}: no answer within {self._timeout:g} s: ask for less, or later"
                ) from None
            except (urllib.error.URLError, http.client.HTTPException, OSError) as error:
                reason = getattr(error, "reason", None) or error
                trouble = StoreError(f"{endpoint}: cannot be reached ({reason}): is the server running?")
            if tried == self._tries or pause > _LONGEST_PAUSE:
                raise trouble from None
            time.sleep(pause)
            pause *= 2
        raise AssertionError("the last try returns or raises")

    def _once(self, request: urllib.request.Request) -> Response:
        with self._opener.open(request, timeout=self._timeout) as answer:
            return Response(
                status=answer.status,
                media_type=answer.headers.get_content_type(),
                body=answer.read(),
                headers={name.lower(): value for name, value in answer.headers.items()},
            )


def _refused(endpoint: str, error: urllib.error.HTTPError) -> Exception:
    said = " ".join(error.read(4 * _TOLD).decode("utf8", "replace").split())[:_TOLD]
    if error.code in (401, 403):
        return StoreError(
            f"{endpoint}: not allowed ({error.code} {said}): "
            "set KG_STORE_TOKEN, or KG_STORE_USER and KG_STORE_PASSWORD"
        )
    if error.code in (400, 413, 414, 422):
        return QueryError(f"{endpoint}: {said or error.reason}: mend the SPARQL")
    return StoreError(f"{endpoint}: {error.code} {said or error.reason}: check the address and the server")


def _asked_pause(error: urllib.error.HTTPError) -> float:
    asked = error.headers.get("Retry-After", "")
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
