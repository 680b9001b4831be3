"""Dates as Chinese text writes them, resolved against the day on which an article was issued.

2021年5月20日 → 2021-05-20      5月20日 → the one nearest before (or around) the issue
去年 今年 本月 上月 昨日 近日      一季度 上半年 年底 are known as far as they are exact
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from kg.model import TimeRef

_FULL = re.compile(r"(?P<y>(?:19|20)\d{2})年(?:(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})[日号])?)?(?!前|来|间|内的)")
_DASHED = re.compile(r"(?<![\d.])(?P<y>(?:19|20)\d{2})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?![\d.])")
_RELATIVE_YEAR = re.compile(
    r"(?P<w>今年|去年|前年|明年|后年|同年|次年)(?:(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})[日号])?)?"
)
_MONTH = re.compile(r"(?<![\d年\-–—至到])(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})[日号])?(?!份额)")
_RELATIVE_MONTH = re.compile(r"(?P<w>本月|上月|上个月|下月|下个月|当月)(?:(?P<d>\d{1,2})[日号])?")
_DAY = re.compile(r"(?<![\d月])(?P<d>\d{1,2})日(?!本|元|前|内|均|电|常)")
_WORDS: dict[str, int] = {
    "今日": 0,
    "今天": 0,
    "昨日": -1,
    "昨天": -1,
    "前天": -2,
    "明日": 1,
    "明天": 1,
    "昨晚": -1,
    "今晨": 0,
}
_WORD = re.compile("|".join(_WORDS))
_YEARS = {"今年": 0, "去年": -1, "前年": -2, "明年": 1, "后年": 2}
_MONTHS = {"本月": 0, "上月": -1, "上个月": -1, "下月": 1, "下个月": 1}
# News names a month without its year when it is close; further ahead than this it means last year's.
_AHEAD = timedelta(days=120)


class FoundTime(NamedTuple):
    """A date in a text, with the half-open range of its words."""

    start: int
    end: int
    time: TimeRef


def times(text: str, issued: date | None) -> Iterator[FoundTime]:
    """The dates in a text in order, without overlaps; what cannot be resolved keeps only its words.

    >>> [(t.time.text, t.time.value) for t in times("5月20日宣布，去年成立，2025年投产", date(2021, 5, 27))]
    [('5月20日', '2021-05-20'), ('去年', '2020'), ('2025年', '2025')]
    """
    found: list[FoundTime] = []
    year_named = ""
    for pattern, resolve in _RULES:
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            value = resolve(match, issued)
            words = match.group()
            found.append(FoundTime(match.start(), match.end(), TimeRef(value=value, text=words)))
    for item in sorted(found, key=lambda item: item.start):
        words = item.time.text
        if words.startswith(("同年", "次年")) and year_named:
            shift = 1 if words.startswith("次年") else 0
            yield item._replace(time=TimeRef(value=str(int(year_named) + shift), text=words))
            continue
        if item.time.value:
            year_named = item.time.value[:4]
        yield item


def _full(match: re.Match[str], issued: date | None) -> str:
    return _value(int(match["y"]), match["m"], match["d"])


def _relative_year(match: re.Match[str], issued: date | None) -> str:
    if issued is None or match["w"] not in _YEARS:
        return ""
    return _value(issued.year + _YEARS[match["w"]], match["m"], match["d"])


def _month(match: re.Match[str], issued: date | None) -> str:
    if issued is None:
        return ""
    this_year = _value(issued.year, match["m"], match["d"])
    day = _day_of(this_year)
    if day is not None and day - issued > _AHEAD:
        return _value(issued.year - 1, match["m"], match["d"])
    return this_year


def _relative_month(match: re.Match[str], issued: date | None) -> str:
    if issued is None or match["w"] not in _MONTHS:
        return ""
    month = issued.month - 1 + _MONTHS[match["w"]]
    return _value(issued.year + month // 12, str(month % 12 + 1), match["d"])


def _day(match: re.Match[str], issued: date | None) -> str:
    return _value(issued.year, str(issued.month), match["d"]) if issued else ""


def _word(match: re.Match[str], issued: date | None) -> str:
    return (issued + timedelta(days=_WORDS[match.group()])).isoformat() if issued else ""


def _value(year: int, month: str | None, day: str | None) -> str:
    """The date as far as its parts make one; a 31st of June is only a June."""
    if not month or not 1 <= int(month) <= 12:
        return f"{year:04d}"
    if day:
        try:
            return date(year, int(month), int(day)).isoformat()
        except ValueError:
            pass
    return f"{year:04d}-{int(month):02d}"


def _day_of(value: str) -> date | None:
    parts = [int(part) for part in value.split("-")]
    return date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1) if len(parts) > 1 else None


_Resolve = Callable[[re.Match[str], date | None], str]
_RULES: tuple[tuple[re.Pattern[str], _Resolve], ...] = (
    (_FULL, _full),
    (_DASHED, _full),
    (_RELATIVE_YEAR, _relative_year),
    (_RELATIVE_MONTH, _relative_month),
    (_MONTH, _month),
    (_WORD, _word),
    (_DAY, _day),
)
