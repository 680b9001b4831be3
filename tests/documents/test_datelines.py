from __future__ import annotations

from datetime import date

import pytest

from kg.documents.datelines import date_in, date_in_name, dateline

DAY = date(2021, 5, 21)


@pytest.mark.parametrize(
    ("line", "issued", "source"),
    [
        ("2021-05-21", DAY, ""),
        ("2021年5月21日", DAY, ""),
        ("2021.05.21 星期五", DAY, ""),
        ("2021年5月21日10:30", DAY, ""),
        ("来源：人民邮电报 2021-05-21", DAY, "人民邮电报"),
        ("2021-05-21 10:30:00 来源：人民邮电报", DAY, "人民邮电报"),
        ("2021-05-21 | 产业笔记", DAY, "产业笔记"),
        ("产业笔记 2021/5/21", DAY, "产业笔记"),
        ("2021年5月21日，产业笔记", DAY, "产业笔记"),
        ("发布时间：2021-05-21 作者：某某", DAY, ""),
        ("（来源：《人民邮电报》）", None, "人民邮电报"),
        ("（撰于2021年5月21日）", DAY, ""),
        ("2021年5月21日整理", DAY, ""),
        ("文章来源：产业笔记", None, "产业笔记"),
    ],
)
def test_a_dateline_tells_date_and_source(line: str, issued: date | None, source: str) -> None:
    found = dateline(line)
    assert found is not None
    assert (found.issued, found.source) == (issued, source)


@pytest.mark.parametrize(
    "line",
    [
        "2021年5月21日，工信部印发通知。",
        "5月21日",
        "2021年5月21日大事记",
        "工信部：2021年5月21日起施行新规",
        "2021年13月41日",
        "来源不明的资金",
        "激励对象或达4000人",
        "",
    ],
)
def test_other_lines_are_no_datelines(line: str) -> None:
    assert dateline(line) is None


@pytest.mark.parametrize(
    ("name", "issued"),
    [
        ("digest-20210521.txt", DAY),
        ("2021-05-21_监测.pdf", DAY),
        ("监测2021年5月21日.docx", DAY),
        ("监测_2021_05_21.txt", DAY),
        ("digest-2021-05.txt", None),
        ("000_1acde061d99f8990.txt", None),
        ("20219999.txt", None),
    ],
)
def test_only_a_full_date_in_a_name_counts(name: str, issued: date | None) -> None:
    assert date_in_name(name) == issued


def test_a_day_that_does_not_exist_is_no_date() -> None:
    assert date_in("2021-02-30") is None
