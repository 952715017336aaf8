"""Arcs between points, and room for what is written on them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from kg.charts.svg import Point, fixed

__all__ = ["Arc", "Box", "arcs", "arrow", "drawn", "head", "put", "trimmed"]

#: Left, top, width, height.
Box: TypeAlias = tuple[float, float, float, float]
#: How much an arc bends, as a share of its length, and how much more each that runs beside it.
BEND, MORE = 0.1, 0.07
NEAR = 0.35  # of the length of an arc: ends that are closer than this to those of another run beside it


class Arc(NamedTuple):
    """A quadratic curve: where it begins, what it bends towards, where it ends."""

    start: Point
    bent: Point
    end: Point

    def at(self, share: float) -> Point:
        """The point at a share of the way.

        >>> Arc((0, 0), (5, 10), (10, 0)).at(0.5)
        (5.0, 5.0)
        """
        rest = 1 - share
        x, y = (
            rest * rest * a + 2 * share * rest * b + share * share * c
            for a, b, c in zip(self.start, self.bent, self.end, strict=True)
        )
        return x, y


def arcs(ends: Sequence[tuple[Point, Point]]) -> list[Arc]:
    """An arc for each pair of ends, bent to the left of its way; those that run side by side as a fan.

    >>> there, back = arcs([((0, 0), (100, 0)), ((100, 0), (0, 0))])
    >>> there.at(0.5)[1] < 0 < back.at(0.5)[1]
    True
    """
    beside: dict[int, list[int]] = defaultdict(list)
    for number, pair in enumerate(ends):
        leader = next((first for first in beside if _alike(ends[first], pair)), number)
        beside[leader].append(number)
    bends = {}
    for group in beside.values():
        # The one that lies outermost bends most, so that no two cross.
        for place, number in enumerate(sorted(group, key=lambda one: _outward(ends[group[0]], ends[one]))):
            bends[number] = BEND + MORE * place
    return [_bent(*ends[number], bends[number]) for number in range(len(ends))]


def _alike(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    room = NEAR * math.dist(*one)
    return math.dist(one[0], other[0]) < room and math.dist(one[1], other[1]) < room


def _outward(first: tuple[Point, Point], other: tuple[Point, Point]) -> float:
    """How far to the left of the way of the first the middle of another lies."""
    (a, b), (c, d) = first
    x, y = (other[0][0] + other[1][0]) / 2, (other[0][1] + other[1][1]) / 2
    return (c - a) * (b - y) - (b - d) * (x - a)


def _bent(start: Point, end: Point, bend: float) -> Arc:
    x, y = end[0] - start[0], end[1] - start[1]
    middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    return Arc(start, (middle[0] + 2 * bend * y, middle[1] - 2 * bend * x), end)


def trimmed(arc: Arc, at_end: float, at_start: float) -> Arc:
    """The arc without some pixels at both ends, but never less than a third of it."""
    length = math.dist(arc.start, arc.end) or 1.0
    first, last = min(at_start / length, 1 / 3), 1 - min(at_end / length, 1 / 3)
    a, b, c = arc
    # De Casteljau, twice: the part between two shares of a quadratic curve is one itself.
    bent = (
        (1 - first) * (1 - last) * a[0]
        + (first * (1 - last) + last * (1 - first)) * b[0]
        + first * last * c[0],
        (1 - first) * (1 - last) * a[1]
        + (first * (1 - last) + last * (1 - first)) * b[1]
        + first * last * c[1],
    )
    return Arc(arc.at(first), bent, arc.at(last))


def drawn(arc: Arc) -> str:
    """An arc as the data of a path."""
    (a, b), (c, d), (e, f) = arc
    return f"M{fixed(a)} {fixed(b)}Q{fixed(c)} {fixed(d)} {fixed(e)} {fixed(f)}"


def arrow(arc: Arc, reach: float) -> str:
    """The head of an arrow at the end of an arc, as the data of a path."""
    (a, b), (c, d) = arc.bent, arc.end
    length = math.dist(arc.bent, arc.end) or 1.0
    x, y = (c - a) / length * reach, (d - b) / length * reach
    notch = (c - 0.75 * x, d - 0.75 * y)
    corners = [(c, d), (c - x - 0.5 * y, d - y + 0.5 * x), notch, (c - x + 0.5 * y, d - y - 0.5 * x)]
    return "M" + "L".join(f"{fixed(across)} {fixed(down)}" for across, down in corners) + "Z"


def head(thick: float) -> float:
    """How long the head of an arrow is, for a line of some thickness."""
    return 6.5 + 1.15 * thick


def put(spots: Sequence[Box], taken: list[Box], within: Box) -> Point:
    """The first of some boxes that overlaps nothing and lies within; else the one that overlaps least.

    What is chosen is taken from then on.

    >>> taken = [(0, 0, 10, 10)]
    >>> put([(5, 5, 10, 10), (20, 5, 10, 10)], taken, (0, 0, 50, 50)), taken[-1]
    ((20, 5), (20, 5, 10, 10))
    """

    def trouble(box: Box) -> float:
        left, top, wide, high = within
        inside = _overlap(box, (left + 2, top + 2, wide - 4, high - 4))
        return sum(_overlap(box, other) for other in taken) + 3 * (box[2] * box[3] - inside)

    best = min(spots, key=lambda box: (round(trouble(box), 1), spots.index(box)))
    taken.append(best)
    return best[0], best[1]


def _overlap(one: Box, other: Box) -> float:
    wide = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    high = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return max(0.0, wide) * max(0.0, high)
