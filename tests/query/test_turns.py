"""Turns of speech in questions, asked as analysts ask them: each with its answers, against ``industry_graph``."""

from __future__ import annotations

from datetime import date

import pytest
from industry_graph import industry_view

from kg.query import Asker

ASKER = Asker(industry_view())
TODAY = date(2024, 1, 1)

# Question → answers, separated by blanks.
ANSWERED = """
除了华为还有谁给苹果供货 | 富士康
除腾讯以外，京东的股东还有谁 |
除了特斯拉，宁德时代还给谁供货 | 蔚来
which companies besides JD.com did Tencent invest in | 美团
who competes with Tesla apart from NIO | 比亚迪
特斯拉除了比亚迪还跟谁竞争 | 蔚来
腾讯和阿里巴巴谁的子公司更多 | 阿里巴巴
腾讯和软银谁投资的公司多 | 腾讯 软银集团
which has more competitors, Tesla or Huawei | 特斯拉 华为
任正非创立了华为还是腾讯 | 华为
腾讯和阿里巴巴都投资了谁 |
工信部和国家发展改革委都发布了什么 | 算力枢纽实施方案
工信部和国家发展改革委共同发布了哪些政策 | 算力枢纽实施方案
国家发展改革委和工信部都印发过的文件 | 算力枢纽实施方案
微众银行和蚂蚁集团都在研发的技术 | 隐私计算
工信部和国家发展改革委一起发布了什么 | 算力枢纽实施方案
特斯拉从谁那里买电池 | 宁德时代
特斯拉向谁采购 | 宁德时代
中国移动从哪家公司采购设备 | 华为
华为从谁那儿买麒麟芯片 | 海思
宁德时代卖麒麟电池给谁 | 特斯拉
does Tesla buy 麒麟电池 from CATL | yes
who buys iPhone from Foxconn | 苹果
谁给中国移动提供设备 | 华为
Tesla battery suppliers | 宁德时代
who supplies equipment to 中国移动 | 华为
与隐私计算相关的政策 |
哪些政策跟贵州有关 | 东数西算
贵州相关的政策有哪些 | 东数西算
与云计算有关的政策 | 云计算发展三年行动计划
和数据安全相关的法律 | 数据安全法
贵州有关的政策是谁发布的 |
腾讯做了哪些投资 | 京东 美团
阿里巴巴做过哪些收购 | 饿了么
which investments did Tencent make | 京东 美团
京东收到过哪些投资 | 腾讯
华为面临哪些竞争 | 中兴通讯
投资京东花了多少 | 13亿元
腾讯投了哪些公司，各投了多少 | 13亿元 10亿美元
哪家公司花687亿美元买了动视暴雪 | 微软
微软收购动视暴雪是哪一年的事 | 2022-01
华为啥时候成立的 | 1987
华为是哪年创办的 | 1987
东数西算在哪些地方落地 | 贵州 宁夏
鸿蒙在哪些企业落地 | 京东
鸿蒙用在哪些公司 | 京东
联邦学习应用于哪家公司 | 蚂蚁集团
贵安数据中心归谁运营 | 腾讯
贵州的数据中心是谁在运营 | 腾讯
贵州的数据中心由谁建设 | 腾讯
世界人工智能大会哪些单位主办 | 阿里巴巴
世界人工智能大会在哪开的 | 上海
上海办过哪些大会 | 世界人工智能大会
华为旗下有哪些产品 | 鸿蒙OS 麒麟芯片
华为旗下的产品 | 鸿蒙OS 麒麟芯片
腾讯旗下的数据中心 | 贵安数据中心
华为的芯片 | 麒麟芯片
华为有哪些芯片 | 麒麟芯片
特斯拉在上海有什么 | 上海超级工厂
刘明在中芯国际任什么职 | 非执行董事
赵海军当了什么官 | 联合首席执行官
马化腾待过哪些公司 | 腾讯
腾讯的CEO叫什么名字 | 马化腾
SIAC里头有没有苹果 | 是
京东的股东里有没有腾讯 | 是
哪些特斯拉的竞争对手和丰田合作 | 比亚迪
跟丰田合作的深圳公司 | 比亚迪
腾讯投资的美国公司 |
哪些车企和丰田合作 | 比亚迪
哪些芯片公司在上海 | 中芯国际
哪些半导体公司向华为供货 | 海思
which carmakers compete with NIO | 特斯拉
which chipmakers are in Shanghai | 中芯国际
谁曾想收购Arm | 英伟达
who tried to buy Arm | 英伟达
who wanted to acquire Arm | 英伟达
英伟达想买Arm出价多少 | 400亿美元
华芯投资占中芯国际多少股份 | 8.1%
中芯国际的股东及持股比例 | 8.1%
华为和丰田真的合作了吗 |
中国联通真的和中国铁塔合并了吗 | 否
was the merger of 中国联通 and 中国铁塔 called off | yes
name three members of SIAC | 英特尔 苹果 高通
investors in JD.com | 腾讯
华为由哪两家公司成立 |
数据安全法管着谁 | 阿里巴巴
对阿里巴巴动手的监管机构是谁 | 市场监管总局
"""
PAIRS = """
还没完成的收购有哪些 | 英伟达>Arm
哪些合并黄了 | 中国联通>中国铁塔
哪些交易被叫停了 | 中国联通>中国铁塔
which M&A deals fell through | 中国联通>中国铁塔
金额在100亿到900亿美元之间的收购 | 微软>动视暴雪
10到20亿元的投资 | 腾讯>京东 中芯国际>中芯京城
acquisitions worth between 50 and 90 billion dollars | 微软>动视暴雪
"""


def table(text: str) -> list[tuple[str, list[str]]]:
    """Questions with their answers, of which there may be none."""
    return [
        (question, answers.split())
        for question, _, answers in (line.partition(" |") for line in text.strip().splitlines())
    ]


@pytest.mark.parametrize(("question", "answers"), table(ANSWERED))
def test_a_turn_of_speech_is_understood_and_has_these_answers(question: str, answers: list[str]) -> None:
    reply = ASKER.ask(question, today=TODAY)
    assert reply.question is not None, reply.trouble
    assert {answer.label for answer in reply.answers} == set(answers), reply.understood or reply.trouble


@pytest.mark.parametrize(("question", "pairs"), table(PAIRS))
def test_a_turn_of_speech_lists_both_ends(question: str, pairs: list[str]) -> None:
    reply = ASKER.ask(question, today=TODAY)
    told = {answer.label.replace(" → ", ">") for answer in reply.answers}
    assert told == set(pairs), reply.understood or reply.trouble


@pytest.mark.parametrize(
    "question",
    [
        "which companies only use 鸿蒙",
        "谁是腾讯的前任董事长",
        "谁接替马化腾",
        "腾讯收购了饿了么还是投资了京东",
        "哪些公司落地",
        "除了腾讯",
        "the average investment of Tencent",
        "腾讯和阿里巴巴谁的营收更多",
    ],
)
def test_what_would_be_answered_too_widely_is_declined(question: str) -> None:
    reply = ASKER.ask(question, today=TODAY)
    assert (reply.question, reply.answers) == (None, ()), reply.understood
    assert reply.trouble
    assert reply.offers


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("除了腾讯还有谁投资了京东", "求 X：X 不是 腾讯；X 投资 京东；已陈述的；问到的之外"),
        ("谁和丰田签约", "求 X：X 与 丰田 合作（句中有“签/协议”）；已陈述的"),
        ("工信部和国家发展改革委都印发了什么", "求 X：工信部 和 国家发展改革委 发布 X；已陈述的"),
        ("特斯拉从谁那里买电池", "求 X：X 供应 特斯拉（产品：句中提到“电池”）；已陈述的"),
    ],
)
def test_what_a_turn_adds_is_told(question: str, understood: str) -> None:
    assert ASKER.ask(question, today=TODAY).understood == understood
