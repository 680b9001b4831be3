"""What holds of one name in a list holds of the others: in 由A、B和C共同出资组建 three founded the company.

The models weigh pair by pair, and the words of a list stand between its later names and what is said of them.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from kg.facts.columns import Doubles, Ints, best_other, groups_of

SHARE = 0.8
"""How much of the probability of a fact its equals in the list have; by trying on cross-validated articles."""


class Listed(NamedTuple):
    """Where candidates stand: label, places and the lists (units) that hold the places; (candidates,) each.

    Numbers of places and units count through the article, so that none belongs to two sentences.
    """

    label: Ints
    first: Ints
    second: Ints
    first_list: Ints
    second_list: Ints


def distributed(sure: Doubles, listed: Listed) -> Doubles:
    """The probabilities, each at least ``SHARE`` of the best that the same label has for another name in the list.

    >>> at = Listed(*(np.array(one) for one in ([3, 3, 3], [0, 0, 0], [1, 2, 5], [0, 0, 0], [1, 1, 2])))
    >>> distributed(np.array([0.9, 0.1, 0.2]), at).tolist()
    [0.9, 0.72..., 0.2]
    """
    in_second = best_other(
        groups_of(listed.label, listed.first, listed.second_list), listed.second, sure, 0.0
    )
    in_first = best_other(groups_of(listed.label, listed.second, listed.first_list), listed.first, sure, 0.0)
    return np.maximum(sure, SHARE * np.maximum(in_second, in_first))
