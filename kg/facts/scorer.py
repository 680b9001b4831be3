"""The learned relation scorer: which candidates of an article are facts, how surely, and in what modality."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

import numpy as np

from kg.errors import RuleError
from kg.facts.board import Board
from kg.facts.board_features import BoardFeatures
from kg.facts.board_laying import Told
from kg.facts.board_rivals import Candidates, board_rules
from kg.facts.candidates import Candidate
from kg.facts.columns import Doubles
from kg.facts.composed import NO_COMPOSITIONS, Compositions
from kg.facts.cues import Cue, Cues
from kg.facts.keeping import Keeper
from kg.facts.linear import LinearModel, hashed
from kg.facts.lists import Listed, distributed
from kg.facts.matching import Matcher
from kg.facts.modality import modality_features
from kg.facts.pairs import relation_of
from kg.facts.trees import Trees
from kg.facts.units import Scene
from kg.vocab import Modality, Relation


class Judged(NamedTuple):
    """A candidate that was accepted, with the probability that it is right and its modality."""

    candidate: Candidate
    probability: float
    modality: Modality


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorer:
    """The models and words that turn scenes into judged candidates."""

    pairs: LinearModel
    rivals: Trees
    modality: LinearModel
    thresholds: Mapping[Relation, float]
    keeper: Keeper
    cues: Cues
    modality_cues: Cues
    matcher: Matcher
    compositions: Compositions = NO_COMPOSITIONS

    @classmethod
    def load(
        cls,
        path: Path,
        *,
        cues: Cues,
        modality_cues: Cues,
        matcher: Matcher,
        compositions: Compositions = NO_COMPOSITIONS,
    ) -> Scorer:
        """The scorer of a model file that ``kg train relations`` wrote."""
        try:
            with np.load(path, allow_pickle=False) as stored:
                limits = zip(stored["relations"], stored["thresholds"], strict=True)
                return cls(
                    pairs=LinearModel.of(stored, "pairs"),
                    rivals=Trees.of(stored, "rivals"),
                    modality=LinearModel.of(stored, "modality"),
                    keeper=Keeper(Trees.of(stored, "keeper"), *map(float, stored["keeper.limits"])),
                    thresholds={Relation(str(name)): float(limit) for name, limit in limits},
                    cues=cues,
                    modality_cues=modality_cues,
                    matcher=matcher,
                    compositions=compositions,
                )
        except (OSError, EOFError, KeyError, ValueError, BadZipFile, zlib.error) as error:
            raise RuleError(
                f"{path.name}: no model of kg ({error}): train it again, kg train relations"
            ) from None

    def weigh(
        self, scenes: Sequence[Scene], counts: Mapping[str, int], main: str
    ) -> list[tuple[Candidate, float]]:
        """Every candidate of an article with the probability that it is a fact."""
        (weighed,) = self._weigh([Told(scenes, counts, main)], np.full(len(self.pairs.labels), -np.inf))
        return weighed

    def _weigh(self, articles: Sequence[Told], limits: Doubles) -> list[list[tuple[Candidate, float]]]:
        """The candidates of each article that are at least as probable as the limits of their labels."""
        weighed: list[list[tuple[Candidate, float]]] = [[] for _ in articles]
        board = Board(articles, self.cues)
        if not len(board.a):
            return weighed
        rules = board_rules(board, self.matcher)
        scores = self.pairs.scores_of(BoardFeatures(board).told(rules), len(board.a))
        found = Candidates(board, scores, self.pairs.labels, rules)
        if not len(found):
            return weighed
        alone = self.rivals.probabilities(found.features())
        a, b, unit = found.a, found.b, board.unit
        sure = distributed(alone, Listed(found.label, a, b, unit[a], unit[b]))
        for number in np.flatnonzero(sure >= limits[found.label]).tolist():
            weighed[found.article(number)].append((found.candidate(number), float(sure[number])))
        return weighed

    def judge(self, articles: Sequence[Told]) -> Iterator[list[Judged]]:
        """The accepted candidates of each article, in the order of its sentences.

        Articles given together take less time than one by one, and give the same.
        """
        limits = np.array([self.thresholds[relation_of(label)] for label in self.pairs.labels])
        yield from self._in_their_modality(articles, self._weigh(articles, limits))

    def _in_their_modality(
        self, articles: Sequence[Told], accepted: Sequence[Sequence[tuple[Candidate, float]]]
    ) -> Iterator[list[Judged]]:
        features = [
            named
            for article, found in zip(articles, accepted, strict=True)
            for named in self._modality_features(article.scenes, found)
        ]
        scores = self.modality.scores_of([hashed(features)], len(features))
        labels = (Modality(self.modality.labels[number]) for number in scores.argmax(axis=1).tolist())
        for found in accepted:
            yield [Judged(one, probability, next(labels)) for one, probability in found]

    def _modality_features(
        self, scenes: Sequence[Scene], accepted: Sequence[tuple[Candidate, float]]
    ) -> Iterator[list[str]]:
        cues: dict[int, list[Cue]] = {}
        for one, _ in accepted:
            number = one.seen.scene
            if number not in cues:
                cues[number] = self.modality_cues.find(scenes[number].text)
            yield modality_features(scenes[number], one, cues[number])
