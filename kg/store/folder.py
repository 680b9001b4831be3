"""The folder of a store, and what can be wrong with it.

    graph.kg/
      kg-store.json     the format's version and the base of the graph's IRIs
      quads/            Oxigraph's files
      content.json      what the last reader of everything made of them (see ``kept``)
      entities.json     what the last reader of the entities made of them
      readers/          while somebody reads: hard links to those files, a folder a reader

The marker is written before any quad, so a folder without it is either empty or no store of ours, and is
never written into. Oxigraph makes its files one by one, and cannot open them if it was killed meanwhile; so they
are made under another name (``quads.new-…``) and named when they are whole. Oxigraph (RocksDB) lets one process
write at a time and any number read.
"""

from __future__ import annotations

import glob
import json
import os
import secrets
import shutil
import time
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.quads import DEFAULT_BASE
from kg.store import links, troubles
from kg.store.merging import merge_later

FORMAT = 1
"""The format that is written. Stores of all formats from ``OLDEST`` on are read and written as they are."""
OLDEST = 1
_MARKER = "kg-store.json"
_HALF_MARKER = "kg-store.json.part"
_QUADS = "quads"
REPLACED = ".replaced-"
"""What follows a store's name while another takes its place."""

# A writer may take a file away while a reader links it. Linking takes a millisecond and compactions are
# seconds apart, so a handful of tries is plenty.
_TRIES = 6


def prepare(path: Path, base: str | None) -> str:
    """Make the folder a store if it is not one yet; its base."""
    if path.exists() and not path.is_dir():
        raise StoreError(f"{path}: this is a file, not a store: give another folder with --store")
    if not (path / _MARKER).exists():
        _refuse_foreign(path)
        _create(path, base or DEFAULT_BASE)
    stored = marked_base(path)
    if base is not None and base != stored:
        raise StoreError(f"{path}: its IRIs begin with {stored!r}, not {base!r}: use another store or base")
    return stored


def marked_base(path: Path) -> str:
    """The base that a store's marker gives, after a look at its format."""
    if not path.exists():
        if cut_off := sorted(path.absolute().parent.glob(f"{glob.escape(path.name)}{REPLACED}*")):
            raise StoreError(
                f"{path}: its replacement was cut off: do that again, or give {cut_off[0].name} its name back"
            )
        raise StoreError(f"{path}: there is no store: build one with 'kg build'")
    if not (path / _MARKER).exists():
        _refuse_foreign(path)
        raise StoreError(f"{path}: this folder is empty, not a store: build one with 'kg build'")
    try:
        marker = json.loads((path / _MARKER).read_text("utf8"))
        version, base = int(marker["format"]), str(marker["base"])
    except OSError as error:
        raise troubles.unopened(path, error) from None
    except (ValueError, KeyError, TypeError) as error:
        written = json.dumps({"format": FORMAT, "base": DEFAULT_BASE})
        raise StoreError(
            f"{path / _MARKER}: cannot be read ({error}): give the store back with 'kg restore', or write "
            f"{written} into it, with the base that its IRIs begin with"
        ) from None
    if version < OLDEST:
        raise StoreError(
            f"{path}: store format {version}, older than this kg reads ({OLDEST}): build its documents into "
            "another --store with 'kg build'; the decisions beside it can be taken along"
        )
    if version > FORMAT:
        raise StoreError(f"{path}: store format {version}, newer than this kg knows ({FORMAT}): update kg")
    return base


def _refuse_foreign(path: Path) -> None:
    # A store whose making was killed before anything else may have its marker half written.
    if path.exists() and not all(file.name.startswith(_HALF_MARKER) for file in path.iterdir()):
        raise StoreError(
            f"{path}: this folder is not a store and not empty: give another folder with --store"
        )


def _create(path: Path, base: str) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
        partial = path / (_HALF_MARKER + secrets.token_hex(4))
        partial.write_text(json.dumps({"format": FORMAT, "base": base}, indent=1) + "\n", "utf8")
        partial.replace(path / _MARKER)
    except OSError as error:
        raise StoreError(
            f"{path}: cannot be made ({error.strerror or error}): give another --store"
        ) from None


def marker_of(path: Path) -> Path:
    """The file that makes a folder a store."""
    return path / _MARKER


def quads_of(path: Path) -> Path:
    """Where Oxigraph's files are."""
    return path / _QUADS


def size(path: Path) -> int:
    """How many bytes Oxigraph's files take; those that RocksDB, merging, takes away meanwhile take none."""
    taken = 0
    for file in os.scandir(path / _QUADS):
        if file.name.endswith(".sst"):
            with suppress(FileNotFoundError):
                taken += file.stat().st_size
    return taken


def open_for_writing(path: Path) -> ox.Store:
    """Oxigraph's store in the folder; refused at once while another process writes to it."""
    try:
        if not (path / _QUADS).exists():
            _make_quads(path)
        quads = ox.Store(str(path / _QUADS))
    except (OSError, RuntimeError, ValueError) as error:
        if "lock" in str(error).lower():
            raise StoreError(
                f"{path}: another kg is writing to this store: wait for it, or use another --store"
            ) from None
        raise troubles.unopened(path, error) from None
    merge_later()
    _forget_half_made(path)
    _forget_old_logs(path)
    links.forget_dead_readers(path)
    return quads


def _make_quads(path: Path) -> None:
    made = path / f"{_QUADS}.new-{secrets.token_hex(4)}"
    try:
        ox.Store(str(made)).flush()
        made.rename(path / _QUADS)
    except (OSError, RuntimeError):
        shutil.rmtree(made, ignore_errors=True)
        if not (path / _QUADS).exists():
            raise  # not because another writer was faster


def _forget_half_made(path: Path) -> None:
    """Take away what writers and readers that were killed had not yet named; whoever calls this has the store."""
    for made in path.glob(f"{_QUADS}.new-*"):
        shutil.rmtree(made, ignore_errors=True)
    for written in (*path.glob(f"{_HALF_MARKER}*"), *path.glob("*.json.*.part")):
        with suppress(OSError):  # a reader that is alive begins again at the next command
            written.unlink()


def open_for_reading(path: Path) -> tuple[ox.Store, Path | None]:
    """Oxigraph's store as it is now, and the folder of links that it reads (see ``links``), if any."""
    if not (path / _QUADS).exists():
        raise StoreError(f"{path}: the store is empty: build it with 'kg build'")
    for tried in range(_TRIES):
        files = None
        try:
            files = _links(path)
            quads = ox.Store.read_only(str(files or path / _QUADS))
            # One statement of each index, so that a file that is missing is noticed here: RocksDB opens them late.
            next(iter(quads), None)
            next(quads.quads_for_pattern(None, None, None, ox.DefaultGraph()), None)
        except (OSError, RuntimeError, ValueError) as error:
            problem = error
            if files:
                links.unlink(files)
            time.sleep(0.02 * 2**tried)
        else:
            return quads, files
    raise troubles.unopened(path, problem)


def _links(path: Path) -> Path | None:
    try:
        return links.linked(path, path / _QUADS)
    except FileNotFoundError:
        raise  # the files changed while they were linked: try again
    except OSError:
        return None  # where no link can be made, no writer is at work either: a medium that is only read


def _forget_old_logs(path: Path) -> None:
    """RocksDB leaves a diary at each opening; nobody reads them, and a thousand would pile up."""
    for log in (path / _QUADS).glob("LOG.old.*"):
        try:
            log.unlink()
        except OSError:
            return  # a folder that may only be read, or another kg was faster
