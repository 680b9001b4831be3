"""Periods in a question: ``2021年以来``, ``2021年上半年``, ``近三年``, ``between 2019 and 2021``, ``last year``.

``以来``, ``起`` and ``since`` take the year in; ``之后`` and ``after`` leave it out, as ``以前`` and ``before``
do. How the period was understood is told to the user in any case.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kg.query.asking.counting import NUMBER_WORDS, count


class Period(NamedTuple):
    """From and to, both included, each as far as it is known; empty where it is open."""

    since: str
    until: str


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_YEARS = {
    "今年": 0,
    "去年": -1,
    "前年": -2,
    "明年": 1,
    "this year": 0,
    "last year": -1,
    "next year": 1,
}
_FROM = ("以来", "起", "开始", "至今", "到现在", "以后", " onwards", " onward", " or later")
_AFTER = ("之后", "后")
_BEFORE = ("以前", "之前", "前")
_TO = ("为止", " or earlier")
_FROM_WORDS = ("since", "from", "自从", "自", "从")
_AFTER_WORDS = ("after", "晚于")
_BEFORE_WORDS = ("before", "早于")
_TO_WORDS = ("until", "till", "as of", "up to", "by the end of", "by", "截至", "截止", "到")
_IN_WORDS = ("during", "in", "of", "on", "at", "在", "于")
# Seasons and parts of a year that no fact is dated by: the year is what can be compared.
_WITHIN = ("期间", "间", "以内", "内", "里", "中", "当年", "年底", "底", "末", "初", "份")


def _any(words: tuple[str, ...]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _day(index: int) -> str:
    """A date as far as it is known, in groups with this number."""
    year = r"(?:19|20)\d\d"
    month, day = r"1[0-2]|0?[1-9]", r"[12]\d|3[01]|0?[1-9]"
    chinese = rf"\s?年(?:度)?(?:(?P<m{index}>{month})月(?:份)?(?:(?P<d{index}>{day})[日号])?)?"
    dashed = rf"[-/.](?P<mm{index}>{month})(?:[-/.](?P<dd{index}>{day}))?"
    english = (
        rf"(?P<mn{index}>{_any(tuple(_MONTHS))})\.?\s(?:(?P<dn{index}>{day})(?:st|nd|rd|th)?,?\s)?"
        rf"(?P<yn{index}>{year})"
    )
    told = rf"(?P<r{index}>{_any(tuple(_YEARS))})(?:的?(?P<mr{index}>{month})月份?)?"
    return rf"(?:(?P<y{index}>{year})(?:{chinese}|{dashed}|)(?!\d)|{english}|{told})"


_BETWEEN = re.compile(
    rf"(?:(?:在|从|自|between|from)\s?)?{_day(1)}\s?(?:到|至|-|–|—|~|and|to|until|through)\s?{_day(2)}"
    r"(?:之间|期间|间|这段时间)?"
)
_POINT = re.compile(
    rf"(?P<word>{_any(_FROM_WORDS + _AFTER_WORDS + _BEFORE_WORDS + _TO_WORDS + _IN_WORDS)})?\s?{_day(1)}"
    rf"(?:(?P<half>上半年|下半年)|第?(?P<quarter>[一二三四1-4])季度|\s?q(?P<q>[1-4]))?(?:{_any(_WITHIN)})?"
    rf"(?:年?(?P<tail>{_any(_FROM + _AFTER + _BEFORE + _TO)}))?"
)
_RECENT = re.compile(
    r"(?:最近|近|过去的|过去|这|(?:in|over|during|within)? ?(?:the )?(?:last|past))\s?"
    rf"(?P<n>[一二两三四五六七八九十]|\d{{1,2}}|{_any(tuple(NUMBER_WORDS))})\s?个?"
    r"(?P<unit>年|月|years?|months?)(?:以来|来|内|里|间)?"
)


def periods(text: str, start: int, today: date) -> Iterator[tuple[int, Period]]:
    """The periods that begin there in the (lower-case) text, with where each ends.

    >>> list(periods("2021年以来的投资", 0, date(2024, 1, 1)))
    [(7, Period(since='2021', until=''))]
    """
    for pattern, read in ((_BETWEEN, _between), (_POINT, _point), (_RECENT, _recent)):
        if (match := pattern.match(text, start)) and (period := read(match, today)):
            yield match.end(), period


def _value(match: re.Match[str], index: int, today: date) -> str:
    part = match.groupdict()
    if word := part.get(f"r{index}"):
        year = str(today.year + _YEARS[word])
        month = part.get(f"mr{index}")
        return f"{year}-{int(month):02d}" if month else year
    year = part[f"y{index}"] or part[f"yn{index}"]
    month = part[f"m{index}"] or part[f"mm{index}"]
    if name := part[f"mn{index}"]:
        month = str(_MONTHS[name])
    day = part[f"d{index}"] or part[f"dd{index}"] or part[f"dn{index}"]
    return "-".join([str(year), *(f"{int(piece):02d}" for piece in (month, day) if piece)])


def _between(match: re.Match[str], today: date) -> Period | None:
    first, last = _value(match, 1, today), _value(match, 2, today)
    return Period(first, last) if first <= last else None


def _point(match: re.Match[str], today: date) -> Period:
    first = last = value = _value(match, 1, today)
    if half := match["half"]:
        months = ("01", "06") if half == "上半年" else ("07", "12")
        first, last = f"{value}-{months[0]}", f"{value}-{months[1]}"
    elif quarter := match["quarter"] or match["q"]:
        place = "一二三四".find(quarter) + 1 or int(quarter)
        first, last = f"{value}-{place * 3 - 2:02d}", f"{value}-{place * 3:02d}"
    tail, word = match["tail"] or "", match["word"] or ""
    if tail in _AFTER or word in _AFTER_WORDS:
        return Period(_step(last, 1), "")
    if tail in _BEFORE or word in _BEFORE_WORDS:
        return Period("", _step(first, -1))
    if tail in _TO or word in _TO_WORDS:
        return Period("", last)
    return Period(first, "") if tail in _FROM or word in _FROM_WORDS else Period(first, last)


def _step(value: str, by: int) -> str:
    """The year, month or day so many later."""
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 1:
        return str(parts[0] + by)
    if len(parts) == 2:
        month = parts[0] * 12 + parts[1] - 1 + by
        return f"{month // 12}-{month % 12 + 1:02d}"
    day = min(parts[2], monthrange(parts[0], parts[1])[1])
    return date.fromordinal(date(parts[0], parts[1], day).toordinal() + by).isoformat()


def _recent(match: re.Match[str], today: date) -> Period | None:
    number = count(match["n"])
    if number is None:
        return None
    if match["unit"].startswith(("年", "year")):
        return Period(str(today.year - number), "")
    return Period(_step(f"{today.year}-{today.month:02d}", -number), "")


_NO_YEAR = re.compile(r"(?:1[0-2]|[1-9])月(?:(?:[12]\d|3[01]|[1-9])[日号])?(?![内前后以起至来])")
_ENGLISH_MONTH = re.compile(rf"(?:in |during )?({_any(tuple(_MONTHS))})\b(?!\.?\s*\d)")


def days_of_no_year(text: str, start: int) -> Iterator[tuple[int, str]]:
    """The months and days without a year that begin there in the (lower-case) text, as Chinese sentences write them.

    >>> list(days_of_no_year("9月16日的大会", 0)), list(days_of_no_year("in september", 0))
    ([(5, '9月16日')], [(12, '9月')])
    """
    if start and text[start - 1] in "0123456789年":
        return
    if match := _NO_YEAR.match(text, start):
        yield match.end(), match[0].replace("号", "日")
    elif (match := _ENGLISH_MONTH.match(text, start)) and len(match[1]) > len("may"):
        yield match.end(), f"{_MONTHS[match[1]]}月"
