"""Places in the picture."""

from __future__ import annotations

import numpy as np
import pytest

from kg.visualise.forces import positions


def ring(count: int, start: int = 0) -> np.ndarray:
    nodes = np.arange(count)
    return np.column_stack([nodes, (nodes + 1) % count]) + start


def lengths(places: np.ndarray, edges: np.ndarray) -> np.ndarray:
    return np.hypot(*(places[edges[:, 0]] - places[edges[:, 1]]).T)


def communities(groups: int, size: int) -> np.ndarray:
    """Groups that are dense inside and hang together by one edge each."""
    chance = np.random.default_rng(5)
    inside = [chance.integers(0, size, (4 * size, 2)) + size * group for group in range(groups)]
    between = np.array([[size * group, size * group + size] for group in range(groups - 1)])
    return np.concatenate([*inside, between])


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 60])
def test_every_node_has_a_place_whatever_the_size(count: int) -> None:
    places = positions(count, ring(count) if count > 1 else np.zeros((0, 2), dtype=np.int64))
    assert places.shape == (count, 2)
    assert np.isfinite(places).all()


@pytest.mark.parametrize("size", [30, 150])  # all pairs; the grid
def test_what_is_connected_is_nearer_than_what_is_not(size: int) -> None:
    edges = communities(4, size)
    places = positions(4 * size, edges)
    apart = np.random.default_rng(1).integers(0, 4 * size, (2000, 2))
    assert np.median(lengths(places, edges)) < 0.5 * np.median(lengths(places, apart))


def test_no_two_nodes_stand_on_each_other() -> None:
    star = np.column_stack([np.zeros(80, dtype=np.int64), np.arange(1, 81)])
    places = positions(81, star)
    first, second = np.triu_indices(81, 1)
    assert lengths(places, np.column_stack([first, second])).min() > 4


def test_unconnected_parts_do_not_lie_over_each_other() -> None:
    edges = np.concatenate([ring(30), ring(8, 30), ring(3, 38), ring(2, 41)])
    places = positions(45, edges)  # two nodes have no edge at all
    parts = [range(30), range(30, 38), range(38, 41), range(41, 43), [43], [44]]
    boxes = [(places[list(part)].min(axis=0), places[list(part)].max(axis=0)) for part in parts]
    for at, (low, high) in enumerate(boxes):
        for other_low, other_high in boxes[at + 1 :]:
            assert (high < other_low).any() or (other_high < low).any()


def test_a_thousand_unconnected_parts_make_no_tower() -> None:
    places = positions(2000, np.arange(2000).reshape(-1, 2))
    wide, high = np.ptp(places, axis=0)
    assert 0.5 < wide / high < 3


def test_the_same_graph_gets_the_same_picture() -> None:
    edges = communities(3, 40)
    assert np.array_equal(positions(120, edges), positions(120, edges))


def test_loops_directions_and_repetitions_change_nothing() -> None:
    edges = ring(12)
    noisy = np.concatenate([edges[::-1, ::-1], edges, [[3, 3]]])
    assert np.array_equal(positions(12, edges), positions(12, noisy))


def test_twenty_thousand_nodes_are_placed_while_one_waits() -> None:
    import time

    chance = np.random.default_rng(3)
    edges = np.column_stack(
        [chance.integers(0, 20_000, 60_000), (20_000 * chance.random(60_000) ** 3).astype(int)]
    )
    begun = time.perf_counter()
    places = positions(20_000, edges)
    assert time.perf_counter() - begun < 60
    assert np.isfinite(places).all()
