"""The web application: which address is answered by what."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from kg.errors import QueryError
from kg.serve import pages
from kg.serve.api import ADDRESSES, Address, values
from kg.serve.endpoint import Endpoint, response
from kg.serve.guard import App, Guard
from kg.serve.messages import refused
from kg.serve.openapi import document
from kg.serve.settings import Settings
from kg.serve.workers import Workers


def application(settings: Settings) -> App:
    """The application for a web server to run; it starts its workers with it and ends them.

    Raises:
        KgError: the settings would let in whom they should not.
    """
    settings.check()
    workers = Workers(settings)

    @asynccontextmanager
    async def running(_: Starlette) -> AsyncIterator[None]:
        workers.start()
        try:
            yield
        finally:
            workers.close()

    site = _Site(settings, workers)
    endpoint = Endpoint(settings, workers)
    routes = [
        Route("/", site.home),
        Route("/sparql", endpoint.answer, methods=["GET", "POST"], name="sparql"),
        Route("/query", site.query),
        Route("/thing", site.thing),
        Route("/api", site.api),
        Route("/openapi.json", site.openapi),
        *(Route(f"/api/{address.name}", site.answering(address)) for address in ADDRESSES),
        *(Route(f"/assets/{name}", site.asset) for name in pages.ASSETS),
    ]
    handlers = {HTTPException: _told}
    return Guard(Starlette(routes=routes, lifespan=running, exception_handlers=handlers), settings)


async def _told(_: Request, error: Exception) -> Response:
    """Refusals of the router, as short texts."""
    assert isinstance(error, HTTPException)
    return PlainTextResponse(f"{error.detail}\n", error.status_code, error.headers)


class _Site:
    """Everything but the endpoint."""

    def __init__(self, settings: Settings, workers: Workers) -> None:
        self._settings = settings
        self._workers = workers

    async def home(self, _: Request) -> Response:
        """Counts and links."""
        reply = await self._workers.do("stats", {})
        if reply.status != 200:
            return response(reply)
        return pages.html(pages.home(json.loads(reply.body), self._settings))

    async def query(self, _: Request) -> Response:
        """The query page."""
        return pages.html(pages.query(self._settings))

    async def api(self, _: Request) -> Response:
        """The API described for people."""
        return pages.html(pages.api())

    async def openapi(self, _: Request) -> Response:
        """The API described for programs."""
        return JSONResponse(document(self._settings))

    async def thing(self, request: Request) -> Response:
        """A thing: its names, and what is stated of it."""
        name = request.query_params.get("name", "")
        reply = (
            await self._workers.do("entity", {"name": name[:2000]}) if name else refused(400, "name: missing")
        )
        if reply.status == 300:
            return pages.html(pages.choice(name, json.loads(reply.body)["candidates"]), 300)
        if reply.status != 200:
            return pages.html(pages.trouble(name, reply.body.decode("utf8")), reply.status)
        return pages.html(pages.thing(json.loads(reply.body)))

    async def asset(self, request: Request) -> Response:
        """A script or a style sheet, read when the program started."""
        media_type, body = pages.ASSETS[request.url.path.rpartition("/")[2]]
        return Response(body, 200, {"Content-Type": media_type})

    def answering(self, address: Address) -> Callable[[Request], Awaitable[Response]]:
        """What answers an address of the API."""

        async def answer(request: Request) -> Response:
            try:
                given = values(address, request.query_params, limit=self._settings.limit)
            except QueryError as error:
                return response(refused(400, str(error)))
            return response(await self._workers.do(address.name, given))

        return answer
