"""What shards hold beside quads: facts, mentions and entities as Parquet tables.

Things are named by their ids: an IRI is the graph's base and the id. ``facts.subject``, ``facts.object``,
``facts.product`` and ``mentions.entity`` are ``entities.id``; ``facts.fact`` is the fact's own id. Money and
shares are decimals, exact to ten places.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.build import Extraction
from kg.quads import entity_triples
from kg.store import Dataset, EntityRow, FactRow, short_id

if TYPE_CHECKING:
    import pyarrow

_STEP = Decimal("1E-10")
_FACTS = ("subject", "relation", "object", "modality", "confidence", "amount", "currency", "amount_text", "percent",
          "time", "time_text", "title", "product", "evidence", "start", "end", "article", "issued", "rule")  # fmt: skip
_TYPES = {"confidence": "float64", "amount": "decimal", "percent": "decimal", "start": "int32", "end": "int32",
          "issued": "date32"}  # fmt: skip
_MENTIONS = ("article", "start", "end", "surface", "type", "entity", "reason", "source", "confidence")
_THINGS = frozenset(("subject", "object", "product", "article"))


def schema(names: Iterable[str]) -> pyarrow.Schema:
    """A schema of these columns, strings where nothing else is known of them."""
    import pyarrow

    kinds = {
        "string": pyarrow.string(),
        "float64": pyarrow.float64(),
        "decimal": pyarrow.decimal128(38, 10),
        "int32": pyarrow.int32(),
        "date32": pyarrow.date32(),
    }
    return pyarrow.schema([(name, kinds[_TYPES.get(name, "string")]) for name in names])


def packed(table: pyarrow.Table) -> bytes:
    """A table as a Parquet file."""
    from pyarrow import parquet

    file = io.BytesIO()
    parquet.write_table(table, file, compression="zstd")
    return file.getvalue()


def fact_table(facts: Sequence[FactRow], base: str) -> pyarrow.Table:
    """Facts, a row each."""
    import pyarrow

    rows = [{"fact": fact.id} | {name: _value(fact, name, base) for name in _FACTS} for fact in facts]
    return pyarrow.Table.from_pylist(rows, schema(("fact", *_FACTS)))


def _value(fact: FactRow, name: str, base: str) -> Any:
    value = getattr(fact, name)
    if isinstance(value, Decimal):
        return value.quantize(_STEP)
    return short_id(value, base=base) if name in _THINGS and value else value


def mention_table(extractions: Iterable[Extraction]) -> pyarrow.Table:
    """Mentions, a row each: the words at ``start`` to ``end`` of an article's text stand for an entity."""
    import pyarrow

    rows = [
        {
            "article": extraction.article.id,
            "start": link.mention.span.start,
            "end": link.mention.span.end,
            "surface": link.mention.surface,
            "type": link.mention.type.value,
            "entity": link.entity,
            "reason": link.reason,
            "source": link.mention.source,
            "confidence": link.mention.confidence,
        }
        for extraction in extractions
        for link in extraction.links
    ]
    return pyarrow.Table.from_pylist(rows, schema(_MENTIONS))


def name_table(extractions: Iterable[Extraction], base: str) -> pyarrow.Table:
    """What articles say of their entities: a row an entity, its triples as N-Triples, each once."""
    import pyarrow

    told: dict[str, set[str]] = {}
    for extraction in extractions:
        for entity in extraction.entities:
            lines = (f"{triple} .\n" for triple in entity_triples(entity, base=base))
            told.setdefault(entity.id, set()).update(lines)
    rows = [{"id": id_, "triples": "".join(sorted(lines))} for id_, lines in sorted(told.items())]
    return pyarrow.Table.from_pylist(rows, schema(("id", "triples")))


def entity_table(rows: Iterable[EntityRow]) -> pyarrow.Table:
    """Entities, a row each: ``label`` is the first of ``names``."""
    import pyarrow

    several = pyarrow.list_(pyarrow.string())
    columns = [
        ("id", pyarrow.string()),
        ("label", pyarrow.string()),
        ("type", pyarrow.string()),
        ("types", several),
        ("names", several),
        ("languages", several),
        ("codes", several),
    ]
    found = [
        {
            "id": row.id,
            "label": row.label,
            "type": row.type.value,
            "types": [type_.value for type_ in row.types],
            "names": [name.text for name in row.labels],
            "languages": [name.language for name in row.labels],
            "codes": list(row.codes),
        }
        for row in rows
    ]
    return pyarrow.Table.from_pylist(found, pyarrow.schema(columns))


def merged(triples: Iterable[str], base: str) -> list[EntityRow]:
    """Entities of which several shards told: what all of them say, read as a graph that says all of it is.

    >>> told = '<http://a/x> <http://www.w3.org/2004/02/skos/core#{}> "{}"@zh .'
    >>> type_ = '<http://a/x> a <https://w3id.org/industry-kg/ontology#Company> .'.replace(
    ...     " a ", " <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ")
    >>> [row] = merged([type_, told.format("prefLabel", "中芯国际"), told.format("altLabel", "中芯")], "http://a/")
    >>> row.id, [name.text for name in row.labels]
    ('x', ['中芯国际', '中芯'])
    """
    store = ox.Store()
    store.bulk_load(input="\n".join(triples).encode("utf8"), format=ox.RdfFormat.N_TRIPLES)
    return sorted(Dataset(store, base=base).content().entities.values(), key=lambda row: row.id)
