"""Decisions on two entities, judgements of a fact, and any decisions at all."""

from __future__ import annotations

from hypothesis import strategies as st

from kg.entities.decisions import Decision, Judgement, Verdict
from kg.model import Span
from kg.vocab import Modality, Relation

_IDS = st.sampled_from(["smic", "x-1", "x-2", "u-3", "ucloud", "x-4"])
DECISIONS = st.builds(
    Decision,
    first=_IDS,
    second=_IDS,
    verdict=st.sampled_from(Verdict),
    note=st.text(alphabet="同一 家\t公司\n", max_size=6),
).filter(lambda decision: decision.first != decision.second)


def same(first: str, second: str) -> Decision:
    """That the two are one."""
    return Decision(first=first, second=second, verdict=Verdict.SAME)


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
