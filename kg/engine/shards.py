"""From a unit's articles to a shard: extracted, put into a store in memory as a build does, written as files.

The store in memory is what makes a shard the same as what a build on one machine stores, bookkeeping
included: the same methods filled it.
"""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph as ox

from kg import resources
from kg.build import Extraction, Extractor
from kg.build.patience import TooLong, within
from kg.build.settings import Settings
from kg.documents import Limits
from kg.engine.attempts import ENDED, Attempts
from kg.engine.layout import Documents, Done, is_done
from kg.engine.places import Place, is_url
from kg.engine.reading import Reading, kept
from kg.engine.tables import fact_table, mention_table, name_table, packed
from kg.errors import DocumentError, KgError, LexiconError
from kg.model import Article, Run, digest_of
from kg.quads import article_quads
from kg.store import Gathering, Store
from kg.store.dataset import STATE

# Level 6 takes thrice the time of level 4 for a few hundredths of the size.
_LEVEL = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What other machines need of this one to extract the same: the user's names and decisions, as bytes.

    All else is part of the package, which has to be installed on each of them in the same version.
    """

    lexicon: bytes | None = None
    lexicon_name: str = ""
    decisions: bytes | None = None

    @classmethod
    def of(cls, lexicon: Path | None, decisions: Path) -> Knowledge:
        """The contents of these files; there need be no decisions.

        Raises:
            LexiconError: the lexicon cannot be read.
        """
        try:
            names = lexicon.read_bytes() if lexicon else None
        except OSError as error:
            raise LexiconError(
                f"{lexicon}: cannot be read ({error.strerror or error}): check the path"
            ) from None
        return cls(
            lexicon=names,
            lexicon_name=lexicon.name if lexicon else "",
            decisions=decisions.read_bytes() if decisions.exists() else None,
        )

    def load(self) -> Extractor:
        """The extractor."""
        with self._files() as settings:
            return settings.load()

    def run(self) -> Run:
        """The run that the extractor makes.

        Raises:
            LexiconError: the user's names or decisions cannot be read.
        """
        with self._files() as settings:
            return settings.run()

    @contextmanager
    def _files(self) -> Iterator[Settings]:
        with tempfile.TemporaryDirectory(prefix="kg-") as folder:
            lexicon, decisions = Path(folder) / "names" / self.lexicon_name, Path(folder) / "decisions.tsv"
            if self.lexicon is not None:
                lexicon.parent.mkdir()
                lexicon.write_bytes(self.lexicon)
            if self.decisions is not None:
                decisions.write_bytes(self.decisions)
            yield Settings(resources.seeds_folder(), lexicon if self.lexicon is not None else None, decisions)


def shard_id(unit: str, repeated: Collection[str], *, run: str, base: str) -> str:
    """The name of the shard of a unit, without the articles that another unit's shard holds."""
    return digest_of(unit, run, base, *sorted(repeated))


class Writer:
    """Makes shards: knowledge loaded once, units one after another."""

    def __init__(
        self,
        knowledge: Knowledge,
        place: Place,
        *,
        run: Run,
        base: str,
        limits: Limits | None = None,
        build: str = "",
    ) -> None:
        found = knowledge.run()
        if found.id != run.id:
            raise KgError(
                f"kg {found.version}: this machine's lexicon, rules or models are others than those of the machine "
                "that asked: install the same industry-kg on every machine"
            )
        self._extractor = knowledge.load()
        self._seconds = (limits or Limits()).seconds
        self._place, self._run, self._base, self._build = place, run, base, build

    def write(self, unit: str, repeated: Collection[str]) -> Done:
        """The shard of a unit that has been read, written unless it is complete already.

        An article that cannot be extracted within the limits is told of and left out; as long as there is one,
        the shard is made again by the next build.

        Args:
            unit: its id.
            repeated: ids of its articles that another unit's shard holds.
        """
        shard = shard_id(unit, repeated, run=self._run.id, base=self._base)
        if is_done(self._place, shard) and not (known := Done.load(self._place, shard)).failed:
            return known
        reading = kept(self._place, unit)
        troubles: dict[str, str] = {}
        wanted = [article for article in reading.articles if article.id not in repeated]
        attempts = Attempts(self._place, f"extract-{shard}", self._build)
        try:
            with attempts.noted():
                extractions = list(self._extracted(wanted, attempts, troubles))
                attempts.between()
                return self._written(shard, reading, extractions, troubles)
        except DocumentError as error:  # workers died, and over none of the articles
            return self._written(shard, reading, [], {article.id: str(error) for article in wanted})

    def _written(
        self, shard: str, reading: Reading, extractions: Sequence[Extraction], troubles: dict[str, str]
    ) -> Done:
        graph = ox.Store()
        store = self._filled(graph, extractions, reading.documents, troubles)
        facts = store.content().facts
        self._put(f"quads/{shard}.nq.gz", _packed(store.quads()))
        self._put(f"state/{shard}.nq.gz", _packed(graph.quads_for_pattern(None, None, None, STATE)))
        self._put(f"facts/{shard}.parquet", packed(fact_table(facts, self._base)))
        self._put(f"mentions/{shard}.parquet", packed(mention_table(extractions)))
        self._put(f"names/{shard}.parquet", packed(name_table(extractions, self._base)))
        done = Done(
            shard=shard,
            articles=tuple(extraction.article.id for extraction in extractions),
            facts=len(facts),
            entities=len({entity.id for extraction in extractions for entity in extraction.entities}),
            documents=reading.documents,
            problems=(*reading.problems, *dict.fromkeys(troubles.values())),
            failed=tuple(troubles),
        )
        done.save(self._place)
        return done

    def _put(self, name: str, content: bytes) -> None:
        self._place.write(name, content)

    def _extracted(
        self, articles: Iterable[Article], attempts: Attempts, troubles: dict[str, str]
    ) -> Iterator[Extraction]:
        for article in articles:
            where = f"article {article.title[:40]!r}"
            if not attempts.may(article.id):
                troubles[article.id] = f"{where}: {ENDED}"
                continue
            try:
                with within(self._seconds):
                    extraction = self._extractor.extract(article)
            except TooLong:
                troubles[article.id] = f"{where}: takes longer than {self._seconds:g} s: left out"
            except Exception as error:  # as in a build: kg's own mistake does not cost its user the rest
                cause = f"{type(error).__name__}: {error}"
                troubles[article.id] = (
                    f"{where}: kg fails to extract it ({cause}): please report it; left out"
                )
            else:
                yield extraction

    def _filled(
        self,
        graph: ox.Store,
        extractions: Sequence[Extraction],
        documents: Documents,
        failed: Collection[str],
    ) -> Store:
        store = Store(graph, base=self._base, path=Path(self._place.root))
        for extraction in extractions:
            article = extraction.article
            quads = article_quads(
                article, extraction.entities, extraction.facts, run=self._run, base=self._base
            )
            store.put_article(article.id, quads, run=self._run)
        put_documents(store, documents, failed, run=self._run)
        return store


def put_documents(
    store: Store | Gathering, documents: Documents, failed: Collection[str], *, run: Run
) -> None:
    """Record which articles documents hold, as a build does.

    Args:
        store: where the articles are.
        documents: with the ids of all articles that were read of them.
        failed: ids of articles that could not be extracted; a document of one is done by a run that never is,
            so that the next build comes back for what is missing.
        run: what made the articles.
    """
    partly = replace(run, id=run.id + "-in-part")
    for document, ids in documents:
        kept_ = [id_ for id_ in ids if id_ not in failed]
        # An address is no path; with a slash before it it is one, and the same from wherever kg is called.
        path = f"/{document.path}" if is_url(document.path) else document.path
        store.put_document(replace(document, path=path), kept_, run=run if len(kept_) == len(ids) else partly)


def _packed(quads: Iterable[ox.Quad]) -> bytes:
    """Quads as compressed N-Quads; a store gives them graph by graph, and so they are written."""
    return gzip.compress(ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"", _LEVEL, mtime=0)
