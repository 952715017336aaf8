"""Maps of flows of people who are only counted within limits: arcs between places over the land.

The Pacific is in the middle, since the map is cut in the Atlantic. Places that are too close together to have
names of their own on the map have them in an inset, which is the same map, enlarged. An arc is as thick as
the number of people that it has at least; where nothing limits their number it has a pale fringe. Arcs bend
to the left of their way, so that the two directions between two places lie apart.

The projection is equirectangular and true to length at 36° north, between Seoul and Tokyo: so the inset is
nothing but the map through a lens, and no trigonometry could make two machines draw two maps.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.charts.arcs import Arc, Box, arcs, arrow, drawn, head, put, trimmed
from kg.charts.land import Ring, View, crowd, outline, view
from kg.charts.svg import COLOURS, Point, element, fixed, frame, label, linked, titled, width

__all__ = ["Flow", "Place", "flow_map"]

TEXT, SMALL = 13.0, 12.0
THICK, THIN = 13.0, 1.6  # pixels of the largest flow, and of any
FRINGE = 5.0  # pixels on both sides of what nothing limits
DOT = 3.6
CLOSE = 0.108  # of the width of the map; places that are closer than this have their names in the inset
STEPS = [step / 40 for step in range(1, 40)]  # of the way along an arc
NARROW = 520  # pixels; below them the inset stands below the map, else to its left


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its name, and where it is in degrees."""

    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Flow:
    """People who went from one place to another (None for not told).

    `most` is None where nothing limits their number. `colour` is the place of a colour, grey below nought.
    """

    origin: str | None
    destination: str | None
    least: int
    most: int | None
    count: str
    colour: int = -1
    leads: str = ""


def flow_map(
    flows: Sequence[Flow],
    places: Mapping[str, Place],
    land: Sequence[Ring],
    *,
    title: str,
    unknown: str,
    description: str = "",
    name: str = "flow-map",
    language: str = "en",
    wide: int = 1000,
) -> str:
    """The flows as one SVG, `wide` pixels wide.

    `land` are closed lines of (longitude, latitude) in degrees. A flow whose one end is not told leads to or
    from a spot called `unknown`, which stands in the sea. The map shows as much of the world as the places
    need, with a margin.

    Raises ValueError for a flow that does not lead between two known places, or of more people at least than
    at most.

    >>> places = {"kr": Place("South Korea", 36.3, 127.8), "us": Place("United States", 39.8, -98.6)}
    >>> them = Flow("kr", "us", 501, None, "≥ 501")
    >>> drawn = flow_map([them], places, [], title="Flows", unknown="not told")
    >>> "South Korea → United States: ≥ 501" in drawn
    True
    """
    for flow in flows:
        if not {flow.origin, flow.destination} <= {*places, None} or flow.origin == flow.destination:
            raise ValueError(
                f"a flow from {flow.origin!r} to {flow.destination!r}: not between two known places"
            )
        if flow.least < 0 or (flow.most is not None and flow.most < flow.least):
            raise ValueError(f"a flow of {flow.least} to {flow.most} people")
    return _Map(flows, places, land, unknown, name, wide).picture(title, description, language)


@dataclass(frozen=True)
class _Map:
    """Where everything is: the main view, and an inset of what is crowded in it."""

    flows: Sequence[Flow]
    places: Mapping[str, Place]
    land: Sequence[Ring]
    unknown: str
    name: str
    wide: int

    def picture(self, title: str, description: str, language: str) -> str:
        """The map, with its inset, in a frame."""
        body = [self._view(self.main, self.close)]
        if self.inset:
            body = [*body, self._guide(), self._view(self.inset, frozenset(), enlarged=True)]
        edges = [one.top + one.high for one in (self.main, self.inset) if one]
        return frame(title, description, (self.wide, max(edges) + 1), body, name=self.name, language=language)

    @property
    def _is_narrow(self) -> bool:
        return self.wide < NARROW

    @cached_property
    def close(self) -> frozenset[str]:
        """The places whose names stand in the inset."""
        return crowd({key: (place.longitude, place.latitude) for key, place in self.places.items()}, CLOSE)

    @cached_property
    def main(self) -> View:
        """The view of all places; it leaves room for an inset at its left if there has to be one."""
        left = 0 if self._is_narrow or not self.close else self.wide * 0.34 + 14
        points = [(place.longitude, place.latitude) for place in self.places.values()]
        return view(points, left, 0, self.wide - left)

    @cached_property
    def inset(self) -> View | None:
        """The view of what is close together."""
        if not self.close:
            return None
        points = [(self.places[key].longitude, self.places[key].latitude) for key in sorted(self.close)]
        if self._is_narrow:
            return view(points, 0, self.main.high + 14, self.wide, self.wide * 0.72, margin=8)
        return view(points, 0, 0, self.wide * 0.34, self.main.high, margin=8)

    @cached_property
    def nowhere(self) -> Point:
        """Where the spot of what is not told stands, in degrees: low in the middle of the sea."""
        west, east, south, north = self.main.window
        return west + 0.46 * (east - west), south + 0.12 * (north - south)

    def _where(self, key: str | None, seen: View) -> Point:
        if key is None:
            return seen.at(*self.nowhere, wrap=False)
        return seen.at(self.places[key].longitude, self.places[key].latitude)

    @property
    def _scale(self) -> float:
        most = max((flow.least for flow in self.flows), default=0)
        return (THICK if not self._is_narrow else THICK * 0.75) / most if most else 0

    def _view(self, seen: View, nameless: frozenset[str], *, enlarged: bool = False) -> str:
        """One view: land, arcs, places, texts; what leaves it is cut off at its edge."""
        shown = [flow for flow in self.flows if not enlarged or {flow.origin, flow.destination} & self.close]
        ends = [(self._where(flow.origin, seen), self._where(flow.destination, seen)) for flow in shown]
        bent = arcs(ends)
        dots = [self._where(key, seen) for key in self.places]
        taken = [(x - 7, y - 7, 14.0, 14.0) for x, y in dots]
        taken += [(x - 4, y - 4, 8.0, 8.0) for arc in bent for x, y in map(arc.at, STEPS) if seen.has(x, y)]
        names = self._names(seen, nameless, taken, enlarged=enlarged)
        # Numbers stand on their arcs, so these are in nobody's way any more.
        taken = [(x - 7, y - 7, 14.0, 14.0) for x, y in dots] + taken[-len(names) :] * bool(names)
        marks = [element("circle", cx=x, cy=y, r=DOT, fill="#1d2530", class_="place") for x, y in dots]
        spot = self._spot(seen, taken) if any(None in (one.origin, one.destination) for one in shown) else ""
        lines = [self._arc(flow, arc) for flow, arc in zip(shown, bent, strict=True)]
        # On a small map there is room for each number once: in the inset, if the flow is in it.
        once = [
            self._is_narrow and not enlarged and bool({one.origin, one.destination} & self.close)
            for one in shown
        ]
        numbers = [
            self._number(flow, arc, seen, taken)
            for flow, arc, elsewhere in zip(shown, bent, once, strict=True)
            if not elsewhere
        ]
        box = {"x": seen.left, "y": seen.top, "width": seen.wide, "height": seen.high}
        inside = "".join(
            [
                element("rect", **box, fill="#ffffff", class_="sea"),
                element("path", d=outline(self.land, seen), fill="#efece4", stroke="#efece4", class_="land"),
                *lines,
                *([spot] if not enlarged else []),
                *marks,
                *names,
                *numbers,
            ]
        )
        area = " ".join(map(fixed, box.values()))
        edge = element("rect", **box, fill="none", stroke="#dcd7cb", rx=3, class_="edge")
        return element("svg", inside, viewBox=area, **box, class_="view") + edge

    def _names(
        self,
        seen: View,
        nameless: frozenset[str],
        taken: list[Box],
        *,
        enlarged: bool,
    ) -> list[str]:
        found = []
        for key, place in self.places.items():
            x, y = self._where(key, seen)
            if key in nameless or not seen.has(x, y) or (enlarged and key not in self.close):
                continue
            long = width(place.name, TEXT, bold=True)
            spots = [(x + 8, y - 9), (x - 8 - long, y - 9), (x - long / 2, y + 7), (x - long / 2, y - 25)]
            spots += [(left, top) for top in (y + 7, y - 25) for left in (x + 4, x - 4 - long)]
            left, top = put([(a, b, long, 18.0) for a, b in spots], taken, seen.box)
            ends = left + long < x  # as wide as it may be, it ends at its place
            at = (left + long if ends else left, top + 13.5)
            found.append(
                label(place.name, *at, TEXT, kind="halo", anchor="end" if ends else "start", bold=True)
            )
        return found

    def _spot(self, seen: View, taken: list[Box]) -> str:
        """The dashed spot of what is not told."""
        x, y = self._where(None, seen)
        long = width(self.unknown, SMALL)
        taken += [(x - 7, y - 7, 14.0, 14.0), (x + 10, y - 8, long, 16.0)]
        ring = element(
            "circle",
            cx=x,
            cy=y,
            r=6.0,
            fill="#ffffff",
            stroke="#566171",
            stroke_dasharray="3 2",
            class_="nowhere",
        )
        return ring + label(self.unknown, x + 11, y + 4, SMALL, kind="halo second")

    def _arc(self, flow: Flow, arc: Arc) -> str:
        """An arc with its arrow; with a fringe if nothing limits the number; dashed if an end is not told."""
        thick = max(THIN, flow.least * self._scale)
        known = None not in (flow.origin, flow.destination)
        shaft = trimmed(arc, DOT + 2 + head(thick) * 0.8, DOT + 2)
        place = min(flow.colour, len(COLOURS) - 1) if flow.colour >= 0 else len(COLOURS) - 1
        look = {"fill": "none", "stroke": COLOURS[place], "class_": f"line-{place}"}
        parts = []
        if flow.most is None:
            pale = thick + 2 * FRINGE
            parts.append(element("path", d=drawn(shaft), **look, stroke_width=pale, opacity=0.14))
        dash = None if known else "5 4"
        parts.append(
            element("path", d=drawn(shaft), **look, stroke_width=thick, stroke_dasharray=dash, opacity=0.72)
        )
        tip = trimmed(arc, DOT + 2, DOT + 2)
        parts.append(element("path", d=arrow(tip, head(thick)), fill=COLOURS[place], class_=f"fill-{place}"))
        told = self._told(flow)
        return titled(told, linked(flow.leads, "".join(parts), told), class_="flow")

    def _told(self, flow: Flow) -> str:
        ends = (self.places[key].name if key else self.unknown for key in (flow.origin, flow.destination))
        return f"{' → '.join(ends)}: {flow.count}"

    def _number(self, flow: Flow, arc: Arc, seen: View, taken: list[Box]) -> str:
        """The number of a flow on its arc, where there is room; none if the arc hardly touches the view."""
        long = width(flow.count, SMALL, bold=True)
        steps = [step for step in STEPS if seen.has(*arc.at(step), long / 2 + 2)]
        if not steps:
            return ""
        middle = (steps[0] + steps[-1]) / 2
        steps.sort(key=lambda step: (abs(step - middle), step))
        spots = [(x - long / 2, y - 8) for x, y in map(arc.at, steps)]
        left, top = put([(a, b, long, 16.0) for a, b in spots], taken, seen.box)
        return label(flow.count, left, top + 12, SMALL, kind="halo number", bold=True)

    def _guide(self) -> str:
        """Where the inset is on the map, and the lines that lead there."""
        inset = self.inset
        assert inset is not None, "only asked where there is one"
        west, east, south, north = inset.window
        (left, top), (right, bottom) = self.main.at(west, north), self.main.at(east, south)
        far = (inset.left, inset.top, inset.left + inset.wide, inset.top + inset.high)
        ways = [(left, top, far[2], far[1]), (left, bottom, far[2], far[3])]
        if self._is_narrow:
            ways = [(left, bottom, far[0], far[1]), (right, bottom, far[2], far[1])]
        look = {"fill": "none", "stroke": "#566171", "stroke_width": 0.8, "class_": "guide"}
        area = element("rect", x=left, y=top, width=right - left, height=bottom - top, **look)
        lines = [
            element("path", d=f"M{fixed(a)} {fixed(b)}L{fixed(c)} {fixed(d)}", **look) for a, b, c, d in ways
        ]
        return area + "".join(lines)
