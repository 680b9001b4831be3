"""Reading while somebody writes, and two who want to write."""

from __future__ import annotations

from pathlib import Path

from kg.store import Store, open_view
from kg.validate import validate
from torture.commands import commands, documents
from torture.graphs import Graphs, by_graph, torn
from torture.growing import looked_at
from torture.registry import Form, Outcome, experiment


@experiment(
    "reading while a store is built into",
    chapter="Concurrency",
    must="each reader sees whole articles, a union that is the union, a sound graph, and no article fewer than the "
    "reader before it",
    short=Form(times=3),
    long=Form(times=500),
)
def readers(folder: Path, form: Form) -> Outcome:
    """Readers that open the store at any moment of builds."""

    def look(store: Path, whole: Graphs) -> tuple[str, int]:
        view = open_view(store)
        number = len(view.content().articles)
        return torn(store, whole) or "; ".join(map(str, validate(view)[:3])), number

    return looked_at(folder, form, look)


@experiment(
    "a second writer",
    chapter="Concurrency",
    must="it is told so in one line, in no longer than it takes to read a store, and the first one's graph is that of an undisturbed build",
    short=Form(times=2),
    long=Form(times=100),
    mended=(
        "a second build loaded its knowledge for seconds before it was told "
        "(test_a_second_build_is_told_before_anything_is_loaded)",
    ),
)
def second_writers(folder: Path, form: Form) -> Outcome:
    """Commands that write, while the store is open for writing."""
    texts = documents(many=False)
    kg, store = commands(texts), folder / "graph.kg"
    kg.run("build", texts, "-s", store)
    kg.run("backup", folder / "saved", "-s", store)
    before = by_graph(store)
    name = sorted(file.name for file in texts.iterdir())[0]
    writing: list[list[object]] = [
        ["build", texts, "-s", store],
        ["drop", name, "-s", store],
        ["restore", folder / "saved", "--force", "-s", store],
    ]
    failures = []
    with Store.open(store):
        number = 0
        while form.wants_more_than(number):
            number += 1
            command = writing[number % len(writing)]
            # On a machine that is busy everything takes its time; a command that reads tells how much.
            patience = 1 + 3 * kg.run("stats", "-s", store).seconds
            ended = kg.run(*command)
            problem = ended.refused(
                "another kg is writing to this store: wait for it, or use another --store"
            )
            if not problem and ended.seconds > patience:
                problem = f"told after {ended.seconds:.1f} s"
            failures += [f"kg {command[0]}: {problem}"] if problem else []
    if by_graph(store) != before:
        failures.append("the graph is another one now")
    return Outcome(tried=number, failures=tuple(failures))
