"""Questions as they are typed, each understood as this; and what answers where nothing is told in these words."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest
from industry_graph import industry_view

from kg.query import Asker
from kg.query.asking.expanding import expanded
from kg.resources import seeds_folder

ASKER = Asker(industry_view())
TODAY = date(2024, 1, 1)


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("鸿蒙是哪家公司的产品", "求 X：X 研发 鸿蒙OS（鸿蒙OS 是产品）；X 是企业；已陈述的"),
        ("海思是哪家公司旗下的", "求 X：海思 隶属于 X；X 是企业；已陈述的"),
        ("海思是不是华为的公司", "是否：海思 隶属于 华为；已陈述的、被否定的"),
        ("中芯国际是哪里的企业", "求 X：中芯国际 位于 X；X 是地点；已陈述的"),
        ("中国移动靠谁供货", "求 X：X 供应 中国移动；已陈述的"),
        ("中国移动和华为有合作吗", "是否：中国移动 与 华为 合作；已陈述的、被否定的"),
        ("中芯国际的钱是谁出的", "求 X：X 投资 中芯国际；已陈述的"),
        ("中芯国际的钱都是从哪里来的", "求 X：X 投资 中芯国际；已陈述的"),
        ("谁在搞隐私计算的研发", "求 X：X 研发 隐私计算；已陈述的"),
        ("美团接入鸿蒙了没有", "是否：美团 使用 鸿蒙OS"),
        (
            "which companies develop federated learning",
            "which X: X is a company; X develops 联邦学习; asserted",
        ),
        ("who is chief executive officer at Huawei", "which X: X holds a post at 华为 (CEO); asserted"),
    ],
)
def test_an_everyday_question_is_understood_as_this(question: str, understood: str) -> None:
    reply = ASKER.ask(question, today=TODAY)
    assert reply.understood == understood, reply.trouble


def test_where_no_fact_tells_the_relation_those_near_it_answer_and_are_told() -> None:
    reply = ASKER.ask("华芯投资投了谁", today=TODAY)
    assert [answer.label for answer in reply.answers] == ["中芯国际"]
    assert "华芯投资 持股 X" in reply.understood
    assert "没有写明所问的关系；以下是相近的关系" in reply.understood


def test_an_answer_of_nothing_offers_what_to_ask_instead() -> None:
    reply = ASKER.ask("微众银行的供应商有哪些", today=TODAY)
    assert not reply.answers
    assert reply.understood
    assert "介绍一下微众银行" in reply.offers


def test_facts_of_no_time_answer_where_none_is_told_of_the_time_that_was_asked_for() -> None:
    reply = ASKER.ask("2019年谁和中国移动合作", today=TODAY)
    assert [answer.label for answer in reply.answers] == ["华为"]
    assert "没有写明“时间”的" in reply.understood


def test_a_fact_of_another_time_does_not_answer() -> None:
    assert not ASKER.ask("2005年任正非创立了什么", today=TODAY).answers


def test_words_with_choices_are_written_out() -> None:
    assert list(expanded(["钱{,都}在{哪,谁那}"])) == ["钱在哪", "钱在谁那", "钱都在哪", "钱都在谁那"]


_PHRASES = tomllib.loads((seeds_folder() / "markers" / "questions.toml").read_text("utf8"))["relation"]


def _with_choices(end: str) -> list[str]:
    return [one for word in _PHRASES["investsIn"][end]["zh"] if "{" in word for one in expanded([word])]


@pytest.mark.parametrize(
    ("end", "understood"),
    [("subjects", "求 X：X 投资 腾讯；已陈述的"), ("objects", "求 X：腾讯 投资 X；已陈述的")],
)
def test_every_phrase_with_choices_is_understood_alike(end: str, understood: str) -> None:
    phrases = _with_choices(end)[::7]
    told = {phrase: ASKER.ask(f"腾讯的{phrase}", today=TODAY).understood for phrase in phrases}
    assert len(phrases) > 20
    assert {phrase for phrase, reply in told.items() if reply.split("；没有")[0] != understood} == set()
