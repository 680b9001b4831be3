"""A scorer made by hand, of one rule and a few words, so that what it must say is plain."""

from __future__ import annotations

import numpy as np

from kg.facts.cues import Cues
from kg.facts.keeping import Keeper
from kg.facts.linear import LinearModel, bucket
from kg.facts.matching import Matcher
from kg.facts.pairs import LABELS
from kg.facts.scorer import Scorer
from kg.facts.trees import Trees
from kg.rules import Rule
from kg.slots import compile_pattern
from kg.vocab import Modality, Relation

PATTERNS = {
    Relation.ACQUIRES: ("收购", "{subject:Organization}{past}收购{past}{object:Organization}"),
    Relation.PARTNERS_WITH: ("合作", "{members:Organization}{gap}合作"),
}


def _rule(relation: Relation) -> Rule:
    trigger, pattern = PATTERNS[relation]
    return Rule(
        id=f"{relation}/test",
        relation=relation,
        triggers=(trigger,),
        pattern=compile_pattern(pattern, relation, "test"),
        finds=(),
        misses=(),
    )


def linear(labels: tuple[str, ...], weights: dict[str, dict[str, float]], bias: float) -> LinearModel:
    """A linear model of a few features, each with the labels that it speaks for."""
    keys = np.array([bucket(feature) for feature in weights], dtype=np.int64)
    rows = np.array([[by.get(label, 0.0) for label in labels] for by in weights.values()], dtype=np.float32)
    biases = np.full(len(labels), bias, dtype=np.float32)
    return LinearModel.of(LinearModel.arrays("p", labels, keys, rows, biases), "p")


def stump(*, below: float, above: float) -> Trees:
    """One tree that asks whether the first number is above zero."""
    return Trees(
        roots=np.array([0], dtype=np.int32),
        feature=np.zeros(3, dtype=np.int32),
        threshold=np.zeros(3, dtype=np.float32),
        left=np.array([1, 1, 2], dtype=np.int32),
        right=np.array([2, 1, 2], dtype=np.int32),
        value=np.array([0, below, above], dtype=np.float32),
        base=0.0,
        depth=1,
    )


def mini_scorer(*, limit: float = 0.5, below: float = -4.0) -> Scorer:
    """What a rule finds is a fact with probability 0.982; 拟 before it makes a plan, 未 a denial."""
    pairs = linear(
        LABELS,
        {
            "rule=acquires/test>": {"acquires>": 6.0},
            # A symmetric label has no direction; its last letter stands in its place.
            "rule=partnersWith/testh": {"partnersWith": 6.0},
        },
        -3.0,
    )
    modality = linear(
        tuple(one.value for one in Modality),
        {"bias": {"Asserted": 1.0}, "planned|between": {"Planned": 3.0}, "negated|between": {"Negated": 5.0}},
        0.0,
    )
    return Scorer(
        pairs=pairs,
        rivals=stump(below=below, above=4.0),
        modality=modality,
        thresholds=dict.fromkeys(Relation, limit),
        keeper=Keeper(stump(below=4.0, above=4.0), 0.5, 0.5),
        cues=Cues({"acquires.verb": ["收购"]}),
        modality_cues=Cues({"planned": ["拟"], "negated": ["未"]}),
        matcher=Matcher(map(_rule, PATTERNS)),
    )
