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

import hashlib
import io
import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kg.build import Report
from kg.build.building import run_of
from kg.engine.layout import BUILD, Done, Manifest, sweep
from kg.engine.places import Place, place
from kg.engine.reading import keep, kept, read_unit
from kg.engine.shards import Knowledge, Writer
from kg.engine.tables import entity_table, merged, packed, schema
from kg.engine.units import (
    UNIT_BYTES,
    Portion,
    Unit,
    divided,
    is_large,
    portions,
    refuse_standard_input,
    units,
)
from kg.errors import DocumentError, KgError, StoreError
from kg.model import Run
from kg.quads import DEFAULT_BASE

if TYPE_CHECKING:
    import pyarrow

# Shuffles hold ids only, and little else passes through the store of objects: this is plenty on one machine.
_OBJECTS = 200 * 2**20
# A bucket of a group-by is handled at once: so many ids are tens of megabytes.
_BUCKET = 200_000

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Which Ray cluster, and how many workers extract. Without an address one is started on this machine."""

    address: str = ""
    workers: int = 1

    @contextmanager
    def joined(self) -> Iterator[Any]:
        """Ray Data, with the cluster joined."""
        ray = _ray()
        if ray.is_initialized():
            yield ray.data
            return
        own = {"num_cpus": max(2, self.workers), "object_store_memory": _OBJECTS, "include_dashboard": False}
        try:
            with _silence():
                ray.init(
                    address=self.address or "local",
                    log_to_driver=False,
                    logging_level=logging.ERROR,
                    **({} if self.address else own),
                )
        except (ConnectionError, RuntimeError, ValueError) as error:
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise KgError(f"{self.address or 'ray'}: cannot be joined ({reason}): check --address") from None
        try:
            yield ray.data
        finally:
            ray.shutdown()


def _ray() -> Any:
    # Ray's own words, on stderr, are of no use to whoever asked for a graph; its log files keep them.
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    try:
        import pyarrow.parquet  # noqa: F401 - without it Ray Data would end later and in more words
        import ray
        import ray.data
    except ImportError as error:
        raise KgError(
            f"--engine ray: {error.name} is not installed: run pip install 'industry-kg[ray]'"
        ) from None
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    return ray


@contextmanager
def _silence() -> Iterator[None]:
    """Nothing on stderr meanwhile, also of what is not Python; errors are raised all the same."""
    sys.stderr.flush()
    kept_, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept_, 2)
        os.close(kept_)
        os.close(nowhere)


def build_shards(
    paths: Sequence[str],
    shards: str,
    *,
    cluster: Cluster,
    knowledge: Knowledge,
    base: str | None = None,
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
        run = run_of(knowledge.load())
        manifest = _begun(target, run, base)
        spread = _Spread(data, cluster, target, manifest, knowledge)
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


def _tell(report: Report, done: Iterable[Done]) -> None:
    digests = set()
    for one in done:
        report.articles += len(one.articles)
        report.facts += one.facts
        report.problems += one.problems
        digests |= {document.path for document, _ in one.documents}
    report.documents = len(digests)


class _Spread:
    """The stages, each spread over the cluster."""

    def __init__(
        self, data: Any, cluster: Cluster, target: Place, manifest: Manifest, knowledge: Knowledge
    ) -> None:
        self._data, self._cluster = data, cluster
        self._target, self._manifest, self._knowledge = target, manifest, knowledge

    def divided(self, files: Sequence[Portion], unit_bytes: int, report: Report) -> list[Portion]:
        """The files, large ones in pieces."""
        large = [one for one in files if is_large(one, unit_bytes)]
        pieces: dict[str, list[Portion]] = {}
        for row in self._mapped(large, lambda one: _pieces(one, unit_bytes)):
            pieces[row["path"]] = row["pieces"]
            report.problems += row["problems"]
        return [piece for one in files for piece in pieces.get(one.path, [one])]

    def read(self, work: Sequence[Unit]) -> dict[str, set[str]]:
        """Let every unit be read; the articles of each unit that an earlier one holds too."""
        target = self._target
        order = {unit.id: number for number, unit in enumerate(work)}
        rows = self._data.from_items(
            [{"item": unit} for unit in work], override_num_blocks=self._blocks(work)
        )
        listed = rows.flat_map(lambda row: _articles_of(row["item"], target, order)).materialize()
        buckets = 1 + listed.count() // _BUCKET
        repeats = (
            listed.map_batches(lambda table: _with_bucket(table, "article", buckets), batch_format="pyarrow")
            .groupby("bucket", num_partitions=buckets)
            .map_groups(_repeats, batch_format="pyarrow")
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
            _Extract,
            fn_constructor_args=(self._knowledge, self._target, self._manifest),
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
        rows = self._data.from_items([{"item": shard} for shard in manifest.shards] or [{"item": ""}])
        merged_ = (
            rows.map_batches(lambda batch: _names(batch["item"], target), batch_size=1, batch_format="numpy")
            .map_batches(lambda table: _with_bucket(table, "id", buckets), batch_format="pyarrow")
            .groupby("bucket", num_partitions=buckets)
            .map_groups(lambda table: _merge(table, target, base, buckets), batch_format="pyarrow")
        )
        return {row["part"]: row["entities"] for row in merged_.iter_rows()}

    def _mapped(self, items: Sequence[Any], of: Callable[[Any], dict[str, Any]]) -> Iterator[dict[str, Any]]:
        if items:
            rows = self._data.from_items([{"item": one} for one in items], override_num_blocks=len(items))
            yield from rows.map(lambda row: of(row["item"])).iter_rows()

    def _blocks(self, items: Sequence[Any]) -> int:
        # Enough of them that no worker waits long for the last, few enough that they cost nothing.
        return max(1, min(len(items), 16 * self._cluster.workers))


def _pieces(portion: Portion, unit_bytes: int) -> dict[str, Any]:
    try:
        return {"path": portion.path, "pieces": divided(portion, unit_bytes), "problems": []}
    except DocumentError as error:
        return {"path": portion.path, "pieces": [], "problems": [str(error)]}


def _articles_of(unit: Unit, target: Place, order: dict[str, int]) -> list[dict[str, Any]]:
    """A row an article of a unit, which is read unless it has been."""
    if not target.exists(f"read/{unit.id}.parquet"):
        keep(read_unit(unit), target, unit.id)
    found = kept(target, unit.id).articles
    return [{"article": article.id, "unit": order[unit.id]} for article in found]


def _with_bucket(table: pyarrow.Table, column: str, buckets: int) -> pyarrow.Table:
    import pyarrow

    numbers = [bucket_of(id_, buckets) for id_ in table.column(column).to_pylist()]
    return table.append_column("bucket", pyarrow.array(numbers, pyarrow.int64()))


def bucket_of(id_: str, buckets: int) -> int:
    """Which of so many buckets an id is in, the same on every machine.

    >>> bucket_of("smic", 8) == bucket_of("smic", 8) < 8
    True
    """
    digest = hashlib.blake2b(id_.encode("utf8"), digest_size=8).digest()
    return int.from_bytes(digest, "big") % buckets


def _repeats(table: pyarrow.Table) -> pyarrow.Table:
    """The rows of a bucket whose article an earlier unit holds too."""
    import pyarrow

    first: dict[str, int] = {}
    rows = list(zip(table.column("article").to_pylist(), table.column("unit").to_pylist(), strict=True))
    for article, unit in rows:
        first[article] = min(unit, first.get(article, unit))
    later = [(article, unit) for article, unit in rows if unit > first[article]]
    return pyarrow.table(
        {
            "article": pyarrow.array([article for article, _ in later], pyarrow.string()),
            "unit": pyarrow.array([unit for _, unit in later], pyarrow.int64()),
        }
    )


class _Extract:
    """A worker that makes shards, its knowledge loaded once."""

    def __init__(self, knowledge: Knowledge, target: Place, manifest: Manifest) -> None:
        self._writer = Writer(knowledge, target, run=manifest.run, base=manifest.base)

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[str]]:
        done = [
            self._writer.write(str(unit), {str(article) for article in repeated})
            for unit, repeated in zip(batch["unit"], batch["repeated"], strict=True)
        ]
        return {"shard": [one.shard for one in done]}


def _names(shards: Iterable[Any], target: Place) -> pyarrow.Table:
    import pyarrow
    from pyarrow import parquet

    tables = [
        parquet.read_table(io.BytesIO(target.read(f"names/{shard}.parquet")))
        for shard in shards
        if str(shard)
    ]
    return pyarrow.concat_tables([schema(("id", "triples")).empty_table(), *tables])


def _merge(table: pyarrow.Table, target: Place, base: str, buckets: int) -> pyarrow.Table:
    """Write the entities of a bucket; which file that is, and how many."""
    import pyarrow

    rows = merged(table.column("triples").to_pylist(), base)
    number = table.column("bucket")[0].as_py() if table.num_rows else 0
    part = f"part-{number:05}-of-{buckets:05}.parquet"
    target.write(f"entities/{part}", packed(entity_table(rows)))
    return pyarrow.table({"part": [part], "entities": [len(rows)]})
