"""``view``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.naming import one
from kg.cli.options import store_option
from kg.cli.output import Sink, say
from kg.query import Names
from kg.store import Content, EntityRow, open_view


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    default="graph.html",
    show_default=True,
    help="The page to write; - writes to stdout.",
)
@click.option(
    "--engine",
    type=click.Choice(["explorer", "pyvis"]),
    default="explorer",
    show_default=True,
    help="The explorer draws the whole graph; pyvis a handful of things.",
)
@click.option("--depth", type=click.IntRange(1, 5), help="pyvis: steps from a NAME (1).")
@click.option("--limit", type=click.IntRange(2, 5000), help="pyvis: things at most (300).")
@store_option
def view(
    names: tuple[str, ...], out: Path, engine: str, depth: int | None, limit: int | None, store: str
) -> None:
    """Draw the graph as an HTML page that works without a network.

    The explorer searches and filters, and shows the sentences behind each line; it opens around the first
    NAME, or with everything. A pyvis page draws what is around each NAME, or what is most connected.
    """
    if engine == "explorer" and (depth or limit):
        raise click.UsageError(
            "--depth and --limit are for --engine pyvis: the explorer draws the whole graph"
        )
    graph = open_view(store)
    content = graph.content()
    known = Names(content.entities.values(), base=graph.base)
    sink = Sink(format="table", out=None if str(out) == "-" else out)
    stdout = Sink(format="table", out=None)
    centre = [one(known, name, stdout) for name in names]
    if engine == "pyvis":
        things, told = _pyvis(content, centre, depth or 1, limit or 300, sink, store)
    else:
        things, told = _explorer(content, centre, sink, store)
    if sink.out:
        say(f"wrote {out}: {things} things, {told} statements")


def _explorer(content: Content, centre: list[EntityRow], sink: Sink, store: str) -> tuple[int, int]:
    from kg.query import statements
    from kg.visualise.explorer import page

    if not content.facts:
        _nothing(f"{store}: nothing to draw: no facts")
    sink.text(page(content, focus=centre[0].iri if centre else None))
    return len(content.entities), len(statements(content.facts))


def _pyvis(
    content: Content, centre: list[EntityRow], depth: int, limit: int, sink: Sink, store: str
) -> tuple[int, int]:
    from kg.visualise import choose, page

    chosen = choose(content, (entity.iri for entity in centre), depth=depth, limit=limit)
    if not chosen.statements:
        _nothing("nothing to draw: no fact tells of it" if centre else f"{store}: nothing to draw: no facts")
    note = ""
    if chosen.left_out:
        note = f"图中 {len(chosen.entities)} 个实体，另有 {chosen.left_out} 个关联较少的未画出"
        say(f"{chosen.left_out} less connected things are left out; raise --limit to draw more")
    sink.text(page(chosen, title=" · ".join(entity.label for entity in centre), note=note))
    return len(chosen.entities), len(chosen.statements)


def _nothing(why: str) -> None:
    say(why)
    raise click.exceptions.Exit(1)
