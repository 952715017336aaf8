"""A part of a network: who is within reach of an actor, who is most central, and every tie among them.

   d
   |
a--b--c--e--f
"""

from __future__ import annotations

import copy

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.networks.excerpt import neighbourhood, strongest


def path() -> nx.MultiDiGraph:
    """The network above, with ties in both directions, two between the same two, and a loop."""
    network = nx.MultiDiGraph(layer="all")
    network.add_edges_from(
        [("a", "b"), ("c", "b"), ("b", "d"), ("c", "e"), ("f", "e"), ("b", "a"), ("a", "a")]
    )
    nx.set_node_attributes(network, {node: f"label of {node}" for node in network}, "label")
    return network


networks = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), min_size=1).map(
    nx.MultiDiGraph
)


@pytest.mark.parametrize(("hops", "reached"), [(0, "a"), (1, "ab"), (2, "abcd"), (3, "abcde"), (9, "abcdef")])
def test_a_neighbourhood_grows_tie_by_tie(hops: int, reached: str) -> None:
    """Whichever way the ties point."""
    assert sorted(neighbourhood(path(), "a", hops)) == list(reached)


@given(networks, st.integers(0, 4))
def test_a_neighbourhood_is_that_of_networkx(network: nx.MultiDiGraph, hops: int) -> None:
    """Which knows it as the ego graph of the undirected network."""
    for focus in network:
        ours, theirs = (
            neighbourhood(network, focus, hops),
            nx.ego_graph(network, focus, hops, undirected=True),
        )
        assert set(ours) == set(theirs)
        assert sorted(ours.edges(keys=True)) == sorted(theirs.edges(keys=True))


def test_an_actor_who_is_not_there_has_no_neighbourhood() -> None:
    """Which is an error, and no empty network."""
    with pytest.raises(KeyError, match="nobody"):
        neighbourhood(path(), "nobody")


def test_the_strongest_are_as_many_as_asked_for() -> None:
    """Equal ones in the order of their names; how many more equal the last is told."""
    scores = {"a": 1.0, "b": 3.0, "c": 2.0, "d": 1.0, "e": 2.0, "f": 1.0}
    found = {count: strongest(path(), count, scores) for count in range(1, 7)}
    assert {count: ("".join(sorted(part)), equal) for count, (part, equal) in found.items()} == {
        1: ("b", 0), 2: ("bc", 1), 3: ("bce", 0), 4: ("abce", 2), 5: ("abcde", 1), 6: ("abcdef", 0)
    }  # fmt: skip


def test_who_is_to_be_kept_is_one_of_them() -> None:
    """However low the score; nobody is counted twice."""
    scores = {"a": 1.0, "b": 3.0, "c": 2.0, "d": 1.0, "e": 2.0, "f": 0.5}
    assert sorted(strongest(path(), 2, scores, keep=["f"])[0]) == ["b", "f"]
    assert sorted(strongest(path(), 2, scores, keep=["b"])[0]) == ["b", "c"]
    assert sorted(strongest(path(), 1, scores, keep=["f"])[0]) == ["f"]


def test_who_has_no_score_comes_last() -> None:
    """Such as a measure is not defined for."""
    part, equal = strongest(path(), 5, {"f": 0.0, "d": 1.0})
    assert (sorted(part), equal) == (["a", "b", "c", "d", "f"], 0)


@given(networks, st.integers(1, 9))
def test_all_ties_among_them_are_there(network: nx.MultiDiGraph, count: int) -> None:
    """And only those; parallel ones and loops included."""
    part, _ = strongest(network, count, dict(network.degree()))
    assert len(part) == min(count, len(network))
    wanted = [(a, b, key) for a, b, key in network.edges(keys=True) if a in part and b in part]
    assert list(part.edges(keys=True)) == wanted


def test_a_part_says_of_what_it_is_one_and_leaves_the_whole_alone() -> None:
    """Nodes, ties and the network itself keep what is said of them; also of a part of a part."""
    network = path()
    before = copy.deepcopy(nx.node_link_data(network, edges="edges"))
    part, _ = strongest(neighbourhood(network, "a", 2), 3, dict(network.degree()), keep=["a"])
    assert part.graph == {"layer": "all", "focus": "a", "whole": 6}
    part.nodes["a"]["label"] = "changed"
    part.graph["layer"] = "changed"
    assert nx.node_link_data(network, edges="edges") == before
