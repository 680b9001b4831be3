"""The web application: which address is answered by what."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from kg.errors import QueryError
from kg.serve.api import ADDRESSES, Address, values
from kg.serve.endpoint import Endpoint, response
from kg.serve.guard import App, Guard
from kg.serve.messages import refused
from kg.serve.openapi import document
from kg.serve.pages import Site
from kg.serve.review import Review
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

    api = _Api(settings, workers)
    site = Site(settings, workers)
    endpoint = Endpoint(settings, workers)
    routes = [
        Route("/sparql", endpoint.answer, methods=["GET", "POST"], name="sparql"),
        Route("/openapi.json", api.openapi),
        *(Route(f"/api/{address.name}", api.answering(address)) for address in ADDRESSES),
        *Review(settings, workers, site.renderer).routes(),
        *site.routes(),
    ]
    handlers = {HTTPException: _told}
    return Guard(Starlette(routes=routes, lifespan=running, exception_handlers=handlers), settings)


async def _told(_: Request, error: Exception) -> Response:
    """Refusals of the router, as short texts."""
    assert isinstance(error, HTTPException)
    return PlainTextResponse(f"{error.detail}\n", error.status_code, error.headers)


class _Api:
    """The addresses for programs."""

    def __init__(self, settings: Settings, workers: Workers) -> None:
        self._settings = settings
        self._workers = workers

    async def openapi(self, _: Request) -> Response:
        """The API described for programs."""
        return JSONResponse(document(self._settings))

    def answering(self, address: Address) -> Callable[[Request], Awaitable[Response]]:
        """What answers an address of the API."""

        async def answer(request: Request) -> Response:
            try:
                given = values(address, request.query_params, limit=self._settings.limit)
            except QueryError as error:
                return response(refused(400, str(error)))
            return response(await self._workers.do(address.name, given))

        return answer
