"""Measures of how tightly a network holds around a node: cores, cut points, bridges, structural holes.

All read a network as undirected. A value that is not defined, as of a node without ties, is NaN.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

import networkx as nx

from kg.analytics.simplify import undirected
from kg.analytics.weights import check

if TYPE_CHECKING:
    from scipy.sparse import csr_array

__all__ = ["articulation_points", "bridges", "constraint", "core", "cut", "effective_size"]

Scores: TypeAlias = dict[Hashable, float]

#: Products of rows are made for so many pairs of ties at once; each takes 12 bytes.
PAIRS = 4_000_000


def core(network: nx.Graph) -> Scores:
    """The largest k for which a node is in a group where everybody has k neighbours within the group.

    S. B. Seidman (1983), "Network Structure and Minimum Degree", Social Networks 5, 269–287; V. Batagelj
    and M. Zaveršnik (2003), "An O(m) Algorithm for Cores Decomposition of Networks".

    >>> core(nx.Graph([("ann", "bob"), ("bob", "cyn"), ("cyn", "ann"), ("cyn", "dan")]))
    {'ann': 2, 'bob': 2, 'cyn': 2, 'dan': 1}
    """
    return dict(nx.core_number(undirected(network)))


def cut(network: nx.Graph) -> Scores:
    """Into how many more components the network falls if a node is taken away; 0 for most.

    The node leaves with its own ties, and is not itself counted as a piece. A node is in as many blocks
    (parts that no single node can separate) as there are pieces of its component without it::

        ann ── bob ── cyn       without bob: ann | cyn and dan, one component more than before
                ╲      │
                 ╲─── dan

    F. Harary (1969), Graph Theory, chapter 3; J. Hopcroft and R. Tarjan (1973), "Algorithm 447",
    Communications of the ACM 16, 372–378.

    >>> cut(nx.Graph([("ann", "bob"), ("bob", "cyn"), ("cyn", "dan"), ("dan", "bob")]))
    {'ann': 0, 'bob': 1, 'cyn': 0, 'dan': 0}
    """
    graph = undirected(network)
    blocks = Counter(node for block in nx.biconnected_components(graph) for node in block)
    return {node: max(0, blocks[node] - 1) for node in graph}


def articulation_points(network: nx.Graph) -> list[Hashable]:
    """The cut points: nodes without which others would no longer be connected; in the order of their names.

    They are the nodes with a `cut` above 0.

    >>> articulation_points(nx.path_graph(4))
    [1, 2]
    """
    return sorted(nx.articulation_points(undirected(network)), key=_name)


def bridges(network: nx.Graph) -> list[tuple[Hashable, Hashable]]:
    """The ties without which their two ends would no longer be connected; in the order of names.

    All ties between the same two nodes are one here, whatever their direction.

    F. Harary (1969), Graph Theory, chapter 3; R. E. Tarjan (1974), Information Processing Letters 2,
    160–161.

    >>> bridges(nx.Graph([("ann", "bob"), ("bob", "cyn"), ("cyn", "ann"), ("dan", "cyn")]))
    [('cyn', 'dan')]
    """
    pairs = (tuple(sorted(pair, key=_name)) for pair in nx.bridges(undirected(network)))
    return sorted(pairs, key=lambda pair: (_name(pair[0]), _name(pair[1])))


def constraint(network: nx.Graph, *, weighted: bool = False) -> Scores:
    """How far a node's ties lead to people who are tied to each other; low is free, and so an advantage.

    The sum over neighbours j of (p_ij + Σ_q p_iq p_qj)², where p_ij is the share of i's ties, or of their
    weight, that j has. 1 for who has one neighbour alone; it can be somewhat above 1 in small closed
    groups. NaN for a node without ties: it invests nothing. Raises ValueError for a weight that is not
    positive if weights count.

    R. S. Burt (1992), Structural Holes, Harvard University Press, 54–55; (2004), "Structural Holes and Good
    Ideas", American Journal of Sociology 110, 349–399.

    >>> constraint(nx.star_graph(4))
    {0: 0.25, 1: 1.0, 2: 1.0, 3: 1.0, 4: 1.0}
    """
    graph, ties = _ties(network, weighted=weighted)
    if ties is None:
        return dict.fromkeys(graph, math.nan)
    shares, alike = _shares(ties), _ones(ties)
    scores: list[float] = []
    for rows in _blocks(ties):
        invested = (shares[rows] + shares[rows] @ shares).multiply(alike[rows])
        scores += invested.power(2).sum(axis=1).tolist()
    return {
        node: score if graph.degree[node] else math.nan for node, score in zip(graph, scores, strict=True)
    }


def effective_size(network: nx.Graph, *, weighted: bool = False) -> Scores:
    """How many neighbours a node has who do not lead to the same people as its other neighbours.

    The sum over neighbours j of 1 − Σ_q p_iq m_jq, where p_iq is the share of i's ties that q has, and m_jq
    the tie of j and q as a share of j's strongest. Without weights this is d − 2t/d for d neighbours with t
    ties among them. NaN for a node without ties. Raises ValueError for a weight that is not positive if
    weights count.

    R. S. Burt (1992), Structural Holes, Harvard University Press, 51–52; S. P. Borgatti (1997), "Structural
    Holes: Unpacking Burt's Redundancy Measures", Connections 20, 35–38.

    >>> effective_size(nx.Graph([("ann", "bob"), ("ann", "cyn"), ("bob", "cyn"), ("ann", "dan")]))["ann"]
    2.3333333333333335
    """
    graph, ties = _ties(network, weighted=weighted)
    if ties is None:
        return dict.fromkeys(graph, math.nan)
    strongest = ties.copy()
    strongest.data = ties.data / _spread(ties, ties.max(axis=1).toarray().ravel())
    shares, alike = _shares(ties), _ones(ties)
    scores: list[float] = []
    for rows in _blocks(ties):
        redundant = (shares[rows] @ strongest.T.tocsr()).multiply(alike[rows])
        scores += (alike[rows].sum(axis=1) - redundant.sum(axis=1)).tolist()
    return {
        node: score if graph.degree[node] else math.nan for node, score in zip(graph, scores, strict=True)
    }


def _name(node: Hashable) -> str:
    return str(node)


def _ties(network: nx.Graph, *, weighted: bool) -> tuple[nx.Graph, csr_array[Any] | None]:
    """The graph of neighbours, and the weights as a matrix; None if there are none."""
    graph = undirected(network)
    if weighted:
        check(graph)
    if graph.number_of_edges() == 0:
        return graph, None
    return graph, nx.to_scipy_sparse_array(graph, weight="weight" if weighted else None, dtype=float)


def _spread(ties: csr_array[Any], values: Any) -> Any:
    """The value of its row for every entry."""
    import numpy as np

    return np.repeat(values, np.diff(ties.indptr))


def _shares(ties: csr_array[Any]) -> csr_array[Any]:
    """Each row divided by its sum."""
    result = ties.copy()
    result.data = ties.data / _spread(ties, ties.sum(axis=1))
    return result


def _ones(ties: csr_array[Any]) -> csr_array[Any]:
    """1 for every tie."""
    result = ties.copy()
    result.data[:] = 1
    return result


def _blocks(ties: csr_array[Any]) -> Iterator[slice]:
    """Rows that can be multiplied at once: a product of all could be nearly full where there are hubs."""
    import numpy as np

    pairs = np.cumsum(_ones(ties) @ np.diff(ties.indptr))
    first = 0
    while first < len(pairs):
        before = pairs[first - 1] if first else 0
        last = max(first + 1, int(np.searchsorted(pairs, before + PAIRS, side="right")))
        yield slice(first, last)
        first = last
