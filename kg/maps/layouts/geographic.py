"""The layout `geographic`: everybody where they are on the globe, East Asia enlarged."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

import numpy as np

from kg.maps.layouts.boxes import Array, separate
from kg.maps.layouts.force import force
from kg.maps.layouts.scene import Scene, Sketch

__all__ = ["geographic", "has_places", "land", "project"]

Knots = Sequence[tuple[float, float]]

#: Longitudes from the western edge of the map to the eastern one, and how many units of the map a degree
#: has there. The edges lie in the Atlantic, so that the Pacific is in the middle.
LONGITUDES: Knots = (
    (-30, 4), (-14, 10), (25, 10), (50, 5), (80, 8), (98, 26), (108, 48), (132, 48), (142, 24), (155, 6),
    (225, 4), (236, 16), (290, 16), (302, 6), (330, 4),
)  # fmt: skip
#: Likewise from the south to the north.
LATITUDES: Knots = ((-58, 4), (-35, 5), (0, 6), (15, 14), (24, 34), (42, 44), (50, 24), (62, 9), (84, 3))
ROOM = 20.0  # half the width that a node has for itself
TURN = (-0.7373688780783197, 0.6754902942615238)  # the golden angle: nodes around a place fill a disc evenly
NOWHERE = 120.0  # units between the map and those of whom nobody knows where they are


def geographic(scene: Scene) -> Sketch:
    """Reads as: who is tied to whom over what distance.

    Nodes stand where `lat` and `lon` say, in degrees; those of one place around it, the most linked in
    the middle, and no two on each other. A node that has none stands where the others of its country
    stand in the mean. Those of whom nothing is known stand in rows below the map. The projection is
    rectangular, with the Pacific in the middle; a degree is long in East Asia, where most actors are,
    and short over the oceans. A network without any coordinates is drawn like `force`.
    """
    places = _places(scene)
    if not places:
        return force(scene)
    stretch = max(1.0, math.sqrt(len(scene.nodes) / 200))
    found = {node: _scaled(project(*place), stretch) for node, place in places.items()}
    around = _around(scene, found)
    nodes = sorted(around)
    boxes = np.full((len(nodes), 2), ROOM, dtype=np.float32)
    points = np.zeros((len(scene.nodes), 2), dtype=np.float32)
    start = np.array([around[node] for node in nodes], dtype=np.float32)
    points[nodes] = separate(start, boxes, stretch=False)
    lines = tuple(np.array(line, dtype=np.float32) * np.float32(stretch) for line in land())
    _below(scene, points, [node for node in range(len(scene.nodes)) if node not in around], lines)
    return Sketch(points, land=lines)


def has_places(scene: Scene) -> bool:
    """Whether anything has coordinates."""
    return bool(_places(scene))


def project(lat: float, lon: float) -> tuple[float, float]:
    """Where a place is on the map, in units; x grows to the east, y to the south.

    >>> seoul, beijing, boston = project(37.6, 127.0), project(39.9, 116.4), project(42.4, -71.1)
    >>> beijing[0] < seoul[0] < boston[0], boston[1] < beijing[1] < seoul[1]
    (True, True)
    """
    return _along(LONGITUDES, (lon - LONGITUDES[0][0]) % 360 + LONGITUDES[0][0]), -_along(LATITUDES, lat)


def _along(knots: Knots, degree: float) -> float:
    """The way from the first knot to a degree; what lies beyond the edges lies on them."""
    way = 0.0
    for (start, first), (end, last) in pairwise(knots):
        step = min(max(degree - start, 0.0), end - start)
        way += step * (first + (last - first) * step / (end - start) / 2)
    return way


@cache
def land() -> tuple[tuple[tuple[float, float], ...], ...]:
    """The outlines of the land as closed lines, in units of the map; see `kg/maps/vendor/vendor.toml`."""
    text = files("kg.maps").joinpath("vendor", "land.json").read_text(encoding="utf-8")
    west, east = LONGITUDES[0][0], LONGITUDES[-1][0]
    found = []
    for line in json.loads(text)["lines"]:
        if max(lat for _, lat in line) < LATITUDES[0][0]:
            continue
        for turn in (-360.0, 0.0, 360.0):
            moved = [(lon + turn, lat) for lon, lat in line]
            if max(lon for lon, _ in moved) > west and min(lon for lon, _ in moved) < east:
                found.append(tuple((_along(LONGITUDES, lon), -_along(LATITUDES, lat)) for lon, lat in moved))
    return tuple(found)


def _places(scene: Scene) -> dict[int, tuple[float, float]]:
    """Latitude and longitude of each node that has both, or whose country has nodes that do."""
    found: dict[int, tuple[float, float]] = {}
    for node, data in enumerate(scene.data):
        if data.get("lat") not in (None, "") and data.get("lon") not in (None, ""):
            found[node] = float(data["lat"]), float(data["lon"])
    at_home: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for node, place in found.items():
        for country in scene.countries[node][:1]:
            at_home[country].append(place)
    for node, countries in enumerate(scene.countries):
        known = next((at_home[country] for country in countries if country in at_home), None)
        if node not in found and known:
            found[node] = _middle(known)
    return found


def _middle(places: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The mean of some places of one country, also of one that the date line divides."""
    first = places[0][1]
    lon = sum((lon - first + 180) % 360 - 180 for _, lon in places) / len(places) + first
    return sum(lat for lat, _ in places) / len(places), lon


def _scaled(point: tuple[float, float], stretch: float) -> tuple[float, float]:
    return point[0] * stretch, point[1] * stretch


def _around(scene: Scene, found: dict[int, tuple[float, float]]) -> dict[int, tuple[float, float]]:
    """The nodes of each place on a spiral around it, those with most links in the middle."""
    together: dict[tuple[float, float], list[int]] = defaultdict(list)
    for node in sorted(found, key=lambda node: (-int(scene.degree[node]), node)):
        together[found[node]].append(node)
    around = {}
    for (x, y), nodes in together.items():
        across, down = 1.0, 0.0
        for place, node in enumerate(nodes):
            away = math.sqrt(place) * ROOM * 1.25
            around[node] = x + across * away, y + down * away
            across, down = across * TURN[0] - down * TURN[1], across * TURN[1] + down * TURN[0]
    return around


def _below(scene: Scene, points: Array, nodes: Sequence[int], lines: Sequence[Array]) -> None:
    """Rows of labels below the map for those of whom nobody knows where they are.

    From the left to the right they stand in the order of those with whom they are linked, so that
    lines are short.
    """
    if not nodes:
        return
    every = np.concatenate(lines)
    left, right, bottom = float(every[:, 0].min()), float(every[:, 0].max()), float(every[:, 1].max())
    here = set(nodes)
    near = [
        [float(points[other, 0]) for other in scene.neighbours[node] if other not in here] for node in nodes
    ]
    middle = {node: sum(xs) / len(xs) if xs else right for node, xs in zip(nodes, near, strict=True)}
    ordered = sorted(nodes, key=lambda node: (middle[node], node))
    wide = 2 * float(scene.boxes[nodes, 0].max()) + 20
    rows = math.ceil(len(nodes) * wide / (right - left))
    columns = math.ceil(len(nodes) / rows)
    for place, node in enumerate(ordered):
        column, row = divmod(place, rows)
        points[node] = left + (column + 0.5) * (right - left) / columns, bottom + NOWHERE + row * 80
