"""What is said where nothing was found, or not quite what was asked for."""

from __future__ import annotations

from kg.query.asking.answers import Answer
from kg.query.asking.question import Asked

UNSTATED: dict[Asked, dict[str, str]] = {
    asked: {
        "zh": f"有这样的事实，但没有写明{chinese}",
        "en": f"there is such a fact, but it states no {english}",
    }
    for asked, chinese, english in (
        (Asked.TIME, "时间", "time"),
        (Asked.AMOUNT, "金额", "amount"),
        (Asked.PERCENT, "比例", "share"),
        (Asked.POST, "职务", "post"),
    )
}
# What a fact must state to have a place in the order.
ORDERED_BY = {"amount": Asked.AMOUNT, "percent": Asked.PERCENT, "latest": Asked.TIME, "earliest": Asked.TIME}
NO_FACT = {"zh": "图谱中没有找到", "en": "the graph has no such fact"}
NO_CONNECTION = {"zh": "三步之内没有联系", "en": "nothing connects them within three steps"}


def elsewhere(places: list[Answer], language: str) -> str:
    """Several places of a thing, none of which is told to be the one that was asked for."""
    labels = list(dict.fromkeys(place.label for place in places))
    if language == "zh":
        return f"没有句子写明是哪一处；写到的地方有：{'、'.join(labels)}"
    return f"no sentence tells which it is; places that are told: {', '.join(labels)}"
