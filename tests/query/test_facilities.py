"""Where a named facility of someone is; what no such facility is, is read as before."""

from __future__ import annotations

import pytest
from industry_graph import industry_view

from kg.query import Asker

ASKER = Asker(industry_view())


@pytest.mark.parametrize("where", ["设在哪里", "在哪里", "位于哪里"])
def test_a_named_facility_of_someone_is_where_it_is_said_to_be(where: str) -> None:
    reply = ASKER.ask(f"腾讯的贵安数据中心{where}")
    assert reply.understood.startswith("求 X：腾讯 运营 贵安数据中心；贵安数据中心 位于 X")
    assert [answer.label for answer in reply.answers] == ["贵州"]


def test_a_facility_of_another_is_not_answered_as_theirs() -> None:
    assert ASKER.ask("华为的贵安数据中心在哪里").answers == ()


def test_a_kind_of_facility_is_still_any_that_is_called_so() -> None:
    assert "名称或句中有“数据中心" in ASKER.ask("腾讯的数据中心设在哪个城市").understood


def test_what_is_no_facility_is_not_read_as_one() -> None:
    assert ASKER.ask("腾讯的京东在哪里").question is None
