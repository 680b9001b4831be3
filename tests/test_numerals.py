"""Numbers, money and percentages in Chinese text."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.numerals import amounts, number, percents


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3.5亿", "350000000"),
        ("二十亿", "2000000000"),
        ("1,200万", "12000000"),
        ("一千二百三十四", "1234"),
        ("3万亿", "3000000000000"),
        ("5千万", "50000000"),
        ("三点五亿", "350000000"),
        ("两百", "200"),
        ("十", "10"),
    ],
)
def test_numbers_have_their_value(text: str, value: str) -> None:
    assert number(text) == Decimal(value)


def test_words_are_no_numbers() -> None:
    assert number("公司") is None


@given(st.integers(min_value=0, max_value=10**12))
def test_arabic_numerals_parse_what_they_print(value: int) -> None:
    assert number(str(value)) == value
    assert number(f"{value:,}") == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("融资6400万美元", ("64000000", "USD", "6400万美元")),
        ("出资20亿元", ("2000000000", "CNY", "20亿元")),
        ("募资人民币1.5亿元", ("150000000", "CNY", "人民币1.5亿元")),
        ("罚款182.28亿元", ("18228000000", "CNY", "182.28亿元")),
        ("耗资510万亿韩元", ("510000000000000", "KRW", "510万亿韩元")),
        ("投资$3.2亿", ("320000000", "USD", "$3.2亿")),
        ("约73亿日元", ("7300000000", "JPY", "73亿日元")),
        ("斥资百亿欧元", ("10000000000", "EUR", "百亿欧元")),
        ("100多亿港元", ("10000000000", "HKD", "100多亿港元")),
    ],
)
def test_money_has_value_currency_and_words(text: str, expected: tuple[str, str, str]) -> None:
    (found,) = amounts(text)
    assert found.money is not None
    assert (found.money.value, found.money.currency, found.money.text) == (
        Decimal(expected[0]),
        expected[1],
        expected[2],
    )
    assert text[found.start : found.end] == expected[2]


@pytest.mark.parametrize("text", ["3元素", "两块钱都没有的单元", "售价5元/度", "多元化经营", "第三元件"])
def test_words_that_hold_a_unit_are_no_money(text: str) -> None:
    assert not list(amounts(text))


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("持股51.5%", "0.515"),
        ("占百分之三十", "0.3"),
        ("近七成", "0.7"),
        ("三成半", "0.35"),
        ("96％的股权", "0.96"),
    ],
)
def test_percentages_are_shares_of_one(text: str, share: str) -> None:
    (found,) = percents(text)
    assert found.percent == Decimal(share)


@pytest.mark.parametrize("text", ["三成立", "一成本", "七成功"])
def test_words_that_begin_with_cheng_are_no_percentages(text: str) -> None:
    assert not list(percents(text))
