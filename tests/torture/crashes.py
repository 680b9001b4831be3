"""``kill -9`` at random points of everything that writes."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import StoreError
from torture.commands import Commands, Graphs, by_graph, commands, documents, n_quads, torn
from torture.registry import Form, Outcome, experiment

# More kills than this are a long form, and worth more documents.
_SHORT = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Victim:
    """A command to be killed.

    ``fresh`` makes the folder as it is before; ``arguments`` are of the command, given the folder; ``again`` of
    what is run to the end after a kill (exit status 1 is well: there was nothing left to do); ``whole`` are the
    states that an article may be in.
    """

    fresh: Callable[[Path], None]
    arguments: Callable[[Path], list[object]]
    again: Callable[[Path], list[list[object]]]
    whole: tuple[Graphs, ...]
    wanted: bytes


def killed(kg: Commands, victim: Victim, folder: Path, times: int, *, within: float) -> Outcome:
    """Kill a command so many times at random points, and look at what it left.

    Every other folder is killed up to three times before the command is left to come to its end.
    """
    failures: list[str] = []
    count = seed = 0
    while count < times:
        seed += 1
        chance = random.Random(seed)
        home = folder / "home"
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir()
        victim.fresh(home)
        for _ in range(chance.choice((1, 3))):
            ended = kg.run(*victim.arguments(home), after=chance.uniform(0, within * 1.05))
            if not ended.was_killed:
                break
            count += 1
            problem = left(home / "graph.kg", victim.whole) or _came_to_its_end(kg, victim, home, folder)
            if problem:
                failures.append(f"seed {seed}: {problem}")
                break
            if count == times:
                break
    return Outcome(tried=count, failures=tuple(failures))


def left(store: Path, whole: tuple[Graphs, ...]) -> str:
    """What is wrong with a store that was left by a killed process, if anything."""
    try:
        return torn(store, *whole)
    except StoreError as error:
        young = ("there is no store", "the store is empty", "this folder is empty")
        return "" if any(words in str(error) for words in young) else str(error)


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


@experiment(
    "kill -9 of a build",
    chapter="Crash",
    must="the store opens, every article is whole or absent, and the same build run again gives the N-Quads of "
    "an undisturbed one",
    short=Form(times=3),
    long=Form(times=200),
    mended=(
        "a store whose making was killed could not be opened, nor built "
        "(test_a_store_that_was_killed_while_it_was_made_is_made_again)",
    ),
)
def killed_builds(folder: Path, form: Form) -> Outcome:
    """A build into no store."""
    texts = documents(many=form.times > _SHORT)
    kg = commands(texts)
    alone = kg.run("build", texts, "-s", folder / "whole.kg")
    build: Callable[[Path], list[object]] = lambda home: ["build", texts, "-s", home / "graph.kg"]  # noqa: E731
    victim = Victim(
        fresh=lambda home: None,
        arguments=build,
        again=lambda home: [build(home)],
        whole=(by_graph(folder / "whole.kg"),),
        wanted=n_quads(folder / "whole.kg"),
    )
    return killed(kg, victim, folder, form.times, within=alone.seconds)
