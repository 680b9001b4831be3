"""Dates and sources as documents state them: in a line below the title, in a masthead, in a file's name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kg.documents.lines import width
from kg.documents.markers import markers

_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*([-/.年])\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)\s*日?")
_COMPACT_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_TIME = re.compile(r"(?:T|\b)\d{1,2}[:：时]\d{2}(?:[:：分]\d{2}(?:\.\d+)?秒?|分)?(?:Z|[+-]\d{2}:?\d{2})?")
_WEEKDAY = re.compile(r"(?:星期|周)[一二三四五六日天]")
_LABEL = re.compile(
    r"(?:发布|发表|更新|刊发|编写|撰写|写作|成稿|出版)?(?:时间|日期)\s*[:：]|Date\s*:"
    r"|(?:本文|文章)?(?:发布|发表|更新|刊发|撰写?|写|作|刊|载)于|(?<=\t)\s*(?:整理|撰写|编写|发布|发表|更新|刊发|稿)(?=\s*[）)]?$)"
)
_CREDIT = re.compile(r"(?:责任编辑|责编|编辑|编写|整理|作者|记者|撰文|文)\s*[:：/丨|]\s*[^\s|｜:：]{1,12}")
_CONTROLS = re.compile(
    r"字号\s*[:：]?\s*(?:[大中小]\s*){0,3}|打印|收藏|分享(?:到)?|浏览(?:次数|量)?\s*[:：]?\s*\d*|阅读(?:量)?\s*[:：]?\s*\d*"
)
_EDGES = " \t　|｜·•/丨()（）[]【】<>,，:：-—"
_LONGEST = 80  # cells: a dateline is a short line


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """What a line says of an article's date and source, where it says nothing else."""

    issued: date | None = None
    source: str = ""


def date_in(text: str) -> date | None:
    """The first full date of a text, in the ways that Chinese documents write one.

    >>> date_in("2021年5月21日 星期五"), date_in("2021.05.27")
    (datetime.date(2021, 5, 21), datetime.date(2021, 5, 27))
    >>> date_in("2021年5月")
    """
    return next((day for match in _DATE.finditer(text) if (day := _day(match[1], match[3], match[4]))), None)


def date_in_name(name: str) -> date | None:
    """The full date of a file's name.

    >>> date_in_name("digest-20210527.txt"), date_in_name("2021-05-27_监测.pdf")
    (datetime.date(2021, 5, 27), datetime.date(2021, 5, 27))
    """
    written = re.sub(r"[_ ]", "-", name)
    compact = (_day(*match.groups()) for match in _COMPACT_DATE.finditer(written))
    return date_in(written) or next((day for day in compact if day), None)


def first_date(texts: Iterable[str]) -> date | None:
    """The first full date that any of the texts states."""
    return next((day for text in texts if (day := date_in(text))), None)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def dateline(text: str) -> Dateline | None:
    """What a dateline says, or nothing if the line says anything else.

    >>> dateline("来源：人民邮电报 2021-05-21 10:30")
    Dateline(issued=datetime.date(2021, 5, 21), source='人民邮电报')
    >>> dateline("2021年5月21日，工信部印发通知。") is None
    True
    """
    line = text.strip()
    if width(line) > _LONGEST or line.endswith(("。", "；", "，")):
        return None
    issued = date_in(line)
    rest, source = _without_source(line)
    rest = _DATE.sub("\t", rest) if issued else rest
    for pattern in (_TIME, _WEEKDAY, _LABEL, _CREDIT, _CONTROLS):
        rest = pattern.sub("\t", rest)
    words = [word for piece in re.split(r"[\t|｜丨]", rest) if (word := piece.strip(_EDGES))]
    if issued and not source and len(words) == 1 and _names_a_source(line, words[0]):
        source, words = words[0], []
    if words or not (issued or source):
        return None
    return Dateline(issued=issued, source=source)


def _without_source(line: str) -> tuple[str, str]:
    match = re.search(rf"(?:{markers().source_words.pattern})\s*[:：]\s*([^\s|｜丨）)\]】]+)", line)
    if not match:
        return line, ""
    name = _DATE.split(match[1])[0].strip(_EDGES + "《》")
    stop = match.start(1) + match[1].find(name) + len(name) if name else match.end()
    return f"{line[: match.start()]}\t{line[stop:].lstrip('》')}", name


def _names_a_source(line: str, word: str) -> bool:
    """Whether the one word beside a date is a name of its own: set apart by a blank, without punctuation."""
    apart = re.search(rf"(?:^|[\s|｜丨(（，,]){re.escape(word)}(?:$|[\s|｜丨)），,])", line)
    return bool(apart) and len(word) <= 12 and not re.search(r"[，。：；！？“”0-9]", word)
