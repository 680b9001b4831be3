"""The scenes of some articles laid out in arrays, and all their pairs, for looking at every pair at once.

Places, units, words and cues of all scenes stand one after the other, and so do their offsets: a scene's texts
begin where those of the one before it end, so that one search among sorted offsets answers for all scenes. What
is said of pairs here is what ``pairs``, ``context`` and ``shape`` say of one pair; the tests hold the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import repeat
from typing import NamedTuple

import numpy as np

from kg.facts.checksums import Texts, texts
from kg.facts.columns import Bools, Ints, column, spread
from kg.facts.context import CLAUSE, FAR_RANK, masked
from kg.facts.cues import Cues
from kg.facts.pair_features import CONTENT
from kg.facts.pairs import FARTHEST, LABELS_BY_TYPES
from kg.facts.units import ABOVE, BELOW, NO_KIN, Place, Scene
from kg.vocab import EntityType, Relation, family

TYPES = tuple(EntityType)
VIAS = ("name", "nested", "pronoun", "ellipsis")
_TYPE_NUMBER = {kind: number for number, kind in enumerate(TYPES)}
_VIA_NUMBER = {via: number for number, via in enumerate(VIAS)}
_RELATION_NUMBER = {relation.value: number for number, relation in enumerate(Relation)}
_MAY_BE_JOINED = np.array([[bool(LABELS_BY_TYPES[first, second]) for second in TYPES] for first in TYPES])
_DE = re.compile("的")
_STOPS = frozenset("，。；！？")
# A character that is no text, between two scenes: nothing is found across it.
_BETWEEN = "\0"
SIDES = ("l0", "l1", "l2", "r0", "r1", "r2", "in")
"""How a name stands to a cue, as ``context.Rank`` writes it."""
INSIDE = SIDES.index("in")


class Told(NamedTuple):
    """An article as its pairs see it: how often it names each entity, and the company that it is about."""

    scenes: Sequence[Scene]
    counts: Mapping[str, int]
    main: str

    @property
    def density(self) -> float:
        """Entities in 100 characters."""
        return 100 * len(self.counts) / max(1, sum(len(scene.text) for scene in self.scenes))


class Board:
    """The scenes of some articles that hold two places or more; articles do not see each other."""

    def __init__(self, articles: Sequence[Told], cues: Cues) -> None:
        found = [
            (article, number)
            for article, one in enumerate(articles)
            for number, scene in enumerate(one.scenes)
            if len(scene.places) > 1
        ]
        self.numbers = [number for _, number in found]
        self.article = [article for article, _ in found]
        self.scenes = [articles[article].scenes[number] for article, number in found]
        density = [one.density for one in articles]
        self.density = np.array([density[article] for article in self.article])
        self.text = _BETWEEN.join(scene.text for scene in self.scenes) + _BETWEEN
        self.size = column(len(scene.text) for scene in self.scenes)
        self.base = np.cumsum(self.size + 1) - self.size - 1
        self.heading = np.array([scene.sentence.is_heading for scene in self.scenes], dtype=np.int64)
        self.commas = column(match.start() for match in CLAUSE.finditer(self.text))
        self._lay_places(articles)
        self._lay_units()
        self._lay_words()
        self._lay_cues(cues)
        self.a, self.b = self._pairs()

    def _lay_places(self, articles: Sequence[Told]) -> None:
        scenes = self.scenes
        self.places = [place for scene in scenes for place in scene.places]
        sizes = column(len(scene.places) for scene in scenes)
        self.place_stop = np.cumsum(sizes)
        self.place_first = self.place_stop - sizes
        self.place_scene = np.repeat(np.arange(len(scenes)), sizes)
        self.place_number = np.arange(len(self.places)) - self.place_first[self.place_scene]
        named = list(zip(self._articles(), self.places, strict=True))
        told = np.array(
            [
                (
                    place.start,
                    place.end,
                    _TYPE_NUMBER[place.type],
                    _VIA_NUMBER[place.via],
                    articles[article].counts.get(place.entity, 0),
                    place.entity == articles[article].main,
                )
                for article, place in named
            ],
            dtype=np.int64,
        ).reshape(-1, 6)
        base = self.base[self.place_scene]
        self.start, self.end = told[:, 0] + base, told[:, 1] + base
        self.type, self.via, self.count, self.is_main = told[:, 2:].T
        self.sure = np.array([place.sure for place in self.places])
        self.known = np.array([place.known for place in self.places], dtype=np.int64)
        self._number_entities(named)

    def _articles(self) -> Iterator[int]:
        """The article of each place."""
        for article, scene in zip(self.article, self.scenes, strict=True):
            yield from repeat(article, len(scene.places))

    def _number_entities(self, named: Sequence[tuple[int, Place]]) -> None:
        """An entity of two articles has two numbers."""
        entities: dict[tuple[int, str], int] = {}
        self.entity = column(
            entities.setdefault((article, place.entity), len(entities)) for article, place in named
        )
        above = {
            (entities[article, place.entity], entities[article, other])
            for article, place in named
            for other in place.above
            if (article, other) in entities
        }
        self._entities = len(entities)
        self._belongs = column(low * len(entities) + high for low, high in above)

    def _lay_units(self) -> None:
        scenes = self.scenes
        self.units = [unit for scene in scenes for unit in scene.units]
        sizes = column(len(scene.units) for scene in scenes)
        self.unit_stop = np.cumsum(sizes)
        self.unit_first = self.unit_stop - sizes
        self.unit_scene = np.repeat(np.arange(len(scenes)), sizes)
        told = np.array(
            [(unit.start, unit.end, len(unit.places)) for unit in self.units], dtype=np.int64
        ).reshape(-1, 3)
        base = self.base[self.unit_scene]
        self.unit_start, self.unit_end = told[:, 0] + base, told[:, 1] + base
        self.unit_size = told[:, 2]
        families: dict[str, int] = {}
        self.unit_family = column(
            families.setdefault(family(unit.places[0].type), len(families)) for unit in self.units
        )
        self.unit = (
            column(scene.unit_of[number] for scene in scenes for number in range(len(scene.places)))
            + self.unit_first[self.place_scene]
        )

    def _lay_words(self) -> None:
        found = [masked(scene) for scene in self.scenes]
        sizes = column(map(len, found))
        self.word_stop = np.cumsum(sizes)
        self.word_first = self.word_stop - sizes
        told = np.array(
            [
                (
                    start,
                    end,
                    CONTENT.match(word) is not None,
                    tag[:1] == "v",
                    tag[:1] == "v" or tag == "n",
                    word in _STOPS,
                )
                for words in found
                for start, end, word, tag in words
            ],
            dtype=np.int64,
        ).reshape(-1, 6)
        base = np.repeat(self.base, sizes)
        self.word_start, self.word_end = told[:, 0] + base, told[:, 1] + base
        self.is_content, self.is_verb, self.is_telling, self.is_stop = told[:, 2:].T.astype(np.bool_)
        self.words = texts([word for words in found for _, _, word, _ in words])

    def _lay_cues(self, cues: Cues) -> None:
        self.cues = [cues.find(scene.text) for scene in self.scenes]
        sizes = column(map(len, self.cues))
        self.cue_stop = np.cumsum(sizes)
        self.cue_first = self.cue_stop - sizes
        self.cue_scene = np.repeat(np.arange(len(sizes)), sizes)
        flat = [cue for found in self.cues for cue in found]
        base = self.base[self.cue_scene]
        self.cue_start = column(cue.start for cue in flat) + base
        self.cue_end = column(cue.end for cue in flat) + base
        self.cue_group = texts([cue.group for cue in flat])
        self.cue_word = texts([self.text[a:b] for a, b in zip(self.cue_start, self.cue_end, strict=True)])
        self.cue_clause = self.clause(self.cue_start)
        self.cue_relation = column(_RELATION_NUMBER.get(cue.group.partition(".")[0], -1) for cue in flat)

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

    def kin(self, first: Ints, second: Ints) -> Ints:
        """What the lexicon says of places two by two, as ``units.Place.kin``."""
        a, b = self.entity[first], self.entity[second]
        below = np.isin(a * self._entities + b, self._belongs)
        above = np.isin(b * self._entities + a, self._belongs)
        return np.select([below, above], [BELOW, ABOVE], NO_KIN)

    def clause(self, at: Ints) -> Ints:
        """The number of the clause in which each offset lies."""
        found: Ints = np.searchsorted(self.commas, at)
        return found

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
