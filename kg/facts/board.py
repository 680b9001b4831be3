"""All pairs of the scenes of some articles, for looking at every pair at once.

What is said of pairs here is what ``pairs``, ``context`` and ``shape`` say of one pair; the tests hold the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np

from kg.facts.board_laying import TYPES, Laid, Told
from kg.facts.checksums import Texts, texts
from kg.facts.columns import Bools, Ints, column, spread
from kg.facts.context import FAR_RANK
from kg.facts.cues import Cues
from kg.facts.pairs import FARTHEST, LABELS_BY_TYPES

_MAY_BE_JOINED = np.array([[bool(LABELS_BY_TYPES[first, second]) for second in TYPES] for first in TYPES])
_DE = re.compile("的")
SIDES = ("l0", "l1", "l2", "r0", "r1", "r2", "in")
"""How a name stands to a cue, as ``context.Rank`` writes it."""
INSIDE = SIDES.index("in")


class Board(Laid):
    """The pairs of laid out scenes; ``a`` and ``b`` are the numbers of their places."""

    def __init__(self, articles: Sequence[Told], cues: Cues) -> None:
        super().__init__(articles, cues)
        self.a, self.b = self._pairs()

    def _pairs(self) -> tuple[Ints, Ints]:
        """The pairs that some relation may join, as numbers of places, in the order of ``pairs.pairs``."""
        first = np.arange(len(self.places))
        near = np.searchsorted(self.start, self.end + FARTHEST, side="right")
        a, b = spread(first + 1, np.minimum(near, self.place_stop[self.place_scene]))
        shadows = (self.via >= 2).astype(np.bool_)
        usable = (
            (self.entity[a] != self.entity[b])
            & _MAY_BE_JOINED[self.type[a], self.type[b]]
            & ~(shadows[a] & shadows[b])
        )
        return a[usable], b[usable]

    def clause_ends(self, starts: Ints, ends: Ints) -> Bools:
        """Whether a clause ends within each range."""
        return np.searchsorted(self.commas, ends) > np.searchsorted(self.commas, starts)

    def says_de(self, starts: Ints, ends: Ints) -> Bools:
        """Whether 的 stands within each range."""
        return np.searchsorted(self._de, ends) > np.searchsorted(self._de, starts)

    @cached_property
    def _de(self) -> Ints:
        return column(match.start() for match in _DE.finditer(self.text))

    @cached_property
    def before(self) -> list[str]:
        """The character before each place, empty at a scene's beginning."""
        return [
            self.text[start - 1] if place.start else ""
            for start, place in zip(self.start.tolist(), self.places, strict=True)
        ]

    @cached_property
    def types(self) -> Ints:
        """For each pair the number of its two types."""
        found: Ints = self.type[self.a] * len(TYPES) + self.type[self.b]
        return found

    def between(self, numbers: Ints, among: Bools) -> Ints:
        """For each pair how many places of these types (one a pair) stand between its two; ``among`` chooses."""
        marked = np.zeros((len(TYPES), len(self.places) + 1), dtype=np.int64)
        marked[self.type[among], np.flatnonzero(among) + 1] = 1
        so_far = marked.cumsum(axis=1)
        found: Ints = so_far[numbers, self.b] - so_far[numbers, self.a + 1]
        return found

    @cached_property
    def sides(self) -> Ints:
        """How each unit stands to each cue of its scene, as numbers of SIDES: flat, see ``side``."""
        scene = self.unit_scene
        unit, cue = spread(self.cue_first[scene], self.cue_stop[scene])
        is_left = self.unit_end[unit] <= self.cue_start[cue]
        is_right = ~is_left & (self.unit_start[unit] >= self.cue_end[cue])
        low = np.where(is_left, self.unit_end[unit], self.cue_end[cue])
        high = np.where(is_left, self.cue_start[cue], self.unit_start[unit])
        item, other = spread(self.unit_first[scene[unit]], self.unit_stop[scene[unit]])
        between = (
            (self.unit_family[other] == self.unit_family[unit[item]])
            & (low[item] <= self.unit_start[other])
            & (self.unit_end[other] <= high[item])
        )
        count = np.minimum(np.bincount(item[between], minlength=len(unit)), FAR_RANK)
        found: Ints = np.where(is_left, count, np.where(is_right, count + FAR_RANK + 1, INSIDE))
        return found

    @cached_property
    def _side_first(self) -> Ints:
        sizes = (self.cue_stop - self.cue_first)[self.unit_scene]
        first: Ints = np.cumsum(sizes) - sizes - self.cue_first[self.unit_scene]
        return first

    def side(self, unit: Ints, cue: Ints) -> Ints:
        """How units stand to cues of their scenes, as numbers of SIDES."""
        found: Ints = self.sides[self._side_first[unit] + cue]
        return found


def numbered(board: Board, strings: Iterable[str]) -> Texts:
    """The column of strings, one a place of the board."""
    found = texts(list(strings))
    assert len(found) == len(board.places)
    return found
