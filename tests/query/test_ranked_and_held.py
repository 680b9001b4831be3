"""What is ranked by amount, what is in someone's hands, who holds a post, for what policies are."""

from __future__ import annotations

from datetime import date

import pytest
from industry_graph import industry_view

from kg.query import Asker

ASKER = Asker(industry_view())
TODAY = date(2024, 1, 1)

# Question | what it is understood as.
BY_AMOUNT = """
金额前三的收购 | 列出 X, Y：X 收购 Y；已陈述的；各币种按金额从大到小；各币种前 3 个；另有 1 条计划中或推测的不计：英伟达 → Arm
前三大收购案是哪几笔 | 列出 X, Y：Y 收购 X；已陈述的；各币种按金额从大到小；各币种前 3 个；另有 1 条计划中或推测的不计：英伟达 → Arm
按金额排前三大收购案 | 列出 X, Y：Y 收购 X；已陈述的；各币种按金额从大到小；各币种前 3 个；另有 1 条计划中或推测的不计：英伟达 → Arm
金额排前三的投资 | 列出 X, Y：X 投资 Y；已陈述的；各币种按金额从大到小；各币种前 3 个
前五大投资 | 列出 X, Y：X 投资 Y；已陈述的；各币种按金额从大到小；各币种前 5 个
哪三家公司收购花的钱最多 | 求 Y：Y 收购 X；Y 是企业；已陈述的；各币种按金额从大到小；各币种前 3 个；另有 1 条计划中或推测的不计：英伟达
top 3 acquisitions ranked by amount | list X, Y: Y acquires X; asserted; largest amount of each currency first; the first 3 of each currency
"""
BY_NUMBER = """
前三大投资机构 | 列出 X, Y：X 投资 Y（X 是组织）；已陈述的；按数量从多到少；前 3 个
哪三家公司投资最多 | 求 X：X 是企业；X 投资 Y；已陈述的；按数量从多到少；前 3 个
"""
IN_HAND = """
华为手里有哪些拳头产品 | 求 X：华为 研发 X；已陈述的
华为手上有哪些技术 | 求 X：华为 研发 X；X 是技术或产品；已陈述的；没有写明“技术”的；以下不计“技术”，比所问的宽
华芯投资手里有哪些公司 | 求 X：华芯投资 持股 X；X 是企业；已陈述的
华芯投资手里有哪些股份 | 求 X：华芯投资 持股 X；已陈述的
腾讯手中有哪些被投企业 | 求 X：腾讯 投资 X；已陈述的
华为手里有哪些客户 | 求 X：华为 供应 X；已陈述的
"""
TARGETS = """
腾讯的投资标的有哪些 | 求 X：腾讯 投资 X；已陈述的
梳理一下腾讯的对外投资标的 | 求 X：腾讯 投资 X；已陈述的
腾讯投了哪些标的 | 求 X：腾讯 投资 X；已陈述的
腾讯的被投企业 | 求 X：腾讯 投资 X；已陈述的
"""
POSTS = """
腾讯谁当首席执行官 | 求 X：X 任职于 腾讯（首席执行官）；已陈述的
腾讯是谁在当首席执行官 | 求 X：X 任职于 腾讯（首席执行官）；已陈述的
腾讯谁是一把手 | 求 X：X 任职于 腾讯（负责人）；已陈述的
腾讯是谁当一把手 | 求 X：X 任职于 腾讯（负责人）；已陈述的
腾讯的首席执行官由谁来当 | 求 X：X 任职于 腾讯（首席执行官）；已陈述的
谁在腾讯当家 | 求 X：X 任职于 腾讯（负责人）；已陈述的
"""
POLICIES = """
针对隐私计算出过哪些政策 | 求 X：X 是政策；X 适用于 隐私计算；已陈述的
针对隐私计算有哪些扶持政策 | 求 X：X 是政策；X 适用于 隐私计算；已陈述的
针对人工智能出台了多少政策 | X 有多少：X 是政策；X 适用于 人工智能；已陈述的
贵州针对人工智能出台过哪些政策 | 求 X：X 是政策；X 适用于 人工智能；贵州 发布 X，或 X 适用于 贵州；已陈述的
贵州有哪些针对人工智能的政策 | 求 X：X 是政策；X 适用于 人工智能；贵州 发布 X，或 X 适用于 贵州；已陈述的
国家发展改革委针对人工智能出台了什么政策 | 求 X：X 是政策；X 适用于 人工智能；国家发展改革委 发布 X；已陈述的
东数西算是哪几个部门牵头搞的 | 求 X：X 发布 东数西算；X 是政府机构；已陈述的
东数西算由谁推动 | 求 X：X 发布 东数西算；已陈述的
谁主导了东数西算 | 求 X：X 发布 东数西算；已陈述的
世界人工智能大会是谁牵头搞的 | 求 X：X 举办 世界人工智能大会；已陈述的
谁主导了京东的融资 | 求 X：X 投资 京东（句中有“领投/牵头/主导/领衔”）；已陈述的
"""
DENIED = """
哪些计划中的收购被终止了 | 列出 X, Y：X 收购 Y；被否定的
which plans to acquire fell through | list X, Y: X acquires Y; denied
"""
DOERS = """
which three companies acquired the most | which X: X is a company; X acquires Y; asserted; those with the most first; the first 3
was the acquisition of Arm called off | which X: X acquires Arm, or Arm acquires X; denied
acquisition targets of Microsoft | which X: 微软 acquires X; asserted
"""
TWO_AT_ONCE = """
给苹果供货的厂商里，还有谁同时给华为供货 | 求 X：X 是企业；X 供应 苹果；X 供应 华为；已陈述的
哪些投资方投资了京东 | 求 X：X 投资 京东；已陈述的
which investors invested in JD.com | which X: X invests in 京东; asserted
特斯拉的各个系统是谁家供的货 | 求 X：X 供应 特斯拉；已陈述的
"""
ENGLISH = """
How much did Tencent put into JD.com, and where is that stated? | how much: 腾讯 invests in 京东; asserted
How much money did Tencent pour into JD.com | how much: 腾讯 invests in 京东; asserted
who put funds into JD.com | which X: X invests in 京东; asserted
who invested in JD.com, with the sentence | which X: X invests in 京东; asserted
Which acquisitions were denied? | list X, Y: Y acquires X; denied
Which acquisitions fell through or were denied? | list X, Y: Y acquires X; denied
Which acquisitions got called off? | list X, Y: Y acquires X; denied
"""


def rows(*texts: str) -> list[tuple[str, str]]:
    """Questions with what is told of them."""
    parts = (line.partition(" | ") for text in texts for line in text.strip().splitlines())
    return [(question, told) for question, _, told in parts]


@pytest.mark.parametrize(
    ("question", "understood"),
    rows(BY_AMOUNT, BY_NUMBER, IN_HAND, TARGETS, POSTS, POLICIES, DENIED, DOERS, TWO_AT_ONCE, ENGLISH),
)
def test_the_question_is_understood_as_this(question: str, understood: str) -> None:
    reply = ASKER.ask(question, today=TODAY)
    told = reply.understood.removesuffix("; 1 planned or supposed, not counted: 英伟达 → Arm")
    assert told == understood, reply.trouble


def test_all_ways_to_ask_for_the_largest_acquisitions_have_the_same_answers() -> None:
    questions = (
        "金额最大的三笔收购",
        "金额前三的收购",
        "前三大收购案是哪几笔",
        "按金额排，前三大收购案是哪几笔？",
    )
    found = {tuple(answer.label for answer in ASKER.ask(one, today=TODAY).answers) for one in questions}
    assert len(found) == 1
    assert "微软 → 动视暴雪" in found.pop()


def test_the_amount_of_what_is_ranked_can_still_be_asked_for() -> None:
    reply = ASKER.ask("前三大收购的金额", today=TODAY)
    assert reply.understood.startswith("金额多少：")
    assert "687亿美元" in {answer.record()["amount_text"] for answer in reply.answers}


@pytest.mark.parametrize("question", ["敞亮的收购有哪些", "Which acquisitions frobnicated", "谁敞亮投资"])
def test_a_question_that_names_nothing_is_offered_no_name(question: str) -> None:
    reply = ASKER.ask(question, today=TODAY)
    assert reply.question is None
    assert reply.offers
    for offer in reply.offers:
        found = ASKER.ask(offer, today=TODAY).question
        assert found is not None
        assert not found.thing.entities
