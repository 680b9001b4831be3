"""``kg score``: how good a graph is."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import output_options, store_option
from kg.cli.output import Sink, say


@click.command()
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--errors", type=click.IntRange(0), default=0, help="List the first N mistakes, with their sentences."
)
@store_option
@output_options
def score(gold: Path, errors: int, store: str, sink: Sink) -> int:
    """Measure the graph against the annotated articles of the folder GOLD (NAME.json beside NAME.txt)."""
    from kg.scoring import lines
    from kg.scoring import score as run
    from kg.store import open_view

    figures = run(open_view(store).content(), gold)
    for title in figures.missing:
        say(f"not in the graph: {title}")
    if errors:
        sink.rows([mistake._asdict() for mistake in figures.mistakes[:errors]])
    else:
        sink.rows(list(lines(figures)))
    return 1 if figures.missing else 0
