"""A reader of a store's folder: the graph as it was when the reader came, whatever a writer does since."""

from __future__ import annotations

import weakref
from pathlib import Path

from kg.store import folder, links
from kg.store.dataset import Dataset


class Snapshot(Dataset):
    """A store's graph, for reading only."""

    def __init__(self, path: Path) -> None:
        base = folder.marked_base(path)
        store, files = folder.open_for_reading(path)
        super().__init__(store, base=base, is_fixed=True, is_split=True)
        self.path = path
        self._leave = weakref.finalize(self, links.unlink, files) if files else None

    def refresh(self) -> None:
        """See what has been written since."""
        leave = self._leave
        self._store, files = folder.open_for_reading(self.path)
        self._content = None
        self._leave = weakref.finalize(self, links.unlink, files) if files else None
        if leave:
            leave()
