"""Brokerage of every node and of the whole network, beside what chance would give."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.analytics.brokerage import moments
from kg.analytics.brokerage.arcs import Arcs, Floats, mutual, read, transitive
from kg.analytics.brokerage.roles import COLUMNS, WEIGHTS, tally

__all__ = ["Brokerage", "Score", "Scores", "brokerage", "chosen"]


@dataclass(frozen=True)
class Score:
    """One number beside what chance would give; z is NaN where chance leaves no choice."""

    count: float
    expected: float
    sd: float
    z: float


@dataclass(frozen=True, eq=False)
class Scores:
    """Counts, expected values, standard deviations and z: arrays of one shape, the last axis COLUMNS."""

    counts: NDArray[Any]
    expected: Floats
    sd: Floats
    z: Floats


@dataclass(frozen=True, eq=False)
class Brokerage(Scores):
    """What `brokerage` returns: tables with a row a node, in the order of the network, and columns COLUMNS.

    `network` has the same for all nodes together, in one row. `groups` has the group of every node that
    counts, `left_out` the nodes without one. The arrays cannot be written to.
    """

    nodes: tuple[Hashable, ...]
    network: Scores
    groups: Mapping[Hashable, Hashable]
    left_out: tuple[Hashable, ...]

    def of(self, node: Hashable) -> dict[str, Score]:
        """The scores of one node by column; KeyError if it is left out or unknown."""
        row = self._rows[node]
        return _scores(self.counts[row], self.expected[row], self.sd[row], self.z[row])

    def overall(self) -> dict[str, Score]:
        """The scores of the whole network by column."""
        return _scores(self.network.counts, self.network.expected, self.network.sd, self.network.z)

    @cached_property
    def _rows(self) -> dict[Hashable, int]:
        return {node: row for row, node in enumerate(self.nodes)}


def brokerage(
    network: nx.Graph,
    groups: Mapping[Any, Hashable],
    *,
    weights: str = "none",
    variance: str = "sna",
) -> Brokerage:
    """Who mediates between whom: the roles of Gould and Fernandez, counted and compared with chance.

    A node v brokers from a to b if a → v → b and there is no arc a → b, for three different nodes. The role
    depends on the groups of the three. Read from left to right, groups in capitals::

        coordinator       A → [A] → A      w_I in R's sna
        itinerant         A → [B] → A      w_O; also consultant
        gatekeeper        A → [B] → B      b_OI
        representative    A → [A] → B      b_IO
        liaison           A → [B] → C      b_O
        total             any of these     t

    Arcs are those of `kg.analytics.simplify.directed`: an undirected or symmetric edge is an arc in both
    directions, parallel arcs are one, loops are nothing. Nodes without a group (no entry, None, "" or NaN)
    are left out with their arcs, and named in the result. `weights` says what a triad counts: "none" one;
    "min" the smaller of its two weights, as a chain carries what its weakest link does; "product" their
    product, which is the number of ways if weights are numbers of parallel arcs. Sums of whole weights are
    exact; of decimal ones, what is below 10⁻¹² of all that passes through a node is taken for zero.

    Expected values and standard deviations are those of a Bernoulli digraph with the same density and
    groups, as in R's sna; z = (count − expected) / sd, and NaN where sd is 0. Weighted counts have none of
    these: NaN. `variance` is that of the whole network: "sna" as that package has it, or "exact" with all
    covariances, some of which it leaves out (see `moments.of_network`); single nodes have the same in both.
    How near z is to a normal distribution is not known in general: `permutation_test` does not assume it.

    ValueError for an unknown `weights` or `variance`; where weights count, for one below zero or not finite.

    Whoever has one friend abroad speaks for both sides::

        ann ⇄ bob ⇄ cyn        ann and bob are red, cyn is blue

    >>> network = nx.Graph([("ann", "bob"), ("bob", "cyn")])
    >>> result = brokerage(network, {"ann": "red", "bob": "red", "cyn": "blue"})
    >>> {role: score.count for role, score in result.of("bob").items() if score.count}
    {'gatekeeper': 1, 'representative': 1, 'total': 2}
    >>> round(result.of("bob")["total"].expected, 3)  # density 2/3, and p = (2/3)² · 1/3 for each direction
    0.296
    """
    arcs = chosen(network, groups, weights)
    if variance not in moments.VARIANCES:
        raise ValueError(f"variance is one of {', '.join(moments.VARIANCES)}, not {variance!r}")
    counts = tally(arcs, arcs.codes, chain([mutual(arcs)], transitive(arcs)), weights)
    by_node, overall = _moments(arcs, variance, known=weights == "none")
    return Brokerage(
        **vars(_standardised(counts, *by_node)),
        nodes=arcs.nodes,
        network=_standardised(counts.sum(axis=0), *overall),
        groups={node: arcs.groups[code] for node, code in zip(arcs.nodes, arcs.codes.tolist(), strict=True)},
        left_out=arcs.left_out,
    )


def chosen(network: nx.Graph, groups: Mapping[Any, Hashable], weights: str) -> Arcs:
    """The arcs of a network, if this way of weighing exists and its weights can be weighed."""
    if weights not in WEIGHTS:
        raise ValueError(f"weights is one of {', '.join(WEIGHTS)}, not {weights!r}")
    arcs = read(network, groups)
    if weights != "none" and not (np.isfinite(arcs.weight) & (arcs.weight >= 0)).all():
        raise ValueError("a weight is negative or no number")
    return arcs


def _moments(
    arcs: Arcs, variance: str, *, known: bool
) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]]:
    """(expected, variance) of each node, and of the whole network; NaN if they are not known."""
    size, factor = len(arcs.nodes), 1.0 if known else np.nan
    density = len(arcs.source) / (size * (size - 1)) if size > 1 else 0.0
    sizes = np.bincount(arcs.codes, minlength=len(arcs.groups)).tolist()
    expected, spread = moments.of_groups(sizes, density)
    overall, overall_spread = moments.of_network(sizes, density, variance)
    return (
        (expected[arcs.codes] * factor, spread[arcs.codes] * factor),
        (overall * factor, overall_spread * factor),
    )


def _standardised(counts: NDArray[Any], expected: Floats, variance: Floats) -> Scores:
    sd = np.sqrt(np.maximum(variance, 0))  # a zero may come out of rounding as less
    z = np.full(sd.shape, np.nan)
    np.divide(counts - expected, sd, out=z, where=sd > 0)
    for array in (counts, expected, sd, z):
        array.flags.writeable = False
    return Scores(counts, expected, sd, z)


def _scores(*rows: NDArray[Any]) -> dict[str, Score]:
    values = zip(*(row.tolist() for row in rows), strict=True)
    return {column: Score(*numbers) for column, numbers in zip(COLUMNS, values, strict=True)}
