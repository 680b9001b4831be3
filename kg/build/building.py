"""From a folder of documents to a store: what is new is read, extracted and stored; the rest is left alone.

Articles are independent of one another, so they are handed to as many processes as wanted and stored in
whatever order they come back; their quads depend on nothing but the article and the run's knowledge.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from kg import resources
from kg._version import __version__
from kg.build.extraction import Extractor
from kg.build.patience import TooLong, within
from kg.documents import Limits, Reader, Source, sources
from kg.entities.decisions import decisions_file
from kg.errors import DocumentError
from kg.model import Article, Entity, Fact, Run, digest_of
from kg.quads import article_quads
from kg.store import Store, open_store


@dataclass(slots=True)
class Report:
    """What a build did: counts of documents, articles and facts, and the documents that could not be read."""

    documents: int = 0
    unchanged: int = 0
    articles: int = 0
    facts: int = 0
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class Settings(NamedTuple):
    """What an extractor is loaded from; small enough to be sent to every process."""

    seeds: Path
    lexicon: Path | None
    decisions: Path
    seconds: float = Limits().seconds

    def load(self) -> Extractor:
        """The extractor."""
        return Extractor.load(self.seeds, user_lexicon=self.lexicon, decisions=self.decisions)


class Drawn(NamedTuple):
    """What was drawn from an article, or the problem that kept it from being."""

    article: Article
    entities: Sequence[Entity] = ()
    facts: Sequence[Fact] = ()
    problem: str = ""


def build(
    paths: Sequence[str],
    store: str | Path,
    *,
    lexicon: Path | None = None,
    workers: int = 1,
    base: str | None = None,
    limits: Limits | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Report:
    """Build the documents of the paths into a store.

    A document that cannot be read within the limits, or an article that cannot be extracted within them, is
    reported and left out; the next build tries it again.

    Args:
        paths: files and folders; ``-`` is standard input.
        store: the store's folder, made if there is none, or the address of a SPARQL server.
        lexicon: a user's own lexicon (CSV or TSV), laid over the shipped one.
        workers: how many processes extract.
        base: what IRIs begin with, where the store is new.
        limits: what a document may take.
        progress: told (documents done, documents in all) after each document.

    Raises:
        StoreError: the store cannot be written.
        LexiconError: the user's lexicon cannot be read.
    """
    limits = limits or Limits()
    settings = Settings(resources.seeds_folder(), lexicon, decisions_file(store), limits.seconds)
    extractor = settings.load()
    run = run_of(extractor)
    report = Report()
    found = list(_sources(paths, report))
    # The processes are forked before the store is open: it must not be shared with them.
    with (
        _Pool(settings, extractor, workers) as pool,
        Reader(limits) as reader,
        open_store(store, base=base) as opened,
    ):
        for done, source in enumerate(found, start=1):
            _build_one(source, opened, run, reader, pool, report)
            if progress is not None:
                progress(done, len(found))
    return report


def run_of(extractor: Extractor) -> Run:
    """The run that an extractor makes: known by its version and knowledge, not by its time."""
    lexicon = extractor.names.lexicon.digest
    return Run(
        id="run-" + digest_of(__version__, lexicon, extractor.knowledge),
        started=datetime.now(UTC),
        version=__version__,
        lexicon=lexicon,
        rules=extractor.knowledge,
    )


def _sources(paths: Sequence[str], report: Report) -> Iterator[Source]:
    for path in paths:
        try:
            yield from sources([path], note=report.notes.append)
        except DocumentError as error:
            report.problems.append(str(error))


def _build_one(source: Source, store: Store, run: Run, reader: Reader, pool: _Pool, report: Report) -> None:
    try:
        document = reader.read(source)
        if store.has(document.digest, run.id):
            store.keep(document)
            report.unchanged += 1
            return
        broken = len(report.problems)
        parts = reader.articles(document, problem=lambda error: report.problems.append(str(error)))
    except DocumentError as error:
        report.problems.append(str(error))
        return
    if not parts and len(report.problems) > broken:
        return
    missing = [article for article in parts if not store.has_article(article.id, run.id)]
    failed: set[str] = set()
    for drawn in pool.extract(missing):
        if drawn.problem:
            report.problems.append(f"{document.path}: {drawn.problem}")
            failed.add(drawn.article.id)
            continue
        quads = article_quads(drawn.article, drawn.entities, drawn.facts, run=run, base=store.base)
        store.put_article(drawn.article.id, quads, run=run)
        report.articles += 1
        report.facts += len(drawn.facts)
    # A document with a failed article is done by a run that never is: the next build comes back for what is missing.
    done = replace(run, id=run.id + "-in-part") if failed else run
    store.put_document(document, [article.id for article in parts if article.id not in failed], run=done)
    report.documents += 1


_extractor: Extractor | None = None
_seconds = Limits().seconds


def _start(settings: Settings) -> None:
    global _extractor, _seconds
    _extractor, _seconds = settings.load(), settings.seconds


def _extract_here(article: Article) -> Drawn:
    assert _extractor is not None
    return _drawn(_extractor, article, _seconds)


def _drawn(extractor: Extractor, article: Article, seconds: float) -> Drawn:
    """What an article gives; one that fails is told of and costs nothing but itself."""
    where = f"article {article.title[:40]!r}"
    try:
        with within(seconds):
            extraction = extractor.extract(article)
    except TooLong:
        return Drawn(article, problem=f"{where}: takes longer than {seconds:g} s (--time-limit): left out")
    except MemoryError:
        return Drawn(article, problem=f"{where}: takes more memory than there is: left out")
    except Exception as error:  # a mistake of kg's own is told, and does not cost its user the build
        cause = f"{type(error).__name__}: {error}"
        return Drawn(
            article, problem=f"{where}: kg fails to extract it ({cause}): please report it; left out"
        )
    return Drawn(article, extraction.entities, extraction.facts)


class _Pool:
    """Extracts articles in this process or in several."""

    def __init__(self, settings: Settings, extractor: Extractor, workers: int) -> None:
        self._extractor = extractor
        self._seconds = settings.seconds
        self._pool = multiprocessing.Pool(workers, _start, (settings,)) if workers > 1 else None

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.terminate()

    def extract(self, parts: Sequence[Article]) -> Iterable[Drawn]:
        """What is drawn from the articles, in their order."""
        if self._pool is None:
            return (_drawn(self._extractor, article, self._seconds) for article in parts)
        return self._pool.imap(_extract_here, parts)
