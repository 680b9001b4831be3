"""The CRF: held against the sums over all paths that its algorithms avoid."""

from __future__ import annotations

from itertools import pairwise, product
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.buckets import Rows
from kg.errors import RuleError
from kg.mentions.decoder import Crf

LABELS = ("O", "B-Company", "I-Company")
Floats = npt.NDArray[np.float32]


def crf_of(transitions: Floats) -> Crf:
    """A model whose scores are handed in."""
    count = len(transitions)
    rows = Rows(np.arange(0), buckets=1)
    return Crf(LABELS[:count], rows, np.zeros((1, count), dtype=np.float32), transitions)


def random_model(seed: int, sizes: list[int], labels: int = 3) -> tuple[Crf, Floats]:
    """A model and the scores of sentences of these sizes, one after the other."""
    random = np.random.default_rng(seed)
    transitions = random.normal(0, 1.5, (labels, labels)).astype(np.float32)
    return crf_of(transitions), random.normal(0, 2, (sum(sizes), labels)).astype(np.float32)


def by_brute_force(scores: Floats, transitions: Floats) -> tuple[list[int], npt.NDArray[np.float64]]:
    """The best path and the marginals, by looking at every path there is."""
    steps, labels = scores.shape
    marginals = np.zeros((steps, labels))
    total, best, best_path = 0.0, -np.inf, (0,) * steps
    for path in product(range(labels), repeat=steps):
        score = sum(float(scores[step, label]) for step, label in enumerate(path))
        score += sum(float(transitions[a, b]) for a, b in pairwise(path))
        if score > best:
            best, best_path = score, path
        weight = float(np.exp(score))
        total += weight
        for step, label in enumerate(path):
            marginals[step, label] += weight
    return list(best_path), marginals / total


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.lists(st.integers(1, 5), min_size=1, max_size=5))
def test_decoding_finds_the_best_path_and_its_marginals(seed: int, sizes: list[int]) -> None:
    crf, scores = random_model(seed, sizes)
    labels, sure = crf.decode(scores, sizes)
    start = 0
    for size in sizes:
        path, marginals = by_brute_force(scores[start : start + size], crf.transitions)
        assert labels[start : start + size].tolist() == path
        assert np.allclose(sure[start : start + size], marginals[np.arange(size), path], atol=1e-4)
        start += size


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.lists(st.integers(0, 40), min_size=1, max_size=90))
def test_sentences_decoded_together_are_decoded_as_one_by_one(seed: int, sizes: list[int]) -> None:
    crf, scores = random_model(seed, sizes)
    labels, sure = crf.decode(scores, sizes)
    start = 0
    for size in sizes:
        part = scores[start : start + size]
        alone_labels, alone_sure = crf.decode(part, [size])
        assert labels[start : start + size].tolist() == alone_labels.tolist()
        assert np.array_equal(sure[start : start + size], alone_sure)
        start += size


def test_no_sentence_and_empty_sentences_are_decoded_to_nothing() -> None:
    crf, scores = random_model(1, [])
    assert [len(part) for part in crf.decode(scores, [])] == [0, 0]
    assert [len(part) for part in crf.decode(scores, [0, 0])] == [0, 0]


def test_a_transition_can_forbid_what_the_scores_prefer() -> None:
    """I-Company after O is what a tagger never says."""
    transitions = np.zeros((3, 3), dtype=np.float32)
    transitions[0, 2] = -20
    scores = np.array([[3, 0, 0], [0, 1, 2]], dtype=np.float32)
    labels, _ = crf_of(transitions).decode(scores, [2])
    assert labels.tolist() == [0, 1]


def test_certainty_is_the_probability_of_the_chosen_label() -> None:
    scores = np.log(np.array([[0.7, 0.2, 0.1]], dtype=np.float32))
    labels, sure = crf_of(np.zeros((3, 3), dtype=np.float32)).decode(scores, [1])
    assert labels.tolist() == [0]
    assert sure.tolist() == pytest.approx([0.7], abs=1e-6)


def test_very_large_scores_neither_overflow_nor_vanish() -> None:
    scores = np.array([[900, -900, 0], [-900, 900, 0]], dtype=np.float32)
    labels, sure = crf_of(np.zeros((3, 3), dtype=np.float32)).decode(scores, [2])
    assert labels.tolist() == [0, 1]
    assert sure.tolist() == pytest.approx([1.0, 1.0])


def test_features_without_a_weight_score_nothing() -> None:
    rows = Rows(np.array([4]), buckets=10)
    weights = np.array([[0, 0, 0], [1, 2, 3]], dtype=np.float32)
    crf = Crf(LABELS, rows, weights, np.zeros((3, 3), dtype=np.float32))
    assert crf.scores(np.array([[4, 5], [4, 4], [0, 9]])).tolist() == [[1, 2, 3], [2, 4, 6], [0, 0, 0]]


def test_a_stored_model_says_the_same_when_it_is_loaded(tmp_path: Path) -> None:
    random = np.random.default_rng(3)
    keys = np.array([900, 7, 512], dtype=np.int64)
    weights = random.normal(0, 1, (3, 3)).astype(np.float16).astype(np.float32)
    transitions = random.normal(0, 1, (3, 3)).astype(np.float32)
    Crf.save(tmp_path / "tagger.npz", LABELS, keys, weights, transitions)
    crf = Crf.load(tmp_path / "tagger.npz", buckets=1024)
    assert crf.labels == LABELS
    assert np.array_equal(crf.transitions, transitions)
    for key, row in zip(keys, weights, strict=True):
        assert np.array_equal(crf.scores(np.array([[key]]))[0], row)
    assert not crf.scores(np.array([[8]])).any()


def test_storing_a_model_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    arrays = (np.array([3, 1]), np.ones((2, 3), dtype=np.float32), np.zeros((3, 3), dtype=np.float32))
    for name in ("a.npz", "b.npz"):
        Crf.save(tmp_path / name, LABELS, *arrays)
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


def test_a_file_without_the_arrays_of_a_model_is_named(tmp_path: Path) -> None:
    np.savez(tmp_path / "tagger.npz", labels=np.array(["O"]))
    with pytest.raises(RuleError, match=r"^tagger\.npz: no model of kg .*: train it again, kg train tagger$"):
        Crf.load(tmp_path / "tagger.npz", buckets=16)


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"^tagger\.npz: no model of kg"):
        Crf.load(tmp_path / "tagger.npz", buckets=16)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04 cut short",
        b"not a model at all",
    ],
)
def test_a_damaged_model_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "tagger.npz").write_bytes(content)
    with pytest.raises(RuleError, match=r"^tagger\.npz: no model of kg"):
        Crf.load(tmp_path / "tagger.npz", buckets=16)
