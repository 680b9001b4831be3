"""A reader of a store's folder: the graph as it was when the reader came, whatever a writer does since."""

from __future__ import annotations

import weakref
from pathlib import Path

import pyoxigraph as ox

from kg.store import folder, kept, links
from kg.store.catalogue import Catalogue
from kg.store.dataset import Dataset
from kg.store.rows import Content


class Snapshot(Dataset):
    """A store's graph, for reading only."""

    def __init__(self, path: Path) -> None:
        base = folder.marked_base(path)
        self.path = path
        store, self._mark, self._leave = _opened(self)
        super().__init__(store, base=base, is_fixed=True, is_split=True)
        self._entities: Catalogue | None = None

    def content(self) -> Content:
        """Entities, articles and facts as plain values, kept beside the quads from one reader to the next."""
        if self._content is None:
            self._content = kept.load(self.path, self._mark, base=self.base)
        if self._content is None:
            kept.save(self.path, self._mark, super().content())
        return super().content()

    def entities(self) -> Catalogue:
        """The entities alone, kept likewise."""
        if self._entities is None:
            self._entities = kept.load_entities(self.path, self._mark, base=self.base)
        if self._entities is None:
            self._entities = super().entities()
            kept.save_entities(self.path, self._mark, self._entities)
        return self._entities

    def refresh(self) -> None:
        """See what has been written since."""
        leave = self._leave
        self._store, self._mark, self._leave = _opened(self)
        self._content = self._entities = None
        if leave:
            leave()


def _opened(snapshot: Snapshot) -> tuple[ox.Store, str, weakref.finalize[..., Snapshot] | None]:
    """The store as it is now, the mark of that state if it is certain, and how to leave it."""
    before = kept.state(folder.quads_of(snapshot.path))
    store, files = folder.open_for_reading(snapshot.path)
    if files is None:
        return store, "", None
    # If a writer came between, what was opened may be of the one state or of the other.
    mark = before if kept.state(files) == before else ""
    return store, mark, weakref.finalize(snapshot, links.unlink, files)
