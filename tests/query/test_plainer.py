"""Questions whose names make one plain question, though not every word of them is understood."""

from __future__ import annotations

from datetime import date

import pytest
from industry_graph import industry_view

from kg.query import Asker

ASKER = Asker(industry_view())


@pytest.mark.parametrize("question", ["宁德时代怎么辅佐特斯拉的", "宁德时代和特斯拉之间是怎么连起来的？"])
def test_how_two_are_connected_is_what_connects_them(question: str) -> None:
    reply = ASKER.ask(question, today=date(2024, 1, 1))
    assert "宁德时代 supplies 特斯拉" in {answer.label for answer in reply.answers}


def test_the_maker_before_the_name_of_its_product_is_set_aside_and_told() -> None:
    reply = ASKER.ask("华为那款鸿蒙OS都有谁在用", today=date(2024, 1, 1))
    assert [answer.label for answer in reply.answers] == ["京东"]


def test_what_is_only_planned_answers_where_nothing_else_does_and_is_told() -> None:
    reply = ASKER.ask("上海超级工厂使用什么电池", today=date(2024, 1, 1))
    assert [answer.label for answer in reply.answers] == ["麒麟电池"]
    assert "计划中" in reply.understood


@pytest.mark.parametrize("question", ["2020年宁德时代怎么打击特斯拉的", "谁怎么举报了特斯拉和宁德时代"])
def test_how_with_a_condition_is_not_taken_for_any_connection(question: str) -> None:
    assert ASKER.ask(question, today=date(2024, 1, 1)).question is None
