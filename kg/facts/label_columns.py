"""What a model's labels mean, as columns of numbers."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from kg.facts.board_laying import TYPES
from kg.facts.columns import Bools, Ints
from kg.facts.pairs import BACKWARD, LABELS_BY_TYPES, relation_of
from kg.vocab import SYMMETRIC, Relation

_RELATIONS = tuple(Relation)


class Labels(NamedTuple):
    """What a model's labels mean, in the order of their names: column, relation, direction; what types allow."""

    columns: Ints
    relation: Ints
    is_forward: Bools
    is_symmetric: Bools
    allowed: Bools


@cache
def meaning(labels: tuple[str, ...]) -> Labels:
    """The meaning of a model's labels."""
    names = sorted(labels)
    relations = [relation_of(name) for name in names]
    return Labels(
        columns=np.array([labels.index(name) for name in names]),
        relation=np.array([_RELATIONS.index(relation) for relation in relations]),
        is_forward=np.array([not name.endswith(BACKWARD) for name in names]),
        is_symmetric=np.array([relation in SYMMETRIC for relation in relations]),
        allowed=np.array(
            [
                [name in LABELS_BY_TYPES[first, second] for name in names]
                for first in TYPES
                for second in TYPES
            ]
        ),
    )
