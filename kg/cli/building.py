"""``kg build``: documents into a store."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from types import TracebackType

import click

from kg.cli.options import store_option
from kg.cli.output import say

# Work that takes longer than this shows how far it is.
_PATIENCE = 2.0
_NOTES_SHOWN = 3


@click.command()
@click.argument("paths", nargs=-1, required=True)
@store_option
@click.option(
    "--lexicon",
    type=click.Path(path_type=Path),
    help="Your own names: CSV or TSV with name, type, aliases (split by |).",
)
@click.option(
    "--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that extract."
)
@click.option("--base", help="What IRIs begin with, where the store is new.")
def build(paths: tuple[str, ...], store: str, lexicon: Path | None, workers: int, base: str | None) -> int:
    """Build the graph of documents: files, folders, or - for standard input.

    TXT, Markdown, HTML, PDF, DOCX and JSON lines are read. What is built already and has not changed is not
    built again.
    """
    from kg.build import build as run

    with Progress() as progress:
        report = run(paths, store, lexicon=lexicon, workers=workers, base=base, progress=progress.show)
    for note in report.notes[:_NOTES_SHOWN]:
        say(f"note: {note}")
    if len(report.notes) > _NOTES_SHOWN:
        say(f"note: {len(report.notes) - _NOTES_SHOWN} more files skipped")
    for problem in report.problems:
        say(f"kg: {problem}")
    say(
        f"{store}: {report.documents} documents built ({report.articles} articles, {report.facts} facts), "
        f"{report.unchanged} unchanged, {len(report.problems)} not read"
    )
    if report.problems:
        return 2
    return 0 if report.documents + report.unchanged else 1


class Progress:
    """A bar on the terminal's stderr, once the work has taken longer than two seconds."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._shown = False

    def __enter__(self) -> Progress:
        return self

    def show(self, done: int, total: int) -> None:
        """Tell that so many of the documents are done."""
        if not sys.stderr.isatty() or time.monotonic() - self._started < _PATIENCE:
            return
        self._shown = True
        width = 30
        filled = width * done // max(1, total)
        click.echo(f"\r[{'█' * filled}{'·' * (width - filled)}] {done}/{total}", nl=False, err=True)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            click.echo(err=True)
