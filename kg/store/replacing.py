"""A folder that stands at its place whole or not at all, and takes another's place while nobody writes to that."""

from __future__ import annotations

import glob
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import StoreError
from kg.store import folder, links, troubles


@contextmanager
def held(store: Path) -> Iterator[None]:
    """Keep writers out of the store that goes; one that cannot be opened has none.

    It is not kept open: Oxigraph would tidy up at its end what then stands at the place of its files.
    """
    if not folder.quads_of(store).exists():
        yield
        return
    try:
        folder.open_for_writing(store)
    except StoreError as error:
        if "another kg" in str(error):
            raise
    try:
        import fcntl

        lock = (folder.quads_of(store) / "LOCK").open("a")
        fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # the lock that RocksDB asks for
    except (ImportError, OSError):
        yield  # a system or a file system on which RocksDB has another lock, or none
        return
    with lock:
        yield


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """A folder that stands at the target once it is whole, in the place of what was there; never in part."""
    target = target.absolute()
    started = f".{target.name}.part-"
    made = target.with_name(started + links.own_name())
    gone = target.with_name(f"{target.name}{folder.REPLACED}{secrets.token_hex(4)}")
    try:
        links.forget_dead(target.parent, started)  # those of copies that were killed
        made.mkdir(parents=True)
        yield made
        if target.exists():
            target.rename(gone)
        made.rename(target)
    except OSError as error:
        raise troubles.unwritten(target, error) from None
    finally:
        shutil.rmtree(made, ignore_errors=True)
        if not target.exists() and gone.exists():
            gone.rename(target)
        elif target.exists():  # and those that were to go when an earlier replacement was cut off
            for old in target.parent.glob(f"{glob.escape(target.name)}{folder.REPLACED}*"):
                shutil.rmtree(old, ignore_errors=True)
