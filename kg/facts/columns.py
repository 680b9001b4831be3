"""Columns of numbers, one value a row: how the arrays of a board are made, spread, grouped and compared."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Doubles = npt.NDArray[np.float64]


def spread(starts: Ints, stops: Ints) -> tuple[Ints, Ints]:
    """All numbers of several ranges, and for each the range it is of.

    >>> [column.tolist() for column in spread(np.array([3, 0, 7]), np.array([5, 0, 8]))]
    [[0, 0, 2], [3, 4, 7]]
    """
    sizes = np.maximum(stops - starts, 0)
    owners = np.repeat(np.arange(len(sizes)), sizes)
    before = np.cumsum(sizes) - sizes
    return owners, np.arange(len(owners)) + (starts - before)[owners]


def column(rows: Iterable[int]) -> Ints:
    """The numbers as an array."""
    return np.fromiter(rows, dtype=np.int64)


def groups_of(*columns: Ints) -> Ints:
    """A number for each row, the same for rows that agree in all columns."""
    joint = columns[0]
    for more in columns[1:]:
        joint = joint * (int(more.max(initial=0)) + 1) + more
    return np.unique(joint, return_inverse=True)[1]


def best_other(groups: Ints, own: Ints | Bools, score: Doubles, worst: float) -> Doubles:
    """For each row the best score in its group among rows that do not agree with it in ``own``.

    Where there are none it is ``worst``.
    """
    best = np.full(int(groups.max(initial=0)) + 1, worst)
    order = np.argsort(score, kind="stable")
    winner = np.zeros(len(best), dtype=np.int64)
    winner[groups[order]] = order  # the last one written is the best
    others = own != own[winner[groups]]
    np.maximum.at(best, groups[others], score[others])
    return np.where(others, score[winner[groups]], best[groups])
