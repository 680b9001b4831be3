"""Learning which entities to keep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from kg.facts.keeping import Keeper, entity_features
from kg.train.fitting import fit_trees
from kg.train.matching import same_type
from kg.train.thresholds import Counts

if TYPE_CHECKING:
    from kg.train.relations import View, Weighed

Said = Mapping[str, Sequence[float]]
_GRID = tuple(float(step) for step in np.arange(0.2, 0.62, 0.02))


def is_right(view: View) -> list[bool]:
    """Of each entity of a view, whether the annotation has it with this type."""
    wanted = {entity.id: entity.type for entity in view.annotated.entities}
    return [
        entity.id in view.matched and same_type(entity.type, wanted[view.matched[entity.id]])
        for entity in view.entities
    ]


def fit_keeper(views: Sequence[View], said: Sequence[Said], *, threshold: float | None = None) -> Keeper:
    """The keeper of some views; its threshold is the one with the best F1 on views held out, unless given."""
    items = np.concatenate(
        [entity_features(v.entities, v.links, s) for v, s in zip(views, said, strict=True)]
    )
    wanted = np.array([right for view in views for right in is_right(view)])
    trees = fit_trees(items, wanted, rounds=120)
    return Keeper(trees, threshold if threshold is not None else best_threshold(views, said))


def best_threshold(views: Sequence[View], said: Sequence[Said], *, folds: int = 3) -> float:
    """The least probability at which keeping gives the best F1 of typed entities."""
    judged: list[tuple[float, bool]] = []
    for fold in range(folds):
        seen = [n for n in range(len(views)) if n % folds != fold]
        keeper = fit_keeper([views[n] for n in seen], [said[n] for n in seen], threshold=0.0)
        for n in range(fold, len(views), folds):
            scores = keeper.trees.scores(entity_features(views[n].entities, views[n].links, said[n]))
            judged += zip((1.0 / (1.0 + np.exp(-scores))).tolist(), is_right(views[n]), strict=True)
    gold = sum(len(view.annotated.entities) for view in views)

    def f1(limit: float) -> float:
        kept = [right for probability, right in judged if probability >= limit]
        return Counts(sum(kept), len(kept), gold).f()

    return max(_GRID, key=f1)


def cross_kept(weighed: Sequence[Weighed], said: Sequence[Said], *, folds: int) -> list[set[str]]:
    """The entities of each view that a keeper keeps which has not seen the view."""
    views = [one.view for one in weighed]
    kept: list[set[str]] = [set() for _ in views]
    for fold in range(folds):
        seen = [n for n in range(len(views)) if n % folds != fold]
        keeper = fit_keeper([views[n] for n in seen], [said[n] for n in seen])
        for n in range(fold, len(views), folds):
            kept[n] = keeper.kept(views[n].entities, views[n].links, said[n])
    return kept
