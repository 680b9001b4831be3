"""A reader of a store's folder: the graph as it was when the reader came.

RocksDB lets readers in while a writer is at work, but a compaction of the writer may take away a file that
the reader has not opened yet. A read that fails so is tried again on the store as it then is.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store import folder
from kg.store.dataset import Dataset

_T = TypeVar("_T")


class Snapshot(Dataset):
    """A store's graph, for reading only."""

    def __init__(self, path: Path) -> None:
        base = folder.marked_base(path)
        super().__init__(folder.open_for_reading(path), base=base, is_fixed=True, is_split=True)
        self.path = path

    def refresh(self) -> None:
        """See what has been written since."""
        self._store = folder.open_for_reading(self.path)
        self._content = None

    def _reading(self, read: Callable[[ox.Store], _T]) -> _T:
        try:
            return read(self._store)
        except (OSError, RuntimeError):
            self.refresh()
        try:
            return read(self._store)
        except (OSError, RuntimeError) as error:
            raise StoreError(f"{self.path}: cannot be read ({error}): try again") from None
