"""Telling features of a board's pairs: each as a column of buckets, with the rows of the pairs that have it."""

from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np

from kg.facts.board import Board
from kg.facts.board_laying import TYPES
from kg.facts.checksums import Texts, joined, texts
from kg.facts.columns import Ints

SWITCH = ("False", "True")

Found = tuple[Ints, Texts]
"""Rows of pairs, and a feature of each."""


@cache
def both_types() -> Texts:
    """The end of the features that tell both types, by the number of the two."""
    return few("|{}|{}", TYPES, TYPES)


@cache
def few(form: str, *values: tuple[object, ...] | range) -> Texts:
    """All strings of a form with these values, the last one going round first."""
    return texts([form.format(*chosen) for chosen in product(*values)])


@cache
def few_with_types(form: str, *values: tuple[object, ...] | range) -> Texts:
    """The same with every two types: the string's number times all twos, plus the number of the two."""
    strings, both = few(form, *values), both_types()
    number = np.repeat(np.arange(len(strings)), len(both))
    return joined(strings[number], both[np.tile(np.arange(len(both)), len(strings))])


class Teller:
    """A board's pairs by how the two stand to each other, and how their features are told."""

    def __init__(self, board: Board) -> None:
        self.board = board
        a, b = board.a, board.b
        self.types = board.types
        self.unit_a, self.unit_b = board.unit[a], board.unit[b]
        in_list = self.unit_a == self.unit_b
        nested = ~in_list & (board.start[b] < board.end[a])
        self.lists = np.flatnonzero(in_list)
        self.nested = np.flatnonzero(nested)
        self.apart = np.flatnonzero(~(in_list | nested))

    def told(self, rows: Ints, number: Ints, form: str, *values: tuple[object, ...] | range) -> Found:
        """A feature of few values, told with the types."""
        return rows, few_with_types(form, *values)[number * len(TYPES) ** 2 + self.types[rows]]

    def with_types(self, rows: Ints, found: Texts) -> Found:
        """Features told with the types."""
        return rows, joined(found, both_types()[self.types[rows]])
