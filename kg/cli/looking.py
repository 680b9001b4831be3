"""``show``, ``facts`` and ``find``: what the graph says, listed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import click

from kg.cli.naming import all_called, one
from kg.cli.options import output_options, store_option
from kg.cli.output import Sink, say
from kg.cli.periods import as_of_option, day, standing_on, warn_of_undated
from kg.query import (
    FactFilter,
    Names,
    Statement,
    fact_record,
    modality_named,
    relation_named,
    statements,
    types_named,
    within,
)
from kg.store import ArticleRow, open_view

FACT_COLUMNS = (
    "subject",
    "relation",
    "object",
    "modality",
    "time",
    "amount_text",
    "percent",
    "title",
    "sources",
    "sentence",
    "article",
)


def records(listed: Iterable[Statement]) -> list[dict[str, Any]]:
    """Statements as rows."""
    return [dict(fact_record(statement.fact, statement.sources)) for statement in listed]


@click.command()
@click.argument("name", nargs=-1, required=True)
@as_of_option
@store_option
@output_options
def show(name: tuple[str, ...], as_of: str, store: str, sink: Sink) -> None:
    """Everything the graph says of NAME: its names, codes, articles, and facts in both directions."""
    view = open_view(store)
    iri = one(Names.of(view), " ".join(name), sink).iri
    content = view.content_about(iri)
    entity = content.entities[iri]
    about = [fact for fact in content.facts if entity.iri in (fact.subject, fact.object)]
    warn_of_undated(about, as_of)
    told = standing_on(as_of, about)
    telling = {fact.article for fact in told}
    rows = records(statements(told))
    articles = [
        {
            "title": article.title,
            "issued": article.issued.isoformat() if article.issued else "",
            "id": article.id,
        }
        for article in content.articles.values()
        if article.iri in telling or (entity.iri in article.mentions and _was_out(article, as_of))
    ]
    described = {
        "id": entity.id,
        "iri": entity.iri,
        "type": [type_.value for type_ in entity.types],
        "name": entity.label,
        "also": [label.text for label in entity.labels[1:]],
        "codes": list(entity.codes),
        "articles": articles,
        "facts": rows,
    }
    if sink.format == "table":
        sink.text(_described(described) + _grouped(rows, entity.label))
    else:
        sink.value(described, rows)
    if not rows:
        say(f"{entity.label}: no fact tells of it; {len(articles)} articles name it")


def _was_out(article: ArticleRow, as_of: str) -> bool:
    return within(article.issued.isoformat() if article.issued else "", "", as_of)


def _described(entity: dict[str, Any]) -> str:
    from kg.cli.text import inert

    lines = [f"{entity['name']}  ({', '.join(entity['type'])})"]
    if entity["also"]:
        lines.append("also called: " + ", ".join(entity["also"]))
    if entity["codes"]:
        lines.append("codes: " + ", ".join(entity["codes"]))
    lines += [f"id: {entity['id']}", f"named in {len(entity['articles'])} articles"]
    return "".join(inert(line) + "\n" for line in lines)


def _grouped(rows: list[dict[str, Any]], label: str) -> str:
    """The facts under headings such as ``investsIn →`` and ``→ supplies``."""
    from kg.cli.text import inert

    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        outward = row["subject"] == label
        heading = f"{row['relation']} →" if outward else f"→ {row['relation']}"
        groups[heading].append({**row, "other": row["object"] if outward else row["subject"]})
    lines = []
    for heading, members in groups.items():
        lines.append(f"\n{heading}\n")
        for row in members:
            told = [str(row[name]) for name in ("time", "amount_text", "title", "product") if row[name]]
            if row["modality"] != "Asserted":
                told.insert(0, row["modality"])
            if row["sources"] > 1:
                told.append(f"{row['sources']} articles")
            extra = f"  ({', '.join(told)})" if told else ""
            lines.append(inert(f"  {row['other']}{extra}") + "\n")
            lines.append(inert(f"      {row['sentence']}") + "\n")
    return "".join(lines)


@click.command()
@click.option("-r", "--relation", multiple=True, help="Only this relation; may be given again.")
@click.option("--subject", multiple=True, metavar="NAME", help="Only facts with this subject.")
@click.option("--object", "object_", multiple=True, metavar="NAME", help="Only facts with this object.")
@click.option("--about", multiple=True, metavar="NAME", help="Only facts with this subject or object.")
@click.option("--type", "type_", multiple=True, help="Only facts about something of this type.")
@click.option("--modality", multiple=True, help="Asserted, Planned, Negated or Speculative.")
@click.option("--since", type=day, default="", help="From this year, month or day on.")
@click.option("--until", type=day, default="", help="Up to the end of this year, month or day.")
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="At least this sure.")
@click.option("--limit", type=click.IntRange(1), help="At most so many.")
@as_of_option
@store_option
@output_options
def facts(
    relation: tuple[str, ...],
    subject: tuple[str, ...],
    object_: tuple[str, ...],
    about: tuple[str, ...],
    type_: tuple[str, ...],
    modality: tuple[str, ...],
    since: str,
    until: str,
    min_confidence: float,
    limit: int | None,
    as_of: str,
    store: str,
    sink: Sink,
) -> None:
    """List facts. What several articles say alike is listed once, with the number of its sources."""
    relations = frozenset(map(relation_named, relation))
    types = frozenset(kind for word in type_ for kind in types_named(word))
    modalities = frozenset(map(modality_named, modality))
    view = open_view(store)
    content = view.content()
    names = Names(content.entities.values(), base=view.base)
    wanted = FactFilter(
        relations=relations,
        subjects=all_called(names, subject),
        objects=all_called(names, object_),
        ends=all_called(names, about),
        types=types,
        modalities=modalities,
        since=since,
        until=until,
        min_confidence=min_confidence,
    )
    # What was denied may be of another kind than what is wanted, so that it is looked for in all facts.
    told = standing_on(as_of, content.facts)
    warn_of_undated((fact for fact in content.facts if wanted.takes(fact)), as_of)
    found = statements(fact for fact in told if wanted.takes(fact))
    sink.rows(records(found[:limit]), table=FACT_COLUMNS)
    if not found:
        say("no fact is like that")
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many.")
@store_option
@output_options
def find(words: tuple[str, ...], limit: int, store: str, sink: Sink) -> None:
    """Find things and articles by WORDS: a part of a name, pinyin or its initials, words of an article."""
    from kg.query import find_in

    view = open_view(store)
    asked = " ".join(words)
    rows = [found.record() for found in find_in(view, asked, limit=limit)]
    sink.rows(rows, table=("kind", "name", "id", "by"))
    if not rows:
        near = Names.of(view).nearest(asked)
        say(f"{asked}: nothing found" + (f"; did you mean {', '.join(near)}?" if near else ""))
        raise click.exceptions.Exit(1)
