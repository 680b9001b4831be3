"""What a store's name means: a folder here, or the address of a server."""

from __future__ import annotations

from pathlib import Path

from kg.store.store import DEFAULT_PATH, Store


def is_remote(path: object) -> bool:
    """Whether a store's name is the address of a server.

    >>> is_remote("http://127.0.0.1:7878"), is_remote("graph.kg")
    (True, False)
    """
    return isinstance(path, str) and path.lower().startswith(("http://", "https://"))


def open_store(path: str | Path = DEFAULT_PATH, *, base: str | None = None) -> Store:
    """The store to write to: a folder, made if there is none, or a SPARQL server.

    Args:
        path: the folder, or the address of a query endpoint or of the server.
        base: what the IRIs of its resources begin with; settled when the store is made.

    Raises:
        StoreError: it cannot be written to.
    """
    if not is_remote(path):
        return Store.open(path, base=base)
    from kg.store.remote_store import RemoteStore  # a tenth of a second that only servers are worth

    return RemoteStore(str(path), base=base)
