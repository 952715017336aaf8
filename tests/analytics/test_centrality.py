"""Centrality as its inventors published it: their networks, their numbers, and a network worked by hand.

The kite of D. Krackhardt tells the measures apart: 3 has most neighbours, 5 and 6 are nearest to all, 7
stands between::

             2
            /|\\
           0-+-5
           |\\|/|\\
           | 3 | 7--8--9
           |/|\\|/
           1-+-6
            \\|/
             4
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping

import networkx as nx
import pytest

from kg.analytics.centrality import (
    MEASURES,
    articulation_points,
    bridges,
    ranked,
    ranking,
    scores,
)
from kg.analytics.spectral import katz

#: Of a node alone in the world, or among others without a tie.
UNDEFINED = {"constraint", "effective-size"}


def rounded(values: Mapping[Hashable, float], digits: int = 3) -> dict[Hashable, float]:
    """Scores as a paper prints them."""
    return {node: round(score, digits) for node, score in values.items()}


def test_the_measures_by_name() -> None:
    """Those that the help names."""
    assert list(MEASURES) == [
        *("degree", "in-degree", "out-degree", "strength"),
        *("betweenness", "closeness", "harmonic"),
        *("eigenvector", "katz", "pagerank", "hubs", "authorities"),
        *("core", "constraint", "effective-size", "cut"),
    ]


def test_every_measure_says_what_it_is() -> None:
    """In a line for the help, and with its source, by which year it can be looked up."""
    for name, measure in MEASURES.items():
        assert measure.name == name
        assert 10 < len(measure.meaning) < 80
        assert measure.source[-4:].isdigit()
    assert [name for name, measure in MEASURES.items() if measure.low_is_high] == ["constraint"]


# Freeman (1978), figure 2 and table: the star, the line and the circle of five points.

STAR = nx.star_graph(4)
LINE = nx.path_graph(5)
CIRCLE = nx.cycle_graph(5)


@pytest.mark.parametrize(
    ("measure", "centre", "others"),
    [("degree", 1.0, 0.25), ("betweenness", 1.0, 0.0), ("closeness", 1.0, 4 / 7)],
)
def test_the_centre_of_a_star_is_as_central_as_can_be(measure: str, centre: float, others: float) -> None:
    """The only network in which all three of Freeman's measures reach 1."""
    assert scores(STAR, measure) == pytest.approx({0: centre, 1: others, 2: others, 3: others, 4: others})


@pytest.mark.parametrize(
    ("measure", "ends", "next_", "middle"),
    [("degree", 1 / 4, 2 / 4, 2 / 4), ("betweenness", 0, 3 / 6, 4 / 6), ("closeness", 4 / 10, 4 / 7, 4 / 6)],
)
def test_the_middle_of_a_line_lies_between(measure: str, ends: float, next_: float, middle: float) -> None:
    """Its ends lie between nobody; by degree the middle is not told from its neighbours."""
    assert scores(LINE, measure) == pytest.approx({0: ends, 1: next_, 2: middle, 3: next_, 4: ends})


@pytest.mark.parametrize("measure", MEASURES)
def test_nobody_is_the_centre_of_a_circle(measure: str) -> None:
    """All points are alike, so all share the first rank."""
    assert {rank for rank, _, _ in ranking(CIRCLE, measure)} == {1}


@pytest.mark.parametrize(
    ("measure", "everybody"),
    [
        ("degree", 0.5),
        ("strength", 2),
        ("betweenness", 1 / 6),
        ("closeness", 4 / 6),
        ("harmonic", 2 + 2 / 2),
        ("eigenvector", 1 / math.sqrt(5)),
        ("pagerank", 0.2),
        ("hubs", 0.2),
        ("core", 2),
        ("constraint", 2 * (1 / 2) ** 2),
        ("effective-size", 2),
        ("cut", 0),
    ],
)
def test_the_values_of_a_circle(measure: str, everybody: float) -> None:
    """Two neighbours each, who do not know each other, and two further on."""
    assert scores(CIRCLE, measure) == pytest.approx(dict.fromkeys(range(5), everybody))


def test_the_kite_tells_the_measures_apart() -> None:
    """D. Krackhardt (1990), Administrative Science Quarterly 35, 351: the numbers of his figure."""
    kite = nx.krackhardt_kite_graph()
    assert rounded(scores(kite, "degree")) == {
        **{0: 0.444, 1: 0.444, 2: 0.333, 3: 0.667, 4: 0.333},
        **{5: 0.556, 6: 0.556, 7: 0.333, 8: 0.222, 9: 0.111},
    }
    assert rounded(scores(kite, "betweenness")) == {
        **{0: 0.023, 1: 0.023, 2: 0.0, 3: 0.102, 4: 0.0},
        **{5: 0.231, 6: 0.231, 7: 0.389, 8: 0.222, 9: 0.0},
    }
    assert rounded(scores(kite, "closeness")) == {
        **{0: 0.529, 1: 0.529, 2: 0.5, 3: 0.6, 4: 0.5},
        **{5: 0.643, 6: 0.643, 7: 0.6, 8: 0.429, 9: 0.31},
    }
    assert [ranking(kite, name)[0][1] for name in ("degree", "betweenness", "closeness")] == [3, 7, 5]
    assert articulation_points(kite) == [7, 8]
    assert bridges(kite) == [(7, 8), (8, 9)]


def test_the_families_of_florence() -> None:
    """J. F. Padgett and C. K. Ansell (1993): the Medici stand between half of all pairs of families."""
    families = nx.florentine_families_graph()
    first, second, third = ranking(families, "betweenness")[:3]
    assert (first[1], round(first[2], 3)) == ("Medici", 0.522)
    assert (second[1], round(second[2], 3)) == ("Guadagni", 0.255)
    assert (third[1], round(third[2], 3)) == ("Albizzi", 0.212)


BORGATTI = nx.Graph()
BORGATTI.add_weighted_edges_from(
    [
        *[("A", "B", 2), ("A", "F", 3), ("A", "G", 5), ("A", "E", 2), ("E", "G", 8)],
        *[("F", "G", 3), ("B", "G", 4), ("B", "D", 1), ("D", "G", 3), ("G", "C", 10)],
    ]
)


@pytest.mark.parametrize(
    ("measure", "weighted", "published"),
    [
        ("effective-size", False, {"G": 4.67, "A": 2.50, "C": 1}),
        ("effective-size", True, {"G": 5.47, "A": 2.47, "C": 1}),
        ("constraint", False, {"G": 0.400, "A": 0.595, "C": 1}),
        ("constraint", True, {"G": 0.299, "A": 0.795, "C": 1}),
    ],
)
def test_the_structural_holes_of_borgatti(measure: str, weighted: bool, published: dict[str, float]) -> None:
    """S. P. Borgatti (1997), figure 1; the constraint and the weights by UCINET, as networkx tests them.

    G has six contacts with four ties among them: 6 − 2 · 4/6 = 4.67.
    """
    found = scores(BORGATTI, measure, weighted=weighted)
    digits = 3 if measure == "constraint" else 2
    assert {node: found[node] for node in published} == pytest.approx(published, abs=0.51 * 10**-digits)


def test_the_katz_centrality_of_a_textbook() -> None:
    """R. Zafarani, M. A. Abbasi and H. Liu (2014), Social Media Mining, example 3.4: α = 0.25, β = 0.2."""
    network = nx.Graph([(1, 2), (1, 3), (1, 4), (2, 3), (2, 4), (2, 5), (3, 4), (3, 5)])
    printed = {1: 1.14, 2: 1.31, 3: 1.31, 4: 1.14, 5: 0.85}
    length = math.hypot(*printed.values())
    found = katz(network, alpha=0.25)
    assert {node: score * length for node, score in found.items()} == pytest.approx(printed, abs=0.01)


@pytest.mark.parametrize("alpha", [-0.1, 0.0, 0.5, 2.0])
def test_an_attenuation_that_has_no_sum_is_refused(alpha: float) -> None:
    """The largest eigenvalue of this star is 2, so one half is the first value too many."""
    with pytest.raises(ValueError, match=r"must lie between 0 and 0\.5"):
        katz(STAR, alpha=alpha)


def test_where_no_way_leads_back_every_attenuation_has_a_sum() -> None:
    """By hand: 1 for the first, and 1 + 5 for the second; both divided by √37."""
    found = katz(nx.DiGraph([("first", "second")]), alpha=5)
    assert found == pytest.approx({"first": 1 / math.sqrt(37), "second": 6 / math.sqrt(37)})


def test_the_eigenvector_of_a_path_of_three() -> None:
    """By hand: √2 times its neighbours', so 1 : √2 : 1, and of length 1."""
    found = scores(nx.path_graph(3), "eigenvector")
    assert found == pytest.approx({0: 0.5, 1: math.sqrt(0.5), 2: 0.5})


def test_the_pagerank_of_two_pages_and_a_third() -> None:
    """By hand: a → b and c → b, with nothing behind b.

    A walker who comes to b jumps anywhere, so with x for a and c, and y for b:
    x = 0.05 + 0.85 y / 3, y = 0.05 + 0.85 y / 3 + 1.7 x, 2 x + y = 1; thus y = 2.7 x and x = 1 / 4.7.
    """
    found = scores(nx.DiGraph([("a", "b"), ("c", "b")]), "pagerank")
    assert found == pytest.approx({"a": 1 / 4.7, "b": 2.7 / 4.7, "c": 1 / 4.7}, abs=1e-12)


def test_the_hub_of_two_authorities() -> None:
    """By hand: a → x, a → y, b → y. AᵀA is [[1, 1], [1, 2]], of eigenvalue φ², so y is φ times x."""
    web = nx.DiGraph([("a", "x"), ("a", "y"), ("b", "y")])
    golden = (1 + math.sqrt(5)) / 2
    share = 1 / (1 + golden)
    assert scores(web, "authorities") == pytest.approx({"a": 0, "b": 0, "x": share, "y": golden * share})
    assert scores(web, "hubs") == pytest.approx({"a": golden * share, "b": share, "x": 0, "y": 0})


HAND = nx.MultiDiGraph(
    [
        ("ann", "bob"),
        ("bob", "ann"),
        ("bob", "cyn"),
        ("cyn", "dan"),
        ("dan", "bob"),
        ("dan", "eve"),
        ("eve", "eve"),
    ]
)
HAND.add_node("fay")


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("degree", {"ann": 1 / 5, "bob": 3 / 5, "cyn": 2 / 5, "dan": 3 / 5, "eve": 1 / 5, "fay": 0}),
        ("in-degree", {"ann": 1 / 5, "bob": 2 / 5, "cyn": 1 / 5, "dan": 1 / 5, "eve": 1 / 5, "fay": 0}),
        ("out-degree", {"ann": 1 / 5, "bob": 2 / 5, "cyn": 1 / 5, "dan": 2 / 5, "eve": 0, "fay": 0}),
        ("strength", {"ann": 2, "bob": 4, "cyn": 2, "dan": 3, "eve": 1, "fay": 0}),
        ("betweenness", {"ann": 0, "bob": 3 / 10, "cyn": 0, "dan": 3 / 10, "eve": 0, "fay": 0}),
        (
            "closeness",
            {"ann": 16 / 40, "bob": 16 / 25, "cyn": 16 / 30, "dan": 16 / 25, "eve": 16 / 40, "fay": 0},
        ),
        (
            "harmonic",
            {"ann": 2 + 1 / 3, "bob": 3 + 1 / 2, "cyn": 3, "dan": 3 + 1 / 2, "eve": 2 + 1 / 3, "fay": 0},
        ),
        ("core", {"ann": 1, "bob": 2, "cyn": 2, "dan": 2, "eve": 1, "fay": 0}),
        ("cut", {"ann": 0, "bob": 1, "cyn": 0, "dan": 1, "eve": 0, "fay": 0}),
    ],
)
def test_a_network_worked_by_hand(measure: str, expected: dict[str, float]) -> None:
    """Parallel lines, both directions, a loop and somebody alone::

              ┌──── cyn ────┐
        ann ⇄ bob ◄──────── dan ──► eve ⟲          fay

    Six people, so five others. For ann only bob brokers, to cyn, dan and eve, and dan for eve: each is on 3
    of the 10 ways between two others. The distances from ann are 1, 2, 2 and 3, in all 8 to 4 of 5 others, so
    4/8 · 4/5 = 16/40; from bob 1, 1, 1 and 2, in all 5; from cyn 1, 1, 2 and 2, in all 6.
    """
    assert scores(HAND, measure) == pytest.approx(expected)
    assert articulation_points(HAND) == ["bob", "dan"]
    assert bridges(HAND) == [("ann", "bob"), ("dan", "eve")]


def test_who_separates_three_pieces_cuts_more_than_who_separates_two() -> None:
    """Two triangles and a tail hang together at the hub."""
    network = nx.Graph([("hub", "a"), ("a", "b"), ("b", "hub"), ("hub", "c"), ("c", "d"), ("d", "hub")])
    network.add_edge("hub", "tail")
    assert ranking(network, "cut")[0] == (1, "hub", 2)
    assert bridges(network) == [("hub", "tail")]


@pytest.mark.parametrize("measure", ["degree", "betweenness", "closeness", "harmonic", "eigenvector", "core"])
def test_the_direction_and_the_number_of_lines_do_not_count(measure: str) -> None:
    """Whoever cooperates twice has one neighbour, unless weights are asked for."""
    lines = [(0, 1), (1, 2), (2, 3), (3, 0), (3, 4)]
    plain, doubled = nx.Graph(lines), nx.MultiDiGraph([*lines, *((b, a) for a, b in lines[:3]), (2, 2)])
    assert scores(doubled, measure) == scores(plain, measure)


@pytest.mark.parametrize("measure", ["pagerank", "katz", "authorities", "in-degree"])
def test_to_be_pointed_at_is_worth_something(measure: str) -> None:
    """And to point is not; of hubs and of what goes out the opposite is true."""
    network = nx.MultiDiGraph([("ann", "bob"), ("cyn", "bob")])
    found = scores(network, measure)
    assert found["bob"] > found["ann"] == pytest.approx(found["cyn"])
    for opposite in ("hubs", "out-degree"):
        assert scores(network, opposite)["ann"] > scores(network, opposite)["bob"]


@pytest.mark.parametrize("measure", [name for name, measure in MEASURES.items() if measure.directed])
def test_a_symmetric_tie_points_both_ways(measure: str) -> None:
    """So says the network, be it undirected or with the word `symmetric` at an arc."""
    said = nx.MultiDiGraph([("ann", "bob", {"symmetric": True}), ("bob", "cyn", {"symmetric": True})])
    assert scores(said, measure) == pytest.approx(scores(nx.Graph(said), measure))


@pytest.mark.parametrize("measure", [name for name, one in MEASURES.items() if one.weights == "option"])
def test_a_line_that_counts_twice_weighs_twice(measure: str) -> None:
    """Whether parallel or heavy; and without weights it is one line."""
    parallel = nx.MultiDiGraph([("a", "b"), ("a", "b"), ("a", "c"), ("b", "c"), ("c", "d"), ("d", "a")])
    heavy = nx.DiGraph(parallel)
    nx.set_edge_attributes(heavy, {("a", "b"): 2}, "weight")
    plain = nx.DiGraph(list(parallel.edges()))
    assert scores(parallel, measure, weighted=True) == scores(heavy, measure, weighted=True)
    assert scores(parallel, measure) == scores(heavy, measure) == scores(plain, measure)
    assert scores(heavy, measure, weighted=True) != scores(plain, measure)


@pytest.mark.parametrize("measure", [name for name, one in MEASURES.items() if not one.weightable])
def test_a_measure_without_a_weighted_form_says_so(measure: str) -> None:
    """Rather than to count as if nothing had been asked."""
    with pytest.raises(ValueError, match=f"'{measure}' has no weighted form"):
        ranking(LINE, measure, weighted=True)


@pytest.mark.parametrize("weight", [0, -1, math.nan, math.inf])
@pytest.mark.parametrize("measure", [name for name, one in MEASURES.items() if one.weights == "option"])
def test_a_weight_that_is_no_strength_is_refused(measure: str, weight: float) -> None:
    """It has no distance and no share; where weights do not count it does not matter."""
    network = nx.Graph([("ann", "bob", {"weight": weight}), ("bob", "cyn")])
    with pytest.raises(ValueError, match=r"the weight of \('ann', 'bob'\) is"):
        scores(network, measure, weighted=True)
    assert len(scores(network, measure)) == 3


def test_an_unknown_measure_is_named() -> None:
    """With those that there are."""
    with pytest.raises(ValueError, match="unknown measure 'fame'; there are degree, in-degree"):
        scores(LINE, "fame")


@pytest.mark.parametrize("measure", MEASURES)
def test_an_empty_network_has_no_scores(measure: str) -> None:
    """Nobody is not an error."""
    for empty in (nx.Graph(), nx.MultiDiGraph()):
        assert scores(empty, measure) == {}
        assert ranking(empty, measure) == []
        assert scores(empty, measure, weighted=MEASURES[measure].weightable) == {}
    assert articulation_points(nx.Graph()) == bridges(nx.Graph()) == []


@pytest.mark.parametrize("measure", sorted(set(MEASURES) - UNDEFINED - {"pagerank", "katz"}))
def test_people_alone_are_nobody_s_centre(measure: str) -> None:
    """Three without a line."""
    network = nx.empty_graph(3, create_using=nx.MultiDiGraph)
    assert scores(network, measure) == dict.fromkeys(range(3), 0)


@pytest.mark.parametrize(("measure", "alone"), [("pagerank", 1 / 3), ("katz", math.sqrt(1 / 3))])
def test_who_walks_among_people_alone_is_with_each_as_often(measure: str, alone: float) -> None:
    """A walker who can only jump is with each for a third of the time."""
    found = scores(nx.empty_graph(3, create_using=nx.MultiDiGraph), measure)
    assert found == pytest.approx(dict.fromkeys(range(3), alone))


@pytest.mark.parametrize("measure", sorted(UNDEFINED))
def test_who_has_no_ties_has_no_structural_holes(measure: str) -> None:
    """The value is not defined, and who has none is not ranked; neither first nor last would be true."""
    network = nx.Graph([("ann", "bob"), ("bob", "cyn")])
    network.add_node("eve")
    assert math.isnan(scores(network, measure)["eve"])
    assert [node for _, node, _ in ranking(network, measure)] == ["bob", "ann", "cyn"]
    assert ranking(nx.empty_graph(2), measure) == []


@pytest.mark.parametrize("measure", sorted(set(MEASURES) - UNDEFINED))
def test_one_alone_is_an_edge_case(measure: str) -> None:
    """Who has no others cannot have a share of them; no division by zero."""
    assert len(ranking(nx.empty_graph(1), measure)) == 1


def test_a_pair_apart_is_not_the_centre_of_the_world() -> None:
    """Wasserman and Faust: near to the one other that can be reached, but that is one of four."""
    found = scores(nx.Graph([(0, 1), (1, 2), (3, 4)]), "closeness")
    assert found == pytest.approx({0: 1 / 3, 1: 1 / 2, 2: 1 / 3, 3: 1 / 4, 4: 1 / 4})


@pytest.mark.parametrize("measure", ["eigenvector", "hubs", "authorities"])
def test_of_two_components_nearly_alike_the_larger_has_the_eigenvector(measure: str) -> None:
    """However little larger it is; an iteration would not end in ten thousand steps."""
    network = nx.disjoint_union(nx.path_graph(60), nx.path_graph(61))
    found = scores(network, measure)
    assert all(found[node] < 1e-9 < found[60 + node] for node in range(60))


def test_two_components_alike_share_the_eigenvector() -> None:
    """Neither of two equal pairs is drowned."""
    assert scores(nx.Graph([(0, 1), (2, 3)]), "eigenvector") == pytest.approx(dict.fromkeys(range(4), 0.5))


def test_ties_share_the_smallest_rank() -> None:
    """As at the Olympics: 1, 2, 2, 4; among equals, in the order of their names."""
    network = nx.Graph([("hub", "b"), ("hub", "a"), ("a", "b"), ("hub", "c")])
    assert [(rank, node) for rank, node, _ in ranking(network, "degree")] == [
        (1, "hub"),
        (2, "a"),
        (2, "b"),
        (4, "c"),
    ]


def test_the_least_constrained_is_first() -> None:
    """It is the only measure in which less is an advantage."""
    assert [(rank, node) for rank, node, _ in ranking(BORGATTI, "constraint")][:2] == [(1, "G"), (2, "A")]
    assert ranking(BORGATTI, "constraint")[-1][1] == "C"


def test_rounding_does_not_decide_a_rank() -> None:
    """Scores that are equal to nine digits are one score, large or small; others are not."""
    assert {rank for rank, _, _ in ranking(nx.complete_graph(30), "eigenvector")} == {1}
    wheel = ranking(nx.wheel_graph(20), "eigenvector")
    assert [rank for rank, _, _ in wheel] == [1, *[2] * 19]
    for size in (1e-6, 1.0, 1e6):
        close = {"a": size, "b": size * (1 + 1e-10), "c": size * (1 - 1e-6)}
        assert [rank for rank, _, _ in ranked(close)] == [1, 1, 3]


def test_one_pair_of_a_million_is_more_than_none() -> None:
    """In a large network a single brokered pair is a small share, and still no tie with nobody."""
    assert [rank for rank, _, _ in ranked({"broker": 1e-10, "nobody": 0.0})] == [1, 2]


def test_a_ranking_does_not_depend_on_the_order_of_the_input() -> None:
    """The same table from the same network."""
    lines = list(nx.florentine_families_graph().edges)
    for measure in MEASURES:
        first, second = (ranking(nx.Graph(edges), measure) for edges in (lines, lines[::-1]))
        assert [(rank, node) for rank, node, _ in first] == [(rank, node) for rank, node, _ in second]


def test_the_network_that_was_given_is_not_changed() -> None:
    """A measure reads; it never writes attributes of its own."""
    network = HAND.copy()
    for name, measure in MEASURES.items():
        ranking(network, name, weighted=measure.weightable)
    assert nx.utils.graphs_equal(network, HAND)
