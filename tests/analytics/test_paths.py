"""Shortest paths: the example of Yen's algorithm, every path of small networks, and far too many.

The network that textbooks show Yen's algorithm on; the question is how to get from C to H::

           3        4        1
        C ───► D ───► F ───► H        and  C ─2► E,  E ─1► D,  E ─2► F,  E ─3► G,  F ─2► G,  G ─2► H
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analytics.paths import shortest_paths
from kg.analytics.simplify import undirected

YEN = nx.DiGraph()
YEN.add_weighted_edges_from(
    [
        *(("C", "D", 3), ("C", "E", 2), ("D", "F", 4), ("E", "D", 1), ("E", "F", 2)),
        *(("E", "G", 3), ("F", "G", 2), ("F", "H", 1), ("G", "H", 2)),
    ]
)


def printed(tie: Mapping[str, Any]) -> int:
    """The length that is written at a tie."""
    length: int = tie["weight"]
    return length


def length(network: nx.Graph, path: list[Any]) -> int:
    """The length of a path by what is written at its ties."""
    return sum(network.edges[tie]["weight"] for tie in pairwise(path))


def every_path(network: nx.Graph, source: Any, target: Any) -> list[list[Any]]:
    """All paths, listed and sorted: the slow way, which needs no algorithm."""
    graph = undirected(network)
    paths = [[source]] if source == target else list(nx.all_simple_paths(graph, source, target))
    return sorted(paths, key=lambda path: (length(graph, path), [str(node) for node in path]))


def test_the_published_example() -> None:
    """Along its arrows: C-E-F-H of length 5, C-E-G-H of length 7, C-D-F-H of length 8, as published."""
    ways = shortest_paths(YEN, "C", "H", k=100, weight=printed)
    along = [way for way in ways if nx.is_path(YEN, way)]
    assert ["".join(map(str, way)) for way in along[:3]] == ["CEFH", "CEGH", "CDFH"]
    assert [length(YEN, way) for way in along[:3]] == [5, 7, 8]


def test_a_tie_can_be_walked_in_both_directions() -> None:
    """The same network without its arrows, by hand: D-E and G-F open ways of length 7 and 8."""
    ways = shortest_paths(YEN, "C", "H", k=7, weight=printed)
    assert ["".join(map(str, way)) for way in ways] == [
        "CEFH",
        "CDEFH",
        "CEGH",
        "CDFH",
        "CEDFH",
        "CEFGH",
        "CEGFH",
    ]
    assert [length(undirected(YEN), way) for way in ways] == [5, 7, 7, 8, 8, 8, 8]


@st.composite
def networks(draw: st.DrawFn) -> nx.MultiDiGraph:
    """Six nodes, whose names sort otherwise than their numbers, in any order; parallels and loops, too."""
    nodes = draw(st.permutations([7, 8, 9, 10, 11, 100]))
    node = st.sampled_from(nodes)
    network = nx.MultiDiGraph()
    network.add_nodes_from(nodes)
    network.add_weighted_edges_from(
        draw(st.lists(st.tuples(node, node, st.integers(1, 3)), min_size=5, max_size=16))
    )
    return network


@given(networks(), st.integers(1, 12))
def test_they_are_the_first_of_all_paths(network: nx.MultiDiGraph, k: int) -> None:
    """By length, then by names, whatever the order in which nodes and edges came."""
    ways = shortest_paths(network, 7, 10, k=k, weight=printed)
    assert ways == every_path(network, 7, 10)[:k]


@given(networks(), st.integers(1, 12))
def test_without_lengths_ties_are_counted(network: nx.MultiDiGraph, k: int) -> None:
    """A heavy tie is a step like any other."""
    for _, _, data in network.edges(data=True):
        data["weight"] = 1
    steps = nx.Graph(undirected(network).edges)
    steps.add_nodes_from(network)
    nx.set_edge_attributes(steps, 1, "weight")
    assert shortest_paths(network, 7, 10, k=k) == every_path(steps, 7, 10)[:k]


@pytest.mark.parametrize("seed", range(3))
def test_networkx_finds_paths_of_the_same_lengths(seed: int) -> None:
    """Its order among equals depends on the order of input; lengths do not."""
    network = nx.connected_watts_strogatz_graph(60, 4, 0.3, seed=seed)
    draw = random.Random(seed)
    for edge in network.edges:
        network.edges[edge]["weight"] = draw.randint(1, 9)
    ours = shortest_paths(network, 0, 30, k=25, weight=printed)
    theirs = nx.shortest_simple_paths(network, 0, 30, weight="weight")
    assert [length(network, way) for way in ours] == [
        length(network, way) for way, _ in zip(theirs, range(25), strict=False)
    ]
    assert len({tuple(way) for way in ours}) == 25
    assert all(nx.is_simple_path(network, way) for way in ours)


def test_a_strong_tie_can_be_a_short_one() -> None:
    """Three joint claims between two are nearer than one; parallel ones add up, in both directions."""
    network = nx.MultiDiGraph(
        [("ann", "bob"), ("bob", "eve"), ("ann", "cyn"), ("ann", "cyn"), ("eve", "cyn")]
    )
    network.add_edge("cyn", "eve")
    assert shortest_paths(network, "ann", "eve") == [["ann", "bob", "eve"]]
    strong = shortest_paths(network, "ann", "eve", weight=lambda tie: 2520 // tie["weight"])
    assert strong == [["ann", "cyn", "eve"]]


def test_a_quintillion_of_equal_paths_is_not_listed() -> None:
    """Sixty diamonds in a row have 2⁶⁰ shortest ways; the first differ where they are nearest to the end."""
    network = nx.Graph()
    for step in range(60):
        for side in "ab":
            nx.add_path(network, [step, f"{step}{side}", step + 1])
    ways = shortest_paths(network, 0, 60, k=3)
    sides = ["".join(str(node)[-1] for node in way[1::2]) for way in ways]
    assert sides == ["a" * 60, "a" * 59 + "b", "a" * 58 + "ba"]


def test_the_order_of_the_input_does_not_count() -> None:
    """All eight neighbours lie on a shortest path; the first three are so by name."""
    ties = [(end, str(number)) for number in range(8) for end in ("from", "to")]
    for seed in range(5):
        random.Random(seed).shuffle(ties)
        ways = shortest_paths(nx.Graph(ties), "from", "to", k=3)
        assert ways == [["from", "0", "to"], ["from", "1", "to"], ["from", "2", "to"]]


def test_names_that_look_alike_are_told_apart() -> None:
    """The number 1 and the text "1" are two nodes, in one order."""
    ties = [("a", 1), (1, "z"), ("a", "1"), ("1", "z")]
    first, second = (shortest_paths(nx.Graph(list_), "a", "z", k=2) for list_ in (ties, ties[::-1]))
    assert first == second
    assert len(first) == 2


def test_where_there_is_no_way_there_is_no_path() -> None:
    """Two components; not an error, as to be apart is an answer."""
    assert shortest_paths(nx.Graph([(0, 1), (2, 3)]), 0, 3, k=5) == []


def test_fewer_than_asked_for_are_all_that_exist() -> None:
    """A circle has two ways round, however many are wanted."""
    assert shortest_paths(nx.cycle_graph(5), 0, 2, k=9) == [[0, 1, 2], [0, 4, 3, 2]]


def test_from_a_node_to_itself_there_is_one_way() -> None:
    """To leave and come back would visit it twice."""
    assert shortest_paths(nx.complete_graph(4), 2, 2, k=3) == [[2]]


@pytest.mark.parametrize("ends", [("ann", "nobody"), ("nobody", "ann"), ("nobody", "nobody")])
def test_an_unknown_end_is_said(ends: tuple[str, str]) -> None:
    """With its name."""
    with pytest.raises(nx.NodeNotFound, match="'nobody' is not in the network"):
        shortest_paths(nx.Graph([("ann", "bob")]), *ends)


def test_none_at_all_cannot_be_asked_for() -> None:
    """The first is the least."""
    with pytest.raises(ValueError, match="k is 0"):
        shortest_paths(nx.path_graph(2), 0, 1, k=0)


@pytest.mark.parametrize("wrong", [0, -1])
def test_a_length_is_positive(wrong: int) -> None:
    """Else going round in circles would be free."""
    with pytest.raises(ValueError, match=f"the tie of 0 and 1 has the length {wrong}"):
        shortest_paths(nx.path_graph(2), 0, 1, weight=lambda _: wrong)


def test_a_length_is_a_whole_number() -> None:
    """0.1 + 0.2 is not 0.3, and would not tie with it."""
    with pytest.raises(TypeError, match="float"):
        shortest_paths(nx.path_graph(2), 0, 1, weight=lambda _: 0.5)  # type: ignore[arg-type, return-value]


def test_the_network_that_was_given_is_not_changed() -> None:
    """It is read, and only read."""
    network = YEN.copy()
    shortest_paths(network, "C", "H", k=5, weight=printed)
    assert nx.utils.graphs_equal(network, YEN)
