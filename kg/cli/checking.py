"""``validate`` and ``ontology``."""

from __future__ import annotations

import click

from kg.cli.options import output_options, store_option
from kg.cli.output import Sink, say
from kg.errors import NotFoundError, nearest
from kg.query import ontology_differences, ontology_terms
from kg.store import open_view


@click.command()
@click.option("--shacl", "with_shacl", is_flag=True, help="Check the SHACL shapes too (needs pySHACL; slow).")
@store_option
@output_options
def validate(with_shacl: bool, store: str, sink: Sink) -> None:
    """Check that the graph keeps its contract: names, types, evidence, plain triples."""
    from kg import validate as checks

    view = open_view(store)
    problems = checks.validate(view) + (checks.shacl(view) if with_shacl else [])
    sink.rows(
        [{"check": problem.check, "where": problem.where, "what": problem.what} for problem in problems]
    )
    if problems:
        say(f"{len(problems)} problems")
        raise click.exceptions.Exit(1)
    say("no problems")


@click.group()
def ontology() -> None:
    """The classes and relations of the graph, and what they mean."""


@ontology.command("show")
@click.argument("name", required=False)
@output_options
def ontology_show(name: str | None, sink: Sink) -> None:
    """List classes and relations with their definitions, or only the one called NAME."""
    rows = ontology_terms()
    if name:
        chosen = [
            row for row in rows if name.lower() in (str(row[part]).lower() for part in ("name", "zh", "en"))
        ]
        if not chosen:
            hint = nearest(name, [str(row["name"]) for row in rows]) or ": see 'kg ontology show'"
            raise NotFoundError(f"ontology: nothing is called {name!r}{hint}")
        rows = chosen
    sink.rows(rows, table=("name", "zh", "en", "subjects", "objects", "definition_zh", "definition_en"))


@ontology.command("check")
def ontology_check() -> None:
    """Check that the ontology and the program agree."""
    problems = ontology_differences()
    for problem in problems:
        click.echo(problem)
    if problems:
        raise click.exceptions.Exit(1)
    say("no problems")
