"""Two words of a question that say one thing state it once; what they only look like is read as before."""

from __future__ import annotations

import pytest
from industry_graph import industry_view

from kg.query import Asker

ASKER = Asker(industry_view())


@pytest.mark.parametrize(
    "question",
    [
        "京东引入了哪些投资方",
        "京东引进了哪些投资者",
        "京东引入了哪些资本",
        "京东引进了谁的资本",
        "京东引入了谁的投资",
    ],
)
def test_taking_in_investors_or_capital_is_being_invested_in(question: str) -> None:
    reply = ASKER.ask(question)
    assert reply.understood == "求 X：X 投资 京东；已陈述的"
    assert [answer.label for answer in reply.answers] == ["腾讯"]


def test_the_word_for_a_strategic_investor_must_still_be_in_the_sentence() -> None:
    for word in ("战略投资者", "战投"):
        reply = ASKER.ask(f"京东引入了哪些{word}")
        assert reply.understood == "求 X：X 投资 京东（句中有“战略投资/战投”）；已陈述的"


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("京东引入了什么技术", "求 X：京东 使用 X；X 是技术；已陈述的"),
        ("京东引入了鸿蒙吗", "是否：京东 使用 鸿蒙OS；已陈述的、被否定的"),
        ("引入鸿蒙的公司", "求 X：X 是企业；X 使用 鸿蒙OS；已陈述的"),
    ],
)
def test_taking_in_a_technology_is_still_using_it(question: str, understood: str) -> None:
    assert ASKER.ask(question).understood == understood


def test_capital_that_is_not_taken_in_is_no_investor() -> None:
    assert ASKER.ask("京东的资本有哪些").question is None


@pytest.mark.parametrize(
    "question",
    [
        "中芯国际的股权结构，都有哪些股东？",
        "中芯国际的股权结构是什么，有哪些股东",
        "中芯国际的持股情况，股东有哪些",
        "中芯国际股权结构和股东",
        "中芯国际的股东结构",
    ],
)
def test_shareholders_beside_the_structure_of_shares_are_those_of_the_company(question: str) -> None:
    assert ASKER.ask(question).understood == "求 X：X 持股 中芯国际；已陈述的"


@pytest.mark.parametrize("question", ["中芯国际的股东有哪些股东", "中芯国际的股东的股东有哪些"])
def test_shareholders_of_shareholders_are_asked_for_where_both_are_said(question: str) -> None:
    understood = ASKER.ask(question).understood
    assert "X 持股 中芯国际；Y 持股 X" in understood or "X 持股 Y；Y 持股 中芯国际" in understood


@pytest.mark.parametrize("question", ["隐私计算行业有哪些公司", "隐私计算产业有哪些公司"])
def test_the_trade_of_a_technology_is_the_technology(question: str) -> None:
    assert ASKER.ask(question).understood == ASKER.ask("隐私计算有哪些公司").understood


@pytest.mark.parametrize("question", ["华为行业有哪些公司", "哪些行业适用算力枢纽实施方案"])
def test_a_trade_that_no_technology_tells_of_is_declined(question: str) -> None:
    assert ASKER.ask(question).question is None
