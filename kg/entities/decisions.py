"""Decisions of people: two names are the same thing or different ones, a fact is right or wrong.

They take effect when documents are built, and are part of the knowledge that a build is known by. How they are
kept, ``kg.entities.decision_file`` knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kg.model import Span, digest_of
from kg.vocab import SYMMETRIC, Modality, Relation


class Verdict(StrEnum):
    """What was decided of two entities."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A verdict on two entities, given by their ids."""

    first: str
    second: str
    verdict: Verdict
    note: str = ""

    @property
    def pair(self) -> frozenset[str]:
        """The two, whatever their order."""
        return frozenset({self.first, self.second})


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """That an article states a fact, or that it does not; entities by their ids, ``evidence`` its sentence."""

    article: str
    subject: str
    relation: Relation
    object: str
    modality: Modality
    evidence: Span
    is_right: bool
    note: str = ""

    @property
    def stated(self) -> str:
        """What the article is said to state, as the file has it."""
        place = f"{self.evidence.start}-{self.evidence.end}"
        return f"{self.subject} {self.relation} {self.object} {self.modality} {place}"

    @property
    def verdict(self) -> str:
        """``right`` or ``wrong``."""
        return "right" if self.is_right else "wrong"


Key = tuple[str, frozenset[str] | tuple[str, str], Relation, Modality]


class Decisions:
    """All decisions; a later one on the same two, or on the same fact, replaces an earlier one."""

    def __init__(self, decisions: Iterable[Decision | Judgement] = ()) -> None:
        self._by_pair: dict[frozenset[str], Decision] = {}
        self._by_fact: dict[tuple[str, str], Judgement] = {}
        for one in decisions:
            if isinstance(one, Decision):
                self._by_pair[one.pair] = one
            else:
                self._by_fact[one.article, one.stated] = one
        self._canonical = self._groups()
        self._by_article: dict[str, dict[Key, Judgement]] = {}
        for one in self._by_fact.values():
            key = self.key(one.article, one.subject, one.relation, one.object, one.modality)
            self._by_article.setdefault(one.article, {})[key] = one

    def __iter__(self) -> Iterator[Decision]:
        return iter(self._by_pair.values())

    def __len__(self) -> int:
        return len(self._by_pair) + len(self._by_fact)

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """What was decided of facts."""
        return tuple(self._by_fact.values())

    @property
    def digest(self) -> str:
        """Changes with every decision that has an effect."""
        rows = [f"{sorted(d.pair)} {d.verdict}" for d in self if d.verdict != Verdict.UNSURE]
        rows += [f"{one.article} {one.stated} {one.verdict}" for one in self.judgements]
        return digest_of(*sorted(rows))

    def of_article(self, article: str) -> dict[Key, Judgement]:
        """What was decided of an article's facts (its id), by what they state of which entities."""
        return self._by_article.get(article, {})

    def key(self, article: str, subject: str, relation: Relation, object_: str, modality: Modality) -> Key:
        """What two statements of one fact have in common, also where its entities were joined since."""
        ends = (self.canonical(subject), self.canonical(object_))
        return article, frozenset(ends) if relation in SYMMETRIC else ends, relation, modality

    def canonical(self, entity: str) -> str:
        """The id under which an entity goes: that of the group that it was decided to belong to."""
        return self._canonical.get(entity, entity)

    def are_different(self, first: str, second: str) -> bool:
        """Whether someone decided that the two are not one."""
        decision = self._by_pair.get(frozenset({first, second}))
        return decision is not None and decision.verdict is Verdict.DIFFERENT

    def is_decided(self, first: str, second: str) -> bool:
        """Whether there is a decision on the two, unsure ones included."""
        return frozenset({first, second}) in self._by_pair

    def with_(self, decision: Decision | Judgement) -> Decisions:
        """These decisions and one more."""
        return Decisions([*self, *self.judgements, decision])

    def without(self, first: str, second: str) -> Decisions:
        """These decisions but the one on the two, or on what an article (first) states (second)."""
        pair = frozenset({first, second})
        return Decisions(
            [
                *(decision for decision in self if decision.pair != pair),
                *(one for one in self.judgements if (one.article, one.stated) != (first, second)),
            ]
        )

    def _groups(self) -> Mapping[str, str]:
        groups: dict[str, set[str]] = {}
        for decision in self._by_pair.values():
            if decision.verdict is Verdict.SAME:
                joined = groups.get(decision.first, {decision.first}) | groups.get(
                    decision.second, {decision.second}
                )
                groups.update(dict.fromkeys(joined, joined))
        # An id of the lexicon says more than one that was made from a name.
        return {
            entity: min(group, key=lambda member: (member.startswith(("x-", "u-")), member))
            for entity, group in groups.items()
        }
