"""A store that is built into again and again, looked at meanwhile."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

from kg.errors import StoreError
from torture.commands import commands, digest_of_many, documents
from torture.graphs import Graphs, by_graph, is_young
from torture.registry import Form, Outcome

Look = Callable[[Path, Graphs], tuple[str, int]]
"""Given a store and what its graphs hold when they are whole: what is wrong, if anything, and how many articles it has."""


def looked_at(folder: Path, form: Form, look: Look) -> Outcome:
    """Look at a store so many times while it grows: of its articles there may never be fewer than before."""
    (folder / "texts").mkdir()
    texts = digest_of_many(folder / "texts", 300 if form.times > 20 else 30)
    kg, store = commands(documents(many=False)), folder / "graph.kg"
    kg.run("warm", store, texts)
    kg.run("build", texts, "-s", store)
    whole = by_graph(store)
    failures, tried = [], 0
    while form.wants_more_than(tried):
        shutil.rmtree(store, ignore_errors=True)
        kg.start("build", texts, "-s", store)
        seen = 0
        while form.wants_more_than(tried) and not kg.has_ended():
            try:
                problem, number = look(store, whole)
            except StoreError as error:
                if is_young(error):
                    time.sleep(0.01)
                    continue
                problem, number = str(error), seen
            tried += 1
            if not problem and number < seen:
                problem = f"{number} articles, and {seen} before"
            seen = number
            failures += [f"{tried}: {problem}"] if problem else []
        kg.wait()
    return Outcome(tried=tried, failures=tuple(failures))
