"""A part of a network that one can look at: the neighbourhood of an actor, or the most central actors."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import networkx as nx

from kg.analytics.centrality import ranked

__all__ = ["neighbourhood", "strongest"]


def neighbourhood(network: nx.MultiDiGraph, focus: str, hops: int = 1) -> nx.MultiDiGraph:
    """The nodes at most `hops` ties away from `focus`, whichever way the ties point, and all ties among them.

    A copy; `network` stays as it is. Its `graph` says the `focus`, and of how many nodes the `whole` is.
    Raises `KeyError` where `focus` is no node of it.

           d
           |
        a--b--c--e

    >>> network = nx.MultiDiGraph([("a", "b"), ("c", "b"), ("b", "d"), ("c", "e")])
    >>> sorted(neighbourhood(network, "a", 2))
    ['a', 'b', 'c', 'd']
    """
    if focus not in network:
        raise KeyError(focus)
    reached, edge = {focus}, {focus}
    for _ in range(hops):
        edge = {other for node in edge for other in nx.all_neighbors(network, node)} - reached
        reached |= edge
    return _part(network, reached, focus=focus)


def strongest(
    network: nx.MultiDiGraph, count: int, scores: Mapping[Any, float], *, keep: Collection[str] = ()
) -> tuple[nx.MultiDiGraph, int]:
    """The `count` nodes with the highest scores and all ties among them, and how many equal the last.

    `scores` are those of a measure of centrality, of this network or of a larger one. Nodes of `keep` are
    among the `count` whatever their score. Equal ones are taken in the order of their names, so that there
    are exactly `count`; the second value says how many more have the rank of the last that was taken. Nodes
    without a score come last. A copy, whose `graph` says of how many nodes the `whole` is.

    >>> network = nx.MultiDiGraph([("a", "b"), ("c", "b"), ("d", "b")])
    >>> part, equal = strongest(network, 2, dict(network.degree()))
    >>> sorted(part), equal
    (['a', 'b'], 2)
    """
    known = ranked({node: scores[node] for node in network if node in scores})
    ranks = {node: rank for rank, node, _ in known if node not in keep}
    others = [*ranks, *sorted((node for node in network if node not in ranks and node not in keep), key=str)]
    taken = others[: max(0, count - len(keep))]
    left = others[len(taken) :]
    last = ranks.get(taken[-1]) if taken else None
    equal = sum(ranks.get(node) == last for node in left) if last is not None else 0
    return _part(network, {*taken, *keep}), equal


def _part(network: nx.MultiDiGraph, nodes: Collection[object], **about: object) -> nx.MultiDiGraph:
    """The part in the order of the whole: `subgraph` alone would be in that of a set."""
    part = nx.MultiDiGraph(**{"whole": len(network), **network.graph, **about})
    part.add_nodes_from((node, dict(data)) for node, data in network.nodes(data=True) if node in nodes)
    part.add_edges_from(
        (one, other, key, dict(data))
        for one, other, key, data in network.edges(keys=True, data=True)
        if one in nodes and other in nodes
    )
    return part
