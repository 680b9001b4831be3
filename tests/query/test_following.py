"""Later clauses of a question: of what the clause before answered, or told by its rows."""

from __future__ import annotations

from datetime import date

import pytest
from industry_graph import industry_view

from kg.query import Asker, Reply

ASKER = Asker(industry_view())


def ask(text: str) -> Reply:
    return ASKER.ask(text, today=date(2024, 1, 1))


def test_they_are_the_answers_of_the_clause_before() -> None:
    reply = ask("哪些公司研发隐私计算，它们都采用了什么技术？")
    assert [answer.label for answer in reply.answers] == ["微众银行", "蚂蚁集团", "联邦学习"]


def test_those_of_whom_nothing_is_told_are_named() -> None:
    reply = ask("哪些公司研发隐私计算，它们都采用了什么技术？")
    assert "没有写明的：微众银行" in reply.understood


def test_english_pronouns_are_the_answers_too() -> None:
    reply = ask("Which companies develop 隐私计算, and what do they use?")
    assert [answer.label for answer in reply.answers][-1] == "联邦学习"


def test_the_post_is_that_of_the_founder_in_what_was_founded() -> None:
    reply = ask("请问华为由何人创办，其现任职务为何？")
    assert [answer.label for answer in reply.answers] == ["任正非", "首席执行官"]


def test_it_is_what_the_clause_before_is_of_where_that_makes_sense() -> None:
    reply = ask("谁创立了华为？它的供应商有哪些？")
    assert [answer.label for answer in reply.answers] == ["任正非", "海思"]


def test_two_kinds_of_objects_of_one_thing_are_two_answers() -> None:
    reply = ask("华为研发了什么产品，供应给谁？")
    assert {"鸿蒙OS", "麒麟芯片", "中国移动"} == {answer.label for answer in reply.answers}


@pytest.mark.parametrize(
    "question",
    ["Who acquired 动视暴雪 and how much was the price?", "谁收购了动视暴雪，作价几何，是什么时候完成的？"],
)
def test_an_amount_asked_for_afterwards_opens_no_other_question(question: str) -> None:
    reply = ask(question)
    facts = [answer.statement.fact for answer in reply.answers if answer.statement]
    assert [(fact.subject_label, fact.object_label) for fact in facts] == [("微软", "动视暴雪")]


def test_what_no_row_states_is_told_to_be_unstated() -> None:
    assert "没有写明" in ask("谁收购了饿了么，股权比例是多少，作价几何？").understood


def test_the_goods_are_told_by_the_row() -> None:
    reply = ask("谁给苹果代工，供的是什么？")
    assert [answer.label for answer in reply.answers] == ["富士康"]
    assert reply.understood.endswith("“供的是什么”见各行所列")


def test_a_later_clause_that_is_of_nothing_is_not_answered_with_everything() -> None:
    reply = ask("已经告吹的收购有哪些，分别是谁收购谁？")
    assert all(answer.statement and answer.statement.fact.modality == "Negated" for answer in reply.answers)


def test_the_pronoun_it_is_not_the_trade_it() -> None:
    assert "英伟达" in ask("What does 英伟达 make and who competes with it?").understood


def test_what_he_did_is_not_what_his_company_did() -> None:
    reply = ask("阿里云的母公司是谁，他还收购了谁？")
    assert [answer.label for answer in reply.answers] == ["阿里巴巴"]


def test_he_is_whom_a_clause_names() -> None:
    reply = ask("任正非创立了什么，他在哪家公司任职？")
    assert [answer.label for answer in reply.answers] == ["华为", "华为"]
