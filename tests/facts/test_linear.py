"""The linear model over hashed features, held against a dense computation."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.facts.linear import BUCKETS, LinearModel, bucket

LABELS = ("acquires>", "investsIn<", "uses>")
WORDS = [f"w={word}" for word in ("收购", "投资", "宣布", "合作", "研发", "拟", "未")]
KEYS = np.array([bucket(word) for word in WORDS[:5]], dtype=np.int64)
Floats = npt.NDArray[np.float32]


def model_of(weights: Floats, bias: Floats) -> LinearModel:
    """The model with these weights of the first words, through the arrays that a file holds."""
    return LinearModel.of(LinearModel.arrays("pairs", LABELS, KEYS, weights, bias), "pairs")


@pytest.mark.parametrize(("feature", "number"), [("w=收购", 4120202), ("bias", 485979)])
def test_the_bucket_of_a_feature_is_the_same_for_ever(feature: str, number: int) -> None:
    """Another number would make every stored model say nonsense."""
    assert bucket(feature) == number


@given(st.text())
def test_every_feature_has_a_bucket(feature: str) -> None:
    assert 0 <= bucket(feature.encode("utf8", "ignore").decode("utf8")) < BUCKETS


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.lists(st.lists(st.sampled_from(WORDS), max_size=8), max_size=6))
def test_scores_are_those_of_a_dense_computation(seed: int, items: list[list[str]]) -> None:
    random = np.random.default_rng(seed)
    weights = (
        (random.uniform(0.1, 2, (5, 3)) * random.choice([-1, 1], (5, 3)))
        .astype(np.float16)
        .astype(np.float32)
    )
    bias = random.normal(0, 1, 3).astype(np.float32)
    dense = np.zeros((len(items), len(WORDS)), dtype=np.float32)
    for row, words in enumerate(items):
        for word in words:
            dense[row, WORDS.index(word)] = 1
    expected = dense[:, :5] @ weights + bias
    assert np.allclose(model_of(weights, bias).scores(items), expected, atol=1e-5)


def test_a_repeated_feature_counts_once() -> None:
    model = model_of(np.ones((5, 3), dtype=np.float32), np.zeros(3, dtype=np.float32))
    once, twice = model.scores([["w=收购"], ["w=收购", "w=收购"]])
    assert once.tolist() == twice.tolist() == [1, 1, 1]


def test_unknown_features_leave_the_bias() -> None:
    model = model_of(np.ones((5, 3), dtype=np.float32), np.array([0.5, -1, 2], dtype=np.float32))
    assert model.scores([["w=没见过"], []]).tolist() == [[0.5, -1, 2]] * 2
    assert model.scores([]).shape == (0, 3)


def test_weights_that_vanish_are_not_stored() -> None:
    weights = np.zeros((5, 3), dtype=np.float32)
    weights[2, 1] = 0.25
    weights[4, 0] = 1e-9  # vanishes as a half float
    stored = LinearModel.arrays("pairs", LABELS, KEYS, weights, np.zeros(3, dtype=np.float32))
    assert stored["pairs.keys"].tolist() == [KEYS[2]]
    assert stored["pairs.weights"].tolist() == [[0, 0.25, 0]]


def test_a_model_without_any_weight_says_its_bias() -> None:
    bias = np.array([1, 2, 3], dtype=np.float32)
    assert model_of(np.zeros((5, 3), dtype=np.float32), bias).scores([WORDS]).tolist() == [[1, 2, 3]]


def test_arrays_are_the_same_whatever_the_order_of_the_keys() -> None:
    weights = np.arange(1, 16, dtype=np.float32).reshape(5, 3)
    order = np.array([3, 0, 4, 1, 2])
    bias = np.zeros(3, dtype=np.float32)
    first = LinearModel.arrays("pairs", LABELS, KEYS, weights, bias)
    second = LinearModel.arrays("pairs", LABELS, KEYS[order], weights[order], bias)
    assert all(np.array_equal(first[name], second[name]) for name in first)
