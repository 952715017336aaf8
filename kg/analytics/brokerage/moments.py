"""What chance alone would give: the expected number of triads in each role, and its variance.

The null model is a Bernoulli digraph: between any two of the N nodes there is an arc with probability d,
whatever the others do; d is the density that was observed, and the groups are fixed. A triad, which is
a → v → b without a → b, is there with probability p = d²(1 − d). Two triads depend on each other only
through an arc that both speak of, in one of three ways, each with a covariance::

    both have the arc                    c = d³(1 − d)³
    both lack it                             d⁵(1 − d)      (same ends, two brokers)
    one has the arc that the other lacks        −p²

R. V. Gould and R. M. Fernandez (1989), "Structures of Mediation: A Formal Approach to Brokerage in
Transaction Networks", Sociological Methodology 19, 89–126. The formulas here were derived from the model.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kg.analytics.brokerage.arcs import Floats

__all__ = ["VARIANCES", "of_groups", "of_network"]

#: Which covariances count in a whole network: those that R's sna counts, or all.
VARIANCES: tuple[str, ...] = ("sna", "exact")


def of_groups(sizes: Sequence[int], density: float) -> tuple[Floats, Floats]:
    """(expected, variance) for a node of each group: both groups × 6.

    Triads of one broker share an arc if they share a source or a target, and then both have it.

    >>> expected, variance = of_groups([2, 1], 0.5)
    >>> expected[1].tolist()  # who is alone in a group stands between the two others, in two directions
    [0.0, 0.25, 0.0, 0.0, 0.0, 0.25]
    """
    size = np.asarray(sizes, dtype=np.float64)
    everybody = size * 0 + size.sum()
    own, rest = size - 1, everybody - size
    # Sums over the groups that a node is not in, of their sizes squared and cubed.
    squares, cubes = (size**2).sum() - size**2, (size**3).sum() - size**3
    # How many (a, b) there are, and how many (a, b), (a, c) and (b, a), (c, a).
    within = _falling(own, 2), 2 * _falling(own, 3)
    to_one_group = squares - rest, 2 * (cubes - 3 * squares + 2 * rest)
    across = rest * own, rest * own * (own + rest - 2)
    to_two_groups = rest**2 - squares, 2 * ((rest**2 - rest) * rest - (2 * rest - 1) * squares + cubes)
    any_two = _falling(everybody - 1, 2), 2 * _falling(everybody - 1, 3)
    ends = (within, to_one_group, across, across, to_two_groups, any_two)
    triads, sharing = (np.column_stack(numbers) for numbers in zip(*ends, strict=True))
    p = density**2 * (1 - density)
    return triads * p, triads * p * (1 - p) + sharing * (density * (1 - density)) ** 3


def of_network(sizes: Sequence[int], density: float, variance: str = "sna") -> tuple[Floats, Floats]:
    """(expected, variance) for all nodes together: six numbers both.

    "exact" is the variance under the model. "sna" is what R's package sna (2.7) calculates, which leaves
    out some of the pairs of triads of which one has the arc that the other lacks: of coordinators and of
    the total those among the same three nodes, of gatekeepers and of representatives all. What is left out
    is negative: the exact standard deviation is never larger, nor the exact |z| smaller.

    >>> [of_network([3], 0.5, variance)[1][0].round(6).item() for variance in ("sna", "exact")]
    [0.84375, 0.65625]
    """
    expected, variances = of_groups(sizes, density)
    number = np.asarray(sizes, dtype=np.float64)
    lacking, having, conflicting, twice = _pairs(sizes)
    if variance == "sna":
        conflicting = conflicting * [1, 1, 0, 0, 1, 1] - twice * [1, 0, 0, 0, 0, 1]
    p = density**2 * (1 - density)
    one_broker = number @ variances
    both_lack = lacking * density**5 * (1 - density)
    both_have = having * (density * (1 - density)) ** 3
    return number @ expected, one_broker + both_lack + both_have - conflicting * p**2


def _pairs(sizes: Sequence[int]) -> tuple[Floats, Floats, Floats, Floats]:
    """How many ordered pairs of triads of two brokers speak of one arc, by role: six numbers each.

    In turn those that both lack an arc; that both have one; of which one has what the other lacks; and,
    among these, that stand in conflict over two arcs, so that they are of the same three nodes.
    """
    # In whole numbers: differences of fourth powers would lose digits.
    n1, n2, n3, n4 = (sum(size**power for size in sizes) for power in (1, 2, 3, 4))
    # Over ordered pairs of groups, of sizes n and k: Σ nk · (n + k)⁰, ¹, ².
    q0, q1, q2 = n1**2 - n2, 2 * (n1 * n2 - n3), 2 * (n1 * n3 + n2**2 - 2 * n4)
    # The same for the number of nodes in neither of the two: Σ nk · m, Σ nk · m².
    third, squared = n1 * q0 - q1, n1**2 * q0 - 2 * n1 * q1 + q2
    threes, fours = n3 - 3 * n2 + 2 * n1, n4 - 6 * n3 + 11 * n2 - 6 * n1
    all_threes, all_fours = n1 * (n1 - 1) * (n1 - 2), n1 * (n1 - 1) * (n1 - 2) * (n1 - 3)
    # Over groups, of size n with n' outside: Σ n(n − 1)n', Σ n(n − 1)(n − 2)n', Σ n(n − 1)n'(n' − 1).
    two_in = sum(size * (size - 1) * (n1 - size) for size in sizes)
    three_in = sum(size * (size - 1) * (size - 2) * (n1 - size) for size in sizes)
    two_and_two = sum(size * (size - 1) * (n1 - size) * (n1 - size - 1) for size in sizes)
    other_pairs = (n2 - n1) ** 2 - sum((size * (size - 1)) ** 2 for size in sizes)
    gatekeeping = three_in + two_in
    numbers = (
        (fours, two_and_two, three_in, three_in, squared - third, all_fours),
        (fours + threes, other_pairs, 0, 0, squared, all_fours + all_threes),
        (2 * (fours + threes), 0, gatekeeping, gatekeeping, 2 * squared, 2 * (all_fours + all_threes)),
        (2 * threes, 0, two_in, two_in, 2 * third, 2 * all_threes),
    )
    lacking, having, has_what_other_lacks, twice = (np.array(row, dtype=np.float64) for row in numbers)
    # Either of the two may come first; a conflict over two arcs was found from both sides.
    return lacking, 2 * having, 2 * has_what_other_lacks - twice, twice


def _falling(number: Floats, factors: int) -> Floats:
    """n(n − 1)(n − 2)…, of so many factors."""
    result = number * 0 + 1
    for step in range(factors):
        result = result * (number - step)
    return result + 0.0  # no negative zero
