"""Decisions of people on identity."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.entities.decisions import Decision, Decisions, Verdict, load_decisions, save_decisions
from kg.errors import LexiconError

_IDS = st.sampled_from(["smic", "x-1", "x-2", "u-3", "ucloud", "x-4"])
_DECISIONS = st.builds(
    Decision,
    first=_IDS,
    second=_IDS,
    verdict=st.sampled_from(Verdict),
    note=st.text(alphabet="同一 家\t公司\n", max_size=6),
).filter(lambda decision: decision.first != decision.second)


def same(first: str, second: str) -> Decision:
    """That the two are one."""
    return Decision(first=first, second=second, verdict=Verdict.SAME)


def test_what_is_the_same_as_the_same_is_the_same() -> None:
    decisions = Decisions([same("x-1", "x-2"), same("x-4", "smic"), same("x-2", "x-4")])
    assert {decisions.canonical(one) for one in ("x-1", "x-2", "x-4", "smic")} == {"smic"}
    assert decisions.canonical("x-9") == "x-9"


def test_a_later_decision_on_the_same_two_replaces_an_earlier_one() -> None:
    decisions = Decisions([same("x-1", "smic")])
    changed = decisions.with_(Decision(first="smic", second="x-1", verdict=Verdict.DIFFERENT))
    assert changed.are_different("x-1", "smic")
    assert changed.canonical("x-1") == "x-1"
    assert len(changed) == 1
    assert len(changed.without("x-1", "smic")) == 0


def test_an_unsure_verdict_is_a_decision_without_effect() -> None:
    unsure = Decisions([Decision(first="a", second="b", verdict=Verdict.UNSURE)])
    assert unsure.is_decided("b", "a")
    assert not unsure.are_different("a", "b")
    assert unsure.canonical("b") == "b"
    assert unsure.digest == Decisions().digest


@given(st.lists(_DECISIONS, max_size=6))
def test_decisions_are_the_same_when_they_are_read_again(decisions: list[Decision]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "decisions.tsv"
        before = Decisions(decisions)
        save_decisions(before, path)
        after = load_decisions(path)
    assert after.digest == before.digest
    assert len(after) == len(before)
    assert all(after.canonical(one.first) == before.canonical(one.first) for one in decisions)


@given(st.lists(_DECISIONS, max_size=6, unique_by=lambda one: one.pair), st.randoms(use_true_random=False))
def test_the_order_of_decisions_does_not_matter(decisions: list[Decision], random: Random) -> None:
    shuffled = list(decisions)
    random.shuffle(shuffled)
    first, second = Decisions(decisions), Decisions(shuffled)
    assert first.digest == second.digest
    ids = {one for decision in decisions for one in decision.pair}
    assert all(first.canonical(one) == second.canonical(one) for one in ids)


def test_no_file_means_no_decisions(tmp_path: Path) -> None:
    assert len(load_decisions(tmp_path / "none.tsv")) == 0


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "a\tb\tsmae\t",
            r"line 2: not a decision; did you mean 'same'\?: write first, second, verdict, note",
        ),
        ("a\tb", r"line 2: not a decision: write"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "decisions.tsv"
    path.write_text(f"first\tsecond\tverdict\tnote\n{line}\n", "utf8")
    with pytest.raises(LexiconError, match=message):
        load_decisions(path)


@pytest.mark.xfail(strict=True, reason="the first line is skipped whatever it is")
def test_a_file_without_its_header_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "decisions.tsv"
    path.write_text("a\tb\tsame\t\n", "utf8")
    with pytest.raises(LexiconError, match=r"decisions\.tsv"):
        load_decisions(path)
