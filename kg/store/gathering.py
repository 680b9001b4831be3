"""Puts of articles and documents gathered, so that some dozens of them are one transaction.

A transaction costs a store about as much as an article, and many articles at once can be written sorted (see
``changes``). What is gathered is written when it is much or has waited long: a build that is killed loses what
it had gathered, the next one draws it again. Each transaction leaves what a row of single puts would: articles
come before the documents that hold them, and documents in their order. Only the articles that a document lets
go of stay until the end of the build, since another document may be about to hold them; ``Store.sweep`` takes
out those that none came for.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, Self

import pyoxigraph as ox

from kg.errors import StoreError
from kg.model import Document, Run, document_id
from kg.store.changes import Changes
from kg.store.packing import Packed

if TYPE_CHECKING:
    from kg.store.store import Store

# While it sorts, Oxigraph holds two kilobytes a quad, in tables that double beyond 57,000 quads and their triples in the
# union. Twice as many quads a transaction take a tenth less of the time of storing, and 40 MB more.
_MOST_QUADS = 26_000
# What a killed build has to do again, and how long readers of its store wait for news of it.
_MOST_SECONDS = 20.0


class _Article(NamedTuple):
    packed: Packed
    run: Run


class _Held(NamedTuple):
    document: Document
    articles: tuple[str, ...]
    run: Run


class Gathering:
    """A store's puts, written some dozens at a time and when the ``with`` block is left."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._articles: dict[str, _Article] = {}
        self._documents: list[_Held] = []
        self._paths: set[str] = set()
        self._done: dict[str, str] = {}  # document → the run that has made it
        self._quads = 0
        self._begun = 0.0

    @property
    def base(self) -> str:
        """What the IRIs of the store's resources begin with."""
        return self._store.base

    def has(self, digest: str, run: str) -> bool:
        """Whether the document of that digest has been built by that run (id), completely."""
        made = self._done.get(document_id(digest))
        return made == run if made else self._store.has(digest, run)

    def has_article(self, article: str, run: str) -> bool:
        """Whether the article (id) is stored, or about to be, as that run (id) makes it."""
        gathered = self._articles.get(article)
        return gathered.run.id == run if gathered else self._store.has_article(article, run)

    def put_article(self, article: str, quads: Iterable[ox.Quad], *, run: Run) -> None:
        """Store an article's quads in the place of all that it said before; whole or not at all."""
        self._begun = self._begun or time.monotonic()
        packed = quads if isinstance(quads, Packed) else Packed.of(self._store._iri(article), quads)
        self._articles[article] = _Article(packed, run)
        self._quads += packed.count
        self._commit_much()

    def put_document(self, document: Document, articles: Iterable[str], *, run: Run) -> None:
        """Record that the document holds these articles (ids), all of them put, and is done."""
        self._begun = self._begun or time.monotonic()
        held = _Held(replace(document, text=""), tuple(articles), run)
        if document.path in self._paths:
            self.commit()
        self._documents.append(held)
        self._paths.add(document.path)
        self._done[document.id] = run.id
        self._quads += 4 + len(held.articles)
        if self._store._holdings.is_replacing(document):
            self.commit()  # for what goes is not to be counted on any more
        self._commit_much()

    def keep(self, document: Document) -> None:
        """Record that the document's path holds it now, where the store already ``has`` its content."""
        if self._documents and not self._store._holdings.is_settled(document):
            self.commit()
        self._store.keep(document, is_sparing=True)

    def commit(self) -> None:
        """Write what is gathered."""
        self._write()
        self._store.renew()

    def _write(self) -> None:
        articles, documents = self._articles, self._documents
        self._articles, self._documents, self._paths, self._done = {}, [], set(), {}
        self._quads, self._begun = 0, 0.0
        changes = self._of_articles(articles)
        taken: set[str] = set()
        for held in documents:
            own = self._of_document(held)
            is_apart = taken.isdisjoint((held.document.id, held.document.path)) and own.only_adds()
            if is_apart:
                changes.take(own)
                taken |= {held.document.id, held.document.path}
            else:
                # What goes is told by what the store holds, which is then to be all that came before.
                self._store._commit(changes)
                self._store._commit(self._of_document(held))
                changes, taken = self._store._changes(), set()
        self._store._commit(changes)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not isinstance(error, StoreError):  # which says that nothing more can be written
            self.commit()

    def _commit_much(self) -> None:
        if self._quads >= _MOST_QUADS or time.monotonic() - self._begun > _MOST_SECONDS:
            self.commit()

    def _of_articles(self, articles: dict[str, _Article]) -> Changes:
        """The changes that bring new articles; those that replace something are written at once."""
        new, others = self._store._changes(), self._store._changes()
        while articles:
            id_, (packed, run) = articles.popitem()
            if self._store._is_graph(id_):
                others.replace(packed.graph, packed)
                self._store._describe(others, id_, run)
            else:
                new.fill(packed)
                self._store._describe(new, id_, run)
        self._store._commit(others)
        return new

    def _of_document(self, held: _Held) -> Changes:
        changes = self._store._changes()
        self._store._settle(changes, *held, is_sparing=True)
        return changes
