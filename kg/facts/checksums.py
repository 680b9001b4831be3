"""Columns of strings known by their CRC-32 alone, joined without the strings.

The linear model knows a feature by the CRC-32 of its text, and most texts are joined of a few pieces: a template's
name, a word, two types. The CRC of a text follows from those of its pieces and from their lengths, because
appending n bytes is a linear map of the CRC (zlib calls it ``crc32_combine``). So a column of ten thousand
features takes a few steps of numpy, and no string is made.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Crcs = npt.NDArray[np.uint32]
Ints = npt.NDArray[np.int64]

_LONGEST = 255
_REMEMBERED = 20_000
"""Words come again in other articles; what is remembered of so many takes some four megabytes."""


def _appending() -> Crcs:
    """What appending n zero bytes does to each of the four bytes of a CRC: (n, 4, 256)."""
    step = np.array([zlib.crc32(bytes([byte])) for byte in range(256)], dtype=np.uint32)
    step ^= step[0]  # the CRC without its initial and final complement: linear
    maps = np.empty((_LONGEST + 1, 4, 256), dtype=np.uint32)
    maps[0] = np.arange(256, dtype=np.uint32) << (8 * np.arange(4, dtype=np.uint32)[:, None])
    for size in range(_LONGEST):
        maps[size + 1] = (maps[size] >> np.uint32(8)) ^ step[maps[size] & np.uint32(255)]
    return maps


_APPENDING = _appending()
_FLAT = _APPENDING.ravel()


@dataclass(frozen=True, slots=True)
class Texts:
    """A column of strings: the CRC-32 of each, and its length in bytes."""

    crcs: Crcs
    sizes: Ints

    def __getitem__(self, rows: Ints | npt.NDArray[np.bool_]) -> Texts:
        """The strings of these rows."""
        return Texts(self.crcs[rows], self.sizes[rows])

    def __len__(self) -> int:
        return len(self.crcs)


@lru_cache(_REMEMBERED)
def _known(text: str) -> tuple[int, int]:
    written = text.encode()
    return zlib.crc32(written), len(written)


def texts(strings: Sequence[str]) -> Texts:
    """The column of these strings."""
    told = np.array([_known(text) for text in strings], dtype=np.int64).reshape(-1, 2)
    return Texts(told[:, 0].astype(np.uint32), told[:, 1])


def joined(*parts: str | Texts) -> Texts:
    """The column of the strings that are joined of these, row by row; a string is the same in each row.

    >>> both = joined("w=", texts(["收购", "投资"]), "|", texts(["A", "B"]))
    >>> int(both.crcs[1]) == zlib.crc32("w=投资|B".encode()), both.sizes.tolist()
    (True, [10, 10])
    """
    before = ""
    whole: Texts | None = None
    for part in parts:
        if whole is None:
            if isinstance(part, str):
                before += part
            else:
                whole = _prefixed(before, part) if before else part
        elif isinstance(part, str):
            whole = _suffixed(whole, part)
        else:
            whole = Texts(_moved(whole.crcs, part.sizes) ^ part.crcs, whole.sizes + part.sizes)
    assert whole is not None, "a column needs a column among its parts"
    return whole


def _moved(crcs: Crcs, sizes: Ints) -> Crcs:
    """The CRCs after so many zero bytes."""
    while (sizes > _LONGEST).any():
        crcs = _moved(crcs, np.minimum(sizes, _LONGEST))
        sizes = np.maximum(sizes - _LONGEST, 0)
    at = (sizes << 10) + (crcs & np.uint32(255))
    moved = _FLAT[at]
    for byte in (1, 2, 3):
        moved = moved ^ _FLAT[(sizes << 10) + (256 * byte) + ((crcs >> np.uint32(8 * byte)) & np.uint32(255))]
    return moved


def _prefixed(before: str, texts_: Texts) -> Texts:
    crc, size = _known(before)
    if int(texts_.sizes.max(initial=0)) <= _LONGEST:
        crcs = _moved_by_all(crc)[texts_.sizes]
    else:
        crcs = _moved(np.full(len(texts_), crc, dtype=np.uint32), texts_.sizes)
    return Texts(crcs ^ texts_.crcs, texts_.sizes + size)


@lru_cache(1024)
def _moved_by_all(crc: int) -> Crcs:
    """A CRC after each number of zero bytes up to _LONGEST."""
    sizes = np.arange(_LONGEST + 1)
    return _moved(np.full(len(sizes), crc, dtype=np.uint32), sizes)


def _suffixed(texts_: Texts, after: str) -> Texts:
    crc, size = _known(after)
    maps = _APPENDING[size]
    crcs = maps[0][texts_.crcs & np.uint32(255)] ^ np.uint32(crc)
    for byte in (1, 2, 3):
        crcs = crcs ^ maps[byte][(texts_.crcs >> np.uint32(8 * byte)) & np.uint32(255)]
    return Texts(crcs, texts_.sizes + size)
