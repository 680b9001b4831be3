"""Decisions of people on identity."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.entities.decisions import (
    Decision,
    Decisions,
    Judgement,
    Verdict,
    load_decisions,
    save_decisions,
)
from kg.errors import LexiconError
from kg.model import Span
from kg.vocab import Modality, Relation

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


def judgement(
    subject: str = "x-1", *, is_right: bool = False, relation: Relation = Relation.INVESTS_IN
) -> Judgement:
    """That an article says, or does not say, that a thing invested in SMIC."""
    return Judgement(
        article="article-1",
        subject=subject,
        relation=relation,
        object="smic",
        modality=Modality.ASSERTED,
        evidence=Span(3, 9),
        is_right=is_right,
        note="乙 investsIn 中芯国际",
    )


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


def test_a_later_judgement_of_a_fact_replaces_an_earlier_one_and_can_be_undone() -> None:
    decisions = Decisions([judgement()]).with_(judgement(is_right=True))
    assert [one.is_right for one in decisions.judgements] == [True]
    assert decisions.digest != Decisions([judgement()]).digest
    undone = decisions.without("article-1", judgement().stated)
    assert (len(undone), undone.digest) == (0, Decisions().digest)


def test_a_judgement_holds_for_what_its_entities_were_joined_to() -> None:
    decisions = Decisions([judgement(), same("x-1", "huawei")])
    key = decisions.key("article-1", "huawei", Relation.INVESTS_IN, "smic", Modality.ASSERTED)
    assert set(decisions.of_article("article-1")) == {key}
    assert decisions.of_article("article-2") == {}


def test_a_symmetric_relation_is_judged_either_way_round() -> None:
    decisions = Decisions([judgement(relation=Relation.PARTNERS_WITH)])
    key = decisions.key("article-1", "smic", Relation.PARTNERS_WITH, "x-1", Modality.ASSERTED)
    assert key in decisions.of_article("article-1")


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
