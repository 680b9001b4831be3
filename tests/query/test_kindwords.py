"""Unknown nouns beside a known kind, and what they leave out of an answer."""

from __future__ import annotations

import re

import pytest
from industry_questions import Questions

_EXTRA = """
2023-06-01 酒与钢琴
alibaba memberOf siac Asserted | 做白酒的阿里巴巴加入SIAC。
meituan memberOf siac Asserted | 美团加入SIAC。
tencent supplies jd Asserted | 腾讯向做钢琴的京东供货。
tencent supplies meituan Asserted | 腾讯向美团供货。
"""
QUESTIONS = Questions(_EXTRA)
ask = QUESTIONS.ask


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("加入SIAC的酒企有哪些", "阿里巴巴"),
        ("SIAC的会员单位有哪些酒商", "阿里巴巴"),
        ("腾讯给哪些钢琴企业供货", "京东"),
        ("腾讯给哪些钢琴的厂商供货", "京东"),
    ],
)
def test_a_noun_beside_a_kind_is_what_is_mentioned_and_the_others_are_named(
    question: str, expected: str
) -> None:
    reply = ask(question)
    assert [answer.label for answer in reply.answers] == [expected], reply.understood
    assert "个没有写明“" in reply.understood
    assert "美团" in reply.understood


def test_nothing_is_told_to_be_left_out_where_nothing_is() -> None:
    assert "没有写明" not in ask("加入SIAC的企业有哪些").understood


@pytest.mark.parametrize("question", ["腾讯给哪些榨菜的厂商供货", "哪家钢琴厂商给特斯拉供货"])
def test_a_noun_that_no_text_has_is_told_to_be_left_out(question: str) -> None:
    reply = ask(question)
    assert reply.answers
    assert re.search("没有写明“(?:榨菜|钢琴)”的；以下不计“(?:榨菜|钢琴)”，比所问的宽", reply.understood)


def test_a_noun_that_no_text_has_is_not_passed_over_within_a_word() -> None:
    assert not ask("加入SIAC的茶企有哪些").answers


def test_goods_are_not_looked_for_where_only_a_noun_beside_a_kind_is_unknown() -> None:
    reply = ask("Which operating system is HarmonyOS Next5 based on? 欧拉 (openEuler)")
    assert not reply.answers
    assert reply.trouble
