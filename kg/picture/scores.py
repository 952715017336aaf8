"""How central each node of a network is, and to which community it belongs, written on the nodes."""

from __future__ import annotations

import math

import networkx as nx

from kg.analytics import centrality
from kg.analytics.communities import communities

__all__ = ["MEASURES", "scored"]

#: The measures that a reader may choose between; the first is what sizes mean at first.
MEASURES = ("degree", "betweenness", "closeness", "eigenvector", "pagerank")
#: Those of them that a network of more than MANY nodes has: the others take minutes there.
QUICK = ("degree", "pagerank")
MANY = 2_000
RUNS = 3  # of the search for communities in such a network


def scored(network: nx.MultiDiGraph, also: str = "") -> nx.MultiDiGraph:
    """A copy whose nodes have `scores`, one for each measure and `also`, and `community`, a number as text.

    Scores have six digits that count; one that is not defined is left out. Nodes that come with both keep
    them: so a part of a network can be drawn with what its nodes are in the whole.

    >>> network = nx.MultiDiGraph([("a", "b")])
    >>> scored(network).nodes["a"]["scores"]["degree"], network.nodes["a"]
    (1.0, {})
    """
    result: nx.MultiDiGraph = network.copy()
    if all({"scores", "community"} <= data.keys() for _, data in network.nodes(data=True)):
        return result
    few = len(network) <= MANY
    found: dict[object, dict[str, float]] = {node: {} for node in network}
    for measure in dict.fromkeys(filter(None, (*(MEASURES if few else QUICK), also))):
        for node, score in centrality.scores(network, measure).items():
            if math.isfinite(score):
                found[node][measure] = float(f"{score:.6g}")
    membership = communities(network, runs=20 if few else RUNS).membership
    for node, data in result.nodes(data=True):
        data["scores"] = found[node]
        data["community"] = str(membership.get(node, ""))
    return result
