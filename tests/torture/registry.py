"""The list of experiments: what each does, how often in its short and its long form, and what came of it.

A module of experiments is any module of this folder that is named in ``MODULES``; to add one, write

    @experiment(
        "kill -9 of a build",
        chapter="Crash",
        must="the store opens, every article is whole or absent, …",
        short=Form(times=3),
        long=Form(times=200),
        mended=("what was found by it, in a few words (test_that_holds_it)",),
    )
    def killed_builds(folder: Path, form: Form) -> Outcome: …

and name the module. ``folder`` is empty and is taken away afterwards.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

MODULES = (
    "crashes",
    "bulk",
    "clusters",
    "disks",
    "backups",
    "readers",
    "serving",
    "unsound",
    "documents",
    "inputs",
    "injections",
    "requests",
)
"""The modules of experiments in this folder, in the order of the table."""

CHAPTERS = ("Crash", "Concurrency", "Bad input", "Injection", "Server", "Supply chain", "Honest failure")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How much of an experiment: how many times, and for those under load how many clients for how long.

    ``until`` is the monotonic time at which no more is begun: a row tells how much was tried.
    """

    times: int = 1
    clients: int = 0
    seconds: float = 0.0
    until: float = math.inf

    def wants_more_than(self, tried: int) -> bool:
        """Whether more is to be tried."""
        return tried < self.times and (time.monotonic() < self.until or not tried)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How many faults were tried, and a line for each that was not survived; ``noted`` is shown in the table.

    Where this machine does not allow the fault, none was tried, and ``noted`` says why.
    """

    tried: int
    failures: tuple[str, ...] = ()
    noted: str = ""

    @property
    def survived(self) -> int:
        """How many of the faults were survived."""
        return self.tried - len(self.failures)


Run = Callable[[Path, Form], Outcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class Experiment:
    """A kind of fault and what must hold after it."""

    name: str
    chapter: str
    must: str
    run: Run
    short: Form
    long: Form
    mended: tuple[str, ...] = ()


_EXPERIMENTS: dict[str, Experiment] = {}


def experiment(
    name: str, *, chapter: str, must: str, short: Form, long: Form, mended: tuple[str, ...] = ()
) -> Callable[[Run], Run]:
    """Register a function as the experiment of that name.

    Args:
        name: the first cell of its row, short; ``|`` would end the cell.
        chapter: one of ``CHAPTERS``.
        must: what has to hold after each fault.
        short: how much of it runs with the tests: a few seconds.
        long: how much of it ``make torture`` runs.
        mended: the defects that it found, each with the test that holds it now.
    """
    assert chapter in CHAPTERS, chapter
    assert not any("|" in text or "\n" in text for text in (name, must, *mended)), name

    def register(run: Run) -> Run:
        # A module may be loaded under two names (by pytest and by the table); the second is the same.
        _EXPERIMENTS[name] = Experiment(
            name=name, chapter=chapter, must=must, run=run, short=short, long=long, mended=mended
        )
        return run

    return register


def experiments() -> list[Experiment]:
    """Every experiment, in the order of the chapters and modules."""
    for module in MODULES:
        import_module(f"torture.{module}")
    return sorted(_EXPERIMENTS.values(), key=lambda one: CHAPTERS.index(one.chapter))
