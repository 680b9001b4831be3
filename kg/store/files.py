"""Opening what there is to read: a store's folder, a graph in a file, or one on a SPARQL server."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError, nearest
from kg.quads import DEFAULT_BASE, terms
from kg.store.dataset import UNION, Dataset, View, fill_union
from kg.store.opening import is_remote
from kg.store.store import Store

SUFFIXES: dict[str, ox.RdfFormat] = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".json": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
}
"""File suffix → the RDF format that it is read as."""


def open_view(path: str | Path) -> View:
    """The graph at a path for reading: a store's folder, a file with or without named graphs, or a server.

    Raises:
        StoreError: nothing is there, or what is there is no graph.
    """
    if is_remote(path):
        from kg.store.remote import open_remote_view  # loads the network, which few need

        return open_remote_view(str(path))
    path = Path(path)
    if path.is_dir() or (not path.exists() and path.suffix.lower() not in SUFFIXES):
        return Store.read_only(path)
    return _load(path)


def _load(path: Path) -> Dataset:
    format_ = SUFFIXES.get(path.suffix.lower())
    if format_ is None:
        hint = nearest(path.suffix.lower(), SUFFIXES) or f": known are {' '.join(SUFFIXES)}"
        raise StoreError(f"{path}: no graph format has the suffix {path.suffix!r}{hint}")
    store = ox.Store()
    try:
        with path.open("rb") as file:
            fill_union(store, ox.parse(file, format_))
    except OSError as error:
        raise StoreError(f"{path}: cannot be read ({error.strerror or error}): check the path") from None
    except (SyntaxError, ValueError) as error:
        raise StoreError(f"{path}: not well-formed {format_.name} ({error}): export it again") from None
    return Dataset(store, base=_base_of(store), is_fixed=True)


def _base_of(store: ox.Store) -> str:
    """The base that an article's IRI shows; files do not say it."""
    for quad in store.quads_for_pattern(None, terms.TYPE, terms.ARTICLE, UNION):
        if isinstance(quad.subject, ox.NamedNode) and (
            found := re.match(r"(.*)article-[0-9a-f]{16}$", quad.subject.value)
        ):
            return found[1]
    return DEFAULT_BASE
