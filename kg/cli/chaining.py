"""``chain`` and ``owners``: supply chains and chains of holdings, as indented lists with their sentences."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import click

from kg.cli.naming import one
from kg.cli.options import output_options, store_option
from kg.cli.output import Sink, say
from kg.cli.periods import as_of_option, warn_of_undated
from kg.cli.text import inert
from kg.query import Names, fact_record, modality_named
from kg.query.analysis import Holding, Link, totals
from kg.query.analysis import chain as links_of
from kg.query.analysis import owners as holdings_of
from kg.query.analysis.holdings import MOST_STEPS, OWNING
from kg.store import FactRow, open_view
from kg.vocab import Relation

_REPEATS = {"cycle": "  (back to where it came from)", "above": "  (see elsewhere in this list)", "": ""}

modality_option = click.option(
    "--modality",
    multiple=True,
    default=("Asserted",),
    show_default=True,
    help="Of facts that are Asserted, Planned, Negated or Speculative; may be given again.",
)


@click.command()
@click.argument("name", nargs=-1, required=True)
@click.option("--up", is_flag=True, help="Its suppliers and theirs.")
@click.option("--down", is_flag=True, help="Its customers and theirs.")
@click.option(
    "--depth", type=click.IntRange(1, 20), default=3, show_default=True, help="At most so many steps."
)
@modality_option
@as_of_option
@store_option
@output_options
def chain(
    name: tuple[str, ...],
    up: bool,
    down: bool,
    depth: int,
    modality: tuple[str, ...],
    as_of: str,
    store: str,
    sink: Sink,
) -> None:
    """The supply chain of NAME with the goods and the sentences; both ways if neither is given."""
    modalities = frozenset(map(modality_named, modality))
    view = open_view(store)
    content = view.content()
    entity = one(Names(content.entities.values(), base=view.base), " ".join(name), sink)
    warn_of_undated((fact for fact in content.facts if fact.relation is Relation.SUPPLIES), as_of)
    ways = [upward for upward, wanted in ((True, up or not down), (False, down or not up)) if wanted]
    found = {
        upward: links_of(content, entity.iri, upward=upward, depth=depth, modalities=modalities, as_of=as_of)
        for upward in ways
    }
    if sink.format == "table":
        sink.text("\n".join(_chain_drawn(entity.label, links) for links in found.values() if links))
    else:
        sink.rows([row for links in found.values() for link in links for row in link_rows(link)])
    if not any(found.values()):
        say(f"{entity.label}: no fact tells who supplies it, or whom it supplies")
        raise click.exceptions.Exit(1)


def link_rows(link: Link) -> list[dict[str, Any]]:
    """A link as rows, one for each statement that makes it."""
    row = {
        "way": "up" if link.is_upward else "down",
        "depth": link.depth,
        "supplier": link.supplier.label,
        "customer": link.customer.label,
        "goods": list(link.goods),
        "repeats": link.repeats,
    }
    return [row | fact_record(one.fact, one.sources) for one in link.statements]


def _chain_drawn(label: str, links: list[Link]) -> str:
    lines = [f"{label}: {'suppliers' if links[0].is_upward else 'customers'}"]
    for link in links:
        indent = "    " * link.depth
        goods = f"  [{', '.join(link.goods)}]" if link.goods else ""
        arrow = "←" if link.is_upward else "→"
        lines.append(f"{indent}{arrow} {link.reached.label}{goods}{_REPEATS[link.repeats]}")
        lines += [f"{indent}    {_quoted(one.fact)}" for one in link.statements]
    return "".join(inert(line) + "\n" for line in lines)


def _quoted(fact: FactRow) -> str:
    modality = "" if fact.modality == "Asserted" else f"[{fact.modality}] "
    time = f", {fact.time}" if fact.time else ""
    return f"{modality}{fact.evidence}  ({fact.article_title}{time})"


@click.command()
@click.argument("name", nargs=-1, required=True)
@click.option("--down", is_flag=True, help="What it owns, instead of who owns it.")
@click.option(
    "--depth", type=click.IntRange(1, 20), default=5, show_default=True, help="At most so many steps."
)
@modality_option
@as_of_option
@store_option
@output_options
def owners(
    name: tuple[str, ...],
    down: bool,
    depth: int,
    modality: tuple[str, ...],
    as_of: str,
    store: str,
    sink: Sink,
) -> None:
    """Who owns NAME, directly and through others, with the shares multiplied through.

    Holdings, subsidiaries and acquisitions count. A share that no article states is unknown (?), and so is
    every share that goes through it.
    """
    modalities = frozenset(map(modality_named, modality))
    view = open_view(store)
    content = view.content()
    entity = one(Names(content.entities.values(), base=view.base), " ".join(name), sink)
    warn_of_undated((fact for fact in content.facts if fact.relation in OWNING), as_of)
    found = holdings_of(content, entity.iri, down=down, depth=depth, modalities=modalities, as_of=as_of)
    if len(found) == MOST_STEPS:
        say(f"only the first {MOST_STEPS} steps: give a smaller --depth")
    if sink.format == "table":
        sink.text(_owners_drawn(entity.label, found, down) if found else "")
    else:
        sink.rows([holding_row(holding) for holding in found])
    if not found:
        say(f"{entity.label}: no fact tells {'what it owns' if down else 'who owns it'}")
        raise click.exceptions.Exit(1)


def holding_row(holding: Holding) -> dict[str, Any]:
    """A step of a chain of holdings as a row."""
    row = {
        "depth": holding.depth,
        "owner": holding.owner.label,
        "owned": holding.owned.label,
        "percent": None if holding.percent is None else float(holding.percent),
        "share": None if holding.share is None else float(holding.share),
        "path": [entity.label for entity in holding.path],
        "cycle": holding.closes,
    }
    sources = len({fact.article for fact in holding.facts})
    told = fact_record(holding.fact, sources)
    return row | {name: value for name, value in told.items() if name != "percent"}


def _owners_drawn(label: str, holdings: list[Holding], down: bool) -> str:
    lines = [f"{label}: {'owns' if down else 'owned by'}"]
    for holding in holdings:
        indent = "    " * holding.depth
        through = f", through to {label} {_percent(holding.share)}" if holding.depth > 1 else ""
        if down and holding.depth > 1:
            through = f", {label} through to it {_percent(holding.share)}"
        closes = _REPEATS["cycle"] if holding.closes else ""
        lines.append(f"{indent}{holding.reached.label}  {_percent(holding.percent)}{through}{closes}")
        lines.append(f"{indent}    {holding.fact.relation}: {_quoted(holding.fact)}")
    several = [total for total in totals(holdings) if total.chains > 1]
    for total in several:
        known = "?" if total.share is None else _percent(total.share)
        rest = f" and {total.unknown} of unknown share" if total.unknown and total.share is not None else ""
        lines.append(f"{total.entity.label}: {known} over {total.chains} chains{rest}")
    return "".join(inert(line) + "\n" for line in lines)


def _percent(share: Decimal | None) -> str:
    return "?" if share is None else f"{float(share * 100):.4g}%"
