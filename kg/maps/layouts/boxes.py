"""Labels as boxes: how large they are, how much room they need, and how they are pushed apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["Array", "between", "fit", "near", "separate", "sizes"]

Array = NDArray[np.float32]
Integers = NDArray[np.int64]

LABEL = 24  # characters of a label that share a line
FILLED = 0.42  # the share of the map that labels cover before they are pushed apart
MARGIN = np.float32(1)  # between two boxes at least
STEP = 46.0  # how far a box moves at most in one round
PATIENCE = 24  # rounds before boxes that still overlap get more room
LONGEST = 3000  # rounds at most; no map has been seen to need them


def sizes(labels: Sequence[str]) -> Array:
    """Half the width and half the height, in units, of each node with its label below it.

    >>> [one, other] = sizes(["기관", "abcd"]).tolist()
    >>> one == other
    True
    """
    return np.array([_size(label) for label in labels], dtype=np.float32).reshape(-1, 2)


def _size(label: str) -> tuple[float, float]:
    length = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in label[: 2 * LABEL])
    lines = 1 if length <= LABEL else 2
    return 12 + 3.3 * min(length, LABEL), 17 + 8.0 * lines


def fit(points: Array, boxes: Array) -> Array:
    """Shrinks or stretches the whole so that the boxes fill a fixed share of it."""
    wide, high = np.maximum(points.max(0) - points.min(0), 1)
    scale = np.sqrt((boxes[:, 0] * boxes[:, 1]).sum() * 4 / (FILLED * wide * high))
    return points * np.float32(scale)


def separate(points: Array, boxes: Array, *, stretch: bool = True) -> Array:
    """Pushes overlapping boxes apart along the shorter way until no two overlap.

    Both of a pair give way by the same length, so that the picture stays what it was. Where that does
    not end soon, because a crowd has no room, the whole is stretched a little, and again; unless places
    have a meaning of their own, and only the crowd may grow.
    """
    points = points.copy()
    reach = 2 * boxes.max(0, initial=1)
    for turn in range(1, LONGEST):
        move, crowded = _pushes(points, boxes, *near(points, reach))
        if not crowded:
            break
        points += np.clip(move * np.float32(0.36), -STEP, STEP)
        if stretch and turn % PATIENCE == 0:
            points *= np.float32(1.04)
    return points


def _pushes(points: Array, boxes: Array, one: Integers, other: Integers) -> tuple[Array, bool]:
    """How far each box is pushed, and whether any two overlap.

    They are pushed a little farther than they must, or they would come to rest only in the limit.
    """
    gap = points[other] - points[one]
    over = boxes[one] + boxes[other] + MARGIN - np.abs(gap)
    hit = (over > 0).all(1)
    one, other, gap, over = one[hit], other[hit], gap[hit], over[hit]
    # Of two boxes on one point the earlier goes left and up.
    way = np.where(gap < 0, np.float32(-1), np.float32(1)) * (over + MARGIN)
    flat = over[:, 0] <= over[:, 1]
    way[~flat, 0] = 0
    way[flat, 1] = 0
    move = np.stack([between(one, other, way[:, axis], len(points)) for axis in (0, 1)], axis=1)
    return move, bool(len(one))


def between(one: Integers, other: Integers, values: Array, count: int) -> Array:
    """What pairs do to each node: a value pulls the first of a pair back and the second forth."""
    back = np.bincount(one, values, minlength=count)
    forth = np.bincount(other, values, minlength=count)
    return (forth - back).astype(np.float32)


def near(points: Array, reach: Array) -> tuple[Integers, Integers]:
    """The pairs of points, first the smaller number, that lie in the same or in touching cells.

    `reach` is the width and the height of a cell: no two points nearer than that in both directions
    are left out.
    """
    cells = np.floor((points - points.min(0, initial=0)) / reach).astype(np.int64)
    rows = int(cells[:, 1].max(initial=0)) + 3
    keys = cells[:, 0] * rows + cells[:, 1]
    order = np.argsort(keys, kind="stable")
    found = list(_touching(keys[order], order, rows))
    one = np.concatenate([pair[0] for pair in found])
    other = np.concatenate([pair[1] for pair in found])
    return np.minimum(one, other), np.maximum(one, other)


def _touching(keys: Integers, order: Integers, rows: int) -> Iterator[tuple[Integers, Integers]]:
    """Each pair once: with those that follow in the same cell, and with those of four cells around."""
    places = np.arange(len(keys))
    for step in (0, 1, rows - 1, rows, rows + 1):
        start = places + 1 if step == 0 else np.searchsorted(keys, keys + step)
        counts = np.searchsorted(keys, keys + step, side="right") - start
        first = np.repeat(places, counts)
        offsets = np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
        yield order[first], order[np.repeat(start, counts) + offsets]
