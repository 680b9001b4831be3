"""A sentence as facts see it: words, and entities in their places, lists of entities taken as one.

京东方、TCL华星、惠科等面板厂 is one unit with three members: what is said of the list is said of each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import rjieba

from kg.model import Sentence
from kg.vocab import EntityType, family

NO_KIN, BELOW, ABOVE = range(3)
# What may stand between the members of a list; a bracket after a member (a stock code) does not end it.
_SEPARATOR = re.compile(r"[”》」]?(?:（[^）]{1,24}）)?(?:、|，?以及|，?及|和|与|暨|/|&)[“《「]?|》《")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An entity's place in a sentence; ``start`` and ``end`` count from the sentence's beginning.

    ``via`` tells how the entity comes to stand there: name, nested (within another name), pronoun, or
    ellipsis (the sentence leaves its subject out). ``sure`` is how surely the article names the entity at all,
    ``known`` whether the lexicon knows it, and ``above`` holds the entities that it belongs to by the lexicon.
    """

    start: int
    end: int
    entity: str
    type: EntityType
    surface: str
    via: str = "name"
    sure: float = 1.0
    known: bool = False
    above: frozenset[str] = frozenset()

    def covers(self, other: Place) -> bool:
        """Whether the other place lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def kin(self, other: Place) -> int:
        """What the lexicon says of the two: BELOW (this one belongs to the other), ABOVE, or NO_KIN."""
        return BELOW if other.entity in self.above else ABOVE if self.entity in other.above else NO_KIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One or more places that a list joins; ``start`` and ``end`` cover the whole list."""

    places: tuple[Place, ...]
    joints: tuple[str, ...]

    @property
    def start(self) -> int:
        return self.places[0].start

    @property
    def end(self) -> int:
        return self.places[-1].end


@dataclass(slots=True)
class Scene:
    """A sentence with its places (in order), units and words; built once, read by rules and by the scorer."""

    sentence: Sentence
    places: list[Place]
    units: list[Unit]
    unit_of: dict[int, int]
    words: list[tuple[int, int, str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return self.sentence.text


def scene(sentence: Sentence, places: Sequence[Place]) -> Scene:
    """The sentence's scene; places within other places stay single units of their own."""
    ordered = sorted(places, key=lambda place: (place.start, -place.end, place.via, place.entity))
    units: list[list[int]] = []
    joints: list[list[str]] = []
    last_outer = -1
    for number, place in enumerate(ordered):
        outer = ordered[last_outer] if last_outer >= 0 else None
        if place.via != "name" or (outer is not None and place.start < outer.end):
            units.append([number])
            joints.append([])
            continue
        gap = sentence.text[outer.end : place.start] if outer is not None else ""
        if outer is not None and family(outer.type) == family(place.type) and _SEPARATOR.fullmatch(gap):
            home = next(i for i, unit in enumerate(units) if last_outer in unit)
            units[home].append(number)
            joints[home].append(gap)
        else:
            units.append([number])
            joints.append([])
        last_outer = number
    return Scene(
        sentence=sentence,
        places=ordered,
        units=[
            Unit(places=tuple(ordered[i] for i in unit), joints=tuple(gaps))
            for unit, gaps in zip(units, joints, strict=True)
        ],
        unit_of={number: i for i, unit in enumerate(units) for number in unit},
        words=_words(sentence.text),
    )


def _words(text: str) -> list[tuple[int, int, str, str]]:
    """Words with their offsets and tags."""
    found = []
    start = 0
    for word, tag in rjieba.tag(text):
        found.append((start, start + len(word), word, tag))
        start += len(word)
    return found
