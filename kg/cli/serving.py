"""``kg serve``: the graph over HTTP."""

from __future__ import annotations

import os
import secrets
from importlib.util import find_spec

import click

from kg.cli.options import store_option
from kg.cli.output import say
from kg.errors import KgError


@click.command()
@store_option
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Where to listen; beyond this machine a token is needed.",
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8080, show_default=True, help="0 takes a free one."
)
@click.option("--writable", is_flag=True, help="Take SPARQL updates from whoever has the token.")
@click.option(
    "--review",
    is_flag=True,
    help="Let whoever has the token decide what is the same and what is wrong, at /review.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 3600),
    default=10.0,
    show_default=True,
    help="Seconds for a query.",
)
@click.option(
    "--limit", type=click.IntRange(1), default=10_000, show_default=True, help="Rows or triples of an answer."
)
@click.option(
    "--token-env",
    default="KG_TOKEN",
    show_default=True,
    metavar="NAME",
    help="The variable that holds the token.",
)
@click.option(
    "--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Queries at the same time."
)
def serve(
    store: str,
    host: str,
    port: int,
    writable: bool,
    review: bool,
    timeout: float,
    limit: int,
    token_env: str,
    workers: int,
) -> None:
    """Serve the graph: a SPARQL endpoint, an API and pages, without a network.

    \b
    /         what is new and connected       /entity/…  /article/…  /relation/…
    /explore  the graph to look around in     /ask       questions
    /query    an editor for SPARQL            /sparql    SPARQL 1.1 Protocol
    /review   with --review                   /api       the commands' answers as JSON

    Every page has a twin in JSON: its address with .json. A graph that is built anew is picked up without a
    restart. Decisions of a review lie beside the store, where kg decide has them, and the next build applies
    them.
    """
    missing = [name for name in ("starlette", "uvicorn") if find_spec(name) is None]
    if missing:
        raise KgError(f"serve: {' and '.join(missing)} not installed: pip install 'industry-kg[serve]'")
    from kg.serve.running import serve as run
    from kg.serve.settings import Settings

    token = os.environ.get(token_env, "")
    is_made = review and not token
    if is_made:
        token = secrets.token_urlsafe(16)
    settings = Settings(
        store=store,
        host=host,
        port=port,
        is_writable=writable,
        is_reviewed=review,
        timeout=timeout,
        limit=limit,
        token=token,
        token_name=token_env,
        workers=workers,
    )

    def told(address: str) -> None:
        say(f"serving {store} at {address} (Ctrl-C stops it)")
        if is_made:
            say(f"review at {address}review as any user with the password {token}")

    run(settings, told=told)
