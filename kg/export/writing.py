"""Writing a file whole or not at all: beside its place first, then into it in one step."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from kg.errors import StoreError


def write_whole(path: Path, content: Callable[[], bytes]) -> None:
    """Write the content to the path; a failure leaves what was there.

    Raises:
        StoreError: the folder is missing, or nothing can be written there.
    """
    if not path.parent.is_dir():
        raise StoreError(f"{path}: there is no folder {str(path.parent)!r}: make it first")
    if path.is_dir():
        raise StoreError(f"{path}: this is a folder: name a file in it")
    text = content()
    try:
        if path.exists() and not path.is_file():  # a pipe or a device has no whole to wait for
            path.write_bytes(text)
            return
        partial = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            partial.write_bytes(text)
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(
            f"{path}: cannot be written ({error.strerror or error}): try another place"
        ) from None
