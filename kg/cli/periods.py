"""Days on the command line, as far as they are known: ``2021``, ``2021-05``, ``2021-05-27``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

import click

from kg.cli.output import say
from kg.store import FactRow

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def day(value: str) -> str:
    """A year, a month or a day as it was written: what click calls for such an option."""
    if not value:
        return value
    found = _FORM.fullmatch(value)
    try:
        if found is None:
            raise ValueError
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a day: write 2021, 2021-05 or 2021-05-27") from None
    return value


as_of_option = click.option(
    "--as-of", type=day, default="", help="Only what stood on this day: told up to it and not denied by then."
)


def standing_on(as_of: str, facts: Sequence[FactRow]) -> Sequence[FactRow]:
    """The facts that stood on a day; all of them where none is given."""
    if not as_of:
        return facts
    from kg.query.analysis import standing

    return standing(facts, as_of=as_of)


def warn_of_undated(facts: Iterable[FactRow], as_of: str) -> None:
    """Say how many facts a day leaves out because nothing tells when they are of."""
    if not as_of:
        return
    from kg.query.analysis import undated

    if count := undated(facts):
        say(f"{count} facts of unknown date left out")
