"""``kg build``: documents into a store."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple

import click

from kg.cli.options import store_option
from kg.cli.output import say
from kg.memory import share_freed

if TYPE_CHECKING:
    from kg.build import Report
    from kg.documents import Limits

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
@click.option(
    "--time-limit",
    type=click.FloatRange(1, 86400),
    default=120.0,
    show_default=True,
    help="Seconds to read a document, and to extract an article; what takes longer is left out.",
)
@click.option(
    "--engine",
    type=click.Choice(("local", "ray")),
    default="local",
    show_default=True,
    help="Who works: this machine, or a Ray cluster, which writes shards for 'kg load'.",
)
@click.option(
    "--shards", default="graph.shards", show_default=True, metavar="PLACE", help="ray: folder or address."
)
@click.option(
    "--address", envvar="RAY_ADDRESS", default="", help="ray: the cluster; without it one is started here."
)
def build(
    paths: tuple[str, ...],
    store: str,
    lexicon: Path | None,
    workers: int,
    base: str | None,
    time_limit: float,
    engine: str,
    shards: str,
    address: str,
) -> int:
    """Build the graph of documents: files, folders, or - for standard input.

    TXT, Markdown, HTML, PDF, DOCX and JSON lines are read. What is built already and has not changed is not
    built again.

    With --engine ray, paths may also be addresses that fsspec knows (s3://…, gs://…, hdfs://…) and Parquet
    files, and shards of the graph are written, which 'kg load' puts into a store.
    """
    if engine == "local":
        share_freed()
    from kg.build import build as run
    from kg.documents import Limits

    limits = Limits(seconds=time_limit)
    if engine == "ray":
        return _spread(paths, store, lexicon, base, limits, Spread(shards, address, workers))
    with Progress() as progress:
        report = run(
            paths, store, lexicon=lexicon, workers=workers, base=base, limits=limits, progress=progress.show
        )
    return _told(report, store)


class Spread(NamedTuple):
    """Where a build over a cluster writes to, and who works."""

    shards: str
    address: str
    workers: int


def _spread(
    paths: tuple[str, ...],
    store: str,
    lexicon: Path | None,
    base: str | None,
    limits: Limits,
    spread: Spread,
) -> int:
    from kg.engine.cluster import Cluster
    from kg.engine.shards import Knowledge
    from kg.engine.spreading import build_shards
    from kg.entities.decision_file import decisions_file

    with Progress() as progress:
        report = build_shards(
            paths,
            spread.shards,
            cluster=Cluster(address=spread.address, workers=spread.workers),
            knowledge=Knowledge.of(lexicon, decisions_file(store)),
            base=base,
            limits=limits,
            progress=progress.show,
        )
    status = _told(report, spread.shards)
    if report.documents:
        say(f"put them into a store with: kg load {spread.shards} --store {store}")
    return status


def _told(report: Report, where: str) -> int:
    """Say what a build did; its exit status."""
    for note in report.notes[:_NOTES_SHOWN]:
        say(f"note: {note}")
    if len(report.notes) > _NOTES_SHOWN:
        say(f"note: {len(report.notes) - _NOTES_SHOWN} more files skipped")
    for problem in report.problems:
        say(f"kg: {problem}")
    say(
        f"{where}: {report.documents} documents built ({report.articles} articles, {report.facts} facts), "
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
