"""A unit's portions as documents and articles, and these as a table, kept so that they are read once.

The reading stage of ``kg`` reads files; what lies elsewhere, pieces of files and rows of Parquet files are
given to it as files too, so that an article is the same wherever it comes from. The rows of a Parquet file
are records like JSON lines, by the same names: ``title text id date section source``.
"""

from __future__ import annotations

import io
import json
import re
import tempfile
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.documents import Limits, Reader, Source
from kg.documents.locations import RECORDS
from kg.engine.attempts import ENDED, Attempts
from kg.engine.layout import Documents, read_documents, written_documents
from kg.engine.places import Place, fetch, is_url, opened
from kg.engine.units import PARQUET, Portion, Unit
from kg.errors import DocumentError
from kg.model import Article, Document, document_id

if TYPE_CHECKING:
    import pyarrow

_FIELDS = ("title", "text", "id", "date", "section", "source")
_LINE = re.compile(r"(?<=: line )\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a unit holds: documents (without their text) with the ids of their articles, the articles, troubles."""

    documents: Documents
    articles: tuple[Article, ...]
    problems: tuple[str, ...]


def read_unit(unit: Unit, limits: Limits | None = None, attempts: Attempts | None = None) -> Reading:
    """The documents and articles of a unit; what cannot be read within the limits is told and left out.

    Args:
        unit: what to read.
        limits: what a document may take.
        attempts: those of earlier workers, if it matters that they died.
    """
    try:
        with Reader(limits) as reader, attempts.noted() if attempts else nullcontext():
            return _read_unit(unit, reader, attempts.may if attempts else lambda _: True)
    except DocumentError as error:  # of the unit as a whole: those of its documents are told one by one
        return Reading(documents=(), articles=(), problems=(str(error),))


def _read_unit(unit: Unit, reader: Reader, may: Callable[[str], bool]) -> Reading:
    documents: list[tuple[Document, tuple[str, ...]]] = []
    found: dict[str, Article] = {}
    problems: list[str] = []
    for portion in unit.portions:
        broken = len(problems)
        if not may(f"{portion.path}#{portion.start}"):
            problems.append(f"{portion.path}: {ENDED}")
            continue
        try:
            document, parts = _read(portion, reader, problems)
        except (DocumentError, OSError) as error:
            problems.append(str(error))
            continue
        if parts or len(problems) == broken:
            documents.append((document, tuple(article.id for article in parts)))
            found.update((article.id, article) for article in parts)
    return Reading(documents=tuple(documents), articles=tuple(found.values()), problems=tuple(problems))


def _read(portion: Portion, reader: Reader, problems: list[str]) -> tuple[Document, list[Article]]:
    with tempfile.TemporaryDirectory(prefix="kg-") as folder:
        source = _source(portion, Path(folder))

        def told(error: DocumentError | str) -> None:
            text = str(error).replace(source.path, portion.path)
            problems.append(_LINE.sub(lambda found: str(int(found[0]) + portion.line), text))

        try:
            document = reader.read(source)
            parts = reader.articles(document, problem=told)
        except DocumentError as error:
            raise DocumentError(str(error).replace(source.path, portion.path)) from None
    media_type = PARQUET if portion.media_type == PARQUET else document.media_type
    named = replace(document, path=portion.path, media_type=media_type)
    if not portion.digest:
        return named, parts
    id_ = document_id(portion.digest)
    return (
        replace(named, id=id_, digest=portion.digest),
        [replace(article, document=id_) for article in parts],
    )


def _source(portion: Portion, folder: Path) -> Source:
    """The portion as a file that the reading stage takes: itself, or a copy of what is meant of it."""
    if portion.media_type == PARQUET:
        copy = folder / "rows.jsonl"
        copy.write_text(_records(portion), "utf8")
        return Source(path=str(copy), media_type=RECORDS)
    if portion.end:
        copy = fetch(portion.path, folder, start=portion.start, end=portion.end)
    elif is_url(portion.path):
        copy = fetch(portion.path, folder)
    else:
        return Source(path=portion.path, media_type=portion.media_type)
    return Source(path=str(copy), media_type=portion.media_type)


def _records(portion: Portion) -> str:
    from pyarrow import parquet

    with opened(portion.path) as file:
        try:
            table = parquet.ParquetFile(file)
            known = [name for name in _FIELDS if name in table.schema_arrow.names]
            groups = list(range(portion.start, portion.end or table.num_row_groups))
            rows = table.read_row_groups(groups, columns=known).to_pylist()
        except (OSError, ValueError) as error:
            raise DocumentError(f"{portion.path}: is no Parquet file ({error}): leave it out") from None
    return "\n".join(json.dumps(_plain(row), ensure_ascii=False) for row in rows)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row as JSON says it: a time stamp is a day."""
    return {
        name: value.date().isoformat() if isinstance(value, datetime)
        else value.isoformat() if isinstance(value, date) else value
        for name, value in row.items()
    }  # fmt: skip


def keep(reading: Reading, place: Place, unit: str) -> None:
    """Write what was read of a unit to its file."""
    import pyarrow
    from pyarrow import parquet

    told = {"documents": written_documents(reading.documents), "problems": reading.problems}
    schema = pyarrow.schema(
        [
            pyarrow.field(name, pyarrow.string())
            for name in ("id", "document", "title", "text", "section", "source")
        ]
        + [pyarrow.field("issued", pyarrow.date32())],
        metadata={"kg": json.dumps(told, ensure_ascii=False)},
    )
    rows = [{name: getattr(article, name) for name in schema.names} for article in reading.articles]
    file = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(rows, schema), file, compression="zstd")
    place.write(f"read/{unit}.parquet", file.getvalue())


def kept(place: Place, unit: str) -> Reading:
    """What was read of a unit."""
    from pyarrow import parquet

    table: pyarrow.Table = parquet.read_table(io.BytesIO(place.read(f"read/{unit}.parquet")))
    told = json.loads(table.schema.metadata[b"kg"])
    return Reading(
        documents=read_documents(told["documents"]),
        articles=tuple(Article(**row) for row in table.to_pylist()),
        problems=tuple(told["problems"]),
    )
