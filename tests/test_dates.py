"""Dates in Chinese text, against the day of issue."""

from datetime import date

import pytest

from kg.dates import times

ISSUED = date(2021, 5, 27)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("2021年5月20日宣布", "2021年5月20日", "2021-05-20"),
        ("2016年11月创立", "2016年11月", "2016-11"),
        ("计划2025年投产", "2025年", "2025"),
        ("5月20日宣布", "5月20日", "2021-05-20"),
        ("12月宣布", "12月", "2020-12"),
        ("去年7月上市", "去年7月", "2020-07"),
        ("今年签约", "今年", "2021"),
        ("昨日宣布", "昨日", "2021-05-26"),
        ("本月12日", "本月12日", "2021-05-12"),
        ("26日晚公告", "26日", "2021-05-26"),
        ("2021-05-21发布", "2021-05-21", "2021-05-21"),
        ("2021年2月30日", "2021年2月30日", "2021-02"),
    ],
)
def test_dates_are_resolved(text: str, words: str, value: str) -> None:
    (found,) = times(text, ISSUED)
    assert (found.time.text, found.time.value) == (words, value)
    assert text[found.start : found.end] == words


def test_without_a_day_of_issue_only_full_dates_are_known() -> None:
    found = list(times("2020年成立，5月20日上市", None))
    assert [(one.time.text, one.time.value) for one in found] == [("2020年", "2020"), ("5月20日", "")]


def test_the_same_year_is_the_one_named_before() -> None:
    found = list(times("2015年成立，次年上市", ISSUED))
    assert [one.time.value for one in found] == ["2015", "2016"]


@pytest.mark.parametrize("text", ["日本电气", "30年前", "产量5日均", "占比3月份额"])
def test_words_that_look_like_dates_are_none(text: str) -> None:
    assert not list(times(text, ISSUED))


@pytest.mark.parametrize(
    ("value", "precision"), [("2021年", "year"), ("2021年5月", "month"), ("2021年5月1日", "day")]
)
def test_precision_follows_the_words(value: str, precision: str) -> None:
    (found,) = times(value, None)
    assert found.time.precision == precision
