"""From a folder of documents to a store: what is new is read, extracted and stored; the rest is left alone.

Articles are independent of one another, so they are handed to as many processes as wanted and stored in
whatever order they come back; their quads depend on nothing but the article and the run's knowledge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg import resources
from kg.build.pool import Drawn, Pool, Purpose
from kg.build.settings import Settings, digest_of_file
from kg.documents import Limits, Reader, Source, sources
from kg.entities.decision_file import decisions_file
from kg.errors import DocumentError
from kg.model import Article, Document, Run, document_id
from kg.store import Gathering, Store, is_remote, open_store


@dataclass(slots=True)
class Report:
    """What a build did: counts of documents, articles and facts, and the documents that could not be read."""

    documents: int = 0
    unchanged: int = 0
    articles: int = 0
    facts: int = 0
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


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
        LexiconError: the user's lexicon or decisions cannot be read.
    """
    limits = limits or Limits()
    settings = Settings(resources.seeds_folder(), lexicon, decisions_file(store), limits.seconds)
    run = settings.run()
    report = Report()
    found = list(_sources(paths, report))
    if workers > 1 and not _has_news(found, store, run, base):
        workers = 1
    # The processes are forked before the store is open: it must not be shared with them.
    with (
        Pool(settings, workers) as pool,
        Reader(limits) as reader,
        open_store(store, base=base) as opened,
        opened.gathering() as gathered,
    ):
        work = _Work(
            gathered, run, reader, report, lambda done: progress(done, len(found)) if progress else None
        )
        for drawn in pool.extract(work.missing(found), Purpose(run, opened.base)):
            work.put(drawn)
    return report


def _has_news(found: Iterable[Source], store: str | Path, run: Run, base: str | None) -> bool:
    """Whether there is something to extract: processes that extract load the knowledge before they are forked.

    That the store cannot be written is told by it, too, before the seconds that loading takes.
    """
    opened = open_store(store, base=base)
    try:
        # A server would be asked for each document by itself.
        return is_remote(store) or not all(_held(source, opened, run) for source in found)
    finally:
        opened.close()


def _sources(paths: Sequence[str], report: Report) -> Iterator[Source]:
    for path in paths:
        try:
            yield from sources([path], note=report.notes.append)
        except DocumentError as error:
            report.problems.append(str(error))


def _held(source: Source, store: Store | Gathering, run: Run) -> Document | None:
    """The document of a file that the store holds already: its bytes tell, it need not be read."""
    path = Path(source.path)
    if not source.media_type or not path.is_file():
        return None
    try:
        digest = digest_of_file(path)
    except OSError:
        return None  # reading will say why
    if not store.has(digest, run.id):
        return None
    return Document(
        id=document_id(digest), path=source.path, media_type=source.media_type, text="", digest=digest
    )


@dataclass(slots=True)
class _Waiting:
    """A document some of whose articles are still to be stored."""

    document: Document
    articles: list[str]
    missing: set[str] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)


class _Work:
    """Takes documents apart and puts together what was drawn from them; several are under way at a time."""

    def __init__(
        self,
        store: Store | Gathering,
        run: Run,
        reader: Reader,
        report: Report,
        progress: Callable[[int], None],
    ) -> None:
        self._store = store
        self._run = run
        self._reader = reader
        self._report = report
        self._waiting: dict[str, list[_Waiting]] = {}  # by the article that is missing
        self._under_way: dict[
            str, list[Document]
        ] = {}  # by the document's digest: the same under other paths
        self._progress = progress
        self._done = 0

    def missing(self, found: Iterable[Source]) -> Iterator[Article]:
        """The articles of the sources that the store lacks, each once."""
        for source in found:
            try:
                yield from self._opened(source)
            except DocumentError as error:
                self._report.problems.append(str(error))
                self._count()

    def _opened(self, source: Source) -> Iterator[Article]:
        document = _held(source, self._store, self._run) or self._reader.read(source)
        if document.digest in self._under_way:
            self._under_way[document.digest].append(document)
            return
        if self._store.has(document.digest, self._run.id):
            self._keep(document)
            return
        broken = len(self._report.problems)
        parts = self._reader.articles(
            document, problem=lambda error: self._report.problems.append(str(error))
        )
        if not parts and len(self._report.problems) > broken:
            self._count()
            return
        yield from self._begun(document, parts)

    def _count(self) -> None:
        self._done += 1
        self._progress(self._done)

    def _keep(self, document: Document) -> None:
        self._store.keep(document)
        self._report.unchanged += 1
        self._count()

    def _begun(self, document: Document, parts: Sequence[Article]) -> Iterator[Article]:
        waiting = _Waiting(document, [article.id for article in parts])
        self._under_way[document.digest] = []
        wanted = []
        for article in parts:
            if article.id in waiting.missing or self._store.has_article(article.id, self._run.id):
                continue
            waiting.missing.add(article.id)
            if article.id not in self._waiting:
                wanted.append(article)
            self._waiting.setdefault(article.id, []).append(waiting)
        if not waiting.missing:
            self._finish(waiting)
        yield from wanted

    def put(self, drawn: Drawn) -> None:
        """Store what was drawn from an article, and the documents that waited for nothing else."""
        report, article = self._report, drawn.article
        held = self._waiting.pop(article)
        if drawn.quads is None:
            report.problems.append(f"{held[0].document.path}: {drawn.problem}")
        else:
            self._store.put_article(article, drawn.quads, run=self._run)
            report.articles += 1
            report.facts += drawn.facts
        for waiting in held:
            waiting.missing.discard(article)
            if drawn.quads is None:
                waiting.failed.add(article)
            if not waiting.missing:
                self._finish(waiting)

    def _finish(self, waiting: _Waiting) -> None:
        document, failed = waiting.document, waiting.failed
        # A document with a failed article is done by a run that never is: the next build comes back for the rest.
        run = replace(self._run, id=self._run.id + "-in-part") if failed else self._run
        self._store.put_document(document, [one for one in waiting.articles if one not in failed], run=run)
        self._report.documents += 1
        self._count()
        for again in self._under_way.pop(document.digest):
            self._keep(again)
