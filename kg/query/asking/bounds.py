"""Amounts of money and shares in a question, with the bound that they are: ``超过10亿元``, ``at least 5%``.

``以上`` and ``以下`` take the number in and ``超过`` and ``低于`` do not, as Chinese law has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from kg.numerals import number
from kg.query.asking.question import Bound

_SCALES = {
    "trillion": 10**12,
    "billion": 10**9,
    "bn": 10**9,
    "b": 10**9,
    "million": 10**6,
    "mn": 10**6,
    "m": 10**6,
    "thousand": 10**3,
    "k": 10**3,
}
_BY_CURRENCY = {
    "CNY": ("元人民币", "人民币", "元", "块", "yuan", "rmb", "cny", "renminbi", "¥", "￥"),
    "USD": ("美元", "美金", "us dollars", "u.s. dollars", "dollars", "dollar", "usd", "us$", "$"),
    "EUR": ("欧元", "euros", "euro", "eur", "€"),
    "JPY": ("日元", "yen", "jpy"),
    "HKD": ("港元", "港币", "hong kong dollars", "hkd", "hk$"),
    "KRW": ("韩元", "won", "krw"),
    "GBP": ("英镑", "pounds", "gbp", "£"),
    "TWD": ("新台币", "twd"),
}
_CURRENCIES = {word: currency for currency, words in _BY_CURRENCY.items() for word in words}
_BY_SIGN = {
    ">": (
        *("超过", "大于", "高于", "多于", "逾", "more than", "over", "above", "greater than", "exceeding"),
        *("exceed", "exceeds", "larger than", "bigger than", "worth more than", "of more than"),
        *("worth over", "of over"),
    ),
    ">=": ("不低于", "不少于", "至少", "达到", "达", "at least", "no less than", "not less than"),
    "<": (
        *("低于", "少于", "小于", "不到", "不足", "less than", "under", "below", "smaller than"),
        *("of less than", "worth less than"),
    ),
    "<=": ("不超过", "至多", "at most", "no more than", "up to", "not more than"),
}
_SIGNS = {word: sign for sign, words in _BY_SIGN.items() for word in words}
_TAILS = {
    "及以上": ">=",
    "或以上": ">=",
    "以上": ">=",
    " or more": ">=",
    "及以下": "<=",
    "以下": "<=",
    "以内": "<=",
    " or less": "<=",
}


_ENDS = frozenset(_TAILS.values())  # 在200亿元以上 is a bound, 在200亿元 begins a range


def _any(words: Mapping[str, object]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_SIGN = rf"(?:(?P<sign>{_any(_SIGNS)})[了过]?\s?)?"
_TAIL = rf"(?P<tail>{_any(_TAILS)})?"
_AMOUNT = re.compile(
    rf"{_SIGN}(?P<before>us\$|hk\$|[$¥￥€£]|rmb\s?)?"
    r"(?P<n>\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十百千]+)\s?"
    rf"(?P<scale>[十百千]?万亿|[十百千]?亿|[十百千]?万|(?:{_any(_SCALES)})(?![a-z]))?\s?"
    rf"(?P<unit>{_any(_CURRENCIES)})?{_TAIL}"
)
_WITHIN = re.compile(r"(?:在|介于|处于|between\s)")
_BARE = re.compile(r"(?P<n>\d[\d,]*(?:\.\d+)?)")
_ENDED = re.compile(r"\s?之间")
_RANGE = re.compile(r"\s?(?:到|至|-|–|—|~|to|and)\s?")
_PERCENT = re.compile(
    rf"{_SIGN}(?:(?P<n>\d+(?:\.\d+)?)\s?(?:%|percent|per cent)|(?P<half>一半|半数|half)"
    rf"|百分之(?P<z>[一二三四五六七八九十\d]+)|(?P<tenths>[一二两三四五六七八九])成(?![立员为功都]))(?:股份?)?{_TAIL}"
    r"(?:\s?(?:of (?:the |its )?shares(?: of| in)?|of|的股份|的股权|股份|股权))?"
)


def amounts(text: str, start: int) -> Iterator[tuple[int, tuple[Bound, ...]]]:
    """The amounts of money, or ranges of them, that begin there in the (lower-case) text.

    >>> list(amounts("超过10亿元的投资", 0))
    [(6, (Bound(sign='>', value=Decimal('1000000000'), currency='CNY'),))]
    >>> [(end, [bound.sign for bound in bounds]) for end, bounds in amounts("1亿到20亿元", 0)]
    [(2, ['=']), (7, ['>=', '<='])]
    """
    opened = _WITHIN.match(text, start)
    begin = opened.end() if opened else start
    yield from _of_one_scale(text, begin)
    for end, first in _amount(text, begin):
        if not opened or first.sign in _ENDS:
            yield end, (first,)
        if first.sign == "=" and (joint := _RANGE.match(text, end)):
            for last, second in _amount(text, joint.end()):
                if second.sign == "=" and second.value > first.value:
                    currency = first.currency or second.currency
                    least = Bound(sign=">=", value=first.value, currency=currency)
                    closed = _ENDED.match(text, last)
                    most = Bound(sign="<=", value=second.value, currency=currency)
                    yield closed.end() if closed else last, (least, most)


def _of_one_scale(text: str, start: int) -> Iterator[tuple[int, tuple[Bound, ...]]]:
    """5到10亿元, 5 to 10 billion dollars: the scale and the currency are said once."""
    bare = _BARE.match(text, start)
    joint = _RANGE.match(text, bare.end()) if bare else None
    if bare is None or joint is None:
        return
    least = number(bare["n"])
    for last, most in _amount(text, joint.end()):
        match = _AMOUNT.match(text, joint.end())
        shown = number(match["n"]) if match else None
        if most.sign == "=" and least and shown and least < shown:
            bound = Bound(sign=">=", value=least * most.value / shown, currency=most.currency)
            closed = _ENDED.match(text, last)
            yield closed.end() if closed else last, (bound, replace(most, sign="<="))


def _amount(text: str, start: int) -> Iterator[tuple[int, Bound]]:
    match = _AMOUNT.match(text, start)
    if match is None:
        return
    scale, unit = match["scale"] or "", (match["unit"] or match["before"] or "").strip()
    # A number alone is no amount of money, nor is "5 m": it needs a scale or a currency.
    if not unit and ((len(scale) == 1 and scale.isascii()) or not scale):
        return
    value = number(match["n"] + ("" if scale in _SCALES else scale))
    if value is not None:
        worth = value * _SCALES.get(scale, 1)
        yield match.end(), Bound(sign=_sign(match), value=worth, currency=_CURRENCIES.get(unit, ""))


def shares(text: str, start: int) -> Iterator[tuple[int, Bound]]:
    """The shares that begin there in the (lower-case) text, as parts of one.

    >>> list(shares("至少5%", 0))
    [(4, Bound(sign='>=', value=Decimal('0.05'), currency=''))]
    """
    opened = text.startswith("在", start)
    match = _PERCENT.match(text, start + opened)
    if match is None:
        return
    if (match["half"] or match["tenths"] or opened) and not match["sign"] and not match["tail"]:
        return
    value = Decimal(50) if match["half"] else number(match["n"] or match["z"] or match["tenths"])
    if value is not None:
        yield match.end(), Bound(sign=_sign(match), value=value / (10 if match["tenths"] else 100))


def _sign(match: re.Match[str]) -> str:
    return _TAILS[match["tail"]] if match["tail"] else _SIGNS.get(match["sign"] or "", "=")


def bound_in_words(bound: Bound) -> str:
    """The bound as it is told.

    >>> bound_in_words(Bound(sign=">", value=Decimal(1000000000), currency="CNY"))
    '> 1,000,000,000 CNY'
    """
    value = Decimal(bound.value)
    number_ = f"{int(value):,}" if value == value.to_integral_value() else f"{value:,}"
    return f"{bound.sign} {number_} {bound.currency}".rstrip()
