"""What things are called in English questions: with the English word for their kind, and in the plural."""

from __future__ import annotations

import industry_graph
import pytest

from kg.query import Asker

_MORE = "arm-architecture Technology ARM架构"
_FACTS = """2021-01-01 题
apple uses arm-architecture Asserted | 苹果采用ARM架构。
arm develops arm-architecture Asserted | Arm开发ARM架构。
"""


@pytest.fixture
def asker(monkeypatch: pytest.MonkeyPatch) -> Asker:
    for line in _MORE.splitlines():
        monkeypatch.setitem(industry_graph.ENTITIES, line.split()[0], industry_graph._entity(line))
    return Asker(industry_graph.industry_view(_FACTS))


@pytest.mark.parametrize("name", ["the Arm architecture", "Arm architecture", "ARM架构"])
def test_a_latin_name_with_the_english_word_for_its_kind_is_that_thing(asker: Asker, name: str) -> None:
    reply = asker.ask(f"which companies use {name}")
    assert reply.understood == "which X: X is a company; X uses ARM架构; asserted"
    assert [answer.label for answer in reply.answers] == ["苹果"]


def test_the_company_alone_is_still_the_company(asker: Asker) -> None:
    assert asker.ask("who plans to acquire Arm").understood == "which X: X acquires Arm; planned"


def test_what_no_thing_is_called_with_the_word_is_not_taken_for_one(asker: Asker) -> None:
    reply = asker.ask("which companies use the Intel architecture")
    assert "ARM" not in reply.understood
    assert not reply.answers


def test_things_are_still_spoken_of_in_the_plural(asker: Asker) -> None:
    reply = asker.ask("who makes iPhones")
    assert reply.understood == "which X: X develops iPhone; asserted"
