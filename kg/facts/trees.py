"""Boosted regression trees in numpy, for a model that was trained elsewhere (kg.train).

Walking down each tree for each item takes a step of numpy a level. Instead, every node says which leaves cannot
be reached if its question is answered by no: a mask of bits, one a leaf, from left to right. All that an item's
value of one feature says of all trees is then one row of masks, found by a search among the feature's
thresholds; the rows of all features together leave the leaf that the item falls into as the lowest bit
(QuickScorer, Lucchese and others, SIGIR 2015).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kg.facts.columns import Doubles

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]
Masks = npt.NDArray[np.uint16]

# The masks of an item's 250 trees, so many items at a time, stay in the processor's cache.
_TOGETHER = 256
_MOST_LEAVES = 16


class _Asked(NamedTuple):
    """What a feature says: for each place among its thresholds, the leaves of each tree that are left."""

    feature: int
    thresholds: Floats
    left: Masks


@dataclass(frozen=True)
class Trees:
    """Trees as flat arrays: ``roots`` are node numbers; a leaf has itself as both children.

    The score of an item is ``base`` plus the sum of the values of the leaves that it falls into. A tree has 16
    leaves at most.
    """

    roots: Ints
    feature: Ints
    threshold: Floats
    left: Ints
    right: Ints
    value: Floats
    base: float
    depth: int

    @classmethod
    def of(cls, stored: Mapping[str, npt.NDArray[np.generic]], prefix: str) -> Trees:
        """The trees that ``arrays`` put into a file under this prefix."""

        def ints(name: str) -> Ints:
            return stored[f"{prefix}.{name}"].astype(np.int32)

        def floats(name: str) -> Floats:
            return stored[f"{prefix}.{name}"].astype(np.float32)

        base, depth = (float(number) for number in stored[f"{prefix}.base"].astype(np.float64))
        return cls(
            roots=ints("roots"),
            feature=ints("feature"),
            threshold=floats("threshold"),
            left=ints("left"),
            right=ints("right"),
            value=floats("value"),
            base=base,
            depth=int(depth),
        )

    def arrays(self, prefix: str) -> dict[str, npt.NDArray[np.generic]]:
        """The arrays to store."""
        named: dict[str, npt.NDArray[np.generic]] = {
            f"{prefix}.{name}": getattr(self, name)
            for name in ("roots", "feature", "threshold", "left", "right", "value")
        }
        return named | {f"{prefix}.base": np.array([self.base, self.depth])}

    def scores(self, items: Floats) -> Floats:
        """Scores (items,) of items (items, features)."""
        result = np.empty(len(items), dtype=np.float32)
        for start in range(0, len(items), _TOGETHER):
            part = slice(start, start + _TOGETHER)
            result[part] = self._leaf_values(items[part]).sum(axis=1, dtype=np.float32)
        return result + np.float32(self.base)

    def probabilities(self, items: Floats) -> Doubles:
        """What the scores say as probabilities, (items,)."""
        chances: Doubles = 1.0 / (1.0 + np.exp(-self.scores(items).astype(np.float64)))
        return chances

    def _leaf_values(self, items: Floats) -> Floats:
        """The value of the leaf of each tree: (items, trees)."""
        asked, values = self._compiled
        left = np.full((len(items), len(self.roots)), 0xFFFF, dtype=np.uint16)
        for one in asked:
            left &= one.left[np.searchsorted(one.thresholds, items[:, one.feature])]
        lowest = left & (~left + np.uint16(1))
        leaf = _BIT[lowest % 37]
        found: Floats = values[leaf + np.arange(len(self.roots)) * _MOST_LEAVES]
        return found

    @cached_property
    def _compiled(self) -> tuple[list[_Asked], Floats]:
        """What each feature says, and the values of the leaves of each tree, _MOST_LEAVES a tree."""
        values = np.zeros(len(self.roots) * _MOST_LEAVES, dtype=np.float32)
        nodes: dict[int, list[tuple[float, int, int]]] = {}
        for tree, root in enumerate(self.roots.tolist()):
            leaves: list[int] = []
            for feature, threshold, cut in self._questions(root, leaves):
                nodes.setdefault(feature, []).append((threshold, tree, 0xFFFF & ~cut))
            if len(leaves) > _MOST_LEAVES:
                raise ValueError(f"a tree of {len(leaves)} leaves: at most {_MOST_LEAVES}")
            values[tree * _MOST_LEAVES : tree * _MOST_LEAVES + len(leaves)] = self.value[leaves]
        return [self._asked(feature, found) for feature, found in sorted(nodes.items())], values

    def _questions(self, node: int, leaves: list[int]) -> Iterator[tuple[int, float, int]]:
        """Feature, threshold, and leaves to the left as a mask, of each question below a node; adds to ``leaves``."""
        if self.left[node] == node:
            leaves.append(node)
            return
        first = len(leaves)
        yield from self._questions(int(self.left[node]), leaves)
        cut = (1 << len(leaves)) - (1 << first)
        yield int(self.feature[node]), float(self.threshold[node]), cut
        yield from self._questions(int(self.right[node]), leaves)

    def _asked(self, feature: int, nodes: list[tuple[float, int, int]]) -> _Asked:
        thresholds = np.array(sorted({threshold for threshold, _, _ in nodes}), dtype=np.float32)
        left = np.full((len(thresholds) + 1, len(self.roots)), 0xFFFF, dtype=np.uint16)
        for threshold, tree, rest in nodes:
            # Every value above the threshold stands at one of the places after it.
            left[int(np.searchsorted(thresholds, np.float32(threshold))) + 1 :, tree] &= rest
        return _Asked(feature, thresholds, left)


# The powers of two below 2^16 leave different remainders of 37.
_BIT = np.zeros(37, dtype=np.int64)
_BIT[[(1 << bit) % 37 for bit in range(_MOST_LEAVES)]] = range(_MOST_LEAVES)
