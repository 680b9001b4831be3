"""Decisions of several people at once, and where there is no room for them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kg.entities.decisions import (
    Decision,
    Decisions,
    Verdict,
    change_decisions,
    load_decisions,
    save_decisions,
)
from kg.errors import LexiconError

DECIDING = """
import sys
from pathlib import Path
from kg.entities.decisions import Decision, Verdict, change_decisions
sys.stdin.readline()
for number in range(20):
    decision = Decision(first=sys.argv[2], second=f"x-{number}", verdict=Verdict.DIFFERENT)
    change_decisions(Path(sys.argv[1]), lambda known: known.with_(decision))
"""


def test_nothing_is_lost_where_many_decide_at_once(tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    path = tmp_path / "graph.kg.decisions.tsv"
    people = [
        subprocess.Popen(
            [sys.executable, "-c", DECIDING, str(path), f"p-{number}"], stdin=subprocess.PIPE, text=True
        )
        for number in range(4)
    ]
    for person in people:
        assert person.stdin is not None
        person.stdin.write("\n")
        person.stdin.flush()
    assert [person.wait(60) for person in people] == [0, 0, 0, 0]
    assert len(load_decisions(path)) == 80
    assert list(tmp_path.iterdir()) == [path]


def test_decisions_that_cannot_be_written_are_told_and_those_before_are_safe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "graph.kg.decisions.tsv"
    first = Decision(first="a", second="b", verdict=Verdict.SAME)
    save_decisions(Decisions([first]), path)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(
        LexiconError, match=r"cannot be written \(No space left.*decisions made before are safe"
    ):
        change_decisions(path, lambda _: Decisions())
    assert list(load_decisions(path)) == [first]
    assert list(tmp_path.iterdir()) == [path]
