"""Which entities stay: a name that was found with little certainty and of which nothing is said goes again.

Whether 数字化转型 is a technology that a reader would look up, or only a catchword, often shows in whether the
article states anything of it. So the last word on an entity falls after the facts are known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from kg.facts.linear import Floats
from kg.facts.trees import Trees
from kg.model import Entity, Link, Mention
from kg.vocab import EntityType

_TYPES = {kind: number for number, kind in enumerate(EntityType)}
# A fact that is more likely than not speaks for both its names.
_LIKELY = 0.5
_SOURCES = ("tagger", "definition", "nested", "lexicon")


class Named(NamedTuple):
    """The entities of an article, the links that name them, and the probabilities of each one's facts."""

    entities: Sequence[Entity]
    links: Iterable[Link]
    said: Mapping[str, Sequence[float]]


class Kept(NamedTuple):
    """The ids of the entities that stay, and of those among them that are sure enough to state facts of."""

    ids: set[str]
    telling: set[str]


@dataclass(frozen=True, slots=True)
class Keeper:
    """The model that keeps entities, with the least probability of one that is kept, and of one with facts."""

    trees: Trees
    threshold: float
    for_facts: float

    def kept(self, articles: Sequence[Named]) -> list[Kept]:
        """The entities of each article that stay; articles asked about together take less time."""
        if not articles:
            return []
        sure = iter(self.trees.probabilities(np.concatenate([entity_features(one) for one in articles])))
        return [self._kept(one, [float(next(sure)) for _ in one.entities]) for one in articles]

    def _kept(self, article: Named, sure: Sequence[float]) -> Kept:
        chance = {
            entity.id: 1.0 if entity.origin == "user" else probability
            for entity, probability in zip(article.entities, sure, strict=True)
        }
        likely = {entity for entity, told in article.said.items() if max(told, default=0.0) >= _LIKELY}
        staying = {entity for entity, probability in chance.items() if probability >= self.threshold}
        telling = {entity for entity, probability in chance.items() if probability >= self.for_facts}
        return Kept(staying, telling | (staying & likely))


def entity_features(article: Named) -> Floats:
    """What is known of each entity of an article: (entities, 20) numbers."""
    entities, links, said = article
    by_entity: dict[str, list[Link]] = defaultdict(list)
    outer: list[Mention] = []
    size = 1
    for link in links:
        by_entity[link.entity].append(link)
        size = max(size, link.mention.span.end)
        if link.mention.source != "nested":
            outer.append(link.mention)
    rows = np.zeros((len(entities), 20), dtype=np.float32)
    for row, entity in enumerate(entities):
        found = [link.mention for link in by_entity[entity.id]]
        sure = [mention.confidence for mention in found if mention.source != "nested"]
        facts = said.get(entity.id, ())
        longest = max((mention.surface for mention in found), key=len, default=entity.label)
        rows[row] = (
            _TYPES[entity.type],
            max(sure, default=0.0),
            sum(sure) / len(sure) if sure else 0.0,
            len(found),
            len({mention.surface for mention in found}),
            min((mention.span.start for mention in found), default=-1),
            len(longest),
            longest.isascii(),
            entity.origin != "new",
            *(any(mention.source == source for mention in found) for source in _SOURCES),
            len(facts),
            max(facts, default=0.0),
            sum(mention.type == entity.type for mention in found) / max(1, len(found)),
            100 * len(entities) / size,
            *_within(found, outer),
        )
    return rows


def _within(found: Sequence[Mention], outer: Sequence[Mention]) -> tuple[float, float, float]:
    """Where a name stands that only stands within others: in what type of name, how far in, how much of it."""
    if not found or any(mention.source != "nested" for mention in found):
        return -1.0, -1.0, -1.0
    inner = found[0].span
    whole = next(one for one in outer if one.span.covers(inner))
    return _TYPES[whole.type], inner.start - whole.span.start, len(inner) / len(whole.span)
