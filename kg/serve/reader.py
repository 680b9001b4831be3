"""The graph as a worker reads it: opened once, and again when the store has changed."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import StoreError
from kg.query.reading import ReadGraph
from kg.store import Dataset, FactRow, open_view

_T = TypeVar("_T")

# While a build is at work the store changes with each article. Reading it anew takes up at most this share
# of a worker's time, and happens at most so often (seconds).
_SHARE = 0.2
_LEAST_PAUSE = 0.5


class Graph(ReadGraph):
    """One state of the graph, with what answers need of it worked out once."""

    view: Dataset

    def __init__(self, path: str) -> None:
        view = open_view(path)
        assert isinstance(view, Dataset)
        super().__init__(view)
        self.path = path
        self._made: dict[str, Any] = {}

    def once(self, name: str, make: Callable[[], _T]) -> _T:
        """Something that is worked out once for this state of the graph."""
        if name not in self._made:
            self._made[name] = make()
        found: _T = self._made[name]
        return found

    @cached_property
    def about(self) -> dict[str, list[FactRow]]:
        """The facts that name each entity (by IRI), as subject, object or product."""
        found: dict[str, list[FactRow]] = defaultdict(list)
        for fact in self.content.facts:
            for iri in dict.fromkeys((fact.subject, fact.object, fact.product)):
                if iri:
                    found[iri].append(fact)
        return dict(found)

    @cached_property
    def by_article(self) -> dict[str, list[FactRow]]:
        """The facts of each article (by IRI)."""
        found: dict[str, list[FactRow]] = defaultdict(list)
        for fact in self.content.facts:
            found[fact.article].append(fact)
        return dict(found)

    @cached_property
    def neighbours(self) -> dict[str, set[str]]:
        """With what each entity (by IRI) is connected by some fact."""
        found: dict[str, set[str]] = defaultdict(set)
        for fact in self.content.facts:
            found[fact.subject].add(fact.object)
            found[fact.object].add(fact.subject)
        return dict(found)


class Reader:
    """Gives the graph as it is now."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._graph: Graph | None = None
        self._signature: Any = None
        self._generation = -1
        self._not_before = 0.0

    def graph(self, *, generation: int, parts: tuple[str, ...] = ()) -> Graph:
        """The graph, of at least that generation, with these of its parts worked out.

        Raises:
            StoreError: the store cannot be read.
        """
        started = time.monotonic()
        if self._graph is None or generation > self._generation or started >= self._not_before:
            signature = signature_of(Path(self._path))
            if self._graph is None or signature != self._signature:
                self._graph = Graph(self._path)
                self._signature = signature
            self._generation = max(generation, self._generation)
        for part in parts:
            getattr(self._graph, part)
        now = time.monotonic()
        if now - started > 0.001:
            self._not_before = now + max(_LEAST_PAUSE, (now - started) / _SHARE)
        return self._graph


def signature_of(path: Path) -> Any:
    """What differs when the store has been written to: the names, sizes and times of its files.

    Raises:
        StoreError: there is none.
    """
    try:
        if path.is_file():
            found = path.stat()
            return found.st_mtime_ns, found.st_size, found.st_ino
        files = [
            (file.name, file.stat().st_size, file.stat().st_mtime_ns)
            for file in (path / "quads").iterdir()
            if not file.name.startswith("LO")  # the lock, and each opener's diary
        ]
        marker = (path / "kg-store.json").stat()
    except FileNotFoundError:
        if not path.exists():
            raise StoreError(f"{path}: there is no graph any more: build it again") from None
        return time.monotonic()  # its files change just now: look again
    return sorted(files), marker.st_ino
