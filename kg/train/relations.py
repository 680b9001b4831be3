"""Learning the relation scorer: pairs → linear scores → rivals → probabilities, and modality.

Everything that judges is fitted on what it will see: the tagger's names come from models that have not seen
the article, and so do the linear scores on which the trees are fitted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from kg.facts.candidates import Candidate, candidates, linear_scores, rival_features
from kg.facts.columns import Doubles
from kg.facts.keeping import Keeper, Kept
from kg.facts.linear import Floats, LinearModel
from kg.facts.lists import Listed, distributed
from kg.facts.modality import modality_features
from kg.facts.pairs import LABELS, LABELS_BY_TYPES
from kg.facts.trees import Trees
from kg.train.annotated import GoldFact
from kg.train.fitting import Examples, fit_linear, fit_trees, linear_arrays
from kg.train.keeping import cross_kept, fit_keeper
from kg.train.matching import Key, gold_keys, key_of
from kg.train.thresholds import Scored, for_other_writers, thresholds
from kg.train.views import View, Words
from kg.vocab import Modality, Relation

_STRENGTH = 0.3
_MODALITY_STRENGTH = 0.5


def _linear(views: Sequence[View]) -> LinearModel:
    seen = [pair for one in views for pair in one.seen]
    right = [labels for one in views for labels in one.right]
    open_ = [labels for one in views for labels in one.open]
    column = {name: number for number, name in enumerate(LABELS)}
    targets = np.zeros((len(seen), len(LABELS)), dtype=np.bool_)
    usable = np.zeros_like(targets)
    for row, (pair, held, left) in enumerate(zip(seen, right, open_, strict=True)):
        for name in LABELS_BY_TYPES[pair.types]:
            usable[row, column[name]] = name not in left
            targets[row, column[name]] = name in held
    return fit_linear(Examples([pair.features for pair in seen]), LABELS, targets, usable, strength=_STRENGTH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A view's candidates with the features of the second model and what the annotation says of them."""

    view: View
    found: list[Candidate]
    rivals: Floats
    facts: list[GoldFact | None]
    is_open: list[bool]


def _weigh(one: View, linear: LinearModel) -> Weighed:
    found = candidates(one.seen, linear_scores(linear, one.seen), linear.labels) if one.seen else []
    number = {id(pair): row for row, pair in enumerate(one.seen)}
    rows = [number[id(candidate.seen)] for candidate in found]
    return Weighed(
        view=one,
        found=found,
        rivals=rival_features(found, one.scenes),
        facts=[one.right[row].get(candidate.label) for row, candidate in zip(rows, found, strict=True)],
        is_open=[candidate.label in one.open[row] for row, candidate in zip(rows, found, strict=True)],
    )


def _trees(weighed: Sequence[Weighed]) -> Trees:
    items = np.concatenate([one.rivals for one in weighed])
    wanted = np.array([fact is not None for one in weighed for fact in one.facts])
    usable = ~np.array([is_open for one in weighed for is_open in one.is_open])
    return fit_trees(items[usable], wanted[usable])


def _modality(weighed: Sequence[Weighed], words: Words) -> LinearModel:
    labels = [modality.value for modality in Modality]
    features, stated = [], []
    for one in weighed:
        for candidate, fact in zip(one.found, one.facts, strict=True):
            if fact is not None:
                scene = one.view.scenes[candidate.seen.scene]
                features.append(modality_features(scene, candidate, words.modality_cues.find(scene.text)))
                stated.append(fact.modality.value)
    targets = np.array([[value == label for label in labels] for value in stated])
    return fit_linear(Examples(features), labels, targets, np.ones_like(targets), strength=_MODALITY_STRENGTH)


def probabilities(trees: Trees, one: Weighed) -> Doubles:
    """Of each candidate of a view, that it is a fact."""
    return distributed(trees.probabilities(one.rivals), _listed(one))


def _listed(one: Weighed) -> Listed:
    number = {name: at for at, name in enumerate(LABELS)}
    size = max((len(scene.places) for scene in one.view.scenes), default=0)
    rows = []
    for candidate in one.found:
        scene, (a, b) = candidate.seen.scene, candidate.seen.pair
        unit = one.view.scenes[scene].unit_of
        rows.append((number[candidate.label], *(scene * size + at for at in (a, b, unit[a], unit[b]))))
    return Listed(*np.array(rows, dtype=np.int64).reshape(-1, 5).T)


def scored(one: Weighed, sure: Doubles, kept: Set[str] | None = None) -> Scored:
    """A view's triples with their best probability, and the annotated triples; only of kept entities, if given."""
    best: dict[Key, float] = {}
    for candidate, probability in zip(one.found, sure, strict=True):
        subject, relation, object_ = candidate.key
        if kept is not None and not {subject, object_} <= kept:
            continue
        key = _as_annotated(one.view.matched, subject, relation, object_)
        best[key] = max(best.get(key, 0.0), float(probability))
    return Scored(said=best, gold=frozenset(gold_keys(one.view.annotated)))


def _as_annotated(matched: Mapping[str, str], subject: str, relation: Relation, object_: str) -> Key:

    return key_of(matched.get(subject, subject + "?"), relation, matched.get(object_, object_ + "?"))


class HeldOut(NamedTuple):
    """What the models say of articles that they have not seen: facts, limits, and the entities that stay."""

    facts: list[Scored]
    limits: dict[Relation, float]
    kept: list[Kept]


def said_of(one: Weighed, sure: Doubles, limits: Mapping[Relation, float]) -> dict[str, list[float]]:
    """The probabilities of the facts that each entity of a view would have."""
    best: dict[Key, float] = {}
    for candidate, probability in zip(one.found, sure, strict=True):
        if probability >= limits[candidate.relation]:
            best[candidate.key] = max(best.get(candidate.key, 0.0), float(probability))
    said: dict[str, list[float]] = defaultdict(list)
    for (subject, _, object_), probability in best.items():
        said[subject].append(probability)
        said[object_].append(probability)
    return said


def train(
    extracted: Sequence[View],
    given: Sequence[View],
    words: Words,
    path: Path,
    *,
    folds: int,
    say: Callable[[str], None],
) -> HeldOut:
    """Fit and store the scorer; gives what it says of each article when it has not seen it."""
    weighed: list[Weighed | None] = [None] * len(extracted)
    for fold in range(folds):
        rest = [number for number in range(len(extracted)) if number % folds != fold]
        linear = _linear([extracted[number] for number in rest] + [given[number] for number in rest])
        for number in range(fold, len(extracted), folds):
            weighed[number] = _weigh(extracted[number], linear)
        say(f"linear model, part {fold + 1} of {folds}")
    whole = [one for one in weighed if one is not None]
    sure: dict[int, Doubles] = {}
    for fold in range(folds):
        trees = _trees([one for number, one in enumerate(whole) if number // folds % folds != fold])
        for number, one in enumerate(whole):
            if number // folds % folds == fold:
                sure[number] = probabilities(trees, one)
    held_out = [scored(one, sure[number]) for number, one in enumerate(whole)]
    limits = thresholds(held_out)
    say("second model and thresholds")
    said = [said_of(one, sure[number], limits) for number, one in enumerate(whole)]
    keeper = fit_keeper([one.view for one in whole], said)
    linear = _linear([*extracted, *given])
    limits = for_other_writers(limits)
    save(path, linear, _trees(whole), _modality(whole, words), limits, keeper)
    kept = cross_kept(whole, said, folds=folds)
    return HeldOut(
        facts=[scored(one, sure[number], kept[number].telling) for number, one in enumerate(whole)],
        limits=limits,
        kept=kept,
    )


def save(
    path: Path,
    pairs: LinearModel,
    rivals: Trees,
    modality: LinearModel,
    limits: Mapping[Relation, float],
    keeper: Keeper,
) -> None:
    """Write the scorer's models into one file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name("new-" + path.name)
    np.savez_compressed(
        temporary,
        relations=np.array([relation.value for relation in limits]),
        thresholds=np.array(list(limits.values())),
        **linear_arrays(pairs, "pairs"),  # type: ignore[arg-type]
        **{"keeper.limits": np.array([keeper.threshold, keeper.for_facts])},  # type: ignore[arg-type]
        **keeper.trees.arrays("keeper"),  # type: ignore[arg-type]
        **rivals.arrays("rivals"),  # type: ignore[arg-type]
        **linear_arrays(modality, "modality"),  # type: ignore[arg-type]
    )
    temporary.replace(path)
