"""Facts that contradict each other, and pairs that only seem to."""

from __future__ import annotations

import pytest
from industry_graph import industry_view

from kg.quads import iri
from kg.query.analysis import Conflict, Kind, conflicts


def found(story: str, **options: object) -> list[Conflict]:
    return conflicts(industry_view(story).content(), **options)  # type: ignore[arg-type]


def sentences(conflict: Conflict) -> set[str]:
    return {conflict.first.evidence, conflict.second.evidence}


CONTRADICTIONS = {
    Kind.POST: (
        "2021-06-10 人事\nliuming worksFor huawei Asserted | 刘明担任华为CEO。 | #集团CEO",
        "华为 首席执行官",
        {"任正非是华为首席执行官。", "刘明担任华为CEO。"},
    ),
    Kind.MAJORITY: (
        "2021-06-01 控股\nzte shareholderOf smic-beijing Asserted | 中兴通讯持有中芯京城70%的股份。 | 70%=0.7",
        "中芯京城",
        {"中芯京城是中芯国际的控股子公司。", "中兴通讯持有中芯京城70%的股份。"},
    ),
    Kind.AMOUNT: (
        "2022-01-20 交易\nmicrosoft acquires activision Asserted | 微软斥资950亿美元收购动视暴雪。"
        " | 950亿美元=95000000000 USD",
        "微软 acquires 动视暴雪",
        {"微软以687亿美元收购动视暴雪。", "微软斥资950亿美元收购动视暴雪。"},
    ),
    Kind.SHARE: (
        "2022-01-20 股权\ntencent shareholderOf jd Asserted | 腾讯持有京东22%的股份。 | 22%=0.22",
        "腾讯 shareholderOf 京东",
        {"腾讯持有京东17%的股份。", "腾讯持有京东22%的股份。"},
    ),
    Kind.DENIAL: (
        "2021-06-20 供货\ntsmc supplies huawei Asserted | 台积电向华为供货。",
        "台积电 supplies 华为",
        {"台积电不再向华为供货。", "台积电向华为供货。"},
    ),
    Kind.DIRECTION: (
        "2022-01-20 收购\nactivision acquires microsoft Asserted | 动视暴雪收购微软。",
        "动视暴雪 acquires 微软",
        {"微软以687亿美元收购动视暴雪。", "动视暴雪收购微软。"},
    ),
    Kind.FOUNDING: (
        "2022-01-20 历史\nrenzhengfei founds huawei Asserted | 任正非于1991年创立华为。 | @1991",
        "华为",
        {"任正非1987年创立华为。", "任正非于1991年创立华为。"},
    ),
}


def test_a_graph_without_contradictions_has_no_conflicts() -> None:
    assert found("") == []


def test_every_kind_of_contradiction_is_tried() -> None:
    assert set(CONTRADICTIONS) == set(Kind)


@pytest.mark.parametrize("kind", CONTRADICTIONS, ids=str)
def test_two_facts_that_cannot_both_be_so_are_a_conflict_with_both_sentences(kind: Kind) -> None:
    story, about, told = CONTRADICTIONS[kind]
    (conflict,) = found(story)
    assert (conflict.kind, conflict.about, sentences(conflict)) == (kind, about, told)


HARMLESS = {
    "a succession years later": "2024-06-10 人事\nliuming worksFor huawei Asserted | 刘明任华为首席执行官。 | #首席执行官",
    "a handover": "2021-06-10 人事\nliuming worksFor huawei Asserted | 刘明接替任正非任华为首席执行官。 | #首席执行官",
    "a post made for two": "2021-06-10 人事\nliuming worksFor huawei Asserted | 刘明任华为联合首席执行官。 | #联合首席执行官",
    "the head of a part": "2021-06-10 人事\nliuming worksFor tencent Asserted | 刘明任云业务总裁。 | #云业务首席执行官",
    "a post that many hold": "2021-05-28 人事\npony worksFor smic Asserted | 马化腾任非执行董事。 | #非执行董事",
    "a parent above the owner": (
        "2021-05-28 控股\nbig-fund shareholderOf smic-beijing Asserted | 大基金间接持有中芯京城51%。 | 51%=0.51"
    ),
    "owners counted together": (
        "2021-05-28 控股\nzte shareholderOf smic-beijing Asserted | 中兴与蔚来合计持有中芯京城60%。 | 60%=0.6"
    ),
    "a rounded amount": (
        "2022-01-20 交易\nmicrosoft acquires activision Asserted | 微软约690亿美元收购动视暴雪。"
        " | 690亿美元=69000000000 USD"
    ),
    "another currency": (
        "2022-01-20 交易\nmicrosoft acquires activision Asserted | 微软约4400亿元收购动视暴雪。"
        " | 4400亿元=440000000000 CNY"
    ),
    "another round": (
        "2021-06-20 交易\nbig-fund investsIn smic Asserted | 大基金2015年投资中芯国际3亿美元。"
        " | 3亿美元=300000000 USD @2015"
    ),
    "a plan and a denial": "2022-06-25 合并\nchina-unicom mergesWith china-tower Planned | 联通拟与铁塔合并。",
    "a state that ended": "2016-06-25 供货\ntsmc supplies huawei Asserted | 台积电向华为供货。",
    "firms that supply each other": "2021-06-05 供货\nhuawei supplies hisilicon Asserted | 华为向海思供货。",
    "one founding dated to the year and to the day": (
        "2022-01-20 历史\nrenzhengfei founds huawei Asserted | 华为创立于1987年9月15日。 | @1987-09-15"
    ),
}


@pytest.mark.parametrize("story", HARMLESS.values(), ids=HARMLESS)
def test_what_only_seems_to_contradict_is_no_conflict(story: str) -> None:
    assert found(story) == []


def test_one_sentence_that_has_two_firms_supply_each_other_was_misread_unless_it_says_so() -> None:
    story = "2021-06-05 供货\narm supplies apple Asserted | {0}。\napple supplies arm Asserted | {0}。"
    assert [one.kind for one in found(story.format("苹果是Arm的客户"))] == [Kind.DIRECTION]
    assert found(story.format("苹果与Arm互为供应商")) == []


def test_what_happened_cannot_be_denied_years_later() -> None:
    story = "2025-01-20 否认\nalibaba acquires eleme Negated | 阿里巴巴并未收购饿了么。"
    (conflict,) = found(story)
    assert (conflict.kind, conflict.times) == (Kind.DENIAL, "apart")


def test_what_was_denied_may_happen_later() -> None:
    story = "2023-01-20 合并\nchina-unicom mergesWith china-tower Asserted | 中国联通与中国铁塔合并。"
    assert found(story) == []


def test_the_window_says_what_is_of_one_time() -> None:
    story = "2022-06-20 供货\ntsmc supplies huawei Asserted | 台积电向华为供货。"
    assert found(story) == []
    (conflict,) = found(story, within=400)
    assert conflict.times == "near"


def test_articles_that_disagree_in_one_way_are_one_conflict_with_the_nearest_sentences() -> None:
    story = (
        "2021-06-20 甲\ntsmc supplies huawei Asserted | 台积电向华为供货。\n\n"
        "2021-06-04 乙\ntsmc supplies huawei Asserted | 台积电仍向华为供货。\n\n"
        "2021-06-03 丙\ntsmc supplies huawei Asserted | 台积电今向华为供货。"
    )
    (conflict,) = found(story)
    assert conflict.times == "same"
    assert "台积电今向华为供货。" in sentences(conflict)


def test_conflicts_are_chosen_by_kind_thing_and_confidence() -> None:
    story = CONTRADICTIONS[Kind.DENIAL][0] + "\n\n" + CONTRADICTIONS[Kind.SHARE][0]
    assert {one.kind for one in found(story)} == {Kind.DENIAL, Kind.SHARE}
    assert [one.kind for one in found(story, kinds=frozenset({Kind.SHARE}))] == [Kind.SHARE]
    assert [one.kind for one in found(story, about=iri("huawei").value)] == [Kind.DENIAL]
    assert found(story, min_confidence=0.95) == []
