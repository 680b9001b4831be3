"""No room and no right to write: told in a line, and what was there is still there."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from torture.commands import commands, documents, only_read, small_disk
from torture.graphs import by_graph, left, n_quads
from torture.registry import Form, Outcome, experiment

# A disk has room for this many copies of the store that a build makes: its log, and files that are put together.
_COPIES = 6
_DISK = 12.0


@experiment(
    "disk full in the midst of a build",
    chapter="Crash",
    must="one line that says so, no traceback; the store opens on the full disk, every article is whole or absent, "
    "none of those before is gone; with room again, the same build gives the N-Quads of an undisturbed one",
    short=Form(times=2),
    long=Form(times=100),
    mended=(
        "a store on a full disk or a read-only file system was called damaged, to be removed and built again "
        "(test_a_store_is_not_called_damaged_for_what_is_wrong_with_the_disk)",
        "a build ended in a traceback where closing the store failed as writing had "
        "(test_a_store_that_cannot_be_written_any_more_is_left_without_a_traceback)",
        "kg decide ended in a traceback (test_decisions_that_cannot_be_written_are_told_and_those_before_are_safe)",
    ),
)
def full_disks(folder: Path, form: Form) -> Outcome:
    """A store of some of the documents, a random amount of room, a build of all of them."""
    texts = documents(many=form.times > 20)
    kg = commands(texts)
    kg.run("build", texts, "-s", folder / "whole.kg")
    whole, wanted = by_graph(folder / "whole.kg"), n_quads(folder / "whole.kg")
    some = sorted(texts.iterdir())[:2]
    size = sum(file.stat().st_size for file in (folder / "whole.kg").rglob("*") if file.is_file())
    failures, tried, seed = [], 0, 0
    with small_disk(folder / "disk", _DISK + _COPIES * size / 1e6) as mounted:
        if not mounted:
            return Outcome(tried=0, noted="not tried here: no file system may be mounted")
        store, filler = folder / "disk" / "graph.kg", folder / "disk" / "filler"
        while form.wants_more_than(tried):
            seed += 1
            shutil.rmtree(store, ignore_errors=True)
            kg.run("build", *some, "-s", store)
            before = by_graph(store)
            _fill(filler, room=random.Random(seed).randrange(size))
            ended = kg.run("build", texts, "-s", store)
            if ended.status == 0:  # there was room enough
                filler.unlink()
                continue
            tried += 1
            problem = ended.refused("No space left on device") or left(store, whole)
            if not problem and not before.keys() <= by_graph(store).keys():
                problem = "an article of before is gone"
            filler.unlink()
            again = kg.run("build", texts, "-s", store)
            if not problem and (again.status or n_quads(store) != wanted):
                problem = f"run again: {again.said[-300:]}"
            failures += [f"seed {seed}: {problem}"] if problem else []
    return Outcome(tried=tried, failures=tuple(failures))


def _fill(filler: Path, *, room: int) -> None:
    free = shutil.disk_usage(filler.parent).free
    filler.write_bytes(b"\0" * max(0, free - room))


@experiment(
    "every command on a full disk, and in a folder that is only read",
    chapter="Crash",
    must="what writes says so in one line and changes nothing; what only reads works",
    short=Form(times=1),
    long=Form(times=10),
)
def closed_folders(folder: Path, form: Form) -> Outcome:
    """What each command that writes says, and whether those that read still do."""
    texts = documents(many=False)
    kg = commands(texts)
    kg.run("build", texts, "-s", folder / "graph.kg")
    kg.run("backup", folder / "saved", "-s", folder / "graph.kg")
    names = sorted(file.name for file in texts.iterdir())
    failures, tried = [], 0
    with small_disk(folder / "disk", _DISK) as mounted:
        number = 0
        while form.wants_more_than(number):
            number += 1
            store = folder / "disk" / f"graph-{number}.kg"
            shutil.copytree(folder / "graph.kg", store)
            before = n_quads(store)
            writing: list[list[object]] = [
                ["drop", names[number % len(names)], "-s", store],
                ["decide", "smic", "harmonyos", "--different", "-s", store],
                ["build", texts, "-s", folder / "disk" / "new.kg"],
                ["build", texts, "--base", "http://example.org/", "-s", folder / "disk" / "deep" / "new.kg"],
                ["backup", folder / "disk" / "saved", "-s", store],
                ["restore", folder / "saved", "--force", "-s", store],
                ["export", folder / "disk" / "graph.ttl", "-s", store],
                ["view", "-o", folder / "disk" / "graph.html", "-s", store],
                ["facts", "-f", "csv", "-o", folder / "disk" / "facts.csv", "-s", store],
            ]
            reading: list[list[object]] = [
                ["stats", "-s", store],
                ["facts", "-s", store],
                ["validate", "-s", store],
            ]
            if mounted:
                filler = folder / "disk" / "filler"
                _fill(filler, room=0)
                lines = [
                    f"full, kg {command[0]}: {problem}"
                    for command in writing
                    if (problem := kg.run(*command).refused("No space left on device"))
                ]
                lines += [f"full, kg {command[0]} fails" for command in reading if kg.run(*command).status]
                filler.unlink()
                tried += len(writing) + len(reading)
                failures += lines if n_quads(store) == before else [*lines, "full: the graph changed"]
            with only_read(folder / "disk", is_mounted=mounted):
                words = "Read-only file system" if mounted else "Permission denied"
                lines = [
                    f"only read, kg {command[0]}: {problem}"
                    for command in writing
                    if (problem := kg.run(*command).refused(words))
                ]
                lines += [
                    f"only read, kg {command[0]} fails" for command in reading if kg.run(*command).status
                ]
                tried += len(writing) + len(reading)
                failures += lines if n_quads(store) == before else [*lines, "only read: the graph changed"]
            shutil.rmtree(store)
    return Outcome(tried=tried, failures=tuple(failures), noted="" if mounted else "by the rights on folders")
