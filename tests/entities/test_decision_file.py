"""The file of decisions: read again as it was written, by several people at once, and where there is no room."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from entities.decision_samples import DECISIONS, judgement, same
from hypothesis import given
from hypothesis import strategies as st

from kg.entities.decision_file import change_decisions, load_decisions, save_decisions
from kg.entities.decisions import Decision, Decisions, Verdict
from kg.errors import LexiconError

DECIDING = """
import sys
from pathlib import Path
from kg.entities.decision_file import change_decisions
from kg.entities.decisions import Decision, Verdict
sys.stdin.readline()
for number in range(20):
    decision = Decision(first=sys.argv[2], second=f"x-{number}", verdict=Verdict.DIFFERENT)
    change_decisions(Path(sys.argv[1]), lambda known: known.with_(decision))
"""


def test_no_file_means_no_decisions(tmp_path: Path) -> None:
    assert len(load_decisions(tmp_path / "none.tsv")) == 0


@given(st.lists(DECISIONS, max_size=6))
def test_decisions_are_the_same_when_they_are_read_again(decisions: list[Decision]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "decisions.tsv"
        before = Decisions(decisions)
        save_decisions(before, path)
        after = load_decisions(path)
    assert after.digest == before.digest
    assert len(after) == len(before)
    assert all(after.canonical(one.first) == before.canonical(one.first) for one in decisions)


def test_judgements_of_facts_lie_in_the_same_file(tmp_path: Path) -> None:
    path = tmp_path / "decisions.tsv"
    before = Decisions([same("x-1", "x-2"), judgement(), judgement("x-3", is_right=True)])
    save_decisions(before, path)
    assert "article-1\tx-1 investsIn smic Asserted 3-9\twrong\t乙 investsIn 中芯国际" in path.read_text(
        "utf8"
    )
    after = load_decisions(path)
    assert set(after.judgements) == set(before.judgements)
    assert (len(after), after.digest) == (3, before.digest)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "a\tb\tsmae\t",
            r"line 2: not a decision; did you mean 'same'\?: write first, second, verdict, note",
        ),
        ("a\tb", r"line 2: not a decision: write"),
        ("article-1\tx-1 investsIn smic\twrong\t", r"line 2: 'x-1 investsIn smic' is no fact: write"),
        ("article-1\tx-1 likes smic Asserted 1-2\tright\t", r"is no fact: write"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "decisions.tsv"
    path.write_text(f"first\tsecond\tverdict\tnote\n{line}\n", "utf8")
    with pytest.raises(LexiconError, match=message):
        load_decisions(path)


def test_a_file_without_its_header_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "decisions.tsv"
    path.write_text("a\tb\tsame\t\n", "utf8")
    with pytest.raises(LexiconError, match=r"decisions\.tsv"):
        load_decisions(path)


def test_a_file_of_decisions_in_another_encoding_is_told_in_a_line(tmp_path: Path) -> None:
    file = tmp_path / "decisions.tsv"
    file.write_bytes("first\tsecond\tverdict\tnote\na\tb\tsame\t同一家\n".encode("gb18030"))
    with pytest.raises(LexiconError, match="save it as UTF-8"):
        load_decisions(file)


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
