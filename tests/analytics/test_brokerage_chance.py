"""Brokerage by chance: the moments against all digraphs there are, and permutations against all permutations.

R's sna is asked in `test_brokerage_sna.py`; here nobody is asked, everything is enumerated.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from typing import TypeAlias

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from kg.analytics.brokerage import COLUMNS, ROLES, VARIANCES, brokerage, moments, permutation_test
from kg.analytics.brokerage.roles import role_of
from tests.analytics.brokerage.cases import Groups, networks, plain_counts

#: The nodes of a triad: source, broker, target.
Three: TypeAlias = tuple[int, int, int]
PARTITIONS = [(4,), (3, 1), (2, 2), (2, 1, 1), (1, 1, 1, 1), (1, 3)]
SIZES = st.lists(st.integers(1, 6), min_size=1, max_size=5)
DENSITY = st.floats(0.01, 0.99)


def members(sizes: tuple[int, ...] | list[int]) -> list[int]:
    """The group of each node."""
    return [group for group, size in enumerate(sizes) for _ in range(size)]


def threes(sizes: tuple[int, ...] | list[int], column: str) -> Iterator[Three]:
    """All three nodes that would be a triad of one role, if the arcs were so."""
    group = members(sizes)
    for a, v, b in itertools.permutations(range(len(group)), 3):
        if column in ("total", role_of(group[a], group[v], group[b])):
            yield a, v, b


# Expected values and standard deviations.


@pytest.mark.parametrize("density", [0.2, 0.5, 0.9])
@pytest.mark.parametrize("sizes", PARTITIONS)
def test_the_moments_are_those_of_all_digraphs(sizes: tuple[int, ...], density: float) -> None:
    """The 4,096 digraphs of four nodes, each as likely as its arcs: d for one, 1 − d for one that lacks."""
    pairs = list(itertools.permutations(range(4), 2))
    arcs = (np.arange(1 << 12)[:, None] >> np.arange(12) & 1).astype(bool)
    there = {pair: arcs[:, place] for place, pair in enumerate(pairs)}
    number = arcs.sum(axis=1)
    chance = density**number * (1 - density) ** (12 - number)

    def mean_and_variance(counts: NDArray[np.int64]) -> tuple[float, float]:
        mean = float(chance @ counts)
        return mean, float(chance @ (counts - mean) ** 2)

    of_groups = moments.of_groups(sizes, density)
    of_network = moments.of_network(sizes, density, "exact")
    for place, column in enumerate(COLUMNS):
        nodes = np.zeros((4, len(arcs)), np.int64)
        for a, v, b in threes(sizes, column):
            nodes[v] += there[a, v] & there[v, b] & ~there[a, b]
        for node, group in enumerate(members(sizes)):
            found = of_groups[0][group, place], of_groups[1][group, place]
            assert found == pytest.approx(mean_and_variance(nodes[node]), rel=1e-9, abs=1e-12)
        found = of_network[0][place], of_network[1][place]
        assert found == pytest.approx(mean_and_variance(nodes.sum(axis=0)), rel=1e-9, abs=1e-12)


def covariance(one: Three, other: Three, density: float) -> float:
    """Of two triads being there, by which arcs they have and lack."""
    (a, v, b), (x, w, y) = one, other
    have, lack = {(a, v), (v, b), (x, w), (w, y)}, {(a, b), (x, y)}
    both = 0.0 if have & lack else density ** len(have) * (1 - density) ** len(lack)
    return both - (density**2 * (1 - density)) ** 2


def conflict(one: Three, other: Three) -> bool:
    """Whether one has the arc that the other lacks."""
    (a, v, b), (x, w, y) = one, other
    return (a, b) in ((x, w), (w, y)) or (x, y) in ((a, v), (v, b))


@pytest.mark.parametrize("density", [0.15, 0.6])
@pytest.mark.parametrize("sizes", [(7,), (3, 4), (1, 2, 4), (2, 2, 2), (2, 1, 1, 1, 2)])
def test_the_variance_of_a_network_adds_up_pair_by_pair(sizes: tuple[int, ...], density: float) -> None:
    """ "exact" is the sum over all pairs of triads; of it "sna" leaves out what the docstring says.

    Conflicts are left out: of coordinators and of the total those among the same three nodes, of
    gatekeepers and of representatives all.
    """
    exact, sna = (moments.of_network(sizes, density, variance)[1] for variance in ("exact", "sna"))
    for place, column in enumerate(COLUMNS):
        triads = list(threes(sizes, column))
        every = left_out = 0.0
        for one, other in itertools.product(triads, triads):
            value = covariance(one, other, density)
            every += value
            if conflict(one, other) and (
                column in ("gatekeeper", "representative")
                or (column in ("coordinator", "total") and set(one) == set(other))
            ):
                left_out += value
        assert exact[place] == pytest.approx(every, rel=1e-9, abs=1e-12)
        assert sna[place] == pytest.approx(every - left_out, rel=1e-9, abs=1e-12)


@given(SIZES, DENSITY)
def test_the_exact_variance_is_never_larger(sizes: list[int], density: float) -> None:
    """And is one, not below zero; expected values are the same."""
    sna, exact = (moments.of_network(sizes, density, variance) for variance in VARIANCES)
    assert (exact[1] <= sna[1] * (1 + 1e-12)).all()
    assert (exact[1] >= -1e-12).all()
    assert (exact[0] == sna[0]).all()


@given(SIZES, DENSITY)
def test_expected_values_add_up(sizes: list[int], density: float) -> None:
    """The roles to the total, the nodes to the network: all ordered threes, each with d²(1 − d)."""
    expected = moments.of_groups(sizes, density)[0]
    assert expected[:, :5].sum(axis=1) == pytest.approx(expected[:, 5])
    whole = moments.of_network(sizes, density)[0]
    assert np.array(sizes) @ expected == pytest.approx(whole)
    number = math.perm(sum(sizes), 3)
    assert whole[5] == pytest.approx(number * density**2 * (1 - density))


def test_large_groups_lose_no_digits() -> None:
    """Fourth powers of 40,000 are more than a double counts: what only three groups can have stays zero."""
    variance = moments.of_network([40_000], 1e-4, "exact")[1]
    assert variance[0] == pytest.approx(variance[5], rel=1e-12)
    assert variance[1:5].tolist() == [0, 0, 0, 0]
    variance = moments.of_network([40_000, 1], 1e-4, "exact")[1]
    assert variance[1] > 0 == variance[4]


def test_density_is_that_of_the_nodes_with_a_group() -> None:
    """By hand: 2 arcs of 6, so p = (1/3)² · 2/3 = 2/27, and v has two ordered pairs of others."""
    network = nx.DiGraph(["av", "vb", "vx", "xy"])
    score = brokerage(network, {"a": 1, "v": 1, "b": 2}).of("v")
    assert score["total"].expected == pytest.approx(2 * 2 / 27)
    assert score["representative"].expected == pytest.approx(2 / 27)
    assert score["representative"].sd == pytest.approx(math.sqrt(2 / 27 * 25 / 27))
    assert score["representative"].z == pytest.approx((1 - 2 / 27) / math.sqrt(2 / 27 * 25 / 27))
    assert math.isnan(score["liaison"].z)


def test_exact_differs_for_the_network_only() -> None:
    """Of single nodes there is one variance."""
    network = nx.gnp_random_graph(12, 0.3, seed=1, directed=True)
    groups = {node: node % 3 for node in network}
    default, sna, exact = (
        brokerage(network, groups),
        *(brokerage(network, groups, variance=variance) for variance in ("sna", "exact")),
    )
    assert (default.network.sd == sna.network.sd).all()
    assert (exact.sd == sna.sd).all()
    smaller = dict(zip(COLUMNS, exact.network.sd < sna.network.sd - 1e-9, strict=True))
    assert [role for role, is_smaller in smaller.items() if is_smaller] == [
        "coordinator",
        "gatekeeper",
        "representative",
        "total",
    ]


# Permutations.


def permuted_exactly(network: nx.Graph, groups: Groups) -> dict[object, dict[str, float]]:
    """The share of all permutations of the groups that give at least as much."""
    observed = plain_counts(network, groups)
    nodes = list(observed)
    reached = {node: dict.fromkeys(COLUMNS, 0) for node in nodes}
    number = 0
    for order in itertools.permutations([groups[node] for node in nodes]):
        number += 1
        counts = plain_counts(network, dict(zip(nodes, order, strict=True)))
        for node, column in itertools.product(nodes, COLUMNS):
            reached[node][column] += counts[node][column] >= observed[node][column]
    return {node: {column: k / number for column, k in row.items()} for node, row in reached.items()}


@pytest.mark.parametrize("seed", range(2))
def test_p_is_the_share_of_all_permutations(seed: int) -> None:
    """All 120 of five nodes; 4,000 drawn ones are within four standard errors, at most 0.032."""
    network = nx.gnp_random_graph(5, 0.45, seed=seed, directed=True)
    groups = dict(zip(network, "AABBC", strict=True))
    exact = permuted_exactly(network, groups)
    test = permutation_test(network, groups, runs=4000, seed=seed)
    for node in network:
        assert test.of(node) == pytest.approx(exact[node], abs=0.032)


def test_whoever_stands_between_groups_is_found() -> None:
    """Ten of one group point to the hub, which points to ten of another: no deal gives it as much."""
    network = nx.DiGraph([(f"a{n}", "hub") for n in range(10)] + [("hub", f"b{n}") for n in range(10)])
    groups = {node: str(node)[0] for node in network}
    test = permutation_test(network, groups, runs=199)
    assert test.of("hub")["liaison"] == test.overall()["liaison"] == 1 / 200
    assert test.of("hub")["coordinator"] == 1


@given(networks())
def test_p_is_a_probability_and_never_zero(case: tuple[nx.Graph, Groups]) -> None:
    """(k + 1) / (runs + 1); the total does not depend on groups, so its p is 1; nothing is reached always."""
    test = permutation_test(*case, runs=9)
    counts = brokerage(*case)
    assert test.nodes == counts.nodes
    assert test.p.shape == counts.counts.shape
    for table in (test.p, test.network):
        assert np.isin(np.round(table * 10), np.arange(1, 11)).all()
        assert (table[..., 5] == 1).all()
    assert (test.p[counts.counts == 0] == 1).all()


@given(networks(), st.integers(0, 3))
def test_the_same_seed_gives_the_same(case: tuple[nx.Graph, Groups], seed: int) -> None:
    """Whatever was drawn before."""
    first, second = (permutation_test(*case, runs=5, seed=seed) for _ in range(2))
    assert (first.p == second.p).all()
    assert (first.network == second.network).all()
    assert (first.runs, first.seed) == (5, seed)


def test_another_seed_gives_another() -> None:
    """A seed is used."""
    network = nx.gnp_random_graph(20, 0.2, seed=1, directed=True)
    groups = {node: node % 3 for node in network}
    first, second = (permutation_test(network, groups, runs=19, seed=seed) for seed in (1, 2))
    assert (first.p != second.p).any()


@pytest.mark.parametrize("weights", ["min", "product"])
@given(networks(st.integers(1, 9)))
def test_units_of_weights_decide_nothing(weights: str, case: tuple[nx.Graph, Groups]) -> None:
    """In tenths, where sums are rounded, the same sums are as equal as in whole numbers."""
    network, groups = case
    tenths = network.copy()
    for *_, data in tenths.edges(data=True):
        data["weight"] /= 10
    whole = permutation_test(network, groups, runs=9, weights=weights)
    rounded = permutation_test(tenths, groups, runs=9, weights=weights)
    assert (whole.p == rounded.p).all()
    assert (whole.network == rounded.network).all()


def test_the_sizes_of_groups_stay() -> None:
    """One group for all, or each their own: every deal is the same, and every p is 1."""
    network = nx.gnp_random_graph(9, 0.3, seed=3, directed=True)
    for groups in (dict.fromkeys(network, 1), {node: node for node in network}):
        assert (permutation_test(network, groups, runs=5).p == 1).all()


def test_who_has_no_group_takes_no_part() -> None:
    """Neither in the deal nor in the result."""
    network = nx.gnp_random_graph(12, 0.3, seed=4, directed=True)
    groups = {node: node % 2 for node in range(8)}
    test = permutation_test(network, groups, runs=19)
    without = permutation_test(network.subgraph(range(8)), groups, runs=19)
    assert (test.p == without.p).all()
    with pytest.raises(KeyError):
        test.of(11)


def test_a_test_takes_a_run() -> None:
    """None would make every p 1; and no array of the result can be written to."""
    with pytest.raises(ValueError, match="at least one run, not 0"):
        permutation_test(nx.Graph(), {}, runs=0)
    with pytest.raises(ValueError, match="weights is one of"):
        permutation_test(nx.Graph(), {}, weights="sum")
    test = permutation_test(nx.path_graph(3), {0: 1, 1: 1, 2: 2}, runs=1)
    with pytest.raises(ValueError, match="read-only"):
        test.p[...] = 0
    assert list(test.of(1)) == list(test.overall()) == [*ROLES, "total"]
