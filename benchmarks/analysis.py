"""How much faster than plain networkx are our measures, in how much memory, and are the values the same?

Every case runs in a process of its own, so that its peak of memory is its own. The network is scale-free
(Barabási and Albert, 4 ties a newcomer), as networks of collaboration are, with weights from 1 to 8 and six
groups. CPU seconds of the measure alone: the network is made, and scipy imported, before. Ours is measured
with the engines that everybody gets, and, where one computes, again with igraph (the extra `[fast]`).

networkx is what a Python programmer has otherwise, and what kglab hands its graphs to (`build_nx_graph`);
it has no measures of its own. Brokerage nobody offers in Python: there the peer is the definition, in three
loops.

A peer that needs longer than `--limit` seconds is killed and shown as `> n ×`. Measures of shortest paths
take networkx hours in the largest network: from `--estimate` nodes on, it searches from 20 nodes only, the
seconds are multiplied by the rest, and marked with ≈.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import networkx as nx

from kg.analytics import brokerage, centrality, spectral

Values = dict[Hashable, float]
#: Nodes from which an estimate searches.
SAMPLE = 20
#: MiB that a case may take; a matrix of all pairs would take the machine down.
MEMORY = 8_192


def network(nodes: int) -> nx.Graph:
    """The same for every case; `distance` is exact for the weights that there are, `alpha` is for Katz."""
    graph = nx.barabasi_albert_graph(nodes, 4, seed=1)
    rng = random.Random(1)
    for *_, data in graph.edges(data=True):
        data["weight"] = rng.randint(1, 8)
        data["distance"] = 840 // data["weight"]
    graph.graph["alpha"] = spectral.attenuation(graph)
    return graph


def groups(graph: nx.Graph) -> dict[Hashable, int]:
    """Six groups, none of them with a meaning."""
    rng = random.Random(2)
    return {node: rng.randrange(6) for node in graph}


def three_loops(graph: nx.Graph) -> Values:
    """The definition of Gould and Fernandez, as it is read: from → broker → to, and no tie from → to."""
    group, counts = groups(graph), dict.fromkeys(graph, 0.0)
    roles = {(broker, role): 0 for broker in graph for role in range(5)}
    for broker in graph:
        for source in graph[broker]:
            for target in graph[broker]:
                if source != target and not graph.has_edge(source, target):
                    same = (
                        group[source] == group[broker],
                        group[target] == group[broker],
                        group[source] == group[target],
                    )
                    kind = {(True, True, True): 0, (False, False, True): 1, (False, True, False): 2}
                    roles[broker, kind.get(same, 3 if same[0] else 4)] += 1
                    counts[broker] += 1
    return counts


def sampled(measure: Callable[..., Any], argument: str) -> Callable[[nx.Graph], None]:
    """The measure of networkx, as if only a few nodes were there to search from."""

    def run(graph: nx.Graph) -> None:
        if argument == "u":
            for node in list(graph)[:: len(graph) // SAMPLE][:SAMPLE]:
                measure(graph, u=node)
        elif argument == "k":
            measure(graph, k=SAMPLE, seed=1)
        else:
            measure(graph, nbunch=list(graph)[:: len(graph) // SAMPLE][:SAMPLE])

    return run


def by_distance(graph: nx.Graph, **options: Any) -> Values:
    """Weighted betweenness of networkx."""
    return dict(nx.betweenness_centrality(graph, weight="distance", **options))


@dataclass(frozen=True)
class Row:
    """A measure, what a peer does for it, and how the peer is estimated."""

    name: str
    peer: Callable[[nx.Graph], Values]
    weighted: bool = False
    estimate: Callable[[nx.Graph], None] | None = None

    @property
    def title(self) -> str:
        """As the table names it."""
        return f"{self.name}, weighted" if self.weighted else self.name

    def ours(self, graph: nx.Graph) -> Values:
        """What we compute; totals are what three loops count."""
        if self.name == "brokerage":
            found = brokerage.brokerage(graph, groups(graph))
            total = found.counts[:, brokerage.COLUMNS.index(brokerage.TOTAL)]
            return dict(zip(found.nodes, total.tolist(), strict=True))
        return centrality.scores(graph, self.name, weighted=self.weighted)


ROWS = [
    Row(
        "betweenness",
        nx.betweenness_centrality,
        estimate=sampled(nx.betweenness_centrality, "k"),
    ),
    Row("betweenness", by_distance, weighted=True, estimate=sampled(by_distance, "k")),
    Row("closeness", nx.closeness_centrality, estimate=sampled(nx.closeness_centrality, "u")),
    Row("harmonic", nx.harmonic_centrality, estimate=sampled(nx.harmonic_centrality, "nbunch")),
    Row(
        "eigenvector",
        lambda graph: nx.eigenvector_centrality(graph, weight="weight", tol=1e-13, max_iter=10_000),
        weighted=True,
    ),
    Row(
        "katz",
        lambda graph: nx.katz_centrality(graph, alpha=graph.graph["alpha"], tol=1e-12, max_iter=10_000),
    ),
    Row(
        "pagerank",
        lambda graph: nx.pagerank(graph, tol=1e-12 / len(graph), max_iter=10_000),
        weighted=True,
    ),
    Row("hubs", lambda graph: nx.hits(graph, tol=1e-14)[0], weighted=True),
    Row("core", nx.core_number),
    Row("constraint", nx.constraint),
    Row("effective-size", nx.effective_size),
    Row("brokerage", three_loops),
]


def case(number: int, way: str, nodes: int, limit: int, path: str) -> None:
    """One measure by one way, in this process; writes the values, prints seconds and peak of memory."""
    import scipy.sparse.csgraph
    import scipy.sparse.linalg  # noqa: F401

    if way == "ours":
        sys.modules["igraph"] = None  # type: ignore[assignment]
    elif way == "fast":
        import igraph  # noqa: F401
    row, graph = ROWS[number], network(nodes)
    begin = time.process_time()
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(begin) + limit, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY * 2**20, resource.RLIM_INFINITY))
    if way == "estimate" and row.estimate:
        row.estimate(graph)
        found: Values = {}
    else:
        found = row.peer(graph) if way == "networkx" else row.ours(graph)
    seconds = (time.process_time() - begin) * (nodes / SAMPLE if way == "estimate" else 1)
    Path(path).write_text(json.dumps([float(found[node]) for node in graph if found]))
    print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


@dataclass(frozen=True)
class Run:
    """What a case took: CPU seconds, MiB, values; infinite what was too much, and then NaN and no values."""

    seconds: float
    memory: float
    values: list[float]


def run(number: int, way: str, nodes: int, limit: int) -> Run:
    """A case in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "values.json")
        command = [sys.executable, __file__, "--case", str(number), way, str(nodes), str(limit), str(path)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode == -signal.SIGXCPU:
            return Run(math.inf, math.nan, [])
        if "MemoryError" in done.stderr:
            return Run(math.nan, math.inf, [])
        if done.returncode:
            print(f"{ROWS[number].title}, {nodes}, {way}: {done.stderr.strip()[-200:]}", file=sys.stderr)
            return Run(math.nan, math.nan, [])
        seconds, memory = json.loads(done.stdout)
        return Run(seconds, memory, json.loads(path.read_text()))


def difference(one: list[float], other: list[float]) -> str:
    """The largest of all nodes, as a share of the largest value."""
    if not one or not other:
        return "–"
    most = max(map(abs, other)) or 1
    return f"{max(abs(a - b) for a, b in zip(one, other, strict=True)) / most:.0e}"


def ratio(peer: float, ours: float, limit: float, mark: str) -> str:
    """How many times ours the peer takes."""
    if not math.isfinite(ours):
        return "–"
    if math.isinf(peer):
        return f"> {limit / ours:.2g} ×"
    return "–" if math.isnan(peer) else f"{mark}{peer / ours:.2g} ×"


def shown(value: float, limit: float, digits: int = 2) -> str:
    """Seconds or MiB; or that they were not measured to the end."""
    if math.isinf(value):
        return f"> {limit:,.0f}"
    return "–" if math.isnan(value) else f"{value:,.{digits}f}"


def line(number: int, nodes: int, options: argparse.Namespace) -> str:
    """One row of the table."""
    row = ROWS[number]
    estimated = row.estimate is not None and nodes >= options.estimate
    mark = "≈ " if estimated else ""
    ours = run(number, "ours", nodes, options.patience)
    fast = run(number, "fast", nodes, options.patience) if row.estimate else None
    peer = run(number, "estimate" if estimated else "networkx", nodes, options.limit)
    cells = [
        row.title,
        f"{nodes:,}",
        mark + shown(peer.seconds, options.limit),
        shown(ours.seconds, options.patience),
        ratio(peer.seconds, ours.seconds, options.limit, mark),
        shown(fast.seconds, options.patience) if fast else "",
        ratio(peer.seconds, fast.seconds, options.limit, mark) if fast else "",
        shown(peer.memory, MEMORY, 0),
        shown(ours.memory, MEMORY, 0),
        difference(ours.values, peer.values or (fast.values if fast else [])),
    ]
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Print the table, a row as soon as it is measured."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--nodes", type=int, nargs="+", default=[200, 5_000, 50_000])
    parser.add_argument("--measures", nargs="+", default=[row.title for row in ROWS])
    parser.add_argument("--limit", type=int, default=60, help="seconds until a peer is killed")
    parser.add_argument("--patience", type=int, default=900, help="the same for ours")
    parser.add_argument("--estimate", type=int, default=50_000, help="from so many nodes on")
    parser.add_argument("--case", nargs=5, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.case:
        number, way, nodes, limit, path = options.case
        case(int(number), way, int(nodes), int(limit), path)
        return
    print("| measure | nodes | networkx, s | ours, s | ratio | with igraph, s | ratio | ", end="")
    print("networkx, MiB | ours, MiB | difference |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    for nodes in options.nodes:
        for number, row in enumerate(ROWS):
            if row.title in options.measures:
                print(line(number, nodes, options), flush=True)


if __name__ == "__main__":
    main()
