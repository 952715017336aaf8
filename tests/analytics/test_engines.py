"""Whichever engine computes, the result is the same; and who asks for one that is not there is told."""

from __future__ import annotations

import importlib.util
import random
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analytics import engines, sweeps
from kg.analytics.centrality import MEASURES, ranking, scores
from kg.analytics.engines import ENGINES, SMALL, Steps, choose, steps
from kg.analytics.weights import LIMIT, distances

INSTALLED = [name for name in ENGINES if importlib.util.find_spec(name)]
COMPUTED = [name for name, measure in MEASURES.items() if measure.compiled]

Computation = Callable[[Steps, str], Sequence[float]]
COMPUTATIONS = [engines.betweenness, engines.closeness, engines.harmonic]


@st.composite
def graphs(draw: st.DrawFn) -> Steps:
    """Up to 25 nodes in one or several components, with distances that often make ties, or none."""
    nodes = draw(st.integers(0, 25))
    pairs = [(one, other) for other in range(nodes) for one in range(other)]
    edges = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=50)) if pairs else []
    lengths = draw(st.none() | st.lists(st.integers(1, 6), min_size=len(edges), max_size=len(edges)))
    return Steps(nodes, edges, lengths)


@pytest.mark.parametrize("engine", [name for name in INSTALLED if name != "networkx"])
@pytest.mark.parametrize("compute", COMPUTATIONS, ids=lambda compute: compute.__name__)
@given(graph=graphs())
def test_all_engines_say_what_networkx_says(engine: str, compute: Computation, graph: Steps) -> None:
    """Of a graph with no nodes, with isolates, with several components, with ties among paths."""
    assert compute(graph, engine) == pytest.approx(compute(graph, "networkx"), abs=1e-12, rel=1e-12)


def collaboration(nodes: int, weights: Sequence[float], seed: int) -> nx.Graph:
    """A network with hubs, and a few who stand apart."""
    rng = random.Random(seed)
    network = nx.disjoint_union(nx.barabasi_albert_graph(nodes - 5, 3, seed=seed), nx.path_graph(4))
    network.add_node("alone")
    for *_, data in network.edges(data=True):
        data["weight"] = rng.choice(weights)
    return network


@pytest.mark.parametrize("weights", [range(1, 9), [0.1, 0.2, 0.3, 0.7, 1.1], range(1, 5000)], ids=str)
@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("measure", COMPUTED)
def test_a_measure_and_its_ranks_are_the_same(measure: str, weighted: bool, weights: Sequence[float]) -> None:
    """Also with decimal weights, and with weights that have no common multiple."""
    network = collaboration(SMALL + 20, weights, seed=7)
    expected = scores(network, measure, weighted=weighted, engine="networkx")
    ranks = [(rank, node) for rank, node, _ in ranking(network, measure, weighted=weighted)]
    for engine in [*INSTALLED, "auto"]:
        found = scores(network, measure, weighted=weighted, engine=engine)
        assert found == pytest.approx(expected, abs=1e-12, rel=1e-12)
        same = ranking(network, measure, weighted=weighted, engine=engine)
        assert [(rank, node) for rank, node, _ in same] == ranks


@pytest.mark.parametrize("engine", INSTALLED)
def test_a_difference_of_one_is_no_tie_up_to_the_longest_path(engine: str) -> None:
    """Two ways, of which one is shorter by 1 in 2³²; beyond, igraph would call them equal."""
    half = LIMIT // 2
    graph = Steps(4, [(0, 1), (1, 3), (0, 2), (2, 3)], [half - 1, half, half, half])
    assert engines.betweenness(graph, engine) == [1, 1, 0, 0]


@pytest.mark.parametrize("engine", INSTALLED)
def test_ways_of_the_same_length_are_a_tie(engine: str) -> None:
    """By hand: from a to c there are two ways of 1/3 + 1/6 = 1/4 + 1/4; from b to d that by c is shorter.

    With weights of a tenth the ways are as long as each other too, but not in floating point.
    """
    for unit in (1, 0.1):
        network = nx.Graph()
        network.add_weighted_edges_from(
            [("a", "b", 3 * unit), ("b", "c", 6 * unit), ("a", "d", 4 * unit), ("d", "c", 4 * unit)]
        )
        assert distances(network) == [4, 3, 2, 3]  # ab, ad, bc, dc
        found = scores(network, "betweenness", weighted=True, engine=engine)
        assert found == pytest.approx({"a": 0, "b": 1 / 6, "c": 1 / 3, "d": 1 / 6})


def test_a_deep_network_is_searched_by_distances() -> None:
    """A chain that is longer than the limit for layers; the ends have all others at 1, 2, 3 …"""
    size = sweeps.DEEP + 50
    chain = steps(nx.path_graph(size))
    total, inverse, reached = sweeps.totals(chain.nodes, chain.edges)
    assert total[0] == total[-1] == size * (size - 1) / 2
    assert inverse[0] == pytest.approx(sum(1 / distance for distance in range(1, size)))
    assert reached == [size - 1] * size
    middle = size // 2
    assert total[middle] == sum(abs(middle - node) for node in range(size))


def test_a_small_network_needs_no_engine() -> None:
    """networkx has finished before another is imported."""
    assert choose("auto", SMALL) == "networkx"
    assert choose("auto", SMALL + 1) != "networkx"


def absent(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """As on a machine where these are not installed."""

    def find(name: str) -> ModuleSpec | None:
        return None if name in names else importlib.util.find_spec(name)

    monkeypatch.setattr(engines, "find_spec", find)


def test_without_igraph_the_permissive_engines_compute(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra `[fast]` saves time; nothing is missing without it, nor without rustworkx."""
    network = collaboration(SMALL + 20, range(1, 4), seed=2)
    with_all = {
        (name, weighted): scores(network, name, weighted=weighted)
        for name in COMPUTED
        for weighted in (False, True)
    }
    for missing in (["igraph"], ["igraph", "rustworkx"]):
        with monkeypatch.context() as patched:
            absent(patched, *missing)
            for (name, weighted), expected in with_all.items():
                found = scores(network, name, weighted=weighted)
                assert found == pytest.approx(expected, abs=1e-12, rel=1e-12)


def test_the_order_of_preference(monkeypatch: pytest.MonkeyPatch) -> None:
    """As its maker listed them, if installed."""
    absent(monkeypatch, "igraph")
    assert choose("auto", 10**6, ["igraph", "rustworkx", "scipy", "networkx"]) == "rustworkx"


def test_what_an_engine_does_not_offer_scipy_computes() -> None:
    """rustworkx knows no weights here and no harmonic mean; the result is the same."""
    assert choose("rustworkx", 10, ["igraph", "scipy", "networkx"]) == "scipy"


@pytest.mark.parametrize("measure", MEASURES)
def test_an_engine_that_is_not_there_is_named(measure: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also for a measure that needs none: the mistake is the same."""
    with pytest.raises(ValueError, match="unknown engine 'matlab'; there are auto, igraph, rustworkx"):
        scores(nx.path_graph(3), measure, engine="matlab")
    absent(monkeypatch, "igraph")
    with pytest.raises(ValueError, match="engine 'igraph' is not installed"):
        scores(nx.path_graph(3), measure, engine="igraph")
