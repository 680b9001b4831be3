"""How one leads to the other, link by link; along a supply chain each link supplies the next."""

from __future__ import annotations

import pytest
from industry_questions import Questions

_EXTRA = """
2023-05-01 一条链
big-fund supplies sense Asserted | 大基金向商汤科技供货。
sense supplies softbank Asserted | 商汤科技向软银供货。
softbank supplies meituan Asserted | 软银向美团供货。
big-fund partnersWith meituan Asserted | 大基金与美团合作。
"""
QUESTIONS = Questions(_EXTRA)
ask = QUESTIONS.ask
CHAIN = "国家集成电路产业投资基金 → 商汤科技 → 软银集团 → 美团"


@pytest.mark.parametrize(
    "question",
    [
        "从大基金到美团，供应链上是怎么一步一步连起来的？",
        "大基金到美团的供应链是怎么串起来的",
        "供应链上从大基金到美团经过哪些企业",
        "大基金和美团之间的供应链路径是什么",
        "How does the supply chain run from 大基金 to 美团?",
        "Trace the supply chain from 大基金 to 美团",
    ],
)
def test_along_a_supply_chain_each_supplies_the_next(question: str) -> None:
    reply = ask(question)
    assert [answer.label for answer in reply.answers] == [CHAIN]
    assert any(told in reply.understood for told in ("一环供应一环", "each supplies the next"))


def test_a_chain_is_told_from_the_other_end_too_but_never_back_and_forth() -> None:
    reply = ask("从美团到大基金，供应链上是怎么连起来的")
    assert [answer.label for answer in reply.answers] == [" → ".join(reversed(CHAIN.split(" → ")))]


@pytest.mark.parametrize(
    "question",
    [
        "大基金怎么连到美团",
        "大基金是怎么一步步连到美团的",
        "从大基金到美团，是一环扣一环怎么连上的",
        "Trace the path from 大基金 to 美团",
        "What is the path from 大基金 to 美团?",
    ],
)
def test_without_a_supply_chain_any_fact_connects(question: str) -> None:
    reply = ask(question)
    assert [answer.statement.fact.relation for answer in reply.answers if answer.statement] == [
        "partnersWith"
    ]


def test_where_there_is_no_chain_other_ways_are_told_as_that() -> None:
    reply = ask("从英伟达到苹果，供应链上是怎么一环一环连起来的")
    assert reply.answers
    reply = ask("从软银到京东，供应链上是怎么一环一环连起来的")
    assert reply.answers
    assert "没有这样的链" in reply.understood
