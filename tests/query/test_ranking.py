"""Rankings that a word of the text would decide, plans by their stage, and shares in either relation."""

from __future__ import annotations

import pytest
from industry_questions import Questions

from kg.query.asking.preambles import without_preamble

_EXTRA = """
2023-05-01 题
samsung operates guian-dc Asserted | 三星电子经营贵安数据中心。
samsung operates gigafactory Asserted | 三星电子经营上海超级工厂。
intel operates guian-dc Asserted | 英特尔也经营贵安数据中心。
softbank shareholderOf sense Negated | 软银不再持有商汤科技的股份。
alibaba shareholderOf meituan Planned | 阿里巴巴拟持股美团。
catl supplies toyota Asserted | 宁德时代对外供货，丰田是其客户。
byd supplies toyota Asserted | 比亚迪向丰田供货。
byd supplies tesla Asserted | 比亚迪向特斯拉供货。
byd supplies nio Asserted | 比亚迪向蔚来供货。
byd supplies huawei Asserted | 比亚迪向华为供货。
byd supplies apple Asserted | 比亚迪向苹果供货。
byd supplies samsung Asserted | 比亚迪向三星电子供货。
byd supplies intel Asserted | 比亚迪向英特尔供货。
"""
QUESTIONS = Questions(_EXTRA)
ask = QUESTIONS.ask


def test_a_word_that_narrows_nothing_does_not_decide_a_ranking() -> None:
    plain, idle = ask("供货客户最多的企业是哪家？"), ask("对外供货客户最多的企业是哪家？")
    assert [one.label for one in idle.answers] == [one.label for one in plain.answers] == ["比亚迪"]
    assert "未计入“对外" in idle.understood


def test_a_word_for_sites_of_which_no_sentence_tells_is_any_site() -> None:
    reply = ask("三星电子和英特尔，谁运营的生产基地更多？")
    assert [one.label for one in reply.answers] == ["三星电子", "英特尔"]
    assert "以下不计“生产基地”" in reply.understood


@pytest.mark.parametrize(
    "question", ["软银到底有没有入股商汤科技？", "软银参股了商汤科技吗？", "软银有没有持股商汤科技？"]
)
def test_shares_that_are_denied_answer_whether_someone_took_them(question: str) -> None:
    assert [one.label for one in ask(question).answers] == ["否"]


def test_shares_that_are_planned_answer_whether_someone_took_them() -> None:
    (answer,) = ask("阿里巴巴有没有入股美团？").answers
    assert answer.label not in ("是", "否")


def test_whether_someone_invested_is_not_answered_by_shares_that_are_denied() -> None:
    assert not ask("软银有没有资助商汤科技？").answers


@pytest.mark.parametrize(
    "said", ["还处在计划阶段的", "仍处于筹划阶段的", "还在计划中的", "目前仍处于拟议阶段的"]
)
def test_the_stage_of_a_plan_says_that_it_is_planned(said: str) -> None:
    assert without_preamble(f"{said}收购有哪些？") == "计划中的收购有哪些？"
    assert "计划中的" in ask(f"{said}收购有哪些？").understood
