"""Facts by column, each column of one type: what data frames are made of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from kg.query.facts import fact_record
from kg.store import FactRow

FIELDS: dict[str, type] = {
    "subject": str,
    "relation": str,
    "object": str,
    "modality": str,
    "time": str,
    "amount": float,
    "currency": str,
    "amount_text": str,
    "percent": float,
    "title": str,
    "product": str,
    "confidence": float,
    "sentence": str,
    "start": int,
    "end": int,
    "article": str,
    "issued": date,
    "section": str,
    "subject_type": str,
    "object_type": str,
    "subject_iri": str,
    "object_iri": str,
    "article_iri": str,
    "fact": str,
    "rule": str,
}
"""Field of a fact → the type of its values; a number or date that is not stated is None."""


def columns(facts: Iterable[FactRow]) -> dict[str, list[Any]]:
    """A list for each field, with a value for each fact.

    >>> columns([])["amount"]
    []
    """
    values: dict[str, list[Any]] = {name: [] for name in FIELDS}
    for fact in facts:
        record = fact_record(fact) | {"issued": ""}
        for name, type_ in FIELDS.items():
            value: Any = fact.issued if name == "issued" else record[name]
            values[name].append(float(value) if type_ is float and value is not None else value)
    return values
