"""The map of the earth: places keep their order, East Asia is large, and whoever is nowhere stands below."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.maps.layouts import arrange
from kg.maps.layouts.geographic import LATITUDES, LONGITUDES, land, project

Point = tuple[float, float]

SEOUL, BEIJING, TOKYO, BOSTON, BERLIN = (
    (37.6, 127.0),
    (39.9, 116.4),
    (35.7, 139.7),
    (42.4, -71.1),
    (52.5, 13.4),
)


def inside(point: Point, ring: Sequence[Point]) -> bool:
    """Whether a closed line surrounds a point: a ray from it crosses the line an odd number of times."""
    x, y = point
    crossings = 0
    for (a, b), (c, d) in pairwise([*ring, ring[0]]):
        if (b > y) != (d > y) and x < a + (y - b) / (d - b) * (c - a):
            crossings += 1
    return crossings % 2 == 1


def where(**places: tuple[float, float] | None) -> dict[str, tuple[int, int]]:
    """Where actors with some coordinates stand."""
    network = nx.MultiDiGraph()
    for name, place in places.items():
        network.add_node(name, country=name[:2].upper())
        if place:
            network.nodes[name]["lat"], network.nodes[name]["lon"] = place
    return dict(arrange(network, "geographic").positions)


def test_the_pacific_is_in_the_middle() -> None:
    """Europe, China, Korea and Japan to the left of it, America to the right; north is up."""
    places = [project(*place) for place in (BERLIN, BEIJING, SEOUL, TOKYO, (0, -160), BOSTON)]
    assert places == sorted(places)
    assert project(*BEIJING)[1] < project(*SEOUL)[1] < project(*TOKYO)[1]


@given(st.floats(-58, 84), st.floats(-180, 180), st.floats(0.01, 5))
def test_east_and_south_keep_their_order(lat: float, lon: float, step: float) -> None:
    """Nowhere does the map fold; what lies beyond its edges lies on them."""
    x, y = project(lat, lon)
    assert project(lat - step, lon)[1] > y or lat - step < LATITUDES[0][0]
    assert project(lat, lon + step)[0] > x or (lon - LONGITUDES[0][0]) % 360 + step > 360
    assert project(90, lon)[1] == project(LATITUDES[-1][0], lon)[1]


def test_east_asia_is_enlarged() -> None:
    """From Seoul to Beijing is farther than from Boston to Chicago, which is the longer way on the globe."""
    boston, chicago = project(*BOSTON), project(41.9, -87.6)
    assert math.dist(project(*SEOUL), project(*BEIJING)) > 1.5 * math.dist(boston, chicago)


@pytest.mark.parametrize(
    ("name", "place", "is_land"),
    [
        ("Seoul", SEOUL, True),
        ("Beijing", BEIJING, True),
        ("Boston, a little inland", (42.6, -72.5), True),
        ("Berlin", BERLIN, True),
        ("London, a little inland", (52.0, -1.0), True),
        ("Novosibirsk", (55.0, 82.9), True),
        ("Chukotka, beyond the date line", (66.5, -172.5), True),
        ("Greenland, west of the cut", (70.0, -40.0), True),
        ("Greenland, east of the cut", (72.0, -26.0), True),
        ("Yellow Sea", (35.5, 123.0), False),
        ("the Pacific", (20.0, -160.0), False),
        ("the Atlantic", (30.0, -45.0), False),
    ],
)
def test_land_is_where_land_is(name: str, place: tuple[float, float], is_land: bool) -> None:
    """The outlines are projected as the actors are; also where the map is cut."""
    surrounding = sum(inside(project(*place), line) for line in land())
    assert (surrounding % 2 == 1) is is_land, name


def test_no_outline_leaves_the_map() -> None:
    """What the cut divides is drawn at both edges, and not across."""
    (left, bottom), (right, top) = project(-90, LONGITUDES[0][0]), project(90, LONGITUDES[-1][0] - 1e-9)
    lines = land()
    assert len(lines) > 80
    assert all(left <= x <= right + 1 and top <= y <= bottom for line in lines for x, y in line)
    longest = max(math.dist(one, other) for line in lines for one, other in pairwise([*line, line[0]]))
    assert longest < (right - left) / 4


def test_actors_of_one_place_stand_around_it_and_the_most_linked_in_the_middle() -> None:
    """Farther places stay where they are."""
    network = nx.MultiDiGraph(nx.star_graph(12))
    nx.set_node_attributes(network, dict.fromkeys(network, SEOUL[0]), "lat")
    nx.set_node_attributes(network, dict.fromkeys(network, SEOUL[1]), "lon")
    network.add_node("far", lat=BOSTON[0], lon=BOSTON[1])
    found = dict(arrange(network, "geographic").positions)
    middle = found["0"]
    around = [math.dist(middle, found[str(leaf)]) for leaf in range(1, 13)]
    assert sum(x - middle[0] for x, _ in found.values() if x < found["far"][0]) / 12 < 25
    assert max(around) < 160
    assert min(around) > 35


def test_who_has_no_coordinates_stands_near_their_country() -> None:
    """In the mean of those who have; of a country that the date line divides, too."""
    found = where(kr_one=SEOUL, kr_two=None, us=BOSTON)
    assert math.dist(found["kr_one"], found["kr_two"]) < 60
    found = where(fj_one=(-18, 178), fj_two=(-18, -178), fj_three=None, us=BOSTON)
    assert found["fj_one"][0] <= found["fj_three"][0] <= found["fj_two"][0]


def test_who_is_nowhere_stands_below_the_map() -> None:
    """In rows, each below those with whom it is linked."""
    network = nx.MultiDiGraph([("seoul", "x"), ("boston", "y"), ("seoul", "boston")])
    network.add_node("seoul", lat=SEOUL[0], lon=SEOUL[1])
    network.add_node("boston", lat=BOSTON[0], lon=BOSTON[1])
    arranged = arrange(network, "geographic")
    lowest = max(y for line in arranged.land for _, y in line)
    assert arranged.positions["x"][1] == arranged.positions["y"][1] > lowest
    assert arranged.positions["x"][0] < arranged.positions["y"][0]


def test_a_crowd_makes_the_map_larger() -> None:
    """So that it covers no more of it."""

    def width(actors: int) -> int:
        network = nx.MultiDiGraph()
        network.add_nodes_from(range(actors), lat=SEOUL[0], lon=SEOUL[1])
        xs = [x for line in arrange(network, "geographic").land for x, _ in line]
        return max(xs) - min(xs)

    assert abs(width(1) - width(200)) <= 1
    assert 1.9 < width(800) / width(200) < 2.1
