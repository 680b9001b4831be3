"""Where to draw the line: the least probability at which a candidate of each relation becomes a fact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from kg.train.matching import Key
from kg.vocab import Relation

_GRID = tuple(float(step) for step in np.arange(0.16, 0.62, 0.02))
# Precision weighs a little more than recall: every fact carries its probability, by which a reader can ask for more.
_BETA = 0.9
# The training articles are denser in facts than what others write. There the best F measures lie lower for what
# organisations do to one another (news, FinRE) and higher for the rest, above all technologies and places (digests).
_AMONG_ORGANIZATIONS = 0.18
_AT_LEAST_ELSEWHERE = 0.28
_ORGANIZATIONS_DO = frozenset(
    {
        Relation.INVESTS_IN,
        Relation.SHAREHOLDER_OF,
        Relation.SUBSIDIARY_OF,
        Relation.ACQUIRES,
        Relation.MERGES_WITH,
        Relation.FOUNDS,
        Relation.PARTNERS_WITH,
        Relation.COMPETES_WITH,
        Relation.MEMBER_OF,
        Relation.REGULATES,
        Relation.OPERATES,
        Relation.ORGANIZES,
    }
)
# A relation with few examples leans on all relations together, as if it had this many more.
_BORROWED = 60.0


class Scored(NamedTuple):
    """What was said of an article, each triple with its probability, and what its annotation holds."""

    said: Mapping[Key, float]
    gold: frozenset[Key]


class Counts(NamedTuple):
    """Right, said and annotated triples."""

    right: float
    said: float
    gold: float

    def f(self, beta: float = 1.0) -> float:
        """The F measure; beta below one weighs precision more."""
        square = beta * beta
        whole = self.said + square * self.gold
        return (1 + square) * self.right / whole if whole else 0.0

    @property
    def precision(self) -> float:
        return self.right / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0


def count(
    articles: Sequence[Scored], limits: Mapping[Relation, float], only: Relation | None = None
) -> Counts:
    """The counts over some articles, of one relation or of all."""
    right = said = gold = 0
    for one in articles:
        gold += sum(only is None or key[1] == only for key in one.gold)
        for key, probability in one.said.items():
            if (only is None or key[1] == only) and probability >= limits[key[1]]:
                said += 1
                right += key in one.gold
    return Counts(right, said, gold)


def thresholds(articles: Sequence[Scored]) -> dict[Relation, float]:
    """The limit of each relation that gives the best F measure, smoothed by all relations together."""
    overall = {limit: count(articles, dict.fromkeys(Relation, limit)) for limit in _GRID}
    limits = {}
    for relation in Relation:
        values = {}
        for limit in _GRID:
            own = count(articles, dict.fromkeys(Relation, limit), relation)
            share = _BORROWED / max(1.0, overall[limit].gold)
            mixed = Counts(*(mine + share * all_ for mine, all_ in zip(own, overall[limit], strict=True)))
            values[limit] = mixed.f(_BETA)
        limits[relation] = max(_GRID, key=lambda limit: (values[limit], limit))
    return limits


def for_other_writers(limits: Mapping[Relation, float]) -> dict[Relation, float]:
    """The limits to ship: those of the training articles, held within what serves texts of other writers."""
    return {
        relation: _AMONG_ORGANIZATIONS if relation in _ORGANIZATIONS_DO else max(limit, _AT_LEAST_ELSEWHERE)
        for relation, limit in limits.items()
    }
