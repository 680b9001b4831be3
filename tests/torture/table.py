"""The table of docs/reliability.md, made of what the experiments gave.

Rows of experiments that were not run this time stay as they are, so that one can be run again by itself. The page
around the table is written by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from torture.registry import CHAPTERS, Experiment, Outcome

BEGIN, END = "<!-- torture: begin -->", "<!-- torture: end -->"
_HEADER = "| Fault | What must hold | Tried | Survived | Defects mended |\n| --- | --- | ---: | ---: | ---: |"


def told(page: str) -> dict[str, str]:
    """The rows that a page has, by the names of their experiments.

    >>> told("<!-- torture: begin -->\\n| a | b | 1 | 1 | 0 |\\n<!-- torture: end -->")
    {'a': '| a | b | 1 | 1 | 0 |'}
    """
    lines = page.partition(BEGIN)[2].partition(END)[0].splitlines()
    return {line.split("|")[1].strip(): line for line in lines if line.startswith("| ")}


def row(one: Experiment, outcome: Outcome) -> str:
    """The row of an experiment."""
    must = f"{one.must} ({outcome.noted})" if outcome.noted else one.must
    cells = (one.name, must, f"{outcome.tried:,}", f"{outcome.survived:,}", str(len(one.mended)))
    return "| " + " | ".join(cells) + " |"


def written(page: str, all_: Iterable[Experiment], outcomes: Mapping[str, Outcome]) -> str:
    """The page with its table made anew.

    Args:
        page: as it is, with the two comments that the table stands between.
        all_: every experiment.
        outcomes: of those that were run.
    """
    known, listed = told(page), list(all_)
    rows = {
        one.name: row(one, outcomes[one.name]) if one.name in outcomes else known.get(one.name, "")
        for one in listed
    }
    parts = []
    for chapter in CHAPTERS:
        own = [one for one in listed if one.chapter == chapter and rows[one.name]]
        if not own:
            continue
        parts += [f"### {chapter}\n", _HEADER, *(rows[one.name] for one in own), ""]
        found = [f"- {defect}" for one in own for defect in one.mended]
        if found:
            parts += ["Found and mended:\n", *dict.fromkeys(found), ""]
    before, after = page.partition(BEGIN)[0], page.partition(END)[2]
    return before + BEGIN + "\n" + "\n".join(parts) + END + after
