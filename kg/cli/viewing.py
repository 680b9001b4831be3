"""``view``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.naming import one
from kg.cli.options import store_option
from kg.cli.output import Sink, say
from kg.query import Names
from kg.store import open_view


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
@click.option("--explorer", is_flag=True, help="The whole graph with search, filters and evidence, opened at the first NAME.")
@click.option("--depth", type=click.IntRange(1, 5), default=1, show_default=True, help="Steps from a NAME.")
@click.option("--limit", type=click.IntRange(2, 5000), default=300, show_default=True, help="Things at most.")
@store_option
def view(names: tuple[str, ...], out: Path, explorer: bool, depth: int, limit: int, store: str) -> None:
    """Draw the graph, or what is around each NAME, as an HTML page that works without a network."""
    from kg.visualise import choose, page

    graph = open_view(store)
    content = graph.content()
    known = Names(content.entities.values(), base=graph.base)
    sink = Sink(format="table", out=None if str(out) == "-" else out)
    stdout = Sink(format="table", out=None)
    centre = [one(known, name, stdout) for name in names]
    if explorer and content.facts:
        from kg.visualise.explorer import page as explorer_page

        sink.text(explorer_page(content, focus=centre[0].iri if centre else None))
        if sink.out:
            say(f"wrote {out}: {len(content.entities)} things, {len(content.facts)} statements")
        return
    chosen = choose(content, (entity.iri for entity in centre), depth=depth, limit=limit)
    if not chosen.statements:
        say("nothing to draw: no fact tells of it" if names else f"{store}: nothing to draw: no facts")
        raise click.exceptions.Exit(1)
    note = ""
    if chosen.left_out:
        note = f"图中 {len(chosen.entities)} 个实体，另有 {chosen.left_out} 个关联较少的未画出"
        say(f"{chosen.left_out} less connected things are left out; raise --limit to draw more")
    title = " · ".join(entity.label for entity in centre)
    sink.text(page(chosen, title=title, note=note))
    if sink.out:
        say(f"wrote {out}: {len(chosen.entities)} things, {len(chosen.statements)} statements")
