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

from kg.buckets import Rows
from kg.errors import RuleError

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

# So many sentences at a time: a step in numpy costs the same for few, and for more they leave the cache.
_TOGETHER = 128


@dataclass(frozen=True, slots=True)
class Crf:
    """``rows`` gives a feature bucket its row of ``weights`` (row 0 is all zero); shapes (rows, labels),
    (labels, labels)."""

    labels: tuple[str, ...]
    rows: Rows
    weights: Floats
    transitions: Floats

    @classmethod
    def load(cls, path: Path, *, buckets: int) -> Crf:
        """The model of a file that ``save`` wrote."""
        try:
            with np.load(path, allow_pickle=False) as stored:
                labels = tuple(str(label) for label in stored["labels"])
                keys, weights = stored["keys"], stored["weights"]
                transitions = stored["transitions"].astype(np.float32)
        except (OSError, EOFError, KeyError, ValueError, BadZipFile, zlib.error) as error:
            raise RuleError(
                f"{path.name}: no model of kg ({error}): train it again, kg train tagger"
            ) from None
        return cls.made(labels, keys, weights, transitions, buckets=buckets)

    @classmethod
    def made(
        cls,
        labels: tuple[str, ...],
        keys: Ints,
        weights: npt.NDArray[np.floating],
        transitions: Floats,
        *,
        buckets: int,
    ) -> Crf:
        """The model with these weights (keys, labels); the keys are sorted."""
        rows = np.zeros((len(weights) + 1, len(labels)), dtype=np.float32)
        rows[1:] = weights
        return cls(labels, Rows(keys, buckets=buckets), rows, transitions)

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
        part = np.empty_like(total)
        for column in self.rows.of(features.T):
            np.take(self.weights, column, axis=0, out=part, mode="clip")
            total += part
        return total

    def decode(self, scores: Floats, lengths: Sequence[int]) -> tuple[Ints, Floats]:
        """Best label and its marginal probability for each character of consecutive sentences.

        ``scores`` holds the sentences one after the other, ``lengths`` says where they end.
        """
        labels = np.zeros(len(scores), dtype=np.int64)
        sure = np.zeros(len(scores), dtype=np.float32)
        sizes = np.asarray(lengths, dtype=np.int64)
        starts = np.cumsum(sizes) - sizes
        for group in _groups(sizes):
            steps = np.arange(sizes[group[-1]])
            inside = steps[:, None] < sizes[group]
            where = (starts[group] + steps[:, None])[inside]
            padded = np.zeros((len(steps), len(self.labels), len(group)), dtype=np.float32)
            padded.transpose(0, 2, 1)[inside] = scores[where]
            best = _viterbi(padded, sizes[group], self.transitions)
            labels[where] = best[inside]
            sure[where] = _marginals(padded, sizes[group], self.transitions, best)[inside]
        return labels, sure


def _groups(sizes: Ints) -> list[Ints]:
    """Sentences of similar length together, so that padding stays small; the longest of a group is its last."""
    order = np.argsort(sizes, kind="stable")
    order = order[sizes[order] > 0]
    groups: list[Ints] = []
    while len(order):
        alike = int(np.searchsorted(sizes[order], sizes[order[0]] * 1.25 + 8, side="right"))
        groups.append(order[: min(alike, _TOGETHER)])
        order = order[len(groups[-1]) :]
    return groups


def _viterbi(scores: Floats, sizes: Ints, transitions: Floats) -> Ints:
    """Best paths: scores (steps, labels, sentences) → labels (steps, sentences).

    Only the best scores are kept on the way; which label each came from is asked again for the path alone.
    """
    steps, labels, count = scores.shape
    best = np.empty_like(scores)
    best[0] = scores[0]
    options = np.empty((labels, labels, count), dtype=np.float32)
    for step in range(1, steps):
        np.add(best[step - 1][:, None], transitions[:, :, None], out=options)
        np.maximum.reduce(options, axis=0, out=best[step])
        best[step] += scores[step]
    path = np.zeros((steps, count), dtype=np.int64)
    last = best[sizes - 1, :, np.arange(count)].argmax(axis=1)
    current = np.where(sizes == steps, last, 0)
    path[steps - 1] = current
    for step in range(steps - 2, -1, -1):
        came = (best[step] + transitions[:, current]).argmax(axis=0)
        current = np.where(step < sizes - 1, came, last)
        path[step] = current
    return path


def _marginals(scores: Floats, sizes: Ints, transitions: Floats, path: Ints) -> Floats:
    """Probability of the path's label at each step, by the forward-backward algorithm with scaling.

    It goes both ways at once: the sentences from their beginnings, and turned round from their ends. Doubles make
    sure that the sentences decoded together do not matter to a single one, whatever order sums are taken in.
    """
    steps, labels, count = scores.shape
    moves = np.exp(transitions.astype(np.float64))
    both = np.stack([moves.T, moves])
    local = np.exp((scores - scores.max(axis=1, keepdims=True)).astype(np.float64))
    turned = np.maximum(sizes - 1 - np.arange(steps)[:, None], 0)
    everyone = np.arange(count)
    ways = np.empty((steps, 2, labels, count))
    ways[:, 0] = local
    ways[:, 1] = local[turned[:, None], np.arange(labels)[:, None], everyone]
    # What comes to a step from before it, as weights that add up to one.
    came = np.empty_like(ways)
    came[0] = 1.0 / labels
    for step in range(1, steps):
        moved = np.matmul(both, came[step - 1] * ways[step - 1], out=came[step])
        moved /= moved.sum(axis=1, keepdims=True)
    joint = came[:, 0] * local * came[:, 1][turned[:, None], np.arange(labels)[:, None], everyone]
    picked = np.take_along_axis(joint, path[:, None], axis=1)[:, 0]
    result: Floats = (picked / joint.sum(axis=1)).astype(np.float32)
    return result
