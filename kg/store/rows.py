"""What a graph says as plain values: rows for tables, nodes and edges for pictures."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from urllib.parse import unquote

import pyoxigraph as ox

from kg.model import Name
from kg.quads import terms
from kg.vocab import EntityType, Modality, Relation

Value = str | int | float | Decimal | bool | date

_READERS: dict[str, Callable[[str], Value]] = {
    "decimal": Decimal,
    "double": float,
    "float": float,
    "boolean": lambda text: text in ("true", "1"),
    "date": date.fromisoformat,
    **dict.fromkeys(("integer", "int", "long", "nonNegativeInteger", "positiveInteger"), int),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityRow:
    """An entity as the graph describes it; ``labels`` begins with the preferred name."""

    iri: str
    id: str
    types: tuple[EntityType, ...]
    label: str
    labels: tuple[Name, ...]
    codes: tuple[str, ...]

    @property
    def type(self) -> EntityType:
        """Its type; where articles differ, the first in the ontology's order."""
        return self.types[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """An article as the graph describes it."""

    iri: str
    id: str
    title: str
    section: str
    issued: date | None
    source: str
    text: str
    documents: tuple[str, ...]
    mentions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """A fact with everything a table or an edge shows of it. Entities, article and product are IRIs."""

    iri: str
    id: str
    subject: str
    subject_label: str
    subject_type: EntityType
    relation: Relation
    object: str
    object_label: str
    object_type: EntityType
    modality: Modality
    confidence: float
    amount: Decimal | None
    currency: str
    amount_text: str
    percent: Decimal | None
    time: str
    time_text: str
    title: str
    product: str
    product_label: str
    evidence: str
    start: int
    end: int
    article: str
    article_title: str
    section: str
    issued: date | None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All entities and articles by IRI, and all facts, each in a fixed order."""

    entities: dict[str, EntityRow]
    articles: dict[str, ArticleRow]
    facts: tuple[FactRow, ...]


def short_id(iri: str, *, base: str = terms.DEFAULT_BASE) -> str:
    """What is left of an IRI without its base, or its last part.

    >>> short_id("https://w3id.org/industry-kg/id/smic"), short_id("http://example.org/x#y")
    ('smic', 'y')
    """
    if iri.startswith(base):
        return unquote(iri.removeprefix(base))
    return re.split(r"[/#:]", iri)[-1] or iri


def text_of(term: object) -> str:
    """What a term says as text: an IRI, a label, the words of a literal.

    >>> text_of(terms.TYPE) == terms.RDF + "type", text_of(ox.Literal("中芯", language="zh"))
    (True, '中芯')
    """
    return str(getattr(term, "value", term))


def value_of(term: object) -> Value:
    """The Python value of a term: numbers, dates and truth values typed, everything else as its text.

    >>> value_of(terms.decimal(0.5)), value_of(ox.Literal("2021-05-27", datatype=terms.DATE))
    (Decimal('0.5'), datetime.date(2021, 5, 27))
    """
    if not isinstance(term, ox.Literal):
        return term.value if isinstance(term, ox.NamedNode | ox.BlankNode) else str(term)
    read = _READERS.get(term.datatype.value.removeprefix(terms.XSD), str)
    try:
        return read(term.value)
    except (ValueError, InvalidOperation):
        return term.value  # a literal that does not fit its datatype is shown as it stands
