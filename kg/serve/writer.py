"""The store held open for writing while updates come in.

Opening and closing a store for each update would cost a hundred times the update. But who holds it keeps
every build out, so it is let go once no update has come for a while.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.store import Store

_PATIENCE = 2.0
_LOOK = 0.25


class Writer:
    """Gives the store to whoever writes, one at a time."""

    def __init__(self, path: str) -> None:
        self._path = Path(path)
        self._lock = threading.Lock()
        self._store: Store | None = None
        self._used = 0.0

    @contextmanager
    def store(self) -> Iterator[Store]:
        """The store, opened where it is not.

        Raises:
            StoreError: another process writes to it.
        """
        with self._lock:
            if self._store is None:
                self._store = Store.open(self._path)
                threading.Thread(target=self._let_go, args=(self._store,), daemon=True).start()
            try:
                yield self._store
            finally:
                self._used = time.monotonic()

    def close(self) -> None:
        """Let the store go."""
        with self._lock:
            if self._store is not None:
                self._store.close()
                self._store = None

    def _let_go(self, store: Store) -> None:
        while self._store is store:
            time.sleep(_LOOK)
            if time.monotonic() - self._used > _PATIENCE:
                del store
                self.close()
                return
