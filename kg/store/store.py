"""The one writer of a graph on disk: replaces what an article said, knows what is built, takes out.

Beside the articles' graphs lies one of bookkeeping (``STATE``): which path holds which document, which run
made a document and an article, and when. It is committed in the same transaction as what it tells of, so
that a build that is killed leaves each article either as it was or as it should be, and goes on from there.

A document is known by its content, so the same file under two paths is one document. A path that vanished
from disk while another holds the document was moved, and counts no more.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph as ox

from kg.errors import StoreError
from kg.memory import give_back
from kg.model import Document, Run, document_id
from kg.quads import iri, run_quads, terms
from kg.store import folder, troubles
from kg.store.changes import Changes
from kg.store.dataset import STATE, Dataset
from kg.store.dropping import Dropped, drop, sweep
from kg.store.gathering import Gathering
from kg.store.holdings import DONE, LOOSE, MADE, STARTED, Holdings
from kg.store.lasting import is_worth_compacting, is_worth_renewing
from kg.store.snapshot import Snapshot

DEFAULT_PATH = "graph.kg"


# What went through the log is held in memory too until it is flushed: half a kilobyte a quad.
_MOST_LOGGED = 20_000


class Store(Dataset):
    """A graph on disk, open for writing; ``Store.read_only`` gives a reader.

    Leaving the ``with`` block in peace sweeps out articles that belong to no document and runs that made
    nothing of what is left; leaving it by an error keeps them, so that the next build goes on from there.
    """

    def __init__(self, quads: ox.Store, *, base: str, path: Path) -> None:
        super().__init__(quads, base=base, is_split=True)
        self.path = path
        self._written = self._written_here = self._logged = 0

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
        changes = self._changes()
        changes.replace(self._iri(article), quads)
        self._describe(changes, article, run)
        self._commit(changes)

    def put_document(self, document: Document, articles: Iterable[str], *, run: Run) -> None:
        """Record that the document holds these articles (ids), all of them stored, and is done.

        What its path held before goes, unless another path still holds it; so do articles that now belong
        to no document.
        """
        changes = self._changes()
        self._settle(changes, document, articles, run)
        self._commit(changes)

    def keep(self, document: Document, *, is_sparing: bool = False) -> None:
        """Record that the document's path holds it now, where the store already ``has`` its content."""
        changes, holdings = self._changes(), self._holdings
        if holdings.is_settled(document):
            return
        articles = holdings.articles_of(self._iri(document.id))
        holdings.settle(document, articles, changes, is_sparing=is_sparing)
        self._commit(changes)

    def gathering(self) -> AbstractContextManager[Store | Gathering]:
        """The same puts, written some dozens of articles at a time: for whoever has many."""
        return Gathering(self)

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
        return drop(self, name)

    def sweep(self) -> None:
        """Take out the articles that belong to no document, as a killed build leaves them, and idle runs."""
        sweep(self)

    def _idle_runs(self) -> list[ox.NamedNode]:
        runs = (triple.subject for triple in self.triples(None, terms.TYPE, terms.RUN))
        return [
            run
            for run in runs
            if isinstance(run, ox.NamedNode)
            and not any(self._store.quads_for_pattern(None, MADE, run, STATE))
        ]

    def close(self) -> None:
        """Write everything to disk and let others write.

        Raises:
            StoreError: the disk is full. What was committed is in the log, and safe all the same.
        """
        if not hasattr(self, "_store"):
            return  # somebody else was faster when it was opened anew
        much = is_worth_compacting(self._written, self.path)
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

    def renew(self) -> None:
        """Let go of the memory that writing has taken, where that was much: nothing but this may hold Oxigraph's store.

        Raises:
            StoreError: another process was faster to write to it.
        """
        if is_worth_renewing(self._written_here) and folder.quads_of(self.path).exists():
            self._written_here = 0
            del self._store
            give_back()
            self._store = folder.open_for_writing(self.path)

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

    def _describe(self, changes: Changes, article: str, run: Run) -> None:
        """Record that an article is as the run made it."""
        node, maker = self._iri(article), self._iri(run.id)
        changes.set_state(node, MADE, [maker])
        if not self._holdings.is_held(node):
            changes.set_state(node, LOOSE, [ox.Literal("true")])
        if not self._is_graph(run.id):
            changes.replace(maker, run_quads(run, base=self.base))
            changes.set_state(maker, STARTED, [ox.Literal(run.started.isoformat())])

    def _settle(
        self,
        changes: Changes,
        document: Document,
        articles: Iterable[str],
        run: Run,
        *,
        is_sparing: bool = False,
    ) -> None:
        """Let a document hold these articles and be done."""
        changes.set_state(self._iri(document.id), DONE, [self._iri(run.id)])
        held = [self._iri(article) for article in articles]
        self._holdings.settle(document, held, changes, is_sparing=is_sparing)

    def _is_graph(self, name: str) -> bool:
        return self._store.contains_named_graph(self._iri(name))

    @property
    def _holdings(self) -> Holdings:
        return Holdings(self._store, base=self.base)

    def _changes(self) -> Changes:
        return Changes(self._store)

    def _commit(self, changes: Changes) -> None:
        try:
            written = changes.commit()
            self._written += written.quads
            self._written_here += written.quads
            self._logged += written.logged
            if self._logged > _MOST_LOGGED:
                self._store.flush()
                self._logged = 0
        except OSError as error:
            raise troubles.unwritten(self.path, error) from None

    def _iri(self, name: str) -> ox.NamedNode:
        return iri(name, base=self.base)
