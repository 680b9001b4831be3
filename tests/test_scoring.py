"""Graphs measured against annotated articles."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg import resources
from kg.build import build
from kg.export import export
from kg.scoring import Counts, Figures, lines, score
from kg.store import open_view
from kg.train.annotated import read
from kg.train.matching import gold_keys

GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold"


def test_a_graph_without_the_articles_is_told_what_is_missing(tmp_path: Path) -> None:
    chosen = pick(resources.seeds_folder() / "annotated", tmp_path / "gold", 2)
    (tmp_path / "other.txt").write_text("另一篇\n紫光股份收购新华三。\n", "utf8")
    build([str(tmp_path / "other.txt")], tmp_path / "graph.kg")
    figures = score(open_view(tmp_path / "graph.kg").content(), chosen)
    assert len(figures.missing) == 2
    assert figures.facts.right == figures.facts.said == 0
    assert figures.facts.gold == sum(len(gold_keys(annotated)) for annotated in read(chosen))


def test_right_said_and_annotated_things_add_up(tmp_path: Path) -> None:
    chosen = pick(resources.seeds_folder() / "annotated", tmp_path / "gold", 3)
    build([str(path) for path in sorted(chosen.glob("*.txt"))], tmp_path / "graph.kg")
    figures = score(open_view(tmp_path / "graph.kg").content(), chosen)
    assert figures.missing == []
    assert 0 < figures.typed.right <= figures.entities.right <= figures.entities.said
    for part in (figures.by_relation, figures.by_type):
        total = figures.facts if part is figures.by_relation else figures.typed
        assert sum(counts.right for counts in part.values()) == total.right
        assert sum(counts.gold for counts in part.values()) == total.gold
    wrong = [mistake for mistake in figures.mistakes if mistake.kind == "spurious fact"]
    assert len(wrong) == figures.facts.said - figures.facts.right
    assert {"facts", "entities, typed", "modality right"} <= {row["of"] for row in lines(figures)}


@pytest.mark.skipif(not GOLD.is_dir(), reason="the gold sets are not beside this checkout")
def test_the_counts_are_those_of_the_gold_sets_own_scorer(tmp_path: Path) -> None:
    chosen = pick(GOLD / "news", tmp_path / "gold", 3)
    build([str(path) for path in sorted(chosen.glob("*.txt"))], tmp_path / "graph.kg")
    view = open_view(tmp_path / "graph.kg")
    export(view, tmp_path / "graph.ttl")
    theirs = json.loads(
        subprocess.run(
            [sys.executable, str(GOLD / "score.py"), str(tmp_path / "graph.ttl"), str(chosen), "--json"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    )
    ours = score(view.content(), chosen)
    for name, counts in named(ours).items():
        assert (counts.right, counts.said, counts.gold) == tuple(
            theirs[name][key] for key in ("tp", "pred", "gold")
        )


def named(figures: Figures) -> dict[str, Counts]:
    return {"entity": figures.entities, "entity typed": figures.typed, "relation": figures.facts}


def pick(folder: Path, into: Path, count: int) -> Path:
    """The first annotated articles of a folder, in a folder of their own."""
    into.mkdir()
    for path in sorted(folder.glob("*.json"))[:count]:
        shutil.copy(path, into)
        shutil.copy(path.with_suffix(".txt"), into)
    return into
