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
from collections.abc import Hashable

import networkx as nx
import pytest

from kg.analytics.centrality import MEASURES, ranking, simple


def rounded(scores: dict[Hashable, float], digits: int = 3) -> dict[Hashable, float]:
    """Scores as a paper prints them."""
    return {node: round(score, digits) for node, score in scores.items()}


def test_there_are_five_measures() -> None:
    """Those that the help names."""
    assert list(MEASURES) == ["degree", "betweenness", "closeness", "eigenvector", "pagerank"]


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
    scores = MEASURES[measure](STAR)
    assert scores == pytest.approx({0: centre, 1: others, 2: others, 3: others, 4: others})


@pytest.mark.parametrize(
    ("measure", "ends", "next_", "middle"),
    [("degree", 1 / 4, 2 / 4, 2 / 4), ("betweenness", 0, 3 / 6, 4 / 6), ("closeness", 4 / 10, 4 / 7, 4 / 6)],
)
def test_the_middle_of_a_line_lies_between(measure: str, ends: float, next_: float, middle: float) -> None:
    """Its ends lie between nobody; by degree the middle is not told from its neighbours."""
    scores = MEASURES[measure](LINE)
    assert scores == pytest.approx({0: ends, 1: next_, 2: middle, 3: next_, 4: ends})


@pytest.mark.parametrize(
    ("measure", "everybody"),
    [("degree", 0.5), ("betweenness", 1 / 6), ("closeness", 4 / 6), ("pagerank", 0.2)],
)
def test_nobody_is_the_centre_of_a_circle(measure: str, everybody: float) -> None:
    """All points are alike, so all scores are, and all share the first rank."""
    assert MEASURES[measure](CIRCLE) == pytest.approx(dict.fromkeys(range(5), everybody))
    assert {rank for rank, _, _ in ranking(CIRCLE, measure)} == {1}


def test_the_kite_tells_the_measures_apart() -> None:
    """D. Krackhardt (1990), Administrative Science Quarterly 35, 351: the numbers of his figure."""
    kite = nx.krackhardt_kite_graph()
    assert rounded(MEASURES["degree"](kite)) == {
        **{0: 0.444, 1: 0.444, 2: 0.333, 3: 0.667, 4: 0.333},
        **{5: 0.556, 6: 0.556, 7: 0.333, 8: 0.222, 9: 0.111},
    }
    assert rounded(MEASURES["betweenness"](kite)) == {
        **{0: 0.023, 1: 0.023, 2: 0.0, 3: 0.102, 4: 0.0},
        **{5: 0.231, 6: 0.231, 7: 0.389, 8: 0.222, 9: 0.0},
    }
    assert rounded(MEASURES["closeness"](kite)) == {
        **{0: 0.529, 1: 0.529, 2: 0.5, 3: 0.6, 4: 0.5},
        **{5: 0.643, 6: 0.643, 7: 0.6, 8: 0.429, 9: 0.31},
    }
    assert [ranking(kite, name)[0][1] for name in ("degree", "betweenness", "closeness")] == [3, 7, 5]


def test_the_families_of_florence() -> None:
    """J. F. Padgett and C. K. Ansell (1993): the Medici stand between half of all pairs of families."""
    families = nx.florentine_families_graph()
    first, second, third = ranking(families, "betweenness")[:3]
    assert (first[1], round(first[2], 3)) == ("Medici", 0.522)
    assert (second[1], round(second[2], 3)) == ("Guadagni", 0.255)
    assert (third[1], round(third[2], 3)) == ("Albizzi", 0.212)


def test_the_eigenvector_of_a_path_of_three() -> None:
    """By hand: √2 times its neighbours', so 1 : √2 : 1, and of length 1."""
    assert MEASURES["eigenvector"](nx.path_graph(3)) == pytest.approx({0: 0.5, 1: math.sqrt(0.5), 2: 0.5})


def test_the_pagerank_of_two_pages_and_a_third() -> None:
    """By hand: a → b and c → b, with nothing behind b.

    A walker who comes to b jumps anywhere, so with x for a and c, and y for b:
    x = 0.05 + 0.85 y / 3, y = 0.05 + 0.85 y / 3 + 1.7 x, 2 x + y = 1; thus y = 2.7 x and x = 1 / 4.7.
    """
    scores = MEASURES["pagerank"](nx.DiGraph([("a", "b"), ("c", "b")]))
    assert scores == pytest.approx({"a": 1 / 4.7, "b": 2.7 / 4.7, "c": 1 / 4.7}, abs=1e-12)


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
        ("betweenness", {"ann": 0, "bob": 3 / 10, "cyn": 0, "dan": 3 / 10, "eve": 0, "fay": 0}),
        (
            "closeness",
            {"ann": 16 / 40, "bob": 16 / 25, "cyn": 16 / 30, "dan": 16 / 25, "eve": 16 / 40, "fay": 0},
        ),
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
    assert MEASURES[measure](HAND) == pytest.approx(expected)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("measure", MEASURES)
def test_a_connected_network_gets_the_values_of_networkx(measure: str, seed: int) -> None:
    """To nine digits; a mistake in our preparation would show."""
    network = nx.connected_watts_strogatz_graph(40, 4, 0.3, seed=seed)
    theirs = {
        "degree": nx.degree_centrality,
        "betweenness": nx.betweenness_centrality,
        "closeness": nx.closeness_centrality,
        "eigenvector": nx.eigenvector_centrality_numpy,
        "pagerank": lambda graph: nx.pagerank(graph, tol=1e-14, max_iter=1000),
    }[measure](network)
    assert MEASURES[measure](network) == pytest.approx(theirs, abs=1e-9)


@pytest.mark.parametrize("measure", ["degree", "betweenness", "closeness"])
def test_the_direction_and_the_number_of_lines_do_not_count(measure: str) -> None:
    """Whoever cooperates twice has one neighbour; only PageRank and the eigenvector read more into it."""
    lines = [(0, 1), (1, 2), (2, 3), (3, 0), (3, 4)]
    plain, doubled = nx.Graph(lines), nx.MultiDiGraph([*lines, *((b, a) for a, b in lines[:3]), (2, 2)])
    assert MEASURES[measure](doubled) == MEASURES[measure](plain)


def test_pagerank_follows_the_direction() -> None:
    """To be pointed at is worth something, to point is not."""
    scores = MEASURES["pagerank"](nx.MultiDiGraph([("ann", "bob"), ("cyn", "bob")]))
    assert scores["bob"] > scores["ann"] == pytest.approx(scores["cyn"])


def test_a_line_that_counts_twice_weighs_twice() -> None:
    """PageRank adds up the lines between two, whether parallel or heavy."""
    parallel = nx.MultiDiGraph([("a", "b"), ("a", "b"), ("a", "c")])
    heavy = nx.DiGraph()
    heavy.add_weighted_edges_from([("a", "b", 2), ("a", "c", 1)])
    assert MEASURES["pagerank"](parallel) == pytest.approx(MEASURES["pagerank"](heavy))


@pytest.mark.parametrize("measure", MEASURES)
def test_an_empty_network_has_no_scores(measure: str) -> None:
    """Nobody is not an error."""
    for empty in (nx.Graph(), nx.MultiDiGraph()):
        assert MEASURES[measure](empty) == {}
        assert ranking(empty, measure) == []


@pytest.mark.parametrize(
    ("measure", "alone"),
    [("degree", 0), ("betweenness", 0), ("closeness", 0), ("eigenvector", 0), ("pagerank", 1 / 3)],
)
def test_people_alone_are_nobody_s_centre(measure: str, alone: float) -> None:
    """Three without a line; a walker who can only jump is with each for a third of the time."""
    network = nx.empty_graph(3, create_using=nx.MultiDiGraph)
    assert MEASURES[measure](network) == pytest.approx(dict.fromkeys(range(3), alone))


@pytest.mark.parametrize("measure", MEASURES)
def test_one_alone_is_an_edge_case(measure: str) -> None:
    """Who has no others cannot have a share of them; no division by zero."""
    assert len(ranking(nx.empty_graph(1), measure)) == 1


def test_a_pair_apart_is_not_the_centre_of_the_world() -> None:
    """Wasserman and Faust: near to the one other that can be reached, but that is one of four."""
    scores = MEASURES["closeness"](nx.Graph([(0, 1), (1, 2), (3, 4)]))
    assert scores == pytest.approx({0: 1 / 3, 1: 1 / 2, 2: 1 / 3, 3: 1 / 4, 4: 1 / 4})


def test_of_two_components_nearly_alike_the_larger_has_the_eigenvector() -> None:
    """However little larger it is; an iteration would not end in ten thousand steps."""
    network = nx.disjoint_union(nx.path_graph(60), nx.path_graph(61))
    scores = MEASURES["eigenvector"](network)
    assert all(scores[node] < 1e-9 < scores[60 + node] for node in range(60))


def test_two_components_alike_share_the_eigenvector() -> None:
    """Neither of two equal pairs is drowned."""
    assert MEASURES["eigenvector"](nx.Graph([(0, 1), (2, 3)])) == pytest.approx(dict.fromkeys(range(4), 0.5))


def test_ties_share_the_smallest_rank() -> None:
    """As at the Olympics: 1, 2, 2, 4; among equals, in the order of their names."""
    network = nx.Graph([("hub", "b"), ("hub", "a"), ("a", "b"), ("hub", "c")])
    assert [(rank, node) for rank, node, _ in ranking(network, "degree")] == [
        (1, "hub"),
        (2, "a"),
        (2, "b"),
        (4, "c"),
    ]


def test_rounding_does_not_decide_a_rank() -> None:
    """Scores that differ by less than a billionth are one score."""
    assert {rank for rank, _, _ in ranking(nx.complete_graph(30), "eigenvector")} == {1}
    wheel = ranking(nx.wheel_graph(20), "eigenvector")
    assert [rank for rank, _, _ in wheel] == [1, *[2] * 19]


def test_a_ranking_does_not_depend_on_the_order_of_the_input() -> None:
    """The same table from the same network."""
    lines = list(nx.florentine_families_graph().edges)
    for measure in MEASURES:
        first, second = (ranking(nx.Graph(edges), measure) for edges in (lines, lines[::-1]))
        assert [(rank, node) for rank, node, _ in first] == [(rank, node) for rank, node, _ in second]


def test_the_simple_network_keeps_everybody_and_no_loop() -> None:
    """One line a pair; `weight` is the sum, of lines without one each counting 1."""
    network = nx.MultiDiGraph()
    network.add_weighted_edges_from([("a", "b", 2), ("b", "a", 3), ("c", "c", 9)])
    network.add_edge("a", "b")
    assert sorted(simple(network).edges(data="weight")) == [("a", "b", 6)]
    assert sorted(simple(network)) == ["a", "b", "c"]


def test_the_network_that_was_given_is_not_changed() -> None:
    """A measure reads; it never writes attributes of its own."""
    network = HAND.copy()
    for measure in MEASURES:
        ranking(network, measure)
    assert nx.utils.graphs_equal(network, HAND)
