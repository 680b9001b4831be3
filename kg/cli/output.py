"""Rows as a table, JSON, JSON lines, CSV or TSV, on stdout or into a file."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from kg.cli.text import cut, inert, inert_json, no_formula, padded, width
from kg.errors import StoreError


@dataclass(frozen=True, slots=True, kw_only=True)
class Sink:
    """Where a command's data goes, and how it is written."""

    format: str
    out: Path | None

    def rows(self, rows: Sequence[Mapping[str, Any]], *, table: Sequence[str] = ()) -> None:
        """Write records; a table shows only the columns of ``table``, the other formats all."""
        if self.format == "table":
            self.text(as_table(rows, table or _columns(rows), columns=self._terminal()))
        elif self.format == "json":
            self.text(as_json(list(rows)))
        elif self.format == "jsonl":
            self.text("".join(inert_json(json.dumps(row, ensure_ascii=False)) + "\n" for row in rows))
        else:
            self.text(as_csv(rows, table, delimiter="\t" if self.format == "tsv" else ","))

    def value(self, value: Any, rows: Sequence[Mapping[str, Any]], *, table: Sequence[str] = ()) -> None:
        """Write a value as JSON, or its rows in the other formats."""
        if self.format == "json":
            self.text(as_json(value))
        else:
            self.rows(rows, table=table)

    def text(self, text: str) -> None:
        """Write text as it is."""
        if self.out is None:
            click.echo(text, nl=False)
            return
        try:
            self.out.write_text(text, "utf8")
        except OSError as error:
            reason = error.strerror or error
            raise StoreError(f"{self.out}: cannot be written ({reason}): give another --out") from None

    def _terminal(self) -> int | None:
        """The width of the terminal, or None where a file or program reads the table: then nothing is cut."""
        if self.out is not None or not sys.stdout.isatty():
            return None
        return shutil.get_terminal_size().columns


def say(text: str) -> None:
    """Talk to the user."""
    click.echo(inert(text), err=True)


def as_json(value: Any) -> str:
    """The value as JSON with an end of line."""
    return inert_json(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def as_csv(rows: Sequence[Mapping[str, Any]], columns: Sequence[str] = (), *, delimiter: str = ",") -> str:
    """The rows with a header; a file without rows has it too where the columns are known."""
    text = io.StringIO()
    names = _columns(rows) or list(columns)
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    if names:
        writer.writerow(names)
    writer.writerows([_cell(row.get(name)) for name in names] for row in rows)
    return text.getvalue()


def _cell(value: Any) -> str:
    """A value for a spreadsheet, which runs texts that look like formulas; numbers are none."""
    text = inert(_shown(value))
    return text if isinstance(value, int | float) else no_formula(text)


def as_table(rows: Sequence[Mapping[str, Any]], names: Sequence[str], *, columns: int | None = None) -> str:
    """The rows in columns that align also where Chinese characters take two places each.

    Columns in which nothing stands are left out.

    >>> print(as_table([{"a": "中芯", "b": 1}, {"a": "x", "b": 22}], ["a", "b"]), end="")
    a     b
    ────  ──
    中芯  1
    x     22
    """
    cells = [[inert(_shown(row.get(name))) for name in names] for row in rows]
    kept = [index for index in range(len(names)) if any(row[index] for row in cells)]
    if not kept:
        return ""
    grid = [[names[index] for index in kept], *([row[index] for index in kept] for row in cells)]
    widths = [max(width(row[index]) for row in grid) for index in range(len(kept))]
    if columns is not None:
        widths = fitted(widths, columns - 2 * (len(widths) - 1))
    rule = ["─" * room for room in widths]
    lines = []
    for row in (grid[0], rule, *grid[1:]):
        parts = [padded(cut(cell, room), room) for cell, room in zip(row, widths, strict=True)]
        lines.append("  ".join(parts).rstrip() + "\n")
    return "".join(lines)


def fitted(widths: list[int], room: int) -> list[int]:
    """The widths made to fit into the room, the widest columns giving way first.

    >>> fitted([6, 80, 10], 60)
    [6, 44, 10]
    """
    widths = list(widths)
    while sum(widths) > room and max(widths) > 8:
        widest = widths.index(max(widths))
        second = max((wide for index, wide in enumerate(widths) if index != widest), default=0)
        excess = sum(widths) - room
        widths[widest] = max(8, min(widths[widest] - 1, max(second, widths[widest] - excess)))
    return widths


def _columns(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in row))


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.4g}" if abs(value) < 1e4 else str(value)
    if isinstance(value, list | tuple):
        return "; ".join(map(_shown, value))
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
