"""Periods, amounts, shares and numbers in a question: expressions, where the vocabulary has words.

``2021年以来`` and ``since`` take the year in; ``之后`` and ``after`` leave it out, as ``以前`` and ``before`` do.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kg.numerals import number
from kg.query.asking.question import Bound


class Period(NamedTuple):
    """From and to, both included, each as far as it is known; empty where it is open."""

    since: str
    until: str


class Measure(NamedTuple):
    """Where an expression stands, which kind it is (period, amount, percent, top), and what it says."""

    start: int
    end: int
    kind: str
    value: Period | Bound | int


_MONTHS = {
    name: number
    for number, names in enumerate(
        "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep"
        " october|oct november|nov december|dec".split(),
        start=1,
    )
    for name in names.split("|")
}
_NUMBERS = {
    word: value for value, word in enumerate("one two three four five six seven eight nine ten".split(), 1)
}
_NUMBERS |= {"twenty": 20, "fifty": 50, "hundred": 100}
_YEAR = r"(?:19|20)\d\d"
_MONTH_NAME = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = (
    rf"(?:(?P<y{{0}}>{_YEAR})(?:\s?年(?:度)?(?:(?P<m{{0}}>1[0-2]|0?[1-9])月(?:份)?(?:(?P<d{{0}}>[12]\d|3[01]|0?[1-9])[日号])?)?"
    rf"|[-/.](?P<m2{{0}}>1[0-2]|0?[1-9])(?:[-/.](?P<d2{{0}}>[12]\d|3[01]|0?[1-9]))?|)(?![\d])"
    rf"|(?P<mn{{0}}>{_MONTH_NAME})\.?\s(?:(?P<d3{{0}}>[12]\d|3[01]|[1-9])(?:st|nd|rd|th)?,?\s)?(?P<y2{{0}}>{_YEAR})"
    rf"|(?P<r{{0}}>今年|去年|前年|明年|this year|last year|next year))"
)
_PART = r"(?:(?P<half>上半年|下半年)|第?(?P<quarter>[一二三四1-4])季度|\s?q(?P<q>[1-4]))?"
_IN = r"(?:期间|间|内|以内|里|中|当年|底|年底|末|初|春|夏|秋|冬|份)?"
_BETWEEN = re.compile(
    rf"(?:(?:在|从|自|between|from)\s?)?{_DAY.format(1)}\s?(?:到|至|-|–|—|~|and|to|until|through)\s?{_DAY.format(2)}"
    rf"(?:之间|期间|间|这段时间)?"
)
_BEFORE_WORD = r"(?P<word>since|after|before|until|till|as of|up to|by the end of|by|from|during|in|on|at|自从|自|从|截至|截止|在|到|于|早于|晚于)?\s?"
_AFTER_WORD = r"(?P<tail>年?以来|年?起|年?开始|年?至今|年?到现在|年?以后|年?之后|年?后|年?以前|年?之前|年?前|年?为止|\sonwards?|\sor later|\sor earlier)?"
_POINT = re.compile(rf"{_BEFORE_WORD}{_DAY.format(1)}{_PART}{_IN}{_AFTER_WORD}")
_RECENT = re.compile(
    r"(?:最近|近|过去|过去的|这|in the last|in the past|over the last|over the past|during the last|within the last|the last|the past|last|past)\s?"
    r"(?P<n>[一二两三四五六七八九十]|\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\s?(?:个)?(?P<unit>年|月|years?|months?)(?:来|以来|内|里|间)?"
)

_SCALES = {
    "billion": 10**9,
    "bn": 10**9,
    "million": 10**6,
    "mn": 10**6,
    "m": 10**6,
    "b": 10**9,
    "trillion": 10**12,
    "thousand": 10**3,
    "k": 10**3,
}
_CURRENCIES = {
    "元": "CNY", "块": "CNY", "人民币": "CNY", "元人民币": "CNY", "yuan": "CNY", "rmb": "CNY", "cny": "CNY", "renminbi": "CNY",
    "美元": "USD", "美金": "USD", "dollars": "USD", "dollar": "USD", "usd": "USD", "us dollars": "USD", "u.s. dollars": "USD",
    "欧元": "EUR", "euros": "EUR", "euro": "EUR", "eur": "EUR", "日元": "JPY", "yen": "JPY", "jpy": "JPY", "港元": "HKD", "港币": "HKD",
    "hkd": "HKD", "hong kong dollars": "HKD", "韩元": "KRW", "won": "KRW", "英镑": "GBP", "pounds": "GBP", "gbp": "GBP", "新台币": "TWD",
    "$": "USD", "us$": "USD", "¥": "CNY", "￥": "CNY", "€": "EUR", "£": "GBP", "hk$": "HKD", "rmb ": "CNY",
}  # fmt: skip
_UNIT = "|".join(sorted(map(re.escape, _CURRENCIES), key=len, reverse=True))
_OVER = {
    ">": "超过|大于|高于|多于|逾|more than|over|above|greater than|exceeding|exceed|exceeds|larger than|bigger than|worth more than|of more than|worth over|of over|在",
    ">=": "不低于|不少于|至少|达到|达|at least|no less than|not less than",
    "<": "低于|少于|小于|不到|不足|less than|under|below|smaller than|of less than|worth less than",
    "<=": "不超过|至多|最多|at most|no more than|up to|not more than",
}
_SIGNS = {word: sign for sign, words in _OVER.items() for word in words.split("|")}
_SIGN = "|".join(sorted(map(re.escape, _SIGNS), key=len, reverse=True))
_TAILS = {
    "以上": ">=",
    "及以上": ">=",
    "或以上": ">=",
    "以下": "<=",
    "以内": "<=",
    "及以下": "<=",
    " or more": ">=",
    " or less": "<=",
}
_TAIL = "|".join(map(re.escape, _TAILS))
_FIGURE = r"(?P<n>\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十百千]+)"
_AMOUNT = re.compile(
    rf"(?:(?P<sign>{_SIGN})\s?)?(?:(?P<before>us\$|hk\$|[$¥￥€£]|rmb\s?))?{_FIGURE}\s?"
    rf"(?P<scale>[十百千]?万亿|[十百千]?亿|[十百千]?万|billion|million|trillion|thousand|bn|mn|[mbk](?![a-z]))?\s?"
    rf"(?P<unit>{_UNIT})?(?P<tail>{_TAIL})?"
)
_PERCENT = re.compile(
    rf"(?:(?P<sign>{_SIGN})\s?)?(?:(?P<n>\d+(?:\.\d+)?)\s?(?:%|％|percent|per cent)|(?P<half>一半|半数|half)|百分之(?P<z>[一二三四五六七八九十\d]+))(?P<tail>{_TAIL})?"
    r"(?:\s?(?:of the shares|of its shares|of shares|的股份|的股权|股份|股权))?"
)
_TOP = re.compile(
    r"(?:前|top\s?|first\s)(?P<a>\d{1,3}|[一二两三四五六七八九十]+|one|two|three|four|five|six|seven|eight|nine|ten|twenty)(?:大|名|家|个|位|笔|项|条|起|强|款)?"
    r"|(?P<b>\d{1,3}|(?!一起|一家|一个)[一二两三四五六七八九十]+)(?:家|个|名|位|笔|项|条|起|款|大|次|部|种|座)(?!月)"
    r"|(?P<c>\d{1,3}|two|three|four|five|six|seven|eight|nine|ten)\s(?=largest|biggest|most|latest|earliest|top|companies|firms|investors|newest|oldest|highest)"
)


def measures(text: str, today: date) -> Iterator[Measure]:
    """Every expression in the (lower-case) text; they may overlap, the reader chooses.

    >>> [m.value for m in measures("2021年以来超过10亿元的投资", date(2024, 1, 1)) if m.kind != "top"][:2]
    [Period(since='2021', until=''), Bound(sign='>', value=Decimal('1000000000'), currency='CNY')]
    """
    for pattern, read in (
        (_BETWEEN, _between), (_POINT, _point), (_RECENT, _recent), (_AMOUNT, _amount), (_PERCENT, _percent), (_TOP, _top)
    ):  # fmt: skip
        for start in range(len(text)):
            if _splits_word(text, start):
                continue
            if (match := pattern.match(text, start)) and match.end() > start:
                value = read(match, today)
                if value is not None and not _splits_word(text, match.end()):
                    kind = {_AMOUNT: "amount of money", _PERCENT: "percent", _TOP: "top"}.get(
                        pattern, "period"
                    )
                    yield Measure(start, match.end(), kind, value)


def _splits_word(text: str, at: int) -> bool:
    """Whether the place is within a Latin word or number."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    return (before.isascii() and before.isalpha() and after.isascii() and after.isalnum()) or (
        before.isdigit() and after.isdigit()
    )


def _value(match: re.Match[str], index: int, today: date) -> str:
    part = match.groupdict()
    if word := part.get(f"r{index}"):
        shift = {
            "今年": 0,
            "this year": 0,
            "去年": -1,
            "last year": -1,
            "前年": -2,
            "明年": 1,
            "next year": 1,
        }[word]
        return str(today.year + shift)
    year = part[f"y{index}"] or part[f"y2{index}"]
    month = part[f"m{index}"] or part[f"m2{index}"]
    if name := part[f"mn{index}"]:
        month = str(_MONTHS[name])
    day = part[f"d{index}"] or part[f"d2{index}"] or part[f"d3{index}"]
    return "-".join([str(year), *(f"{int(piece):02d}" for piece in (month, day) if piece)])


def _between(match: re.Match[str], today: date) -> Period | None:
    first, last = _value(match, 1, today), _value(match, 2, today)
    return Period(first, last) if first <= last else None


def _point(match: re.Match[str], today: date) -> Period | None:
    value = _value(match, 1, today)
    first, last = value, value
    if match["half"]:
        first, last = (
            (f"{value}-01", f"{value}-06") if match["half"] == "上半年" else (f"{value}-07", f"{value}-12")
        )
    elif quarter := match["quarter"] or match["q"]:
        place = "一二三四".find(quarter) + 1 or int(quarter)
        first, last = f"{value}-{place * 3 - 2:02d}", f"{value}-{place * 3:02d}"
    tail = (match["tail"] or "").strip().removeprefix("年")
    word = match["word"] or ""
    if (
        tail in ("以来", "起", "开始", "至今", "到现在", "以后", "onward", "onwards", "or later")
        or word == "since"
    ):
        return Period(first, "")
    if tail in ("之后", "后") or word in ("after", "晚于"):
        return Period(_next(last), "")
    if tail in ("之前", "以前", "前") or word in ("before", "早于"):
        return Period("", _previous(first))
    if tail in ("为止", "or earlier") or word in (
        "until",
        "till",
        "as of",
        "up to",
        "by the end of",
        "by",
        "截至",
        "截止",
        "到",
    ):
        return Period("", last)
    return Period(first, "") if word in ("自从", "自", "从", "from") else Period(first, last)


def _step(value: str, by: int) -> str:
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 1:
        return str(parts[0] + by)
    if len(parts) == 2:
        month = parts[0] * 12 + parts[1] - 1 + by
        return f"{month // 12}-{month % 12 + 1:02d}"
    day = min(parts[2], monthrange(parts[0], parts[1])[1])
    return date.fromordinal(date(parts[0], parts[1], day).toordinal() + by).isoformat()


def _next(value: str) -> str:
    return _step(value, 1)


def _previous(value: str) -> str:
    return _step(value, -1)


def _recent(match: re.Match[str], today: date) -> Period | None:
    count = _count(match["n"])
    if count is None:
        return None
    if match["unit"].startswith(("年", "year")):
        return Period(str(today.year - count), "")
    return Period(_step(f"{today.year}-{today.month:02d}", -count), "")


def _count(word: str) -> int | None:
    if word in _NUMBERS:
        return _NUMBERS[word]
    value = number(word)
    return int(value) if value is not None else None


def _amount(match: re.Match[str], _today: date) -> Bound | None:
    scale, unit = match["scale"] or "", (match["unit"] or match["before"] or "").strip()
    # A number alone is no amount of money: it needs a scale or a currency.
    if not unit and scale not in _SCALES and not scale.endswith(("亿", "万")):
        return None
    if scale in ("m", "b", "k") and not match["before"]:
        return None
    value = number(match["n"] + (scale if scale not in _SCALES else ""))
    if value is None:
        return None
    value *= _SCALES.get(scale, 1)
    return Bound(sign=_sign(match), value=value, currency=_CURRENCIES.get(unit, ""))


def _percent(match: re.Match[str], _today: date) -> Bound | None:
    value = Decimal("0.5") if match["half"] else None
    if match["n"]:
        value = Decimal(match["n"]) / 100
    elif match["z"]:
        parsed = number(match["z"])
        value = parsed / 100 if parsed is not None else None
    if value is None or (match["half"] and not match["sign"] and not match["tail"]):
        return None
    return Bound(sign=_sign(match), value=value)


def _sign(match: re.Match[str]) -> str:
    if tail := match["tail"]:
        return _TAILS[tail]
    return _SIGNS.get(match["sign"] or "", "=") if match["sign"] != "在" else "="


def _top(match: re.Match[str], _today: date) -> int | None:
    return _count(match["a"] or match["b"] or match["c"])
