"""``kg load`` killed: shards into a new store in bulk, and into one that holds a graph article by article."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path

from torture.commands import commands, digest_of_many, documents
from torture.graphs import by_graph, n_quads
from torture.killing import Victim, killed
from torture.registry import Form, Outcome, experiment


def _shards(folder: Path, number: int) -> Path:
    from engine.making import made  # the shards that a cluster would write, made in this process

    (folder / "texts").mkdir()
    made([digest_of_many(folder / "texts", number)], folder / "shards", unit_bytes=2_000)
    return folder / "shards"


def _loads(folder: Path, form: Form, *, is_new: bool) -> Outcome:
    if find_spec("pyarrow") is None:
        return Outcome(tried=0, noted="not tried here: pyarrow is not installed")
    kg, texts, before = commands(documents(many=False)), documents(many=False), folder / "before"
    shards = _shards(folder, 300 if form.times > 10 else 20)
    before.mkdir()
    if not is_new:
        kg.run("build", texts, "-s", before / "graph.kg")

    def load(home: Path) -> list[object]:
        return ["load", shards, "-s", home / "graph.kg"]

    shutil.copytree(before, folder / "after")
    alone = kg.run(*load(folder / "after"))
    earlier = () if is_new else (by_graph(before / "graph.kg"),)
    wanted = n_quads(folder / "after" / "graph.kg")

    def look(home: Path) -> str:
        if not (home / "graph.kg").exists():
            return ""
        if is_new:
            return "" if n_quads(home / "graph.kg") == wanted else "only a part of it is loaded"
        found = by_graph(home / "graph.kg")
        return "an article of before is gone" if earlier[0].keys() - found.keys() else ""

    victim = Victim(
        fresh=lambda home: shutil.copytree(before, home, dirs_exist_ok=True) and None,
        arguments=load,
        again=lambda home: [load(home)],
        whole=(*earlier, by_graph(folder / "after" / "graph.kg")),
        wanted=wanted,
        look=look,
    )
    return killed(kg, victim, folder, form, within=alone.seconds)


@experiment(
    "kill -9 of a bulk load",
    chapter="Crash",
    must="kg load into a new store: there is none, or all of it; the same load run again gives the N-Quads of an "
    "undisturbed one",
    short=Form(times=1),
    long=Form(times=100),
)
def bulk_loads(folder: Path, form: Form) -> Outcome:
    """Oxigraph's bulk loader knows no transactions."""
    return _loads(folder, form, is_new=True)


@experiment(
    "kill -9 of a load into a store that holds a graph",
    chapter="Crash",
    must="the store opens, every article is whole or absent, none of those before is gone, and the same load run again "
    "gives the N-Quads of an undisturbed one",
    short=Form(times=1),
    long=Form(times=100),
)
def further_loads(folder: Path, form: Form) -> Outcome:
    """Articles go in one by one."""
    return _loads(folder, form, is_new=False)
