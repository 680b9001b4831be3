"""Learning which entities to keep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from kg.facts.keeping import Keeper, Kept, Named, entity_features
from kg.train.fitting import fit_trees
from kg.train.matching import same_type

if TYPE_CHECKING:
    from kg.train.relations import Weighed
    from kg.train.views import View

Said = Mapping[str, Sequence[float]]
# The best F1 of entities, here and on texts of other writers, lies between 0.3 and 0.4. Facts of an entity that
# is as unsure as that are wrong more often than right: what is said of it is left out.
_THRESHOLD = 0.4
_FOR_FACTS = 0.55


def is_right(view: View) -> list[bool]:
    """Of each entity of a view, whether the annotation has it with this type."""
    wanted = {entity.id: entity.type for entity in view.annotated.entities}
    return [
        entity.id in view.matched and same_type(entity.type, wanted[view.matched[entity.id]])
        for entity in view.entities
    ]


def fit_keeper(views: Sequence[View], said: Sequence[Said]) -> Keeper:
    """The keeper of some views."""
    items = np.concatenate(
        [entity_features(Named(v.entities, v.links, s)) for v, s in zip(views, said, strict=True)]
    )
    wanted = np.array([right for view in views for right in is_right(view)])
    trees = fit_trees(items, wanted, rounds=120)
    return Keeper(trees, _THRESHOLD, _FOR_FACTS)


def cross_kept(weighed: Sequence[Weighed], said: Sequence[Said], *, folds: int) -> list[Kept]:
    """The entities of each view that a keeper keeps which has not seen the view."""
    views = [one.view for one in weighed]
    kept = [Kept(set(), set()) for _ in views]
    for fold in range(folds):
        seen = [n for n in range(len(views)) if n % folds != fold]
        keeper = fit_keeper([views[n] for n in seen], [said[n] for n in seen])
        unseen = range(fold, len(views), folds)
        named = [Named(views[n].entities, views[n].links, said[n]) for n in unseen]
        for n, one in zip(unseen, keeper.kept(named), strict=True):
            kept[n] = one
    return kept
