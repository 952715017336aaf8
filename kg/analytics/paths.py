"""How two nodes are connected: the shortest paths without a loop, in an order that anybody can repeat."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from heapq import heappop, heappush
from itertools import pairwise
from typing import Any, TypeAlias

import networkx as nx

from kg.analytics.simplify import undirected

__all__ = ["shortest_paths"]

#: For each node, by its place in the order of names, the lengths to its neighbours, in that order too.
Lengths: TypeAlias = list[dict[int, int]]
#: A path and its length; paths of the same length are compared by the places of their nodes.
Ranked: TypeAlias = tuple[int, tuple[int, ...]]


def shortest_paths(
    network: nx.Graph,
    source: Hashable,
    target: Hashable,
    *,
    k: int = 1,
    weight: Callable[[Mapping[str, Any]], int] | None = None,
) -> list[list[Hashable]]:
    """The k shortest paths from one node to another that visit no node twice; each as its nodes.

    Read undirected: a tie can be walked in both directions. They come in the order of their length; those
    of the same length in the order of the names of their nodes, from the source on. So the result is one,
    whatever the order of nodes and edges: the first k of *all* paths in this order, without listing the
    others. There are fewer than k only where no more exist; none where the two are not connected. From a
    node to itself there is one path, which stays there.

    Without `weight` a path is as long as it has ties. `weight` gives the length of a tie from its data in
    the undirected reading: `weight`, the sum of what lies between the two nodes. Lengths must be whole
    numbers from 1 on, as the sums of decimal ones differ in their last bit, which would decide ties.
    For instance `lambda tie: 2520 // tie["weight"]` makes strong ties short.

    J. Y. Yen (1971), "Finding the K Shortest Loopless Paths in a Network", Management Science 17, 712–716;
    that no path is found twice is due to E. L. Lawler (1972), Management Science 18, 401–405. It takes at
    most k times the length of a path searches of the network.

    Raises networkx.NodeNotFound for an end that is not in the network; ValueError for k below 1 and for a
    length below 1; TypeError for a length that is not a whole number.

        ann --- bob --- eve        Of the two shortest, that by bob comes first by its name.
         |╲             ╱|
         | ╲-- cyn --- ╱ |
        dan ----------- fay

    >>> ways = nx.Graph(["ab", "be", "ac", "ce", "ad", "df", "fe"])
    >>> ["".join(path) for path in shortest_paths(ways, "a", "e", k=5)]
    ['abe', 'ace', 'adfe']
    """
    if k < 1:
        raise ValueError(f"k is {k}, and must be at least 1")
    for end in (source, target):
        if end not in network:
            raise nx.NodeNotFound(f"{end!r} is not in the network")
    nodes = sorted(network, key=lambda node: (str(node), repr(node)))
    lengths = _lengths(undirected(network), nodes, weight)
    ends = nodes.index(source), nodes.index(target)
    return [[nodes[place] for place in path] for path in _first(lengths, *ends, k)]


def _lengths(
    graph: nx.Graph, nodes: Sequence[Hashable], weight: Callable[[Mapping[str, Any]], int] | None
) -> Lengths:
    """The lengths of all ties, between places instead of nodes."""
    place = {node: number for number, node in enumerate(nodes)}
    result: Lengths = [{} for _ in nodes]
    for one, other, data in graph.edges(data=True):
        length = 1 if weight is None else operator.index(weight(data))
        if length < 1:
            raise ValueError(f"the tie of {one} and {other} has the length {length}: must be at least 1")
        result[place[one]][place[other]] = result[place[other]][place[one]] = length
    return result


def _first(lengths: Lengths, source: int, target: int, k: int) -> list[tuple[int, ...]]:
    """The first k paths. A candidate is the best of a set of paths, and the sets never overlap.

    A set is all paths that begin alike and then do not go to some nodes. When its best path is taken, what
    is left of it is divided by where a path leaves the one taken.
    """
    found: list[tuple[int, ...]] = []
    candidates: list[tuple[Ranked, int, frozenset[int]]] = []
    start = _best(lengths, (source,), frozenset(), target)
    if start is not None:
        candidates.append((start, 0, frozenset()))
    while candidates and len(found) < k:
        (_, path), fork, barred = heappop(candidates)
        found.append(path)
        for leave in range(fork, len(path) - 1):
            avoid = frozenset({path[leave + 1]}) | (barred if leave == fork else frozenset())
            other = _best(lengths, path[: leave + 1], avoid, target)
            if other is not None:
                heappush(candidates, (other, leave, avoid))
    return found


def _best(lengths: Lengths, root: tuple[int, ...], barred: Collection[int], target: int) -> Ranked | None:
    """The first of all paths that begin with `root` and do not go on to a node that is `barred`."""
    spur, closed = root[-1], set(root[:-1])
    # Dijkstra's search, from the target backwards, so that the distances tell at each node where to go on.
    distance = {target: 0}
    waiting = [(0, target)]
    while waiting:
        so_far, node = heappop(waiting)
        if node == spur:
            break
        if so_far > distance[node]:
            continue
        for other, length in lengths[node].items():
            if other in closed or (other == spur and node in barred):
                continue
            if so_far + length < distance.get(other, math.inf):
                distance[other] = so_far + length
                heappush(waiting, (so_far + length, other))
    else:
        return None
    path = [*root]
    while (here := path[-1]) != target:
        # Every length is positive, so whatever lies nearer than the spur has its final distance.
        path.append(
            min(
                other
                for other, length in lengths[here].items()
                if distance.get(other, math.inf) + length == distance[here]
                and not (here == spur and other in barred)
            )
        )
    return sum(lengths[one][other] for one, other in pairwise(path)), tuple(path)
