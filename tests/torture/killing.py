"""A command that is killed at random points, and what must hold of what it left."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from torture.commands import Commands
from torture.graphs import Graphs, left, n_quads
from torture.registry import Form, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Victim:
    """A command to be killed.

    ``fresh`` makes the folder as it is before; ``arguments`` are of the command, given the folder; ``again`` of
    what is run to the end after a kill (exit status 1 is well: there was nothing left to do); ``whole`` are the
    states that an article may be in; ``look`` says what else is wrong with what a kill left.
    """

    fresh: Callable[[Path], None]
    arguments: Callable[[Path], list[object]]
    again: Callable[[Path], list[list[object]]]
    whole: tuple[Graphs, ...]
    wanted: bytes
    look: Callable[[Path], str] = lambda home: ""


def killed(kg: Commands, victim: Victim, folder: Path, form: Form, *, within: float) -> Outcome:
    """Kill a command so many times at random points, and look at what it left.

    Every other folder is killed up to three times before the command is left to come to its end.
    """
    failures: list[str] = []
    count = seed = 0
    while form.wants_more_than(count):
        seed += 1
        chance = random.Random(seed)
        home = folder / "home"
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir()
        victim.fresh(home)
        for _ in range(chance.choice((1, 3))):
            # Later more often: a command begins with reading, and what it writes is what is to be hit.
            after = chance.triangular(0, within * 1.05, within)
            ended = kg.run(*victim.arguments(home), after=after)
            if not ended.was_killed:
                break
            count += 1
            problem = left(home / "graph.kg", *victim.whole) or victim.look(home)
            problem = problem or _came_to_its_end(kg, victim, home, folder)
            if problem:
                failures.append(f"seed {seed}: {problem}")
                break
            if not form.wants_more_than(count):
                break
    return Outcome(tried=count, failures=tuple(failures))


def _came_to_its_end(kg: Commands, victim: Victim, home: Path, folder: Path) -> str:
    """What is wrong when the command is run again on a copy, so that the original can be killed once more."""
    copy = folder / "again"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(home, copy)
    for arguments in victim.again(copy):
        again = kg.run(*arguments)
        if again.problem or again.status not in (0, 1):
            return f"run again: exit status {again.status}: {again.said[-300:]}"
    return (
        "" if n_quads(copy / "graph.kg") == victim.wanted else "run again: not the graph of undisturbed runs"
    )
