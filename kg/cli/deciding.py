"""``kg decide``: say that two names are one thing, or are not."""

from __future__ import annotations

import click

from kg.cli.naming import one
from kg.cli.options import output_options, store_option
from kg.cli.output import Sink, say


@click.command()
@click.argument("names", nargs=-1, metavar="[A B]")
@click.option("--same", "verdict", flag_value="same", help="A and B are one thing.")
@click.option("--different", "verdict", flag_value="different", help="They are two.")
@click.option("--unsure", "verdict", flag_value="unsure", help="Nobody knows: take the pair off the list.")
@click.option("--undo", is_flag=True, help="Forget the decision on A and B.")
@click.option("--note", default="", help="Why.")
@store_option
@output_options
def decide(names: tuple[str, ...], verdict: str | None, undo: bool, note: str, store: str, sink: Sink) -> int:
    """Decide whether A and B are one thing; without names, list what is to be decided.

    Decisions lie in a file beside the store and take effect at the next build.
    """
    from kg.build.identities import unsure
    from kg.entities.decisions import Decision, Verdict, decisions_file, load_decisions, save_decisions
    from kg.query import Names
    from kg.store import open_view

    path = decisions_file(store)
    decisions = load_decisions(path)
    content = open_view(store).content()
    if not names:
        rows = [
            {"first": pair.first.id, "second": pair.second.id, "first name": pair.first.label,
             "second name": pair.second.label, "because": pair.because}
            for pair in unsure(content, decisions)
        ]  # fmt: skip
        sink.rows(rows)
        return 0 if rows else 1
    if len(names) != 2 or (verdict is None) == (not undo):
        raise click.UsageError("give two names and one of --same, --different, --unsure, --undo")
    known = Names(content.entities.values())
    first, second = (one(known, name, sink).id for name in names)
    if undo:
        decisions = decisions.without(first, second)
    else:
        decisions = decisions.with_(
            Decision(first=first, second=second, verdict=Verdict(verdict or ""), note=note)
        )
    save_decisions(decisions, path)
    say(f"{path}: {len(decisions)} decisions; the next kg build applies them")
    return 0
