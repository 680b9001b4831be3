"""A graph's quads as N-Triples: a tenth of what they take as objects, and read by Oxigraph without Python.

What a build gathers waits in this form until it is written. A literal in it holds no line break (they are written
``\\n``), so that `` .`` stands before a line's end and nowhere else: there the graph's name goes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """The quads of one named graph, none of them with a blank node (a store would rename it)."""

    graph: ox.NamedNode
    count: int
    lines: bytes

    @classmethod
    def of(cls, graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> Packed:
        """Pack a graph's quads."""
        triples = (quad.triple for quad in quads)
        return cls.of_lines(graph, ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"")

    @classmethod
    def of_lines(cls, graph: ox.NamedNode, written: bytes) -> Packed:
        """Pack what a graph says, N-Triples already, each once."""
        return cls(graph=graph, count=written.count(b"\n"), lines=written)

    def __iter__(self) -> Iterator[ox.Quad]:
        """The quads as they were."""
        return ox.parse(self.in_graph(), format=ox.RdfFormat.N_QUADS)

    def in_graph(self) -> bytes:
        """The quads as N-Quads; ``lines`` are the same in the default graph."""
        return self.lines.replace(b" .\n", f" {self.graph} .\n".encode())


def lines(quads: Iterable[ox.Quad]) -> bytes:
    """The quads as N-Quads."""
    return ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""


class Stream(io.RawIOBase):
    """Pieces of bytes as one file."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        """It is."""
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most so many; none at the end."""
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._rest = memoryview(piece)
        end = len(self._rest) if size < 0 else size
        taken, self._rest = self._rest[:end], self._rest[end:]
        return bytes(taken)
