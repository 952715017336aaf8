"""Do like and like go together: ties within groups and between them, against what chance would give."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import networkx as nx
import numpy as np

from kg.analytics.simplify import undirected

__all__ = ["Mixing", "mixing"]

#: Two nodes and what their tie counts.
Tie: TypeAlias = tuple[Hashable, Hashable, float]
#: For each group, what the ties to each group count.
Matrix: TypeAlias = dict[Hashable, dict[Hashable, float]]


@dataclass(frozen=True)
class Mixing:
    """Ties between groups of nodes. Where nothing can be said, for want of ties or of nodes, it says None.

    groups: in the order of their names.
    sizes: of every group, its nodes.
    matrix: of every two groups, the ties between them, the same both ways; on the diagonal those within.
    marginals: of every group, the ties that touch it: the sums of the matrix's rows.
    external: ties between groups, each once.
    internal: ties within groups, each once.
    ei: (external − internal) / (external + internal); −1 is all within, 1 is all between.
    ei_expected: what it would be were every pair of nodes tied with the same probability; follows from the
        sizes of groups, whatever the density.
    ei_p: the share of random assignments of nodes to groups, sizes kept, whose E-I index lies as far from
        the expected one as the observed one, on either side; what was observed counts among them.
    ei_by_group: of every group, over the ties that touch it.
    ei_by_node: of every node that has a group, over its own ties.
    assortativity: Newman's r; 1 where all ties are within, 0 where groups are as if drawn by chance.
    left_out: nodes without a group, which do not count, and neither do their ties.
    """

    groups: tuple[Hashable, ...]
    sizes: dict[Hashable, int]
    matrix: Matrix
    marginals: dict[Hashable, float]
    external: float
    internal: float
    ei: float | None
    ei_expected: float | None
    ei_p: float | None
    ei_by_group: dict[Hashable, float | None]
    ei_by_node: dict[Hashable, float | None]
    assortativity: float | None
    left_out: int


def mixing(
    network: nx.Graph,
    groups: Mapping[Any, Hashable | None],
    *,
    weighted: bool = False,
    runs: int = 999,
    seed: int = 0,
) -> Mixing:
    """How the nodes of a network mix across groups, such as countries: E-I index and assortativity.

    Read undirected, without loops. Two nodes have one tie, however often they are tied; with `weighted` it
    counts the sum of what lies between them. Nodes that `groups` does not name, or for which it says None,
    are left out with their ties, and counted.

    The E-I index depends on the sizes of groups: where these are many and small, most ties lead out of them
    by chance alone. So compare it with `ei_expected`, which is also its mean over all assignments of nodes
    to groups, and see in `ei_p` whether chance would do (`runs` assignments, drawn from `seed`). For its
    group too, a tie within counts once; a sum over rows of the adjacency matrix would count both its ends.

    D. Krackhardt and R. N. Stern (1988), "Informal Networks and Organizational Crises", Social Psychology
    Quarterly 51, 123–140; M. E. J. Newman (2003), "Mixing patterns in networks", Physical Review E 67,
    026126. Raises ValueError for no run, a negative seed, and a weight that is negative or not finite.

        ann x --- bob x --- cyn y --- dan y        One tie leads across, two do not: (1 − 2) / 3.

    >>> line = nx.path_graph(["ann", "bob", "cyn", "dan"])
    >>> found = mixing(line, {"ann": "x", "bob": "x", "cyn": "y", "dan": "y"})
    >>> found.matrix
    {'x': {'x': 1, 'y': 1}, 'y': {'x': 1, 'y': 1}}
    >>> round(found.ei, 3), round(found.ei_expected, 3), round(found.assortativity, 3)
    (-0.333, 0.333, 0.333)
    """
    if runs < 1 or seed < 0:
        raise ValueError(f"runs={runs}, seed={seed}: must be at least 1 and 0")
    group = {node: groups[node] for node in sorted(network, key=_name) if groups.get(node) is not None}
    ties = _ties(network, group, weighted)
    sizes = dict(sorted(Counter(group.values()).items(), key=lambda item: _name(item[0])))
    matrix = _matrix(ties, group, sizes)
    external = sum(count for one, other, count in ties if group[one] != group[other])
    internal = sum(count for one, other, count in ties if group[one] == group[other])
    marginals = {name: sum(row.values()) for name, row in matrix.items()}
    ei, expected = _ei(external, internal), _expected(sizes.values())
    return Mixing(
        groups=tuple(sizes),
        sizes=sizes,
        matrix=matrix,
        marginals=marginals,
        external=external,
        internal=internal,
        ei=ei,
        ei_expected=expected,
        ei_p=None if ei is None or expected is None else _p(group, ties, ei, expected, runs, seed),
        ei_by_group={name: _ei(marginals[name] - row[name], row[name]) for name, row in matrix.items()},
        ei_by_node=_by_node(ties, group),
        assortativity=_assortativity(matrix, marginals),
        left_out=len(network) - len(group),
    )


def _name(value: Hashable) -> tuple[str, str]:
    """What things are sorted by: their name; 1 and "1" are told apart."""
    return str(value), repr(value)


def _ties(network: nx.Graph, group: Mapping[Hashable, Hashable], weighted: bool) -> list[Tie]:
    """The ties between nodes that have a group, in the order of names."""
    place = {node: number for number, node in enumerate(group)}
    ties: list[Tie] = []
    for one, other, weight in undirected(network).edges(data="weight"):
        if one not in place or other not in place:
            continue
        if weighted and not 0 <= weight < math.inf:
            raise ValueError(f"the tie of {one} and {other} has the weight {weight}: negative or not finite")
        first, second = sorted((one, other), key=place.__getitem__)
        ties.append((first, second, weight if weighted else 1))
    return sorted(ties, key=lambda tie: (place[tie[0]], place[tie[1]]))


def _matrix(ties: Sequence[Tie], group: Mapping[Hashable, Hashable], names: Iterable[Hashable]) -> Matrix:
    """What is tied between every two groups."""
    matrix: Matrix = {one: dict.fromkeys(names, 0) for one in names}
    for one, other, count in ties:
        matrix[group[one]][group[other]] += count
        if group[one] != group[other]:
            matrix[group[other]][group[one]] += count
    return matrix


def _ei(external: float, internal: float) -> float | None:
    """The E-I index; None without a tie."""
    return (external - internal) / (external + internal) if external + internal else None


def _expected(sizes: Iterable[int]) -> float | None:
    """The E-I index of the complete network; None without a pair of nodes."""
    counts = [*sizes]
    within = sum(math.comb(size, 2) for size in counts)
    return _ei(math.comb(sum(counts), 2) - within, within)


def _by_node(ties: Sequence[Tie], group: Mapping[Hashable, Hashable]) -> dict[Hashable, float | None]:
    """The E-I index of every node's own ties."""
    external, internal = dict.fromkeys(group, 0.0), dict.fromkeys(group, 0.0)
    for one, other, count in ties:
        side = internal if group[one] == group[other] else external
        side[one] += count
        side[other] += count
    return {node: _ei(external[node], internal[node]) for node in group}


def _p(
    group: Mapping[Hashable, Hashable],
    ties: Sequence[Tie],
    ei: float,
    expected: float,
    runs: int,
    seed: int,
) -> float:
    """The share of random assignments, with the observed one, that lie as far from what is expected.

    B. Phipson and G. K. Smyth (2010), Statistical Applications in Genetics and Molecular Biology 9, 39: a
    p-value from random draws is never 0.
    """
    place = {node: number for number, node in enumerate(group)}
    number = {name: code for code, name in enumerate(sorted(set(group.values()), key=_name))}
    codes = np.array([number[name] for name in group.values()])
    one = np.array([place[tie[0]] for tie in ties])
    other = np.array([place[tie[1]] for tie in ties])
    counts = np.array([tie[2] for tie in ties], dtype=float)
    total = float(counts.sum())
    generator = np.random.default_rng(seed)
    as_far = 1
    for _ in range(runs):
        drawn = generator.permutation(codes)
        external = float(counts[drawn[one] != drawn[other]].sum())
        # Rounding does not decide whether a draw that equals what was observed is as far from the middle.
        as_far += abs((2 * external - total) / total - expected) >= abs(ei - expected) - 1e-12
    return as_far / (runs + 1)


def _assortativity(matrix: Matrix, marginals: Mapping[Hashable, float]) -> float | None:
    """Newman's coefficient; None where no tie has an end in a second group, so that none could be mixed.

    Newman counts ends of ties: a tie within a group has two there.
    """
    ends = {name: marginals[name] + matrix[name][name] for name in matrix}
    if sum(count > 0 for count in ends.values()) < 2:
        return None
    total = sum(ends.values())
    observed = sum(2 * matrix[name][name] for name in matrix) / total
    chance = sum((count / total) ** 2 for count in ends.values())
    return (observed - chance) / (1 - chance)
