"""``sparql`` and ``stats``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.options import output_options, store_option
from kg.cli.output import Sink, say
from kg.cli.text import inert_json
from kg.errors import QueryError
from kg.query import run_sparql, statistics
from kg.store import open_view


@click.command()
@click.argument("query", required=False)
@click.option("-F", "--file", "file", type=click.Path(path_type=Path), help="Read the query from a file.")
@store_option
@output_options
def sparql(query: str | None, file: Path | None, store: str, sink: Sink) -> None:
    """Run QUERY: SPARQL text, the name of an .rq file, or - for stdin. SELECT, ASK, CONSTRUCT, DESCRIBE.

    The prefixes dcterms id ikg owl prov rdf rdfs schema skos xsd are known.
    """
    text = _query_text(query, file)
    result = run_sparql(open_view(store), text)
    if result.turtle is not None:
        sink.text(inert_json(result.turtle))  # Turtle has the escapes of JSON
        return
    sink.rows(result.rows, table=result.columns)
    if not result.rows:
        say("no rows")
        raise click.exceptions.Exit(1)


def _query_text(query: str | None, file: Path | None) -> str:
    if file is None and query and query.lower().endswith(".rq"):
        file = Path(query)
    if file is not None and str(file) != "-":
        try:
            return file.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(f"{file}: cannot be read ({error}): check the file") from None
    if query in (None, "-") or file is not None:
        if query is None and file is None and sys.stdin.isatty():
            raise QueryError("sparql: no query: give its text, a file or - for stdin")
        return sys.stdin.buffer.read().decode("utf-8-sig", "replace")
    return str(query)


@click.command()
@store_option
@output_options
def stats(store: str, sink: Sink) -> None:
    """Count what is in the graph: articles, things by type, facts by relation and modality."""
    rows = statistics(open_view(store))
    sink.rows(rows)
    if not any(row["count"] for row in rows):
        say(f"{store}: the graph is empty")
        raise click.exceptions.Exit(1)
