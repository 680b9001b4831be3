"""How many there are, told above the list of which they are."""

from __future__ import annotations

from datetime import date

import pytest
from industry_graph import industry_view

from kg.query import Asker, Reply

ASKER = Asker(industry_view())


def ask(question: str) -> Reply:
    return ASKER.ask(question, today=date(2024, 1, 1))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("华为有几家子公司，分别叫什么", "共 {} 个"),
        ("华为旗下有多少家子公司，都叫啥", "共 {} 个"),
        ("How many subsidiaries does Huawei have, and what are they called?", "{} in all"),
    ],
)
def test_the_number_that_is_asked_for_stands_above_the_list(question: str, told: str) -> None:
    reply = ask(question)
    found = {answer.iri for answer in reply.answers}
    assert found
    assert reply.number == len(found)
    assert reply.told_number == told.format(len(found))
    assert reply.record()["number"] == len(found)


@pytest.mark.parametrize("question", ["华为的子公司有哪些", "华为的子公司是哪几家", "华为有几家子公司"])
def test_no_number_is_told_that_is_not_asked_for_or_is_the_answer(question: str) -> None:
    reply = ask(question)
    assert reply.answers
    assert reply.number is None
    assert not reply.told_number
    assert "number" not in reply.record()
