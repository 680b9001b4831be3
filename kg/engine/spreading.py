"""The stages of a build over a Ray cluster with Ray Data.

    files ── map ── units read           read/
                 └─ group by article ──  which articles stand in several units
          ── map (actors) ── shards      quads/ state/ facts/ mentions/ names/
                          └─ group by entity ── entities/

Every stage but the group-bys writes files and passes only their names on, so that no text moves between
machines and what is lost with a worker is done again from its inputs: Ray runs the unit anew, on another
worker, and its files take the place of those that may already be there. An article of several units is
extracted with the first of them. The same command goes on where a build was killed.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from kg.build import Report
from kg.documents import Limits
from kg.engine import stages
from kg.engine.cluster import Cluster
from kg.engine.layout import BUILD, Done, Manifest, documents, sweep
from kg.engine.places import Place, place
from kg.engine.shards import Knowledge
from kg.engine.units import (
    UNIT_BYTES,
    Portion,
    Unit,
    is_large,
    portions,
    refuse_standard_input,
    units,
)
from kg.errors import DocumentError, StoreError
from kg.model import Run
from kg.quads import DEFAULT_BASE

# A bucket of a group-by is handled at once: so many ids are tens of megabytes.
_BUCKET = 200_000

Progress = Callable[[int, int], None]


def build_shards(
    paths: Sequence[str],
    shards: str,
    *,
    cluster: Cluster,
    knowledge: Knowledge,
    base: str | None = None,
    limits: Limits | None = None,
    unit_bytes: int = UNIT_BYTES,
    progress: Progress | None = None,
) -> Report:
    """Build documents into shards of a graph.

    Args:
        paths: files, folders and addresses that every machine of the cluster can read.
        shards: a folder or address that every machine of the cluster can write to.
        cluster: who works.
        knowledge: the user's own names and decisions.
        base: what IRIs begin with.
        limits: what a document may take.
        unit_bytes: how much is read and extracted at once.
        progress: told (units done, units in all) as they are extracted.

    Raises:
        KgError: Ray or another package is missing, or the cluster cannot be joined.
        StoreError: the shards cannot be written, or were begun with another base.
    """
    refuse_standard_input(paths)
    report = Report()
    target = place(shards)
    with cluster.joined() as data:
        files = _found(paths, report)
        run = knowledge.run()
        manifest = _begun(target, run, base)
        spread = _Spread(data, cluster, target, manifest, knowledge, limits or Limits())
        work = units(spread.divided(files, unit_bytes, report), unit_bytes)
        repeated = spread.read(work)
        done = list(spread.extract(work, repeated, progress))
        manifest = replace(
            manifest,
            shards=tuple(sorted(one.shard for one in done)),
            facts=sum(one.facts for one in done),
            articles=sum(len(one.articles) for one in done),
        )
        parts = spread.merge(manifest, sum(one.entities for one in done))
    manifest = replace(manifest, entities=sum(parts.values()))
    manifest.save(target)
    sweep(target, manifest.shards, [unit.id for unit in work], list(parts))
    _tell(report, done)
    return report


def _found(paths: Sequence[str], report: Report) -> list[Portion]:
    found: list[Portion] = []
    for path in paths:
        try:
            found += portions([path], note=report.notes.append)
        except DocumentError as error:
            report.problems.append(str(error))
    return list({one.path: one for one in found}.values())


def _begun(target: Place, run: Run, base: str | None) -> Manifest:
    """What is being built, with the time of its run as it was first begun."""
    manifest = Manifest(run=run, base=base or DEFAULT_BASE, shards=())
    if target.exists(BUILD):
        before = Manifest.load(target, BUILD)
        if base is None:
            manifest = replace(manifest, base=before.base)
        elif base != before.base:
            raise StoreError(
                f"{target.root}: its IRIs begin with {before.base!r}, not {base!r}: use another folder or base"
            )
        if before.run.id == run.id:
            return replace(manifest, run=before.run)
    manifest.save(target, BUILD)
    return manifest


def _tell(report: Report, done: Sequence[Done]) -> None:
    for one in done:
        report.articles += len(one.articles)
        report.facts += one.facts
        report.problems += one.problems
    report.documents = len(documents(done))


class _Spread:
    """The stages, each spread over the cluster."""

    def __init__(
        self,
        data: Any,
        cluster: Cluster,
        target: Place,
        manifest: Manifest,
        knowledge: Knowledge,
        limits: Limits,
    ) -> None:
        self._data, self._cluster, self._limits = data, cluster, limits
        self._target, self._manifest, self._knowledge = target, manifest, knowledge
        self._build = secrets.token_hex(4)  # whose deaths count

    def divided(self, files: Sequence[Portion], unit_bytes: int, report: Report) -> list[Portion]:
        """The files, large ones in pieces."""
        large = [one for one in files if is_large(one, unit_bytes)]
        pieces: dict[str, list[Portion]] = {}
        for row in self._mapped(large, lambda one: stages.pieces(one, unit_bytes)):
            pieces[row["path"]] = row["pieces"]
            report.problems += row["problems"]
        return [piece for one in files for piece in pieces.get(one.path, [one])]

    def read(self, work: Sequence[Unit]) -> dict[str, set[str]]:
        """Let every unit be read; the articles of each unit that an earlier one holds too."""
        target, limits, build = self._target, self._limits, self._build
        order = {unit.id: number for number, unit in enumerate(work)}
        if not work:
            return {}
        rows = self._data.from_items(
            [{"item": unit} for unit in work], override_num_blocks=self._blocks(work)
        )
        listed = rows.map_batches(
            lambda batch: stages.articles_of(batch["item"], target, order, limits, build),
            batch_size=1,
            batch_format="numpy",
        ).materialize()
        count = listed.count()
        if not count:
            return {}
        buckets = 1 + count // _BUCKET
        repeats = (
            listed.map_batches(
                lambda table: stages.with_bucket(table, "article", buckets), batch_format="pyarrow"
            )
            .groupby("bucket", num_partitions=buckets)
            .map_groups(stages.repeats, batch_format="pyarrow")
        )
        found: dict[str, set[str]] = {}
        for row in repeats.iter_rows():
            found.setdefault(work[row["unit"]].id, set()).add(row["article"])
        return found

    def extract(
        self, work: Sequence[Unit], repeated: dict[str, set[str]], progress: Progress | None
    ) -> Iterator[Done]:
        """Let every unit become a shard."""
        items = [{"unit": unit.id, "repeated": sorted(repeated.get(unit.id, ()))} for unit in work]
        if not items:
            return
        rows = self._data.from_items(items, override_num_blocks=len(items)).map_batches(
            stages.Extract,
            fn_constructor_args=(
                self._knowledge,
                self._target,
                self._manifest,
                self._limits,
                self._build,
            ),
            batch_size=1,
            batch_format="numpy",
            compute=self._data.ActorPoolStrategy(size=min(self._cluster.workers, len(items))),
        )
        for number, row in enumerate(rows.iter_rows(), start=1):
            yield Done.load(self._target, row["shard"])
            if progress is not None:
                progress(number, len(items))

    def merge(self, manifest: Manifest, told: int) -> dict[str, int]:
        """Let what all shards say of an entity become one row; file → entities in it."""
        target, base = self._target, manifest.base
        buckets = 1 + told // _BUCKET
        if not told:
            return {}
        rows = self._data.from_items([{"item": shard} for shard in manifest.shards])
        merged_ = (
            rows.map_batches(
                lambda batch: stages.names(batch["item"], target), batch_size=1, batch_format="numpy"
            )
            .map_batches(lambda table: stages.with_bucket(table, "id", buckets), batch_format="pyarrow")
            .groupby("bucket", num_partitions=buckets)
            .map_groups(lambda table: stages.merge(table, target, base, buckets), batch_format="pyarrow")
        )
        return {row["part"]: row["entities"] for row in merged_.iter_rows()}

    def _mapped(self, items: Sequence[Any], of: Callable[[Any], dict[str, Any]]) -> Iterator[dict[str, Any]]:
        if items:
            rows = self._data.from_items([{"item": one} for one in items], override_num_blocks=len(items))
            yield from rows.map(lambda row: of(row["item"])).iter_rows()

    def _blocks(self, items: Sequence[Any]) -> int:
        # Enough of them that no worker waits long for the last, few enough that they cost nothing.
        return max(1, min(len(items), 16 * self._cluster.workers))
