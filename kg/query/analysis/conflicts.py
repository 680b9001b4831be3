"""Facts that cannot both be so, in pairs, each with its own sentence.

A graph of news holds what articles say, and articles err, contradict each other, or are misread. Times
matter: two chairmen years apart are a succession, so most kinds of conflict ask that the facts be at most
``within`` days apart. Where a time is unknown the pair is told too, and says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.query.analysis.contradictions import FINDERS, Kind, Pair
from kg.query.analysis.moments import apart
from kg.query.facts import when
from kg.store import Content, FactRow
from kg.vocab import Modality

__all__ = ["TIMES", "Conflict", "Kind", "conflicts"]

# An announcement, its repetition in digests and the annual report that counts lie within a month.
WITHIN = 31
TIMES = ("same", "near", "unknown", "apart")
_ORDER = {word: place for place, word in enumerate(TIMES)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two facts that contradict each other, the earlier one first, and what about.

    ``times`` is ``same`` (they may be of one day), ``near``, ``apart`` or ``unknown``.
    """

    kind: Kind
    about: str
    first: FactRow
    second: FactRow
    times: str


def conflicts(
    content: Content,
    *,
    kinds: frozenset[Kind] = frozenset(),
    about: str = "",
    within: int = WITHIN,
    min_confidence: float = 0.0,
) -> list[Conflict]:
    """Facts that contradict each other: those of one time first, the surest first.

    Several articles that disagree in the same way are one conflict, with the two sentences that lie nearest.

    Args:
        content: the graph.
        kinds: only these kinds.
        about: only conflicts with a fact about this entity (by IRI).
        within: facts so many days apart still are of one time.
        min_confidence: of both facts.
    """
    facts = [
        fact
        for fact in content.facts
        if fact.confidence >= min_confidence and fact.modality in (Modality.ASSERTED, Modality.NEGATED)
    ]
    found: dict[tuple[object, ...], Conflict] = {}
    for kind, find in FINDERS.items():
        if kinds and kind not in kinds:
            continue
        for pair in find(facts):
            if about and about not in (pair.first.subject, pair.first.object, *_ends(pair.second)):
                continue
            conflict = _judged(kind, pair, within)
            if conflict is not None:
                key = (kind, pair.about, pair.sides)
                found[key] = min((found.get(key, conflict), conflict), key=_standing)
    return sorted(found.values(), key=lambda one: (_ORDER[one.times], -_surety(one), one.kind, one.about))


def _ends(fact: FactRow) -> tuple[str, str]:
    return fact.subject, fact.object


def _judged(kind: Kind, pair: Pair, within: int) -> Conflict | None:
    days = apart(pair.first, pair.second)
    times = "unknown" if days is None else "same" if days == 0 else "near" if days <= within else "apart"
    if times == "apart" and not pair.is_timeless:
        return None
    earlier, later = sorted((pair.first, pair.second), key=lambda fact: when(fact) or "9999")
    return Conflict(kind=kind, about=pair.about, first=earlier, second=later, times=times)


def _surety(conflict: Conflict) -> float:
    return min(conflict.first.confidence, conflict.second.confidence)


def _standing(conflict: Conflict) -> tuple[int, float, str, str]:
    return _ORDER[conflict.times], -_surety(conflict), conflict.first.id, conflict.second.id
