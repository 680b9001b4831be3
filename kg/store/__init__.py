"""Graphs on disk and in files: opening, replacing what an article said, reading.

    with Store.open("graph.kg") as store: …     the one writer
    view = open_view("graph.kg")                any number of readers, also while a writer is building
    view = open_view("http://127.0.0.1:7878")   a graph on a SPARQL server; open_store writes to one
    view = open_view("graph.ttl")               an exported file, or any graph that follows the contract

Whoever reads takes a ``View`` and need not know which of them it has.
"""

from typing import TYPE_CHECKING, Any

from kg.store.catalogue import Catalogue
from kg.store.dataset import Dataset, View
from kg.store.dropping import Dropped
from kg.store.files import SUFFIXES, open_view
from kg.store.gathering import Gathering
from kg.store.opening import is_remote, open_store
from kg.store.packing import Packed
from kg.store.reading import read_article
from kg.store.rows import ArticleRow, Content, EntityRow, FactRow, short_id, text_of, value_of
from kg.store.sparql import Term
from kg.store.store import DEFAULT_PATH, Store

if TYPE_CHECKING:
    from kg.store.copies import Copied, backup, restore

# What is decided on a store goes into its backups; whoever makes none need not load decisions.
_OF_COPIES = frozenset({"Copied", "backup", "restore"})


def __getattr__(name: str) -> Any:
    if name in _OF_COPIES:
        from kg.store import copies

        return getattr(copies, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "DEFAULT_PATH",
    "SUFFIXES",
    "ArticleRow",
    "Catalogue",
    "Content",
    "Copied",
    "Dataset",
    "Dropped",
    "EntityRow",
    "FactRow",
    "Gathering",
    "Packed",
    "Store",
    "Term",
    "View",
    "backup",
    "is_remote",
    "open_store",
    "open_view",
    "read_article",
    "restore",
    "short_id",
    "text_of",
    "value_of",
]
