"""The layout `bridge`: one side on the left, the other on the right, and between them who joins them."""

from __future__ import annotations

from collections import defaultdict

from kg.maps.layouts.columns import Lane, columns
from kg.maps.layouts.order import two_sides
from kg.maps.layouts.scene import Scene, Sketch
from kg.maps.text import text

__all__ = ["bridge", "has_sides"]


def bridge(scene: Scene) -> Sketch:
    """Reads as: who bridges the two sides.

    Actors of the first side stand on the left, of the second on the right. In each side those that are
    tied to the other side stand in a lane of their own, nearest the middle, and the more actors of the
    other side they are tied to, the nearer. In the middle stands who belongs to both sides, to a third
    country or to none: left, right or between, by the side to which more of its ties lead. A side to
    which nobody belongs is left to the country with most actors.
    """
    first, second = (*_sides(scene), "", "")[:2]
    lanes: dict[str, list[int]] = defaultdict(list)
    ties = [_ties(scene, node, (first, second)) for node in range(len(scene.nodes))]
    for node, countries in enumerate(scene.countries):
        left, right = ties[node]
        if first in countries and second not in countries:
            lanes["first, bridging" if right else "first"].append(node)
        elif second in countries and first not in countries:
            lanes["second, bridging" if left else "second"].append(node)
        else:
            lanes["left" if left > right else "right" if right > left else "between"].append(node)

    def order(name: str, side: int) -> list[int]:
        """Most ties to the other side first, then most ties at all."""
        return sorted(lanes[name], key=lambda node: (-ties[node][side], -int(scene.degree[node]), node))

    heading = {side: _heading(scene, side) for side in (first, second)}
    return columns(
        scene,
        [
            Lane(order("first", 1), heading[first] if not lanes["first, bridging"] else "", leftward=True),
            Lane(order("first, bridging", 1), heading[first], leftward=True),
            Lane(order("left", 1), leftward=True),
            Lane(order("between", 0)),
            Lane(order("right", 0)),
            Lane(order("second, bridging", 0), heading[second]),
            Lane(order("second", 0), heading[second] if not lanes["second, bridging"] else ""),
        ],
    )


def has_sides(scene: Scene) -> bool:
    """Whether there are two sides."""
    return len(_sides(scene)) == 2


def _sides(scene: Scene) -> list[str]:
    return two_sides([key for countries in scene.countries for key in countries], scene.sides)


def _ties(scene: Scene, node: int, sides: tuple[str, str]) -> tuple[int, int]:
    """With how many actors of each side a node is linked; one that belongs to both counts to both."""
    near = [scene.countries[other] for other in scene.neighbours[node]]
    return sum(sides[0] in one for one in near), sum(sides[1] in one for one in near)


def _heading(scene: Scene, side: str) -> str:
    """What a country is called, as the nodes that belong to it say."""
    labels = (text(data.get("country_label")) for data in scene.data if text(data.get("country")) == side)
    return next(filter(None, labels), side)
