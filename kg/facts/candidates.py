"""Candidates: every pair of an article with every relation that may hold, as the linear model scores them.

The linear model looks at one pair by itself. What it says of all pairs of an article then becomes the
features of a second, small model, which sees each candidate among its rivals: a fund that three companies
could have invested in has probably been funded by the likeliest of the three.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from kg.facts.context import Context
from kg.facts.cues import Cues
from kg.facts.linear import Floats, LinearModel
from kg.facts.matching import Match, Matcher
from kg.facts.pair_features import features
from kg.facts.pairs import BACKWARD, LABELS_BY_TYPES, Pair, label, pairs, relation_of
from kg.facts.shape import CUE_SIZE, SHAPE_SIZE, cue_shape, shape
from kg.facts.units import Scene
from kg.vocab import SYMMETRIC, EntityType, Relation

# Below this score of the linear model a candidate is right in fewer than one case in fifty.
FLOOR = -4.2
FAR_BELOW = -9.0
_VIAS = {"name": 0, "nested": 1, "pronoun": 2, "ellipsis": 3}
_RELATIONS = {relation: number for number, relation in enumerate(Relation)}
_TYPES = {kind: number for number, kind in enumerate(EntityType)}


Rules = Mapping[str, Sequence[str]]
"""The rules that found a pair, by the label that they gave it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPair:
    """A pair of a scene, and the rules that found it."""

    scene: int
    pair: Pair
    types: tuple[EntityType, EntityType]
    entities: tuple[str, str]
    rules: Rules = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenPair(FoundPair):
    """A pair with its features, as training reads them."""

    features: list[str]
    context: Context
    shape: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A fact that may be: a pair with a label, and the linear model's score of it."""

    seen: FoundPair
    label: str
    score: float

    @property
    def relation(self) -> Relation:
        return relation_of(self.label)

    @property
    def is_forward(self) -> bool:
        return not self.label.endswith(BACKWARD)

    @property
    def key(self) -> tuple[str, Relation, str]:
        """Subject, relation, object; symmetric ones with the lesser id first."""
        first, second = self.seen.entities
        if self.relation in SYMMETRIC:
            first, second = min(first, second), max(first, second)
        elif not self.is_forward:
            first, second = second, first
        return first, self.relation, second


def seen_pairs(
    scenes: Sequence[Scene], counts: Mapping[str, int], main: str, cues: Cues, matcher: Matcher | None
) -> list[SeenPair]:
    """The pairs of an article's scenes with what can be seen of them."""
    found: list[SeenPair] = []
    density = 100 * len(counts) / max(1, sum(len(scene.text) for scene in scenes))
    for number, scene in enumerate(scenes):
        if len(scene.places) < 2:
            continue
        context = Context(scene, main=main, cues=cues.find(scene.text), density=density)
        by_pair = rules_by_pair(matcher.matches(scene) if matcher else ())
        for pair in pairs(scene):
            first, second = scene.places[pair.a], scene.places[pair.b]
            rules = by_pair.get(pair, {})
            named = named_rules(rules)
            found.append(
                SeenPair(
                    scene=number,
                    pair=pair,
                    types=(first.type, second.type),
                    entities=(first.entity, second.entity),
                    features=features(context, pair, counts, named),
                    context=context,
                    shape=shape(context, pair, counts),
                    rules=rules,
                )
            )
    return found


def rules_by_pair(matches: Iterable[Match]) -> dict[Pair, Rules]:
    """For each pair that rules found, which rules found which label."""
    by_pair: dict[Pair, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for match in matches:
        forward = match.subject < match.object
        pair = Pair(min(match.subject, match.object), max(match.subject, match.object))
        by_pair[pair][label(match.rule.relation, forward=forward)].append(match.rule.id)
    return {pair: dict(found) for pair, found in by_pair.items()}


def named_rules(rules: Rules) -> list[str]:
    """The rules of a pair as its features name them: each with its direction."""
    return [rule + name[-1] for name, ids in sorted(rules.items()) for rule in ids]


def candidates(seen: Sequence[SeenPair], scores: Floats, labels: Sequence[str]) -> list[Candidate]:
    """The candidates above FLOOR; scores: (len(seen), len(labels))."""
    column = {name: number for number, name in enumerate(labels)}
    found = []
    for row, pair in enumerate(seen):
        for name in LABELS_BY_TYPES[pair.types]:
            score = float(scores[row, column[name]])
            if score > FLOOR:
                found.append(Candidate(seen=pair, label=name, score=score))
    return found


def linear_scores(model: LinearModel, seen: Sequence[SeenPair]) -> Floats:
    """The linear model's scores of the pairs."""
    return model.scores([pair.features for pair in seen])


def rival_features(found: Sequence[Candidate], scenes: Sequence[Scene]) -> Floats:
    """Each candidate among its rivals, and the shape of its pair: numbers for the second model."""
    by_subject: dict[tuple[int, int, Relation], list[tuple[float, int]]] = defaultdict(list)
    by_object: dict[tuple[int, int, Relation], list[tuple[float, int]]] = defaultdict(list)
    by_pair: dict[tuple[int, Pair], list[Candidate]] = defaultdict(list)
    by_relation: dict[tuple[int, Relation], list[float]] = defaultdict(list)
    anywhere: dict[tuple[str, Relation, str], float] = defaultdict(lambda: FAR_BELOW)
    sides: list[tuple[int, int]] = []
    for one in found:
        where = one.seen.scene
        units = scenes[where].unit_of
        a, b = units[one.seen.pair.a], units[one.seen.pair.b]
        subject, object_ = (a, b) if one.is_forward else (b, a)
        sides.append((subject, object_))
        by_subject[where, subject, one.relation].append((one.score, object_))
        by_object[where, object_, one.relation].append((one.score, subject))
        by_pair[where, one.seen.pair].append(one)
        by_relation[where, one.relation].append(one.score)
        anywhere[one.key] = max(anywhere[one.key], one.score)
    rows = np.empty((len(found), 26 + SHAPE_SIZE + CUE_SIZE), dtype=np.float32)
    for row, (one, (subject, object_)) in enumerate(zip(found, sides, strict=True)):
        where = one.seen.scene
        assert isinstance(one.seen, SeenPair), "only pairs seen one by one have features of their own"
        scene = scenes[where]
        first, second = scene.places[one.seen.pair.a], scene.places[one.seen.pair.b]
        rival_objects = _best(by_subject[where, subject, one.relation], object_)
        rival_subjects = _best(by_object[where, object_, one.relation], subject)
        others = by_pair[where, one.seen.pair]
        reverse = max(
            (o.score for o in others if o.relation == one.relation and o is not one), default=FAR_BELOW
        )
        other = max((o.score for o in others if o.relation != one.relation), default=FAR_BELOW)
        same = by_relation[where, one.relation]
        types = one.seen.types if one.is_forward else one.seen.types[::-1]
        roles = (first, second) if one.is_forward else (second, first)
        rows[row] = (
            one.score,
            _RELATIONS[one.relation],
            rival_objects,
            rival_subjects,
            one.score - rival_objects,
            one.score - rival_subjects,
            reverse,
            other,
            anywhere[one.key] - one.score,
            max(same),
            sum(score > -1.5 for score in same),
            second.start - first.end,
            _VIAS[first.via],
            _VIAS[second.via],
            scene.sentence.is_heading,
            len(scene.text),
            _TYPES[types[0]],
            _TYPES[types[1]],
            one.is_forward,
            abs(object_ - subject),
            len(one.seen.rules.get(one.label, ())),
            *(place.sure for place in roles),
            *(place.known for place in roles),
            roles[0].kin(roles[1]),
            *one.seen.shape,
            *cue_shape(one.seen.context, one.seen.pair, one.relation),
        )
    return rows


def _best(rivals: Sequence[tuple[float, int]], own: int) -> float:
    return max((score for score, unit in rivals if unit != own), default=FAR_BELOW)
