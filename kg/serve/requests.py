"""Requests of the SPARQL 1.1 Protocol, read and checked: what is asked, of which graphs."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

FORM = "application/x-www-form-urlencoded"
QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
# Whoever needs longer to send a request keeps others from being answered.
_PATIENCE = 30.0


class BadRequest(Exception):  # noqa: N818 - the protocol's own name for it
    """A request that is not as the protocol wants it, with the status that tells so."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A query, or an update, and the graphs that the request names; all empty where nothing is asked."""

    query: str = ""
    update: str | None = None
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


async def asked(request: Request, *, query_bytes: int, update_bytes: int) -> Asked | None:
    """What a request asks, or None for one without any question.

    Raises:
        BadRequest: it is no request of the protocol.
    """
    parameters = _decoded(request.scope["query_string"])
    if request.method in ("GET", "HEAD"):
        if "update" in dict(parameters):
            raise BadRequest(400, "update: comes by POST, never by GET")
        return _query(parameters) if parameters and "query" in dict(parameters) else None
    content_type, _, rest = request.headers.get("content-type", "").partition(";")
    content_type = content_type.strip().lower()
    if content_type not in (FORM, QUERY, UPDATE):
        raise BadRequest(415, f"unsupported media type {content_type!r}: send {FORM}, {QUERY} or {UPDATE}")
    charset = rest.lower().replace(" ", "").partition("charset=")[2].strip('"')
    if charset not in ("", "utf-8", "utf8"):
        raise BadRequest(415, f"unsupported charset {charset!r}: send UTF-8")
    if request.headers.get("content-encoding", "identity") != "identity":
        raise BadRequest(415, "unsupported content encoding: send it plain")
    most = query_bytes if content_type == QUERY else update_bytes
    body = await _body(request, most)
    if content_type == FORM:
        return _form([*parameters, *_decoded(body)], len(body), query_bytes)
    text = _text(body)
    if content_type == QUERY:
        if {"query", "update"} & set(dict(parameters)):
            raise BadRequest(400, "query: given in the body and in the address")
        return _query([("query", text), *parameters])
    return _update([("update", text), *parameters])


def _form(parameters: list[tuple[str, str]], length: int, query_bytes: int) -> Asked:
    names = [name for name, _ in parameters]
    if "query" in names and "update" in names:
        raise BadRequest(400, "query and update: give one of them")
    if "update" in names:
        return _update(parameters)
    if "query" not in names:
        raise BadRequest(400, "query: missing: give query=… or update=…")
    if length > query_bytes:
        raise BadRequest(413, f"too large: a query has at most {query_bytes} bytes")
    return _query(parameters)


def _query(parameters: list[tuple[str, str]]) -> Asked:
    return Asked(
        query=_one(parameters, "query"),
        default=_graphs(parameters, "default-graph-uri"),
        named=_graphs(parameters, "named-graph-uri"),
    )


def _update(parameters: list[tuple[str, str]]) -> Asked:
    for name in ("using-graph-uri", "using-named-graph-uri"):
        if any(given == name for given, _ in parameters):
            raise BadRequest(400, f"{name}: not supported: write USING <…> in the update")
    return Asked(update=_one(parameters, "update"))


def _one(parameters: Sequence[tuple[str, str]], name: str) -> str:
    given = [value for key, value in parameters if key == name]
    if len(given) != 1:
        raise BadRequest(400, f"{name}: given {len(given)} times: give it once")
    return given[0]


def _graphs(parameters: Sequence[tuple[str, str]], name: str) -> tuple[str, ...]:
    graphs = tuple(value for key, value in parameters if key == name)
    for graph in graphs:
        if ":" not in graph or any(char in '<>"{}|^`\\' or char <= " " for char in graph):
            raise BadRequest(400, f"{name}: {graph!r} is not an IRI")
    return graphs


def _decoded(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=10_000
        )
    except UnicodeDecodeError:
        raise BadRequest(400, "parameters are not UTF-8, percent-encoded") from None
    except ValueError:
        raise BadRequest(400, "too many parameters") from None


def _text(body: bytes) -> str:
    try:
        return body.decode("utf8")
    except UnicodeDecodeError:
        raise BadRequest(400, "the body is not UTF-8") from None


async def _body(request: Request, most: int) -> bytes:
    too_large = BadRequest(413, f"too large: at most {most} bytes are read")
    length = request.headers.get("content-length", "0")
    if length.isdecimal() and int(length) > most:
        raise too_large
    parts: list[bytes] = []
    room = most
    try:
        async with asyncio.timeout(_PATIENCE):
            async for part in request.stream():
                room -= len(part)
                if room < 0:
                    raise too_large
                parts.append(part)
    except TimeoutError:
        raise BadRequest(408, f"the request did not arrive within {_PATIENCE:g} s") from None
    except ClientDisconnect:
        raise BadRequest(400, "the connection broke off") from None
    return b"".join(parts)
