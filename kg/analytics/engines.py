"""Who searches shortest paths: networkx, rustworkx, igraph or scipy, behind one facade with equal results.

These computations take a search from every node, which is slow in Python and fast in compiled code. All
other measures take time in proportion to the edges, or are algebra of sparse matrices, and need no engine.

============  ===========  =========  =========  ========
              networkx     rustworkx  igraph     scipy
============  ===========  =========  =========  ========
betweenness   ✓            ✓          ✓          ✓
closeness     ✓            ✓          ✓          ✓
harmonic      ✓                       ✓          ✓
weighted      ✓                       ✓          ✓
licence       BSD          Apache-2   GPL-2+     BSD
============  ===========  =========  =========  ========

igraph is optional for its licence (the extra `[fast]`). The results agree to 10⁻¹², and are not equal to
the last bit, as each engine adds up in an order of its own, rustworkx in as many threads as there are
processors.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, TypeAlias

import networkx as nx

__all__ = ["ENGINES", "SMALL", "Steps", "betweenness", "choose", "closeness", "harmonic", "steps"]

#: The engines by name; mostly in the order of their speed.
ENGINES = ("igraph", "rustworkx", "scipy", "networkx")

#: Up to so many nodes networkx has finished before a compiled engine is imported (about 0.1 s).
SMALL = 200


@dataclass(frozen=True, slots=True)
class Steps:
    """An undirected graph as an engine takes it: nodes by number, and how far apart neighbours are.

    `distances` has a positive number for every edge, or is None if every edge is one step.
    """

    nodes: int
    edges: Sequence[tuple[int, int]]
    distances: Sequence[float] | None = None

    def networkx(self) -> nx.Graph:
        """The same as a graph of networkx; the distance is the attribute `distance`."""
        graph = nx.empty_graph(self.nodes)
        graph.add_edges_from(self.edges)
        if self.distances:
            lengths = zip(self.edges, self.distances, strict=True)
            nx.set_edge_attributes(graph, dict(lengths), "distance")
        return graph

    @property
    def attribute(self) -> str | None:
        """The name of that attribute; None if every edge is one step, which is searched faster."""
        return "distance" if self.distances else None

    def igraph(self) -> Any:
        """The same as a graph of igraph."""
        import igraph

        return igraph.Graph(self.nodes, self.edges)

    def rustworkx(self) -> Any:
        """The same as a graph of rustworkx, without distances."""
        import rustworkx

        graph = rustworkx.PyGraph(multigraph=False)
        graph.add_nodes_from(range(self.nodes))
        graph.extend_from_edge_list(list(self.edges))
        return graph


Computation: TypeAlias = Callable[[Steps], Sequence[float]]


def steps(graph: nx.Graph, distances: Sequence[float] | None = None) -> Steps:
    """The steps of an undirected simple graph, its nodes numbered in their order.

    `distances` belong to `graph.edges`, one each.

    >>> steps(nx.Graph([("ann", "bob"), ("bob", "cyn")]), [2, 5])
    Steps(nodes=3, edges=[(0, 1), (1, 2)], distances=[2, 5])
    """
    number = {node: place for place, node in enumerate(graph)}
    return Steps(len(number), [(number[one], number[other]) for one, other in graph.edges], distances)


def choose(engine: str, nodes: int, preferred: Sequence[str] = ENGINES) -> str:
    """The engine that computes: the one that was named, or for `auto` the fastest that is there.

    `auto` is networkx up to `SMALL` nodes, and then the first of `preferred` that is installed. A named
    engine that is not among `preferred` does not offer the measure; then scipy computes it, to the same
    result.

    Raises ValueError for an engine that is unknown or not installed.

    >>> choose("auto", 20)
    'networkx'
    >>> choose("fortran", 20)
    Traceback (most recent call last):
    ValueError: unknown engine 'fortran'; there are auto, igraph, rustworkx, scipy, networkx
    """
    if engine == "auto":
        return "networkx" if nodes <= SMALL else next(name for name in preferred if find_spec(name))
    if engine not in ENGINES:
        raise ValueError(f"unknown engine '{engine}'; there are auto, {', '.join(ENGINES)}")
    if not find_spec(engine):
        raise ValueError(f"engine '{engine}' is not installed")
    return engine if engine in preferred else "scipy"


def betweenness(graph: Steps, engine: str = "auto") -> list[float]:
    """Through each node, how many pairs of others are connected by shortest paths, in shares of the paths.

    Distances must be integers whose sum over a path stays below 2³² (`kg.analytics.weights.distances`).
    Raises ValueError for an engine that is unknown or not installed.

    >>> betweenness(Steps(4, [(0, 1), (1, 2), (2, 3), (3, 0)]))  # half of one pair, as there are two ways
    [0.5, 0.5, 0.5, 0.5]
    """

    def by_networkx(graph: Steps) -> Sequence[float]:
        scores = nx.betweenness_centrality(graph.networkx(), weight=graph.attribute, normalized=False)
        return list(scores.values())

    def by_rustworkx(graph: Steps) -> Sequence[float]:
        import rustworkx

        scores = rustworkx.betweenness_centrality(graph.rustworkx(), normalized=False)
        return [scores[node] for node in range(graph.nodes)]

    def by_igraph(graph: Steps) -> Sequence[float]:
        scores: list[float] = graph.igraph().betweenness(weights=graph.distances)
        return scores

    def by_scipy(graph: Steps) -> Sequence[float]:
        from kg.analytics.sweeps import betweenness

        return betweenness(graph.nodes, graph.edges, graph.distances)

    offers = {"igraph": by_igraph, "rustworkx": by_rustworkx, "scipy": by_scipy, "networkx": by_networkx}
    if graph.distances:
        del offers["rustworkx"]
    return _computed(graph, engine, offers)


def closeness(graph: Steps, engine: str = "auto") -> list[float]:
    """One over the mean distance from each node to the others that it reaches; 0 if it reaches nobody.

    Raises ValueError for an engine that is unknown or not installed.

    >>> closeness(Steps(4, [(0, 1), (1, 2)]))
    [0.6666666666666666, 1.0, 0.6666666666666666, 0.0]
    """

    def by_networkx(graph: Steps) -> Sequence[float]:
        scores = nx.closeness_centrality(graph.networkx(), distance=graph.attribute, wf_improved=False)
        return list(scores.values())

    def by_rustworkx(graph: Steps) -> Sequence[float]:
        import rustworkx

        scores = rustworkx.closeness_centrality(graph.rustworkx(), wf_improved=False)
        return [scores[node] for node in range(graph.nodes)]

    def by_igraph(graph: Steps) -> Sequence[float]:
        scores = graph.igraph().closeness(weights=graph.distances)
        return [score if score == score else 0.0 for score in scores]  # NaN for who reaches nobody

    def by_scipy(graph: Steps) -> Sequence[float]:
        from kg.analytics.sweeps import totals

        total, _, reached = totals(graph.nodes, graph.edges, graph.distances)
        return [there / far if far else 0.0 for there, far in zip(reached, total, strict=True)]

    offers = {"igraph": by_igraph, "scipy": by_scipy, "rustworkx": by_rustworkx, "networkx": by_networkx}
    if graph.distances:
        del offers["rustworkx"]
    return _computed(graph, engine, offers)


def harmonic(graph: Steps, engine: str = "auto") -> list[float]:
    """The sum of one over the distances from each node to all others; nothing for whom it does not reach.

    Raises ValueError for an engine that is unknown or not installed.

    >>> harmonic(Steps(4, [(0, 1), (1, 2)]))
    [1.5, 2.0, 1.5, 0.0]
    """

    def by_networkx(graph: Steps) -> Sequence[float]:
        return list(nx.harmonic_centrality(graph.networkx(), distance=graph.attribute).values())

    def by_igraph(graph: Steps) -> Sequence[float]:
        scores = graph.igraph().harmonic_centrality(weights=graph.distances, normalized=False)
        return [score if score == score else 0.0 for score in scores]

    def by_scipy(graph: Steps) -> Sequence[float]:
        from kg.analytics.sweeps import totals

        return totals(graph.nodes, graph.edges, graph.distances)[1]

    return _computed(graph, engine, {"igraph": by_igraph, "scipy": by_scipy, "networkx": by_networkx})


def _computed(graph: Steps, engine: str, offers: Mapping[str, Computation]) -> list[float]:
    """What the chosen engine says; `offers` are in the order of their speed."""
    chosen = choose(engine, graph.nodes, list(offers))
    return [float(score) for score in offers[chosen](graph)] if graph.nodes else []
