"""Measures of shortest paths: who lies between others, and who is near to them.

All read a network as undirected. With `weighted=True` the distance of two neighbours is one over the weight
of their tie: who has written twenty papers together is nearer than who has written one. Without it every
tie is one step. `engine` says who computes (`kg.analytics.engines`); it changes the time that it takes, not
the result. Every function raises ValueError for an unknown engine, and for a weight that is not positive if
weights count.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TypeAlias

import networkx as nx

from kg.analytics import engines
from kg.analytics.simplify import undirected
from kg.analytics.weights import distances, lengths

__all__ = ["betweenness", "closeness", "harmonic"]

Scores: TypeAlias = dict[Hashable, float]


def betweenness(network: nx.Graph, *, weighted: bool = False, engine: str = "auto") -> Scores:
    """The share of pairs of others whose shortest paths pass through a node: 0 nobody's, 1 everybody's.

    Of a pair with several shortest paths a node has the share of the paths that pass through it. Pairs
    without a path count as pairs without a broker, so that a network of many components has low values. In
    a network of less than three nodes there are no pairs of others, and the value is 0.

    Weighted distances are whole numbers, so that ties are ties: see `kg.analytics.weights.distances`.

    L. C. Freeman (1977), "A Set of Measures of Centrality Based on Betweenness", Sociometry 40, 35–41; U.
    Brandes (2001), "A Faster Algorithm for Betweenness Centrality", Journal of Mathematical Sociology 25,
    163–177.

    >>> betweenness(nx.path_graph(3))
    {0: 0.0, 1: 1.0, 2: 0.0}
    """
    graph = undirected(network)
    through = engines.betweenness(engines.steps(graph, distances(graph) if weighted else None), engine)
    pairs = (len(graph) - 1) * (len(graph) - 2) / 2
    return _scores(graph, [count / pairs if pairs else 0.0 for count in through])


def closeness(network: nx.Graph, *, weighted: bool = False, engine: str = "auto") -> Scores:
    """The inverse of the mean distance to the nodes that can be reached, times their share of all others.

    The factor of S. Wasserman and K. Faust (1994), Social Network Analysis, 201, makes components of
    different size comparable: a pair apart from everybody is not the centre of the world. Who reaches
    nobody has 0. Between 0 and 1 without weights, and up to the largest weight with them.

    L. C. Freeman (1978), "Centrality in Social Networks: Conceptual Clarification", Social Networks 1,
    215–239.

    >>> closeness(nx.Graph([(0, 1), (1, 2), (3, 4)]))[3]
    0.25
    """
    graph = undirected(network)
    near = engines.closeness(engines.steps(graph, lengths(graph) if weighted else None), engine)
    others = max(1, len(graph) - 1)
    share = {
        node: (len(component) - 1) / others
        for component in nx.connected_components(graph)
        for node in component
    }
    return _scores(graph, [score * share[node] for node, score in zip(graph, near, strict=True)])


def harmonic(network: nx.Graph, *, weighted: bool = False, engine: str = "auto") -> Scores:
    """The sum of one over the distance to every other node; who cannot be reached adds nothing.

    So it needs no correction for a network that is not connected, unlike closeness. Between 0 and the
    number of others without weights; with them a neighbour adds the weight of the tie, or more where a
    detour is shorter.

    M. Marchiori and V. Latora (2000), Physica A 285, 539–546; P. Boldi and S. Vigna (2014), "Axioms for
    Centrality", Internet Mathematics 10, 222–262.

    >>> harmonic(nx.Graph([(0, 1), (1, 2), (3, 4)]))
    {0: 1.5, 1: 2.0, 2: 1.5, 3: 1.0, 4: 1.0}
    """
    graph = undirected(network)
    return _scores(
        graph, engines.harmonic(engines.steps(graph, lengths(graph) if weighted else None), engine)
    )


def _scores(graph: nx.Graph, values: Sequence[float]) -> Scores:
    return dict(zip(graph, values, strict=True))
