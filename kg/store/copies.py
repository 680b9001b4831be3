"""Backups of a store, also while it is written to, and a store given back from one.

A backup is a folder: a store as any other (every command reads it), the decisions on it, and ``backup.json`` with
the size and digest of each file. Files are copied and not linked, so that what befalls the store's disk or files
does not befall the backup's.

    graph.backup/
      backup.json       when and by which kg it was made, its files with their sizes and digests
      kg-store.json     as in the store
      quads/            the state that a reader saw at the moment it was made
      decisions.tsv     what was decided, if anything was

Both are made under another name first and named when they are whole.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg._version import __version__
from kg.entities.decision_file import decisions_file, load_decisions
from kg.errors import StoreError
from kg.store import folder, links, troubles
from kg.store.dataset import UNION
from kg.store.replacing import held, whole

_CONTENTS, _DECISIONS = "backup.json", "decisions.tsv"
_FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """What a backup holds: statements, decisions, bytes, and when it was made."""

    path: Path
    statements: int
    decisions: int
    size: int
    made: str


def backup(store: Path, target: Path, *, replace: bool = False) -> Copied:
    """Copy a store as it is now, whoever writes to it meanwhile.

    Args:
        store: its folder.
        target: the folder to make.
        replace: whether a backup that is there already may go, once the new one is whole.

    Raises:
        StoreError: the store cannot be read, something else is at the target, or it cannot be written.
    """
    folder.marked_base(store)
    if target.exists() and not (replace and (target / _CONTENTS).exists()):
        what = "a backup is there already: name another, or --force" if (target / _CONTENTS).exists() else (
            "something is there already: name a folder that is not there yet"
        )  # fmt: skip
        raise StoreError(f"{target}: {what}")
    with whole(target) as made:
        _copy_quads(store, made / "quads")
        shutil.copyfile(folder.marker_of(store), folder.marker_of(made))
        number = 0
        if decisions_file(store).exists():
            number = len(load_decisions(decisions_file(store)))
            shutil.copyfile(decisions_file(store), made / _DECISIONS)
        statements = _settled(made)
        files = {name: _told(made / name) for name in _files(made)}
        copied = Copied(
            path=target,
            statements=statements,
            decisions=number,
            size=sum(size for size, _ in files.values()),
            made=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        contents = {
            "format": _FORMAT, "kg": __version__, "made": copied.made, "statements": statements,
            "decisions": number, "files": files,
        }  # fmt: skip
        (made / _CONTENTS).write_text(json.dumps(contents, indent=1) + "\n", "utf8")
    return copied


def restore(source: Path, store: Path, *, replace: bool = False) -> Copied:
    """Make a store of a backup, with the decisions on it.

    Args:
        source: the backup's folder.
        store: the folder to make.
        replace: whether a store that is there already may go, and the decisions on it.

    Raises:
        StoreError: the backup is not whole, something is at the place of the store, or it cannot be written.
    """
    contents = _contents(source)
    beside = decisions_file(store)
    _refuse_overwriting(source, store, beside, replace=replace)
    with held(store) if replace else nullcontext(), whole(store) as made:
        for name, (size, digest) in contents["files"].items():
            (made / name).parent.mkdir(parents=True, exist_ok=True)
            _copy_checked(source / name, made / name, int(size), str(digest))
        decided = made / _DECISIONS
        if decided.exists():
            load_decisions(decided)
            shutil.move(decided, _beside(beside))
            _beside(beside).replace(beside)
        elif beside.exists():
            beside.unlink()
        # Readers of the store that goes keep their files.
        with suppress(OSError):
            (store / "readers").rename(made / "readers")
    return Copied(
        path=store,
        statements=int(contents["statements"]),
        decisions=int(contents["decisions"]),
        size=sum(int(size) for size, _ in contents["files"].values()),
        made=str(contents["made"]),
    )


def _beside(file: Path) -> Path:
    return file.with_name(file.name + ".part")


def _refuse_overwriting(source: Path, store: Path, beside: Path, *, replace: bool) -> None:
    if store.resolve() == source.resolve() or source.resolve() in store.resolve().parents:
        raise StoreError(f"{store}: this is the backup itself: give another --store")
    if store.is_dir() and not any(store.iterdir()):
        store.rmdir()
    if store.exists():
        if not folder.marker_of(store).exists():
            raise StoreError(f"{store}: something else than a store is there: give another --store")
        if not replace:
            raise StoreError(f"{store}: there is a store already: give another --store, or --force")
    if beside.exists() and not replace:
        saved = source / _DECISIONS
        if not saved.exists() or saved.read_bytes() != beside.read_bytes():
            raise StoreError(f"{beside}: there are decisions that the backup lacks: move them, or --force")


def _copy_quads(store: Path, target: Path) -> None:
    """Copy the files of a state that a reader sees; the log may end in the midst of a transaction."""
    quads, files = folder.open_for_reading(store)
    try:
        target.mkdir()
        for file in sorted((files or folder.quads_of(store)).iterdir()):
            if not file.name.startswith("LO"):  # the lock, and diaries
                shutil.copyfile(file, target / file.name)
    finally:
        del quads
        if files:
            links.unlink(files)


def _settled(made: Path) -> int:
    """How many statements the copy holds, once what its log holds is in place and every one has been read."""
    try:
        quads = ox.Store(str(folder.quads_of(made)))
        statements = sum(1 for _ in quads.quads_for_pattern(None, None, None, UNION))
        quads.flush()
    except (OSError, RuntimeError, ValueError) as error:
        raise troubles.unopened(made, error) from None
    del quads
    ox.Store(str(folder.quads_of(made))).flush()  # opening takes away the log that is in place now
    for diary in folder.quads_of(made).glob("LO*"):
        diary.unlink()
    return statements


def _files(made: Path) -> list[str]:
    return sorted(file.relative_to(made).as_posix() for file in made.rglob("*") if file.is_file())


def _told(file: Path) -> tuple[int, str]:
    with file.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
        os.fsync(opened.fileno())
    return file.stat().st_size, digest


def _copy_checked(source: Path, target: Path, size: int, digest: str) -> None:
    try:
        shutil.copyfile(source, target)
    except FileNotFoundError:
        raise StoreError(f"{source}: missing from the backup: take an older one") from None
    if _told(target) != (size, digest):
        raise StoreError(f"{source}: not as it was when the backup was made: take an older one")


def _contents(source: Path) -> dict[str, Any]:
    try:
        contents = json.loads((source / _CONTENTS).read_text("utf8"))
        names = [Path(name) for name, (_, _) in contents["files"].items()]
        if any(name.is_absolute() or ".." in name.parts for name in names):
            raise ValueError("it names files elsewhere")
        if int(contents["format"]) > _FORMAT:
            raise StoreError(f"{source}: made by kg {contents['kg']}, newer than this kg: update kg")
        _ = contents["made"], int(contents["statements"]), int(contents["decisions"])
    except FileNotFoundError:
        raise StoreError(f"{source}: no backup is there: name a folder that 'kg backup' made") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(f"{source / _CONTENTS}: cannot be read ({error}): take an older backup") from None
    return dict(contents)
