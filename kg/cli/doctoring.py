"""``doctor``."""

from __future__ import annotations

import click

from kg.cli.installation import installation
from kg.cli.options import output_options, store_option
from kg.cli.output import Sink, say
from kg.cli.surroundings import surroundings


@click.command()
@store_option
@output_options
def doctor(store: str, sink: Sink) -> int:
    """Look for what is wrong with this installation, and say what to do about it.

    Python, packages and extras, the files of knowledge, the terminal's encoding, the store and the disk. The
    exit status is 1 where something is wrong; what is only missing for some commands is a note.
    """
    found = [*installation(), *surroundings(store)]
    sink.rows([{"state": one.state, "check": one.check, "what": one.what, "cure": one.cure} for one in found])
    wrong = sum(one.state == "wrong" for one in found)
    say(f"{wrong} of {len(found)} checks found something wrong" if wrong else "nothing is wrong")
    return 1 if wrong else 0
