"""Shortest paths from every node by scipy: its compiled searches, and one triangular system a source.

One of the engines of `kg.analytics.engines`; the arguments of all functions are those of its `Steps`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

__all__ = ["betweenness", "totals"]

Edges: TypeAlias = Sequence[tuple[int, int]]
#: What `totals` returns, as arrays.
Sums: TypeAlias = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]

#: Searches that are made at once; their distances take 8 bytes a node each.
BLOCK = 64
#: A graph that is deeper than this is searched by Dijkstra, who does not go layer by layer.
DEEP = 200


def totals(
    nodes: int, edges: Edges, distances: Sequence[float] | None = None
) -> tuple[list[float], list[float], list[int]]:
    """From each node to all that it reaches: the sum of distances, the sum of their inverses, and how many.

    >>> totals(4, [(0, 1), (1, 2)])
    ([3.0, 2.0, 3.0, 0.0], [1.5, 2.0, 1.5, 0.0], [2, 2, 2, 0])
    """
    matrix = _matrix(nodes, edges, distances)
    sums = None if distances is not None else _by_layers(matrix)
    total, inverse, reached = sums or _by_distances(matrix, unweighted=distances is None)
    return total.tolist(), inverse.tolist(), reached.tolist()


def betweenness(nodes: int, edges: Edges, distances: Sequence[float] | None = None) -> list[float]:
    """Through each node, how many pairs of others are connected; distances are integers.

    The algorithm of U. Brandes (2001), "A Faster Algorithm for Betweenness Centrality", Journal of
    Mathematical Sociology 25, 163–177, with its two passes over the edges written as equations. Let D be
    the matrix with 1 where an edge v → w lies on a shortest path from the source s. The numbers of paths
    are σ = e_s + Dᵀσ, and the dependencies δ_v = Σ_w D_vw σ_v/σ_w (1 + δ_w); with y = (1 + δ)/σ that is y =
    1/σ + D y. In the order of distance Dᵀ is strictly lower triangular, so both are solved by substitution,
    in compiled code.

    >>> betweenness(4, [(0, 1), (1, 2), (2, 3), (3, 0)])
    [0.5, 0.5, 0.5, 0.5]
    """
    from scipy.sparse import csc_array
    from scipy.sparse.linalg import splu

    matrix = _matrix(nodes, edges, distances)
    coordinates = matrix.tocoo()
    tails, heads, length = coordinates.row, coordinates.col, coordinates.data
    result, everybody, place = np.zeros(nodes), np.arange(nodes), np.empty(nodes, dtype=np.int64)
    for source, found in _searches(matrix, unweighted=distances is None):
        order = np.argsort(found, kind="stable")
        place[order] = everybody
        shortest = (found[tails] + length == found[heads]) & np.isfinite(found[heads])
        rows = np.concatenate((everybody, place[heads[shortest]]))
        columns = np.concatenate((everybody, place[tails[shortest]]))
        entries = np.concatenate((np.ones(nodes), np.full(len(rows) - nodes, -1.0)))
        # Triangular as it is, so that the factor of LU is the matrix itself: nothing is filled in.
        system = splu(
            csc_array((entries, (rows, columns)), shape=(nodes, nodes)),
            permc_spec="NATURAL",
            diag_pivot_thresh=0,
            options={"Equil": False},
        )
        paths = system.solve(np.where(everybody == 0, 1.0, 0.0))
        reached = paths > 0
        inverse = np.divide(1, paths, out=np.zeros(nodes), where=reached)
        dependency = np.where(reached, system.solve(inverse, trans="T") * paths - 1, 0)
        dependency[place[source]] = 0
        result[order] += dependency
    return (result / 2).tolist()  # type: ignore[no-any-return]


def _matrix(nodes: int, edges: Edges, distances: Sequence[float] | None) -> csr_array[Any]:
    from scipy.sparse import csr_array

    one, other = np.array(edges, dtype=np.int32).reshape(-1, 2).T
    length = np.ones(len(edges)) if distances is None else np.array(distances, dtype=float)
    both = np.concatenate((one, other)), np.concatenate((other, one))
    return csr_array((np.concatenate((length, length)), both), shape=(nodes, nodes))


def _searches(matrix: csr_array[Any], *, unweighted: bool) -> Iterator[tuple[int, NDArray[np.float64]]]:
    """Every node, and the distances from it to all; infinite to who is not reached."""
    from scipy.sparse.csgraph import dijkstra

    for first in range(0, matrix.shape[0], BLOCK):
        sources = np.arange(first, min(first + BLOCK, matrix.shape[0]))
        found = dijkstra(matrix, indices=sources, unweighted=unweighted)
        yield from zip(sources.tolist(), found, strict=True)


def _by_distances(matrix: csr_array[Any], *, unweighted: bool) -> Sums:
    """`totals` of any graph."""
    total, inverse, reached = _nothing(matrix.shape[0])
    for source, found in _searches(matrix, unweighted=unweighted):
        away = found[np.isfinite(found) & (found > 0)]
        total[source], inverse[source], reached[source] = away.sum(), (1 / away).sum(), len(away)
    return total, inverse, reached


def _by_layers(matrix: csr_array[Any]) -> Sums | None:
    """`totals` where an edge is a step: how many nodes are one step away, how many two; None if it is deep.

    A search breadth first finds nodes in the order of their distance, each from an earlier one. A layer
    ends with the last node that was found from the layer before. Several times as fast as to compute single
    distances.
    """
    from scipy.sparse.csgraph import breadth_first_order

    total, inverse, reached = _nothing(matrix.shape[0])
    place = np.empty(matrix.shape[0], dtype=np.int64)
    for source in range(matrix.shape[0]):
        order, found_from = breadth_first_order(matrix, source)
        place[order] = np.arange(len(order))
        parents = place[found_from[order[1:]]]
        end, depth = 1, 0
        while end < len(order):
            begin, end, depth = end, 1 + int(np.searchsorted(parents, end)), depth + 1
            total[source] += depth * (end - begin)
            inverse[source] += (end - begin) / depth
        if depth > DEEP:
            return None
        reached[source] = len(order) - 1
    return total, inverse, reached


def _nothing(nodes: int) -> Sums:
    return np.zeros(nodes), np.zeros(nodes), np.zeros(nodes, dtype=np.int64)
