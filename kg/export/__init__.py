"""Graphs in the formats of other tools: written whole or not at all, and the same every time.

Turtle, N-Triples, RDF/XML and JSON-LD hold the union of the graph; N-Quads and TriG also say which article
each triple comes from. GraphML and GEXF (Gephi, yEd, Cytoscape) and CSV (``neo4j-admin database import``)
hold entities as nodes and facts as edges, those of every modality: filter by the edges' ``modality``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.errors import StoreError, nearest
from kg.export.networks import gexf, graphml
from kg.export.rdf import flat, json_ld, quads, turtle
from kg.export.tables import edges_csv, nodes_csv
from kg.export.writing import write_whole
from kg.store import View

__all__ = ["FORMATS", "Format", "export", "render"]


class Format(NamedTuple):
    """A format: what it is called, and the parts of the file name and content that it consists of."""

    title: str
    parts: dict[str, Callable[[View], bytes]]


FORMATS: dict[str, Format] = {
    "ttl": Format("Turtle", {".ttl": turtle}),
    "nt": Format("N-Triples", {".nt": partial(flat, format_=ox.RdfFormat.N_TRIPLES)}),
    "nq": Format("N-Quads", {".nq": partial(quads, format_=ox.RdfFormat.N_QUADS)}),
    "trig": Format("TriG", {".trig": partial(quads, format_=ox.RdfFormat.TRIG)}),
    "jsonld": Format("JSON-LD", {".jsonld": json_ld}),
    "rdf": Format("RDF/XML", {".rdf": partial(flat, format_=ox.RdfFormat.RDF_XML)}),
    "graphml": Format("GraphML", {".graphml": graphml}),
    "gexf": Format("GEXF", {".gexf": gexf}),
    "csv": Format("CSV of nodes and edges", {".nodes.csv": nodes_csv, ".edges.csv": edges_csv}),
}
"""Name (and file suffix) → format."""


def export(view: View, path: str | Path, *, format: str | None = None) -> list[Path]:
    """Write the graph to a file; which files were written.

    ``graph.csv`` becomes two files, ``graph.nodes.csv`` and ``graph.edges.csv``.

    Args:
        view: the graph.
        path: the file; whatever was there before is replaced at the moment when the new file is whole.
        format: a name in ``FORMATS``; by default the file's suffix.

    Raises:
        StoreError: there is no such format or folder, or the file cannot be written.
    """
    path = Path(path)
    parts = _format(format or path.suffix.removeprefix(".").lower(), path).parts
    written = []
    for suffix, content in parts.items():
        target = path if len(parts) == 1 else path.with_name(path.name.removesuffix(path.suffix) + suffix)
        write_whole(target, lambda content=content: content(view))  # type: ignore[misc]
        written.append(target)
    return written


def render(view: View, format: str = "ttl") -> bytes:
    """The graph as one piece of text in UTF-8, for standard output.

    Raises:
        StoreError: there is no such format, or it takes more than one file.
    """
    parts = _format(format, None).parts
    if len(parts) > 1:
        raise StoreError(f"{format}: this format takes {len(parts)} files: name a file with --out")
    (content,) = parts.values()
    return content(view)


def _format(name: str, path: Path | None) -> Format:
    if name in FORMATS:
        return FORMATS[name]
    where = f"{path}: " if path else ""
    hint = nearest(name, FORMATS) or f": choose one of {' '.join(FORMATS)}"
    raise StoreError(f"{where}no format {name!r}{hint}")
