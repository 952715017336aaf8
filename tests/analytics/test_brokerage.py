"""Brokerage counted: the roles by hand, and everything against three plain loops over the definition.

The oracle, in `brokerage/cases.py`, is as slow and plain as the definition: for every a, v and b that are
three different nodes with a → v → b and no a → b, the groups say the role.
"""

from __future__ import annotations

import math
from collections.abc import Hashable
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analytics.brokerage import COLUMNS, ROLES, WEIGHTS, Score, arcs, brokerage, permutation_test, roles
from kg.analytics.simplify import directed
from tests.analytics.brokerage.cases import Groups, networks, plain_counts


def counted(network: nx.Graph, groups: Groups, **options: Any) -> dict[Hashable, dict[str, float]]:
    """What the package counts, in the same shape."""
    result = brokerage(network, groups, **options)
    return {node: {role: score.count for role, score in result.of(node).items()} for node in result.nodes}


def nonzero(scores: dict[str, Score]) -> dict[str, float]:
    """The counts above zero, without their sum."""
    return {role: score.count for role, score in scores.items() if score.count and role != "total"}


WHOLE = st.integers(0, 6)
DECIMAL = st.sampled_from([0.1, 0.2, 0.3, 0.7, 2.5, 40.0])


# The roles.


@pytest.mark.parametrize(
    ("groups", "role"),
    [
        ("AAA", "coordinator"),
        ("ABA", "itinerant"),
        ("ABB", "gatekeeper"),
        ("AAB", "representative"),
        ("ABC", "liaison"),
    ],
)
def test_the_groups_of_three_say_the_role(groups: str, role: str) -> None:
    """Gould and Fernandez (1989), figure 1, from a to v to b::

    a ──► v ──► b
    """
    network = nx.DiGraph(["av", "vb"])
    result = brokerage(network, dict(zip("avb", groups, strict=True)))
    assert nonzero(result.of("v")) == {role: 1}
    assert nonzero(result.of("a")) == nonzero(result.of("b")) == {}
    assert roles.role_of(*groups) == role
    assert nonzero(result.overall()) == {role: 1}


def test_there_are_five_roles_and_their_sum() -> None:
    """In the order of the columns."""
    assert ROLES == ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")
    assert [*ROLES, "total"] == list(COLUMNS)


def test_an_arc_from_end_to_end_leaves_nothing_to_broker() -> None:
    """a reaches b without v; that b reaches a changes nothing::

    a ──► v ──► b          a ──► b          b ──► a
    """
    groups = dict.fromkeys("avb", "red")
    assert nonzero(brokerage(nx.DiGraph(["av", "vb", "ab"]), groups).overall()) == {}
    assert nonzero(brokerage(nx.DiGraph(["av", "vb", "ba"]), groups).of("v")) == {"coordinator": 1}


def test_nobody_is_brought_together_with_themselves() -> None:
    """a ⇄ v is two arcs and no triad."""
    assert nonzero(brokerage(nx.DiGraph(["av", "va"]), {"a": 1, "v": 2}).overall()) == {}


def test_two_brokers_of_one_pair_count_both() -> None:
    """Each has the triad: a broker need not be the only one::

         ┌──► v ──┐
    a ───┤        ├──► b
         └──► w ──┘
    """
    result = brokerage(nx.DiGraph(["av", "vb", "aw", "wb"]), {"a": 1, "b": 1, "v": 1, "w": 2})
    assert nonzero(result.of("v")) == {"coordinator": 1}
    assert nonzero(result.of("w")) == {"itinerant": 1}
    assert result.overall()["total"].count == 2


# Which arcs there are.


def test_an_edge_without_direction_is_an_arc_in_both() -> None:
    """By the network or by the edge."""
    groups = {"a": "red", "v": "red", "b": "blue"}
    both = {"gatekeeper": 1, "representative": 1}
    assert nonzero(brokerage(nx.Graph(["av", "vb"]), groups).of("v")) == both
    marked = nx.MultiDiGraph()
    marked.add_edges_from(["av", "bv"], symmetric=True)
    assert nonzero(brokerage(marked, groups).of("v")) == both


def test_parallel_arcs_are_one_tie_and_loops_none() -> None:
    """A tie is a tie."""
    network = nx.MultiDiGraph(["av", "av", "vb", "vb", "vb", "vv", "aa"])
    assert nonzero(brokerage(network, dict.fromkeys("avb", 1)).overall()) == {"coordinator": 1}


def test_weights_may_count() -> None:
    """Two to v and three from v: the thinner carries 2, and there are 2 · 3 ways."""
    network = nx.MultiDiGraph(["av", "av", "vb", "vb", "vb"])
    groups = dict.fromkeys("avb", 1)
    assert WEIGHTS == ("none", "min", "product")
    found = [brokerage(network, groups, weights=weights).of("v")["total"].count for weights in WEIGHTS]
    assert found == [1, 2, 6]


@pytest.mark.parametrize("weights", ["min", "product"])
def test_chance_says_nothing_of_weights(weights: str) -> None:
    """The null model has arcs, not weights; counts are there, the rest is not a number."""
    result = brokerage(nx.path_graph(3), dict.fromkeys(range(3), 1), weights=weights)
    for scores in (result, result.network):
        assert scores.counts.sum() == 4
        assert all(np.isnan(table).all() for table in (scores.expected, scores.sd, scores.z))


@pytest.mark.parametrize("weight", [-1, math.nan, math.inf])
def test_a_weight_that_cannot_be_weighed_is_a_mistake(weight: float) -> None:
    """Only where weights count."""
    network = nx.DiGraph()
    network.add_edge("a", "b", weight=weight)
    groups = {"a": 1, "b": 2}
    assert brokerage(network, groups).overall()["total"].count == 0
    with pytest.raises(ValueError, match="weight is negative or no number"):
        brokerage(network, groups, weights="min")
    with pytest.raises(ValueError, match="weight is negative or no number"):
        permutation_test(network, groups, weights="product")


def test_an_option_that_does_not_exist_is_a_mistake() -> None:
    """Not a silent default."""
    with pytest.raises(ValueError, match="weights is one of none, min, product, not 'sum'"):
        brokerage(nx.Graph(), {}, weights="sum")
    with pytest.raises(ValueError, match="variance is one of sna, exact, not 'best'"):
        brokerage(nx.Graph(), {}, variance="best")


# Who has a group.


def test_who_has_no_group_is_left_out_with_their_arcs() -> None:
    """And named; the density is that of the others, and whom they tie is not tied by them."""
    network = nx.DiGraph(["av", "vb", "vx", "xb", "yv", "az"])
    groups = {"a": 1, "v": 1, "b": 1, "x": None, "y": "", "z": math.nan, "nobody": 1}
    result = brokerage(network, groups)
    assert result.left_out == ("x", "y", "z")
    assert result.nodes == ("a", "v", "b")
    assert result.groups == {"a": 1, "v": 1, "b": 1}
    without = brokerage(network.subgraph("avb"), groups)
    for found, expected in ((result, without), (result.network, without.network)):
        for table in ("counts", "expected", "sd", "z"):
            np.testing.assert_array_equal(getattr(found, table), getattr(expected, table))


def test_zero_and_false_are_groups() -> None:
    """Only what says nothing is no group."""
    network = nx.DiGraph(["av", "vb"])
    result = brokerage(network, {"a": 0, "v": False, "b": ("tuple",)})
    assert result.left_out == ()
    assert nonzero(result.of("v")) == {"representative": 1}


def test_nodes_are_in_the_order_of_the_network() -> None:
    """Of rows, groups and those left out."""
    network = nx.DiGraph()
    network.add_nodes_from("zyxwv")
    result = brokerage(network, {"x": 1, "z": 2, "v": 1})
    assert (result.nodes, tuple(result.groups), result.left_out) == (
        ("z", "x", "v"),
        ("z", "x", "v"),
        ("y", "w"),
    )


@pytest.mark.parametrize("groups", [{}, {0: 1}, {0: 1, 1: 2}])
@pytest.mark.parametrize("network", [nx.Graph(), nx.empty_graph(1), nx.complete_graph(3), nx.path_graph(3)])
@pytest.mark.parametrize("weights", WEIGHTS)
def test_little_or_nothing_is_no_error(network: nx.Graph, groups: Groups, weights: str) -> None:
    """Nobody, one alone, no group; all shapes are right, no division by zero."""
    result = brokerage(network, groups, weights=weights)
    size = len(set(groups) & set(network))
    assert result.counts.shape == result.expected.shape == result.sd.shape == result.z.shape == (size, 6)
    assert result.network.z.shape == (6,)
    assert result.counts.sum() == 0
    assert np.isnan(result.z).all()
    assert permutation_test(network, groups, weights=weights, runs=3).p.tolist() == [[1.0] * 6] * size


# Against the definition.


@given(networks())
def test_the_counts_are_those_of_the_definition(case: tuple[nx.Graph, Groups]) -> None:
    """Whatever the network."""
    assert counted(*case) == plain_counts(*case)


@pytest.mark.parametrize("weights", ["min", "product"])
@given(networks(WHOLE))
def test_weighted_counts_are_those_of_the_definition(weights: str, case: tuple[nx.Graph, Groups]) -> None:
    """Whole weights give whole counts, to the last digit."""
    assert counted(*case, weights=weights) == plain_counts(*case, weights)


@pytest.mark.parametrize("weights", ["min", "product"])
@given(networks(DECIMAL))
def test_decimal_weights_leave_no_dust(weights: str, case: tuple[nx.Graph, Groups]) -> None:
    """What a difference of sums leaves in the last digits: zero is zero, and the rest right to 9 digits."""
    expected = plain_counts(*case, weights)
    found = counted(*case, weights=weights)
    for node, row in expected.items():
        assert found[node] == pytest.approx(row, rel=1e-9, abs=0)


@given(networks(WHOLE))
def test_it_makes_no_difference_how_the_work_is_cut(case: tuple[nx.Graph, Groups]) -> None:
    """Into small pieces, and with sorting in place of a table."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(arcs, "CHUNK", 3)
        patch.setattr(roles, "_TABLE", 0)
        for weights in WEIGHTS:
            assert counted(*case, weights=weights) == plain_counts(*case, weights)


@given(networks())
def test_every_triad_has_one_role(case: tuple[nx.Graph, Groups]) -> None:
    """The roles add up to the total, and the nodes to the network."""
    result = brokerage(*case)
    assert (result.counts[:, :5].sum(axis=1) == result.counts[:, 5]).all()
    assert (result.counts.sum(axis=0) == result.network.counts).all()


@given(networks())
def test_turning_all_arcs_round_swaps_gatekeepers_and_representatives(case: tuple[nx.Graph, Groups]) -> None:
    """And changes nothing else."""
    graph, groups = directed(case[0]), case[1]
    swapped = brokerage(graph.reverse(), groups).counts[:, [0, 1, 3, 2, 4, 5]]
    assert (swapped == brokerage(graph, groups).counts).all()


# What is promised besides.


def test_a_hub_is_no_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    """20,000 to it and 20,000 from it: 400 million triads are counted, and few more looked at than arcs."""
    network = nx.DiGraph()
    network.add_edges_from((f"a{number}", "hub") for number in range(20_000))
    network.add_edges_from(("hub", f"b{number}") for number in range(20_000))
    network.add_edge("a0", "b0")
    groups = {node: str(node)[0] for node in network}
    assert nonzero(brokerage(network, groups).of("hub")) == {"liaison": 20_000**2 - 1}
    asked = []

    def count(found: arcs.Arcs, source: arcs.Integers, target: arcs.Integers) -> arcs.Integers:
        asked.append(len(source))
        return find(found, source, target)

    find = arcs.Arcs.find
    monkeypatch.setattr(arcs.Arcs, "find", count)
    brokerage(network, groups)
    # Once for mutual ties; then for each arc the shorter of two lists, of 0 or 1, and of 1 for a0 → hub.
    assert sum(asked) <= 3 * network.number_of_edges()


def test_light_ties_are_not_lost_beside_heavy_ones() -> None:
    """The smaller weight of each pair, where sums over all nodes reach 10¹⁵ and one node's is 0.06."""
    network = nx.DiGraph()
    network.add_weighted_edges_from((f"a{number}", "hub", 1e12 + 0.3) for number in range(1000))
    network.add_weighted_edges_from([("hub", "end", 1e12), ("x", "y", 0.06), ("y", "z", 0.1)])
    result = brokerage(network, dict.fromkeys(network, 1), weights="min")
    assert result.of("y")["coordinator"].count == pytest.approx(0.06, rel=1e-12)
    assert result.of("hub")["coordinator"].count == pytest.approx(1e15, rel=1e-12)


def test_what_is_known_is_asked_by_name() -> None:
    """A node by role; one that is left out or unknown is a KeyError."""
    result = brokerage(nx.DiGraph(["av", "vb"]), {"a": 1, "v": 1, "b": 2})
    score = result.of("v")["representative"]
    assert isinstance(score.count, int)
    assert score.z == pytest.approx((score.count - score.expected) / score.sd)
    for unknown in ("x", None):
        with pytest.raises(KeyError):
            result.of(unknown)


def test_the_arrays_cannot_be_written_to() -> None:
    """A result is a result."""
    result = brokerage(nx.DiGraph(["av", "vb"]), {"a": 1, "v": 1, "b": 2})
    for table in (result.counts, result.expected, result.sd, result.z, result.network.counts):
        with pytest.raises(ValueError, match="read-only"):
            table[...] = 0


@given(networks(WHOLE))
def test_the_network_that_was_given_is_not_changed(case: tuple[nx.Graph, Groups]) -> None:
    """Nor are the groups."""
    network, groups = case
    before, known = network.copy(), dict(groups)
    brokerage(network, groups, weights="min")
    permutation_test(network, groups, runs=2)
    assert nx.utils.graphs_equal(network, before)
    assert groups == known


@given(networks(WHOLE))
def test_arcs_are_sorted_and_closed_ones_are_found(case: tuple[nx.Graph, Groups]) -> None:
    """By source and target, by target and source; and every two-path that is closed, once."""
    found = arcs.read(*case)
    pairs = list(zip(found.source.tolist(), found.target.tolist(), strict=True))
    assert pairs == sorted(pairs)
    turned = [pairs[place][::-1] for place in found.by_target]
    assert turned == sorted(turned)
    graph = nx.DiGraph(pairs)
    expected = [(a, v, b) for a, v in pairs for b in graph[v] if a == b or graph.has_edge(a, b)]
    closed = []
    for piece in (arcs.mutual(found), *arcs.transitive(found)):
        assert [row.itemsize for row in piece.narrow()] == [4, 4, 4]
        assert all((row == same).all() for row, same in zip(piece, piece.narrow(), strict=True))
        for first, second, closing in zip(*(row.tolist() for row in piece), strict=True):
            assert pairs[first][1] == pairs[second][0]
            assert closing == -1 or pairs[closing] == (pairs[first][0], pairs[second][1])
            closed.append((*pairs[first], pairs[second][1]))
    assert sorted(closed) == sorted(expected)
