"""What a sentence adds to a fact: amount, percent, time, post, product; each taken from the nearest words.

A qualifier belongs to the fact whose names it stands closest to, within their clauses first; a time may stand
anywhere before them in the sentence, because Chinese puts it first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from kg.dates import FoundTime, times
from kg.facts.units import Place, Scene
from kg.model import Qualifiers
from kg.numerals import Found, amounts, percents
from kg.vocab import ARTEFACTS, Relation

_CLAUSE = re.compile(r"[，；：。！？]")
_STRONG = re.compile(r"[；。！？]")
_WITH_AMOUNT = frozenset(
    {
        Relation.INVESTS_IN,
        Relation.ACQUIRES,
        Relation.FOUNDS,
        Relation.SUPPLIES,
        Relation.SHAREHOLDER_OF,
        Relation.REGULATES,
        Relation.PARTNERS_WITH,
        Relation.OPERATES,
    }
)
_WITH_PERCENT = frozenset(
    {Relation.SHAREHOLDER_OF, Relation.ACQUIRES, Relation.INVESTS_IN, Relation.SUBSIDIARY_OF, Relation.FOUNDS}
)
# A value further away than this speaks of something else.
_REACH = 60
_POST_WORD = re.compile(r"[\u3400-\u9fffA-Za-z/、&·兼\- ]{2,30}")


class Values(NamedTuple):
    """The values of a sentence."""

    amounts: tuple[Found, ...]
    percents: tuple[Found, ...]
    times: tuple[FoundTime, ...]


def values(text: str, issued: date | None) -> Values:
    """The amounts, percentages and dates of a sentence."""
    return Values(tuple(amounts(text)), tuple(percents(text)), tuple(times(text, issued)))


def qualifiers(scene: Scene, relation: Relation, subject: Place, object_: Place, found: Values) -> Qualifiers:
    """The qualifiers of a fact between two places of a scene."""
    start, end = min(subject.start, object_.start), max(subject.end, object_.end)
    amount = _nearest(scene.text, found.amounts, start, end) if relation in _WITH_AMOUNT else None
    percent = _nearest(scene.text, found.percents, start, end) if relation in _WITH_PERCENT else None
    time = _time(scene.text, found.times, start, end)
    return Qualifiers(
        amount=amount.money if amount else None,
        percent=percent.percent if percent else None,
        time=time.time if time else None,
        title=_title(scene, subject, object_) if relation is Relation.WORKS_FOR else "",
        product=_product(scene, subject, object_) if relation is Relation.SUPPLIES else "",
    )


def _nearest(text: str, found: Sequence[Found], start: int, end: int) -> Found | None:
    """The value between the two names, or else the nearest one outside within the same full clause."""
    best: tuple[int, Found] | None = None
    for value in found:
        if start <= value.start < end:
            distance = 0
        elif value.end <= start:
            gap = text[value.end : start]
            distance = len(gap) + 20 * len(_CLAUSE.findall(gap)) + 5
        else:
            gap = text[end : value.start]
            distance = len(gap) + 20 * len(_CLAUSE.findall(gap))
        if distance > _REACH or _STRONG.search(text[min(end, value.end) : max(start, value.start)]):
            continue
        if best is None or distance < best[0]:
            best = (distance, value)
    return best[1] if best else None


def _time(text: str, found: Sequence[FoundTime], start: int, end: int) -> FoundTime | None:
    inside = [time for time in found if start <= time.start < end]
    if inside:
        return inside[0]
    before = [time for time in found if time.end <= start and not _STRONG.search(text[time.end : start])]
    if before:
        return before[-1]
    after = [time for time in found if time.start >= end and not _CLAUSE.search(text[end : time.start])]
    return after[0] if after else None


def _title(scene: Scene, person: Place, organisation: Place) -> str:
    """The words between an organisation and the person that follows it (腾讯云副总裁李郁韬), or after 任."""
    text = scene.text
    if organisation.end <= person.start:
        between = text[organisation.end : person.start].strip("的，、“”《》 ")
        between = re.split(r"[，。；：（）]", between)[-1].strip()
        return between if _POST_WORD.fullmatch(between) else ""
    after = re.match(r"的?([\u3400-\u9fffA-Za-z/、&\- ]{2,24}?)(?=[，。；（）]|$)", text[organisation.end :])
    if after and re.search(r"任|出任|担任|为|是|加入", text[person.end : organisation.start]):
        return after.group(1)
    in_brackets = re.match(r"（([^（）]{2,24})）", text[person.end :])
    return in_brackets.group(1) if in_brackets and _POST_WORD.fullmatch(in_brackets.group(1)) else ""


def _product(scene: Scene, subject: Place, object_: Place) -> str:
    """The first product or technology after the customer's name in the same clause."""
    for place in scene.places:
        if (
            place.type in ARTEFACTS
            and place.via == "name"
            and place.entity not in (subject.entity, object_.entity)
        ):
            later = max(subject.end, object_.end)
            if place.start >= later and not _CLAUSE.search(scene.text[later : place.start]):
                return place.entity
    return ""
