"""Extraction in this process or in several: batches of articles in, what the graph says of them out.

Articles go in batches, because some dozen decoded together take less time than one by one. A batch that fails, or
takes longer than one article may, is gone through article by article, so that a bad one costs only itself. What
is drawn becomes lines of triples where it is drawn: they pass from process to process in no time, unlike facts.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

from kg.build.patience import TooLong, within
from kg.build.settings import Settings
from kg.memory import give_back
from kg.model import Article, Run
from kg.parents import end_with
from kg.quads import article_lines, iri
from kg.store import Packed

if TYPE_CHECKING:
    from kg.build.extraction import Extraction, Extractor

_MOST_ARTICLES = 32
_MOST_CHARACTERS = 40_000
# So many new objects, and so many collections of the young ones, before the next collection.
_COLLECTING = 50_000, 20, 100


class Drawn(NamedTuple):
    """What the graph is to say of an article (id), with how many facts; or the problem that kept it from being drawn."""

    article: str
    quads: Packed | None
    facts: int = 0
    problem: str = ""


class Purpose(NamedTuple):
    """What quads are made for: the run that they tell of, and what the store's IRIs begin with."""

    run: Run
    base: str

    def drawn(self, extraction: Extraction) -> Drawn:
        """What was extracted, as quads."""
        article = extraction.article
        lines = article_lines(article, extraction.entities, extraction.facts, run=self.run, base=self.base)
        packed = Packed.of_lines(iri(article.id, base=self.base), lines)
        return Drawn(article.id, packed, len(extraction.facts))


class Pool:
    """Extracts batches of articles; processes are started at once, and end when the ``with`` block is left."""

    def __init__(self, settings: Settings, workers: int) -> None:
        _hold(settings)
        self._collecting = gc.get_threshold()
        self._pool: ProcessPoolExecutor | None = None
        self._waiting = 1
        if workers > 1:
            forks = "fork" in multiprocessing.get_all_start_methods()
            if forks:
                _extractor()  # is found where it is by a forked process; another one loads its own
            context = multiprocessing.get_context("fork" if forks else None)
            start = (os.getpid(), None if forks else settings)
            self._pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_start, initargs=start)
            self._pool.submit(len, ())  # the processes start with their first task
            _let_go()  # of what they have now: this process only stores
            # Enough to do while the process that stores is busy with a transaction.
            self._waiting = workers * 6

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
        _let_go()
        gc.set_threshold(*self._collecting)

    def extract(self, articles: Iterable[Article], purpose: Purpose) -> Iterator[Drawn]:
        """What is drawn from the articles, in their order; no more of them are taken than are being worked on."""
        waiting: deque[Callable[[], list[Drawn]]] = deque()
        for batch in batches(articles, _MOST_ARTICLES):
            waiting.append(self._given(batch, purpose))
            if len(waiting) >= self._waiting:
                yield from waiting.popleft()()
        while waiting:
            yield from waiting.popleft()()

    def _given(self, batch: list[Article], purpose: Purpose) -> Callable[[], list[Drawn]]:
        """A batch that is being worked on, or will be when it is asked for.

        Where a process was killed (the system does so when memory runs out) its batch is worked on here.
        """
        if self._pool is None:
            return lambda: _drawn(batch, purpose)
        try:
            future = self._pool.submit(_drawn, batch, purpose)
        except BrokenExecutor:
            return lambda: _drawn(batch, purpose)

        def result() -> list[Drawn]:
            try:
                return future.result()
            except BrokenExecutor:
                return _drawn(batch, purpose)

        return result


def batches(articles: Iterable[Article], most: int) -> Iterator[list[Article]]:
    """The articles in batches of so many at most, or fewer long ones."""
    batch: list[Article] = []
    size = 0
    for article in articles:
        batch.append(article)
        size += len(article.text)
        if len(batch) == most or size > _MOST_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


class _Held:
    """What a process extracts by, loaded when there is something to extract."""

    settings: Settings
    extractor: Extractor | None = None


def _hold(settings: Settings) -> None:
    _Held.settings, _Held.extractor = settings, None


def _extractor() -> Extractor:
    if _Held.extractor is None:
        _Held.extractor = _Held.settings.load()
        # What is loaded stays, and what is made refers to itself hardly ever: looking through all for what can go would
        # cost a tenth of the time.
        gc.freeze()
        gc.set_threshold(*_COLLECTING)
    return _Held.extractor


def _let_go() -> None:
    _Held.extractor = None
    gc.unfreeze()
    gc.collect()
    give_back()


def _start(parent: int, settings: Settings | None) -> None:
    end_with(parent)
    if settings is not None:
        _hold(settings)


def _drawn(batch: Sequence[Article], purpose: Purpose) -> list[Drawn]:
    extractor, seconds = _extractor(), _Held.settings.seconds
    try:
        with within(seconds):
            return [purpose.drawn(extraction) for extraction in extractor.extract_many(batch)]
    except (TooLong, Exception):
        return [_drawn_alone(extractor, article, seconds, purpose) for article in batch]


def _drawn_alone(extractor: Extractor, article: Article, seconds: float, purpose: Purpose) -> Drawn:
    """What an article gives; one that fails is told of and costs nothing but itself."""
    where = f"article {article.title[:40]!r}"
    try:
        with within(seconds):
            return purpose.drawn(extractor.extract(article))
    except TooLong:
        problem = f"{where}: takes longer than {seconds:g} s (--time-limit): left out"
    except MemoryError:
        problem = f"{where}: takes more memory than there is: left out"
    except Exception as error:  # a mistake of kg's own is told, and does not cost its user the build
        cause = f"{type(error).__name__}: {error}"
        problem = f"{where}: kg fails to extract it ({cause}): please report it; left out"
    return Drawn(article.id, None, problem=problem)
