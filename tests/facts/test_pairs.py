"""Which pairs of a sentence are looked at, what may be said of them, and what is seen of them."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import product

import numpy as np
import pytest
from facts.scene_samples import staged

from kg import resources
from kg.facts.candidates import FLOOR, Candidate, SeenPair, candidates, rival_features, seen_pairs
from kg.facts.cues import Cues
from kg.facts.matching import Matcher
from kg.facts.pairs import BACKWARD, FORWARD, LABELS, LABELS_BY_TYPES, label, pairs
from kg.facts.units import Scene
from kg.rules import Rule
from kg.slots import compile_pattern
from kg.vocab import SYMMETRIC, EntityType, Relation, fits

CUES = Cues.load(resources.seeds_folder() / "markers" / "cues.toml")
BUYS = Rule(
    id="acquires/buys",
    relation=Relation.ACQUIRES,
    triggers=("收购",),
    pattern=compile_pattern("{subject:Company}收购{object:Company}", Relation.ACQUIRES, "test"),
    finds=(),
    misses=(),
)
MATCHER = Matcher([BUYS])


def named(where: Scene) -> list[tuple[str, str]]:
    """The pairs by their words."""
    return [(where.places[a].surface, where.places[b].surface) for a, b in pairs(where)]


def seen(*scenes: Scene, main: str = "") -> list[SeenPair]:
    """The pairs of some scenes."""
    return seen_pairs(scenes, {}, main, CUES, MATCHER)


def test_each_two_things_of_a_sentence_are_a_pair_the_first_one_first() -> None:
    assert named(staged("[甲]向[乙]投资，[丙]跟投")) == [("甲", "乙"), ("甲", "丙"), ("乙", "丙")]


def test_two_names_of_one_entity_are_no_pair() -> None:
    assert named(staged("[甲公司=甲]（[甲]）收购[乙]")) == [("甲公司", "乙"), ("甲", "乙")]


def test_two_things_that_no_relation_joins_are_no_pair() -> None:
    assert named(staged("[李郁韬|Person]与[张勇|Person]")) == []


def test_two_things_that_are_only_meant_are_no_pair() -> None:
    assert named(staged("[~ellipsis=甲]与[公司~pronoun=乙]，[丙]")) == [("", "丙"), ("公司", "丙")]


def test_what_stands_very_far_apart_is_no_pair() -> None:
    far = "很" * 161
    assert named(staged(f"[甲]{far}[乙]")) == []
    assert named(staged(f"[甲]{far[1:]}[乙]")) == [("甲", "乙")]


@pytest.mark.parametrize("first", EntityType)
def test_a_label_is_possible_if_and_only_if_the_relation_fits_the_types(first: EntityType) -> None:
    for second, relation in product(EntityType, Relation):
        possible = set(LABELS_BY_TYPES[first, second])
        assert possible <= set(LABELS)
        forward, backward = (label(relation, forward=way) for way in (True, False))
        if relation in SYMMETRIC:
            assert forward == backward
            assert (forward in possible) == (fits(relation, first, second) or fits(relation, second, first))
        else:
            assert (forward in possible) == fits(relation, first, second)
            assert (backward in possible) == fits(relation, second, first)


def test_there_are_two_labels_a_relation_and_one_a_symmetric_one() -> None:
    assert len(LABELS) == 2 * len(Relation) - len(SYMMETRIC)


def test_the_label_of_a_candidate_says_who_is_the_subject() -> None:
    (pair,) = seen(staged("[乙]被[甲]收购"))

    def key(relation: Relation, *, forward: bool) -> tuple[str, Relation, str]:
        return Candidate(seen=pair, label=label(relation, forward=forward), score=0.0).key

    assert key(Relation.ACQUIRES, forward=True) == ("乙", Relation.ACQUIRES, "甲")
    assert key(Relation.ACQUIRES, forward=False) == ("甲", Relation.ACQUIRES, "乙")
    assert key(Relation.MERGES_WITH, forward=True) == key(Relation.MERGES_WITH, forward=False)
    assert key(Relation.MERGES_WITH, forward=True)[0] < key(Relation.MERGES_WITH, forward=True)[2]


def test_a_pair_knows_the_rules_that_found_it_and_their_direction() -> None:
    (pair,) = seen(staged("[甲]收购[乙]"))
    assert pair.rules == {"acquires>": ["acquires/buys"]}
    assert "rule=acquires/buys>" in pair.features


def test_a_list_distributes_to_each_of_its_members() -> None:
    found = {pair.entities: pair.rules for pair in seen(staged("[甲]、[乙]收购[丙]和[丁]"))}
    assert {key for key, rules in found.items() if rules} == {
        ("甲", "丙"),
        ("甲", "丁"),
        ("乙", "丙"),
        ("乙", "丁"),
    }


def test_members_of_a_list_look_alike_to_the_scorer() -> None:
    """What is seen of a list member is taken at the edges of the list."""
    of = {pair.entities: pair.features for pair in seen(staged("[甲资本]、[乙资本]、[丙资本]投资[丁]"))}

    def between(features: list[str]) -> list[str]:
        return [one for one in features if one.startswith(("gap", "w=", "verb", "post", "pre"))]

    assert between(of["甲资本", "丁"]) == between(of["丙资本", "丁"])


def test_words_between_two_names_are_seen() -> None:
    (pair,) = seen(staged("[甲]战略投资[乙]"))
    assert any("投资" in feature for feature in pair.features)
    (other,) = seen(staged("[甲]的对手[乙]"))
    assert set(pair.features) != set(other.features)


def test_a_sentence_with_one_name_has_no_pairs() -> None:
    assert seen(staged("[甲]投产"), staged("投产")) == []


def test_the_main_company_is_told_from_others() -> None:
    where = staged("[甲]投资[乙]")
    features = [seen(where, main=main)[0].features for main in ("甲", "乙", "丙")]
    assert len({tuple(one) for one in features}) == 3


def test_the_same_sentence_has_the_same_features_in_another_process() -> None:
    code = (
        "import sys; sys.path.insert(0, 'tests');"
        "from facts.test_pairs import seen, staged;"
        "print([p.features for p in seen(staged('[甲]、[乙]收购[丙]，[~ellipsis=丁]获[戊|Fund]投资'))])"
    )
    root = resources.seeds_folder().parent
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_candidates_are_the_possible_labels_above_the_floor() -> None:
    pairs_ = seen(staged("[甲]收购[乙]"))
    scores = np.full((1, len(LABELS)), FLOOR - 1, dtype=np.float32)
    for name in ("acquires>", "worksFor>", "merges"):
        if name in LABELS:
            scores[0, LABELS.index(name)] = 1.0
    found = candidates(pairs_, scores, LABELS)
    assert [one.label for one in found] == ["acquires>"]  # a company works for no one
    assert found[0].relation is Relation.ACQUIRES
    assert found[0].is_forward


def test_a_candidate_is_seen_among_its_rivals() -> None:
    scenes = [staged("[甲]、[乙]、[丙]都想收购[丁]")]
    pairs_ = seen(*scenes)
    scores = np.full((len(pairs_), len(LABELS)), FLOOR - 1, dtype=np.float32)
    column = LABELS.index("acquires>")
    for row, pair in enumerate(pairs_):
        if pair.entities[1] == "丁":
            scores[row, column] = {"甲": 2.0, "乙": 1.0, "丙": -1.0}[pair.entities[0]]
    found = candidates(pairs_, scores, LABELS)
    rows = rival_features(found, scenes)
    assert rows.shape[0] == len(found) == 3
    assert np.isfinite(rows).all()
    assert rows[:, 0].tolist() == [2.0, 1.0, -1.0]


def test_no_candidates_have_no_rivals() -> None:
    assert len(rival_features([], [])) == 0


def test_labels_are_marked_forward_or_backward() -> None:
    assert {name[-1] for name in LABELS if name not in {one.value for one in SYMMETRIC}} == {
        FORWARD,
        BACKWARD,
    }
