"""Which row of a model's weights a feature has, in a little over a byte for each bucket that features hash to.

A plain table from bucket to row takes four, 16 MB a model, and most of it is zero. Here a byte says the how many-th
row of its block of buckets it is, and a number for each block how many rows come before it.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

_BITS = 7
# As many rows as a byte can count, if every bucket of a block has one.
_BLOCK = 1 << _BITS


class Rows:
    """Rows of keys, in their order from 1 on; 0 is the row of every other bucket.

    >>> Rows(np.array([2, 700]), buckets=1024).of(np.array([700, 2, 3])).tolist()
    [2, 1, 0]
    """

    def __init__(self, keys: npt.NDArray[np.integer], *, buckets: int) -> None:
        """Number the keys, which are sorted and below ``buckets``."""
        blocks = np.zeros((-(-buckets // _BLOCK), _BLOCK), dtype=np.uint8)
        blocks.reshape(-1)[keys] = 1
        sizes = blocks.sum(axis=1, dtype=np.int32)
        self._before: npt.NDArray[np.int32] = np.cumsum(sizes, dtype=np.int32) - sizes
        self._within = (blocks.cumsum(axis=1, dtype=np.uint8) * blocks).reshape(-1)

    def of(self, buckets: Ints) -> npt.NDArray[np.int32]:
        """The row of each bucket."""
        within = self._within.take(buckets)
        return (self._before.take(buckets >> _BITS) + within) * (within > 0)

    def known(self, buckets: npt.NDArray[np.integer]) -> tuple[Ints, npt.NDArray[np.int32]]:
        """Where buckets that have a row stand, and their rows."""
        within = self._within.take(buckets)
        at = np.flatnonzero(within)
        return at, self._before.take(buckets.take(at) >> _BITS) + within.take(at)

    def keys(self) -> Ints:
        """The keys, in their order."""
        return np.flatnonzero(self._within)
