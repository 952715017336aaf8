"""Outlines and curves: the shapes of actors, the lines of relations, their arrows.

They are those of the page. Directions are written as numbers and turned without trigonometry, so that the
same map is the same file on every machine.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from kg.maps.svg.elements import element, fixed

__all__ = ["Point", "arrow", "bends", "outline", "path", "touch", "via"]

Point: TypeAlias = tuple[float, float]

SINE, HALF = 0.8660254037844386, 0.5  # of 60 degrees
#: The corners of a regular star of ten points, from the top, clockwise; every other one lies further in.
TEN: tuple[Point, ...] = (
    (0.0, -1.0), (0.5877852522924731, -0.8090169943749475), (0.9510565162951535, -0.3090169943749474),
    (0.9510565162951535, 0.3090169943749474), (0.5877852522924731, 0.8090169943749475), (0.0, 1.0),
    (-0.5877852522924731, 0.8090169943749475), (-0.9510565162951535, 0.3090169943749474),
    (-0.9510565162951535, -0.3090169943749474), (-0.5877852522924731, -0.8090169943749475),
)  # fmt: skip
POINTS: Mapping[str, tuple[Point, ...]] = {
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "diamond": ((0, -1), (1, 0), (0, 1), (-1, 0)),
    "triangle": tuple((1.15 * x, 1.15 * y + 0.28) for x, y in ((0, -1), (SINE, HALF), (-SINE, HALF))),
    "triangleDown": tuple((1.15 * x, 1.15 * y - 0.28) for x, y in ((0, 1), (-SINE, -HALF), (SINE, -HALF))),
    "hexagon": ((1, 0), (HALF, SINE), (-HALF, SINE), (-1, 0), (-HALF, -SINE), (HALF, -SINE)),
    "star": tuple(
        ((0.45 if place % 2 else 1.008) * x, (0.45 if place % 2 else 1.008) * y + 0.1)
        for place, (x, y) in enumerate(TEN)
    ),
}
ARROW = (0.9130889403123, 0.4077604530595702)  # cosine and sine of half the angle at its tip


def outline(shape: str, at: Point, radius: float, *children: str, **attributes: Any) -> str:
    """The element of a shape around a point; a shape that is not known is a circle."""
    x, y = at
    if shape not in POINTS:
        return element("circle", *children, cx=x, cy=y, r=radius, **attributes)
    points = " ".join(f"{fixed(x + radius * dx)},{fixed(y + radius * dy)}" for dx, dy in POINTS[shape])
    return element("polygon", *children, points=points, **attributes)


def bends(pairs: Sequence[tuple[str, str]]) -> list[float]:
    """How much each line bends, so that parallel ones lie beside each other, whichever way they run.

    Many between the same two lie closer, so that none runs far out.

    >>> bends([("a", "b"), ("a", "b"), ("b", "a")])
    [0.08, -0.12, -0.18]
    """
    many = Counter(tuple(sorted(pair)) for pair in pairs)
    seen: Counter[tuple[str, ...]] = Counter()
    found = []
    for source, target in pairs:
        pair = tuple(sorted((source, target)))
        place, step = seen[pair], min(0.1, 1 / many[pair])
        seen[pair] += 1
        side = (1 if source < target else -1) * (-1 if place % 2 else 1)
        found.append(round(side * (0.08 + step * (place // 2) + (0.04 if place % 2 else 0)), 3))
    return found


def via(start: Point, end: Point, bend: float) -> Point:
    """The control point of the quadratic curve with a bend."""
    eighth = math.pi / 4 * bend
    half = eighth + eighth * eighth * eighth / 3  # its tangent, nearly
    cosine, sine = (1 - half * half) / (1 + half * half), 2 * half / (1 + half * half)
    reach = 0.5 * (1 + abs(bend))
    x, y = end[0] - start[0], end[1] - start[1]
    return start[0] + reach * (x * cosine + y * sine), start[1] + reach * (y * cosine - x * sine)


def touch(start: Point, bent: Point, end: Point, radius: float) -> Point:
    """The point of a curve at which it reaches the edge of the actor at its end."""
    low, high = 0.0, 1.0
    for _ in range(12):
        t = (low + high) / 2
        x, y = (
            (1 - t) * (1 - t) * a + 2 * t * (1 - t) * b + t * t * c
            for a, b, c in zip(start, bent, end, strict=True)
        )
        outside = (x - end[0]) * (x - end[0]) + (y - end[1]) * (y - end[1]) > radius * radius
        low, high = (t, high) if outside else (low, t)
    return x, y


def path(start: Point, bent: Point, end: Point) -> str:
    """A quadratic curve as the data of a path."""
    (a, b), (c, d), (e, f) = start, bent, end
    return f"M{fixed(a)} {fixed(b)}Q{fixed(c)} {fixed(d)} {fixed(e)} {fixed(f)}"


def arrow(bent: Point, end: Point, reach: float) -> str:
    """The head of an arrow at the end of a curve, as the data of a path."""
    x, y = end[0] - bent[0], end[1] - bent[1]
    length = math.sqrt(x * x + y * y) or 1.0
    x, y = x / length, y / length
    cosine, sine = ARROW
    turn: Callable[[float], Point] = lambda side: (x * cosine - side * y * sine, side * x * sine + y * cosine)  # noqa: E731
    corners = [turn(1), (0.7 * x, 0.7 * y), turn(-1)]
    back = "".join(f"L{fixed(end[0] - reach * dx)} {fixed(end[1] - reach * dy)}" for dx, dy in corners)
    return f"M{fixed(end[0])} {fixed(end[1])}{back}Z"
