"""Boosted regression trees in numpy, for a model that was trained elsewhere (kg.train)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees as flat arrays: ``roots`` are node numbers; a leaf has itself as both children.

    The score of an item is ``base`` plus the sum of the values of the leaves that it falls into.
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
        node = np.broadcast_to(self.roots, (len(items), len(self.roots))).copy()
        everyone = np.arange(len(items))[:, None]
        for _ in range(self.depth):
            goes_left = items[everyone, self.feature[node]] <= self.threshold[node]
            node = np.where(goes_left, self.left[node], self.right[node])
        result: Floats = self.value[node].sum(axis=1, dtype=np.float32) + np.float32(self.base)
        return result
