"""What the pairs of a sentence share: its words with names masked, its clauses, and the order of its units."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from kg.facts.cues import Cue
from kg.facts.units import Scene
from kg.vocab import EntityType, family

FAR_RANK = 2
CLAUSE = re.compile(r"[，；：。！？\n]")


class Rank(NamedTuple):
    """From which side a name attaches to a cue (l, r, in), and over how many names of its kind (at most 2)."""

    side: str
    between: int

    def __str__(self) -> str:
        return self.side if self.side == "in" else f"{self.side}{self.between}"


class Context:
    """What a scene's pairs share: clause of each place, words by position, cues by position."""

    def __init__(self, scene: Scene, *, main: str, cues: Sequence[Cue], density: float) -> None:
        self.scene = scene
        self.main = main
        self.density = density  # entities in 100 characters of the article
        self.cues = cues
        self._commas = [match.start() for match in CLAUSE.finditer(scene.text)]
        self._ranks: dict[tuple[int, int, int], Rank] = {}
        self.first_of_type: dict[EntityType, int] = {}
        for number, place in enumerate(scene.places):
            self.first_of_type.setdefault(place.type, number)
        self.of_relation: dict[str, list[Cue]] = defaultdict(list)
        for cue in cues:
            self.of_relation[cue.group.partition(".")[0]].append(cue)
        words = masked(scene)
        self._starts = [start for start, _, _, _ in words]
        self._ends = [end for _, end, _, _ in words]
        self._words = [(word, tag) for _, _, word, tag in words]
        self.families = [family(unit.places[0].type) for unit in scene.units]

    def rank(self, place: int, cue_start: int, cue_end: int) -> Rank:
        """Where a place's unit stands from a cue, and how many units of its family come between."""
        key = (self.scene.unit_of[place], cue_start, cue_end)
        if key not in self._ranks:
            self._ranks[key] = self._rank(*key)
        return self._ranks[key]

    def _rank(self, number: int, cue_start: int, cue_end: int) -> Rank:
        unit, family = self.scene.units[number], self.families[number]
        if unit.end <= cue_start:
            side, low, high = "l", unit.end, cue_start
        elif unit.start >= cue_end:
            side, low, high = "r", cue_end, unit.start
        else:
            return Rank("in", 0)
        between = sum(
            kind == family and low <= other.start and other.end <= high
            for other, kind in zip(self.scene.units, self.families, strict=True)
        )
        return Rank(side, min(between, FAR_RANK))

    def clause(self, at: int) -> int:
        """The number of the clause in which an offset lies."""
        return bisect_left(self._commas, at)

    def words_between(self, start: int, end: int) -> list[tuple[str, str]]:
        """The words that lie within the range, with their tags."""
        return self._words[bisect_left(self._starts, start) : bisect_right(self._ends, end)]

    def words_before(self, at: int, count: int) -> list[tuple[str, str]]:
        """The last words that end before an offset, at most ``count``."""
        stop = bisect_right(self._ends, at)
        return self._words[max(0, stop - count) : stop]

    def words_after(self, at: int, count: int) -> list[tuple[str, str]]:
        """The first words that begin after an offset, at most ``count``."""
        first = bisect_left(self._starts, at)
        return self._words[first : first + count]


def masked(scene: Scene) -> list[tuple[int, int, str, str]]:
    """The scene's words, each unit of names as one word that tells its type."""
    units = sorted(
        {(unit.start, unit.end, str(unit.places[0].type)) for unit in scene.units if unit.end > unit.start}
    )
    words: list[tuple[int, int, str, str]] = []
    covered = 0
    waiting = iter(units)
    unit = next(waiting, None)
    for start, end, word, tag in scene.words:
        while unit is not None and unit[0] < end:
            if unit[0] >= covered:
                words.append((unit[0], unit[1], f"<{unit[2]}>", "nx"))
                covered = unit[1]
            unit = next(waiting, None)
        if start >= covered:
            words.append((start, end, word, tag))
    return words
