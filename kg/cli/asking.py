"""``ask``: questions in Chinese and English."""

from __future__ import annotations

from typing import Any

import click

from kg.cli.options import output_options, store_option
from kg.cli.output import Sink, say
from kg.cli.periods import as_of_option
from kg.query import Reply
from kg.query import ask as answer
from kg.store import open_view

_COLUMNS = (
    "answer",
    "number",
    "relation",
    "modality",
    "time",
    "amount_text",
    "percent",
    "title",
    "product",
    "sources",
    "sentence",
    "article",
)


@click.command()
@click.argument("question", nargs=-1, required=True)
@click.option("--explain", is_flag=True, help="Tell the SPARQL too.")
@as_of_option
@store_option
@output_options
def ask(question: tuple[str, ...], explain: bool, as_of: str, store: str, sink: Sink) -> None:
    """Answer a QUESTION in Chinese or English, with the sentences that tell it.

    \b
    kg ask 谁投资了中芯国际
    kg ask "which companies plan to use 鸿蒙"
    kg ask 2021年以来超过10亿元的投资
    kg ask 华芯投资和中芯国际是什么关系
    """
    reply = answer(open_view(store), " ".join(question), as_of=as_of)
    if reply.told_number and sink.format != "json":
        say(reply.told_number)
    if reply.understood and sink.format != "json":
        say(reply.understood)
    if explain and reply.sparql and sink.format != "json":
        for line in reply.sparql.splitlines():
            say("  " + line)
    rows = _rows(reply)
    if sink.format == "table":
        rows = [row | {"relation": _told(row)} for row in rows]
    sink.value(reply.record(), rows, table=_COLUMNS)
    if not reply.answers:
        say(reply.trouble)
        for offer in reply.offers:
            say(f"  kg ask {offer!r}")
        raise click.exceptions.Exit(1)


def _told(row: dict[str, Any]) -> str:
    """The fact in a cell: which relation, and which way."""
    return f"{row['subject']} {row['relation']} {row['object']}" if row.get("relation") else ""


def _rows(reply: Reply) -> list[dict[str, Any]]:
    """A row an answer, and one for each further fact that it takes."""
    rows = []
    for found in reply.answers:
        record = found.record()
        also = record.pop("also", [])
        rows.append(record)
        rows += [{"answer": "", **fact} for fact in also]
    return rows
