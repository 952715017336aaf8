"""The leading eigenvalue and eigenvector of a matrix without negative entries: O. Perron and G. Frobenius.

A matrix is here the weights of a graph, sparse. Everything is computed component by component, so that
nothing is lost where two components are nearly alike and an iteration over both would not come to an end.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

__all__ = ["leading", "radius"]

#: Components up to this size are computed with all their eigenvalues, larger ones by Lanczos or Arnoldi.
DENSE = 200
#: Eigenvalues whose ratio differs from 1 by less are equal.
EQUAL = 1e-9
#: An eigenvalue is found when it is known to this share of itself.
PRECISION = 1e-14


def leading(matrix: csr_array[Any]) -> NDArray[np.float64]:
    """The leading eigenvector of a symmetric matrix, positive and of length 1; zeros if it has no entries.

    Where several components have the largest eigenvalue they share: it is what an iteration that begins
    with the same value for everybody would end with, if it ended.

    >>> from scipy.sparse import csr_array
    >>> leading(csr_array([[0.0, 2.0, 0.0], [2.0, 0.0, 0.0], [0.0, 0.0, 0.0]])).round(6).tolist()
    [0.707107, 0.707107, 0.0]
    """
    result = np.zeros(matrix.shape[0])
    if matrix.nnz == 0:
        return result
    # An eigenvalue is at most the largest sum of a row, and at least the root of the largest sum of squares.
    most = matrix.sum(axis=1)
    least = math.sqrt(matrix.power(2).sum(axis=1).max())
    found = []
    for members, part in _components(matrix, "weak"):
        if most[members].max() >= least * (1 - EQUAL):
            found.append((members, *_largest(part)))
    top = max(value for _, value, _ in found)
    for members, value, vector in found:
        if value > top * (1 - EQUAL):
            result[members] = np.abs(vector)
    return result / float(np.linalg.norm(result))


def radius(matrix: csr_array[Any]) -> float:
    """The largest eigenvalue of a matrix; 0 if there is no way back to any node.

    >>> from scipy.sparse import csr_array
    >>> round(radius(csr_array([[0.0, 4.0, 1.0], [1.0, 0.0, 0.0], [0.0, 0.0, 0.0]])), 9)
    2.0
    """
    largest = 0.0
    for _, part in _components(matrix, "strong"):
        if part.nnz and min(part.sum(axis=0).max(), part.sum(axis=1).max()) > largest:
            largest = max(largest, _largest_of_any(part))
    return largest


def _components(
    matrix: csr_array[Any], connection: str
) -> Iterator[tuple[NDArray[np.int64], csr_array[Any]]]:
    """The nodes of each component, and their part of the matrix."""
    from scipy.sparse.csgraph import connected_components

    count, component = connected_components(matrix, connection=connection)
    order = np.argsort(component, kind="stable")
    # With the nodes of a component side by side each part is a square on the diagonal.
    sorted_ = matrix[order][:, order]
    ends = np.cumsum(np.bincount(component, minlength=count)).tolist()
    for begin, end in zip([0, *ends], ends, strict=False):
        yield order[begin:end], sorted_[begin:end, begin:end]


def _largest(part: csr_array[Any]) -> tuple[float, NDArray[np.float64]]:
    """The largest eigenvalue of a connected symmetric matrix, and its part of equal values for everybody."""
    from scipy.sparse.linalg import eigsh

    if part.shape[0] <= DENSE:
        values, vectors = np.linalg.eigh(part.toarray())
        near = vectors[:, values > values[-1] * (1 - EQUAL)]
        return float(values[-1]), near @ near.sum(axis=0)
    values, vectors = _iterated(eigsh, part, "LA")
    return float(values[0]), vectors[:, 0] * vectors[:, 0].sum()


def _largest_of_any(part: csr_array[Any]) -> float:
    """The largest eigenvalue of a strongly connected matrix, which need not be symmetric."""
    from scipy.sparse.linalg import eigs

    if (part != part.T).nnz == 0:
        return _largest(part)[0]
    if part.shape[0] <= DENSE:
        return float(np.linalg.eigvals(part.toarray()).real.max())
    return float(_iterated(eigs, part, "LR")[0][0].real)


def _iterated(solver: Callable[..., Any], part: csr_array[Any], which: str) -> Any:
    """The eigenvalue and the eigenvector that a solver of scipy finds, starting from equal values for all."""
    from scipy.sparse.linalg import ArpackNoConvergence

    start = np.full(part.shape[0], 1 / math.sqrt(part.shape[0]))
    try:
        return solver(part, k=1, which=which, v0=start, tol=0, maxiter=300)
    except ArpackNoConvergence:
        return _solved(part, start)


def _solved(part: csr_array[Any], start: NDArray[np.float64]) -> tuple[NDArray[np.float64], Any]:
    """The same for long chains and rings, where other eigenvalues are nearly as large, but ties are few.

    T. Noda (1971), "Note on the Computation of the Maximal Eigenvalue of a Non-Negative Irreducible Matrix",
    Numerische Mathematik 17, 382–386. By L. Collatz the eigenvalue lies between the smallest and the largest
    (Ax)_i / x_i, whatever the positive x. Each step solves a system with the upper bound, which doubles the
    digits; that is fast where the system stays sparse, as it does in chains, and is not where ties are many.
    """
    from scipy.sparse import csc_array
    from scipy.sparse.linalg import splu

    vector, diagonal = start, np.arange(len(start))
    bounds = (part @ vector) / vector
    while bounds.max() - bounds.min() > PRECISION * bounds.max():
        upper = bounds.max()
        shift = upper * (1 + PRECISION)  # above the eigenvalue, so that the system has a solution
        shifts = csc_array((np.full(len(vector), shift), (diagonal, diagonal)), shape=part.shape)
        solution = splu((shifts - part).tocsc()).solve(vector)
        bounds = shift - vector / solution
        vector = solution / np.linalg.norm(solution)
        if not bounds.max() < upper:
            break  # no further in floating point
    return np.array([bounds.max()]), vector[:, np.newaxis]
