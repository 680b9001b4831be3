"""What a graph holds, to be compared; and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store import Dataset, open_view


def n_quads(store: Path) -> bytes:
    """The graph of a store as sorted N-Quads: what an export writes."""
    lines = ox.serialize(open_view(store).quads(), format=ox.RdfFormat.N_QUADS) or b""
    return b"\n".join(sorted(lines.splitlines()))


Graphs = dict[str, frozenset[str]]
"""What each named graph holds."""


def by_graph(store: Path) -> Graphs:
    """What each named graph of a store holds."""
    found: dict[str, set[str]] = {}
    for quad in open_view(store).quads():
        found.setdefault(str(quad.graph_name), set()).add(str(quad.triple))
    return {name: frozenset(triples) for name, triples in found.items()}


def torn(store: Path, *wholes: Graphs) -> str:
    """What is half written in a store, if anything: an article that is in none of its whole states, or a union
    that is not the union.

    Args:
        store: its folder.
        wholes: what the graphs of articles hold when they are whole (``by_graph``).
    """
    view = open_view(store)
    assert isinstance(view, Dataset)
    quads = view.quads()
    if {quad.triple for quad in quads} != set(view.triples()):
        return "the union is not what the graphs hold"
    found: dict[str, set[str]] = {}
    for quad in quads:
        found.setdefault(str(quad.graph_name), set()).add(str(quad.triple))
    for name, triples in found.items():
        if "/article-" in name and all(triples != whole.get(name) for whole in wholes):
            return f"{name} is half written"
    return ""


def is_young(error: StoreError) -> bool:
    """Whether no more is wrong with a store than that nothing was written into it yet."""
    young = ("there is no store", "the store is empty", "this folder is empty")
    return any(words in str(error) for words in young)


def left(store: Path, *wholes: Graphs) -> str:
    """What is wrong with a store that was left by a killed process, if anything."""
    try:
        return torn(store, *wholes)
    except StoreError as error:
        return "" if is_young(error) else str(error)
