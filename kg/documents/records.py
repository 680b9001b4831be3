"""Articles given as records, one JSON object a line, for those who have their news in a database."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from kg.documents.cleaning import clean
from kg.documents.datelines import date_in
from kg.errors import DocumentError, nearest

FIELDS = ("title", "text", "id", "date", "section", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record as it was given; ``title`` may be empty where the text's first line is the title."""

    title: str
    text: str
    issued: date | None
    section: str
    source: str


def records(text: str, where: str, problem: Callable[[DocumentError], None]) -> Iterator[Record]:
    """The records of a text; a line that holds none is reported by its number, the others still come."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield _record(line, f"{where}: line {number}")
            except DocumentError as error:
                problem(error)


def _record(line: str, where: str) -> Record:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", "too deeply nested")
        raise DocumentError(f"{where}: is not JSON ({reason}): write one object a line") from error
    if not isinstance(fields, dict):
        raise DocumentError(f'{where}: is not a JSON object: write {{"title": …, "text": …}}')
    content = {name: _string(fields, name, where) for name in FIELDS}
    if not content["text"].strip():
        guess = next((hint for name in fields if name not in FIELDS and (hint := nearest(name, FIELDS))), "")
        raise DocumentError(f"{where}: has no 'text'{guess}: add it, or delete the record")
    issued = date_in(content["date"])
    if content["date"].strip() and issued is None:
        raise DocumentError(f"{where}: date {content['date']!r} is not a full date: write it as 2021-05-27")
    return Record(
        title=" ".join(content["title"].split()),
        text=content["text"],
        issued=issued,
        section=content["section"].strip(),
        source=content["source"].strip(),
    )


def _string(fields: dict[str, Any], name: str, where: str) -> str:
    value = fields.get(name)
    if value is None:
        return ""
    if name == "id" and isinstance(value, int):
        return str(value)
    if not isinstance(value, str):
        raise DocumentError(f"{where}: {name!r} is {json.dumps(value)[:40]}, not a string: put it in quotes")
    return clean(value)
