"""Boosted trees in numpy, held against the library that fitted them."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.facts.trees import Trees

Floats = npt.NDArray[np.float32]

# A stump and a tree of three leaves, by hand.
BY_HAND = Trees(
    roots=np.array([0, 3], dtype=np.int32),
    feature=np.array([0, 0, 0, 1, 0, 0, 0, 0], dtype=np.int32),
    threshold=np.array([0.5, 0, 0, 2, 0, -1, 0, 0], dtype=np.float32),
    left=np.array([1, 1, 2, 4, 4, 6, 6, 7], dtype=np.int32),
    right=np.array([2, 1, 2, 5, 4, 7, 6, 7], dtype=np.int32),
    value=np.array([0, -1, 1, 0, 10, 0, 20, 30], dtype=np.float32),
    base=0.25,
    depth=2,
)


@pytest.mark.parametrize(
    ("item", "score"),
    [
        ([0, 0], 0.25 - 1 + 10),
        ([0.5, 2], 0.25 - 1 + 10),
        ([1, 0], 0.25 + 1 + 10),
        ([1, 3], 0.25 + 1 + 30),
        ([-1, 3], 0.25 - 1 + 20),
    ],
)
def test_the_score_is_the_base_and_the_leaf_of_each_tree(item: list[float], score: float) -> None:
    assert BY_HAND.scores(np.array([item], dtype=np.float32)).tolist() == [score]


def test_no_items_have_no_scores() -> None:
    assert BY_HAND.scores(np.empty((0, 2), dtype=np.float32)).shape == (0,)


def _grown(random: np.random.Generator, leaves: int) -> tuple[list[tuple[int, float, int, int]], list[float]]:
    """A tree of so many leaves: feature, threshold, left and right of each node, and the values of all."""
    nodes = [(0, 0.0, 0, 0)]
    ends = [0]
    while len(ends) < leaves:
        split = ends.pop(int(random.integers(len(ends))))
        left, right = len(nodes), len(nodes) + 1
        nodes[split] = (int(random.integers(3)), float(random.integers(-2, 3)), left, right)
        nodes += [(0, 0.0, left, left), (0, 0.0, right, right)]
        ends += [left, right]
    return nodes, random.normal(0, 1, len(nodes)).tolist()


def _walked(trees: Trees, item: list[float]) -> float:
    """The score of an item by the definition: from each root down to a leaf."""
    values = []
    for root in trees.roots.tolist():
        node = root
        while trees.left[node] != node:
            goes_left = item[trees.feature[node]] <= trees.threshold[node]
            node = int((trees.left if goes_left else trees.right)[node])
        values.append(trees.value[node])
    return float(np.array(values, dtype=np.float32).sum(dtype=np.float32) + np.float32(trees.base))


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 10**6),
    st.lists(st.integers(1, 16), min_size=1, max_size=12),
    st.lists(st.lists(st.integers(-3, 3), min_size=3, max_size=3), min_size=1, max_size=6),
)
def test_masks_lead_to_the_leaf_that_questions_lead_to(
    seed: int, sizes: list[int], items: list[list[float]]
) -> None:
    """Items and thresholds are small whole numbers, so that many values lie on an edge."""
    random = np.random.default_rng(seed)
    roots, rows, values = [], [], []
    for leaves in sizes:
        nodes, told = _grown(random, leaves)
        roots.append(base := len(rows))
        rows += [(feature, threshold, left + base, right + base) for feature, threshold, left, right in nodes]
        values += told
    feature, threshold, left, right = (np.array(column) for column in zip(*rows, strict=True))
    trees = Trees(
        roots=np.array(roots, dtype=np.int32),
        feature=feature.astype(np.int32),
        threshold=threshold.astype(np.float32),
        left=left.astype(np.int32),
        right=right.astype(np.int32),
        value=np.array(values, dtype=np.float32),
        base=0.5,
        depth=16,
    )
    assert trees.scores(np.array(items, dtype=np.float32)).tolist() == [
        _walked(trees, item) for item in items
    ]


def test_trees_are_the_same_when_they_are_stored_and_read() -> None:
    again = Trees.of(BY_HAND.arrays("rivals"), "rivals")
    items = np.random.default_rng(5).normal(0, 3, (50, 2)).astype(np.float32)
    assert np.array_equal(again.scores(items), BY_HAND.scores(items))
    assert (again.base, again.depth) == (BY_HAND.base, BY_HAND.depth)


def _fitted(items: Floats, wanted: npt.NDArray[np.bool_]) -> tuple[Trees, Any]:
    """The trees of kg, and scikit-learn's own model fitted in the same way."""
    ensemble = pytest.importorskip("sklearn.ensemble")
    from kg.train import fitting

    models: list[Any] = []

    class Recorded(ensemble.HistGradientBoostingClassifier):  # type: ignore[misc,name-defined]
        def fit(self, *args: object, **options: object) -> object:
            models.append(self)
            return super().fit(*args, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ensemble, "HistGradientBoostingClassifier", Recorded)
        return fitting.fit_trees(items, wanted, rounds=12), models[0]


@pytest.mark.parametrize("seed", [1, 2])
def test_scores_are_those_of_scikit_learn(seed: int) -> None:
    random = np.random.default_rng(seed)
    items = random.normal(0, 2, (600, 6)).astype(np.float32)
    items[:, 3] = random.integers(0, 5, 600)
    wanted = items[:, 0] * items[:, 1] + random.normal(0, 0.5, 600) > 0
    trees, model = _fitted(items, wanted)
    others = random.normal(0, 3, (500, 6)).astype(np.float32)
    for data in (items, others):
        assert np.allclose(trees.scores(data), model.decision_function(data), atol=1e-4)


def test_a_value_on_the_edge_goes_the_way_it_goes_in_scikit_learn() -> None:
    """Thresholds lie between neighbouring values, which may be the closest that there are."""
    low = np.float32(1000.0)
    high = np.nextafter(low, np.float32(2000.0))
    items = np.array([[low], [high]] * 100, dtype=np.float32)
    trees, model = _fitted(items, items[:, 0] == high)
    assert np.allclose(trees.scores(items[:2]), model.decision_function(items[:2]), atol=1e-4)


def test_fitting_twice_gives_the_same_trees() -> None:
    random = np.random.default_rng(7)
    items = random.normal(0, 1, (300, 4)).astype(np.float32)
    first, second = (_fitted(items, items[:, 0] > 0)[0] for _ in range(2))
    assert all(
        np.array_equal(a, b)
        for a, b in zip(first.arrays("t").values(), second.arrays("t").values(), strict=True)
    )
