"""``kg load``: shards of a graph into a store."""

from __future__ import annotations

import click

from kg.cli.building import Progress
from kg.cli.options import store_option
from kg.cli.output import say


@click.command()
@click.argument("shards", nargs=-1, required=True)
@store_option
def load(shards: tuple[str, ...], store: str) -> int:
    """Put shards of a graph, as kg build --engine ray writes them, into a store.

    SHARDS are folders or addresses. A new store is filled in bulk; into one that holds a graph, and into a
    SPARQL server, articles are put one by one, in the place of what they said before.
    """
    from kg.engine import load as run

    with Progress() as progress:
        loaded = run(shards, store, progress=progress.show)
    say(f"{store}: {loaded.documents} documents loaded ({loaded.articles} articles, {loaded.facts} facts)")
    return 0 if loaded.articles else 1
