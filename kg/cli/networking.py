"""``path``, ``rank`` and ``groups``."""

from __future__ import annotations

from typing import Any

import click

from kg.cli.naming import one
from kg.cli.options import output_options, store_option
from kg.cli.output import Sink, say
from kg.cli.periods import as_of_option, warn_of_undated
from kg.cli.text import inert
from kg.query import Names, fact_record
from kg.store import Content, View, open_view


@click.command()
@click.argument("start", metavar="A")
@click.argument("end", metavar="B")
@click.option("-n", "--limit", type=click.IntRange(1, 100), default=3, show_default=True, help="How many.")
@click.option(
    "--longest", type=click.IntRange(1, 20), default=6, show_default=True, help="Of at most so many steps."
)
@click.option("--through-hubs", is_flag=True, help="Also through things that are connected with very many.")
@as_of_option
@store_option
@output_options
def path(
    start: str, end: str, limit: int, longest: int, through_hubs: bool, as_of: str, store: str, sink: Sink
) -> None:
    """The shortest paths from A to B, with the sentence behind each step."""
    from kg import network

    view = open_view(store)
    content = _standing(view, as_of)
    names = Names(content.entities.values(), base=view.base)
    ends = one(names, start, sink), one(names, end, sink)
    found = network.paths(
        content, ends[0].iri, ends[1].iri, limit=limit, longest=longest, through_hubs=through_hubs
    )
    if sink.format == "table":
        sink.text("\n".join(_drawn(number, steps) for number, steps in enumerate(found, start=1)))
    else:
        rows = [
            {"path": number, "step": place, "from": step.start.label, "to": step.end.label}
            | dict(fact_record(statement.fact, statement.sources))
            for number, steps in enumerate(found, start=1)
            for place, step in enumerate(steps, start=1)
            for statement in step.statements
        ]
        sink.rows(rows)
    if not found:
        hint = "" if through_hubs else "; try --through-hubs"
        say(f"no path of at most {longest} steps from {ends[0].label} to {ends[1].label}{hint}")
        raise click.exceptions.Exit(1)


def _standing(view: View, as_of: str) -> Content:
    """The graph, or what of it stood on a day."""
    content = view.content()
    if not as_of:
        return content
    from kg.query.analysis import content_as_of

    warn_of_undated(content.facts, as_of)
    return content_as_of(content, as_of)


def _drawn(number: int, steps: list[Any]) -> str:
    lines = [f"{number}. " + " — ".join([steps[0].start.label, *(step.end.label for step in steps)])]
    for step in steps:
        for statement in step.statements[:2]:
            fact = statement.fact
            modality = "" if fact.modality == "Asserted" else f" [{fact.modality}]"
            lines.append(f"   {fact.subject_label} {fact.relation} {fact.object_label}{modality}")
            lines.append(f"       {fact.evidence}  ({fact.article_title})")
    return "".join(inert(line) + "\n" for line in lines)


@click.command()
@click.option(
    "--by",
    type=click.Choice(("degree", "pagerank", "betweenness")),
    default="degree",
    show_default=True,
    help="What makes central: connections, important neighbours, or lying between others.",
)
@click.option("--type", "type_", multiple=True, help="Only things of this type.")
@click.option("-n", "--limit", type=click.IntRange(1), default=20, show_default=True, help="How many.")
@as_of_option
@store_option
@output_options
def rank(by: str, type_: tuple[str, ...], limit: int, as_of: str, store: str, sink: Sink) -> None:
    """The most central things of the graph."""
    from kg import network
    from kg.query import types_named

    types = {kind for word in type_ for kind in types_named(word)}
    ranked = network.rank(_standing(open_view(store), as_of), by=by)
    chosen = [one for one in ranked if not types or types & set(one.entity.types)][:limit]
    sink.rows(
        [
            {
                "rank": place,
                "name": one.entity.label,
                "type": one.entity.type.value,
                by: one.score,
                "connections": one.degree,
                "id": one.entity.id,
            }
            for place, one in enumerate(chosen, start=1)
        ]
    )
    if not chosen:
        say("nothing in the graph is connected")
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.option("-n", "--limit", type=click.IntRange(1), default=20, show_default=True, help="How many.")
@as_of_option
@store_option
@output_options
def brokers(first: str, second: str, limit: int, as_of: str, store: str, sink: Sink) -> None:
    """Who stands between the group of A and the group of B (see 'kg groups').

    The share is that of the shortest paths between the two groups that lead through a thing; then come with
    how many of each group it is connected, and which of them it belongs to.
    """
    from kg import network

    view = open_view(store)
    content = _standing(view, as_of)
    names = Names(content.entities.values(), base=view.base)
    ends = one(names, first, sink), one(names, second, sink)
    found = network.brokers(content, ends[0].iri, ends[1].iri, limit=limit)
    sink.rows(
        [
            {
                "name": broker.entity.label,
                "type": broker.entity.type.value,
                "share": broker.share,
                f"with {ends[0].label}": broker.first,
                f"with {ends[1].label}": broker.second,
                "belongs to": ["neither", ends[0].label, ends[1].label][broker.group],
                "id": broker.entity.id,
            }
            for broker in found
        ]
    )
    if not found:
        say(f"nothing leads from the group of {ends[0].label} to that of {ends[1].label}")
        raise click.exceptions.Exit(1)


@click.command()
@click.option("--least", type=click.IntRange(2), default=3, show_default=True, help="Members at least.")
@as_of_option
@store_option
@output_options
def groups(least: int, as_of: str, store: str, sink: Sink) -> None:
    """Groups of things that are closely connected, named by their best connected members."""
    from kg import network

    found = network.groups(_standing(open_view(store), as_of), least=least)
    sink.rows(
        [
            {
                "group": number,
                "name": group.name,
                "size": len(group.members),
                "statements": group.statements,
                "members": [entity.label for entity in group.members],
            }
            for number, group in enumerate(found, start=1)
        ]
    )
    if not found:
        say(f"no group of {least} or more")
        raise click.exceptions.Exit(1)
