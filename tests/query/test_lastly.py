"""Questions understood without the words that are left over, which the reply tells."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from industry_graph import industry_view
from industry_questions import Questions

from kg.errors import QueryError
from kg.query import Asker
from kg.query.asking.leftover import read_leftover
from kg.query.asking.longer import Longer
from kg.query.names import Names

_EXTRA = """
2023-04-01 合资与上市
alibaba shareholderOf sense Asserted | 阿里巴巴与软银都持有商汤科技的股份。
softbank shareholderOf sense Asserted | 阿里巴巴与软银都持有商汤科技的股份。
big-fund shareholderOf sense Asserted | 大基金持有商汤科技2%的股份。 | 2%=0.02
miit issues data-law Asserted | 工信部参与发布《数据安全法》配套文件。
tesla investsIn gigafactory Planned | 特斯拉计划向上海超级工厂投入5亿美元。 | 5亿美元=500000000 USD
samsung locatedIn shenzhen Asserted | 三星电子在深圳设有分部。
tencent investsIn sense Asserted | 腾讯投资商汤科技。
"""
QUESTIONS = Questions(_EXTRA)
ask = QUESTIONS.ask
labels = QUESTIONS.found


@pytest.mark.parametrize(
    ("question", "aside", "expected"),
    [
        ("贵州省内有哪些数据中心", "内", {"贵安数据中心"}),
        ("深圳一带有哪些企业", "一带", {"华为", "比亚迪", "三星电子"}),
        ("谁大举投资了阿里巴巴", "大举", {"软银集团"}),
    ],
)
def test_a_word_that_narrows_nothing_is_set_aside_and_told(
    question: str, aside: str, expected: set[str]
) -> None:
    reply = ask(question)
    assert {answer.label for answer in reply.answers} == expected
    assert f"“{aside}”" in reply.understood
    assert f"“{aside}”" in reply.record()["understood"]


@pytest.mark.parametrize(
    "question",
    [
        "谁抛弃了华为",
        "谁嫌弃特斯拉",
        "谁敞亮投资",
        "谁未必投资了京东",
        "沐禾科技在深圳内投资了谁",
        "Who ditched Huawei?",
    ],
)
def test_what_tells_the_relation_or_a_name_is_never_set_aside(question: str) -> None:
    assert not ask(question).answers


def test_a_verb_goes_where_the_money_tells_the_relation() -> None:
    reply = ask("特斯拉打算砸多少钱扩上海超级工厂")
    assert [answer.label for answer in reply.answers] == ["5亿美元"]
    assert "“扩”" in reply.understood
    assert not ask("特斯拉打算扩上海超级工厂吗").answers
    assert not ask("特斯拉打算砸多少钱关上海超级工厂").answers


@pytest.mark.parametrize(
    "question",
    [
        "部门下周开会要用材料，谁投资了京东？",
        "我在整理国内电商平台的材料，谁投资了京东？",
        "不好意思打扰各位，谁投资了京东？",
        "导师催我交综述了：谁投资了京东",
        "Sorry for the late mail, we need this for a deck: who invested in JD.com?",
    ],
)
def test_what_is_said_of_who_asks_is_skipped_and_told(question: str) -> None:
    reply = ask(question)
    assert {answer.label for answer in reply.answers} == {"腾讯"}


def test_a_company_named_before_the_question_is_not_skipped() -> None:
    assert not any("美团" in reply.understood for reply in [ask("我在研究美团，谁投资了京东？")])
    assert "不计入" not in ask("我在看美团的材料，谁投资了京东？").understood


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("阿里巴巴和软银共同持股的是哪家公司", {"商汤科技"}),
        ("阿里巴巴与软银一起持股的企业有哪些", {"商汤科技"}),
        ("商汤科技的股东当中有几家是基金", {"1"}),
        ("How many of the shareholders of 商汤科技 are funds?", {"1"}),
        ("腾讯和软银，谁投的公司更多？", {"腾讯", "软银集团"}),
        ("Between Tencent and SoftBank, who backed more companies?", {"腾讯", "软银集团"}),
        ("腾讯跟软银相比，谁投资的企业更多", {"腾讯", "软银集团"}),
        ("特斯拉的麒麟电池供应商是谁", {"宁德时代"}),
        ("微软斥资多少拿下动视暴雪", {"687亿美元"}),
    ],
)
def test_what_several_do_and_which_does_more(question: str, expected: set[str]) -> None:
    assert labels(question) == expected


def test_of_what_is_done_to_companies_only_companies_are_counted() -> None:
    ranked = {answer.label: answer.number for answer in ask("腾讯和特斯拉，谁投的公司更多？").answers}
    assert ranked == {"腾讯": 3}


@pytest.mark.parametrize(
    "question",
    [
        "英伟达跟苹果之间能通过谁联系起来",
        "谁把英伟达和苹果联系在一起",
        "英伟达和苹果靠什么公司连起来",
        "Through which company is Nvidia linked to Apple?",
    ],
)
def test_whom_two_are_connected_through_is_how_they_are_connected(question: str) -> None:
    assert labels(question) == {"英伟达 → 富士康 → 苹果"}


def test_which_of_those_was_done_together_is_a_question_of_its_own() -> None:
    reply = ask("工信部印发了哪些政策，其中哪份是和国家发展改革委一起发的？")
    first, second = reply.understood.split(" ‖ ")
    assert "工信部 发布 X" in first
    assert "工信部 和 国家发展改革委 发布 X" in second
    reply = ask("商汤科技有哪些股东，其中哪些是基金？")
    assert reply.understood.endswith("X 是基金；X 持股 商汤科技；已陈述的")


def test_a_place_has_what_is_inside_it() -> None:
    reply = ask("美国境内有哪些协会")
    assert [answer.label for answer in reply.answers] == ["SIAC"]
    assert "国内" not in reply.understood


def test_headquarters_that_no_sentence_tells_of_leave_what_is_there() -> None:
    reply = ask("总部设在杭州的公司有哪些")
    assert [answer.label for answer in reply.answers] == ["阿里巴巴"]
    assert "没有写明“总部”的" in reply.understood


def test_an_amount_is_exceeded_in_the_past_too() -> None:
    assert labels("哪些收购的金额超过了600亿美元") == {"微软 → 动视暴雪"}


def test_a_file_of_leftover_words_that_lacks_a_table_is_named(tmp_path: Path) -> None:
    (tmp_path / "leftover.toml").write_text('light = ["做"]\n', "utf8")
    with pytest.raises(QueryError, match=r"leftover\.toml: cannot be read"):
        read_leftover(tmp_path / "leftover.toml")


@pytest.mark.parametrize(
    "question",
    [
        "谁反对投资京东",  # 反 is no word left over
        "谁呼吁收购动视暴雪",
        "谁间接持股京东",
        "Who nearly acquired Activision Blizzard?",
        "如果下个月涨价，谁投资了京东？",
        "撇开基金，谁投资了京东？",
        "华为电视的供应商是谁",
    ],
)
def test_what_would_make_it_another_question_is_not_set_aside(question: str) -> None:
    assert not ask(question).answers


def test_a_piece_beside_a_name_is_a_longer_name_by_its_letters_or_its_sound() -> None:
    names = Names.of(industry_view())
    longer = Longer(names)
    battery = tuple(one.iri for one in names.labelled("麒麟电池"))
    assert longer("qilin", battery) == "麒麟电池"
    assert longer("os", tuple(one.iri for one in names.labelled("华为"))) == ""
    assert longer.alone("guizhou") == "贵州"
    assert longer.alone("guizhouu") == ""


def test_a_place_is_known_by_its_sound() -> None:
    reply = ask("Which data centers are in Guizhou?")
    assert [answer.label for answer in reply.answers] == ["贵安数据中心"]


def test_the_kind_behind_a_product_is_no_other_product() -> None:
    reply = ask("谁使用鸿蒙OS收割机？")
    assert {answer.label for answer in reply.answers} == {"京东"}
    assert "“收割机”" in reply.understood


def test_a_technology_may_be_a_word_for_goods() -> None:
    view = industry_view("2023-05-01 题\nhuawei develops kirin Asserted | 华为研制的麒麟芯片用上了人工智能。")
    reply = Asker(view).ask("华为推出了哪款人工智能", today=date(2024, 1, 1))
    assert {answer.label for answer in reply.answers} == {"麒麟芯片"}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("腾讯在京东占了多少股份", {"17%"}),
        ("腾讯这家公司占京东百分之多少的股份", {"17%"}),
        ("京东拿到了腾讯多少钱", {"13亿元"}),
        ("腾讯往美团身上砸了多少钱", {"10亿美元"}),
        ("华为的任正非是什么头衔", {"首席执行官"}),
        ("哪些公司正在采购宁德时代的电池", {"特斯拉", "蔚来"}),
        ("国家发展改革委和工信部联手印发过什么方案", {"算力枢纽实施方案"}),
        ("微众银行、宁德时代这两家各做了什么", {"隐私计算", "FATE", "麒麟电池"}),
        ("How big is the stake Tencent holds in JD.com?", {"17%"}),
    ],
)
def test_what_is_paid_or_held_is_asked_in_many_words(question: str, expected: set[str]) -> None:
    assert labels(question) == expected


def test_an_amount_may_be_of_a_near_relation_and_is_told_so() -> None:
    view = industry_view(
        "2023-05-01 题\nnvidia shareholderOf sense Asserted | 英伟达以2亿美元持股商汤科技。 | 2亿美元=200000000 USD"
    )
    reply = Asker(view).ask("英伟达花了多少钱投资商汤科技", today=date(2024, 1, 1))
    assert [answer.label for answer in reply.answers] == ["2亿美元"]
    assert "相近的关系" in reply.understood


def test_whoever_held_a_post_before_is_not_there_now() -> None:
    view = industry_view(
        "2023-05-01 题\nliuming worksFor sense Asserted | 商汤科技前首席科学家刘明离开。 | #前首席科学家"
    )
    reply = Asker(view).ask("刘明现在在哪家公司任职", today=date(2024, 1, 1))
    assert [answer.label for answer in reply.answers] == ["中芯国际"]
