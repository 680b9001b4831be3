"""Second clauses: of the thing that the first one found, and of what it costs."""

from __future__ import annotations

import pytest
from industry_questions import Questions

_EXTRA = """
2023-07-01 工厂
sense operates gigafactory Planned | 商汤科技计划投资7亿元建设上海超级工厂。 | 7亿元=700000000 CNY
jd operates guian-dc Asserted | 京东运营贵安数据中心。
guian-dc locatedIn guizhou Asserted | 贵安数据中心位于贵州。
guian-dc uses harmonyos Asserted | 贵安数据中心使用鸿蒙。
"""
QUESTIONS = Questions(_EXTRA)
ask = QUESTIONS.ask
labels = QUESTIONS.labels


@pytest.mark.parametrize(
    "question",
    [
        "商汤科技拟建设什么工厂，预算多少钱？",
        "商汤科技打算建什么工厂，总预算是多少",
        "商汤科技打算建哪座工厂，要花多少？",
        "What factory does 商汤科技 plan to build, and what is the budget?",
        "Which factory does 商汤科技 plan to build, and how much will it cost?",
    ],
)
def test_what_it_costs_is_the_amount_of_the_rows_of_the_clause_before(question: str) -> None:
    reply = ask(question)
    assert [answer.label for answer in reply.answers] == ["7亿元"]
    assert [answer.statement.fact.object_label for answer in reply.answers if answer.statement] == [
        "上海超级工厂"
    ]


@pytest.mark.parametrize(
    "question",
    [
        "京东运营哪个数据中心，它在哪里？",
        "京东运营哪个数据中心，它位于哪里",
        "Which data center does JD.com operate, and where is it located?",
    ],
)
def test_it_is_the_thing_that_was_asked_for(question: str) -> None:
    assert "贵州" in labels(question)


def test_there_is_the_site_that_was_asked_for() -> None:
    assert "鸿蒙OS" in labels("京东运营哪个数据中心？那里使用什么？")


def test_a_clause_without_answers_is_told_beside_one_with() -> None:
    reply = ask("腾讯投资了哪些公司？腾讯加入了什么协会？")
    assert reply.answers
    assert reply.understood.endswith("（没有找到）")
    assert "没有找到" not in ask("京东运营哪个数据中心，它在哪里？").understood
