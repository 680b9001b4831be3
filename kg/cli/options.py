"""The options that commands share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from kg.cli.output import Sink

_Command = TypeVar("_Command", bound=Callable[..., Any])
FORMATS = ("table", "json", "jsonl", "csv", "tsv")

store_option = click.option(
    "-s",
    "--store",
    envvar="KG_STORE",
    default="graph.kg",
    show_default=True,
    show_envvar=True,
    metavar="PATH",
    help="The graph: a store's folder, an exported file, or the address of a SPARQL server.",
)
out_option = click.option(
    "-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file, not to stdout."
)


def output_options(command: _Command) -> _Command:
    """Give a command ``--format`` and ``--out``, which reach it as one ``sink``."""

    @click.option(
        "-f",
        "--format",
        "format_",
        type=click.Choice(FORMATS),
        default="table",
        show_default=True,
        help="How to write the result.",
    )
    @out_option
    @wraps(command)
    def wrapped(*args: Any, format_: str, out: Path | None, **options: Any) -> Any:
        return command(*args, sink=Sink(format=format_, out=out), **options)

    return wrapped  # type: ignore[return-value]
