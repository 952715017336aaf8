"""Why two things are connected: the shortest paths between them, each step with the claims that make it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from itertools import pairwise

import networkx as nx

from kg.analytics.paths import shortest_paths
from kg.graph import Graph
from kg.networks.edges import claims_between
from kg.show import Line, sentence

__all__ = ["Path", "Step", "why"]


@dataclass(frozen=True, slots=True)
class Step:
    """From one thing to the next: their labels, and every claim between them, in either direction."""

    source: str
    target: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """One way from the first thing to the last, without passing anything twice."""

    steps: tuple[Step, ...]

    def as_dict(self) -> dict[str, object]:
        """The path as plain values, for `--format json`."""
        return asdict(self)


def why(
    graph: Graph,
    network: nx.MultiDiGraph,
    source: str,
    target: str,
    *,
    top: int = 1,
    avoid: Collection[str] = (),
    language: str = "en",
) -> tuple[Path, ...]:
    """The `top` shortest paths between two IRIs in a network of claims, or fewer where there are no more.

    A claim ties its two things whichever of them is the subject. Paths of equal length come in the
    order of the IRIs on them. `avoid` are IRIs that no path may pass, such as a country through
    which everything is near to everything. Where one of the ends has no claim, there is no path.
    """
    left = network.copy()
    left.remove_nodes_from(set(avoid) - {source, target})
    if not {source, target} <= set(left):
        return ()
    return tuple(
        Path(tuple(_step(graph, left, str(one), str(other), language) for one, other in pairwise(path)))
        for path in shortest_paths(left, source, target, k=top)
    )


def _step(graph: Graph, network: nx.MultiDiGraph, one: str, other: str, language: str) -> Step:
    claims = claims_between(network, one, other, either_way=True)
    label = graph.names.label
    lines = tuple(sentence(graph, claim, language=language) for claim in claims)
    return Step(label(one, language), label(other, language), lines)
