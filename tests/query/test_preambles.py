"""What stands around a question and says nothing of what is asked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from industry_graph import industry_view

from kg.errors import QueryError
from kg.query import Asker
from kg.query.asking.preambles import read_preambles, without_preamble

ASKER = Asker(industry_view())


@pytest.mark.parametrize(
    "question",
    [
        "老板让我查一下，谁创立了华为",
        "我是记者，想核实一下谁创立了华为",
        "写报告用：谁创立了华为",
        "根据这批报道，请查明华为由何人创立",
        "I'm writing a story about 华为 - who founded it?",
        "Could you tell me who founded 华为?",
        "关于华为，是谁创立的",
    ],
)
def test_what_stands_before_a_question_says_nothing(question: str) -> None:
    reply = ASKER.ask(question, today=date(2024, 1, 1))
    assert [answer.label for answer in reply.answers] == ["任正非"]


@pytest.mark.parametrize("lead", ["这批报道里", "这些新闻里面出现的", "列一下"])
def test_the_largest_of_all_reports_is_the_largest(lead: str) -> None:
    reply = ASKER.ask(f"{lead}金额最大的一笔收购是哪个", today=date(2024, 1, 1))
    assert [answer.label for answer in reply.answers] == ["微软 → 动视暴雪"]


def test_a_rumour_that_is_denied_is_what_is_denied() -> None:
    reply = ASKER.ask("台积电向华为供货的说法被否认了吗", today=date(2024, 1, 1))
    assert all(answer.statement and answer.statement.fact.modality == "Negated" for answer in reply.answers)


def test_only_is_a_condition_that_must_be_understood() -> None:
    assert ASKER.ask("华为只供应中国移动吗", today=date(2024, 1, 1)).question is None


def test_a_question_without_a_preamble_stays_as_it_is() -> None:
    assert without_preamble("谁投资了华为？") == "谁投资了华为？"


def test_a_file_that_is_no_table_of_patterns_is_named(tmp_path: Path) -> None:
    (tmp_path / "preambles.toml").write_text('openings = ["("]\n', "utf8")
    with pytest.raises(QueryError, match=r"preambles\.toml: cannot be read"):
        read_preambles(tmp_path / "preambles.toml")
