"""Every measure has the values of networkx, to nine digits, on networks of every kind.

networkx computes them one node at a time in Python; so what is compared is the preparation, the algebra of
sparse matrices, and the engines. Where networkx has no value, or one that depends on chance, the definition
is written out.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from fractions import Fraction

import networkx as nx
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kg.analytics import engines, perron
from kg.analytics.centrality import MEASURES, articulation_points, bridges, scores
from kg.analytics.simplify import directed, undirected
from kg.analytics.spectral import attenuation

Oracle = Callable[[nx.MultiDiGraph, bool], dict[Hashable, float]]

#: Papers, and shares of papers; sums of both have an exact common multiple that is small.
WEIGHTS = st.sampled_from([1, 2, 3, 4, 6, 0.1, 0.2, 0.25, 0.3, 0.5, 1.5])


@st.composite
def networks(draw: st.DrawFn) -> nx.MultiDiGraph:
    """Up to a dozen nodes; parallel and symmetric arcs, loops, isolates, components, weights or none."""
    size = draw(st.integers(0, 12))
    network = nx.empty_graph(size, create_using=nx.MultiDiGraph)
    if size:
        node = st.integers(0, size - 1)
        arcs = draw(st.lists(st.tuples(node, node, st.none() | WEIGHTS, st.booleans()), max_size=24))
        for source, target, weight, symmetric in arcs:
            network.add_edge(source, target, symmetric=symmetric)
            if weight is not None:
                network[source][target][len(network[source][target]) - 1]["weight"] = weight
    return network


def key(weighted: bool) -> str | None:
    """The name of the attribute, as networkx wants it."""
    return "weight" if weighted else None


def distances(network: nx.MultiDiGraph, weighted: bool) -> nx.Graph:
    """The undirected reading with exact distances: one over the weight, which is read as it is printed."""
    graph = undirected(network)
    for *_, data in graph.edges(data=True):
        data["distance"] = 1 / Fraction(f"{data['weight']:.12g}") if weighted else 1
    return graph


def eigenvector(matrix: np.ndarray) -> np.ndarray:
    """All leading eigenvectors' part of equal values for everybody; the definition, for small matrices."""
    values, vectors = np.linalg.eigh(matrix)
    near = vectors[:, values > values[-1] * (1 - 1e-9)]
    found = np.abs(near @ near.sum(axis=0))
    result: np.ndarray = found / np.linalg.norm(found)
    return result


def eigenvectors(network: nx.MultiDiGraph, weighted: bool) -> dict[Hashable, float]:
    """networkx refuses networks that are not connected."""
    graph = undirected(network)
    if not graph.number_of_edges():
        return dict.fromkeys(graph, 0)
    matrix = nx.to_numpy_array(graph, weight=key(weighted))
    return dict(zip(graph, eigenvector(matrix).tolist(), strict=True))


def hits(network: nx.MultiDiGraph, weighted: bool, half: int) -> dict[Hashable, float]:
    """networkx gives one of several solutions where components are equal; here is their common part."""
    graph = directed(network)
    if not graph.number_of_edges():
        return dict.fromkeys(graph, 0)
    arcs = nx.to_numpy_array(graph, weight=key(weighted))
    nothing = np.zeros_like(arcs)
    both = eigenvector(np.block([[nothing, arcs], [arcs.T, nothing]])).reshape(2, -1)[half]
    return dict(zip(graph, (both / both.sum()).tolist(), strict=True))


def katz(network: nx.MultiDiGraph, weighted: bool) -> dict[Hashable, float]:
    """networkx solves the equations, though not for one node; the attenuation is ours."""
    alpha = attenuation(network, weighted=weighted)
    graph = directed(network)
    if len(graph) < 2:
        return dict.fromkeys(graph, 1)
    return dict(nx.katz_centrality_numpy(graph, alpha, weight=key(weighted)))


def pieces(network: nx.MultiDiGraph, _: bool) -> dict[Hashable, float]:
    """The components after a node was taken away, less those before; who was one by itself takes one away."""
    graph = undirected(network)
    before = nx.number_connected_components(graph)
    return {
        node: max(0, nx.number_connected_components(nx.restricted_view(graph, [node], [])) - before)
        for node in graph
    }


ORACLES: dict[str, Oracle] = {
    "degree": lambda network, _: nx.degree_centrality(undirected(network)),
    "in-degree": lambda network, _: nx.in_degree_centrality(directed(network)),
    "out-degree": lambda network, _: nx.out_degree_centrality(directed(network)),
    "strength": lambda network, _: dict(undirected(network).degree(weight="weight")),
    "betweenness": lambda network, weighted: nx.betweenness_centrality(
        distances(network, weighted), weight="distance"
    ),
    "closeness": lambda network, weighted: nx.closeness_centrality(
        distances(network, weighted), distance="distance"
    ),
    "harmonic": lambda network, weighted: nx.harmonic_centrality(
        distances(network, weighted), distance="distance"
    ),
    "eigenvector": eigenvectors,
    "katz": katz,
    "pagerank": lambda network, weighted: nx.pagerank(
        directed(network), weight=key(weighted), tol=1e-15, max_iter=1000
    ),
    "hubs": lambda network, weighted: hits(network, weighted, 0),
    "authorities": lambda network, weighted: hits(network, weighted, 1),
    "core": lambda network, _: nx.core_number(undirected(network)),
    "constraint": lambda network, weighted: nx.constraint(
        undirected(network), list(network), weight=key(weighted)
    ),
    "effective-size": lambda network, weighted: nx.effective_size(
        undirected(network), list(network), weight=key(weighted)
    ),
    "cut": pieces,
}

CASES = [
    (name, weighted)
    for name, measure in MEASURES.items()
    for weighted in (False, True)
    if not weighted or measure.weightable
]


def test_every_measure_is_compared() -> None:
    """A new one needs its oracle."""
    assert list(ORACLES) == list(MEASURES)


@pytest.mark.parametrize("weighted", [False, True])
@settings(max_examples=100)
@given(network=networks())
def test_the_values_of_networkx_in_small_networks(weighted: bool, network: nx.MultiDiGraph) -> None:
    """Of every kind: no nodes at all, one, isolates, several components, arcs both ways, weights of 0.1."""
    for measure in [name for name, weights in CASES if weights == weighted]:
        found = scores(network, measure, weighted=weighted)
        assert list(found) == list(network)
        expected = ORACLES[measure](network, weighted)
        assert found == pytest.approx(expected, abs=1e-9, rel=1e-9, nan_ok=True), measure


def large(kind: str, size: int) -> nx.MultiDiGraph:
    """Several components and isolates; weights from 1 to 6."""
    rng = np.random.default_rng(3)
    graphs = {
        "small world": nx.watts_strogatz_graph(size, 6, 0.2, seed=3),
        "scale-free": nx.disjoint_union(nx.barabasi_albert_graph(size, 3, seed=3), nx.cycle_graph(9)),
        "directed": nx.gnp_random_graph(size, 4 / size, seed=3, directed=True),
    }
    network = nx.MultiDiGraph(graphs[kind].edges())
    network.add_nodes_from(["alone", "also alone"])
    for *_, data in network.edges(data=True):
        data |= {"weight": int(rng.integers(1, 7)), "symmetric": kind != "directed"}
    return network


@pytest.mark.parametrize("kind", ["small world", "scale-free", "directed"])
@pytest.mark.parametrize(("measure", "weighted"), [case for case in CASES if MEASURES[case[0]].compiled])
def test_the_values_of_networkx_where_an_engine_computes(kind: str, measure: str, weighted: bool) -> None:
    """Whatever engine is installed."""
    network = large(kind, engines.SMALL + 10)
    graph = undirected(network)
    for *_, data in graph.edges(data=True):
        data["distance"] = Fraction(60, data["weight"]) if weighted else 1
    options = {"weight" if measure == "betweenness" else "distance": "distance"}
    theirs = getattr(nx, f"{measure}_centrality")(graph, **options)
    unit = 60 if weighted and measure != "betweenness" else 1
    expected = {node: unit * float(score) for node, score in theirs.items()}
    assert scores(network, measure, weighted=weighted) == pytest.approx(expected, abs=1e-9, rel=1e-9)


@pytest.mark.parametrize("kind", ["small world", "scale-free", "directed"])
@pytest.mark.parametrize(
    ("measure", "weighted"), [case for case in CASES if not MEASURES[case[0]].compiled and case[0] != "cut"]
)
def test_the_values_of_networkx_where_matrices_are_sparse(kind: str, measure: str, weighted: bool) -> None:
    """With iterations instead of all eigenvalues, where the leading one is far from the others."""
    iterated = measure in {"eigenvector", "katz", "pagerank", "hubs", "authorities"}
    network = large(kind, perron.DENSE + 50 if iterated else 150)
    if measure in {"hubs", "authorities"}:
        graph = directed(network)
        if not weighted:
            nx.set_edge_attributes(graph, 1, "weight")
        theirs = nx.hits(graph, tol=1e-14)[measure == "authorities"]
    else:
        theirs = ORACLES[measure](network, weighted)
    found = scores(network, measure, weighted=weighted)
    assert found == pytest.approx(theirs, abs=1e-9, rel=1e-9, nan_ok=True)


@given(network=networks())
def test_cut_points_and_bridges_are_those_of_networkx(network: nx.MultiDiGraph) -> None:
    """And taking one away leaves more components; nothing else does."""
    graph = undirected(network)
    assert articulation_points(network) == sorted(nx.articulation_points(graph), key=str)
    assert [node for node, number in scores(network, "cut").items() if number] == [
        node for node in graph if node in articulation_points(network)
    ]
    before = nx.number_connected_components(graph)
    assert bridges(network) == sorted(
        (
            tuple(sorted(pair, key=str))
            for pair in graph.edges
            if nx.number_connected_components(nx.restricted_view(graph, [], [pair])) > before
        ),
        key=lambda pair: tuple(map(str, pair)),
    )


@given(network=networks(), weighted=st.booleans())
def test_the_definitions_above_are_networkx_where_it_has_one_solution(
    network: nx.MultiDiGraph, weighted: bool
) -> None:
    """The oracles of this file that are not networkx's are held against it."""
    graph = directed(network)
    assume(graph.number_of_edges() > 0)
    singular = np.linalg.svd(nx.to_numpy_array(graph, weight=key(weighted)), compute_uv=False)
    assume(len(singular) == 1 or singular[1] < singular[0] * 0.99)
    if not weighted:
        nx.set_edge_attributes(graph, 1, "weight")
    theirs = nx.hits(graph, tol=1e-14)
    for half, measure in enumerate(("hubs", "authorities")):
        assert scores(network, measure, weighted=weighted) == pytest.approx(theirs[half], abs=1e-9)
    connected = undirected(network)
    if len(connected) > 2 and nx.is_connected(connected):
        expected = nx.eigenvector_centrality_numpy(connected, weight=key(weighted))
        assert scores(network, "eigenvector", weighted=weighted) == pytest.approx(expected, abs=1e-9)


@given(network=networks(), factor=st.sampled_from([2, 10, 1000]))
def test_the_unit_of_weights_does_not_count(network: nx.MultiDiGraph, factor: int) -> None:
    """Whether weights are papers or thousands of papers: only closeness and its kin are in that unit."""
    larger = network.copy()
    for *_, data in larger.edges(data=True):
        data["weight"] = factor * data.get("weight", 1)
    for name, measure in MEASURES.items():
        if measure.weightable:
            unit = factor if name in {"strength", "closeness", "harmonic"} else 1
            expected = {node: unit * score for node, score in scores(network, name, weighted=True).items()}
            found = scores(larger, name, weighted=True)
            assert found == pytest.approx(expected, abs=1e-9, rel=1e-9, nan_ok=True)
