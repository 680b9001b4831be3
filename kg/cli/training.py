"""``kg train``: fit the models again, from the shipped annotated articles and your own."""

from __future__ import annotations

from pathlib import Path

import click

from kg import resources
from kg.cli.output import say

_FOLDERS = click.argument("folders", nargs=-1, type=click.Path(exists=True, file_okay=False, path_type=Path))
_OUT = click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="The seeds folder that gets the model; the one in use if none is given.",
)


@click.group()
def train() -> None:
    """Train the models from annotated articles (NAME.json beside NAME.txt).

    The shipped articles are always used; FOLDERS add your own. Needs the extra industry-kg[train].
    """


@train.command("tagger")
@_FOLDERS
@_OUT
def train_tagger(folders: tuple[Path, ...], out: Path | None) -> int:
    """Train the tagger, which finds names."""
    from kg.train import commands

    seeds = resources.seeds_folder()
    articles = commands.load([seeds / "annotated", *folders])
    path = commands.train_tagger(articles, seeds, out or seeds, say)
    say(f"{path}: {path.stat().st_size / 1e6:.1f} MB")
    return 0


@train.command("relations")
@_FOLDERS
@_OUT
def train_relations(folders: tuple[Path, ...], out: Path | None) -> int:
    """Train the relation scorer, and tell how good it is on articles it has not seen."""
    from kg.train import commands

    seeds = resources.seeds_folder()
    articles = commands.load([seeds / "annotated", *folders])
    path, figures = commands.train_relations(articles, seeds, out or seeds, say)
    say(f"{path}: {path.stat().st_size / 1e6:.1f} MB")
    for name, counts in [
        ("entities, typed", figures.entities),
        *((relation.value, counts) for relation, counts in figures.by_relation.items()),
        ("facts", figures.facts),
    ]:
        click.echo(
            f"{name:16} P {counts.precision:.3f}  R {counts.recall:.3f}  F1 {counts.f():.3f}  ({counts.gold:.0f})"
        )
    for mean, right, held in figures.calibration:
        click.echo(f"probability {mean:.2f}: {right:.2f} right of {held}")
    return 0
