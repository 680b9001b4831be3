"""``kill -9`` at random points of everything that writes."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from kg.entities.decision_file import decisions_file
from kg.store import open_view
from torture.commands import Commands, Ended, commands, digest_of_many, documents
from torture.graphs import by_graph, left, n_quads
from torture.killing import Victim, killed
from torture.registry import Form, Outcome, experiment

# More kills than this are a long form, and worth more documents.
_SHORT = 20
# For so many seconds a log holds what is not in the store's other files yet.
_LOGGING = 0.05


def _build(texts: Path) -> Callable[[Path], list[object]]:
    return lambda home: ["build", texts, "-s", home / "graph.kg"]


@experiment(
    "kill -9 of a first build",
    chapter="Crash",
    must="the store opens, every article is whole or absent, and the same build run again gives the N-Quads of "
    "an undisturbed one",
    short=Form(times=3),
    long=Form(times=200),
    mended=(
        "a store whose making was killed could not be opened, nor built "
        "(test_a_store_that_was_killed_while_it_was_made_is_made_again)",
        "nor one whose marker was half written "
        "(test_a_store_that_was_killed_while_it_was_marked_is_made_again)",
    ),
)
def first_builds(folder: Path, form: Form) -> Outcome:
    """A build into no store."""
    texts = documents(many=form.times > _SHORT)
    return _killed_first(commands(texts), texts, folder, form)


def _killed_first(kg: Commands, texts: Path, folder: Path, form: Form) -> Outcome:
    """Kill builds of these documents into no store."""
    build = _build(texts)
    alone = kg.run(*build(folder))
    victim = Victim(
        fresh=lambda home: None,
        arguments=build,
        again=lambda home: [build(home)],
        whole=(by_graph(folder / "graph.kg"),),
        wanted=n_quads(folder / "graph.kg"),
    )
    return killed(kg, victim, folder, form, within=alone.seconds)


def _changed(texts: Path, folder: Path) -> Path:
    """The documents as they might be a day later: every one says something else at its end."""
    shutil.copytree(texts, folder)
    for file in folder.iterdir():
        if file.suffix in (".txt", ".md"):
            text = file.read_text("utf8", "surrogateescape")
            if any("\udc80" <= character <= "\udcff" for character in text):
                text = file.read_text("gb18030")
            lines = text.rstrip("\n").split("\n")
            file.write_text("\n".join([*lines, lines[-1][: len(lines[-1]) // 2] + "。"]) + "\n", "utf8")
    return folder


@experiment(
    "kill -9 of a build of changed documents",
    chapter="Crash",
    must="the store opens, every article is as it was or as it should be, and the same build run again gives the "
    "N-Quads of an undisturbed one",
    short=Form(times=2),
    long=Form(times=100),
)
def changed_builds(folder: Path, form: Form) -> Outcome:
    """A build into a store that holds an earlier state of the same paths."""
    early, late, texts = (folder / name for name in ("early", "late", "texts"))
    samples = documents(many=form.times > _SHORT)
    kg = commands(samples)
    shutil.copytree(samples, early)
    _changed(samples, late)

    def turn(to: Path) -> Path:
        shutil.rmtree(texts, ignore_errors=True)
        shutil.copytree(to, texts)
        return texts

    before, build = folder / "before", _build(texts)
    turn(early)
    kg.run(*build(before))
    turn(late)
    shutil.copytree(before, folder / "after")
    kg.run("warm", folder / "after" / "graph.kg", texts)
    alone = kg.run(*build(folder / "after"))
    victim = Victim(
        fresh=lambda home: _put(before, home),
        arguments=build,
        again=lambda home: [build(home)],
        whole=(by_graph(before / "graph.kg"), by_graph(folder / "after" / "graph.kg")),
        wanted=n_quads(folder / "after" / "graph.kg"),
    )
    return killed(kg, victim, folder, form, within=alone.seconds)


def _put(before: Path, home: Path) -> None:
    shutil.copytree(before, home, dirs_exist_ok=True)


@experiment(
    "kill -9 of a drop",
    chapter="Crash",
    must="the store opens, every article is whole or gone with all that it said, and the same drop run again gives "
    "the N-Quads of an undisturbed one",
    short=Form(times=2),
    long=Form(times=100),
)
def drops(folder: Path, form: Form) -> Outcome:
    """Several documents taken out at once."""
    texts = documents(many=form.times > _SHORT)
    kg, before = commands(texts), folder / "before"
    kg.run(*_build(texts)(before))
    names = sorted(file.name for file in texts.iterdir())[::2]

    def drop(home: Path) -> list[object]:
        return ["drop", *names, "-s", home / "graph.kg"]

    shutil.copytree(before, folder / "after")
    alone = kg.run(*drop(folder / "after"))
    victim = Victim(
        fresh=lambda home: _put(before, home),
        arguments=drop,
        # What is gone already is not known any more, so each name is dropped by itself.
        again=lambda home: [["drop", name, "-s", home / "graph.kg"] for name in names],
        whole=(by_graph(before / "graph.kg"),),
        wanted=n_quads(folder / "after" / "graph.kg"),
    )
    return killed(kg, victim, folder, form, within=alone.seconds)


@experiment(
    "kill -9 of a decision, and of the build that applies it",
    chapter="Crash",
    must="the decisions are those before or those after, the store opens, and decision and build run again give the "
    "N-Quads of undisturbed ones",
    short=Form(times=2),
    long=Form(times=100),
    mended=(
        "of two who decided at the same time one decision was lost (test_nothing_is_lost_where_many_decide_at_once)",
    ),
)
def decisions(folder: Path, form: Form) -> Outcome:
    """``kg decide`` and then ``kg build``, either of them killed."""
    texts = documents(many=form.times > _SHORT)
    kg, before, build = commands(texts), folder / "before", _build(texts)
    kg.run(*build(before))
    pair = sorted(
        entity.id for entity in open_view(before / "graph.kg").content().entities.values() if entity.codes
    )[:2]

    def decide(home: Path) -> list[object]:
        return ["decide", *pair, "--same", "-s", home / "graph.kg"]

    after = folder / "after"
    shutil.copytree(before, after)
    deciding = kg.run(*decide(after))
    kg.run("warm", after / "graph.kg", texts)
    building = kg.run(*build(after))
    whole = by_graph(before / "graph.kg"), by_graph(after / "graph.kg")
    wanted, lines = n_quads(after / "graph.kg"), decisions_file(after / "graph.kg").read_text("utf8")

    def decided(home: Path) -> None:
        _put(before, home)
        kg.run(*decide(home))

    def look(home: Path) -> str:
        file = decisions_file(home / "graph.kg")
        is_whole = not file.exists() or file.read_text("utf8") == lines
        return "" if is_whole else "the decisions are half written"

    first = Victim(
        fresh=lambda home: _put(before, home),
        arguments=decide,
        again=lambda home: [decide(home), build(home)],
        whole=whole,
        wanted=wanted,
        look=look,
    )
    second = Victim(
        fresh=decided,
        arguments=build,
        again=lambda home: [build(home)],
        whole=whole,
        wanted=wanted,
        look=look,
    )
    half = replace(form, times=form.times // 2, until=(time.monotonic() + form.until) / 2)
    tried = killed(kg, first, folder, half, within=deciding.seconds)
    rest = replace(form, times=form.times - half.times)
    more = killed(kg, second, folder, rest, within=building.seconds)
    return Outcome(tried=tried.tried + more.tried, failures=tried.failures + more.failures)


@experiment(
    "kill -9 of a large load",
    chapter="Crash",
    must="600 articles go in, and the store is compacted at the end: it opens, every article is whole or absent, and "
    "the same load run again gives the N-Quads of an undisturbed one",
    short=Form(times=1),
    long=Form(times=50),
)
def large_loads(folder: Path, form: Form) -> Outcome:
    """So many statements that closing the store compacts it."""
    (folder / "texts").mkdir()
    texts = digest_of_many(folder / "texts", 600 if form.times > 1 else 40)
    kg = commands(documents(many=False))
    kg.run("warm", folder / "graph.kg", texts)
    return _killed_first(kg, texts, folder, form)


@experiment(
    "kill -9 of a build with several processes",
    chapter="Crash",
    must="as above, and no process of the build is left after five seconds",
    short=Form(times=1),
    long=Form(times=20),
    mended=(
        "processes that extract lived on, one for each --workers, after their build was killed "
        "(test_processes_that_extract_end_with_a_build_that_was_killed)",
    ),
)
def spread_builds(folder: Path, form: Form) -> Outcome:
    """The process that writes is killed; those that extract must end by themselves."""
    texts = documents(many=form.times > _SHORT)
    kg = commands(texts)
    build: list[object] = ["build", texts, "-s", folder / "graph.kg", "--workers", "2"]
    alone = kg.run(*build)
    whole, wanted = by_graph(folder / "graph.kg"), n_quads(folder / "graph.kg")
    failures = []
    count = seed = 0
    while form.wants_more_than(count):
        seed += 1
        shutil.rmtree(folder / "graph.kg", ignore_errors=True)
        ended = kg.run(*build, after=random.Random(seed).uniform(0, alone.seconds))
        if not ended.was_killed:
            continue
        count += 1
        problem = left(folder / "graph.kg", whole)
        if _lives_on(kg.process, seconds=5):
            problem = problem or "processes that extract live on"
        again = kg.run(*build)
        if not problem and (again.status or n_quads(folder / "graph.kg") != wanted):
            problem = f"run again: {again.said[-300:]}"
        failures += [f"seed {seed}: {problem}"] if problem else []
    return Outcome(tried=count, failures=tuple(failures))


def _lives_on(group: int, *, seconds: float) -> bool:
    """Whether any process of the group is there after so many seconds; then it is ended."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.05)
    os.killpg(group, signal.SIGKILL)
    return True


@experiment(
    "log cut off at a random byte",
    chapter="Crash",
    must="what a machine that lost its power may leave: the store opens, every article is whole or absent, and the "
    "same build run again gives the N-Quads of an undisturbed one",
    short=Form(times=3),
    long=Form(times=200),
)
def torn_logs(folder: Path, form: Form) -> Outcome:
    """The log of a store that was never closed, shortened; of few documents, since much is not written by way of a log."""
    texts = documents(many=False)
    kg, build = commands(texts), _build(texts)
    kg.run(*build(folder / "whole"))
    whole, wanted = by_graph(folder / "whole" / "graph.kg"), n_quads(folder / "whole" / "graph.kg")
    failures = []
    home, seed, count = folder / "home", 0, 0
    while form.wants_more_than(count):
        seed += 1
        chance = random.Random(seed)
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir()
        if not _killed_with_a_log(kg, build(home), home / "graph.kg", chance).was_killed:
            continue
        last = _last_log(home / "graph.kg")
        if last is None:
            continue
        count += 1
        os.truncate(last, chance.randrange(last.stat().st_size))
        problem = left(home / "graph.kg", whole)
        again = kg.run(*build(home))
        if not problem and (again.status or n_quads(home / "graph.kg") != wanted):
            problem = f"run again: {again.said[-300:]}"
        failures += [f"seed {seed}: {problem}"] if problem else []
    return Outcome(tried=count, failures=tuple(failures))


def _killed_with_a_log(kg: Commands, build: list[object], store: Path, chance: random.Random) -> Ended:
    """Kill a build soon after its store's log holds something, which it does for a thirtieth of the build alone."""
    process = kg.start(*build)
    while not kg.has_ended() and _last_log(store) is None:
        time.sleep(0.001)
    time.sleep(chance.uniform(0, _LOGGING))
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
    return kg.wait()


def _last_log(store: Path) -> Path | None:
    """The log that may lose its end, if it has one: RocksDB syncs a log before it begins another one."""
    with suppress(FileNotFoundError):  # logs go while they are looked at
        last = max((store / "quads").glob("*.log"), default=None)
        return last if last is not None and last.stat().st_size else None
    return None
