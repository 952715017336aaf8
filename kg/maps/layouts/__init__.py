"""Where each actor stands on the map, and what is drawn beneath: one function a layout.

Every layout gives the same positions for the same network in any order, on any machine: whole units, a
seed, and only operations that IEEE 754 rounds exactly. Labels as large as the map draws them do not overlap.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import networkx as nx

from kg.maps.layouts.bridge import bridge, has_sides
from kg.maps.layouts.circulation import circulation, has_stages
from kg.maps.layouts.force import force
from kg.maps.layouts.geographic import geographic, has_places
from kg.maps.layouts.order import rank
from kg.maps.layouts.scene import Heading, Scene, Sketch, read

__all__ = ["LAYOUTS", "Arrangement", "Heading", "Layout", "arrange", "fitting", "positions", "rank"]


@dataclass(frozen=True, slots=True)
class Layout:
    """A way to arrange a network, in one line what its places mean, and what a network must have for it.

    `fits` says of a network whether it has that; one that has not is arranged like `force`, or nearly so.
    """

    function: Callable[[Scene], Sketch]
    meaning: str
    needs: str = ""
    fits: Callable[[Scene], bool] = field(default=lambda scene: True, repr=False)


#: Every layout by name.
LAYOUTS: Mapping[str, Layout] = {
    "force": Layout(force, "linked actors near each other, grouped by country"),
    "bridge": Layout(
        bridge,
        "two sides left and right, and between them who joins them",
        "actors of two countries",
        has_sides,
    ),
    "circulation": Layout(
        circulation, "the stages of careers as columns, people between them", "careers, or years", has_stages
    ),
    "geographic": Layout(
        geographic, "everybody where they are on the globe, East Asia enlarged", "coordinates", has_places
    ),
}


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Where everything stands, in whole units of the map, its middle at (0, 0); y grows downwards.

    `headings` name parts of the map; `land` is what lies beneath it, as closed lines.
    """

    positions: Mapping[str, tuple[int, int]]
    headings: tuple[Heading, ...] = ()
    land: tuple[tuple[tuple[int, int], ...], ...] = field(default=(), repr=False)


def fitting(network: nx.MultiDiGraph, *, sides: Sequence[str] = ()) -> list[str]:
    """The names of the layouts for which a network has what they need.

    >>> fitting(nx.MultiDiGraph([("a", "b")]))
    ['force']
    """
    scene = read(network, sides)
    return [name for name, layout in LAYOUTS.items() if layout.fits(scene)]


def arrange(
    network: nx.MultiDiGraph, layout: str = "force", *, sides: Sequence[str] = (), seed: int = 1
) -> Arrangement:
    """Where a layout puts every node, and what it draws beneath them.

    `sides` are the two countries that stand left and right. Raises `ValueError` for a layout that does
    not exist.
    """
    if layout not in LAYOUTS:
        raise ValueError(f"no layout '{layout}'; there are {', '.join(LAYOUTS)}")
    scene = read(network, sides, seed)
    if not scene.nodes:
        return Arrangement({})
    sketch = LAYOUTS[layout].function(scene)
    points = sketch.points
    middle = (points.max(0) + points.min(0)) / 2

    def whole(x: float, y: float) -> tuple[int, int]:
        return round(float(x - middle[0])), round(float(y - middle[1]))

    return Arrangement(
        {node: whole(*point) for node, point in zip(scene.nodes, points, strict=True)},
        tuple(Heading(one.text, *whole(one.x, one.y)) for one in sketch.headings),
        tuple(tuple(whole(*point) for point in line) for line in sketch.land),
    )


def positions(
    network: nx.MultiDiGraph, layout: str = "force", *, sides: Sequence[str] = (), seed: int = 1
) -> dict[str, tuple[int, int]]:
    """The point of every node, by its id as text, in whole units; see `arrange`.

    >>> network = nx.MultiDiGraph([("seoul", "beijing")])
    >>> network.nodes["seoul"]["country"], network.nodes["beijing"]["country"] = "KR", "CN"
    >>> where = positions(network, sides=("KR", "CN"))
    >>> where["seoul"][0] < where["beijing"][0]
    True
    """
    return dict(arrange(network, layout, sides=sides, seed=seed).positions)
