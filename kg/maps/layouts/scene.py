"""What a layout reads and what it says: a network as arrays in one order, and where everything stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.maps.layouts.boxes import Array, sizes
from kg.maps.text import text

__all__ = ["Heading", "Scene", "Sketch", "read"]

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Heading:
    """A word over a part of the map, with the middle of its line in units of the map."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Sketch:
    """Where a layout puts the nodes, in the order of the scene, and what it draws beneath them.

    `land` are closed lines, each an array of points.
    """

    points: Array
    headings: tuple[Heading, ...] = ()
    land: tuple[Array, ...] = ()


@dataclass(frozen=True)
class Scene:
    """A network as layouts read it: the same whatever the order in which it was built.

    `nodes` are ids as text, sorted; `countries` the keys of the countries of each, none or several;
    `pairs` the linked nodes once each, smaller number first; `weights` grow with the root of the number
    of parallel links; `stages` are the headings of stages by key, in their order.
    """

    nodes: tuple[str, ...]
    data: tuple[Mapping[str, Any], ...]
    countries: tuple[tuple[str, ...], ...]
    pairs: Integers
    weights: Array
    arcs: tuple[tuple[int, int, Mapping[str, Any]], ...]
    stages: Mapping[str, str]
    sides: tuple[str, ...]
    seed: int

    @cached_property
    def boxes(self) -> Array:
        """Half the width and half the height of each node with its label."""
        return sizes(
            [text(data.get("label")) or node for node, data in zip(self.nodes, self.data, strict=True)]
        )

    @cached_property
    def degree(self) -> Integers:
        """With how many others each node is linked."""
        return np.bincount(self.pairs.ravel(), minlength=len(self.nodes))

    @cached_property
    def neighbours(self) -> tuple[tuple[int, ...], ...]:
        """The nodes with which each node is linked, in order."""
        found: list[list[int]] = [[] for _ in self.nodes]
        for one, other in self.pairs.tolist():
            found[one].append(other)
            found[other].append(one)
        return tuple(tuple(sorted(near)) for near in found)


def read(network: nx.MultiDiGraph, sides: Sequence[str] = (), seed: int = 1) -> Scene:
    """The scene of a network; the network stays as it is."""
    nodes = sorted(network, key=text)
    index = {node: number for number, node in enumerate(nodes)}
    data = tuple(network.nodes[node] for node in nodes)
    arcs = [(index[one], index[other], data) for one, other, data in network.edges(data=True)]
    counts = Counter((min(one, other), max(one, other)) for one, other, _ in arcs if one != other)
    pairs = sorted(counts)
    stages = network.graph.get("stages") or {}
    return Scene(
        nodes=tuple(text(node) for node in nodes),
        data=data,
        countries=tuple(_countries(attributes) for attributes in data),
        pairs=np.array(pairs, dtype=np.int64).reshape(-1, 2),
        weights=np.sqrt(np.array([min(counts[pair], 3) for pair in pairs], dtype=np.float32)),
        arcs=tuple(arcs),
        stages={text(key): text(heading) for key, heading in dict(stages).items()},
        sides=tuple(text(side) for side in sides[:2]),
        seed=seed,
    )


def _countries(data: Mapping[str, Any]) -> tuple[str, ...]:
    """Every country of a node; the first one where that is all that is said."""
    several = data.get("countries") or [data.get("country")]
    return tuple(dict.fromkeys(filter(None, map(text, several))))
