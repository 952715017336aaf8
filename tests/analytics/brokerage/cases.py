"""What the tests of brokerage share: the definition in plain loops, and small networks of any make."""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Iterator, Mapping
from typing import Any, TypeAlias

import networkx as nx
from hypothesis import strategies as st

from kg.analytics.brokerage import COLUMNS
from kg.analytics.simplify import directed

Groups: TypeAlias = Mapping[Any, Hashable]


def plain_triads(network: nx.Graph, groups: Groups) -> Iterator[tuple[Any, Any, Any, str]]:
    """The definition, in loops: (a, v, b, role), in the order of v, a and b."""
    kept = [node for node in network if groups.get(node)]
    graph = directed(network)
    for v, a, b in itertools.permutations(kept, 3):
        if graph.has_edge(a, v) and graph.has_edge(v, b) and not graph.has_edge(a, b):
            one, two, three = groups[a], groups[v], groups[b]
            if one == two == three:
                yield a, v, b, "coordinator"
            elif one == three:
                yield a, v, b, "itinerant"
            elif two == three:
                yield a, v, b, "gatekeeper"
            elif one == two:
                yield a, v, b, "representative"
            else:
                yield a, v, b, "liaison"


def plain_counts(
    network: nx.Graph, groups: Groups, weights: str = "none"
) -> dict[Hashable, dict[str, float]]:
    """How many of them each node brokers, or how heavy they are."""
    graph = directed(network)
    counts: dict[Hashable, dict[str, float]] = {
        node: dict.fromkeys(COLUMNS, 0) for node in network if groups.get(node)
    }
    for a, v, b, role in plain_triads(network, groups):
        x, y = graph[a][v]["weight"], graph[v][b]["weight"]
        value = {"none": 1, "min": min(x, y), "product": x * y}[weights]
        counts[v][role] += value
        counts[v]["total"] += value
    return counts


@st.composite
def networks(draw: st.DrawFn, weight: st.SearchStrategy[float] | None = None) -> tuple[nx.Graph, Groups]:
    """Small networks of any make, with loops, parallels and symmetric edges; some nodes without a group."""
    size = draw(st.integers(0, 7))
    kind = draw(st.sampled_from([nx.MultiDiGraph, nx.MultiDiGraph, nx.DiGraph, nx.Graph]))
    network = kind()
    network.add_nodes_from(f"n{number}" for number in draw(st.permutations(range(size))))
    if size:
        node = st.sampled_from(list(network))
        for source, target in draw(st.lists(st.tuples(node, node), max_size=4 * size)):
            attributes: dict[str, Any] = {}
            if weight is not None:
                attributes["weight"] = draw(weight)
            if draw(st.integers(0, 4)) == 0:
                attributes["symmetric"] = True
            network.add_edge(source, target, **attributes)
    group = st.sampled_from(["red", "red", "blue", "blue", "green", "grey", None, ""])
    return network, {node: draw(group) for node in network}
