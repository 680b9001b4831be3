"""Listening: the address is taken first, so that one in use is told in a line."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from kg.errors import KgError, StoreError
from kg.serve.application import application
from kg.serve.settings import Settings
from kg.store import Store, open_view


def serve(settings: Settings, *, told: Callable[[str], None] = lambda address: None) -> None:
    """Serve a graph until the process is asked to stop.

    Args:
        settings: what, where, to whom.
        told: told the address once it is taken.

    Raises:
        KgError: the graph cannot be read, the address is in use, or a token is wanted.
    """
    app = application(settings)
    if settings.is_writable:
        Store.open(settings.store).close()  # made, if there is none yet
    _look_at(settings)
    listening = _listening(settings)
    told(address_of(settings.host, listening.getsockname()[1]))
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        # What waits is held in memory; beyond this many, clients are told to come again.
        limit_concurrency=settings.queue * 4,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=3,
    )
    with listening:
        uvicorn.Server(config).run(sockets=[listening])


def address_of(host: str, port: int) -> str:
    """The address as a browser takes it.

    >>> address_of("::1", 8080), address_of("0.0.0.0", 80)
    ('http://[::1]:8080/', 'http://0.0.0.0:80/')
    """
    host = host.strip("[]")
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _look_at(settings: Settings) -> None:
    """Open the graph once, so that what is wrong with it is told before anything listens."""
    try:
        open_view(settings.store)
    except StoreError:
        if not settings.is_writable:
            raise


def _listening(settings: Settings) -> socket.socket:
    host = settings.host.strip("[]")
    try:
        # Only where the protocol is named does asyncio send small answers at once.
        found = socket.getaddrinfo(host, settings.port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
        taken = socket.socket(*found[0][:3])
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((host, settings.port))
        taken.listen(128)  # who comes before the server is ready waits for it
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise KgError(
            f"serve: {address_of(host, settings.port)} cannot be listened on ({reason}): give another --port"
        ) from None
    return taken
