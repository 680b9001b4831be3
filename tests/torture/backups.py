"""Backups taken while the store is built, and copying killed."""

from __future__ import annotations

import random
import shutil
import time
from pathlib import Path

from kg.errors import StoreError
from kg.store import backup, open_view, restore
from torture.commands import commands, documents
from torture.graphs import Graphs, left, n_quads
from torture.growing import looked_at
from torture.registry import Form, Outcome, experiment


@experiment(
    "backup of a store that is built into",
    chapter="Concurrency",
    must="the backup is whole, gives back every article whole or absent, and no fewer of them than one before",
    short=Form(times=2),
    long=Form(times=100),
)
def live_backups(folder: Path, form: Form) -> Outcome:
    """Backups at random moments of builds."""
    chance = random.Random(7)

    def look(store: Path, whole: Graphs) -> tuple[str, int]:
        time.sleep(chance.uniform(0, 0.2))
        for name in ("saved", "again.kg"):
            shutil.rmtree(folder / name, ignore_errors=True)
        backup(store, folder / "saved")
        try:
            restore(folder / "saved", folder / "again.kg")
            number = len(open_view(folder / "again.kg").content().articles)
        except StoreError as error:  # what was kept can be given back, whatever the store is like
            return f"cannot be given back: {error}", 0
        return left(folder / "again.kg", whole), number

    return looked_at(folder, form, look)


@experiment(
    "kill -9 of a backup or a restore",
    chapter="Crash",
    must="what was there is there, or what was to be, or it is said that its replacement was cut off; run again, the graph "
    "is that of the backup",
    short=Form(times=2),
    long=Form(times=100),
)
def copies(folder: Path, form: Form) -> Outcome:
    """A backup in the place of an older one and a restore in the place of a store, both by force."""
    texts = documents(many=form.times > 20)
    kg, store, saved = commands(texts), folder / "graph.kg", folder / "saved"
    names = sorted(file.name for file in texts.iterdir())
    kg.run("build", texts, "-s", store)
    wanted = n_quads(store)
    kg.run("backup", folder / "full", "-s", store)
    kg.run("drop", *names[:2], "-s", store)
    kg.run("backup", folder / "less", "-s", store)
    less = n_quads(store)
    backing: list[object] = ["backup", saved, "--force", "-s", folder / "full.kg"]
    giving: list[object] = ["restore", folder / "full", "--force", "-s", folder / "home.kg"]
    kg.run("restore", folder / "full", "-s", folder / "full.kg")
    shutil.copytree(folder / "less", saved)
    within = {"backup": kg.run(*backing).seconds}
    kg.run("restore", folder / "less", "-s", folder / "home.kg")
    within["restore"] = kg.run(*giving).seconds
    failures, tried, seed = [], 0, 0
    while form.wants_more_than(tried):
        seed += 1
        chance = random.Random(seed)
        command, place, old = (backing, saved, "less") if seed % 2 else (giving, folder / "home.kg", "less")
        for path in folder.glob(f"*{place.name}*"):
            shutil.rmtree(path)
        if command is backing:
            shutil.copytree(folder / old, saved)
        else:
            kg.run("restore", folder / old, "-s", place)
        ended = kg.run(*command, after=chance.uniform(0, within[str(command[0])] * 1.05))
        if not ended.was_killed:
            continue
        tried += 1
        try:
            problem = (
                "" if n_quads(place) in (less, wanted) else "the graph is neither the old nor the new one"
            )
        except StoreError as error:
            cut_off = "its replacement was cut off" in str(error)
            problem = "" if cut_off else str(error)
        again = kg.run(*command)
        if not problem and (again.status or n_quads(place) != wanted):
            problem = f"run again: {again.said[-300:]}"
        parts = [path.name for path in folder.glob(f"*{place.name}.*") if path != place]
        if not problem and parts:
            problem = f"{parts} is left"
        failures += [f"seed {seed}: {problem}"] if problem else []
    return Outcome(tried=tried, failures=tuple(failures))
