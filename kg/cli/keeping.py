"""``backup`` and ``restore``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import store_option
from kg.cli.output import say
from kg.errors import StoreError

_force = click.option("--force", is_flag=True, help="Take the place of what is there.")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@_force
@store_option
def backup(folder: Path, force: bool, store: str) -> None:
    """Copy the store, with the decisions on it, into FOLDER.

    It is the state at this moment, also while a build is at work. The backup is a store that every command
    reads: 'kg stats -s FOLDER'.
    """
    from kg.store import backup as copy

    copied = copy(_local(store), folder, replace=force)
    say(
        f"{folder}: {copied.statements} statements and {copied.decisions} decisions, "
        f"{copied.size / 1e6:.1f} MB; 'kg restore {folder}' gives them back"
    )


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@_force
@store_option
def restore(folder: Path, force: bool, store: str) -> None:
    """Make a store of the backup in FOLDER, with the decisions on it.

    The files are checked against what they were when the backup was made. A store that is there already stays,
    unless --force is given.
    """
    from kg.store import restore as give_back

    copied = give_back(folder, _local(store), replace=force)
    say(
        f"{store}: {copied.statements} statements and {copied.decisions} decisions "
        f"as they were at {copied.made}"
    )


def _local(store: str) -> Path:
    from kg.store import is_remote

    if is_remote(store) or Path(store).is_file():
        raise StoreError(f"{store}: not a store's folder: copy a file as files, a server by its own means")
    return Path(store)
