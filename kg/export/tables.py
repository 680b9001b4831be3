"""A graph as two CSV files, nodes and edges, that ``neo4j-admin database import`` takes as they are.

    neo4j-admin database import full --nodes=graph.nodes.csv --relationships=graph.edges.csv

News is text from outside, and a spreadsheet runs a cell that begins with ``=``, ``+``, ``-`` or ``@`` as a
formula. Such a text gets an apostrophe in front; ids and numbers never need one.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from kg.spreadsheets import begins_formula
from kg.store import EntityRow, FactRow, View, short_id

_BREAK = re.compile(r"[\r\n]+")

_NODE_COLUMNS = ("id:ID", "name", "names:string[]", "english:string[]", "codes:string[]", "iri", ":LABEL")
_EDGE_COLUMNS = (
    ":START_ID",
    ":END_ID",
    ":TYPE",
    "fact",
    "modality",
    "confidence:double",
    "amount:double",
    "currency",
    "amountText",
    "percent:double",
    "time",
    "timeText",
    "title",
    "product",
    "evidence",
    "evidenceStart:int",
    "evidenceEnd:int",
    "article",
    "articleTitle",
    "section",
    "issued:date",
    "rule",
)


def nodes_csv(view: View) -> bytes:
    """Every entity: id, names, codes, IRI and labels (``Entity`` and its types)."""
    return _csv(_NODE_COLUMNS, (_node(row) for row in view.content().entities.values()))


def edges_csv(view: View) -> bytes:
    """Every fact as an edge from its subject to its object, named by the relation (``INVESTS_IN``)."""
    return _csv(_EDGE_COLUMNS, (_edge(row, view.base) for row in view.content().facts))


def _csv(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return file.getvalue().encode("utf8")


def _node(row: EntityRow) -> tuple[str, ...]:
    english = [name.text for name in row.labels if name.language == "en"]
    names = [name.text for name in row.labels if name.language != "en"]
    labels = ("Entity", *(type_.value for type_ in row.types))
    return (
        row.id,
        _text(row.label),
        _list(names),
        _list(english),
        _list(row.codes),
        row.iri,
        ";".join(labels),
    )


def _edge(row: FactRow, base: str) -> tuple[str, ...]:
    return (
        short_id(row.subject, base=base),
        short_id(row.object, base=base),
        row.relation.name,
        row.id,
        row.modality.value,
        str(row.confidence),
        _value(row.amount),
        row.currency,
        _text(row.amount_text),
        _value(row.percent),
        row.time,
        _text(row.time_text),
        _text(row.title),
        _text(row.product_label),
        _text(row.evidence),
        str(row.start),
        str(row.end),
        short_id(row.article, base=base),
        _text(row.article_title),
        _text(row.section),
        _value(row.issued),
        _text(row.rule),
    )


def _value(value: Decimal | date | None) -> str:
    return "" if value is None else format(value, "f") if isinstance(value, Decimal) else value.isoformat()


def _text(text: str) -> str:
    """The text in one line (the import reads line by line) that no spreadsheet runs.

    >>> _text("=1+1"), _text("投资20亿元")
    ("'=1+1", '投资20亿元')
    """
    line = _BREAK.sub(" ", text)
    return "'" + line if begins_formula(text) else line


def _list(texts: Iterable[str]) -> str:
    # The import splits arrays at semicolons and knows no escape: the full-width one reads the same.
    return _text(";".join(text.replace(";", "；") for text in texts))
