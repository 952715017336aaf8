"""The layout `force`: linked actors near each other, and a place for every country."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle

import numpy as np

from kg.maps.layouts.boxes import Array, fit, separate
from kg.maps.layouts.forces import ASPECT, SPREAD, settle
from kg.maps.layouts.order import rank, two_sides
from kg.maps.layouts.scene import Scene, Sketch

__all__ = ["anchors", "force"]

Point = tuple[float, float]

SIDES: tuple[Point, Point] = ((-1.0, 0.0), (1.0, 0.0))
OTHERS: tuple[Point, ...] = (
    (0.0, -0.95), (0.0, 0.95), (-0.42, -1.0), (0.42, 1.0),
    (0.42, -1.0), (-0.42, 1.0), (-0.8, -0.9), (0.8, 0.9),
)  # fmt: skip


def force(scene: Scene) -> Sketch:
    """Linked actors attract, all repel, and each is drawn towards the place of its country.

    The first of the two sides stands on the left, the second on the right, other countries above and
    below the middle. Whoever is linked to both sides, or belongs to both, ends up between them. At the
    end boxes as large as the labels are pushed apart.
    """
    points = settle(scene, _homes(scene))
    return Sketch(separate(fit(points, scene.boxes), scene.boxes))


def anchors(countries: Sequence[str], sides: Sequence[str] = ()) -> dict[str, Point]:
    """Gives each country its place; a side to which nobody belongs is left to the one with most actors.

    >>> anchors(["KR", "CN", "KR", "US"], sides=("KR", "CN"))
    {'KR': (-1.0, 0.0), 'CN': (1.0, 0.0), 'US': (0.0, -0.95)}
    """
    first = two_sides(countries, sides)
    rest = [country for country in rank(countries) if country not in first]
    return dict(zip(first, SIDES, strict=False)) | dict(zip(rest, cycle(OTHERS), strict=False))


def _homes(scene: Scene) -> Array:
    """The place of each node's country, in units, or the middle of those of its countries."""
    place = anchors([key for countries in scene.countries for key in countries], scene.sides)
    reach = float(np.sqrt(len(scene.nodes))) * SPREAD * 0.8
    rows = [
        np.mean([place[key] for key in countries], axis=0) if countries else (np.nan, np.nan)
        for countries in scene.countries
    ]
    return np.array(rows, dtype=np.float32) * np.array(
        [reach * ASPECT * 0.62, reach * 0.72], dtype=np.float32
    )
