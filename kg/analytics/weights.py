"""What a weight is, and how far apart it leaves two neighbours.

A weight is the strength of a tie: papers written together, projects shared. Strong ties are short, so the
distance between neighbours is one over the weight (M. E. J. Newman 2001, Physical Review E 64, 016132;
T. Opsahl, F. Agneessens and J. Skvoretz 2010, Social Networks 32, 245–251).
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from fractions import Fraction

import networkx as nx

__all__ = ["LIMIT", "check", "distances", "lengths"]

#: No path may be longer. Sums of integers are exact in floating point up to 2⁵³, but igraph calls two paths
#: equally long that differ by less than 10⁻¹⁰ of their lengths: up to 2³² even a difference of 1 is seen.
LIMIT = 2**32


def check(graph: nx.Graph) -> None:
    """Refuse a graph with a weight that is no strength: zero, negative, infinite or not a number.

    Raises ValueError, which names the first such edge.

    >>> check(nx.Graph([("ann", "bob", {"weight": -1})]))
    Traceback (most recent call last):
    ValueError: the weight of ('ann', 'bob') is -1; weights are positive and finite
    """
    for source, target, weight in graph.edges(data="weight", default=1):
        if not (weight > 0 and math.isfinite(weight)):
            pair = (source, target)
            raise ValueError(f"the weight of {pair} is {weight}; weights are positive and finite")


def lengths(graph: nx.Graph) -> list[float]:
    """One over the weight of every edge, in the order of `graph.edges`.

    Raises ValueError for a weight that is not positive.

    >>> lengths(nx.Graph([("ann", "bob", {"weight": 4})]))
    [0.25]
    """
    check(graph)
    return [1 / float(weight) for *_, weight in graph.edges(data="weight", default=1)]


def distances(graph: nx.Graph) -> list[int]:
    """A whole number for every edge, in the order of `graph.edges`: round(scale / weight), at least 1.

    Whole numbers, because two paths of the same length are a tie that decides about brokers, and
    1/3 + 1/6 is not 1/2 in floating point. A weight is read to twelve digits, so that 0.1 + 0.2 is 0.3.
    The scale is the least common multiple of the weights, and then every distance is exact:

            3       6
        ann ── bob ── cyn        the scale is 6, so 2 + 1 = 3: the detour by bob is as short
         └──────2──────┘

    If with that scale a path could be longer than `LIMIT`, the scale is a multiple of as many of the
    weights, the smallest first, as the limit allows; ties among those are exact, and the other distances
    are rounded. Then paths whose lengths differ by less than the rounding may change places.

    Raises ValueError for a weight that is not positive.

    >>> triangle = nx.Graph()
    >>> triangle.add_weighted_edges_from([("ann", "bob", 3), ("bob", "cyn", 6), ("ann", "cyn", 2)])
    >>> dict(zip(triangle.edges, distances(triangle)))
    {('ann', 'bob'): 2, ('ann', 'cyn'): 3, ('bob', 'cyn'): 1}
    """
    check(graph)
    weights = [Fraction(f"{float(weight):.12g}") for *_, weight in graph.edges(data="weight", default=1)]
    if not weights:
        return []
    room = Fraction(LIMIT) / Fraction(_longest(graph))
    unit = math.gcd(*(weight.denominator for weight in weights))
    multiple, largest = 1, room * unit
    numerators = sorted({weight.numerator for weight in weights})
    for numerator in numerators:
        common = math.lcm(multiple, numerator)
        if common <= largest:
            multiple = common
    if any(multiple % numerator for numerator in numerators):
        multiple *= max(1, int(largest / multiple))
    scale = min(Fraction(multiple, unit), room)
    return [max(1, round(scale / weight)) for weight in weights]


def _longest(graph: nx.Graph) -> float:
    """No shortest path is longer: twice the way from one node of a component to the farthest from it."""

    def length(_: Hashable, __: Hashable, data: Mapping[str, float]) -> float:
        return 1 / float(data.get("weight", 1))

    longest = 0.0
    for component in nx.connected_components(graph):
        # The same node, and so the same scale, whatever the order of nodes and edges.
        start = min(component, key=str)
        reached = nx.single_source_dijkstra_path_length(graph, start, weight=length)
        longest = max(longest, 2 * max(reached.values()))
    return longest
