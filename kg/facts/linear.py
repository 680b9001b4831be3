"""A linear model over hashed features: what the relation scorer and the modality model are made of."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from kg.buckets import Rows

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Crcs = npt.NDArray[np.uint32]
Numbers = npt.NDArray[np.int32]

BUCKETS = 1 << 22
_REMEMBERED = 20_000
_LEAST_WEIGHT = 0.02
# The weights of so many items at a time stay in the processor's cache.
_TOGETHER = 64
# All weights are read so many rows at a time: what is told of each of them takes as much as they do.
_READ = 1 << 15
# Of 37 labels most features of pairs tell one or two. Rows of so few weights are stored as these alone, a sixth of the
# memory; the others are most of what is looked up, and faster as they are.
_FEW = 3


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


def hashed(features: Sequence[Iterable[str]]) -> tuple[Ints, Crcs]:
    """The features of items as ``LinearModel.scores_of`` takes them: whose each is, and its bucket."""
    told = [(item, _BUCKETS[feature]) for item, named in enumerate(features) for feature in named]
    items, buckets = np.array(told, dtype=np.int64).reshape(-1, 2).T
    return items, buckets.astype(np.uint32)


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Scores of labels: of some features all weights are held, of others the few that are not zero; row 0 is zero."""

    labels: tuple[str, ...]
    rows: Rows
    places: Numbers  # of each row: above zero among those that are full, below among the others
    full: Floats
    columns: npt.NDArray[np.uint8]
    values: npt.NDArray[np.floating]
    bias: Floats

    @classmethod
    def of(cls, stored: Mapping[str, npt.NDArray[np.generic]], prefix: str) -> LinearModel:
        """The model that ``arrays`` put into a file under this prefix."""
        labels = tuple(str(label) for label in stored[f"{prefix}.labels"])
        keys, weights, bias = (stored[f"{prefix}.{name}"] for name in ("keys", "weights", "bias"))
        return cls.made(labels, keys.astype(np.int64), weights, bias.astype(np.float32))

    @classmethod
    def made(cls, labels: Sequence[str], keys: Ints, weights: npt.NDArray[Any], bias: Floats) -> LinearModel:
        """The model with these weights (keys, labels); the keys are sorted."""
        parts = [weights[start : start + _READ] for start in range(0, len(keys) + 1, _READ)]
        is_full = np.concatenate([np.count_nonzero(part, axis=1) > _FEW for part in parts])
        places = np.zeros(len(keys) + 1, dtype=np.int32)
        places[1:] = np.where(is_full, np.cumsum(is_full), -np.cumsum(~is_full))
        full = np.zeros((places.max() + 1, len(labels)), dtype=np.float32)
        full[1:] = weights[is_full]
        columns = np.zeros((1 - places.min(), _FEW), dtype=np.uint8)
        values = np.zeros(columns.shape, dtype=weights.dtype)
        for number, part in enumerate(parts):
            row, column = np.nonzero(part)
            place = places[1 + number * _READ :][row]
            is_few = place < 0
            row, column, place = row[is_few], column[is_few], -place[is_few]
            at = place, np.arange(len(row)) - np.searchsorted(row, row)
            columns[at], values[at] = column, part[row, column]
        return cls(tuple(labels), Rows(keys, buckets=BUCKETS), places, full, columns, values, bias)

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

    def keys(self) -> Ints:
        """The buckets that have weights."""
        return self.rows.keys()

    def weights(self, buckets: Ints) -> Floats:
        """The weights (buckets, labels) of buckets."""
        places = self.places[self.rows.of(buckets)]
        found = self.full[np.maximum(places, 0)]
        few = np.maximum(-places, 0)
        np.add.at(found, (np.arange(len(buckets))[:, None], self.columns[few]), self.values[few])
        return found

    def scores(self, features: Sequence[Iterable[str]]) -> Floats:
        """Scores (items, labels) of items given by their features; a repeated feature counts once."""
        total = np.empty((len(features), len(self.labels)), dtype=np.float32)
        for i, named in enumerate(features):
            numbers = np.fromiter(set(map(_BUCKETS.__getitem__, named)), dtype=np.int64)
            total[i] = self.weights(numbers).sum(axis=0)
        return total + self.bias

    def scores_of(self, told: Iterable[tuple[Ints, Crcs]], count: int) -> Floats:
        """Scores (count, labels) of items: in each part of what is told, the items' numbers and a feature's CRC-32.

        The order of summing does not matter: half floats of 0.02 or more are multiples of 2^-16, and so are their
        sums, which floats hold exactly up to 256.
        """
        owners, rows = self._each_once(told)
        places = self.places.take(rows)
        few, full = np.flatnonzero(places < 0), np.flatnonzero(places > 0)
        total = self._sums_of_few(owners.take(few), -places.take(few), count)
        self._add_full(total, owners.take(full), places.take(full))
        return total + self.bias

    def _sums_of_few(self, owners: Numbers, few: Numbers, count: int) -> Floats:
        at = owners[:, None] * len(self.labels) + self.columns.take(few, axis=0)
        sums = np.bincount(at.ravel(), self.values.take(few, axis=0).ravel(), count * len(self.labels))
        return sums.astype(np.float32).reshape(count, len(self.labels))

    def _add_full(self, total: Floats, owners: Numbers, full: Numbers) -> None:
        firsts = np.flatnonzero(np.diff(owners, prepend=-1))
        for some in np.split(firsts, range(_TOGETHER, len(firsts), _TOGETHER)) if len(firsts) else ():
            stop = int(np.searchsorted(owners, owners[some[-1]], side="right"))
            told = self.full.take(full[some[0] : stop], axis=0)
            total[owners[some]] += np.add.reduceat(told, some - some[0], axis=0)

    def _each_once(self, told: Iterable[tuple[Ints, Crcs]]) -> tuple[Numbers, Numbers]:
        """The items of which features with a row are told, in order, and these rows, each once."""
        parts = [self._known(*part) for part in told]
        items, rows = (np.concatenate(column) for column in zip(*parts, strict=True))
        order = np.lexsort([*_digits(rows), *_digits(items)])
        items, rows = items.take(order), rows.take(order)
        is_new = np.ones(len(order), dtype=np.bool_)
        is_new[1:] = (items[1:] != items[:-1]) | (rows[1:] != rows[:-1])
        return items[is_new], rows[is_new]

    def _known(self, items: Ints, crcs: Crcs) -> tuple[Numbers, Numbers]:
        known, rows = self.rows.known(crcs & np.uint32(BUCKETS - 1))
        return items.take(known).astype(np.int32), rows


def _digits(numbers: Numbers) -> list[npt.NDArray[np.uint16]]:
    """The numbers to the base 2^16, the last digits first: numpy sorts these by counting, wider numbers by comparing."""
    bits = int(numbers.max(initial=1)).bit_length()
    return [(numbers >> shift).astype(np.uint16) for shift in range(0, bits, 16)]
