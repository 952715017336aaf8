"""How central the nodes of a picture are: the numbers of `kg.analytics`, and those that nodes come with."""

from __future__ import annotations

import networkx as nx
import pytest

from kg.analytics import centrality
from kg.analytics.communities import communities
from kg.graph import Graph
from kg.networks.projection import network
from kg.picture import scored
from kg.picture.scores import MEASURES, QUICK


@pytest.mark.parametrize("measure", MEASURES)
def test_scores_are_those_of_the_analytics(graph: Graph, measure: str) -> None:
    """To six digits that count, for every node."""
    found = network(graph, status="all")
    expected = centrality.scores(found, measure)
    scores = {node: data["scores"][measure] for node, data in scored(found).nodes(data=True)}
    assert scores == pytest.approx(expected, rel=1e-5, abs=1e-12)
    assert all(score == float(f"{score:.6g}") for score in scores.values())


def test_communities_are_those_of_the_analytics(graph: Graph) -> None:
    """Their numbers as text, the largest first."""
    found = network(graph, status="all")
    membership = {node: str(number) for node, number in communities(found).membership.items()}
    assert dict(scored(found).nodes(data="community")) == membership


def test_the_network_that_was_given_is_left_as_it_was() -> None:
    """The scores are on a copy."""
    given = nx.MultiDiGraph([("a", "b")])
    scored(given)
    assert dict(given.nodes(data=True)) == {"a": {}, "b": {}}


def test_a_part_keeps_what_its_nodes_are_in_the_whole() -> None:
    """The middle of a star is as central in a picture of two of its arms."""
    whole = scored(nx.MultiDiGraph([("middle", arm) for arm in "abcdef"]))
    part = whole.subgraph(["middle", "a"]).copy()
    assert scored(part).nodes["a"]["scores"]["degree"] == pytest.approx(1 / 6, rel=1e-5)
    assert dict(scored(part).nodes(data=True)) == dict(part.nodes(data=True))


def test_a_large_network_has_the_measures_that_are_quick() -> None:
    """The others would take minutes."""
    large = scored(nx.MultiDiGraph(nx.path_graph(2_001)))
    assert large.nodes[1000]["scores"].keys() == set(QUICK)


def test_an_empty_network_has_no_scores() -> None:
    """And is no error."""
    assert scored(nx.MultiDiGraph()).number_of_nodes() == 0
