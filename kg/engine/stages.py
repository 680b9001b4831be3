"""What a worker does of each stage: functions of items and tables, which know nothing of Ray.

Each gives few and small values back; what is large it writes to the place of the shards.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from kg.documents import Limits
from kg.engine.attempts import Attempts
from kg.engine.layout import Manifest
from kg.engine.places import Place
from kg.engine.reading import keep, kept, read_unit
from kg.engine.shards import Knowledge, Writer
from kg.engine.tables import entity_table, merged, packed, schema
from kg.engine.units import Portion, Unit, divided
from kg.errors import DocumentError
from kg.model import hasher

if TYPE_CHECKING:
    import pyarrow


def pieces(portion: Portion, unit_bytes: int) -> dict[str, Any]:
    try:
        return {"path": portion.path, "pieces": divided(portion, unit_bytes), "problems": []}
    except DocumentError as error:
        return {"path": portion.path, "pieces": [], "problems": [str(error)]}


def articles_of(
    units: Iterable[Unit],
    target: Place,
    order: dict[str, int],
    limits: Limits | None = None,
    build: str = "",
) -> pyarrow.Table:
    """A row an article of the units, which are read unless they have been."""
    import pyarrow

    ids: list[str] = []
    numbers: list[int] = []
    for unit in units:
        if not target.exists(f"read/{unit.id}.parquet"):
            keep(read_unit(unit, limits, Attempts(target, f"read-{unit.id}", build)), target, unit.id)
        found = [article.id for article in kept(target, unit.id).articles]
        ids += found
        numbers += [order[unit.id]] * len(found)
    return pyarrow.table(
        {"article": pyarrow.array(ids, pyarrow.string()), "unit": pyarrow.array(numbers, pyarrow.int64())}
    )


def with_bucket(table: pyarrow.Table, column: str, buckets: int) -> pyarrow.Table:
    import pyarrow

    numbers = [bucket_of(id_, buckets) for id_ in table.column(column).to_pylist()]
    return table.append_column("bucket", pyarrow.array(numbers, pyarrow.int64()))


def bucket_of(id_: str, buckets: int) -> int:
    """Which of so many buckets an id is in, the same on every machine.

    >>> bucket_of("smic", 8) == bucket_of("smic", 8) < 8
    True
    """
    digest = hasher(id_.encode("utf8")).digest()
    return int.from_bytes(digest, "big") % buckets


def repeats(table: pyarrow.Table) -> pyarrow.Table:
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


class Extract:
    """A worker that makes shards, its knowledge loaded once."""

    def __init__(
        self, knowledge: Knowledge, target: Place, manifest: Manifest, limits: Limits, build: str
    ) -> None:
        self._writer = Writer(
            knowledge, target, run=manifest.run, base=manifest.base, limits=limits, build=build
        )

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[str]]:
        done = [
            self._writer.write(str(unit), {str(article) for article in repeated})
            for unit, repeated in zip(batch["unit"], batch["repeated"], strict=True)
        ]
        return {"shard": [one.shard for one in done]}


def names(shards: Iterable[Any], target: Place) -> pyarrow.Table:
    import pyarrow
    from pyarrow import parquet

    tables = [parquet.read_table(io.BytesIO(target.read(f"names/{shard}.parquet"))) for shard in shards]
    return pyarrow.concat_tables([schema(("id", "triples")).empty_table(), *tables])


def merge(table: pyarrow.Table, target: Place, base: str, buckets: int) -> pyarrow.Table:
    """Write the entities of a bucket; which file that is, and how many."""
    import pyarrow

    rows = merged(table.column("triples").to_pylist(), base)
    number = table.column("bucket")[0].as_py() if table.num_rows else 0
    part = f"part-{number:05}-of-{buckets:05}.parquet"
    target.write(f"entities/{part}", packed(entity_table(rows)))
    return pyarrow.table({"part": [part], "entities": [len(rows)]})
