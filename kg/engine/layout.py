"""What a folder of shards holds, and under which names.

    graph.shards/
      manifest.json             written last: which shards make the graph, and what made them
      build.json                what is being built here, so that a build that was killed can go on
      quads/ID.nq.gz            articles with all they say, and documents: a named graph each
      state/ID.nq.gz            the builder's bookkeeping, with which ``kg build`` goes on from a loaded store
      facts/ID.parquet          a row a fact
      mentions/ID.parquet       a row a mention: which words of which article stand for which entity
      entities/part-….parquet   a row an entity, merged over all shards
      names/ID.parquet          what each shard says of its entities: from these the entities are merged
      read/ID.parquet           the articles of each unit as they were read
      done/ID.json              that a shard is complete, and which documents it holds
      attempts/                 while it is built: what workers are at, so that what ends them is found

Every file but the manifest is named by what it is made of, so that a file that is there need not be made again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from kg.engine.places import Place
from kg.errors import StoreError
from kg.model import Document, Run, document_id

FORMAT = 1
MANIFEST = "manifest.json"
BUILD = "build.json"

Documents = tuple[tuple[Document, tuple[str, ...]], ...]
"""Documents without their text, with the ids of the articles that they hold."""

_SHARD_FILES = ("quads/{}.nq.gz", "state/{}.nq.gz", "facts/{}.parquet", "mentions/{}.parquet", "names/{}.parquet",
                "done/{}.json")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A graph in shards: what made it, what its IRIs begin with, and the ids of its shards, sorted."""

    run: Run
    base: str
    shards: tuple[str, ...]
    entities: int = 0
    facts: int = 0
    articles: int = 0

    def save(self, place: Place, name: str = MANIFEST) -> None:
        """Write it; with it the graph is complete."""
        run = asdict(self.run) | {"started": self.run.started.isoformat()}
        written = {"format": FORMAT} | asdict(self) | {"run": run}
        place.write(name, (json.dumps(written, indent=1) + "\n").encode("utf8"))

    @classmethod
    def load(cls, place: Place, name: str = MANIFEST) -> Manifest:
        """The manifest of a place.

        Raises:
            StoreError: there is none, it is damaged, or of a newer kg.
        """
        if not place.exists(name):
            unfinished = place.exists(BUILD)
            now = "run the same 'kg build --engine ray' again" if unfinished else "check the path"
            what = "a build that did not end" if unfinished else "no shards of a graph"
            raise StoreError(f"{place.root}: {what}, for there is no {name}: {now}")
        try:
            written = json.loads(place.read(name))
            version = int(written.pop("format"))
            run = written.pop("run")
            run["started"] = datetime.fromisoformat(run["started"])
            found = cls(run=Run(**run), **written | {"shards": tuple(written["shards"])})
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise StoreError(
                f"{place.root}/{name}: cannot be read ({error}): build the shards again"
            ) from None
        if version > FORMAT:
            raise StoreError(f"{place.root}: shards of format {version}, newer than kg knows: update kg")
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """That a shard is complete: what was counted in it, its documents, what could not be read or extracted."""

    shard: str
    articles: tuple[str, ...]
    facts: int
    entities: int
    documents: Documents
    problems: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()

    def save(self, place: Place) -> None:
        """Write it; with it the shard is complete."""
        written = {
            "articles": self.articles,
            "facts": self.facts,
            "entities": self.entities,
            "documents": written_documents(self.documents),
            "problems": self.problems,
            "failed": self.failed,
        }
        place.write(f"done/{self.shard}.json", json.dumps(written, ensure_ascii=False).encode("utf8"))

    @classmethod
    def load(cls, place: Place, shard: str) -> Done:
        """What is known of a shard that is complete."""
        written = json.loads(place.read(f"done/{shard}.json"))
        return cls(
            shard=shard,
            articles=tuple(written["articles"]),
            facts=written["facts"],
            entities=written["entities"],
            documents=read_documents(written["documents"]),
            problems=tuple(written["problems"]),
            failed=tuple(written["failed"]),
        )


def written_documents(documents: Documents) -> list[dict[str, Any]]:
    """Documents as JSON holds them."""
    return [
        {"path": one.path, "media_type": one.media_type, "digest": one.digest, "articles": ids}
        for one, ids in documents
    ]


def read_documents(written: Iterable[dict[str, Any]]) -> Documents:
    """Documents out of JSON."""
    return tuple(
        (
            Document(
                id=document_id(one["digest"]),
                path=one["path"],
                media_type=one["media_type"],
                text="",
                digest=one["digest"],
            ),
            tuple(one["articles"]),
        )
        for one in written
    )


def documents(shards: Iterable[Done]) -> Documents:
    """The documents of shards; one that was divided once, with the articles of all its pieces."""
    known: dict[tuple[str, str], Document] = {}
    ids: dict[tuple[str, str], dict[str, None]] = {}
    for shard in shards:
        for document, articles in shard.documents:
            key = document.path, document.digest
            known.setdefault(key, document)
            ids.setdefault(key, {}).update(dict.fromkeys(articles))
    return tuple((document, tuple(ids[key])) for key, document in known.items())


def is_done(place: Place, shard: str) -> bool:
    """Whether a shard is complete."""
    return place.exists(f"done/{shard}.json")


def sweep(place: Place, shards: Sequence[str], units: Sequence[str], parts: Sequence[str]) -> None:
    """Take away what earlier builds left that is no part of the graph any more."""
    for pattern in _SHARD_FILES:
        folder, _, name = pattern.partition("/")
        _keep(place, folder, {name.format(shard) for shard in shards})
    _keep(place, "read", {f"{unit}.parquet" for unit in units})
    _keep(place, "entities", set(parts))
    _keep(place, "attempts", set())


def _keep(place: Place, folder: str, wanted: set[str]) -> None:
    for name in place.names(folder):
        if name not in wanted:
            place.remove(f"{folder}/{name}")
