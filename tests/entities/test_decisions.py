"""Decisions of people on identity and on facts."""

from __future__ import annotations

from random import Random

from entities.decision_samples import DECISIONS, judgement, same
from hypothesis import given
from hypothesis import strategies as st

from kg.entities.decisions import Decision, Decisions, Verdict
from kg.vocab import Modality, Relation


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


@given(st.lists(DECISIONS, max_size=6, unique_by=lambda one: one.pair), st.randoms(use_true_random=False))
def test_the_order_of_decisions_does_not_matter(decisions: list[Decision], random: Random) -> None:
    shuffled = list(decisions)
    random.shuffle(shuffled)
    first, second = Decisions(decisions), Decisions(shuffled)
    assert first.digest == second.digest
    ids = {one for decision in decisions for one in decision.pair}
    assert all(first.canonical(one) == second.canonical(one) for one in ids)


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
