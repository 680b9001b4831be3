"""Words that no vocabulary knows, looked for in names and sentences: told, or the question is declined."""

from __future__ import annotations

import pytest
from industry_questions import Questions

_EXTRA = """
2023-03-01 商汤科技获新资金
softbank investsIn sense Asserted | 商汤科技C轮融资由软银领投。 | 2亿美元=200000000 USD @2023-02
huaxin-fund investsIn sense Asserted | 华芯投资此前参与了商汤科技的天使轮。
alibaba investsIn sense Planned | 阿里巴巴有意加入商汤科技的D轮融资。

2023-03-02 特斯拉的供货商
foxconn supplies tesla Asserted | 富士康把线束交付给特斯拉。
samsung supplies tesla Asserted | 三星电子给特斯拉供应车载摄像头。
samsung locatedIn shenzhen Asserted | 做激光雷达的三星电子在深圳也有分部。
samr regulates eleme Asserted | 市场监管总局因外卖补贴对饿了么罚款3万元。 | 3万元=30000 CNY
samr regulates sense Asserted | 市场监管总局对商汤科技罚款5万元。 | 5万元=50000 CNY
"""
QUESTIONS = Questions(_EXTRA)
ask = QUESTIONS.ask
labels = QUESTIONS.found


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("谁领投了商汤科技的C轮融资？", {"软银集团"}),
        ("商汤科技这一轮C轮都有谁投了", {"软银集团"}),
        ("商汤科技天使轮的投资方是谁", {"华芯投资"}),
        ("特斯拉的线束是谁供应的", {"富士康"}),
        ("哪家线束厂商给特斯拉供货？", {"富士康"}),
        ("请问向特斯拉供应车载摄像头的是哪家企业", {"三星电子"}),
        ("哪些外卖公司被市场监管总局罚款了", {"饿了么"}),
        ("深圳有哪些激光雷达公司", {"三星电子"}),
    ],
)
def test_an_unknown_noun_is_a_condition_on_the_sentence(question: str, expected: set[str]) -> None:
    assert labels(question) == expected


def test_the_word_is_told_in_how_it_was_understood_and_in_the_query() -> None:
    reply = ask("哪些机构参与了商汤科技的天使轮投资")
    assert "提到“天使轮”" in reply.understood
    assert "提到“天使轮”" in reply.record()["understood"]
    assert 'CONTAINS(LCASE(STR(?t0m1s)), "天使轮")' in reply.sparql
    assert "ikg:evidence" in reply.sparql


def test_letters_and_width_make_no_difference() -> None:
    assert labels("谁投了商汤科技的Ｃ轮") == labels("谁投了商汤科技的c轮") == {"软银集团"}


@pytest.mark.parametrize(
    "question",
    [
        "哪家公司投了商汤科技的E轮融资",  # no sentence tells of it
        "哪家公司投了商汤科技的航母",
    ],
)
def test_a_word_that_no_text_has_is_not_passed_over(question: str) -> None:
    reply = ask(question)
    assert not reply.answers
    assert reply.trouble


@pytest.mark.parametrize(
    "question",
    [
        "宇树科技投资了谁",
        "谁投资了宇树科技",
        "宇树科技的股东有哪些",
        "宇树科技给特斯拉供应什么",
        "宇树科技和软银投资了谁",
        "谁鄙视特斯拉",
        "谁在沈阳给特斯拉供货",
    ],
)
def test_an_unknown_name_place_or_verb_is_never_a_condition(question: str) -> None:
    assert not ask(question).answers


def test_of_a_count_only_those_that_the_word_is_told_of_are_counted() -> None:
    assert labels("有多少家外卖公司被罚款") == {"1"}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("商汤科技融资都有谁投了", {"软银集团", "华芯投资"}),
        ("被市场监管总局罚了款的公司都有哪家", {"饿了么", "商汤科技", "阿里巴巴"}),
        ("给特斯拉供货的都是哪几家工程公司", set()),
    ],
)
def test_a_frame_is_read_where_no_rule_takes_in_all_words(question: str, expected: set[str]) -> None:
    assert labels(question) == expected


def test_a_frame_keeps_the_direction_of_the_verb() -> None:
    assert labels("腾讯都把钱投给了哪些公司") == {"京东", "美团"}
    assert labels("阿里巴巴都有谁投") == {"软银集团"}


def test_what_is_at_a_place_besides_the_name_is_there() -> None:
    assert labels("腾讯在贵州建了什么") == {"贵安数据中心"}
    assert labels("腾讯在深圳建了什么") == set()


def test_a_field_of_companies_need_not_be_developed_but_told() -> None:
    reply = ask("哪些外卖企业被罚款了")
    assert {answer.label for answer in reply.answers} == {"饿了么"}
    assert "提到“外卖”" in reply.understood


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("中芯国际的第二大股东是谁", {"国家集成电路产业投资基金"}),
        ("阿里巴巴的第一大股东是谁？", {"软银集团"}),
    ],
)
def test_which_of_the_shareholders_is_a_condition_on_the_sentence(question: str, expected: set[str]) -> None:
    reply = ask(question)
    assert {answer.label for answer in reply.answers} <= expected | {"大基金"}
    assert reply.answers
    assert "大" in reply.understood.split("句中有")[1]


def test_when_and_where_at_once_are_two_questions() -> None:
    assert "上海" in labels("世界人工智能大会什么时候、在哪里举行")
    assert "没有" not in ask("世界人工智能大会在哪里举行，谁主办").understood


def test_what_goods_is_asked_and_not_whether() -> None:
    assert labels("海思给华为供应什么器件") == {"麒麟芯片"}
