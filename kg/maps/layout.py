"""Where each actor stands on the map: a seeded force layout with a place for every country.

Linked actors attract, all actors repel, and each is drawn towards the place of its country: the first of
the two `sides` on the left, the second on the right, the others above and below the middle. Whoever is linked
to both sides ends up between them. At the end boxes as large as the labels are pushed apart. Only operations
that IEEE 754 rounds exactly are used (no powers, no trigonometry); the result is rounded to whole units.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import cycle
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.maps.text import text

__all__ = ["anchors", "positions", "rank"]

Array = NDArray[np.float32]
Point = tuple[float, float]

SPREAD = 46.0  # units of the map between two neighbours at rest
ASPECT = 1.5  # the map is wider than it is high, like a screen
FILLED = 0.42  # the share of the map that labels cover before they are pushed apart
LABEL = 24  # characters of a label that share a line
BLOCK = 64  # rows of the distance matrix that are in memory at once

SIDES: tuple[Point, Point] = ((-1.0, 0.0), (1.0, 0.0))
OTHERS: tuple[Point, ...] = (
    (0.0, -0.95), (0.0, 0.95), (-0.42, -1.0), (0.42, 1.0),
    (0.42, -1.0), (-0.42, 1.0), (-0.8, -0.9), (0.8, 0.9),
)  # fmt: skip


def positions(
    network: nx.MultiDiGraph, *, sides: Sequence[str] = (), seed: int = 1
) -> dict[str, tuple[int, int]]:
    """Gives every node a point in whole units, the same for the same network in any order.

    >>> network = nx.MultiDiGraph([("seoul", "beijing")])
    >>> network.nodes["seoul"]["country"], network.nodes["beijing"]["country"] = "KR", "CN"
    >>> where = positions(network, sides=("KR", "CN"))
    >>> where["seoul"][0] < where["beijing"][0]
    True
    """
    nodes = sorted(network, key=text)
    if not nodes:
        return {}
    data = [network.nodes[node] for node in nodes]
    pairs, weights = _links(network, nodes)
    degree = np.bincount(pairs.ravel(), minlength=len(nodes))
    points = _settle(_homes([text(d.get("country")) for d in data], sides), pairs, weights, degree, seed)
    boxes = np.array(
        [_box(text(d.get("label") or n)) for n, d in zip(nodes, data, strict=True)], dtype=np.float32
    )
    points = _separate(_fit(points, boxes), boxes)
    points -= (points.max(0) + points.min(0)) / 2
    return {
        text(node): (round(float(x)), round(float(y))) for node, (x, y) in zip(nodes, points, strict=True)
    }


def anchors(countries: Sequence[str], sides: Sequence[str] = ()) -> dict[str, Point]:
    """Gives each country its place; without `sides` the two with most actors get the left and the right.

    >>> anchors(["KR", "CN", "KR", "US"], sides=("KR", "CN"))
    {'KR': (-1.0, 0.0), 'CN': (1.0, 0.0), 'US': (0.0, -0.95)}
    """
    ranked = rank(countries)
    first = list(sides[:2]) or ranked[:2]
    rest = [country for country in ranked if country not in first]
    return dict(zip(first, SIDES, strict=False)) | dict(zip(rest, cycle(OTHERS), strict=False))


def rank(keys: Sequence[str], first: Sequence[str] = ()) -> list[str]:
    """Orders keys: those of `first`, then the others by how often they occur, then by name; no empty key.

    >>> rank(["b", "c", "c", "a", ""], first=["a", "z"])
    ['a', 'c', 'b']
    """
    counts = Counter(key for key in keys if key)
    others = sorted((key for key in counts if key not in first), key=lambda key: (-counts[key], key))
    return [key for key in first if key in counts] + others


def _links(network: nx.MultiDiGraph, nodes: Sequence[Any]) -> tuple[NDArray[np.int64], Array]:
    """The linked pairs once each, with a weight that grows with the root of the number of parallel links."""
    index = {node: i for i, node in enumerate(nodes)}
    counts = Counter(tuple(sorted((index[a], index[b]))) for a, b in network.edges() if a != b)
    pairs = sorted(counts)
    weights = np.sqrt(np.array([min(counts[pair], 3) for pair in pairs], dtype=np.float32))
    return np.array(pairs, dtype=np.int64).reshape(-1, 2), weights


def _homes(countries: Sequence[str], sides: Sequence[str]) -> Array:
    """The place of each node's country, in units; not a number for a node without a country."""
    place = anchors(countries, sides)
    reach = float(np.sqrt(len(countries))) * SPREAD * 0.8
    rows = [place.get(country, (np.nan, np.nan)) for country in countries]
    return np.array(rows, dtype=np.float32) * np.array(
        [reach * ASPECT * 0.62, reach * 0.72], dtype=np.float32
    )


def _settle(
    homes: Array, pairs: NDArray[np.int64], weights: Array, degree: NDArray[np.int64], seed: int
) -> Array:
    """Lets the forces work until the steps have become small."""
    count = len(homes)
    known = ~np.isnan(homes[:, :1])
    homes = np.nan_to_num(homes)
    start = np.random.default_rng(seed).random((count, 2), dtype=np.float32) - np.float32(0.5)
    points: Array = homes * np.float32(0.9) + start * np.float32(np.sqrt(count) * SPREAD * 0.7)
    mass = np.sqrt(degree + 1).astype(np.float32)
    down = np.array([0.10, 0.10 * ASPECT * ASPECT], dtype=np.float32)  # flatter than it is wide
    rounds = 450 if count <= 400 else 250 if count <= 1500 else 80
    for step in range(rounds):
        left = np.float32(1 - step / rounds)
        force = _repulsion(points, mass) + _attraction(points, pairs, weights, mass)
        force += (homes - points) * known * np.float32(0.4) - points * down
        length = np.sqrt((force * force).sum(1, keepdims=True)) + np.float32(1e-6)
        points = points + force / length * np.minimum(
            length * left * np.float32(0.11), SPREAD * left + np.float32(1)
        )
    return points


def _repulsion(points: Array, mass: Array) -> Array:
    """Every node pushes every other away, the more the closer they are and the more links they have."""
    force = np.empty_like(points)
    for rows in _blocks(len(points)):
        across, down = _gaps(points, rows)
        push = mass[rows, None] * mass / (across * across + down * down + np.float32(25))
        force[rows, 0], force[rows, 1] = (across * push).sum(1), (down * push).sum(1)
    return force * np.float32(SPREAD * SPREAD * 0.55)


def _attraction(points: Array, pairs: NDArray[np.int64], weights: Array, mass: Array) -> Array:
    """Every link pulls its two ends together; a hub is pulled less by each of its links."""
    pull = (points[pairs[:, 1]] - points[pairs[:, 0]]) * (weights * np.float32(0.42))[:, None]
    force = np.zeros_like(points)
    np.add.at(force, pairs[:, 0], pull)
    np.subtract.at(force, pairs[:, 1], pull)
    force /= np.sqrt(mass)[:, None]
    return force


def _box(label: str) -> Point:
    """Half the width and half the height of a node with its label below it.

    >>> _box("기관") == _box("abcd")
    True
    """
    length = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in label[: 2 * LABEL])
    lines = 1 if length <= LABEL else 2
    return 12 + 3.3 * min(length, LABEL), 17 + 8.0 * lines


def _fit(points: Array, boxes: Array) -> Array:
    """Shrinks or stretches the whole so that the boxes fill a fixed share of it."""
    wide, high = np.maximum(points.max(0) - points.min(0), 1)
    scale = np.sqrt((boxes[:, 0] * boxes[:, 1]).sum() * 4 / (FILLED * wide * high))
    return points * np.float32(scale)


def _separate(points: Array, boxes: Array) -> Array:
    """Pushes overlapping boxes apart along the shorter way until no two overlap or patience ends."""
    wide, high = boxes.T
    for _ in range(300 if len(points) <= 400 else 60):
        move = np.zeros_like(points)
        for rows in _blocks(len(points)):
            across, down = _gaps(points, rows)
            over_x = wide[rows, None] + wide - np.abs(across)
            over_y = high[rows, None] + high - np.abs(down)
            hit = (over_x > 0) & (over_y > 0) & (_order(rows, len(points)) != 0)
            flat = over_x <= over_y
            move[rows, 0] = (over_x * _sign(across, rows) * (hit & flat)).sum(1)
            move[rows, 1] = (over_y * _sign(down, rows) * (hit & ~flat)).sum(1)
        if not move.any():
            break
        points = points + np.clip(move * np.float32(0.35), -SPREAD, SPREAD)
    return points


def _blocks(count: int) -> Iterator[slice]:
    """Slices of rows, so that memory grows with the number of nodes and not with its square."""
    return (slice(start, min(start + BLOCK, count)) for start in range(0, count, BLOCK))


def _gaps(points: Array, rows: slice) -> tuple[Array, Array]:
    """How far the nodes of some rows lie to the right of and below every node."""
    return points[rows, 0, None] - points[:, 0], points[rows, 1, None] - points[:, 1]


def _sign(gap: Array, rows: slice) -> Array:
    """The direction in which to push; of two nodes on one point the earlier goes left and up."""
    return np.where(gap == 0, _order(rows, gap.shape[1]), np.sign(gap))


def _order(rows: slice, count: int) -> Array:
    """Whether the node of a row comes before (-1) or after (1) that of a column, or is the same (0)."""
    return np.sign(
        np.arange(rows.start, rows.stop, dtype=np.float32)[:, None] - np.arange(count, dtype=np.float32)
    )
