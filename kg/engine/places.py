"""Where shards and documents lie: a folder here, or a place that fsspec knows (``s3://``, ``gs://``, ``hdfs://``).

Whatever is written is written whole or not at all: on file systems under another name first and then renamed,
on object stores in one request, which shows nothing before its end.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

from kg.errors import KgError, StoreError

# Their uploads show nothing before they are complete, and renaming there is copying.
_OBJECT_STORES = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oss", "cos", "memory"})
_PART = ".part"


class Place(Protocol):
    """A folder of files, wherever it lies."""

    root: str

    def read(self, name: str) -> bytes:
        """A file's bytes."""
        ...

    def write(self, name: str, content: bytes) -> None:
        """Let a file hold these bytes, all or none of them."""
        ...

    def exists(self, name: str) -> bool:
        """Whether there is such a file."""
        ...

    def names(self, folder: str) -> list[str]:
        """The files of a folder, without those that are being written, sorted."""
        ...

    def remove(self, name: str) -> None:
        """Take a file away, if it is there."""
        ...


def is_url(path: str) -> bool:
    """Whether a path is one for fsspec.

    >>> is_url("s3://news/2021"), is_url("news/2021")
    (True, False)
    """
    return "://" in path


def place(root: str) -> Place:
    """The place of that path or address."""
    return Bucket(root) if is_url(root) else Folder(root)


class Folder:
    """A folder of this machine's file system."""

    def __init__(self, root: str) -> None:
        self.root = str(Path(root).absolute())

    def read(self, name: str) -> bytes:
        """A file's bytes."""
        try:
            return (Path(self.root) / name).read_bytes()
        except OSError as error:
            raise _unreadable(f"{self.root}/{name}", error) from None

    def write(self, name: str, content: bytes) -> None:
        """Let a file hold these bytes, all or none of them, also if the machine fails meanwhile."""
        target = Path(self.root) / name
        partial = target.with_name(f".{target.name}.{secrets.token_hex(4)}{_PART}")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with partial.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(target)
        except OSError as error:
            raise _unwritable(str(target), error) from None
        finally:
            with suppress(OSError):
                partial.unlink(missing_ok=True)

    def exists(self, name: str) -> bool:
        """Whether there is such a file."""
        return (Path(self.root) / name).is_file()

    def names(self, folder: str) -> list[str]:
        """The files of a folder, without those that are being written, sorted."""
        path = Path(self.root) / folder
        found = (file.name for file in path.iterdir()) if path.is_dir() else ()
        return sorted(name for name in found if not name.startswith("."))

    def remove(self, name: str) -> None:
        """Take a file away, if it is there."""
        (Path(self.root) / name).unlink(missing_ok=True)


class Bucket:
    """A folder of a place that fsspec knows."""

    def __init__(self, root: str) -> None:
        self.root = root.rstrip("/")
        self._files, self._path = file_system(self.root)
        self._is_atomic = self.root.partition("://")[0].lower() in _OBJECT_STORES

    def read(self, name: str) -> bytes:
        """A file's bytes."""
        try:
            return bytes(self._files.cat_file(self._of(name)))
        except OSError as error:
            raise _unreadable(f"{self.root}/{name}", error) from None

    def write(self, name: str, content: bytes) -> None:
        """Let a file hold these bytes, all or none of them."""
        target = self._of(name)
        folder, _, last = target.rpartition("/")
        partial = target if self._is_atomic else f"{folder}/.{last}.{secrets.token_hex(4)}{_PART}"
        try:
            if not self._is_atomic:
                self._files.makedirs(folder, exist_ok=True)
            self._files.pipe_file(partial, content)
            if not self._is_atomic:
                self._files.mv(partial, target)
        except OSError as error:
            raise _unwritable(f"{self.root}/{name}", error) from None

    def exists(self, name: str) -> bool:
        """Whether there is such a file."""
        return bool(self._files.isfile(self._of(name)))

    def names(self, folder: str) -> list[str]:
        """The files of a folder, without those that are being written, sorted."""
        self._files.invalidate_cache()  # others write there too
        try:
            listed = self._files.ls(self._of(folder), detail=False)
        except FileNotFoundError:
            return []
        found = (str(path).rstrip("/").rpartition("/")[2] for path in listed)
        return sorted(name for name in found if not name.startswith("."))

    def remove(self, name: str) -> None:
        """Take a file away, if it is there."""
        with suppress(FileNotFoundError):
            self._files.rm_file(self._of(name))

    def _of(self, name: str) -> str:
        return f"{self._path.rstrip('/')}/{name}"


def file_system(url: str) -> tuple[Any, str]:
    """What fsspec makes of an address: the file system and the path in it.

    Raises:
        KgError: fsspec, or what it needs for such an address, is not installed.
        StoreError: there is no such kind of place.
    """
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise KgError(f"{url}: fsspec is not installed: run pip install 'industry-kg[ray]'") from None
    try:
        found = url_to_fs(url)
    except ImportError as error:
        raise KgError(f"{url}: {error}: install that package too") from None
    except (ValueError, OSError) as error:
        raise StoreError(f"{url}: cannot be opened ({error}): check the address") from None
    return cast(tuple[Any, str], found)


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """A file for reading bytes from any place in it."""
    if is_url(path):
        files, inside = file_system(path)
        with files.open(inside, "rb") as file:
            yield file
    else:
        with Path(path).open("rb") as file:
            yield file


def fetch(path: str, folder: Path, *, start: int = 0, end: int | None = None) -> Path:
    """A copy of a file, or of a range of its bytes, under its own name in a folder."""
    copy = folder / (path.rstrip("/").rpartition("/")[2] or "document")
    with opened(path) as file, copy.open("wb") as copied:
        if end is None:
            shutil.copyfileobj(file, copied)
        else:
            file.seek(start)
            copied.write(file.read(end - start))
    return copy


def _unreadable(where: str, error: OSError) -> StoreError:
    return StoreError(f"{where}: cannot be read ({error.strerror or error}): check the path")


def _unwritable(where: str, error: OSError) -> StoreError:
    return StoreError(f"{where}: cannot be written ({error.strerror or error}): try another place")
