"""Shards into a store: in bulk where the store is new, article by article where it holds something already.

Oxigraph's bulk loader is fast because it knows no transactions. So it fills a folder of another name, which
takes the store's name once everything is in it: a load that is killed leaves no half store, and the next one
begins anew. Into a store that holds a graph, and into a server, articles go as a build puts them there; a load
that was killed goes on from there, and what an article said before is replaced.
"""

from __future__ import annotations

import gzip
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from kg.engine.layout import Done, Manifest, documents
from kg.engine.places import Place, place
from kg.engine.shards import put_documents
from kg.errors import StoreError
from kg.store import folder, is_remote, open_store, short_id
from kg.store.packing import Stream

Progress = Callable[[int, int], None]

# The name of the graph at the end of a line of N-Quads: a literal before it holds no line break, and no IRI a space.
_GRAPH = re.compile(rb" <[^<> ]*> \.$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What a load put into a store, or found there already."""

    documents: int
    articles: int
    facts: int


def load(shards: Iterable[str], store: str | Path, *, progress: Progress | None = None) -> Loaded:
    """Load shards into a store; of several folders, the later ones replace what the earlier ones say.

    Args:
        shards: folders or addresses of shards, as a build with Ray leaves them.
        store: the store's folder, made if there is none, or the address of a SPARQL server.
        progress: told (shards done, shards in all of the folder).

    Raises:
        StoreError: the shards are incomplete or damaged, or the store cannot be written to.
    """
    count = articles = facts = 0
    for root in shards:
        source = place(root)
        manifest = Manifest.load(source)
        if _is_new(store):
            _bulk(source, manifest, Path(store), progress)
        else:
            _put(source, manifest, store, progress)
        articles += manifest.articles
        facts += manifest.facts
        count += len(documents(Done.load(source, shard) for shard in manifest.shards))
    return Loaded(documents=count, articles=articles, facts=facts)


def _is_new(store: str | Path) -> bool:
    """Whether there is no graph yet at that name."""
    return not is_remote(store) and not (Path(store).exists() and any(Path(store).iterdir()))


def _bulk(source: Place, manifest: Manifest, store: Path, progress: Progress | None) -> None:
    making = store.absolute().with_name(f".{store.absolute().name}.loading")
    try:
        if making.exists():
            _refuse_busy(making)
            shutil.rmtree(making)
        folder.prepare(making, manifest.base)
        graph = folder.open_for_writing(making)
        lines = cast(IO[bytes], Stream(_lines(source, manifest, progress)))
        graph.bulk_load(input=lines, format=ox.RdfFormat.N_QUADS)
        graph.flush()
        del graph  # the lock goes with the last reference
        if store.exists():
            store.rmdir()  # it is empty, or this fails
        making.replace(store)
    except (SyntaxError, ValueError) as error:
        raise StoreError(f"{source.root}: a shard is damaged ({error}): build the shards again") from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(f"{store}: cannot be written ({reason}): is the disk full?") from None


def _refuse_busy(making: Path) -> None:
    """Raise where another load is at work; what a killed one left may be opened, or be damaged."""
    try:
        folder.open_for_writing(making)
    except StoreError as error:
        if "another kg" in str(error):
            raise


def _lines(source: Place, manifest: Manifest, progress: Progress | None) -> Iterator[bytes]:
    """N-Quads of everything: the named graphs, their union, and the bookkeeping."""
    for number, shard in enumerate(manifest.shards, start=1):
        quads = _unpacked(source, f"quads/{shard}.nq.gz")
        yield quads
        yield _GRAPH.sub(b" .", quads)
        yield _unpacked(source, f"state/{shard}.nq.gz")
        if progress is not None:
            progress(number, len(manifest.shards))


def _unpacked(source: Place, name: str) -> bytes:
    try:
        return gzip.decompress(source.read(name))
    except (EOFError, gzip.BadGzipFile) as error:
        raise StoreError(f"{source.root}/{name}: is damaged ({error}): build the shards again") from None


def _put(source: Place, manifest: Manifest, store: str | Path, progress: Progress | None) -> None:
    with open_store(store, base=manifest.base) as opened, opened.gathering() as gathered:
        known = [Done.load(source, shard) for shard in manifest.shards]
        for number, done in enumerate(known, start=1):
            missing = {one for one in done.articles if not gathered.has_article(one, manifest.run.id)}
            for article, quads in _articles(source, done.shard, missing, manifest.base) if missing else ():
                gathered.put_article(article, quads, run=manifest.run)
            if progress is not None:
                progress(number, len(known))
        failed = {id_ for done in known for id_ in done.failed}
        put_documents(gathered, documents(known), failed, run=manifest.run)


def _articles(source: Place, shard: str, wanted: set[str], base: str) -> Iterator[tuple[str, list[ox.Quad]]]:
    """The articles of a shard, each with its quads."""
    quads = ox.parse(_unpacked(source, f"quads/{shard}.nq.gz"), format=ox.RdfFormat.N_QUADS)
    for graph, group in groupby(quads, key=lambda quad: quad.graph_name):
        id_ = short_id(str(getattr(graph, "value", "")), base=base)
        if id_ in wanted:
            yield id_, list(group)
