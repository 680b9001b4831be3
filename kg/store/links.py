"""A reader's own view of a store's files: hard links, so that no writer can take a file away from it.

RocksDB opens the files of a store when it first needs them, and a writer that compacts deletes files it has
replaced: a reader in between would miss one, or have to start again on a later state. A folder of hard links
costs a millisecond and no space. The list of files that make the store (``MANIFEST``) grows with each change
of them; it is copied first, and if it has not grown by the time the links are made, they are all there. The
log is linked while it grows, which is fine: each record is a whole transaction.

A reader that was killed leaves its folder; the next writer takes it away.
"""

from __future__ import annotations

import glob
import os
import platform
import re
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

_READERS = "readers"


def linked(path: Path, quads: Path) -> Path:
    """A new folder below ``path`` with links to all the files of ``quads``.

    Raises:
        FileNotFoundError: a writer changed the files meanwhile: try again.
        OSError: links cannot be made here (no right to write, or a file system without them).
    """
    folder = path / _READERS / own_name()
    folder.mkdir(parents=True)
    try:
        manifest = quads / (quads / "CURRENT").read_text("ascii").strip()
        files = manifest.read_bytes()
        (folder / manifest.name).write_bytes(files)
        for file in os.scandir(quads):
            # The lock is the writer's, and each reader keeps a diary (LOG) of its own.
            if not file.name.startswith(("LO", manifest.name)):
                os.link(file.path, folder / file.name)
        if manifest.stat().st_size != len(files):
            raise FileNotFoundError(f"{manifest} grew meanwhile")
    except OSError:
        unlink(folder)
        raise
    return folder


def unlink(folder: Path) -> None:
    """Take a reader's folder away, and the folder of readers after the last."""
    shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):  # other readers are at work
        folder.parent.rmdir()


def own_name() -> str:
    """A new name that tells which process it belongs to."""
    return f"{os.getpid()}@{_host()}-{secrets.token_hex(4)}"


def forget_dead_readers(path: Path) -> None:
    """Take away the folders of readers on this machine whose process is no more."""
    forget_dead(path / _READERS)


def forget_dead(path: Path, prefix: str = "") -> None:
    """Take away the folders in ``path`` whose names are the prefix and that of a dead process of this machine."""
    for folder in path.glob(f"{glob.escape(prefix)}*@{_host()}-*"):
        if not _is_alive(folder.name.removeprefix(prefix).partition("@")[0]):
            unlink(folder)


def _host() -> str:
    # Two machines, or two containers, may share a folder but not their process numbers.
    return re.sub(r"[^A-Za-z0-9.]", "_", platform.node())


def _is_alive(process: str) -> bool:
    if os.name != "posix" or not process.isdigit():
        return True  # elsewhere asking would end the process
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
