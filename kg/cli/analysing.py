"""``timeline`` and ``diff``: what came when, what is new."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.cli.naming import one
from kg.cli.options import output_options, store_option
from kg.cli.output import Sink, say
from kg.cli.periods import as_of_option, day, standing_on, warn_of_undated
from kg.errors import QueryError
from kg.query import FactFilter, Names, fact_record, modality_named, relation_named
from kg.query.analysis import (
    Change,
    Difference,
    Moment,
    between_days,
    between_graphs,
    last_words,
)
from kg.query.analysis import timeline as moments_of
from kg.query.analysis.moments import period
from kg.store import open_view

_TIMELINE_COLUMNS = (
    "date",
    "dated_by",
    "subject",
    "relation",
    "object",
    "modality",
    "amount_text",
    "percent",
    "title",
    "sources",
    "sentence",
    "article",
)
_DIFF_COLUMNS = (
    "change",
    "what",
    "name",
    "type",
    "subject",
    "relation",
    "object",
    "modality",
    "other",
    "time",
    "amount_text",
    "sentence",
    "article",
    "issued",
)


@click.command()
@click.argument("name", nargs=-1, required=True)
@click.option("-r", "--relation", multiple=True, help="Only this relation; may be given again.")
@click.option("--modality", multiple=True, help="Asserted, Planned, Negated or Speculative.")
@click.option("--since", type=day, default="", help="From this year, month or day on.")
@click.option("--until", type=day, default="", help="Up to the end of this year, month or day.")
@as_of_option
@store_option
@output_options
def timeline(
    name: tuple[str, ...],
    relation: tuple[str, ...],
    modality: tuple[str, ...],
    since: str,
    until: str,
    as_of: str,
    store: str,
    sink: Sink,
) -> None:
    """What the graph tells of NAME, by date.

    A date is the fact's own where its sentence tells one (dated_by: fact), else the day of the first article
    that reports it (dated_by: article). With --as-of only the last that is told of each pair up to that day.
    """
    wanted = FactFilter(
        relations=frozenset(map(relation_named, relation)),
        modalities=frozenset(map(modality_named, modality)),
    )
    view = open_view(store)
    content = view.content()
    entity = one(Names(content.entities.values(), base=view.base), " ".join(name), sink)
    about = [fact for fact in content.facts if entity.iri in (fact.subject, fact.object, fact.product)]
    warn_of_undated(about, as_of or since or until)
    told = standing_on(as_of, about)
    found = moments_of(told, entity.iri, wanted=wanted, since=since, until=until)
    listed = last_words(found) if as_of else found
    sink.rows([moment_record(moment) for moment in listed], table=_TIMELINE_COLUMNS)
    if not listed:
        say(f"{entity.label}: no fact is like that")
        raise click.exceptions.Exit(1)


def moment_record(moment: Moment) -> dict[str, Any]:
    """A moment as a row."""
    fact = fact_record(moment.statement.fact, moment.statement.sources)
    return {"date": moment.date, "dated_by": moment.dated_by, **fact}


@click.command()
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.option("--only", type=click.Choice(("facts", "entities")), help="Only these.")
@store_option
@output_options
def diff(first: str, second: str, only: str | None, store: str, sink: Sink) -> None:
    """What B has that A lacks (+), and the other way round (-).

    A and B are two dates of the store, by the days of its articles; or two graphs, each a store or an
    exported file.

    \b
    kg diff 2021-05 2021-06
    kg diff last-week.kg graph.kg
    """
    days = [_is_day(given) for given in (first, second)]
    if days[0] != days[1]:
        day, graph = (first, second) if days[0] else (second, first)
        raise QueryError(f"diff: {day} is a date and {graph} a graph: give two dates or two graphs")
    if all(days):
        view = open_view(store)
        content = view.content()
        difference = between_days(content, first, second, base=view.base)
        if loose := sum(article.issued is None for article in content.articles.values()):
            say(f"{loose} articles without a date left out")
    else:
        difference = between_graphs(open_view(first), open_view(second))
    rows = difference_rows(difference, facts=only != "entities", entities=only != "facts")
    sink.rows(rows, table=_DIFF_COLUMNS)
    say(
        f"{len(difference.gained)} facts gained, {len(difference.lost)} lost; "
        f"{len(difference.gained_entities)} entities gained, {len(difference.lost_entities)} lost"
    )
    if not rows:
        raise click.exceptions.Exit(1)


def _is_day(text: str) -> bool:
    return period(text) is not None and not Path(text).exists()


def difference_rows(
    difference: Difference, *, facts: bool = True, entities: bool = True
) -> list[dict[str, Any]]:
    """A row for each statement and entity gained (+) or lost (-)."""
    rows: list[dict[str, Any]] = []
    for sign, changes, things in (
        ("+", difference.gained, difference.gained_entities),
        ("-", difference.lost, difference.lost_entities),
    ):
        if facts:
            rows += [_change_row(sign, change) for change in changes]
        if entities:
            rows += [
                {
                    "change": sign,
                    "what": "entity",
                    "name": entity.label,
                    "type": entity.type.value,
                    "id": entity.id,
                }
                for entity in things
            ]
    return rows


def _change_row(sign: str, change: Change) -> dict[str, Any]:
    other = [modality.value for modality in change.other]
    record = fact_record(change.statement.fact, change.statement.sources)
    return {"change": sign, "what": "fact", "other": other, **record}
