"""What the pairs of a sentence share: its words with names masked, its clauses, and the order of its units."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from kg.facts.cues import Cue
from kg.facts.units import Scene
from kg.vocab import ORGANIZATIONS, EntityType

CLAUSE = re.compile(r"[，；：。！？\n]")


class Context:
    """What a scene's pairs share: clause of each place, words by position, cues by position."""

    def __init__(self, scene: Scene, *, main: str, cues: Sequence[Cue]) -> None:
        self.scene = scene
        self.main = main
        self.cues = cues
        self.commas = [match.start() for match in CLAUSE.finditer(scene.text)]
        self.first_of_type: dict[EntityType, int] = {}
        for number, place in enumerate(scene.places):
            self.first_of_type.setdefault(place.type, number)
        self.of_relation: dict[str, list[Cue]] = defaultdict(list)
        for cue in cues:
            self.of_relation[cue.group.partition(".")[0]].append(cue)
        self.words = _masked(scene)
        self.families = [_family(unit.places[0].type) for unit in scene.units]

    def rank(self, place: int, cue_start: int, cue_end: int) -> str:
        """Where a place's unit stands from a cue: side, and how many units of its family come between."""
        units = self.scene.units
        number = self.scene.unit_of[place]
        unit, family = units[number], self.families[number]
        if unit.end <= cue_start:
            between = sum(
                1
                for other, kind in zip(units, self.families, strict=True)
                if kind == family and unit.end <= other.start and other.end <= cue_start
            )
            return f"l{min(between, 2)}"
        if unit.start >= cue_end:
            between = sum(
                1
                for other, kind in zip(units, self.families, strict=True)
                if kind == family and cue_end <= other.start and other.end <= unit.start
            )
            return f"r{min(between, 2)}"
        return "in"

    def clause(self, at: int) -> int:
        return sum(1 for comma in self.commas if comma < at)

    def words_between(self, start: int, end: int) -> list[tuple[str, str]]:
        return [(word, tag) for begin, stop, word, tag in self.words if begin >= start and stop <= end]

    def words_before(self, at: int, count: int) -> list[tuple[str, str]]:
        return [(word, tag) for _, stop, word, tag in self.words if stop <= at][-count:]

    def words_after(self, at: int, count: int) -> list[tuple[str, str]]:
        return [(word, tag) for begin, _, word, tag in self.words if begin >= at][:count]


def _family(kind: EntityType) -> str:
    if kind in ORGANIZATIONS:
        return "organization"
    return "artefact" if kind in (EntityType.PRODUCT, EntityType.TECHNOLOGY) else kind.value


def _masked(scene: Scene) -> list[tuple[int, int, str, str]]:
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
