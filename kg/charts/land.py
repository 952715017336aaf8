"""A part of the world on a rectangle: an equirectangular view, and the land in it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

from kg.charts.svg import Point, fixed

__all__ = ["Ring", "View", "crowd", "outline", "unrolled", "view"]

#: A closed line of (longitude, latitude), in degrees.
Ring: TypeAlias = Sequence[Sequence[float]]

#: Where the world is cut, in degrees of longitude: in the Atlantic.
CUT = -30.0
#: How much shorter a degree of longitude is than one of latitude: the cosine of 36°.
SHRINK = 0.8090169943749475
#: Degrees that a view shows at least, from west to east, and the parts of the world that it never shows.
LEAST, SOUTH, NORTH = 22.0, -56.0, 78.0


@dataclass(frozen=True)
class View:
    """A window of the world, in degrees (west, east, south, north), on a rectangle, in pixels."""

    points: tuple[Point, ...]
    window: tuple[float, float, float, float]
    left: float
    top: float
    wide: float
    high: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The rectangle: left, top, width, height."""
        return self.left, self.top, self.wide, self.high

    def at(self, longitude: float, latitude: float, *, wrap: bool = True) -> Point:
        """Where a place is in pixels, which may be outside the rectangle."""
        west, east, _, north = self.window
        turned = unrolled(longitude) if wrap else longitude
        scale = self.wide / (east - west)
        return self.left + (turned - west) * scale, self.top + (north - latitude) * scale / SHRINK

    def has(self, x: float, y: float, margin: float = 4) -> bool:
        """Whether a point is within the rectangle, and not at its edge: so far from its sides, at least."""
        inside = self.left + margin < x < self.left + self.wide - margin
        return inside and self.top + 10 < y < self.top + self.high - 10


def unrolled(longitude: float) -> float:
    """A longitude on the line from the Atlantic eastwards to the Atlantic.

    >>> unrolled(127.5), unrolled(-98.0), unrolled(-30.0)
    (127.5, 262.0, -30.0)
    """
    return (longitude - CUT) % 360 + CUT


def view(
    points: Sequence[Point],
    left: float,
    top: float,
    wide: float,
    high: float | None = None,
    margin: float = 24,
) -> View:
    """The window that shows some points (longitude, latitude) with a margin of some degrees.

    It is as high as its rectangle demands; without a height, the rectangle is as high as the window.
    """
    across = [unrolled(x) for x, _ in points] or [90.0]
    up = [y for _, y in points] or [30.0]
    west, east = min(across) - margin, max(across) + margin
    missing = max(0.0, LEAST - (east - west))
    west, east = west - missing / 2, east + missing / 2
    above = margin if high else margin * min(1.0, (east - west) / 160)
    south, north = min(up) - above, max(up) + above
    if high is None:
        south, north = max(south - above * 0.4, SOUTH), min(max(north, south + (east - west) * 0.44), NORTH)
        return View(
            tuple(points),
            (west, east, south, north),
            left,
            top,
            wide,
            (north - south) * wide / (east - west) / SHRINK,
        )
    degrees = high / wide * SHRINK  # of latitude, for each of longitude
    tall, broad = max(north - south, (east - west) * degrees), max(east - west, (north - south) / degrees)
    middle, centre = (south + north) / 2, (west + east) / 2
    window = (centre - broad / 2, centre + broad / 2, middle - tall / 2, middle + tall / 2)
    return View(tuple(points), window, left, top, wide, high)


def crowd(points: Mapping[str, Point], share: float) -> frozenset[str]:
    """The largest set of places each of which is close to another of them, if there are two.

    Close is what is nearer than a share of the width of the view that shows all of them.

    >>> sorted(crowd({"a": (100, 30), "b": (101, 30), "c": (200, 30)}, 0.1))
    ['a', 'b']
    """
    seen = view([*points.values()], 0, 0, 1)
    at = {key: seen.at(*point) for key, point in points.items()}
    groups = {key: {key} for key in at}
    for one, other in combinations(sorted(at), 2):
        if math.dist(at[one], at[other]) < share and groups[one] is not groups[other]:
            groups[one] |= groups[other]
            groups |= dict.fromkeys(groups[other], groups[one])
    found = max((groups[key] for key in sorted(groups)), key=len, default=set())
    return frozenset(found) if len(found) > 1 else frozenset()


def outline(land: Sequence[Ring], seen: View) -> str:
    """The land in a view, as the data of a path; lines are cut a little outside of it, and thinned out."""
    west, east, south, north = seen.window
    slack = (east - west) * 0.03
    window = (west - slack, east + slack, south - slack, north + slack)
    parts = []
    for ring in land:
        for turn in (-360.0, 0.0, 360.0):
            kept = _clipped([(point[0] + turn, point[1]) for point in ring], window)
            pixels = _thinned([seen.at(x, y, wrap=False) for x, y in kept])
            if len(pixels) > 2:
                parts.append("M" + "L".join(f"{fixed(x)} {fixed(y)}" for x, y in pixels) + "Z")
    return "".join(parts)


def _clipped(ring: list[Point], window: tuple[float, float, float, float]) -> list[Point]:
    """What of a closed line lies in a rectangle (I. E. Sutherland and G. W. Hodgman, 1974, CACM 17, 32)."""
    west, east, south, north = window
    for axis, limit, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        kept: list[Point] = []
        for place, point in enumerate(ring):
            before = ring[place - 1]
            here, there = sign * (point[axis] - limit), sign * (before[axis] - limit)
            if (here >= 0) != (there >= 0):
                share = there / (there - here)
                kept.append(
                    (before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1]))
                )
            if here >= 0:
                kept.append(point)
        ring = kept
    return ring


def _thinned(points: list[Point]) -> list[Point]:
    """A line without points that are less than a pixel from the one before."""
    found: list[Point] = []
    for x, y in points:
        if not found or abs(x - found[-1][0]) + abs(y - found[-1][1]) >= 1.2:
            found.append((x, y))
    return found
