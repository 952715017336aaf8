"""Mixing as it was published: kinship in 219 societies, couples of San Francisco, every assignment.

The network worked by hand has two countries and one node of none; its ties count as often as they weigh::

        ann k ══2══ bob k ──1── cyn c ──1── dan c ──1── fay (none)          gil c
          └───────────3───────────┘
"""

from __future__ import annotations

import random
from collections.abc import Hashable
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kg.analytics.mixing import Mixing, mixing

HAND = nx.MultiDiGraph()
HAND.add_weighted_edges_from(
    [
        *(("ann", "bob", 1), ("bob", "ann", 1), ("bob", "cyn", 1), ("cyn", "dan", 1)),
        *(("cyn", "ann", 3), ("dan", "fay", 1), ("dan", "dan", 7)),
    ]
)
HAND.add_node("gil")
COUNTRY: dict[str, str | None] = {
    **{"ann": "k", "bob": "k", "cyn": "c", "dan": "c", "gil": "c"},
    **{"fay": None, "someone else": "k"},
}

# D. R. White (1975), as L. C. Freeman (1978), "Segregation in Social Networks", Sociological Methods &
# Research 6, 411-429, prints it: between which positions of kin no society restricts interaction.
WOMEN = ["Mother", "Sister", "Brother's Wife", "Sister's Daughter", "Brother's Daughter"]
MEN = ["Father", "Brother", "Sister's Husband", "Brother's Son", "Sister's Son"]
GENDER = {**dict.fromkeys(WOMEN, "female"), **dict.fromkeys(MEN, "male")}
KINSHIP = nx.Graph(
    [
        *(
            ("Mother", kin)
            for kin in [*WOMEN, *MEN]
            if kin not in ("Mother", "Brother's Wife", "Sister's Husband")
        ),
        *(("Sister", kin) for kin in ("Sister's Daughter", "Brother's Daughter", "Father", "Sister's Son")),
        *(("Brother's Daughter", kin) for kin in ("Brother's Wife", "Father", "Brother")),
        *(("Father", kin) for kin in ("Sister's Daughter", "Brother", "Brother's Son", "Sister's Son")),
        *((man, son) for man in ("Brother", "Sister's Husband") for son in ("Brother's Son", "Sister's Son")),
    ]
)


def test_a_network_worked_by_hand() -> None:
    """Four ties count: ann-bob and cyn-dan within, bob-cyn and ann-cyn across. Each once, though doubled.

    Of 10 pairs of the five who have a country, 1 + 3 are within. For Newman's r, k has 2 · 1 + 2 ends of 8,
    and so has c: (1/2 − 1/2) / (1 − 1/2) = 0.
    """
    found = mixing(HAND, COUNTRY)
    assert found == Mixing(
        groups=("c", "k"),
        sizes={"c": 3, "k": 2},
        matrix={"c": {"c": 1, "k": 2}, "k": {"c": 2, "k": 1}},
        marginals={"c": 3, "k": 3},
        external=2,
        internal=2,
        ei=0.0,
        ei_expected=(6 - 4) / 10,
        ei_p=found.ei_p,
        ei_by_group={"c": (2 - 1) / 3, "k": (2 - 1) / 3},
        ei_by_node={"ann": 0.0, "bob": 0.0, "cyn": (2 - 1) / 3, "dan": -1.0, "gil": None},
        assortativity=0.0,
        left_out=1,
    )


def test_ties_count_as_they_weigh_where_that_is_asked_for() -> None:
    """Now 1 + 3 across and 2 + 1 within: k has 2 · 2 + 4 ends of 14, c has 2 · 1 + 4."""
    found = mixing(HAND, COUNTRY, weighted=True)
    assert found.matrix == {"c": {"c": 1, "k": 4}, "k": {"c": 4, "k": 2}}
    assert found.marginals == {"c": 5, "k": 6}
    assert (found.external, found.internal, found.ei) == (4, 3, 1 / 7)
    assert found.ei_by_group == {"c": 3 / 5, "k": 2 / 6}
    assert found.ei_by_node == {"ann": 1 / 5, "bob": -1 / 3, "cyn": 3 / 5, "dan": -1.0, "gil": None}
    chance = (8 / 14) ** 2 + (6 / 14) ** 2
    assert found.assortativity == pytest.approx((6 / 14 - chance) / (1 - chance))
    assert found.ei_expected == mixing(HAND, COUNTRY).ei_expected


def test_kinship_in_219_societies() -> None:
    """R's netseg 1.0 prints these of White's network: E-I −0.1818182, assortativity 0.1801242.

    Its index of Freeman, 0.2636364, is one minus observed by expected ties across, under the same chance.
    """
    found = mixing(KINSHIP, GENDER)
    assert (found.external, found.internal, found.sizes) == (9, 13, {"female": 5, "male": 5})
    assert found.ei == pytest.approx(-0.1818182, abs=5e-8)
    assert found.assortativity == pytest.approx(0.1801242, abs=5e-8)
    assert found.ei_expected is not None
    assert 1 - 9 / (22 * (1 + found.ei_expected) / 2) == pytest.approx(0.2636364, abs=5e-8)


def test_couples_of_san_francisco() -> None:
    """Newman (2003), table I, from J. A. Catania et al. (1992): 1,958 couples by ethnicity, r = 0.621."""
    names = ["black", "hispanic", "white", "other"]
    couples = [[506, 32, 69, 26], [23, 308, 114, 38], [26, 46, 599, 68], [10, 14, 47, 32]]
    network, ethnicity = nx.Graph(), {}
    for woman, row in zip(names, couples, strict=True):
        for man, count in zip(names, row, strict=True):
            one, other = f"a woman, {woman}, of a man, {man}", f"a man, {man}, of a woman, {woman}"
            network.add_edge(one, other, weight=count)
            ethnicity.update({one: woman, other: man})
    found = mixing(network, ethnicity, weighted=True)
    assert found.external + found.internal == 1958
    assert found.assortativity is not None
    assert round(found.assortativity, 3) == 0.621


def assignments(network: nx.Graph, first: int) -> list[float]:
    """The E-I index of every way to choose so many nodes for the first of two groups."""
    values = []
    for chosen in combinations(sorted(network), first):
        across = sum((one in chosen) != (other in chosen) for one, other in network.edges)
        values.append((2 * across - network.size()) / network.size())
    return values


def test_the_expected_index_is_the_mean_over_all_assignments() -> None:
    """Of all 252 ways to call five of ten positions female."""
    values = assignments(KINSHIP, 5)
    assert len(values) == 252
    assert mixing(KINSHIP, GENDER).ei_expected == pytest.approx(sum(values) / 252)


def test_the_p_value_estimates_the_share_of_all_assignments() -> None:
    """That lie as far from what is expected as what was observed, or farther, on both sides."""
    distance = abs(-2 / 11 - 1 / 9) - 1e-12
    share = sum(abs(value - 1 / 9) >= distance for value in assignments(KINSHIP, 5)) / 252
    assert mixing(KINSHIP, GENDER, runs=9999).ei_p == pytest.approx(share, abs=0.01)


def test_the_expected_index_does_not_depend_on_the_density() -> None:
    """One tie or all ties, the sizes of groups decide; the complete network is as expected, and p is 1."""
    groups = {node: node % 3 for node in range(9)}
    complete = mixing(nx.complete_graph(9), groups)
    assert (
        complete.ei == complete.ei_expected == mixing(nx.path_graph(9), groups).ei_expected == (27 - 9) / 36
    )
    assert complete.ei_p == 1.0


def test_two_camps_are_no_chance() -> None:
    """Two cliques apart: no assignment of 999 is as extreme, and p is the smallest that there can be."""
    camps = nx.disjoint_union(nx.complete_graph(10), nx.complete_graph(10))
    found = mixing(camps, {node: node < 10 for node in camps})
    assert (found.ei, found.assortativity, found.ei_p) == (-1.0, 1.0, 1 / 1000)


def test_a_bipartite_network_is_the_other_extreme() -> None:
    """Like never goes with like; for two groups alike r is −1, too, and p is two-sided."""
    found = mixing(nx.complete_bipartite_graph(8, 8), {node: node < 8 for node in range(16)})
    assert (found.ei, found.assortativity) == (1.0, -1.0)
    assert found.ei_p == 1 / 1000


@st.composite
def grouped(draw: st.DrawFn) -> tuple[nx.Graph, dict[Hashable, str | None]]:
    """A network of up to nine nodes; each has one of three groups, or none."""
    size = draw(st.integers(2, 9))
    node = st.integers(0, size - 1)
    network = nx.empty_graph(size)
    network.add_edges_from(
        draw(st.lists(st.tuples(node, node).filter(lambda tie: tie[0] != tie[1]), max_size=20))
    )
    return network, {number: draw(st.sampled_from(["a", "b", "c", None])) for number in range(size)}


@given(grouped())
def test_assortativity_is_that_of_networkx(example: tuple[nx.Graph, dict[Hashable, str | None]]) -> None:
    """Over the nodes that have a group."""
    network, groups = example
    found = mixing(network, groups, runs=1)
    known = network.subgraph([node for node in network if groups[node] is not None])
    assume(len({groups[node] for tie in known.edges for node in tie}) > 1)
    nx.set_node_attributes(network, groups, "group")
    theirs = nx.attribute_assortativity_coefficient(known, "group")
    assert found.assortativity == pytest.approx(theirs, abs=1e-12)


@given(grouped(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_count(
    example: tuple[nx.Graph, dict[Hashable, str | None]], draw: random.Random
) -> None:
    """The same result to the last bit, the random draws included."""
    network, groups = example
    nodes = list(network)
    ties = [(*draw.sample(tie, 2), draw.choice((0.1, 0.2, 0.7))) for tie in network.edges]
    network.add_weighted_edges_from(ties)
    draw.shuffle(nodes)
    draw.shuffle(ties)
    other = nx.Graph()
    other.add_nodes_from(nodes)
    other.add_weighted_edges_from(ties)
    first, second = (mixing(graph, groups, weighted=True, runs=20) for graph in (network, other))
    assert first == second


@given(grouped())
def test_the_parts_add_up(example: tuple[nx.Graph, dict[Hashable, str | None]]) -> None:
    """Each tie within a group is in one row of the matrix, each tie across in two."""
    network, groups = example
    found = mixing(network, groups, runs=1)
    assert sum(found.marginals.values()) == 2 * found.external + found.internal
    assert (
        sum(found.sizes.values()) + found.left_out == len(network) == len(found.ei_by_node) + found.left_out
    )
    assert all(
        found.matrix[one][other] == found.matrix[other][one] for one in found.groups for other in found.groups
    )


def test_draws_are_repeated_from_their_seed() -> None:
    """The same seed, the same p; another one, another, but near."""
    first, again, other = (mixing(KINSHIP, GENDER, seed=seed).ei_p for seed in (1, 1, 2))
    assert first == again != other
    assert first == pytest.approx(other, abs=0.03)


def test_without_a_tie_nothing_can_be_said() -> None:
    """But what would be expected, which follows from the sizes of groups."""
    found = mixing(nx.empty_graph(3), {0: "a", 1: "a", 2: "b"})
    assert (found.ei, found.ei_p, found.assortativity) == (None, None, None)
    assert (found.ei_by_group, set(found.ei_by_node.values())) == ({"a": None, "b": None}, {None})
    assert (found.external, found.internal, found.ei_expected) == (0, 0, 1 / 3)


@pytest.mark.parametrize("network", [nx.empty_graph(0), nx.MultiDiGraph([(0, 1)])])
def test_without_a_group_neither(network: nx.Graph) -> None:
    """Everybody is left out; no division by zero."""
    found = mixing(network, {})
    assert (found.groups, found.matrix, found.left_out) == ((), {}, len(network))
    assert (found.ei, found.ei_expected, found.ei_p, found.assortativity) == (None, None, None, None)


def test_one_group_has_nobody_to_mix_with() -> None:
    """E-I must be −1 and cannot surprise; assortativity is 0/0."""
    found = mixing(nx.complete_graph(4), dict.fromkeys(range(4), "a"))
    assert (found.ei, found.ei_expected, found.ei_p, found.assortativity) == (-1.0, -1.0, 1.0, None)


def test_a_group_without_ties_has_no_index() -> None:
    """It still has its size and its row."""
    network = nx.Graph([(0, 1)])
    network.add_node(2)
    found = mixing(network, {0: "a", 1: "a", 2: "b"})
    assert found.ei_by_group == {"a": -1.0, "b": None}
    assert found.matrix["b"] == {"a": 0, "b": 0}
    assert found.assortativity is None


@pytest.mark.parametrize("weight", [-1, float("nan"), float("inf")])
def test_a_weight_that_is_none_is_an_error_where_weights_count(weight: float) -> None:
    """And only there."""
    network = nx.Graph()
    network.add_edge("ann", "bob", weight=weight)
    groups = {"ann": 1, "bob": 2}
    assert mixing(network, groups).external == 1
    with pytest.raises(ValueError, match="the tie of ann and bob has the weight"):
        mixing(network, groups, weighted=True)


@pytest.mark.parametrize("wrong", [{"runs": 0}, {"seed": -1}])
def test_draws_need_a_number_and_a_seed(wrong: dict[str, int]) -> None:
    """An empty test would be significant."""
    with pytest.raises(ValueError, match="must be at least"):
        mixing(KINSHIP, GENDER, **wrong)  # type: ignore[arg-type]


def test_the_network_that_was_given_is_not_changed() -> None:
    """It is read, and only read."""
    network = HAND.copy()
    mixing(network, COUNTRY, weighted=True)
    assert nx.utils.graphs_equal(network, HAND)
