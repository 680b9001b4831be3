"""Questions whose words stand otherwise than the grammar has them: where goods come from, whether or not, what is within."""

from __future__ import annotations

from datetime import date

import pytest
from industry_graph import industry_view
from industry_questions import Questions

from kg.query import Asker

_EXTRA = """
2023-07-01 供货与工厂
tsmc supplies huawei Asserted | 华为的射频器件由台积电供应。
huawei develops harmonyos Asserted | 华为推出鸿蒙。
guian-dc uses harmonyos Asserted | 贵安数据中心使用鸿蒙。
jd operates gigafactory Planned | 京东拟在深圳建设上海超级工厂。
gigafactory locatedIn shenzhen Planned | 京东拟在深圳建设上海超级工厂。
tesla investsIn guizhou Planned | 特斯拉计划在贵州投入8亿美元。 | 8亿美元=800000000_USD
sense operates guian-dc Planned | 商汤科技拟投资9亿元在贵州建设贵安数据中心。 | 9亿元=900000000_CNY
guian-dc locatedIn guizhou Planned | 商汤科技拟投资9亿元在贵州建设贵安数据中心。
alibaba investsIn zte Asserted | 阿里巴巴与腾讯向中兴通讯投资88亿欧元。 | 88亿欧元=8800000000_EUR
tencent investsIn zte Asserted | 阿里巴巴与腾讯向中兴通讯投资88亿欧元。 | 88亿欧元=8800000000_EUR
jd investsIn eleme Asserted | 京东向饿了么投资3亿欧元。 | 3亿欧元=300000000_EUR
tencent acquires sense Negated | 腾讯否认收购商汤科技。
"""
QUESTIONS = Questions(_EXTRA)
ask = QUESTIONS.ask
labels = QUESTIONS.found


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("华为的射频器件从哪儿来", {"台积电"}),
        ("华为的射频器件主要是从哪家公司采购的？", {"台积电"}),
        ("Who makes chips for Huawei?", {"台积电"}),
        ("贵安数据中心里装的系统是哪家公司做的", {"华为"}),
        ("京东准备去哪个城市建上海超级工厂", {"深圳"}),
        ("特斯拉打算在贵州砸多少钱建厂", {"8亿美元"}),
    ],
)
def test_it_is_answered_however_it_is_turned(question: str, expected: set[str]) -> None:
    assert expected <= labels(question)


@pytest.mark.parametrize("question", ["腾讯到底收没收购商汤科技？", "腾讯收购没收购商汤科技"])
def test_whether_or_not_asks_whether(question: str) -> None:
    assert labels(question) <= {"否"}


def test_what_it_does_is_of_whom_the_clause_before_is_of() -> None:
    assert labels("华为的供应商有哪些，它推出了什么产品") >= {"台积电", "鸿蒙OS"}


def test_a_month_of_no_year_is_looked_for_in_the_sentence() -> None:
    reply = ask("9月谁投资了中芯国际")
    assert reply.answers and "没有写明“9月”的" in reply.understood


def test_where_it_is_built_is_of_what_the_clause_before_asks_the_cost_of() -> None:
    assert labels("商汤科技拟建的数据中心要花多少钱，建在什么地方？") == {"9亿元", "贵州"}


def test_the_first_deal_is_of_all_who_are_in_it() -> None:
    answers = ask("金额最大的一笔投资是哪笔").answers
    euros = [
        answer.label for answer in answers if answer.statement and answer.statement.fact.currency == "EUR"
    ]
    assert sorted(euros) == ["腾讯 → 中兴通讯", "阿里巴巴 → 中兴通讯"]


@pytest.mark.parametrize("question", ["美国半导体联盟有哪些企业", "美国半导体联盟里有哪些公司？"])
def test_the_companies_of_an_association_are_its_members(question: str) -> None:
    assert {"苹果", "英特尔"} <= labels(question)


def test_a_year_that_an_article_leaves_open_is_looked_for_as_it_is_written() -> None:
    asker = Asker(
        industry_view(
            "2023-07-01 收购\ntencent acquires sense Negated | 去年7月腾讯放弃收购商汤科技。 | @去年7月"
        )
    )
    reply = asker.ask("腾讯去年收购了商汤科技吗", today=date(2026, 1, 1))
    assert [answer.label for answer in reply.answers] == ["否"]
    assert "时间写作“去年”" in reply.understood


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("中芯国际是大基金跟哪些机构一起创办的", "X 不是 国家集成电路产业投资基金"),
        ("三星电子跟英特尔是竞争关系还是合作关系？", "什么联系着 三星电子 和 英特尔"),
        ("持有中芯国际两成以上股份的股东是谁？", "比例 >= 20%"),
        ("针对隐私计算，监管部门发过什么文件？", "X 适用于 隐私计算"),
        ("马化腾是什么来头", "关于 马化腾 的一切"),
    ],
)
def test_it_is_understood_so(question: str, expected: str) -> None:
    assert expected in ask(question).understood
