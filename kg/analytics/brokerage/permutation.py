"""Is it the groups? The same counts with the groups dealt out anew, many times."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import networkx as nx
import numpy as np

from kg.analytics.brokerage.arcs import Floats, mutual, transitive
from kg.analytics.brokerage.roles import COLUMNS, rounding, tally
from kg.analytics.brokerage.scores import chosen

__all__ = ["PermutationTest", "permutation_test"]


@dataclass(frozen=True, eq=False)
class PermutationTest:
    """p-values: `p` with a row a node and columns COLUMNS, `network` the same for all nodes together."""

    nodes: tuple[Hashable, ...]
    p: Floats
    network: Floats
    runs: int
    seed: int

    def of(self, node: Hashable) -> dict[str, float]:
        """The p-values of one node by column; KeyError if it has no group or is unknown."""
        return dict(zip(COLUMNS, self.p[self._rows[node]].tolist(), strict=True))

    def overall(self) -> dict[str, float]:
        """The p-values of the whole network by column."""
        return dict(zip(COLUMNS, self.network.tolist(), strict=True))

    @cached_property
    def _rows(self) -> dict[Hashable, int]:
        return {node: row for row, node in enumerate(self.nodes)}


def permutation_test(
    network: nx.Graph,
    groups: Mapping[Any, Hashable],
    *,
    runs: int = 999,
    seed: int = 0,
    weights: str = "none",
) -> PermutationTest:
    """How often groups dealt out at random give a node at least as many triads in a role as it has.

    The network stays as it is, with all its hubs and triangles, and so do the sizes of the groups; who is in
    which group is permuted, over all nodes that have one. p = (k + 1) / (runs + 1), k being the number of
    runs with at least the observed count: the upper tail, and never zero. A small p says that there is more
    of a role than the position of the node in the network explains. The total does not depend on groups:
    its p is 1.

    There are as many p-values as nodes and roles: correct for their number before calling one significant.
    The same `seed` gives the same p-values. In memory are 12 bytes for every two-path that an arc closes;
    they are found once. ValueError as from `brokerage`, and for fewer runs than one. B. Phipson and G. K.
    Smyth (2010), "Permutation P-values Should Never Be Zero", Statistical Applications in Genetics and
    Molecular Biology 9, 39.

    >>> network = nx.DiGraph([("ann", "bob"), ("bob", "cyn")])
    >>> test = permutation_test(network, {"ann": 1, "bob": 2, "cyn": 3}, runs=99)
    >>> test.of("bob")["liaison"], test.of("bob")["coordinator"]  # whoever is in which: all are strangers
    (1.0, 1.0)
    """
    if runs < 1:
        raise ValueError(f"a permutation test takes at least one run, not {runs}")
    arcs = chosen(network, groups, weights)
    # In 32 bits, as they are read again in every run.
    closed = [piece.narrow() for piece in (mutual(arcs), *transitive(arcs))]
    observed = tally(arcs, arcs.codes, closed, weights)
    # Equal sums of decimal weights may differ in their last digits.
    slack = rounding(arcs, weights)
    bar, bar_overall = observed - slack, observed.sum(axis=0) - slack.sum()
    reached, reached_overall = np.zeros(observed.shape, np.int64), np.zeros(len(COLUMNS), np.int64)
    random = np.random.Generator(np.random.PCG64(seed))
    for _ in range(runs):
        counts = tally(arcs, random.permutation(arcs.codes), closed, weights)
        reached += counts >= bar
        reached_overall += counts.sum(axis=0) >= bar_overall
    p, overall = (reached + 1) / (runs + 1), (reached_overall + 1) / (runs + 1)
    p.flags.writeable = overall.flags.writeable = False
    return PermutationTest(arcs.nodes, p, overall, runs, seed)
