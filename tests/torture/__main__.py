"""``make torture``: the long form of every experiment, and the table of docs/reliability.md made anew.

``python -m torture NAME…`` runs those whose names hold one of the words; ``--short`` runs the short forms and
writes nothing; ``--minutes N`` begins nothing more of an experiment after so long: its row tells how much was tried.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from torture.registry import Experiment, Form, Outcome, experiments
from torture.table import written

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="kg-torture-", ignore_cleanup_errors=True) as made:
        yield Path(made)


def _ran(one: Experiment, form: Form) -> Outcome:
    began = time.monotonic()
    with _folder() as folder:
        outcome = one.run(folder, form)
    took = time.monotonic() - began
    sys.stdout.write(
        f"{one.name}: {outcome.survived} of {outcome.tried} survived, {took:.0f} s {outcome.noted}\n"
    )
    for failure in outcome.failures:
        sys.stdout.write(f"    {failure}\n")
    sys.stdout.flush()
    return outcome


def main(arguments: list[str]) -> int:
    """Run experiments; the exit status is 1 where anything was not survived."""
    options = argparse.ArgumentParser(prog="torture")
    options.add_argument("words", nargs="*", help="run those whose names hold one of the words")
    options.add_argument("--short", action="store_true", help="the short forms; nothing is written")
    options.add_argument("--minutes", type=float, default=math.inf, help="begin nothing more after so long")
    given = options.parse_args(arguments)
    listed = experiments()
    outcomes: dict[str, Outcome] = {}
    for one in listed:
        if not given.words or any(word in one.name for word in given.words):
            until = time.monotonic() + 60 * given.minutes
            outcomes[one.name] = _ran(one, replace(one.short if given.short else one.long, until=until))
            if not given.short:  # after each, so that a long run that is stopped has told what it did
                PAGE.write_text(written(PAGE.read_text("utf8"), listed, outcomes), "utf8")
    return 1 if not outcomes or any(outcome.failures for outcome in outcomes.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
