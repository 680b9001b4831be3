"""Facts of a graph by their IRIs: only those that are wanted are read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pyoxigraph as ox

from kg.quads import IKG
from kg.query.names import Names
from kg.query.running import shipped
from kg.store import FactRow, Term, View, short_id, value_of
from kg.vocab import Modality, Relation

_AT_ONCE = 500
_MODALITIES = {one.value for one in Modality}
_RELATIONS = {one.value for one in Relation}


def fact_rows(view: View, iris: Iterable[str], names: Names) -> dict[str, FactRow]:
    """The facts of these IRIs by IRI; what lacks an end or is of no known relation is left out."""
    wanted = list(dict.fromkeys(iris))
    found: dict[str, FactRow] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        given = " ".join(str(ox.NamedNode(iri)) for iri in wanted[start : start + _AT_ONCE])
        for row in view.select(shipped("facts").replace("$facts", given)):
            fact = _fact(row, names, view.base)
            if fact is not None:
                found.setdefault(fact.iri, fact)
    return found


def _fact(row: dict[str, Term | None], names: Names, base: str) -> FactRow | None:
    def text(name: str) -> str:
        term = row.get(name)
        return str(getattr(term, "value", "")) if term is not None else ""

    def decimal(name: str) -> Decimal | None:
        term = row.get(name)
        value = value_of(term) if term is not None else None
        return Decimal(str(value)) if isinstance(value, int | float | Decimal) else None

    relation = text("relation").removeprefix(IKG)
    modality = text("modality").removeprefix(IKG) or Modality.ASSERTED.value
    subject, object_ = names.entities.get(text("subject")), names.entities.get(text("object"))
    if subject is None or object_ is None or relation not in _RELATIONS or modality not in _MODALITIES:
        return None
    issued = value_of(row["issued"]) if row.get("issued") is not None else None
    confidence = decimal("confidence")
    product = text("product")
    return FactRow(
        iri=text("fact"),
        id=short_id(text("fact"), base=base),
        subject=subject.iri,
        subject_label=subject.label,
        subject_type=subject.type,
        relation=Relation(relation),
        object=object_.iri,
        object_label=object_.label,
        object_type=object_.type,
        modality=Modality(modality),
        confidence=1.0 if confidence is None else float(confidence),
        amount=decimal("amount"),
        currency=text("currency"),
        amount_text=text("amountText"),
        percent=decimal("percent"),
        time=text("time"),
        time_text=text("timeText"),
        title=text("title"),
        product=product,
        product_label=names.label(product) if product else "",
        evidence=text("evidence"),
        start=int(decimal("start") or 0),
        end=int(decimal("end") or 0),
        article=text("article"),
        article_title=text("articleTitle"),
        section=text("section"),
        issued=issued if isinstance(issued, date) else None,
        rule=text("rule"),
    )
