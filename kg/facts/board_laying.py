"""The scenes of some articles laid out in arrays: places, units, words and cues one after the other, with their offsets.

A scene's texts begin where those of the one before it end, so that one search among sorted offsets answers for all
scenes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import repeat
from typing import NamedTuple

import numpy as np

from kg.facts.checksums import texts
from kg.facts.columns import Ints, column
from kg.facts.context import CLAUSE, masked
from kg.facts.cues import Cues
from kg.facts.pair_features import CONTENT
from kg.facts.units import ABOVE, BELOW, NO_KIN, Place, Scene
from kg.vocab import EntityType, Relation, family

TYPES = tuple(EntityType)
VIAS = ("name", "nested", "pronoun", "ellipsis")
_TYPE_NUMBER = {kind: number for number, kind in enumerate(TYPES)}
_VIA_NUMBER = {via: number for number, via in enumerate(VIAS)}
_RELATION_NUMBER = {relation.value: number for number, relation in enumerate(Relation)}
_STOPS = frozenset("，。；！？")
# A character that is no text, between two scenes: nothing is found across it.
_BETWEEN = "\0"


class Told(NamedTuple):
    """An article as its pairs see it: how often it names each entity, and the company that it is about."""

    scenes: Sequence[Scene]
    counts: Mapping[str, int]
    main: str

    @property
    def density(self) -> float:
        """Entities in 100 characters."""
        return 100 * len(self.counts) / max(1, sum(len(scene.text) for scene in self.scenes))


class Laid:
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
