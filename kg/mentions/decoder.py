"""A linear-chain CRF in numpy: the best labels of many sentences at once, and how sure they are.

Weights are trained elsewhere (kg.train); here they are read from one compressed file and applied. Sentences
are padded to the same length and decoded together, since a step in Python per character would cost more
than all arithmetic.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from kg.errors import RuleError

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Crf:
    """``rows`` maps a feature bucket to its row of ``weights`` (row 0 is all zero); shapes (buckets,),
    (rows, labels), (labels, labels)."""

    labels: tuple[str, ...]
    rows: npt.NDArray[np.int32]
    weights: Floats
    transitions: Floats

    @classmethod
    def load(cls, path: Path, *, buckets: int) -> Crf:
        """The model of a file that ``save`` wrote."""
        try:
            with np.load(path, allow_pickle=False) as stored:
                labels = tuple(str(label) for label in stored["labels"])
                keys, weights = stored["keys"], stored["weights"].astype(np.float32)
                transitions = stored["transitions"].astype(np.float32)
        except (OSError, EOFError, KeyError, ValueError, BadZipFile, zlib.error) as error:
            raise RuleError(
                f"{path.name}: no model of kg ({error}): train it again, kg train tagger"
            ) from None
        rows = np.zeros(buckets, dtype=np.int32)
        rows[keys] = np.arange(1, len(keys) + 1, dtype=np.int32)
        empty = np.zeros((1, len(labels)), dtype=np.float32)
        return cls(labels, rows, np.concatenate([empty, weights]), transitions)

    @staticmethod
    def save(path: Path, labels: Sequence[str], keys: Ints, weights: Floats, transitions: Floats) -> None:
        """Write a model; weights are kept as half floats, which changes no label in practice."""
        order = np.argsort(keys)
        temporary = path.with_name("new-" + path.name)
        np.savez_compressed(
            temporary,
            labels=np.array(labels),
            keys=keys[order].astype(np.int32),
            weights=weights[order].astype(np.float16),
            transitions=transitions.astype(np.float32),
        )
        temporary.replace(path)

    def scores(self, features: Ints) -> Floats:
        """Score of each label for each character: features (n, templates) → (n, labels)."""
        total = np.zeros((len(features), len(self.labels)), dtype=np.float32)
        for column in features.T:
            total += self.weights[self.rows[column]]
        return total

    def decode(self, scores: Floats, lengths: Sequence[int]) -> tuple[Ints, Floats]:
        """Best label and its marginal probability for each character of consecutive sentences.

        ``scores`` holds the sentences one after the other, ``lengths`` says where they end.
        """
        labels = np.zeros(len(scores), dtype=np.int64)
        sure = np.zeros(len(scores), dtype=np.float32)
        starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        order = sorted(range(len(lengths)), key=lambda i: lengths[i])
        for group in _groups(order, lengths):
            longest = max(lengths[i] for i in group)
            padded = np.zeros((len(group), longest, len(self.labels)), dtype=np.float32)
            for row, i in enumerate(group):
                padded[row, : lengths[i]] = scores[starts[i] : starts[i + 1]]
            sizes = np.array([lengths[i] for i in group])
            best = _viterbi(padded, sizes, self.transitions)
            marginals = _marginals(padded, sizes, self.transitions)
            picked = np.take_along_axis(marginals, best[:, :, None], axis=2)[:, :, 0]
            for row, i in enumerate(group):
                labels[starts[i] : starts[i + 1]] = best[row, : lengths[i]]
                sure[starts[i] : starts[i + 1]] = picked[row, : lengths[i]]
        return labels, sure


def _groups(order: Sequence[int], lengths: Sequence[int]) -> list[list[int]]:
    """Sentences of similar length together, so that padding stays small."""
    groups: list[list[int]] = []
    for i in order:
        if lengths[i] == 0:
            continue
        if groups and len(groups[-1]) < 64 and lengths[i] <= lengths[groups[-1][0]] * 1.5 + 8:
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


def _viterbi(scores: Floats, sizes: Ints, transitions: Floats) -> Ints:
    """Best paths: scores (sentences, steps, labels) → labels (sentences, steps)."""
    count, steps, _ = scores.shape
    best = scores[:, 0].copy()
    back = np.zeros(scores.shape, dtype=np.int64)
    for step in range(1, steps):
        options = best[:, :, None] + transitions[None]
        back[:, step] = options.argmax(axis=1)
        moved = options.max(axis=1) + scores[:, step]
        best = np.where((step < sizes)[:, None], moved, best)
    path = np.zeros((count, steps), dtype=np.int64)
    current = best.argmax(axis=1)
    everyone = np.arange(count)
    for step in range(steps - 1, -1, -1):
        inside = step < sizes
        path[inside, step] = current[inside]
        current = np.where(inside & (step > 0), back[everyone, step, current], current)
    return path


def _marginals(scores: Floats, sizes: Ints, transitions: Floats) -> Floats:
    """Probability of each label at each step, by the forward-backward algorithm with scaling."""
    _, steps, labels = scores.shape
    moves = np.exp(transitions)
    local = np.exp(scores - scores.max(axis=2, keepdims=True))
    forward = np.zeros_like(scores)
    backward = np.full_like(scores, 1.0 / labels)
    forward[:, 0] = local[:, 0] / local[:, 0].sum(axis=1, keepdims=True)
    for step in range(1, steps):
        moved = (forward[:, step - 1] @ moves) * local[:, step]
        forward[:, step] = moved / moved.sum(axis=1, keepdims=True)
    for step in range(steps - 2, -1, -1):
        moved = (local[:, step + 1] * backward[:, step + 1]) @ moves.T
        moved /= moved.sum(axis=1, keepdims=True)
        backward[:, step] = np.where((step + 1 < sizes)[:, None], moved, backward[:, step])
    joint = forward * backward
    result: Floats = joint / joint.sum(axis=2, keepdims=True)
    return result
