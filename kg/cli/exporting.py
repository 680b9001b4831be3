"""``export`` and ``drop``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.options import output_options, store_option
from kg.cli.output import Sink, say
from kg.export import FORMATS, render
from kg.export import export as write
from kg.store import open_store, open_view


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="The same as PATH.")
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    help="By default the suffix of the file, or ttl.",
)
@store_option
def export(path: Path | None, out: Path | None, format_: str | None, store: str) -> None:
    """Write the graph to PATH, or to stdout, for other tools.

    ttl nt nq trig jsonld rdf hold everything; graphml gexf csv hold things as nodes and facts as edges.
    """
    if path is not None and out is not None and path != out:
        raise click.UsageError("two files are named: give PATH or --out")
    view = open_view(store)
    target = path or out
    if target is None or str(target) == "-":
        sys.stdout.buffer.write(render(view, format_ or "ttl"))
        return
    for written in write(view, target, format=format_):
        say(f"wrote {written}")


@click.command()
@click.argument("names", nargs=-1, required=True)
@store_option
@output_options
def drop(names: tuple[str, ...], store: str, sink: Sink) -> None:
    """Take documents or articles out of the store with all that they said.

    NAMES are paths, file names or ids of documents, or ids or titles of articles.
    """
    open_view(store)  # says what is wrong, and does not make a store
    rows = []
    with open_store(store) as graph:
        for name in names:
            dropped = graph.drop(name)
            rows += [{"dropped": "path", "name": path} for path in dropped.paths]
            rows += [{"dropped": "document", "name": document} for document in dropped.documents]
            rows += [{"dropped": "article", "name": article} for article in dropped.articles]
    sink.rows(rows)
