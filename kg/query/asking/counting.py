"""Small numbers in a question: five, 五家, top 10, 前三名."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.numerals import number

NUMBER_WORDS = {
    word: value
    for value, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1
    )
}
_CHINESE = "[一二两三四五六七八九十]+"
_ENGLISH = "|".join(NUMBER_WORDS)
_TOP = re.compile(
    rf"(?:前|top\s?|first\s)(?P<a>\d{{1,3}}|{_CHINESE}|{_ENGLISH})(?:大|名|家|个|位|笔|项|条|起|强|款)?"
    # 一家, 一个 and 一起 are no numbers but "a" and "together".
    rf"|(?!一[家个起])哪?(?P<b>\d{{1,3}}|{_CHINESE})(?:家|个|名|位|笔|项|条|起|款|大|次|部|种|座)(?!月)"
    rf"|(?P<c>\d{{1,3}}|{_ENGLISH})\s"
    r"(?=competitors|suppliers|customers|partners|subsidiaries|shareholders|members|policies|products|factories"
    r"|rivals|clients|acquisitions|investments|deals|technologies|banks|funds|people|largest|biggest|most|latest|earliest|top|companies|firms|investors|newest|oldest|highest)"
)
# 哪几家 lists, 前几名 and 近几年 bound.
_HOW_MANY = re.compile(
    r"(?<![哪这那前近后好十数])(?:几|多少)(?:家|个|位|名|款|项|座|条|只|种|起|份|笔|所|间|支|部|处|类)(?!月|季|年|小时|星期|工作日)"
    r"|\bhow many\b",
    re.I,
)


def count(word: str) -> int | None:
    """The number that a word says.

    >>> count("五"), count("five"), count("12"), count("many")
    (5, 5, 12, None)
    """
    if word in NUMBER_WORDS:
        return NUMBER_WORDS[word]
    value = number(word)
    return int(value) if value is not None else None


def tops(text: str, start: int) -> Iterator[tuple[int, int]]:
    """How many things are asked for, where that begins there in the (lower-case) text.

    >>> list(tops("前五名", 0)), list(tops("top 10 investors", 0)), list(tops("一家公司", 0))
    ([(3, 5)], [(6, 10)], [])
    """
    if (match := _TOP.match(text, start)) and (value := count(match["a"] or match["b"] or match["c"])):
        yield match.end(), value


def asks_how_many(text: str) -> bool:
    """Whether it is asked how many there are, and not only which: 几家, but no 哪几家.

    >>> [asks_how_many(one) for one in ("有几家子公司", "是哪几家", "最近几个月", "How many funds are there?")]
    [True, False, False, True]
    """
    return _HOW_MANY.search(text) is not None
