"""The learned relation scorer: which candidates of an article are facts, how surely, and in what modality."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

import numpy as np

from kg.errors import RuleError
from kg.facts.candidates import Candidate, candidates, linear_scores, rival_features, seen_pairs
from kg.facts.composed import Composition
from kg.facts.cues import Cues
from kg.facts.keeping import Keeper
from kg.facts.linear import LinearModel
from kg.facts.matching import Matcher
from kg.facts.modality import modality_features
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
    compositions: tuple[Composition, ...] = ()

    @classmethod
    def load(
        cls,
        path: Path,
        *,
        cues: Cues,
        modality_cues: Cues,
        matcher: Matcher,
        compositions: tuple[Composition, ...] = (),
    ) -> Scorer:
        """The scorer of a model file that ``kg train relations`` wrote."""
        try:
            with np.load(path, allow_pickle=False) as stored:
                limits = zip(stored["relations"], stored["thresholds"], strict=True)
                return cls(
                    pairs=LinearModel.of(stored, "pairs"),
                    rivals=Trees.of(stored, "rivals"),
                    modality=LinearModel.of(stored, "modality"),
                    keeper=Keeper(Trees.of(stored, "keeper"), float(stored["keeper.limit"])),
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
        seen = seen_pairs(scenes, counts, main, self.cues, self.matcher)
        found = candidates(seen, linear_scores(self.pairs, seen), self.pairs.labels) if seen else []
        if not found:
            return []
        scores = self.rivals.scores(rival_features(found, scenes)).astype(np.float64)
        return list(zip(found, (1.0 / (1.0 + np.exp(-scores))).tolist(), strict=True))

    def judge(self, scenes: Sequence[Scene], counts: Mapping[str, int], main: str) -> list[Judged]:
        """The accepted candidates of an article, in the order of its sentences."""
        accepted = [
            (candidate, probability)
            for candidate, probability in self.weigh(scenes, counts, main)
            if probability >= self.thresholds[candidate.relation]
        ]
        if not accepted:
            return []
        stated = self.modality.scores([self._modality_features(scenes, one) for one, _ in accepted])
        return [
            Judged(one, probability, Modality(self.modality.labels[int(row.argmax())]))
            for (one, probability), row in zip(accepted, stated, strict=True)
        ]

    def _modality_features(self, scenes: Sequence[Scene], candidate: Candidate) -> list[str]:
        scene = scenes[candidate.seen.scene]
        return modality_features(scene, candidate, self.modality_cues.find(scene.text))
