"""How a question falls into clauses, and how a clause is said of what the clauses before it are of."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ENDS = re.compile(
    r"[，,；;。？?！!\n]+|(?<=[a-z0-9])\.\s+|\s+[-–—]+\s+"
    r"|，?\s*(?:and|,)\s+(?=(?:(?:at|for|in|by|to) )?(?:who|what|which|where|when|how)\b)"
    r"|\s+and\s+(?=(?:their|its|his|her)\s)|[、和及]?以?及?(?=(?:该|其|它们?的)(?:计划|方案|政策|文件|公司|企业)?(?:所?支持|主要|持股|职务|金额|比例))",
    re.I,
)
# 什么时候、在哪里开: two questions of what stands before and behind them.
_TWICE = re.compile(
    r"^(?P<before>.*?)(?P<one>什么时候|什么时间|何时|哪天|哪年|几月几[日号])\s*(?:[、和及与]|以及)?\s*"
    r"(?P<other>(?:在|于)?(?:哪里|哪儿|何地|何处|哪个城市|哪座城市|什么地方))(?P<after>.*)$"
)
_STARTS = re.compile(
    r"^(?:另外|还有|以及|并且|顺便(?:问一?下)?|同时|而且|然后|那么|那(?![里儿边])|再者|此外|and|also)\s*(?=.{2})",
    re.I,
)
_OF_IT = re.compile(
    r"^(?:它们?|其|他们?|她|该公司|该企业|这家公司|这家企业|这公司|对方|its|it|they|their)\s*(?:的\s*)?", re.I
)
_DOES_IT = re.compile(r"[它他她](?!们?的)|(?:这家|这|该)(?:公司|企业)(?!的)|(?:it|they)\b", re.I)
_ASKS = re.compile(
    r"谁|什么|啥|哪|多少|几|吗|呢|有没有|是不是|怎|如何|何|没有$|没$|\b(?:who|what|which|where|when|why|how)\b",
    re.I,
)
# Who is asked for goes on in the next clause: 谁投资了它，还投了谁 is of them, not of it.
_GOES_ON = re.compile(r"^(?:还|又|也|再|都|均)")
_TOPIC = re.compile(r"关于|针对|对于|至于|围绕|about\b", re.I)
_IT = re.compile(r"\b(it|its|them|the company|the firm|the group)\b")
MOST_CLAUSES = 5


def clauses(text: str) -> list[str]:
    """The clauses of a question."""
    parts = (_STARTS.sub("", part.strip()) for part in _ENDS.split(text) if part)
    return [one for part in parts if part for one in _apart(part)]


def _apart(part: str) -> Iterator[str]:
    """The two questions of when and where that a clause asks at once, or the clause."""
    match = _TWICE.match(part)
    if match is None:
        yield part
        return
    place = match["other"].replace("何地", "哪里").replace("何处", "哪里").removeprefix("于")
    place = place if place.startswith("在") else f"在{place}"
    yield f"{match['before']}{match['one']}{match['after']}"
    yield f"{match['before']}{place}{match['after']}"


def asks_throughout(text: str) -> bool:
    """Whether the question has several clauses, each of which asks by itself."""
    parts = clauses(text)
    return 1 < len(parts) <= MOST_CLAUSES and all(asks(part) or names_topic(part) for part in parts)


def asks(part: str) -> bool:
    """Whether a word of the clause asks."""
    return bool(_ASKS.search(part))


def names_topic(part: str) -> bool:
    """Whether the clause says of itself that it only tells what the next are of: 关于华为."""
    return bool(_TOPIC.match(part)) and not asks(part)


def with_subject(part: str, subject: str, names: list[str]) -> Iterator[str]:
    """The clause, and the clause said of what the clauses before it are of."""
    if subject and (rest := _OF_IT.sub("", part)) != part:
        ways = [f"{subject}的{rest}", f"{subject}{rest}"]
        # 它推出了什么 is no 它的 …
        yield from reversed(ways) if _DOES_IT.match(part) else ways
    elif subject and _IT.search(part):
        yield _IT.sub(lambda word: f"{subject}'s" if word[1].lower() == "its" else subject, part)
    elif names or not subject:
        yield part
    elif not _GOES_ON.search(part):
        yield from (f"{subject}{part}", f"{subject}的{part}")
