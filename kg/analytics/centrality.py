"""Who is central, and in which sense: the classical measures, and one ranked table of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import TypeAlias

import networkx as nx
import numpy as np

__all__ = ["MEASURES", "ranking", "simple"]

Scores: TypeAlias = dict[Hashable, float]


def simple(network: nx.Graph) -> nx.Graph:
    """The undirected graph with one edge a pair of neighbours; `weight` sums the edges between them.

    Loops are dropped: nobody is a neighbour of themselves.

    >>> network = nx.MultiDiGraph([("ann", "bob"), ("bob", "ann"), ("ann", "ann")])
    >>> list(simple(network).edges(data="weight"))
    [('ann', 'bob', 2)]
    """
    result = nx.Graph()
    result.add_nodes_from(network.nodes)
    for source, target, weight in network.edges(data="weight", default=1):
        if source != target:
            before = result.get_edge_data(source, target, {"weight": 0})["weight"]
            result.add_edge(source, target, weight=before + weight)
    return result


def degree(network: nx.Graph) -> Scores:
    """The share of all others that are neighbours: d / (n − 1).

    L. C. Freeman (1978), "Centrality in Social Networks", Social Networks 1, 215–239.

    >>> degree(nx.path_graph(3))
    {0: 0.5, 1: 1.0, 2: 0.5}
    """
    return dict(nx.degree_centrality(simple(network)))


def betweenness(network: nx.Graph) -> Scores:
    """The share of shortest paths between two others that pass through a node, unweighted.

    Pairs without a path count as pairs without a broker. L. C. Freeman (1977), "A Set of Measures of
    Centrality Based on Betweenness", Sociometry 40, 35–41; U. Brandes (2001).

    >>> betweenness(nx.path_graph(3))
    {0: 0.0, 1: 1.0, 2: 0.0}
    """
    return dict(nx.betweenness_centrality(simple(network)))


def closeness(network: nx.Graph) -> Scores:
    """The inverse of the mean distance to the nodes that can be reached, times their share of all others.

    The factor of S. Wasserman and K. Faust (1994) makes components of different size comparable: a
    pair apart from everybody is not the centre of the world.

    >>> closeness(nx.Graph([(0, 1), (1, 2), (3, 4)]))[3]
    0.25
    """
    return dict(nx.closeness_centrality(simple(network), wf_improved=True))


def eigenvector(network: nx.Graph) -> Scores:
    """Central are the neighbours of the central: the leading eigenvector, weighted by edges.

    In a network of several components only the one with the largest eigenvalue gets values above
    zero, and equal ones share it; that is what the measure says. Computed exactly, as iteration does
    not end where two components are nearly equal. P. Bonacich (1972), Journal of Mathematical
    Sociology 2, 113–120.

    >>> round(eigenvector(nx.Graph([("ann", "bob"), ("bob", "cyn")]))["bob"] ** 2, 9)
    0.5
    """
    graph = simple(network)
    if graph.number_of_edges() == 0:
        return dict.fromkeys(graph, 0.0)
    values, vectors = np.linalg.eigh(nx.to_numpy_array(graph))
    leading = vectors[:, values > values[-1] * (1 - 1e-9)]
    # What an iteration that begins with the same value for everybody would end with.
    scores = np.abs(leading @ leading.sum(axis=0))
    return dict(zip(graph, (scores / np.linalg.norm(scores)).tolist(), strict=True))


def pagerank(network: nx.Graph) -> Scores:
    """The share of a random walk's time, along the direction of edges, damping 0.85.

    networkx stops at n · 10⁻⁶ by default, which shifts ranks in large networks; here it is 10⁻¹².
    S. Brin and L. Page (1998), Computer Networks 30, 107–117.

    >>> round(sum(pagerank(nx.path_graph(4)).values()), 6)
    1.0
    """
    if not network:
        return {}
    weighted = nx.DiGraph() if network.is_directed() else nx.Graph()
    weighted.add_nodes_from(network.nodes)
    for source, target, weight in network.edges(data="weight", default=1):
        before = weighted.get_edge_data(source, target, {"weight": 0})["weight"]
        weighted.add_edge(source, target, weight=before + weight)
    scores = nx.pagerank(weighted, tol=1e-12 / len(weighted), max_iter=10_000)
    return dict(scores)


#: Every measure by the name that the command line uses.
MEASURES: Mapping[str, Callable[[nx.Graph], Scores]] = {
    "degree": degree,
    "betweenness": betweenness,
    "closeness": closeness,
    "eigenvector": eigenvector,
    "pagerank": pagerank,
}


def ranking(network: nx.Graph, measure: str) -> list[tuple[int, Hashable, float]]:
    """(rank, node, score) of every node by one measure, highest first; ties share the smallest rank.

    Scores are compared to 10⁻⁹, so that rounding does not decide a rank.

    >>> ranking(nx.path_graph(3), "degree")
    [(1, 1, 1.0), (2, 0, 0.5), (2, 2, 0.5)]
    """
    scores = MEASURES[measure](network)
    ordered = sorted(scores.items(), key=lambda item: (-round(item[1], 9), str(item[0])))
    ranks: list[tuple[int, Hashable, float]] = []
    for place, (node, score) in enumerate(ordered, start=1):
        tied = bool(ranks) and round(ranks[-1][2], 9) == round(score, 9)
        ranks.append((ranks[-1][0] if tied else place, node, score))
    return ranks
