"""Entities and statements as pages and their twins tell them."""

from __future__ import annotations

from typing import Any

from kg.query import Statement, fact_record
from kg.store import EntityRow, short_id


def entity_of(entity: EntityRow) -> dict[str, Any]:
    """An entity in short."""
    return {"id": entity.id, "iri": entity.iri, "name": entity.label, "type": entity.type.value}


def statement_record(statement: Statement) -> dict[str, Any]:
    """A statement with the fact that tells most of it."""
    record = dict(fact_record(statement.fact, statement.sources))
    return {**record, "article_id": short_id(statement.fact.article)}
