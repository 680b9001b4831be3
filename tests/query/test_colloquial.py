"""Questions as they are spoken: each with what it is understood as, against ``industry_graph``."""

from __future__ import annotations

from datetime import date

import pytest
from industry_graph import industry_view

from kg.query import Asker

ASKER = Asker(industry_view())
TODAY = date(2024, 1, 1)

# Question | what it is understood as.
LIGHT = """
京东背后都有哪些投资机构 | 求 X：X 投资 京东；X 是组织；已陈述的
京东的金主到底是谁呀 | 求 X：X 投资 京东；已陈述的
麻烦帮我查一下腾讯最后投了谁 | 求 X：腾讯 投资 X；已陈述的
上海那边有哪些企业 | 求 X：X 位于 上海；X 是企业；已陈述的
腾讯这几年都砸钱给谁了 | 求 X：腾讯 投资 X；已陈述的；未计入“这几年”，图谱不作此分
by the way, can you tell me exactly who invested in JD.com | which X: X invests in 京东; asserted
"""
NAMED = """
华为有几家子公司，分别叫什么 | 求 X：X 隶属于 华为；已陈述的
华为旗下有几家子公司,都叫啥 | 求 X：X 隶属于 华为；已陈述的
京东有几个投资方，都是谁 | 求 X：X 投资 京东；已陈述的
"""
SPHERES = """
国内搞隐私计算的有哪几家 | 求 X：X 在国内，或没有写明在境外；X 研发 隐私计算；已陈述的
腾讯在海外投资了谁 | 求 X：腾讯 投资 X；X 写明在境外；已陈述的
国内有哪些公司做隐私计算 | 求 X：X 是企业；X 在国内，或没有写明在境外；X 研发 隐私计算；已陈述的
"""
PLACED = """
上海有没有做芯片的公司 | 上海
上海哪些公司做芯片 | 上海
"""
BELONGING = """
海思现在归哪家公司 | 求 X：海思 隶属于 X；X 是企业；已陈述的
海思背靠谁 | 求 X：海思 隶属于 X；已陈述的
鸿蒙归谁家 | 求 X：X 研发 鸿蒙OS；已陈述的
"""
EVIDENCE = """
哪句话说腾讯投资了京东 | 列出 腾讯：腾讯 投资 京东；已陈述的
腾讯投资京东的原文是什么 | 列出 腾讯：腾讯 投资 京东；已陈述的
show me the sentence that says Tencent invested in JD.com | list 腾讯: 腾讯 invests in 京东; asserted
"""
SHAPES = """
贵州有什么政策支持吗 | 求 X：X 适用于 贵州；X 是政策；已陈述的
贵州被哪些国家政策点名了 | 求 X：X 适用于 贵州；X 是政策；已陈述的
腾讯和京东谁投资了谁 | 列出 腾讯：腾讯 投资 京东，或 京东 投资 腾讯；已陈述的
收购里面砸钱最多的三笔是什么 | 列出 X, Y：X 收购 Y；已陈述的；各币种按金额从大到小；各币种前 3 个；另有 1 条计划中或推测的不计：英伟达 → Arm
有哪些合并最后黄了 | 列出 X, Y：X 与 Y 合并；被否定的
英伟达打算把哪些资产买进来 | 求 X：英伟达 收购 X；计划中的
蔚来从哪里进货 | 求 X：X 供应 蔚来；已陈述的
京东是谁在给它砸钱 | 求 X：X 投资 京东；已陈述的
华芯投资跟中芯国际是怎么扯上关系的 | 什么联系着 华芯投资 和 中芯国际：已陈述的、计划中的、推测的
"""


def table(*texts: str) -> list[tuple[str, str]]:
    """Questions with what is told of them."""
    rows = (line.partition(" | ") for text in texts for line in text.strip().splitlines())
    return [(question, told) for question, _, told in rows]


@pytest.mark.parametrize(
    ("question", "understood"), table(LIGHT, NAMED, SPHERES, BELONGING, EVIDENCE, SHAPES)
)
def test_a_spoken_question_is_understood_as_this(question: str, understood: str) -> None:
    reply = ASKER.ask(question, today=TODAY)
    assert reply.understood == understood, reply.trouble


@pytest.mark.parametrize(("question", "place"), table(PLACED))
def test_a_place_before_everything_else_is_where_the_answers_are(question: str, place: str) -> None:
    reply = ASKER.ask(question, today=TODAY)
    assert f"X 位于 {place}" in reply.understood, reply.trouble
    assert "X 研发" in reply.understood


@pytest.mark.parametrize(
    "question",
    [
        "特斯拉的电池是找谁买的",
        "特斯拉的电池是从哪家拿的货",
        "特斯拉的电池从哪儿采购",
        "特斯拉用的是谁家的电池",
        "宁德时代的电池卖给谁",
    ],
)
def test_goods_before_what_is_done_with_them_are_those_of_the_fact(question: str) -> None:
    reply = ASKER.ask(question, today=TODAY)
    assert "供应" in reply.understood, reply.trouble
    assert "电池" in reply.understood
    assert {answer.label for answer in reply.answers} & {"宁德时代", "特斯拉", "蔚来"}


def test_goods_that_no_fact_states_are_left_out_and_that_is_told() -> None:
    reply = ASKER.ask("谁给特斯拉供应设备", today=TODAY)
    assert [answer.label for answer in reply.answers] == ["宁德时代"]
    assert reply.understood == "求 X：X 供应 特斯拉；已陈述的；没有写明“设备”的；以下不计“设备”，比所问的宽"


def test_a_kind_that_none_is_of_is_left_out_and_that_is_told() -> None:
    reply = ASKER.ask("哪些基金投资了京东", today=TODAY)
    assert [answer.label for answer in reply.answers] == ["腾讯"]
    assert reply.understood.endswith("没有写明“基金”的；以下不计“基金”，比所问的宽")
    reply = ASKER.ask("which funds invested in JD.com", today=TODAY)
    assert reply.understood.endswith(
        "none is told to be 'fund'; these are told without it, which is wider than asked"
    )


def test_an_answer_with_all_that_was_asked_is_never_widened() -> None:
    for question in ("哪些基金投资了中芯国际", "谁给特斯拉供应电池", "谁约谈了阿里巴巴"):
        assert "比所问的宽" not in ASKER.ask(question, today=TODAY).understood


def test_one_unknown_word_that_only_qualifies_is_set_aside_and_told() -> None:
    reply = ASKER.ask("哪些敞亮公司投资了京东", today=TODAY)
    assert reply.understood == "求 X：X 是企业；X 投资 京东；已陈述的；未计入“敞亮”，图谱不作此分"
    assert [answer.label for answer in reply.answers] == ["腾讯"]


@pytest.mark.parametrize(
    "question",
    [
        "谁投资了京东敞亮",  # part of a name
        "京东敞亮了谁",  # a verb
        "有多少敞亮公司投资了京东",  # the number would be wrong
        "敞亮的公司投资了京东吗",
        "which companies did Foobar acquire from Tencent",
    ],
)
def test_an_unknown_word_that_may_matter_is_not_set_aside(question: str) -> None:
    assert ASKER.ask(question, today=TODAY).question is None


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("华为底下有哪些公司", "求 X：X 隶属于 华为；X 是企业；已陈述的"),
        ("谁给京东掏过钱", "求 X：X 投资 京东；已陈述的"),
        ("对隐私计算有什么政策", "求 X：X 是政策；X 适用于 隐私计算；已陈述的"),
        ("英伟达想买Arm的事成了没有", "是否：英伟达 收购 Arm"),
        ("腾讯在哪些公司里有股份", "求 X：腾讯 持股 X；X 是企业；已陈述的"),
    ],
)
def test_verbs_that_come_apart_and_what_is_under_someone_are_understood(
    question: str, understood: str
) -> None:
    assert ASKER.ask(question, today=TODAY).understood == understood


def test_what_is_offered_keeps_the_names_the_direction_and_the_language() -> None:
    for question, offers in (
        ("谁趾高气扬地投资了京东敞亮", {"谁投资了京东？", "京东的投资方有哪些？"}),
        ("京东的投资方敞亮不", {"谁投资了京东？", "京东的投资方有哪些？"}),
        ("how frobnicated is 京东", {"tell me about 京东"}),
    ):
        assert set(ASKER.ask(question, today=TODAY).offers) == offers, question


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("京东的股权都在谁手里", "求 X：X 持股 京东；已陈述的"),
        ("华为和中兴是竞争关系吗", "是否：华为 与 中兴通讯 竞争；已陈述的、被否定的"),
    ],
)
def test_what_is_in_someones_hands_is_theirs(question: str, understood: str) -> None:
    assert ASKER.ask(question, today=TODAY).understood == understood
