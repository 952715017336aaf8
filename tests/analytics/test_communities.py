"""Communities whose optimum is known: published, planted, by hand, or by trying all partitions."""

from __future__ import annotations

import math
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Hashable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analytics.communities import Agreement, Communities, agreement, communities
from kg.analytics.simplify import undirected

ROOT = Path(__file__).parents[2]
KARATE = nx.karate_club_graph()
LES_MISERABLES = nx.les_miserables_graph()


def sets(found: Communities) -> set[frozenset[Hashable]]:
    """The communities without their order."""
    return set(found.groups)


def test_the_karate_club() -> None:
    """Zachary (1977), unweighted: 0.4198 is the highest modularity there is, with four communities.

    Proved optimal by U. Brandes et al. (2008), "On Modularity Clustering", IEEE Transactions on Knowledge
    and Data Engineering 20, 172-188. Members are numbered from 0.
    """
    found = communities(nx.Graph(KARATE.edges))
    assert found.modularity == pytest.approx(0.4198, abs=5e-5)
    assert [set(group) for group in found.groups] == [
        {8, 9, 14, 15, 18, 20, 22, 26, 29, 30, 32, 33},
        {0, 1, 2, 3, 7, 11, 12, 13, 17, 19, 21},
        {23, 24, 25, 27, 28, 31},
        {4, 5, 6, 10, 16},
    ]


def test_two_cliques_and_a_bridge() -> None:
    """By hand, for cliques of four: 12 of 13 ties within, half of all ends each: 12/13 − 1/2."""
    found = communities(nx.barbell_graph(4, 0))
    assert found.groups == (frozenset({0, 1, 2, 3}), frozenset({4, 5, 6, 7}))
    assert found.membership == {0: 1, 1: 1, 2: 1, 3: 1, 4: 2, 5: 2, 6: 2, 7: 2}
    assert found.modularity == pytest.approx(12 / 13 - 1 / 2)
    assert (found.runs, found.stability, set(found.agreement.values())) == (20, 1.0, {1.0})


def test_the_resolution_limit() -> None:
    """Fortunato and Barthélemy (2007), PNAS 104, 36: of 30 cliques of five in a ring, pairs merge.

    Each clique on its own has the modularity 0.876, though nobody would draw other borders; in pairs it is
    higher. A higher resolution finds the cliques.
    """
    ring = nx.ring_of_cliques(30, 5)
    merged, single = communities(ring), communities(ring, resolution=4)
    assert merged.modularity is not None
    assert merged.modularity > nx.community.modularity(ring, single.groups) == pytest.approx(0.876, abs=5e-4)
    assert len(merged.groups) < 30
    assert sets(single) == {frozenset(range(5 * clique, 5 * clique + 5)) for clique in range(30)}
    assert single.stability == 1.0


@pytest.mark.parametrize("seed", range(3))
def test_planted_communities_are_found(seed: int) -> None:
    """Four groups of 30 with 40 % of ties within and 2 % between: every node, every run."""
    found = communities(nx.planted_partition_graph(4, 30, 0.4, 0.02, seed=seed))
    assert sets(found) == {frozenset(range(30 * group, 30 * group + 30)) for group in range(4)}
    assert found.stability == 1.0


def test_weights_draw_the_borders() -> None:
    """A square of two weak sides and two strong ones, by one heavy tie and by many."""
    square = nx.MultiDiGraph([("ann", "bob"), ("bob", "cyn"), ("cyn", "dan"), ("dan", "ann")])
    square.add_edge("bob", "ann", weight=4)
    square.add_edges_from([("cyn", "dan"), ("dan", "cyn"), ("dan", "cyn"), ("cyn", "dan")])
    found = communities(square)
    assert found.groups == (frozenset({"ann", "bob"}), frozenset({"cyn", "dan"}))
    assert found.modularity == pytest.approx(10 / 12 - 2 * (1 / 2) ** 2)


@pytest.mark.parametrize("resolution", [0.5, 1.0, 2.0])
@pytest.mark.parametrize("network", [KARATE, LES_MISERABLES, nx.florentine_families_graph()])
def test_modularity_is_that_of_networkx(network: nx.Graph, resolution: float) -> None:
    """Of the weighted network, to twelve digits."""
    found = communities(network, resolution=resolution)
    theirs = nx.community.modularity(undirected(network), found.groups, resolution=resolution)
    assert found.modularity == pytest.approx(theirs, abs=1e-12)


@pytest.mark.parametrize("network", [KARATE, LES_MISERABLES, nx.florentine_families_graph()])
def test_louvain_is_not_better(network: nx.Graph) -> None:
    """The best of as many runs of the algorithm that Leiden improves on."""
    found = communities(network)
    louvain = [nx.community.louvain_communities(network, seed=seed) for seed in range(20)]
    assert found.modularity is not None
    assert found.modularity >= max(nx.community.modularity(network, groups) for groups in louvain) - 1e-12


@pytest.mark.parametrize(
    "network", [KARATE, LES_MISERABLES, nx.connected_watts_strogatz_graph(90, 6, 0.2, seed=2)]
)
def test_another_implementation_finds_the_same_modularity(network: nx.Graph) -> None:
    """That of igraph, by the authors of the algorithm; the best of as many runs."""
    igraph = pytest.importorskip("igraph", reason="igraph is an extra")
    other = igraph.Graph(n=len(network))
    place = {node: number for number, node in enumerate(network)}
    other.add_edges([(place[one], place[two]) for one, two in network.edges])
    weights = [weight for _, _, weight in network.edges(data="weight", default=1)]
    igraph.set_random_number_generator(random.Random(0))
    runs = [other.community_leiden("modularity", weights=weights, n_iterations=-1) for _ in range(20)]
    igraph.set_random_number_generator(random)
    best = max(other.modularity(run, weights=weights) for run in runs)
    assert communities(network).modularity == pytest.approx(best, abs=1e-12)


def partitions(size: int) -> Iterator[list[int]]:
    """Every way to put so many nodes into groups, as labels."""
    if size == 0:
        yield []
        return
    for labels in partitions(size - 1):
        for label in range(max(labels, default=-1) + 2):
            yield [*labels, label]


@st.composite
def networks(draw: st.DrawFn, most: int = 9) -> nx.Graph:
    """A small network with whole weights, and with nodes that may be alone."""
    size = draw(st.integers(1, most))
    node = st.integers(0, size - 1)
    network = nx.empty_graph(size)
    network.add_weighted_edges_from(draw(st.lists(st.tuples(node, node, st.integers(1, 3)), max_size=18)))
    return network


@given(networks(most=6))
def test_the_best_of_twenty_runs_is_the_best_of_all_partitions(network: nx.Graph) -> None:
    """Of small networks, where all can be tried."""
    graph = undirected(network)
    found = communities(network)
    if not graph.size():
        assert found.modularity is None
        return
    total = graph.size(weight="weight")
    degree = dict(graph.degree(weight="weight"))
    best = max(
        sum(weight for one, other, weight in graph.edges(data="weight") if labels[one] == labels[other])
        / total
        - sum(degree[a] * degree[b] for a in graph for b in graph if labels[a] == labels[b])
        / (2 * total) ** 2
        for labels in partitions(len(graph))
    )
    assert found.modularity == pytest.approx(best, abs=1e-12)


@given(networks(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_count(network: nx.Graph, draw: random.Random) -> None:
    """All of the result is the same, to the last bit."""
    nodes = list(network)
    ties = [(*draw.sample((one, other), 2), weight) for one, other, weight in network.edges(data="weight")]
    draw.shuffle(nodes)
    draw.shuffle(ties)
    shuffled = nx.MultiDiGraph()
    shuffled.add_nodes_from(nodes)
    shuffled.add_weighted_edges_from(ties)
    assert communities(shuffled) == communities(network)


@given(networks(most=7), st.permutations(range(7)))
def test_names_do_not_count(network: nx.Graph, names: list[int]) -> None:
    """In another order the modularity is the same; in the same order everything is."""
    renamed = nx.relabel_nodes(network, {node: f"name {names[node]}" for node in network})
    ordered = nx.relabel_nodes(network, {node: ("a tuple", node) for node in network})
    found = communities(network)
    assert communities(renamed).modularity == pytest.approx(found.modularity)
    assert communities(ordered).groups == tuple(
        frozenset(("a tuple", node) for node in group) for group in found.groups
    )


@given(networks())
def test_it_is_a_partition_into_connected_groups(network: nx.Graph) -> None:
    """Every node is in one community; Leiden's promise, which Louvain does not keep: nobody is cut off."""
    found = communities(network, runs=3)
    assert Counter(node for group in found.groups for node in group) == Counter(network)
    assert all(nx.is_connected(network.subgraph(group)) for group in found.groups)
    assert {
        node: rank for rank, group in enumerate(found.groups, start=1) for node in group
    } == found.membership
    assert [len(group) for group in found.groups] == sorted(map(len, found.groups), reverse=True)
    assert found.agreement.keys() == set(network)
    assert all(0 < share <= 1 for share in found.agreement.values())


def test_the_largest_community_is_the_first_and_equals_go_by_name() -> None:
    """Numbers from 1; 10 comes before 2, as names do."""
    network = nx.disjoint_union_all([nx.complete_graph(2), nx.complete_graph(3), nx.complete_graph(2)])
    network = nx.relabel_nodes(network, {0: 20, 1: 21, 5: 100, 6: 101})
    network.add_node(7)
    assert [set(group) for group in communities(network).groups] == [{2, 3, 4}, {100, 101}, {20, 21}, {7}]


def test_the_hash_seed_does_not_count() -> None:
    """Sets of texts have another order in each process; the result does not."""
    program = (
        "import networkx as nx; from kg.analytics.communities import communities;"
        "found = communities(nx.les_miserables_graph(), runs=5);"
        "print([sorted(group) for group in found.groups], found.membership, found.modularity,"
        " found.stability, found.agreement)"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for hash_seed in ("1", "2")
    }
    assert len(printed) == 1
    assert "Valjean" in printed.pop()


def test_where_borders_are_arbitrary_stability_and_agreement_tell() -> None:
    """A circle of 30 can be cut anywhere; a clique tied to it by one node cannot."""
    network = nx.cycle_graph(30)
    network.add_edges_from(combinations([0, *range(30, 36)], 2))
    found = communities(network)
    assert found.stability is not None
    assert found.stability < 0.9
    clique = [found.agreement[node] for node in range(30, 36)]
    assert min(clique) > max(found.agreement[node] for node in range(3, 28))


def test_stability_and_agreement_are_what_they_are_said_to_be() -> None:
    """Means over runs, which can be had one by one from their seeds: over all pairs, and over all runs."""
    network = nx.gnm_random_graph(40, 90, seed=1)
    found = communities(network, runs=6, seed=10)
    runs = [communities(network, runs=1, seed=seed) for seed in range(10, 16)]
    indices = [agreement(one.membership, other.membership).ari for one, other in combinations(runs, 2)]
    assert len(set(indices)) > 5
    assert found.stability == pytest.approx(sum(index for index in indices if index is not None) / 15)
    for node, share in found.agreement.items():
        ours = found.groups[found.membership[node] - 1]
        theirs = [run.groups[run.membership[node] - 1] for run in runs]
        assert share == pytest.approx(sum(len(ours & group) / len(ours | group) for group in theirs) / 6)
    assert found.modularity == max(run.modularity for run in runs if run.modularity is not None)


def test_a_line_of_three_is_not_divided() -> None:
    """By hand: as one community it has the modularity 0, as a pair and a single 1/2 − (3/4)² − (1/4)² < 0."""
    found = communities(nx.path_graph(3))
    assert (len(found.groups), found.modularity, found.stability) == (1, 0.0, 1.0)


def test_one_run_is_not_stable_but_unknown() -> None:
    """There is nothing to compare it with."""
    found = communities(KARATE, runs=1)
    assert (found.runs, found.stability) == (1, None)
    assert set(found.agreement.values()) == {1.0}


def test_more_runs_are_never_worse() -> None:
    """The first run of twenty is the one of one."""
    network = nx.gnm_random_graph(60, 150, seed=4)
    one, twenty = communities(network, runs=1).modularity, communities(network, runs=20).modularity
    assert one is not None
    assert twenty is not None
    assert twenty >= one


@pytest.mark.parametrize("network", [nx.empty_graph(3), nx.MultiDiGraph([(0, 0), (1, 1), (2, 2)])])
def test_whoever_is_alone_is_a_community(network: nx.Graph) -> None:
    """Without a tie, modularity is 0/0; a loop is no tie."""
    found = communities(network)
    assert found.groups == (frozenset({0}), frozenset({1}), frozenset({2}))
    assert (found.modularity, found.stability, set(found.agreement.values())) == (None, 1.0, {1.0})


def test_nobody_has_no_community() -> None:
    """Nobody is not an error."""
    found = communities(nx.Graph())
    assert (found.groups, found.membership, found.modularity, found.agreement) == ((), {}, None, {})


def test_a_tie_of_weight_zero_is_none() -> None:
    """It adds nothing to modularity, and holds nobody together."""
    network = nx.Graph([("ann", "bob")])
    network.add_edge("bob", "cyn", weight=0)
    assert communities(network).groups == (frozenset({"ann", "bob"}), frozenset({"cyn"}))
    network.edges["ann", "bob"]["weight"] = 0
    assert communities(network).modularity is None


@pytest.mark.parametrize("weight", [-1, float("nan"), float("inf")])
def test_a_weight_that_is_none_is_an_error(weight: float) -> None:
    """The engine would panic."""
    network = nx.Graph()
    network.add_edge("ann", "bob", weight=weight)
    with pytest.raises(ValueError, match="the tie of ann and bob has the weight"):
        communities(network)


@pytest.mark.parametrize(
    "wrong",
    [{"runs": 0}, {"seed": -1}, {"resolution": 0}, {"resolution": math.inf}, {"resolution": math.nan}],
)
def test_parameters_have_bounds(wrong: dict[str, Any]) -> None:
    """Said at once, not by the engine."""
    with pytest.raises(ValueError, match="runs="):
        communities(KARATE, **wrong)


def test_the_network_that_was_given_is_not_changed() -> None:
    """It is read, and only read."""
    network = LES_MISERABLES.copy()
    communities(network, runs=2)
    assert nx.utils.graphs_equal(network, LES_MISERABLES)


# How far a partition agrees with an attribute.


def of_table(table: list[list[int]]) -> Agreement:
    """The agreement of two partitions, given how many nodes are in each group of both."""
    nodes = [
        (row, column, copy)
        for row, cells in enumerate(table)
        for column, n in enumerate(cells)
        for copy in range(n)
    ]
    return agreement({node: node[0] for node in nodes}, {node: node[1] for node in nodes})


def test_the_mutual_information_of_a_textbook() -> None:
    """Manning, Raghavan and Schütze (2008), Introduction to Information Retrieval, fig. 16.4: NMI 0.36."""
    found = of_table([[5, 1, 0], [1, 4, 1], [2, 0, 3]])
    assert found.nmi is not None
    assert (round(found.nmi, 2), found.n, found.left_out) == (0.36, 17, 0)


def test_the_adjusted_rand_index_of_a_paper() -> None:
    """Yeung and Ruzzo (2001), Bioinformatics 17, 763, supplement: 0.313; and by hand."""
    found = of_table([[1, 1, 0], [1, 2, 1], [0, 0, 4]])
    assert found.ari == pytest.approx((7 - 182 / 45) / (13.5 - 182 / 45))
    assert found.ari == pytest.approx(0.313, abs=5e-4)


labels = st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["kr", "cn", "us"])), min_size=2, max_size=12)


@given(labels)
def test_the_definitions(pairs: list[tuple[int, str]]) -> None:
    """Hubert and Arabie over all pairs of nodes; mutual information over the entropies' mean."""
    found = agreement(dict(enumerate(one for one, _ in pairs)), dict(enumerate(other for _, other in pairs)))
    together = Counter((a[0] == b[0], a[1] == b[1]) for a, b in combinations(pairs, 2))
    both, ours, theirs, neither = (
        together[key] for key in ((True, True), (True, False), (False, True), (False, False))
    )
    below = (both + ours) * (ours + neither) + (both + theirs) * (theirs + neither)
    if below:
        assert found.ari == pytest.approx(2 * (both * neither - ours * theirs) / below)
    else:
        assert found.ari is None
    entropies = [
        -sum(n / len(pairs) * math.log(n / len(pairs)) for n in Counter(values).values())
        for values in (pairs, [one for one, _ in pairs], [other for _, other in pairs])
    ]
    if entropies[1] + entropies[2]:
        shared = entropies[1] + entropies[2] - entropies[0]
        assert found.nmi == pytest.approx(2 * shared / (entropies[1] + entropies[2]), abs=1e-9)
    else:
        assert found.nmi is None


@given(labels)
def test_the_two_sides_can_be_exchanged(pairs: list[tuple[int, str]]) -> None:
    """Neither is the truth."""
    one, other = dict(enumerate(one for one, _ in pairs)), dict(enumerate(other for _, other in pairs))
    forth, back = agreement(one, other), agreement(other, one)
    assert forth.nmi == pytest.approx(back.nmi)
    assert forth.ari == pytest.approx(back.ari)


def test_many_groups_share_information_by_chance() -> None:
    """Vinh, Epps and Bailey (2010): so rely on the index that is corrected for chance."""
    draw = random.Random(0)
    found = agreement(
        {node: draw.randrange(30) for node in range(60)}, {node: draw.randrange(30) for node in range(60)}
    )
    assert found.nmi is not None
    assert found.ari is not None
    assert found.nmi > 0.6
    assert abs(found.ari) < 0.05


def test_names_of_groups_do_not_count_and_may_be_anything() -> None:
    """Numbers, texts, tuples and decimals; equal partitions agree wholly."""
    found = agreement({"a": 1, "b": 1, "c": 2, "d": 3}, {"a": "x", "b": "x", "c": ("y",), "d": 2.5})
    assert found.nmi == pytest.approx(1)
    assert found.ari == pytest.approx(1)


def test_nodes_without_the_attribute_are_left_out_and_counted() -> None:
    """Two of five: one unknown, one not named; whoever is in no community is not asked."""
    found = agreement(
        {"a": 1, "b": 1, "c": 2, "d": 2, "e": 1}, {"a": "x", "b": "x", "c": "y", "d": None, "z": "x"}
    )
    assert (found.n, found.left_out, found.ari) == (3, 2, 1.0)


@pytest.mark.parametrize(
    ("table", "nmi", "ari"),
    [
        ([[2, 2]], 0.0, 0.0),  # one community; two countries
        ([[2], [2]], 0.0, 0.0),  # two communities; one country
        ([[4]], None, None),  # one of each: nothing was divided
        ([[1]], None, None),  # one node
        ([], None, None),  # nobody
        ([[1, 0], [0, 1]], 1.0, None),  # everybody alone, twice: no pair could be together
        ([[1, 1]], 0.0, 0.0),  # everybody alone, and everybody together
    ],
)
def test_where_nothing_was_divided_nothing_agrees(
    table: list[list[int]], nmi: float | None, ari: float | None
) -> None:
    """None is 0/0; 0 is that to know the one tells nothing about the other."""
    found = of_table(table)
    assert (found.nmi, found.ari) == (nmi, ari)
