"""One network, two readings: who is tied to whom, and who points to whom; parallel edges become one weight.

Measures differ in what they may assume. Those of distance and of position ask for an undirected graph
without parallels; those of flow and of brokerage ask for arcs. Both readings are made here, once, so that
every measure treats a multigraph in the same way.
"""

from __future__ import annotations

import networkx as nx

__all__ = ["directed", "undirected"]


def undirected(network: nx.Graph) -> nx.Graph:
    """The graph of neighbours: one edge a pair, whatever its direction; `weight` sums what lies between.

    Loops are dropped: nobody is a neighbour of themselves. An edge without `weight` counts 1. Nodes keep
    their order and their attributes.

    >>> network = nx.MultiDiGraph([("ann", "bob"), ("bob", "ann"), ("ann", "ann")])
    >>> list(undirected(network).edges(data="weight"))
    [('ann', 'bob', 2)]
    """
    result = nx.Graph()
    result.add_nodes_from(network.nodes(data=True))
    for source, target, weight in network.edges(data="weight", default=1):
        if source != target:
            _add(result, source, target, weight)
    return result


def directed(network: nx.Graph) -> nx.DiGraph:
    """The graph of arcs: one arc an ordered pair; `weight` sums the parallel ones. Loops are dropped.

    An edge that is undirected, or that says `symmetric=True` of itself, is an arc in both directions.

    >>> network = nx.MultiDiGraph([("ann", "bob", {"weight": 2}), ("ann", "bob", {"symmetric": True})])
    >>> sorted(directed(network).edges(data="weight"))
    [('ann', 'bob', 3), ('bob', 'ann', 1)]
    """
    result = nx.DiGraph()
    result.add_nodes_from(network.nodes(data=True))
    for source, target, data in network.edges(data=True):
        if source != target:
            weight = data.get("weight", 1)
            _add(result, source, target, weight)
            if data.get("symmetric", False) or not network.is_directed():
                _add(result, target, source, weight)
    return result


def _add(graph: nx.Graph, source: object, target: object, weight: float) -> None:
    before = graph.get_edge_data(source, target, {"weight": 0})["weight"]
    graph.add_edge(source, target, weight=before + weight)
