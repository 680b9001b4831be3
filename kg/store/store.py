"""The one writer of a graph on disk: replaces what an article said, knows what is built, takes out.

Beside the articles' graphs lies one of bookkeeping (``STATE``): which path holds which document, which run
made a document and an article, and when. It is committed in the same transaction as what it tells of, so
that a build that is killed leaves each article either as it was or as it should be, and goes on from there.

A document is known by its content, so the same file under two paths is one document. A path that vanished
from disk while another holds the document was moved, and counts no more.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph as ox

from kg.errors import NotFoundError, StoreError, nearest
from kg.model import Document, Run, document_id
from kg.quads import iri, run_quads, terms
from kg.store import folder, troubles
from kg.store.changes import Changes
from kg.store.dataset import STATE, UNION, Dataset
from kg.store.holdings import DONE, LOOSE, MADE, Holdings
from kg.store.paths import path_key
from kg.store.snapshot import Snapshot

DEFAULT_PATH = "graph.kg"

_STARTED = ox.NamedNode("urn:industry-kg:state#started")

# RocksDB keeps freshly written quads in files that overlap; compacting them takes a second or two and
# makes the folder several times smaller, which pays only after a build of a few hundred articles.
_WORTH_COMPACTING = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """What a drop took out: paths forgotten, documents and articles (ids) gone with all they said."""

    paths: tuple[str, ...]
    documents: tuple[str, ...]
    articles: tuple[str, ...]


class Store(Dataset):
    """A graph on disk, open for writing; ``Store.read_only`` gives a reader.

    Leaving the ``with`` block in peace sweeps out articles that belong to no document and runs that made
    nothing of what is left; leaving it by an error keeps them, so that the next build goes on from there.
    """

    def __init__(self, quads: ox.Store, *, base: str, path: Path) -> None:
        super().__init__(quads, base=base, is_split=True)
        self.path = path
        self._written = 0

    @classmethod
    def open(cls, path: str | Path = DEFAULT_PATH, *, base: str | None = None) -> Self:
        """The store in the folder, made if there is none.

        Args:
            path: the folder.
            base: what the IRIs of its resources begin with; settled when the store is made.

        Raises:
            StoreError: another process writes to it, or the folder is no store, damaged or of a newer kg.
        """
        settled = folder.prepare(Path(path), base)
        return cls(folder.open_for_writing(Path(path)), base=settled, path=Path(path))

    @staticmethod
    def read_only(path: str | Path = DEFAULT_PATH) -> Snapshot:
        """The graph as it is now, for reading, also while another process writes to it."""
        return Snapshot(Path(path))

    def has(self, digest: str, run: str) -> bool:
        """Whether the document of that digest has been built by that run (id), completely."""
        document = iri(document_id(digest), base=self.base)
        return ox.Quad(document, DONE, iri(run, base=self.base), STATE) in self._store

    def has_article(self, article: str, run: str) -> bool:
        """Whether the article (id) is stored as that run (id) makes it."""
        return ox.Quad(self._iri(article), MADE, self._iri(run), STATE) in self._store

    def put_article(self, article: str, quads: Iterable[ox.Quad], *, run: Run) -> None:
        """Store an article's quads in the place of all that it said before, in one transaction.

        Args:
            article: its id.
            quads: what ``kg.quads.article_quads`` gives.
            run: what made them.
        """
        node, maker = self._iri(article), self._iri(run.id)
        changes = Changes(self._store)
        changes.replace(node, quads)
        changes.set_state(node, MADE, [maker])
        if not self._holdings.is_held(node):
            changes.set_state(node, LOOSE, [ox.Literal("true")])
        if not self._store.contains_named_graph(maker):
            changes.replace(maker, run_quads(run, base=self.base))
            changes.set_state(maker, _STARTED, [ox.Literal(run.started.isoformat())])
        self._commit(changes)

    def put_document(self, document: Document, articles: Iterable[str], *, run: Run) -> None:
        """Record that the document holds these articles (ids), all of them stored, and is done.

        What its path held before goes, unless another path still holds it; so do articles that now belong
        to no document.
        """
        changes = Changes(self._store)
        changes.set_state(self._iri(document.id), DONE, [self._iri(run.id)])
        self._holdings.settle(document, [self._iri(article) for article in articles], changes)
        self._commit(changes)

    def keep(self, document: Document) -> None:
        """Record that the document's path holds it now, where the store already ``has`` its content."""
        changes = Changes(self._store)
        self._holdings.settle(document, self._holdings.articles_of(self._iri(document.id)), changes)
        self._commit(changes)

    def drop(self, name: str) -> Dropped:
        """Take out a document or an article with all that it said.

        A document dropped by its path stays if another path holds it, an article if another document does.
        An article dropped by itself stays out until its document changes or is built by another run.

        Args:
            name: a document's path, file name or id, or an article's id or title.

        Raises:
            NotFoundError: nothing is called so.
            StoreError: several documents or articles are called so.
        """
        key = path_key(name)
        held = self._holdings.paths.all()
        node = ox.NamedNode(name) if name.startswith(self.base) else self._iri(name)
        if any(one.path == key for one in held):
            return self._drop_paths([key])
        if any(one.document == node for one in held):
            return self._drop_paths([one.path for one in held if one.document == node])
        if ox.Quad(node, terms.TYPE, terms.ARTICLE, UNION) in self._store:
            return self._drop_article(node)
        if namesakes := [one for one in held if Path(one.path).name == name]:
            if len({one.document for one in namesakes}) > 1:
                raise _ambiguous(name, "documents", [one.path for one in namesakes])
            return self._drop_paths([one.path for one in namesakes])
        titles = {triple.subject: _text(triple.object) for triple in self.triples(None, terms.TITLE)}
        titled = [article for article, title in titles.items() if title == name]
        if len(titled) > 1:
            raise _ambiguous(name, "articles", [self._holdings.id_of(article) for article in titled])
        if isinstance(found := next(iter(titled), None), ox.NamedNode):
            return self._drop_article(found)
        known = [Path(one.path).name for one in held] + list(titles.values())
        raise NotFoundError(f"{name}: no document or article is called so{nearest(name, known)}")

    def sweep(self) -> None:
        """Take out the articles that belong to no document, as a killed build leaves them, and idle runs."""
        changes = Changes(self._store)
        for article in self._holdings.loose_articles():
            self._holdings.remove_article(article, changes)
        self._commit(changes)
        changes = Changes(self._store)
        for run in self.triples(None, terms.TYPE, terms.RUN):
            node = run.subject
            if isinstance(node, ox.NamedNode) and not any(
                self._store.quads_for_pattern(None, MADE, node, STATE)
            ):
                changes.remove_graph(node)
                changes.set_state(node, _STARTED, [])
        self._commit(changes)

    def close(self) -> None:
        """Write everything to disk and let others write.

        Raises:
            StoreError: the disk is full. What was committed is in the log, and safe all the same.
        """
        much = self._written > _WORTH_COMPACTING
        try:
            if much:
                self._store.optimize()
            self._store.flush()
        except OSError as error:
            raise troubles.unwritten(self.path, error) from None
        finally:
            del self._store  # the lock goes with the last reference
        if much:
            # Opening takes away the logs of what is now in place; whoever was faster to open does it too.
            with suppress(StoreError):
                folder.open_for_writing(self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            try:
                self.sweep()
            except BaseException:
                with suppress(StoreError):  # that would be the same once more
                    self.close()
                raise
            self.close()
        else:
            with suppress(StoreError):  # the error that is under way tells more
                self.close()

    def _drop_paths(self, paths: list[str]) -> Dropped:
        changes, holdings = Changes(self._store), self._holdings
        documents = sorted({held.document for path in paths if (held := holdings.paths.of(path))}, key=str)
        affected = [
            article for document in documents for article in holdings.leave(document, set(paths), changes)
        ]
        removed = holdings.remove_homeless(affected, changes)
        self._commit(changes)
        return Dropped(
            paths=tuple(paths),
            documents=tuple(holdings.id_of(one) for one in documents if changes.removes_graph(one)),
            articles=tuple(holdings.id_of(article) for article in removed),
        )

    def _drop_article(self, article: ox.NamedNode) -> Dropped:
        changes = Changes(self._store)
        self._holdings.remove_article(article, changes)
        self._commit(changes)
        return Dropped(paths=(), documents=(), articles=(self._holdings.id_of(article),))

    @property
    def _holdings(self) -> Holdings:
        return Holdings(self._store, base=self.base)

    def _commit(self, changes: Changes) -> None:
        try:
            self._written += changes.commit()
        except OSError as error:
            raise troubles.unwritten(self.path, error) from None

    def _iri(self, name: str) -> ox.NamedNode:
        return iri(name, base=self.base)


def _text(term: object) -> str:
    return str(getattr(term, "value", term))


def _ambiguous(name: str, what: str, which: list[str]) -> StoreError:
    listed = ", ".join(sorted(which))
    return StoreError(f"{name}: {len(which)} {what} are called so ({listed}): name one of these")
