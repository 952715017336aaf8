"""Measures in which it counts whose neighbour one is: eigenvectors, and walks.

The eigenvector reads a network as undirected, the others along its arcs; a tie without a direction is an
arc both ways. With `weighted=True` a tie counts its weight, without it 1. Every function raises ValueError
for a weight that is not positive if weights count. Nothing here depends on chance: iterations begin with
the same value for everybody.
"""

from __future__ import annotations

import math
from collections.abc import Hashable
from typing import TYPE_CHECKING, Any, TypeAlias

import networkx as nx

from kg.analytics.simplify import directed, undirected
from kg.analytics.weights import check

if TYPE_CHECKING:
    from scipy.sparse import csr_array

__all__ = ["DAMPING", "attenuation", "authorities", "eigenvector", "hubs", "katz", "pagerank"]

Scores: TypeAlias = dict[Hashable, float]

#: PageRank's damping, and Katz's attenuation as a share of the largest possible.
DAMPING = 0.85
#: Iterations end when no value changes by more than this share of itself.
PRECISION = 1e-13


def eigenvector(network: nx.Graph, *, weighted: bool = False) -> Scores:
    """Central are the neighbours of the central: the leading eigenvector, of length 1.

    In a network of several components only the one with the largest eigenvalue gets values above zero, and
    equal ones share it; that is what the measure says. Zeros where nobody has a tie. Computed to the last
    digits, as a plain iteration does not end where two components are nearly equal.

    P. Bonacich (1972), "Factoring and Weighting Approaches to Status Scores and Clique Identification",
    Journal of Mathematical Sociology 2, 113–120.

    >>> round(eigenvector(nx.Graph([("ann", "bob"), ("bob", "cyn")]))["bob"] ** 2, 9)
    0.5
    """
    from kg.analytics.perron import leading

    graph = undirected(network)
    if not graph:
        return {}
    return dict(zip(graph, leading(_matrix(graph, weighted=weighted)).tolist(), strict=True))


def katz(network: nx.Graph, *, weighted: bool = False, alpha: float | None = None) -> Scores:
    """How many walks of any length end at a node, each step counting `alpha` times less; of length 1.

    x = α Aᵀ x + 1, iterated until nothing changes. Unlike the eigenvector it gives everybody something,
    whatever the component, and it is also defined where arcs never lead back. `alpha` is by default
    `attenuation(network)`; raises ValueError for one that is not positive, or with which the sum over all
    walks is infinite.

    L. Katz (1953), "A New Status Index Derived from Sociometric Analysis", Psychometrika 18, 39–43.

    >>> {node: round(score, 3) for node, score in katz(nx.DiGraph([("ann", "bob"), ("cyn", "bob")])).items()}
    {'ann': 0.328, 'bob': 0.886, 'cyn': 0.328}
    """
    import numpy as np

    from kg.analytics.perron import radius

    graph = directed(network)
    if not graph:
        return {}
    arcs = _matrix(graph, weighted=weighted)
    largest = radius(arcs)
    if alpha is None:
        alpha = _share(arcs, largest)
    elif alpha <= 0 or alpha * largest >= 1:
        limit = 1 / largest if largest else math.inf
        raise ValueError(f"alpha is {alpha}; in this network it must lie between 0 and {limit:.6g}")
    step = alpha * arcs.T.tocsr()
    scores, changed = np.ones(len(graph)), math.inf
    while changed > PRECISION:
        before, scores = scores, step @ scores + 1
        changed = (np.abs(scores - before) / scores).max()
    return dict(zip(graph, (scores / np.linalg.norm(scores)).tolist(), strict=True))


def attenuation(network: nx.Graph, *, weighted: bool = False) -> float:
    """By how much `katz` shortens each further step: 0.85 of the largest possible, which is 1/λ.

    λ is the largest eigenvalue of the arcs; from 1/λ on the sum over all walks is infinite. A share of it
    is the same share in every network, whatever its size and the unit of its weights, where a fixed value
    (0.1 in networkx) is too large for dense networks and next to nothing in sparse ones. Katz recommends
    between half of 1/λ and all of it. Where no arcs lead back λ is 0 and every value is possible: 0.85 by
    the largest weight.

    >>> attenuation(nx.star_graph(4))  # λ = √4
    0.425
    """
    from kg.analytics.perron import radius

    graph = directed(network)
    if not graph:
        return DAMPING
    arcs = _matrix(graph, weighted=weighted)
    return _share(arcs, radius(arcs))


def pagerank(network: nx.Graph, *, weighted: bool = False) -> Scores:
    """The share of a random walk's time, along the arcs; with 0.15 of probability it jumps to anybody.

    From a node without arcs to others it jumps to anybody too. With weights an arc is taken as often as its
    weight says. networkx stops at n · 10⁻⁶ by default, which shifts ranks in large networks; here it is
    10⁻¹².

    S. Brin and L. Page (1998), "The Anatomy of a Large-Scale Hypertextual Web Search Engine", Computer
    Networks 30, 107–117.

    >>> round(sum(pagerank(nx.path_graph(4)).values()), 6)
    1.0
    """
    graph = directed(network)
    if not graph:
        return {}
    if weighted:
        check(graph)
    scores = nx.pagerank(
        graph,
        alpha=DAMPING,
        weight="weight" if weighted else None,
        tol=1e-12 / len(graph),
        max_iter=10_000,
    )
    return dict(scores)


def hubs(network: nx.Graph, *, weighted: bool = False) -> Scores:
    """Good hubs point to good authorities; all together 1, or all 0 where there are no arcs.

    The leading left singular vector of the arcs, and `authorities` the right one. In a network of several
    components only the one with the largest singular value gets values above zero, and equal ones share it.
    As arcs are followed forwards and backwards in turn, nodes are here connected that point to the same one
    or are pointed to by the same one.

    J. M. Kleinberg (1999), "Authoritative Sources in a Hyperlinked Environment", Journal of the ACM 46,
    604–632.

    >>> hubs(nx.DiGraph([("ann", "bob"), ("cyn", "bob")]))
    {'ann': 0.5, 'bob': 0.0, 'cyn': 0.5}
    """
    return _hits(network, weighted=weighted, authorities=False)


def authorities(network: nx.Graph, *, weighted: bool = False) -> Scores:
    """Good authorities are pointed to by good hubs; all together 1, or all 0 where there are no arcs.

    See `hubs`. J. M. Kleinberg (1999), Journal of the ACM 46, 604–632.

    >>> authorities(nx.DiGraph([("ann", "bob"), ("cyn", "bob")]))
    {'ann': 0.0, 'bob': 1.0, 'cyn': 0.0}
    """
    return _hits(network, weighted=weighted, authorities=True)


def _hits(network: nx.Graph, *, weighted: bool, authorities: bool) -> Scores:
    """The two singular vectors are the halves of an eigenvector of a matrix of twice the size."""
    import numpy as np
    from scipy.sparse import csr_array

    from kg.analytics.perron import leading

    graph = directed(network)
    if graph.number_of_edges() == 0:
        return dict.fromkeys(graph, 0.0)
    size, arcs = len(graph), _matrix(graph, weighted=weighted).tocoo()
    # Everybody is there twice: as a hub, and behind all of these as an authority.
    ends = np.concatenate((arcs.row, arcs.col + size)), np.concatenate((arcs.col + size, arcs.row))
    both = leading(csr_array((np.tile(arcs.data, 2), ends), shape=(2 * size, 2 * size)))
    half = both[size:] if authorities else both[:size]
    return dict(zip(graph, (half / half.sum()).tolist(), strict=True))


def _matrix(graph: nx.Graph, *, weighted: bool) -> csr_array[Any]:
    if weighted:
        check(graph)
    return nx.to_scipy_sparse_array(graph, weight="weight" if weighted else None, dtype=float)


def _share(arcs: csr_array[Any], radius: float) -> float:
    return DAMPING / float(radius or (arcs.data.max() if arcs.nnz else 1))
