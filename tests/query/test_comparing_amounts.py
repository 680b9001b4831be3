"""Which of two sites took more money: the amounts of both."""

from __future__ import annotations

import pytest
from industry_questions import Questions

_EXTRA = """
2023-08-01 两个项目
sense investsIn gigafactory Asserted | 商汤科技向上海超级工厂投资7亿元。 | 7亿元=700000000 CNY
jd investsIn guian-dc Asserted | 京东向贵安数据中心投资9亿元。 | 9亿元=900000000 CNY
"""
QUESTIONS = Questions(_EXTRA)
labels = QUESTIONS.labels


@pytest.mark.parametrize(
    "question",
    [
        "上海超级工厂和贵安数据中心，哪个投的钱更多？",
        "商汤科技的上海超级工厂和京东的贵安数据中心，哪个投的钱更多",
        "上海超级工厂跟京东的贵安数据中心相比，哪个项目投资额更大",
        "上海超级工厂与贵安数据中心哪座花的钱更多",
    ],
)
def test_the_amounts_of_both_are_told(question: str) -> None:
    assert labels(question) == ["7亿元", "9亿元"]


def test_whose_investment_it_is_stays_a_condition() -> None:
    assert labels("商汤科技的上海超级工厂和腾讯的贵安数据中心，哪个投的钱更多") == ["7亿元"]
