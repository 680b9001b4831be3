"""Both of two names, one of which two things have."""

from __future__ import annotations

import industry_graph
import pytest

from kg.query import Asker

_MORE = ("huahong Company 上海华虹|华虹", "huahong-fab Company 华虹")
_FACTS = """2021-01-01 题
catl supplies smic Asserted | 宁德时代供应中芯国际。
catl supplies huahong-fab Asserted | 宁德时代供应华虹。
tesla supplies huahong Asserted | 特斯拉供应华虹。
tesla supplies huahong-fab Asserted | 特斯拉供应华虹。
"""


@pytest.fixture
def asker(monkeypatch: pytest.MonkeyPatch) -> Asker:
    for line in _MORE:
        monkeypatch.setitem(industry_graph.ENTITIES, line.split()[0], industry_graph._entity(line))
    return Asker(industry_graph.industry_view(_FACTS))


@pytest.mark.parametrize("question", ["谁同时给中芯国际和华虹供货", "who supplies both 中芯国际 and 华虹"])
def test_any_of_the_things_that_a_name_stands_for_will_do(asker: Asker, question: str) -> None:
    reply = asker.ask(question)
    assert {answer.label for answer in reply.answers} == {"宁德时代"}, reply.understood


def test_that_either_will_do_is_told(asker: Asker) -> None:
    understood = asker.ask("谁同时给中芯国际和华虹供货").understood
    assert understood == "求 X：X 供应 中芯国际 和 上海华虹/华虹 (huahong-fab)；已陈述的"
