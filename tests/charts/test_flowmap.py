"""Maps of flows, read by a parser of XML and measured: places, arcs, and what is written."""

from __future__ import annotations

import json
import math
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.charts.arcs import Arc, arcs, trimmed
from kg.charts.flowmap import FRINGE, THICK, THIN, Flow, Place, flow_map
from kg.charts.land import outline, view
from tests.charts.drawn import HOSTILE, SVG, Element, check, groups, numbers, parsed, paths, texts

LAND = json.loads((Path(__file__).parents[2] / "kg/maps/vendor/land.json").read_text("utf-8"))["lines"]
PLACES = {
    "kr": Place("South Korea", 36.3, 127.8),
    "cn": Place("China", 35.0, 104.2),
    "tw": Place("Taiwan", 23.7, 121.0),
    "in": Place("India", 22.5, 79.0),
    "us": Place("United States", 39.8, -98.6),
}
FLOWS = [
    Flow("cn", "us", 101, None, "≥ 101", 1, "#one"),
    Flow("us", "cn", 101, 101, "101", 2),
    Flow("kr", "us", 501, None, "≥ 501", 0),
    Flow("us", "kr", 24, 30, "24–30", 2),
    Flow("tw", "us", 2, None, "≥ 2", 3),
    Flow(None, "in", 3, None, "≥ 3"),
    Flow("in", None, 4, None, "≥ 4", 4),
]


def draw(flows: list[Flow] = FLOWS, **options: object) -> str:
    """The map as most tests want it."""
    asked = {"title": "Flows", "unknown": "not told", **options}
    used = {end for flow in flows for end in (flow.origin, flow.destination) if end}
    return flow_map(flows, {key: PLACES[key] for key in PLACES if key in used}, LAND, **asked)  # type: ignore[arg-type]


def views(root: Element) -> list[Element]:
    """The map, and its inset if there is one."""
    return [one for one in root.iter(f"{SVG}svg") if one.get("class") == "view"]


def line(flow: Element) -> Element:
    """The line of a flow, without its fringe."""
    return next(one for one in paths(flow, "line-") if one.get("opacity") == "0.72")


def test_every_flow_says_whence_whither_and_how_many() -> None:
    """In its title; those that lead somewhere are links."""
    (whole, *_) = views(check(draw(), "flow-map"))
    assert set(groups(whole, "flow")) == {
        "China → United States: ≥ 101",
        "United States → China: 101",
        "South Korea → United States: ≥ 501",
        "United States → South Korea: 24–30",
        "Taiwan → United States: ≥ 2",
        "not told → India: ≥ 3",
        "India → not told: ≥ 4",
    }
    assert [one.get("href") for one in whole.iter(f"{SVG}a")] == ["#one"]


@pytest.mark.parametrize("wide", [1080, 344])
def test_every_number_and_every_name_is_written(wide: int) -> None:
    """Each name once, since those that are close together stand in the inset alone."""
    said = texts(check(draw(wide=wide), "flow-map"))
    for flow in FLOWS:
        assert flow.count in said
    for place in PLACES.values():
        assert said.count(place.name) == 1, place.name
    assert said.count("not told") == 1


def test_what_is_close_together_has_an_inset() -> None:
    """Three in East Asia; two that are far apart need none."""
    whole, inset = views(check(draw(), "flow-map"))
    assert {"China", "South Korea", "Taiwan"} <= set(texts(inset))
    assert {"India", "United States"} <= set(texts(whole))
    assert len(views(check(draw(FLOWS[2:4]), "flow-map"))) == 1


def test_an_arc_is_as_thick_as_the_number_that_is_certain() -> None:
    """One scale for all; two people are not too thin to be seen. A fringe stands for what nothing limits."""
    (whole, *_) = views(check(draw(), "flow-map"))
    found = groups(whole, "flow")
    thick = {title: float(line(one).get("stroke-width", "")) for title, one in found.items()}
    assert thick["South Korea → United States: ≥ 501"] == THICK
    assert thick["China → United States: ≥ 101"] == pytest.approx(THICK * 101 / 501, abs=0.06)
    assert thick["Taiwan → United States: ≥ 2"] == THIN
    for title, one in found.items():
        fringes = [path for path in paths(one, "line-") if path is not line(one)]
        assert bool(fringes) == ("≥" in title), title
        for fringe in fringes:
            assert float(fringe.get("stroke-width", "")) == pytest.approx(thick[title] + 2 * FRINGE, abs=0.11)


def test_the_colour_is_that_of_where_it_begins_and_unknown_ends_are_dashed() -> None:
    """Grey where nobody knows where it begins."""
    (whole, *_) = views(check(draw(), "flow-map"))
    found = groups(whole, "flow")
    assert line(found["India → not told: ≥ 4"]).get("class") == "line-4"
    assert line(found["not told → India: ≥ 3"]).get("class") == "line-8"
    dashed = {title for title, one in found.items() if line(one).get("stroke-dasharray")}
    assert dashed == {"not told → India: ≥ 3", "India → not told: ≥ 4"}


def test_the_two_directions_lie_on_two_sides() -> None:
    """To the left of the way: eastwards in the north, westwards in the south."""
    (whole, *_) = views(check(draw(FLOWS[:2]), "flow-map"))
    found = groups(whole, "flow")
    east, west = (numbers(line(found[title])) for title in sorted(found))
    assert east[3] < min(east[1], east[5])
    assert west[3] > max(west[1], west[5])


def test_an_arrow_points_at_its_destination() -> None:
    """Its tip is next to the dot of the place, and the line does not run through it."""
    (whole, *_) = views(check(draw(FLOWS[2:4]), "flow-map"))
    dots = [(float(one.get("cx", "")), float(one.get("cy", ""))) for one in whole.iter(f"{SVG}circle")]
    for title, dot in {
        "South Korea → United States: ≥ 501": dots[1],
        "United States → South Korea: 24–30": dots[0],
    }.items():
        flow = groups(whole, "flow")[title]
        tip = numbers(paths(flow, "fill-")[0])[:2]
        assert 4 < math.dist(tip, dot) < 8
        assert math.dist(numbers(line(flow))[-2:], dot) > math.dist(tip, dot)


def test_the_pacific_is_in_the_middle() -> None:
    """Asia is on the left and America on the right; north is above."""
    whole = view([(127.8, 36.3), (-98.6, 39.8), (-1.5, 52.6)], 0, 0, 1000)
    london, seoul, sydney, boston = (
        whole.at(*place) for place in ((-0.1, 51.5), (127.0, 37.6), (151.2, -33.9), (-71.1, 42.4))
    )
    assert london[0] < seoul[0] < sydney[0] < boston[0]
    assert london[1] < boston[1] < seoul[1] < sydney[1]


def test_a_degree_of_latitude_is_longer_than_one_of_longitude_by_the_cosine() -> None:
    """True to length where Seoul and Tokyo are."""
    seen = view([(127.8, 36.3), (138.3, 36.5)], 0, 0, 500)
    (a, b), (c, d) = seen.at(130, 36), seen.at(131, 37)
    assert (c - a) / (b - d) == pytest.approx(math.cos(math.radians(36)))


@given(
    st.lists(st.tuples(st.floats(-179, 179), st.floats(-70, 80)), min_size=1, max_size=6),
    st.sampled_from([(400.0, None), (400.0, 300.0)]),
)
def test_a_view_has_all_its_points_with_a_margin_and_land_stays_in_it(
    points: list[tuple[float, float]], size: tuple[float, float | None]
) -> None:
    """Wherever they are; land is cut a little outside of the view, never further. Poles are never shown."""
    seen = view(points, 10, 20, *size)
    for point in points:
        x, y = seen.at(*point)
        assert 10 < x < 10 + seen.wide
        if size[1] or -56 < point[1] < 78:
            assert 20 < y < 20 + seen.high
    found = numbers(parsed(f'<path d="{outline(LAND, seen)}"/>'))
    slack = 0.031 * seen.wide / 0.8 + 0.1
    assert all(10 - slack <= x <= 10 + seen.wide + slack for x in found[::2])
    assert all(20 - slack <= y <= 20 + seen.high + slack for y in found[1::2])


def test_land_that_is_half_in_a_view_is_cut_in_half() -> None:
    """A square whose western half is outside: what is left has corners at the edge, and all of its east."""
    seen = view([(100, 30)], 0, 0, 220, 220, margin=0)
    west, east, south, north = seen.window
    middle = (south + north) / 2
    square = [(west - 8, middle - 2), (west + 8, middle - 2), (west + 8, middle + 2), (west - 8, middle + 2)]
    found = numbers(parsed(f'<path d="{outline([square], seen)}"/>'))
    xs = sorted(set(found[::2]))
    assert xs == pytest.approx([-0.03 * 220, 8 * 220 / (east - west)], abs=0.1)


@given(st.lists(st.tuples(*[st.tuples(st.floats(0, 900), st.floats(0, 400))] * 2), max_size=7))
def test_every_arc_bends_to_the_left_of_its_way(
    ends: list[tuple[tuple[float, float], tuple[float, float]]],
) -> None:
    """On a screen, where y grows downwards, that is where the cross product is negative."""
    for (start, end), arc in zip(ends, arcs(ends), strict=True):
        middle = arc.at(0.5)
        cross = (end[0] - start[0]) * (middle[1] - start[1]) - (end[1] - start[1]) * (middle[0] - start[0])
        assert cross <= 1e-6
        assert (arc.start, arc.end) == (start, end)


def test_arcs_side_by_side_do_not_cross() -> None:
    """Three from neighbours in the west to one in the east lie as a fan."""
    ends = [((0.0, y), (500.0, 100.0)) for y in (80.0, 100.0, 120.0)]
    found = arcs(ends)
    for share in (0.1, 0.3, 0.5, 0.7, 0.9):
        heights = [arc.at(share)[1] for arc in found]
        assert heights == sorted(heights)


def test_a_trimmed_arc_is_a_part_of_the_arc() -> None:
    """Every point of it lies on the whole, and both ends are free."""
    whole = Arc((0, 0), (60, -40), (100, 0))
    part = trimmed(whole, 10, 20)
    assert part.start == pytest.approx(whole.at(0.2))
    assert part.end == pytest.approx(whole.at(0.9))
    assert part.at(0.5) == pytest.approx(whole.at(0.55))


@pytest.mark.parametrize("wide", [1080, 344])
def test_what_is_written_can_be_read(wide: int) -> None:
    """No name or number lies on another, as far as their widths are known."""
    for seen in views(check(draw(wide=wide), "flow-map")):
        boxes = []
        for one in seen.iter(f"{SVG}text"):
            x, y, size = (float(one.get(key, "")) for key in ("x", "y", "font-size"))
            long = 0.56 * size * len(one.text or "")
            left = x - long if one.get("text-anchor") == "end" else x
            boxes.append((left, y - size * 0.8, long, size * 0.8, one.text))
        for one_, other in combinations(boxes, 2):
            across = min(one_[0] + one_[2], other[0] + other[2]) - max(one_[0], other[0])
            down = min(one_[1] + one_[3], other[1] + other[3]) - max(one_[1], other[1])
            assert min(across, down) < 5, (one_, other)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_anyone_may_write_stays_text(text: str) -> None:
    """Names, counts, addresses and titles."""
    places = {"a": Place(text, 30, 100), "b": Place(text, 31, 101)}
    flows = [Flow("a", "b", 3, None, text, leads=f"#{text}"), Flow(None, "a", 3, None, text)]
    check(flow_map(flows, places, LAND[:9], title=text, unknown=text, description=text), "flow-map")


@pytest.mark.parametrize(
    "flow",
    [
        Flow("kr", "nowhere", 1, 1, "1"),
        Flow("kr", "kr", 1, 1, "1"),
        Flow(None, None, 1, 1, "1"),
        Flow("kr", "us", 2, 1, "?"),
        Flow("kr", "us", -1, 1, "?"),
    ],
)
def test_flows_that_cannot_be_are_refused(flow: Flow) -> None:
    """Rather than drawn wrongly."""
    with pytest.raises(ValueError, match="flow"):
        flow_map([flow], PLACES, [], title="Flows", unknown="not told")
