"""SPARQL as it is: a user's query of any form, and the queries that ship with kg as files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.quads import IKG, PREFIXES
from kg.store import View, value_of
from kg.vocab import EntityType, Modality, Relation

_FOLDER = Path(__file__).parent / "sparql"
_FORM = re.compile(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
# Comments, IRIs and strings can hold the words of forms.
_INERT = re.compile(r"<[^<>\s]*>|\"[^\"\n]*\"|'[^'\n]*'|#[^\n]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Rows of plain values under the query's variables, or the triples that it made as Turtle."""

    columns: list[str]
    rows: list[dict[str, Any]]
    turtle: str | None = None


@cache
def shipped(name: str) -> str:
    """The text of a query that ships with kg."""
    return (_FOLDER / f"{name}.rq").read_text("utf8")


def run_sparql(view: View, text: str) -> Result:
    """Run a query of any form.

    Raises:
        QueryError: the query is malformed or asks another server.
    """
    found = _FORM.search(_INERT.sub(" ", text))
    form = found[1].upper() if found else "SELECT"
    if form == "ASK":
        return Result(columns=["answer"], rows=[{"answer": view.ask(text)}])
    if form in ("CONSTRUCT", "DESCRIBE"):
        triples = sorted(set(view.construct(text)), key=str)
        prefixes = PREFIXES | {"id": view.base}
        turtle = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b""
        return Result(columns=[], rows=[], turtle=turtle.decode("utf8"))
    rows = [
        {name: None if term is None else plain(value_of(term)) for name, term in row.items()}
        for row in view.select(text)
    ]
    return Result(columns=list(rows[0]) if rows else [], rows=rows)


def plain(value: object) -> str | int | float | bool:
    """A value that JSON has: decimals as numbers, days as text."""
    if isinstance(value, bool | int | float | str):
        return value
    try:
        number = float(str(value))
    except ValueError:
        return str(value)
    return int(number) if number.is_integer() else number


def statistics(view: View) -> list[dict[str, Any]]:
    """Counts of articles, documents, entities by type, and facts by relation and modality."""
    counted: dict[tuple[str, str], int] = {}
    for row in view.select(shipped("statistics")):
        name = str(plain(value_of(row["name"]))).removeprefix(IKG)
        counted[str(plain(value_of(row["what"]))), name] = int(str(plain(value_of(row["count"]))))
    facts = sum(number for (what, _), number in counted.items() if what == "modality")
    rows = [("articles", "", counted.get(("class", "Article"), 0))]
    rows += [("documents", "", counted.get(("class", "Document"), 0))]
    entities = [(type_.value, counted.get(("class", type_.value), 0)) for type_ in EntityType]
    rows += [("entities", "", sum(number for _, number in entities))]
    rows += [("entities", name, number) for name, number in entities if number]
    rows += [("facts", "", facts)]
    for kind, names in (("relation", Relation), ("modality", Modality)):
        members = [(one.value, counted.get((kind, one.value), 0)) for one in names]
        rows += [("facts", name, n) for name, n in sorted(members, key=lambda pair: -pair[1]) if n]
    return [{"what": what, "name": name, "count": number} for what, name, number in rows]
