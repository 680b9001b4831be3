"""``conflicts``: what cannot be true at once."""

from __future__ import annotations

from typing import Any

import click

from kg.cli.naming import one
from kg.cli.options import output_options, store_option
from kg.cli.output import Sink, say
from kg.cli.text import inert
from kg.query import Names, fact_record
from kg.query.analysis import Conflict, Kind
from kg.query.analysis import conflicts as find_conflicts
from kg.store import open_view


@click.command()
@click.argument("name", nargs=-1)
@click.option(
    "--kind",
    multiple=True,
    type=click.Choice([kind.value for kind in Kind]),
    help="Only this kind; may be given again.",
)
@click.option(
    "--within",
    type=click.IntRange(0),
    default=31,
    show_default=True,
    metavar="DAYS",
    help="Facts so many days apart are of one time.",
)
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Both at least this sure.")
@store_option
@output_options
def conflicts(
    name: tuple[str, ...], kind: tuple[str, ...], within: int, min_confidence: float, store: str, sink: Sink
) -> None:
    """Facts that contradict each other, of NAME or of everything, each with its sentence.

    \b
    post       two hold a post that one person holds
    majority   two own more than half of one thing
    amount     two amounts for one deal
    share      two shares for one holding
    denial     asserted and negated
    direction  each acquires, founds, belongs to or is part of the other; one sentence read both ways
    founding   founded at two times
    """
    view = open_view(store)
    content = view.content()
    names = Names(content.entities.values(), base=view.base)
    about = one(names, " ".join(name), sink).iri if name else ""
    found = find_conflicts(
        content,
        kinds=frozenset(map(Kind, kind)),
        about=about,
        within=within,
        min_confidence=min_confidence,
    )
    if sink.format == "table":
        sink.text("\n".join(_drawn(number, conflict) for number, conflict in enumerate(found, start=1)))
    else:
        sink.value([_nested(conflict) for conflict in found], [_flat(conflict) for conflict in found])
    if not found:
        say("nothing contradicts anything")
        raise click.exceptions.Exit(1)


def _drawn(number: int, conflict: Conflict) -> str:
    lines = [f"{number}. {conflict.kind}: {conflict.about}  (times: {conflict.times})"]
    for fact in (conflict.first, conflict.second):
        told = [fact.time, fact.amount_text, fact.title]
        told.insert(0, "" if fact.modality == "Asserted" else fact.modality.value)
        if fact.percent is not None:
            told.append(f"{float(fact.percent * 100):.4g}%")
        extra = ", ".join(filter(None, told))
        lines.append(
            f"   {fact.subject_label} {fact.relation} {fact.object_label}" + (f"  ({extra})" if extra else "")
        )
        issued = f", {fact.issued}" if fact.issued else ""
        lines.append(f"       {fact.evidence}  ({fact.article_title}{issued})")
    return "".join(inert(line) + "\n" for line in lines)


def _nested(conflict: Conflict) -> dict[str, Any]:
    facts = [fact_record(fact) for fact in (conflict.first, conflict.second)]
    return {"kind": conflict.kind.value, "about": conflict.about, "times": conflict.times, "facts": facts}


def _flat(conflict: Conflict) -> dict[str, Any]:
    row: dict[str, Any] = {"kind": conflict.kind.value, "about": conflict.about, "times": conflict.times}
    for place, fact in (("first", conflict.first), ("second", conflict.second)):
        row |= {f"{place}_{name}": value for name, value in fact_record(fact).items() if name != "sources"}
    return row
