"""How far apart a weight leaves two neighbours: whole numbers, exact where that is possible."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analytics.centrality import scores
from kg.analytics.weights import LIMIT, check, distances, lengths


def chain(*weights: float) -> nx.Graph:
    """Neighbours in a row, with these weights."""
    graph = nx.Graph()
    graph.add_weighted_edges_from((node, node + 1, weight) for node, weight in enumerate(weights))
    return graph


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ([1, 1, 1], [1, 1, 1]),
        ([1, 2, 3], [6, 3, 2]),
        ([5, 5], [1, 1]),
        ([0.5, 0.25], [1, 2]),
        ([0.1, 0.2, 0.3], [6, 3, 2]),
        ([0.1 + 0.2, 0.3, 0.1], [1, 1, 3]),
        ([1.5, 1], [2, 3]),
    ],
)
def test_distances_are_exact_where_there_is_a_common_multiple(
    weights: Sequence[float], expected: list[int]
) -> None:
    """The scale is the smallest that makes all of them whole."""
    assert distances(chain(*weights)) == expected


@given(st.lists(st.integers(1, 12), min_size=1, max_size=8))
def test_papers_have_exact_distances(weights: list[int]) -> None:
    """27,720 is divided by every number up to 12: distance times weight is the same for all."""
    found = distances(chain(*weights))
    assert len({distance * weight for distance, weight in zip(found, weights, strict=True)}) == 1


@given(st.lists(st.floats(1e-6, 1e6), min_size=1, max_size=30))
def test_no_path_is_longer_than_the_limit(weights: list[float]) -> None:
    """Whatever the weights; a distance is never less than 1, so a path of n steps may be n longer."""
    graph = chain(*weights)
    found = distances(graph)
    assert all(isinstance(distance, int) and distance >= 1 for distance in found)
    assert sum(found) <= LIMIT + len(found)


@given(st.lists(st.integers(1, 10_000), min_size=2, max_size=30))
def test_rounding_is_small(weights: list[int]) -> None:
    """Where no common multiple fits, distances are right to the rounding of the last unit."""
    found = distances(chain(*weights))
    exact = [Fraction(1, weight) for weight in weights]
    scale = sum(found) / sum(exact)
    for distance, length in zip(found, exact, strict=True):
        assert abs(distance - scale * length) <= 1 + len(weights) * float(length / sum(exact))


def test_small_weights_stay_exact_among_large_ones() -> None:
    """1, 2, 3 and 4 divide the scale though 9,973, 9,967 and 9,949 (all prime) cannot."""
    one, two, three, four, *_ = distances(chain(1, 2, 3, 4, 9973, 9967, 9949))
    assert one == 2 * two == 3 * three == 4 * four


@given(st.permutations([(0, 1, 3), (1, 2, 7), (2, 3, 9973), (3, 0, 9967), (1, 3, 9949)]))
def test_distances_do_not_depend_on_the_order_of_the_input(edges: list[tuple[int, int, int]]) -> None:
    """The same scale from the same network, also where it is not exact."""
    graph = nx.Graph()
    graph.add_weighted_edges_from(edges)
    found = {frozenset(edge): value for edge, value in zip(graph.edges, distances(graph), strict=True)}
    again = nx.Graph()
    again.add_weighted_edges_from(sorted(edges))
    assert found == {
        frozenset(edge): value for edge, value in zip(again.edges, distances(again), strict=True)
    }


def brokers(graph: nx.Graph) -> dict[int, Fraction]:
    """Betweenness by its definition: all paths, exact lengths, and the shares of the shortest added up."""
    through = dict.fromkeys(graph, Fraction(0))
    for source in graph:
        for target in graph:
            if source >= target:
                continue
            paths = list(nx.all_simple_paths(graph, source, target))
            far = [sum(1 / Fraction(graph[a][b]["weight"]) for a, b in pairwise(path)) for path in paths]
            shortest = [path for path, length in zip(paths, far, strict=True) if length == min(far)]
            for path in shortest:
                for node in path[1:-1]:
                    through[node] += Fraction(1, len(shortest))
    return through


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(1, 6)), max_size=10))
def test_weighted_betweenness_is_its_definition(edges: list[tuple[int, int, int]]) -> None:
    """All simple paths of up to six nodes, in exact arithmetic."""
    graph = nx.empty_graph(6)
    graph.add_weighted_edges_from((a, b, weight) for a, b, weight in edges if a != b)
    pairs = 5 * 4 // 2
    expected = {node: float(count / pairs) for node, count in brokers(graph).items()}
    assert scores(graph, "betweenness", weighted=True) == pytest.approx(expected, abs=1e-12)


def test_a_strong_detour_is_shorter_than_a_weak_tie() -> None:
    """By hand: ann and cyn wrote one paper together, and each ten with bob: 1/10 + 1/10 < 1."""
    graph = nx.Graph()
    graph.add_weighted_edges_from([("ann", "bob", 10), ("bob", "cyn", 10), ("ann", "cyn", 1)])
    assert scores(graph, "betweenness", weighted=True) == {"ann": 0, "bob": 1, "cyn": 0}
    assert scores(graph, "betweenness") == {"ann": 0, "bob": 0, "cyn": 0}
    far = {"ann": 1 / 10 + 2 / 10, "bob": 2 / 10, "cyn": 1 / 10 + 2 / 10}
    found = scores(graph, "closeness", weighted=True)
    assert found == pytest.approx({name: 2 / sum_ for name, sum_ in far.items()})
    found = scores(graph, "harmonic", weighted=True)
    assert found == pytest.approx({"ann": 10 + 5, "bob": 10 + 10, "cyn": 10 + 5})


def test_where_nothing_is_tied_there_is_no_distance() -> None:
    """And an edge without a weight counts 1."""
    assert distances(nx.empty_graph(3)) == lengths(nx.empty_graph(3)) == []
    assert distances(nx.path_graph(3)) == lengths(nx.path_graph(3)) == [1, 1]


@pytest.mark.parametrize("weight", [0, -2.5, float("nan"), float("inf")])
def test_a_weight_that_is_no_strength_is_named(weight: float) -> None:
    """Zero is no tie, and less than nothing has no meaning here."""
    for function in (check, lengths, distances):
        with pytest.raises(
            ValueError, match=r"the weight of \(1, 2\) is .*; weights are positive and finite"
        ):
            function(chain(1, weight))
