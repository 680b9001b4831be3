"""What holds of one name in a list holds of the others."""

from __future__ import annotations

import numpy as np

from kg.facts.lists import SHARE, Listed, distributed


def listed(*rows: tuple[int, int, int, int, int]) -> Listed:
    """Candidates as (label, first, second, first's list, second's list)."""
    return Listed(*np.array(rows, dtype=np.int64).reshape(-1, 5).T)


def test_a_name_in_a_list_has_most_of_what_its_neighbours_have() -> None:
    found = distributed(np.array([0.9, 0.1]), listed((3, 0, 1, 0, 1), (3, 0, 2, 0, 1)))
    assert found.tolist() == [0.9, SHARE * 0.9]


def test_the_list_may_come_first() -> None:
    found = distributed(np.array([0.1, 0.9]), listed((3, 0, 2, 0, 1), (3, 1, 2, 0, 1)))
    assert found.tolist() == [SHARE * 0.9, 0.9]


def test_nothing_is_less_sure_for_its_list() -> None:
    found = distributed(np.array([0.9, 0.85]), listed((3, 0, 1, 0, 1), (3, 0, 2, 0, 1)))
    assert found.tolist() == [0.9, 0.85]


def test_other_relations_other_partners_and_other_lists_say_nothing() -> None:
    rows = listed((3, 0, 1, 0, 1), (4, 0, 2, 0, 1), (3, 5, 2, 5, 1), (3, 0, 6, 0, 6))
    assert distributed(np.array([0.9, 0.1, 0.2, 0.3]), rows).tolist() == [0.9, 0.1, 0.2, 0.3]


def test_a_name_by_itself_keeps_its_probability_and_no_candidate_is_none() -> None:
    assert distributed(np.array([0.5]), listed((3, 0, 1, 0, 1))).tolist() == [0.5]
    assert distributed(np.zeros(0), listed()).tolist() == []
