"""A linear model over hashed features: what the relation scorer and the modality model are made of."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

BUCKETS = 1 << 22
_REMEMBERED = 400_000
_LEAST_WEIGHT = 0.02
# The weights of so many items at a time stay in the processor's cache.
_TOGETHER = 64
_ROW_BITS = 23  # a model has at most as many rows as buckets, and the empty one


def bucket(feature: str) -> int:
    """The number of a feature: stable over runs and machines.

    >>> 0 <= bucket("w=收购") < BUCKETS
    True
    """
    return zlib.crc32(feature.encode()) & (BUCKETS - 1)


class _Buckets(dict[str, int]):
    """Buckets of features seen before: most features of a text come again, and a look-up is cheaper."""

    def __missing__(self, feature: str) -> int:
        if len(self) > _REMEMBERED:
            self.clear()
        self[feature] = number = bucket(feature)
        return number


_BUCKETS = _Buckets()


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Scores of labels; ``rows`` maps a bucket to its row of ``weights`` (rows, labels), row 0 being zero."""

    labels: tuple[str, ...]
    rows: npt.NDArray[np.int32]
    weights: Floats
    bias: Floats

    @classmethod
    def of(cls, stored: Mapping[str, npt.NDArray[np.generic]], prefix: str) -> LinearModel:
        """The model that ``arrays`` put into a file under this prefix."""
        labels = tuple(str(label) for label in stored[f"{prefix}.labels"])
        keys = stored[f"{prefix}.keys"].astype(np.int64)
        weights = stored[f"{prefix}.weights"].astype(np.float32)
        rows = np.zeros(BUCKETS, dtype=np.int32)
        rows[keys] = np.arange(1, len(keys) + 1, dtype=np.int32)
        zero = np.zeros((1, len(labels)), dtype=np.float32)
        return cls(labels, rows, np.concatenate([zero, weights]), stored[f"{prefix}.bias"].astype(np.float32))

    @staticmethod
    def arrays(
        prefix: str, labels: Sequence[str], keys: npt.NDArray[np.int64], weights: Floats, bias: Floats
    ) -> dict[str, npt.NDArray[np.generic]]:
        """The arrays to store; weights too small to change an order are left out, which keeps the file small."""
        small = np.where(np.abs(weights) < _LEAST_WEIGHT, 0, weights).astype(np.float16)
        kept = np.flatnonzero(np.abs(small).max(axis=1) > 0)
        order = kept[np.argsort(keys[kept])]
        return {
            f"{prefix}.labels": np.array(labels),
            f"{prefix}.keys": keys[order].astype(np.int32),
            f"{prefix}.weights": small[order],
            f"{prefix}.bias": bias.astype(np.float32),
        }

    def scores(self, features: Sequence[Iterable[str]]) -> Floats:
        """Scores (items, labels) of items given by their features; a repeated feature counts once."""
        total = np.empty((len(features), len(self.labels)), dtype=np.float32)
        for i, named in enumerate(features):
            numbers = np.fromiter(set(map(_BUCKETS.__getitem__, named)), dtype=np.int64)
            total[i] = self.weights[self.rows[numbers]].sum(axis=0)
        return total + self.bias

    def scores_of(self, items: Ints, crcs: Ints, count: int) -> Floats:
        """Scores (count, labels) of items of which each feature is told by its item's number and its CRC-32."""
        rows = self.rows[crcs & (BUCKETS - 1)]
        known = np.flatnonzero(rows)
        # Sorted, features that are told twice stand together, and sums do not depend on the order of telling.
        keys = np.sort((items[known] << _ROW_BITS) + rows[known])
        keys = keys[np.diff(keys, prepend=-1) != 0]
        owners, rows = keys >> _ROW_BITS, keys & ((1 << _ROW_BITS) - 1)
        firsts = np.flatnonzero(np.diff(owners, prepend=-1))
        total = np.zeros((count, len(self.labels)), dtype=np.float32)
        for some in np.split(firsts, range(_TOGETHER, len(firsts), _TOGETHER)) if len(firsts) else ():
            stop = int(np.searchsorted(owners, owners[some[-1]], side="right"))
            told = self.weights.take(rows[some[0] : stop], axis=0)
            total[owners[some]] = np.add.reduceat(told, some - some[0], axis=0)
        return total + self.bias
