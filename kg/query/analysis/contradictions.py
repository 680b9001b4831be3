"""The kinds of contradiction, each a function that pairs facts which cannot both be so.

Whether two facts are of one time is not asked here; a pair that is ``timeless`` cannot be so at any times.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import combinations
from typing import TypeVar

from kg.query.analysis.holdings import OWNING, owner_and_owned
from kg.query.analysis.moments import period, triple_of
from kg.query.analysis.posts import sole_posts
from kg.query.facts import when
from kg.query.keys import key
from kg.store import FactRow
from kg.vocab import Modality, Relation

_Key = TypeVar("_Key", bound=Hashable)

# Newsrooms round: 687亿 and 690亿 are one amount, and 20.3% is 20%.
_ROUNDING = Decimal("0.05")
_LEAST_SHARE = Decimal("0.006")
_HALF = Decimal("0.5")
# What happens once stays so: who bought it cannot be said later not to have.
_HAPPENS = frozenset({Relation.ACQUIRES, Relation.INVESTS_IN, Relation.FOUNDS, Relation.MERGES_WITH})
# Of these at most one direction can hold; firms do supply and hold shares of each other.
_ONE_WAY = frozenset({Relation.ACQUIRES, Relation.SUBSIDIARY_OF, Relation.FOUNDS, Relation.PART_OF})
# These may run both ways between two firms, but one sentence that says so was most likely misread.
_SELDOM_MUTUAL = frozenset({Relation.SUPPLIES, Relation.SHAREHOLDER_OF, Relation.INVESTS_IN})
_MUTUAL = re.compile(r"互|交叉|each other|mutual|cross", re.IGNORECASE)
_TOGETHER = re.compile(r"合计|共同|一致行动|together|jointly|combined", re.IGNORECASE)


class Kind(StrEnum):
    """What two facts contradict each other in."""

    POST = "post"  # two hold a post that one person holds
    MAJORITY = "majority"  # two own more than half of one thing
    AMOUNT = "amount"  # two amounts for one deal
    SHARE = "share"  # two shares for one holding
    DENIAL = "denial"  # asserted and negated
    DIRECTION = (
        "direction"  # each acquires, founds, belongs to or is part of the other; one sentence both ways
    )
    FOUNDING = "founding"  # founded at two times


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two facts that may contradict each other; ``sides`` is the same for pairs that disagree in one way."""

    about: str
    first: FactRow
    second: FactRow
    sides: frozenset[Hashable]
    is_timeless: bool = False


def _grouped(facts: Iterable[FactRow], by: Callable[[FactRow], _Key]) -> dict[_Key, list[FactRow]]:
    groups: dict[_Key, list[FactRow]] = defaultdict(list)
    for fact in facts:
        groups[by(fact)].append(fact)
    return groups


def _asserted(facts: Iterable[FactRow]) -> Iterator[FactRow]:
    return (fact for fact in facts if fact.modality is Modality.ASSERTED)


def _said(fact: FactRow) -> str:
    return f"{fact.subject_label} {fact.relation} {fact.object_label}"


def _posts(facts: list[FactRow]) -> Iterator[Pair]:
    holders: dict[tuple[str, str], list[FactRow]] = defaultdict(list)
    for fact in _asserted(facts):
        if fact.relation is Relation.WORKS_FOR and fact.title:
            for post in sole_posts(fact):
                holders[fact.object, post].append(fact)
    for (_, post), several in holders.items():
        for first, second in combinations(several, 2):
            if first.subject != second.subject and key(first.subject_label) != key(second.subject_label):
                about = f"{first.object_label} {post}"
                yield Pair(
                    about=about, first=first, second=second, sides=frozenset({first.subject, second.subject})
                )


def _majorities(facts: list[FactRow]) -> Iterator[Pair]:
    holdings = [fact for fact in _asserted(facts) if fact.relation in OWNING]
    above = _Owners(holdings)
    most = [
        fact
        for fact in holdings
        if fact.percent and _HALF < fact.percent <= 1 and not _TOGETHER.search(fact.evidence)
    ]
    for owned, several in _grouped(most, lambda fact: owner_and_owned(fact)[1]).items():
        for first, second in combinations(several, 2):
            holders = owner_and_owned(first)[0], owner_and_owned(second)[0]
            if holders[0] == holders[1] or above.related(*holders):
                continue  # a parent holds what its subsidiary holds
            label = first.subject_label if owned == first.subject else first.object_label
            yield Pair(about=label, first=first, second=second, sides=frozenset(holders))


class _Owners:
    """Whether of two holders one belongs to the other, as far as the graph tells."""

    def __init__(self, holdings: Iterable[FactRow]) -> None:
        self._owners: dict[str, set[str]] = defaultdict(set)
        for fact in holdings:
            owner, owned = owner_and_owned(fact)
            self._owners[owned].add(owner)

    def related(self, one: str, other: str) -> bool:
        return other in self._above(one) or one in self._above(other)

    def _above(self, entity: str) -> set[str]:
        found: set[str] = set()
        edge = {entity}
        while edge:
            edge = {owner for owned in edge for owner in self._owners.get(owned, ())} - found
            found |= edge
        return found


def _amounts(facts: list[FactRow]) -> Iterator[Pair]:
    told = [fact for fact in _asserted(facts) if fact.amount]
    for several in _grouped(told, lambda fact: (triple_of(fact), fact.currency)).values():
        for first, second in combinations(several, 2):
            one, other = first.amount or Decimal(0), second.amount or Decimal(0)
            if abs(one - other) > _ROUNDING * max(abs(one), abs(other)):
                yield Pair(about=_said(first), first=first, second=second, sides=frozenset({one, other}))


def _shares(facts: list[FactRow]) -> Iterator[Pair]:
    told = [fact for fact in _asserted(facts) if fact.relation in OWNING and fact.percent]
    for several in _grouped(told, lambda fact: (fact.relation, *owner_and_owned(fact))).values():
        for first, second in combinations(several, 2):
            one, other = first.percent or Decimal(0), second.percent or Decimal(0)
            if abs(one - other) > _LEAST_SHARE:
                yield Pair(about=_said(first), first=first, second=second, sides=frozenset({one, other}))


def _denials(facts: list[FactRow]) -> Iterator[Pair]:
    for triple, several in _grouped(facts, triple_of).items():
        for fact in several:
            if fact.modality is not Modality.ASSERTED:
                continue
            for denial in several:
                if denial.modality is Modality.NEGATED:
                    timeless = fact.relation in _HAPPENS and _follows(denial, fact)
                    yield Pair(
                        about=_said(fact),
                        first=fact,
                        second=denial,
                        sides=frozenset({triple}),
                        is_timeless=timeless,
                    )


def _follows(later: FactRow, earlier: FactRow) -> bool:
    days, before = period(when(later)), period(when(earlier))
    return days is not None and before is not None and days[0] > before[1]


def _directions(facts: list[FactRow]) -> Iterator[Pair]:
    told = [fact for fact in _asserted(facts) if fact.relation in _ONE_WAY | _SELDOM_MUTUAL]
    by_triple = _grouped(told, lambda fact: (fact.relation, fact.subject, fact.object))
    for (relation, subject, object_), ones in by_triple.items():
        if subject < object_:
            for first in ones:
                for second in by_triple.get((relation, object_, subject), ()):
                    if relation in _SELDOM_MUTUAL and not _of_one_sentence(first, second):
                        continue
                    about = f"{first.subject_label} {relation} {first.object_label}"
                    sides = frozenset({subject, object_, relation})
                    yield Pair(about=about, first=first, second=second, sides=sides, is_timeless=True)


def _of_one_sentence(first: FactRow, second: FactRow) -> bool:
    """Whether one sentence is all that tells both, and it does not speak of mutuality."""
    is_one = (first.article, first.evidence) == (second.article, second.evidence)
    return is_one and not _MUTUAL.search(first.evidence)


def _foundings(facts: list[FactRow]) -> Iterator[Pair]:
    told = [fact for fact in _asserted(facts) if fact.relation is Relation.FOUNDS and period(fact.time)]
    for several in _grouped(told, lambda fact: fact.object).values():
        for first, second in combinations(several, 2):
            if _follows(first, second) or _follows(second, first):
                yield Pair(
                    about=first.object_label,
                    first=first,
                    second=second,
                    sides=frozenset({first.time[:4], second.time[:4]}),
                    is_timeless=True,
                )


FINDERS: dict[Kind, Callable[[list[FactRow]], Iterator[Pair]]] = {
    Kind.POST: _posts,
    Kind.MAJORITY: _majorities,
    Kind.AMOUNT: _amounts,
    Kind.SHARE: _shares,
    Kind.DENIAL: _denials,
    Kind.DIRECTION: _directions,
    Kind.FOUNDING: _foundings,
}
"""Kind → what finds its pairs."""
