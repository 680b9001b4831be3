"""What is wrong around kg: the terminal's encoding, the store, the disk, limits. Each finding has its cure."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from kg.cli.installation import Finding
from kg.errors import KgError
from kg.store import Store, is_remote, open_view

# Below this a build of some thousand articles may not come to its end.
_LEAST_FREE = 500_000_000
# A store opens a file for each of its parts; a large one has hundreds.
_LEAST_OPEN = 512


def surroundings(store: str) -> Iterator[Finding]:
    """Everything about the place where kg runs, and the store that it is to use."""
    yield encoding(getattr(sys.stdout, "encoding", "") or "", sys.getfilesystemencoding())
    yield from limits()
    yield temporary()
    if is_remote(store):
        yield remote(store)
    else:
        yield from local(Path(store))


def encoding(output: str, files: str) -> Finding:
    """Whether Chinese can be shown and be part of a file name."""
    for name, what in ((output, "the terminal"), (files, "file names")):
        try:
            "中芯国际".encode(name)
        except (UnicodeError, LookupError):
            return Finding(
                check="encoding",
                state="wrong",
                what=f"{what}: {name or 'unknown'} has no Chinese characters",
                cure="export LANG=C.UTF-8, or PYTHONUTF8=1",
            )
    return Finding(check="encoding", state="ok", what=f"{output} on the terminal, {files} for file names")


def limits() -> Iterator[Finding]:
    """What the system allows a process, where that is little."""
    try:
        import resource
    except ImportError:
        return  # a system without such limits
    allowed, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if 0 <= allowed < _LEAST_OPEN:
        yield Finding(
            check="limits",
            state="note",
            what=f"{allowed} open files are allowed; a large store has more parts",
            cure=f"ulimit -n {_LEAST_OPEN}",
        )


def temporary() -> Finding:
    """Whether a store can be made, written and read at all, in the folder of temporary files."""
    try:
        with tempfile.TemporaryDirectory(prefix="kg-doctor-", ignore_cleanup_errors=True) as folder:
            Store.open(Path(folder) / "graph.kg").close()
            open_view(Path(folder) / "graph.kg").triples()
    except (KgError, OSError) as error:
        where = tempfile.gettempdir() if not isinstance(error, FileNotFoundError) else "temporary files"
        return Finding(
            check="disk", state="wrong", what=f"{where}: {error}", cure="set TMPDIR to a folder with room"
        )
    return Finding(check="disk", state="ok", what="a store is made, written and read")


def remote(store: str) -> Finding:
    """Whether a server answers."""
    try:
        open_view(store)
    except KgError as error:
        return Finding(check="store", state="wrong", what=str(error), cure="start the server, or see its log")
    return Finding(check="store", state="ok", what=f"{store} answers")


def local(path: Path) -> Iterator[Finding]:
    """What is wrong with a store, or with the folder that is to hold it, and with the decisions beside it."""
    if path.exists():
        yield from _store(path)
    else:
        yield Finding(
            check="store", state="note", what=f"{path}: there is none yet", cure="kg build FOLDER makes it"
        )
    home = path if path.is_dir() else path.absolute().parent
    while not home.exists():
        home = home.parent
    yield _writable(home)
    free = shutil.disk_usage(home).free
    if free < _LEAST_FREE:
        yield Finding(
            check="disk", state="note", what=f"{home}: {free / 1e6:.0f} MB are free", cure="make room"
        )


def _store(path: Path) -> Iterator[Finding]:
    from kg.entities.decision_file import decisions_file, load_decisions

    try:
        number = len(open_view(path).triples())
        yield Finding(check="store", state="ok", what=f"{path}: {number:,} statements are read")
    except KgError as error:
        where, _, what = str(error).partition(": ")
        what, _, cure = what.rpartition(": ")
        yield Finding(
            check="store", state="wrong", what=f"{where}: {what}", cure=cure or "see 'kg restore --help'"
        )
    try:
        load_decisions(decisions_file(path))
    except (KgError, OSError, UnicodeError) as error:
        yield Finding(
            check="decisions",
            state="wrong",
            what=str(error),
            cure=f"mend {decisions_file(path)} in an editor",
        )


def _writable(home: Path) -> Finding:
    trial = home / f".kg-doctor-{secrets.token_hex(4)}"
    try:
        trial.write_bytes(b"")
        with suppress(OSError):  # without links readers read in place
            os.link(trial, f"{trial}-link")
            Path(f"{trial}-link").unlink()
        trial.unlink()
    except OSError as error:
        return Finding(
            check="access",
            state="wrong",
            what=f"{home}: cannot be written ({error.strerror or error})",
            cure="ask for the right to, or give another --store",
        )
    return Finding(check="access", state="ok", what=f"{home} can be written")
