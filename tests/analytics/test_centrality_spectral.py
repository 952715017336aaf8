"""Leading eigenvectors where they are known in closed form, and where iterations have trouble."""

from __future__ import annotations

import math

import networkx as nx
import numpy as np
import pytest
from scipy.sparse import csr_array

from kg.analytics.centrality import scores
from kg.analytics.cohesion import constraint, effective_size
from kg.analytics.perron import DENSE, leading, radius
from kg.analytics.spectral import attenuation


@pytest.mark.parametrize("size", [2, 3, 50, DENSE, DENSE + 1, 4000])
def test_the_eigenvector_of_a_path(size: int) -> None:
    """sin(πk / (n + 1)); its eigenvalues lie so close together that an iteration of 4,000 does not end."""
    expected = np.sin(math.pi * np.arange(1, size + 1) / (size + 1))
    expected /= np.linalg.norm(expected)
    found = scores(nx.path_graph(size), "eigenvector")
    assert list(found.values()) == pytest.approx(expected.tolist(), abs=1e-10)


@pytest.mark.parametrize("leaves", [3, DENSE, 5000])
def test_the_eigenvector_of_a_star(leaves: int) -> None:
    """Half of the length is the centre's, half the leaves'."""
    found = scores(nx.star_graph(leaves), "eigenvector")
    assert found[0] == pytest.approx(math.sqrt(1 / 2), abs=1e-12)
    for leaf in (1, leaves):
        assert found[leaf] == pytest.approx(math.sqrt(1 / (2 * leaves)), abs=1e-12)


@pytest.mark.parametrize("size", [10, DENSE + 100])
def test_in_a_regular_network_all_are_alike(size: int) -> None:
    """Where the first guess of the iteration is already the answer."""
    network = nx.random_regular_graph(4, size, seed=5)
    for measure, value in [("eigenvector", math.sqrt(1 / size)), ("hubs", 1 / size), ("pagerank", 1 / size)]:
        assert scores(network, measure) == pytest.approx(dict.fromkeys(network, value), abs=1e-12)


@pytest.mark.parametrize("size", [5, DENSE + 50])
def test_large_components_alike_share_the_eigenvector(size: int) -> None:
    """Each as its own leading eigenvector; a smaller third has nothing."""
    part = nx.barabasi_albert_graph(size, 2, seed=1)
    network = nx.disjoint_union_all([part, part, nx.path_graph(4)])
    half = [score / math.sqrt(2) for score in scores(part, "eigenvector").values()]
    found = scores(network, "eigenvector")
    assert list(found.values()) == pytest.approx([*half, *half, 0, 0, 0, 0], abs=1e-12)


def test_a_matrix_without_entries_has_no_direction() -> None:
    """Zeros; and the radius is 0."""
    nothing = csr_array((3, 3))
    assert leading(nothing).tolist() == [0, 0, 0]
    assert radius(nothing) == 0


@pytest.mark.parametrize("size", [3, DENSE, DENSE + 400])
def test_the_radius_of_a_ring_with_a_detour(size: int) -> None:
    """One way round of n steps and one of n − 1: λⁿ = λ + 1. Without the detour it is 1, in a chain 0.

    All other eigenvalues are nearly as large, so iterations do not end.
    """
    ring = nx.DiGraph([(node, (node + 1) % size) for node in range(size)])
    assert radius(nx.to_scipy_sparse_array(ring, dtype=float)) == pytest.approx(1, abs=1e-12)
    chain = ring.copy()
    chain.remove_edge(size - 1, 0)
    assert radius(nx.to_scipy_sparse_array(chain, dtype=float)) == 0
    ring.add_edge(size - 2, 0)
    found = radius(nx.to_scipy_sparse_array(ring, dtype=float))
    assert found**size == pytest.approx(found + 1, abs=1e-9)


def test_the_largest_component_has_the_radius() -> None:
    """Arcs between components do not count: no way leads back over them."""
    network = nx.DiGraph([("a", "b"), ("b", "a"), ("b", "x"), ("x", "y"), ("y", "z"), ("z", "x")])
    network.add_weighted_edges_from([("p", "q", 9), ("q", "p", 4)])
    assert radius(nx.to_scipy_sparse_array(network, dtype=float)) == pytest.approx(6, abs=1e-12)


def test_the_attenuation_is_within_what_katz_recommends() -> None:
    """Between half of one over the eigenvalue and all of it; whatever the unit of weights."""
    for network in (nx.star_graph(9), nx.complete_graph(7), nx.DiGraph([(0, 1), (1, 2), (2, 0)])):
        largest = max(np.abs(np.linalg.eigvals(nx.to_numpy_array(network))))
        assert 0.5 < attenuation(network) * largest < 1
    chain = nx.DiGraph([("a", "b", {"weight": 4}), ("b", "c", {"weight": 2})])
    assert attenuation(chain, weighted=True) == 0.85 / 4
    assert attenuation(chain) == attenuation(nx.empty_graph(3)) == attenuation(nx.Graph()) == 0.85


def test_structural_holes_are_computed_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A product of all rows could be as full as the square of the nodes; blocks of rows give the same."""
    network = nx.barabasi_albert_graph(120, 4, seed=8)
    network.add_node("alone")
    for *edge, data in network.edges(data=True):
        data["weight"] = 1 + sum(edge) % 5
    whole = [constraint(network, weighted=True), effective_size(network, weighted=True)]
    monkeypatch.setattr("kg.analytics.cohesion.PAIRS", 100)
    blocks = [constraint(network, weighted=True), effective_size(network, weighted=True)]
    for one, other in zip(whole, blocks, strict=True):
        assert one == pytest.approx(other, rel=1e-14, nan_ok=True)
