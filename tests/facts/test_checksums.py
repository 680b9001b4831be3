"""CRCs of joined strings, held against zlib's CRC of the strings."""

from __future__ import annotations

import zlib

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.facts.checksums import Texts, joined, texts

PIECE = st.one_of(st.text(max_size=6), st.sampled_from(["收购", "字" * 90, "w" * 700])).map(
    lambda text: text.encode("utf8", "ignore").decode("utf8")
)


def told(column: Texts) -> list[tuple[int, int]]:
    return list(zip(column.crcs.tolist(), column.sizes.tolist(), strict=True))


def of(strings: list[str]) -> list[tuple[int, int]]:
    return [(zlib.crc32(text.encode()), len(text.encode())) for text in strings]


@given(st.lists(st.tuples(PIECE, PIECE), min_size=1, max_size=5), PIECE, PIECE, PIECE)
def test_the_checksum_of_joined_strings_follows_from_those_of_the_parts(
    rows: list[tuple[str, str]], before: str, between: str, after: str
) -> None:
    first, second = (texts(list(column)) for column in zip(*rows, strict=True))
    column = joined(before, first, between[:80], second, after[:80])
    assert told(column) == of([before + a + between[:80] + b + after[:80] for a, b in rows])


def test_no_strings_are_an_empty_column() -> None:
    assert told(joined("w=", texts([]), "|", texts([]))) == []


def test_rows_of_a_column_are_taken_as_rows_of_an_array() -> None:
    column = texts(["甲", "乙", "丙"])
    assert told(column[np.array([2, 0])]) == of(["丙", "甲"])
    assert len(column) == 3
