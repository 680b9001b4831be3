"""Where the things of a graph stand in a picture: computed ahead, so that a page shows it at once.

Forces after Fruchterman and Reingold (attraction grows with the square of the distance, so that edges come out
about equally long; repulsion falls with it and grows with degree, so that hubs get room), from a start that
already has the graph's large shape: distances to a few pivots, projected (Pivot MDS). Repulsion between all
pairs is summed exactly in small graphs; in large ones by a convolution of the density of nodes on a grid, which
costs the same for every node and needs nothing but numpy's FFT. Unconnected parts are laid out one by one and
stand in rows, the largest first.

The same graph gets the same picture every time.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Indices = NDArray[np.int64]

_SPACING = 40.0  # a circle of n nodes has the radius spacing * sqrt(n)
_PIVOTS = 40
_EXACT = 400  # up to so many nodes all pairs are cheaper than the grid
_GRID = 256
_SMALL = 4  # parts up to this size stand on a circle; forces would add nothing


def positions(count: int, edges: Indices) -> Points:
    """A place for each of ``count`` nodes, given the pairs that are connected.

    >>> positions(3, np.array([[0, 1]])).shape
    (3, 2)

    Args:
        count: how many nodes there are.
        edges: shape (m, 2), numbers of nodes; direction, loops and repetitions do not matter.

    Returns:
        shape (count, 2); neighbours are some tens of units apart, y grows downwards.
    """
    places: Points = np.zeros((count, 2))
    pairs = _distinct(edges)
    labels = _parts(count, pairs)
    order = np.argsort(labels, kind="stable")
    parts = np.split(order, np.flatnonzero(np.diff(labels[order])) + 1) if count else []
    parts.sort(key=lambda nodes: (-len(nodes), int(nodes[0])))
    edge_part = labels[pairs[:, 0]]
    by_part = np.argsort(edge_part, kind="stable")
    sorted_parts = edge_part[by_part]
    local = np.zeros(count, dtype=np.int64)
    for nodes in parts:
        local[nodes] = np.arange(len(nodes))
        label = labels[nodes[0]]
        first, last = np.searchsorted(sorted_parts, [label, label + 1])
        places[nodes] = _one_part(len(nodes), local[pairs[by_part[first:last]]])
    _pack(places, parts)
    return places


def _distinct(edges: Indices) -> Indices:
    pairs = np.sort(edges.reshape(-1, 2), axis=1)
    return np.unique(pairs[pairs[:, 0] != pairs[:, 1]], axis=0)


def _parts(count: int, pairs: Indices) -> Indices:
    """The smallest number of a node that each node is connected with."""
    labels = np.arange(count)
    while True:
        before = labels.copy()
        low = np.minimum(labels[pairs[:, 0]], labels[pairs[:, 1]])
        np.minimum.at(labels, pairs[:, 0], low)
        np.minimum.at(labels, pairs[:, 1], low)
        labels = labels[labels]
        if np.array_equal(labels, before):
            return labels


def _one_part(count: int, pairs: Indices) -> Points:
    if count == 1:
        return np.zeros((1, 2))
    if count <= _SMALL:
        return _circle(count)
    places = _forces(_start(count, pairs), pairs)
    places -= places.mean(axis=0)
    # Screens are wider than high, and so is the picture.
    _, axes = np.linalg.eigh(places.T @ places)
    places = places @ np.where(axes[0, 1] < 0, -axes, axes)[:, ::-1]
    reach = np.quantile(np.hypot(places[:, 0], places[:, 1]), 0.9)
    return _apart(places * (_SPACING * np.sqrt(count) / max(reach, 1e-9)))


def _circle(count: int) -> Points:
    angles = np.arange(count) * (2 * np.pi / count)
    return np.column_stack([np.cos(angles), np.sin(angles)]) * (_SPACING * (0.5 if count == 2 else 0.7))


def _start(count: int, pairs: Indices) -> Points:
    """Pivot MDS: steps to some nodes far from each other, projected on the two widest directions."""
    pivots = min(_PIVOTS, count)
    steps = np.zeros((count, pivots))
    nearest = np.full(count, np.inf)
    pivot = int(np.argmax(np.bincount(pairs.ravel(), minlength=count)))
    for column in range(pivots):
        steps[:, column] = _steps_from(pivot, count, pairs)
        nearest = np.minimum(nearest, steps[:, column])
        pivot = int(np.argmax(nearest))
    squared = steps**2
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1, keepdims=True) + squared.mean()
    _, vectors = np.linalg.eigh(centred.T @ centred)
    widest = vectors[:, -2:]
    # The sign of an eigenvector is arbitrary: fix it, so that a picture is not mirrored at the next build.
    widest = widest * np.where(widest[np.abs(widest).argmax(axis=0), [0, 1]] < 0, -1.0, 1.0)
    places = centred @ widest
    places /= max(float(np.abs(places).max()), 1e-9)
    # Leaves of one node are at the same place by their distances; a little noise lets the forces part them.
    noise = np.random.default_rng(1).normal(scale=0.02, size=(count, 2))
    return np.asarray((places + noise) * np.sqrt(count) * 2)


def _steps_from(start: int, count: int, pairs: Indices) -> Points:
    steps = np.full(count, -1.0)
    steps[start] = 0
    distance = 0
    while True:
        distance += 1
        reached = steps >= 0
        a, b = reached[pairs[:, 0]], reached[pairs[:, 1]]
        found = np.concatenate([pairs[a & ~b, 1], pairs[b & ~a, 0]])
        if not len(found):
            return steps
        steps[found] = distance


def _forces(places: Points, pairs: Indices) -> Points:
    count = len(places)
    first, second = pairs[:, 0], pairs[:, 1]
    mass = 1.0 + 0.25 * np.sqrt(np.bincount(pairs.ravel(), minlength=count))
    rounds = 300 if count <= _EXACT else 200 if count <= 5_000 else 130
    kernel = None if count <= _EXACT else _kernel()
    heat = 0.1 * float(np.ptp(places, axis=0).max())
    for turn in range(rounds):
        push = _all_pairs(places, mass) if kernel is None else _on_grid(places, mass, kernel)
        pull = places[second] - places[first]
        pull *= np.hypot(pull[:, 0], pull[:, 1])[:, None]
        force = push * mass[:, None]
        for axis in (0, 1):
            force[:, axis] += np.bincount(first, pull[:, axis], count)
            force[:, axis] -= np.bincount(second, pull[:, axis], count)
        force -= places * (0.02 * mass)[:, None]  # gravity: long chains do not fly away
        length = np.hypot(force[:, 0], force[:, 1]) + 1e-12
        step = np.minimum(length / mass / 2, heat * (1 - turn / rounds) ** 1.5)
        places = places + force * (step / length)[:, None]
    return places


def _all_pairs(places: Points, mass: Points) -> Points:
    apart = places[:, None, :] - places[None, :, :]
    squared = (apart**2).sum(axis=2) + 1e-3
    return np.asarray((apart * (mass[None, :] / squared)[:, :, None]).sum(axis=1))


def _kernel() -> tuple[NDArray[np.complex128], NDArray[np.complex128]]:
    """The push of a unit of mass at each distance of the grid, transformed; zero padding keeps edges apart."""
    offset = np.fft.fftfreq(2 * _GRID, 1 / (2 * _GRID))
    across, down = np.meshgrid(offset, offset)
    squared = across**2 + down**2 + 0.5
    return np.fft.rfft2(across / squared), np.fft.rfft2(down / squared)


def _on_grid(
    places: Points, mass: Points, kernel: tuple[NDArray[np.complex128], NDArray[np.complex128]]
) -> Points:
    low = places.min(axis=0)
    cell = float((places.max(axis=0) - low).max()) / (_GRID - 2) + 1e-9
    scaled = (places - low) / cell
    corner = scaled.astype(np.int64)
    part = scaled - corner
    size = 2 * _GRID
    corners = [
        (
            (corner[:, 1] + down) * size + corner[:, 0] + across,
            (part[:, 0] if across else 1 - part[:, 0]) * (part[:, 1] if down else 1 - part[:, 1]),
        )
        for across in (0, 1)
        for down in (0, 1)
    ]
    density = np.zeros(size * size)
    for index, share in corners:
        density += np.bincount(index, share * mass, size * size)
    wave = np.fft.rfft2(density.reshape(size, size))
    push = np.zeros_like(places)
    for axis, one in enumerate(kernel):
        field = np.fft.irfft2(wave * one, s=(size, size)).ravel()
        for index, share in corners:
            push[:, axis] += field[index] * share
    return push / cell


def _apart(places: Points) -> Points:
    """Nodes that lie on each other moved a little apart, looking at neighbours in small squares."""
    least = _SPACING * 0.4
    for turn in range(12):
        cells = np.floor((places + least * (turn % 4) / 4) / least).astype(np.int64)
        order = np.lexsort((places[:, 0], cells[:, 0], cells[:, 1]))
        moved = np.zeros_like(places)
        for ahead in (1, 2, 3, 4):
            a, b = order[:-ahead], order[ahead:]
            same = (cells[a] == cells[b]).all(axis=1)
            a, b = a[same], b[same]
            between = places[b] - places[a]
            length = np.hypot(between[:, 0], between[:, 1])
            # Two at one place part along an angle made of their numbers: any will do, the same every time.
            between[length < 1e-6] = np.column_stack([np.cos(a + b), np.sin(a + b)])[length < 1e-6]
            length = np.maximum(length, 1e-6)
            shift = between * (np.clip(least - length, 0, None) / np.maximum(length, 1.0) / 2)[:, None]
            for axis in (0, 1):
                moved[:, axis] += np.bincount(b, shift[:, axis], len(places))
                moved[:, axis] -= np.bincount(a, shift[:, axis], len(places))
        places = places + np.clip(moved, -least, least)
    return places


def _pack(places: Points, parts: list[Indices]) -> None:
    """The parts in rows below the largest, about as wide as it."""
    boxes = [np.ptp(places[nodes], axis=0) + 2 * _SPACING for nodes in parts]
    if not boxes:
        return
    # Many small parts would make a tower: then the rows are wider.
    area = sum(float(width * height) for width, height in boxes)
    widest = max(float(boxes[0][0]), 1.2 * float(np.sqrt(area)))
    across = down = high = 0.0
    for nodes, (width, height) in zip(parts, boxes, strict=True):
        if across and across + width > widest:
            across, down, high = 0.0, down + high, 0.0
        places[nodes] += np.array([across, down]) + _SPACING - places[nodes].min(axis=0)
        across += width
        high = max(high, height)
