"""Deciding in a browser: what is the same, what is wrong. Only for whoever has the token.

A decision goes into the file that ``kg decide`` writes and the next build reads; nothing of the graph is
changed here. Every address wants the token, which a browser asks its user for; one that writes takes JSON from
a page of this server alone, which no form of another site can send.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from kg.entities.decision_file import change_decisions, decisions_file, read_row
from kg.entities.decisions import Decision, Decisions, Verdict
from kg.errors import LexiconError
from kg.serve.endpoint import response
from kg.serve.guard import ASK_FOR_TOKEN, has_token, is_foreign
from kg.serve.messages import Reply, refused
from kg.serve.rendering import Renderer
from kg.serve.settings import Settings
from kg.serve.workers import Workers

_LONGEST = 10_000
_PAIRS = tuple(verdict.value for verdict in Verdict)
_FACTS = ("right", "wrong")
Handler = Callable[[Request], Awaitable[Response]]


class Review:
    """The page of what is to be decided, and what takes the decisions."""

    def __init__(self, settings: Settings, workers: Workers, renderer: Renderer) -> None:
        self._settings = settings
        self._workers = workers
        self._renderer = renderer
        self._path = decisions_file(settings.store)

    def routes(self) -> list[Route]:
        """The addresses; none where the server was not started for it."""
        if not self._settings.is_reviewed:
            return []
        return [
            Route("/review", self._guarded(self._page)),
            Route("/review.json", self._guarded(self._twin)),
            Route("/review/corrections.zip", self._guarded(self._corrections)),
            Route("/review/decide", self._guarded(self._decide), methods=["POST"]),
            Route("/review/undo", self._guarded(self._undo), methods=["POST"]),
        ]

    def _guarded(self, handler: Handler) -> Handler:
        async def answer(request: Request) -> Response:
            if not has_token(request.headers, self._settings.token):
                return PlainTextResponse("the token is wanted, as a password\n", 401, ASK_FOR_TOKEN)
            if request.method == "POST" and is_foreign(request.headers):
                return PlainTextResponse("a decision from a page of another site is not taken\n", 403)
            try:
                return await handler(request)
            except (LexiconError, OSError) as error:
                return PlainTextResponse(f"{self._path.name}: {error}\n", 500)

        return answer

    async def _page(self, _: Request) -> Response:
        reply = await self._workers.do("review page", {})
        if reply.status != 200:
            return response(reply)
        told = json.loads(reply.body)
        return self._renderer.page("review.html", **told, twin="/review.json", scripts=("review.js",))

    async def _twin(self, _: Request) -> Response:
        return response(await self._workers.do("review page", {}))

    async def _corrections(self, _: Request) -> Response:
        return response(await self._workers.do("corrections", {}))

    async def _decide(self, request: Request) -> Response:
        given = await _body(request)
        if given is None:
            return response(refused(400, "give JSON: first, second and verdict, or fact and verdict"))
        verdict = given.get("verdict", "")
        is_pair = "fact" not in given
        if verdict not in (_PAIRS if is_pair else _FACTS):
            known = ", ".join(_PAIRS if is_pair else _FACTS)
            return response(refused(400, f"verdict: {verdict!r} is none: known are {known}"))
        reply = await self._workers.do("pair to decide" if is_pair else "fact to judge", {
            "first": given.get("first", ""), "second": given.get("second", ""), "fact": given.get("fact", ""),
        })  # fmt: skip
        if reply.status != 200:
            return response(reply)
        return self._kept(json.loads(reply.body), verdict)

    def _kept(self, row: dict[str, str], verdict: str) -> Response:
        change_decisions(self._path, lambda known: with_row(known, row, verdict))
        return JSONResponse({**row, "verdict": verdict})

    async def _undo(self, request: Request) -> Response:
        given = await _body(request)
        if given is None or not {"first", "second"} <= set(given):
            return response(refused(400, "give JSON: first and second, as the decision has them"))
        counts: list[int] = []

        def undone(known: Decisions) -> Decisions:
            left = known.without(given["first"], given["second"])
            counts.extend((len(known), len(left)))
            return left

        change_decisions(self._path, undone)
        if counts[0] == counts[1]:
            return response(refused(404, "there is no such decision: load the page again"))
        return response(Reply(status=204))


def with_row(decisions: Decisions, row: dict[str, str], verdict: str) -> Decisions:
    """The decisions and one more, given as the file has it."""
    if verdict in _FACTS:
        return decisions.with_(read_row((row["first"], row["second"], verdict, row["note"]), "review"))
    return decisions.with_(Decision(**row, verdict=Verdict(verdict)))


async def _body(request: Request) -> dict[str, str] | None:
    """The texts of a JSON object; nothing where it is none or too long."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        return None
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST:
            return None
    try:
        given: Any = json.loads(body)
    except ValueError:
        return None
    if not isinstance(given, dict) or not all(isinstance(value, str) for value in given.values()):
        return None
    return given
