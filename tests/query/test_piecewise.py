"""Questions of several clauses: each that is understood is answered, and each that is not is told as that."""

from __future__ import annotations

from datetime import date

import pytest
from industry_graph import industry_view

from kg.query import Asker

ASKER = Asker(industry_view())
TODAY = date(2024, 1, 1)


def test_a_clause_that_is_not_understood_leaves_the_others_to_be_answered() -> None:
    reply = ASKER.ask("华为的诨号是什么梗，竞争对手有哪些？", today=TODAY)
    assert [answer.label for answer in reply.answers] == ["中兴通讯"]
    assert reply.understood.endswith("没有听懂、未答：“华为的诨号是什么梗”")


def test_a_clause_that_names_nothing_is_of_what_the_clause_before_is_of() -> None:
    reply = ASKER.ask("谁创立了华为？它的供应商有哪些？", today=TODAY)
    assert [answer.label for answer in reply.answers] == ["任正非", "海思"]


@pytest.mark.parametrize("condition", ["如果明天下雨", "要是打七折"])
def test_what_may_be_a_condition_must_be_understood(condition: str) -> None:
    assert ASKER.ask(f"{condition}，华为的供应商有哪些？", today=TODAY).question is None


def test_who_was_asked_for_is_not_taken_for_whom_it_was_asked_of() -> None:
    reply = ASKER.ask("谁是中芯国际的诨号梗，还收购了谁？", today=TODAY)
    assert reply.question is None


def test_an_amount_is_not_asked_of_all_that_something_does() -> None:
    reply = ASKER.ask("腾讯在哪儿盖诨号，投多少钱？", today=TODAY)
    assert reply.question is None
