"""Every relation in both directions, asked in the ways people ask: understood as it must be, never as something else."""

from __future__ import annotations

from datetime import date

import pytest
from industry_graph import industry_view
from paraphrases import Case, cases, told

from kg.query import Asker, Question
from kg.vocab import SYMMETRIC, Relation

VIEW = industry_view()
ASKER = Asker(VIEW)
LABELS = {iri: entity.label for iri, entity in VIEW.content().entities.items()}
NAMES = {name.text: entity.label for entity in VIEW.content().entities.values() for name in entity.labels}
TODAY = date(2024, 1, 1)
# All thirteen thousand take a minute; the step is prime, so that every way of asking comes with some relation.
EVERY = 13
SAMPLE: dict[Relation, list[Case]] = {relation: [] for relation in Relation}
for _case in list(cases())[::EVERY]:
    SAMPLE[_case.relation].append(_case)


def expected(case: Case) -> set[str]:
    """What is to be understood, as ``told`` tells it; 有没有公司… may ask whether or which."""
    subject, object_ = NAMES[case.subject], NAMES[case.object]
    joint = "=" if case.relation in SYMMETRIC else ">"
    ends = {
        "subject": {f"{end}{joint}{object_}" for end in "?*"},
        "object": {f"{subject}{joint}{end}" for end in "?*"},
    }.get(case.asks, {f"{subject}{joint}{object_}"})
    if joint == "=":
        ends |= {"=".join(reversed(end.split("="))) for end in ends}
    kinds = {
        "subject": ("thing", "number", "whether"),
        "object": ("thing", "number", "whether"),
        "time": ("time",),
    }
    return {f"{asked} {end}" for asked in kinds.get(case.asks, ("whether",)) for end in ends}


def is_as_meant(case: Case, question: Question) -> bool:
    """Of a word for two relations both may be understood, where one of them is the one that is meant."""
    said, relations = told(question, LABELS)
    asked, _, directions = said.partition(" ")
    found = {f"{asked} {direction}" for direction in directions.split(" or ")}
    return case.relation in relations and bool(found & expected(case))


@pytest.mark.parametrize("relation", Relation)
def test_what_is_asked_in_many_ways_is_understood_alike(relation: Relation) -> None:
    misread, declined = [], []
    for case in SAMPLE[relation]:
        question = ASKER.ask(case.text, today=TODAY).question
        if question is None:
            declined.append(case.text)
        elif not is_as_meant(case, question):
            misread.append(f"{case.text}: {told(question, LABELS)}")
    assert not misread
    assert len(declined) <= len(SAMPLE[relation]) // 50, declined


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("誰投資了中芯國際", {"国家集成电路产业投资基金"}),
        ("ｗｈｏ　ｉｎｖｅｓｔｅｄ　ｉｎ　ＳＭＩＣ", {"国家集成电路产业投资基金"}),
        ("哪些上市公司投资了京东", {"腾讯"}),
        ("哪些银行研发隐私计算", {"微众银行"}),
        ("腾讯有哪些数据中心", {"贵安数据中心"}),
        ("腾讯有哪些园区", set()),
        ("哪些国家是SIAC的所在地", {"美国"}),
        ("东数西算覆盖哪些国家", set()),
        ("鸿蒙是谁家的", {"华为"}),
        ("赵海军在哪家公司", {"中芯国际"}),
        ("谁持有中芯国际最多的股份", {"华芯投资"}),
        ("谁参与了京东的融资", {"腾讯"}),
        ("归阿里巴巴所有的公司", {"阿里云"}),
        ("SIAC里有哪些公司", {"英特尔", "苹果", "高通"}),
        ("is Intel among the members of SIAC", {"yes"}),
        ("哪些公司投资并收购了京东", set()),
        ("who both invests in and holds shares in JD.com", {"腾讯"}),
    ],
)
def test_ways_of_asking_that_no_relation_has_of_its_own(question: str, answers: set[str]) -> None:
    reply = ASKER.ask(question, today=TODAY)
    assert reply.question is not None, reply.trouble
    assert {answer.label for answer in reply.answers} == answers, reply.understood


@pytest.mark.parametrize(
    ("question", "beyond"),
    [
        ("中芯国际上市了吗", "上市"),
        ("谁贷款给华为", "贷款"),
        ("why did Nvidia buy Arm", "why"),
        ("华为的营收", "营收"),
    ],
)
def test_what_no_relation_tells_of_is_named_and_other_questions_offered(question: str, beyond: str) -> None:
    reply = ASKER.ask(question)
    assert reply.question is None
    assert f"“{beyond}”" in reply.trouble
    assert ("图谱不记录" in reply.trouble) or ("the graph tells of no" in reply.trouble)
    assert reply.offers


@pytest.mark.parametrize(
    "question", ["华为有多少员工", "how many people work for Huawei", "丰田和比亚迪合作了什么"]
)
def test_what_the_graph_could_only_guess_at_is_declined(question: str) -> None:
    assert ASKER.ask(question).question is None


def test_a_kind_that_the_graph_does_not_tell_apart_is_told_as_that() -> None:
    assert ASKER.ask("哪些独角兽和丰田合作").understood == (
        "求 X：X 是企业；X 不限于“独角兽”，图谱不作此分；X 与 丰田 合作；已陈述的"
    )


def test_a_trade_is_told_by_what_the_lexicon_notes_of_a_company() -> None:
    reply = ASKER.ask("哪些车企和丰田合作")
    assert reply.understood == "求 X：X 是企业；X 是车企（词典所注行业或名称）；X 与 丰田 合作；已陈述的"
    assert [answer.label for answer in reply.answers] == ["比亚迪"]
    assert ASKER.ask("哪些药企和丰田合作").answers == ()


def test_headquarters_are_not_answered_with_any_of_several_places() -> None:
    extra = "2021-01-01 题\nsense locatedIn shanghai Asserted | 商汤在上海。\nsense locatedIn beijing Asserted | 商汤在北京。"
    reply = Asker(industry_view(extra)).ask("商汤科技的总部在哪里")
    assert reply.answers == ()
    assert "上海" in reply.trouble
    assert "北京" in reply.trouble
