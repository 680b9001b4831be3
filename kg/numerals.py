"""Numbers, amounts of money and percentages as Chinese text writes them.

3.5亿元 → 350000000 CNY        近6400万美元 → 64000000 USD
百分之五十一、51%、五成一 → 0.51   二十亿 → 2000000000
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from kg.model import Money

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL_UNITS = {"十": 10, "百": 100, "千": 1000}
_LARGE_UNITS = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_CURRENCIES = {
    "人民币": "CNY", "元": "CNY", "美元": "USD", "美金": "USD", "欧元": "EUR", "日元": "JPY",
    "日圆": "JPY", "韩元": "KRW", "韩圆": "KRW", "英镑": "GBP", "港元": "HKD", "港币": "HKD", "新台币": "TWD",
    "台币": "TWD", "卢比": "INR", "卢布": "RUB", "瑞士法郎": "CHF", "澳元": "AUD", "加元": "CAD",
    "加拿大元": "CAD", "澳大利亚元": "AUD", "新加坡元": "SGD", "新元": "SGD", "令吉": "MYR", "林吉特": "MYR",
    "泰铢": "THB", "雷亚尔": "BRL", "瑞典克朗": "SEK", "挪威克朗": "NOK", "丹麦克朗": "DKK", "越南盾": "VND",
    "印尼盾": "IDR", "里亚尔": "SAR", "迪拉姆": "AED", "比索": "MXN", "兰特": "ZAR", "里拉": "TRY",
    "澳门元": "MOP", "谢克尔": "ILS", "福林": "HUF", "兹罗提": "PLN",
}  # fmt: skip
_SIGNS = {"$": "USD", "US$": "USD", "￥": "CNY", "¥": "CNY", "€": "EUR", "£": "GBP", "HK$": "HKD"}
_NUMBER = r"(?:\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千]+(?:点[零〇一二三四五六七八九]+)?)"
_SCALE = r"(?:[十百千]?(?:万亿|亿|万)|[百千]|兆)?"
_UNIT = "|".join(sorted(map(re.escape, _CURRENCIES), key=len, reverse=True))
_SIGN = "|".join(sorted(map(re.escape, _SIGNS), key=len, reverse=True))
_MONEY = re.compile(
    rf"(?:(?P<sign>{_SIGN})\s?(?P<n1>\d[\d,]*(?:\.\d+)?)\s?(?P<s1>{_SCALE})"
    rf"|(?P<before>人民币)?(?P<n2>{_NUMBER})(?:\s?[多余几])?\s?(?P<s2>{_SCALE})(?:[多余])?\s?(?P<unit>{_UNIT})(?!/|每|器|件|素|宇|老|旦|组|数))"
)
_PERCENT = re.compile(
    rf"(?P<n1>\d+(?:\.\d+)?)\s?[%％]|百分之(?P<n2>{_NUMBER})|(?P<n3>[一二三四五六七八九])成(?P<half>半)?(?![立为本员就果长分交熟都品功])"
)


class Found(NamedTuple):
    """A value in a text, with the half-open range of its words."""

    start: int
    end: int
    money: Money | None
    percent: Decimal | None


def number(text: str) -> Decimal | None:
    """The value of a number in Arabic or Chinese digits, scales included; None where it is none.

    >>> number("3.5亿"), number("二十"), number("一千二百万"), number("1,200")
    (Decimal('350000000.0'), Decimal('20'), Decimal('12000000'), Decimal('1200'))
    """
    cleaned = text.replace(",", "").replace("，", "").replace(" ", "")
    match = re.fullmatch(r"(\d+(?:\.\d+)?)([十百千]?)(万亿|亿|万|兆)?", cleaned)
    if match:
        scale = _SMALL_UNITS.get(match.group(2), 1)
        for unit in match.group(3) or "":
            scale *= _LARGE_UNITS[unit]
        return Decimal(match.group(1)) * scale
    return _chinese(cleaned)


def _chinese(text: str) -> Decimal | None:
    whole, _, fraction = text.partition("点")
    tail = ""
    while fraction and fraction[-1] in "万亿兆":
        tail, fraction = fraction[-1] + tail, fraction[:-1]
    total = section = digit = 0
    for char in whole:
        if char in _DIGITS:
            digit = digit * 10 + _DIGITS[char] if digit and section == 0 and total == 0 else _DIGITS[char]
        elif char in _SMALL_UNITS:
            section += (digit or 1) * _SMALL_UNITS[char]
            digit = 0
        elif char in _LARGE_UNITS:
            total = (total + section + digit) * _LARGE_UNITS[char]
            section = digit = 0
        else:
            return None
    if not whole:
        return None
    value = Decimal(total + section + digit)
    for place, char in enumerate(fraction, start=1):
        if char not in _DIGITS:
            return None
        value += Decimal(_DIGITS[char]).scaleb(-place)
    for unit in tail:
        value *= _LARGE_UNITS[unit]
    return value


def amounts(text: str) -> Iterator[Found]:
    """The amounts of money in a text.

    >>> [(f.money.value, f.money.currency, f.money.text) for f in amounts("融资6400万美元，另出资20亿元")]
    [(Decimal('64000000'), 'USD', '6400万美元'), (Decimal('2000000000'), 'CNY', '20亿元')]
    """
    for match in _MONEY.finditer(text):
        digits = (match["n1"] or match["n2"]) + (match["s1"] or match["s2"] or "")
        value = number(digits)
        if value is None or value == 0:
            continue
        currency = _SIGNS[match["sign"]] if match["sign"] else _CURRENCIES[match["unit"]]
        money = Money(value=value, currency=currency, text=match.group())
        yield Found(match.start(), match.end(), money, None)


def percents(text: str) -> Iterator[Found]:
    """The percentages in a text, as shares of one.

    >>> [str(f.percent) for f in percents("持股51.5%，占百分之三十，另有三成")]
    ['0.515', '0.30', '0.3']
    """
    for match in _PERCENT.finditer(text):
        if match["n3"]:
            value = Decimal(_DIGITS[match["n3"]]) / 10 + (Decimal("0.05") if match["half"] else 0)
        else:
            parsed = number(match["n1"] or match["n2"])
            if parsed is None:
                continue
            value = parsed / 100 if parsed % 1 else parsed.scaleb(-2)
        yield Found(match.start(), match.end(), None, value)
