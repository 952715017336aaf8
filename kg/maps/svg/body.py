"""The map itself: land and headings beneath, then relations, actors, marks of what is disputed, labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kg.maps.drawing import Card, radius
from kg.maps.layouts import Arrangement
from kg.maps.svg.elements import element, said
from kg.maps.svg.key import COLOURINGS, DASHES, mark
from kg.maps.svg.labels import Actor, Box, labels, second_name
from kg.maps.svg.lettering import line
from kg.maps.svg.outlines import Point, arrow, bends, outline, path, touch, via
from kg.maps.svg.palette import colour, light

__all__ = ["Body"]

SMALLEST = 2.5  # pixels of half the width of an actor at least
MARK = 6.5  # pixels of half the width of a mark
PALE, FAINT = 0.55, 0.28  # how opaque relations are

Rows = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True)
class Body:
    """What is drawn: cards of nodes and edges, the legend's rows, and where a layout puts everything.

    `coloured` is a key of `kg.maps.svg.key.COLOURINGS`; `size_by` a measure, or empty for the number of
    relations; `scale` how many pixels a unit of the map is; `frame` the room in pixels.
    """

    nodes: Mapping[str, Card]
    edges: Sequence[Card]
    rows: Rows
    arranged: Arrangement
    coloured: str
    size_by: str
    language: str
    scale: float
    frame: Point

    def elements(self) -> list[str]:
        """Everything, from the bottom up."""
        return [
            element("g", *self._land(), fill=light()["land"], stroke=light()["coast"], stroke_width=0.8),
            element("g", *self._headings()),
            element("g", *self._relations(), fill="none", class_="relations"),
            element("g", *map(self._actor, reversed(self._ranked)), class_="actors"),
            element("g", *(mark(x, y) for x, y in self._marks)),
            element("g", *self._labels(), class_="labels"),
        ]

    def _pixel(self, x: float, y: float) -> Point:
        """A point of the map on the picture; the middle of the actors is in the middle of the frame."""
        return self.frame[0] / 2 + x * self.scale, self.frame[1] / 2 + y * self.scale

    @cached_property
    def _at(self) -> Mapping[str, Point]:
        return {node: self._pixel(*point) for node, point in self.arranged.positions.items()}

    @cached_property
    def _ties(self) -> Counter[str]:
        return Counter(end for edge in self.edges for end in {edge["source"], edge["target"]})

    @cached_property
    def _sizes(self) -> Mapping[str, float]:
        worth = {
            node: float(card["scores"].get(self.size_by) or 0) if self.size_by else self._ties[node]
            for node, card in self.nodes.items()
        }
        most = max(worth.values(), default=0)
        return {node: max(SMALLEST, radius(one, most) * self.scale) for node, one in worth.items()}

    @cached_property
    def _ranked(self) -> list[str]:
        """The largest first; of equal ones that with more relations, then by name."""
        return sorted(
            self.nodes,
            key=lambda node: (-self._sizes[node], -self._ties[node], self.nodes[node]["label"], node),
        )

    @cached_property
    def _places(self) -> Mapping[str, Mapping[str, int]]:
        """The place of each key in its section of the legend, by which it is coloured; no key, no place."""
        return {
            name: {row["key"]: place for place, row in enumerate(rows) if row["key"]}
            for name, rows in self.rows.items()
        }

    @cached_property
    def _lines(self) -> Mapping[str, str]:
        return {row["key"]: row["line"] for row in self.rows["statuses"]}

    @cached_property
    def _shapes(self) -> Mapping[str, str]:
        return {row["key"]: row["shape"] for row in self.rows["families"]}

    def _land(self) -> list[str]:
        rings = ([self._pixel(*point) for point in ring] for ring in self.arranged.land)
        return [
            element("path", d="M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z")
            for ring in rings
            if ring
        ]

    def _headings(self) -> list[str]:
        look = {"fill": light()["ink-3"], "font_weight": 650, "text_anchor": "middle"}
        placed = ((one.text, *self._pixel(one.x, one.y)) for one in self.arranged.headings)
        return [line(text, x, y, 14, self.language, **look) for text, x, y in placed]

    @cached_property
    def _curves(self) -> list[tuple[Point, Point, Point]]:
        """Start, control point and end of each relation, from middle to middle."""
        ends = [(edge["source"], edge["target"]) for edge in self.edges]
        return [
            (self._at[one], via(self._at[one], self._at[other], bend), self._at[other])
            for (one, other), bend in zip(ends, bends(ends), strict=True)
        ]

    def _relations(self) -> list[str]:
        return [self._relation(edge, *curve) for edge, curve in zip(self.edges, self._curves, strict=True)]

    def _relation(self, edge: Card, start: Point, bent: Point, end: Point) -> str:
        """A line with the head of an arrow, unless it has no direction; what it says stands in its title."""
        drawn = self._lines.get(edge["status"], "solid")
        stroke = colour("layers", self._places["layers"].get(edge["layer"]))
        thick = min(1.5, max(0.6, self.scale))
        look = {
            "stroke": stroke,
            "stroke_width": (1.3 if drawn == "solid" else 1.5) * thick,
            "stroke_dasharray": DASHES[drawn],
            "opacity": FAINT if drawn == "faint" else PALE,
        }
        title = element("title", said(self._statement(edge)))
        size = self._sizes[edge["target"]]
        if edge["source"] == edge["target"]:
            loop = element("circle", cx=start[0], cy=start[1] - size - 8 * thick, r=12 * thick)
            return element("g", title, loop, **look)
        tip = touch(start, bent, end, size + 1)
        head = [] if edge["symmetric"] else [arrow(bent, tip, max(4.0, 5.5 * thick))]
        heads = [element("path", d=one, fill=stroke, stroke="none") for one in head]
        return element("g", title, element("path", d=path(start, bent, tip)), *heads, **look)

    def _statement(self, edge: Card) -> str:
        """Who, what, whom; with which status, when, and who says so, where."""
        who, whom = (self.nodes[edge[end]]["label"] for end in ("source", "target"))
        said_by = (f"{one.get('source', '')} {one.get('locator', '')}".strip() for one in edge["evidence"])
        parts = [edge["status_label"] or edge["status"], edge["period"], edge["text"], *said_by]
        return " · ".join(filter(None, (f"{who} — {edge['label'] or edge['relation']} — {whom}", *parts)))

    def _actor(self, node: str) -> str:
        """A shape: full, or hollow where the thing itself is only planned; all its names in its title."""
        card = self.nodes[node]
        section, field = COLOURINGS[self.coloured]
        own = colour(section, self._places[section].get(card[field]))
        firm = self._lines.get(card["existence"], "solid") in {"solid", "faint"}
        names = [
            name
            for known in card["names"].values()
            for name in ([known] if isinstance(known, str) else known)
        ]
        title = " · ".join(dict.fromkeys(filter(None, (card["label"], *names, card["kind_label"]))))
        return outline(
            self._shapes.get(card["family"], "dot"),
            self._at[node],
            self._sizes[node],
            element("title", said(title)),
            fill=own if firm else light()["paper"],
            stroke=light()["paper"] if firm else own,
            stroke_width=1.5 if firm else 2.0,
            stroke_dasharray=None if firm else "4 3",
        )

    @cached_property
    def _marks(self) -> list[Point]:
        """On disputed relations, and at actors whose figures are disputed."""
        found = [
            (0.25 * start[0] + 0.5 * bent[0] + 0.25 * end[0], 0.25 * start[1] + 0.5 * bent[1] + 0.25 * end[1])
            for edge, (start, bent, end) in zip(self.edges, self._curves, strict=True)
            if edge["disputed"] and edge["source"] != edge["target"]
        ]
        for node, card in self.nodes.items():
            if any(figure.get("disputed") for figure in card["figures"]):
                (x, y), away = self._at[node], self._sizes[node] * 0.8 + 2
                found.append((x + away, y - away))
        return found

    def _labels(self) -> list[str]:
        actors = [
            Actor(node, card["label"], _second(card), self._at[node], self._sizes[node], self._ties[node])
            for node in self._ranked
            for card in [self.nodes[node]]
        ]
        taken = [Box(x - MARK, y - MARK, x + MARK, y + MARK) for x, y in self._marks]
        found = labels(actors, self.frame, taken)
        return [one for label in found for one in label.elements(self.language)]


def _second(card: Card) -> str:
    names = [
        name for known in card["names"].values() for name in ([known] if isinstance(known, str) else known)
    ]
    return second_name(card["label"], card["native"], names)
