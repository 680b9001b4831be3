"""Fitting linear models and trees with scikit-learn, into the forms that kg applies with numpy alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
from joblib import Parallel, delayed

from kg.facts.linear import Floats, LinearModel, bucket
from kg.facts.trees import Trees

Bools = npt.NDArray[np.bool_]
# A feature that a single example has teaches only that example.
_LEAST_EXAMPLES = 2
# A label that almost nothing bears cannot be learned; its score stays far below every threshold.
_NEVER = -12.0


class Examples:
    """Items as sparse rows of features, with the columns that more than one item has."""

    def __init__(self, features: Sequence[Iterable[str]]) -> None:
        from scipy import sparse

        buckets = [sorted({bucket(feature) for feature in named}) for named in features]
        counts = Counter(number for row in buckets for number in row)
        self.keys = np.array(sorted(k for k, n in counts.items() if n >= _LEAST_EXAMPLES), dtype=np.int64)
        column = {int(key): number for number, key in enumerate(self.keys)}
        kept = [[column[number] for number in row if number in column] for row in buckets]
        pointers = np.cumsum([0, *map(len, kept)])
        indices = np.fromiter((number for row in kept for number in row), dtype=np.int32)
        ones = np.ones(len(indices), dtype=np.float32)
        self.matrix = sparse.csr_matrix((ones, indices, pointers), shape=(len(kept), len(self.keys)))


def fit_linear(
    examples: Examples, labels: Sequence[str], targets: Bools, usable: Bools, *, strength: float
) -> LinearModel:
    """One logistic regression a label; targets and usable: (items, labels). ``strength`` is scikit-learn's C."""

    def fit_one(number: int) -> tuple[npt.NDArray[np.float64], float]:
        from sklearn.linear_model import LogisticRegression

        rows = np.flatnonzero(usable[:, number])
        wanted = targets[rows, number]
        if wanted.sum() < _LEAST_EXAMPLES or wanted.all():
            return np.zeros(len(examples.keys)), _NEVER
        model = LogisticRegression(C=strength, solver="liblinear", max_iter=300, random_state=0)
        model.fit(examples.matrix[rows], wanted)
        return model.coef_[0], float(model.intercept_[0])

    fitted = Parallel(n_jobs=-1)(delayed(fit_one)(number) for number in range(len(labels)))
    weights = np.stack([weights for weights, _ in fitted], axis=1).astype(np.float32)
    bias = np.array([bias for _, bias in fitted], dtype=np.float32)
    return LinearModel.made(labels, examples.keys, weights, bias)


def linear_arrays(model: LinearModel, prefix: str) -> dict[str, npt.NDArray[np.generic]]:
    """The arrays of a fitted model, to be stored."""
    keys = model.keys()
    return LinearModel.arrays(prefix, model.labels, keys, model.weights(keys), model.bias)


def fit_trees(items: Floats, wanted: Bools, *, rounds: int = 250) -> Trees:
    """Boosted trees that tell wanted items from others; their score is a log-odds."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    model = HistGradientBoostingClassifier(
        max_iter=rounds,
        learning_rate=0.06,
        max_leaf_nodes=15,
        l2_regularization=5.0,
        min_samples_leaf=30,
        random_state=0,
    )
    model.fit(items, wanted)
    roots: list[int] = []
    feature: list[int] = []
    threshold: list[float] = []
    left: list[int] = []
    right: list[int] = []
    value: list[float] = []
    depth = 0
    for (predictor,) in model._predictors:  # the only way to a fitted tree's nodes
        base = len(feature)
        roots.append(base)
        for number, node in enumerate(predictor.nodes):
            leaf = bool(node["is_leaf"])
            feature.append(0 if leaf else int(node["feature_idx"]))
            threshold.append(0.0 if leaf else float(node["num_threshold"]))
            left.append(base + (number if leaf else int(node["left"])))
            right.append(base + (number if leaf else int(node["right"])))
            value.append(float(node["value"]) if leaf else 0.0)
            depth = max(depth, int(node["depth"]))
    return Trees(
        roots=np.array(roots, dtype=np.int32),
        feature=np.array(feature, dtype=np.int32),
        threshold=np.array(threshold, dtype=np.float32),
        left=np.array(left, dtype=np.int32),
        right=np.array(right, dtype=np.int32),
        value=np.array(value, dtype=np.float32),
        base=float(np.ravel(model._baseline_prediction)[0]),
        depth=depth,
    )
