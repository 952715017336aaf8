"""Rankings that say what they rest on: for several statuses, and over what might be otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import networkx as nx

from kg.analytics.robustness import Ranking, Span, spans
from kg.graph import Graph
from kg.networks.projection import project
from kg.networks.selection import Selection, scenarios, select

__all__ = ["Robust", "compare", "robust"]


@dataclass(frozen=True, slots=True)
class Robust:
    """The span of each node's ranks, and the scenarios over which it was taken, the given one first."""

    spans: Mapping[object, Span]
    scenarios: tuple[str, ...]


def robust(
    graph: Graph,
    selection: Selection,
    rank: Callable[[nx.MultiDiGraph], Ranking],
    *,
    layer: str = "all",
    level: str | None = None,
) -> Robust:
    """How far the ranks move when a source is left out or a status is counted otherwise.

    The scenarios are those of `kg.networks.selection.scenarios`: leave one source out, and each status
    added or taken away. One source less and one status more are judged apart, not in all combinations.
    In a scenario without a single edge nobody has a rank, and the span says of how many it was so.
    """
    rankings, names = [], []
    for name, other in [("as asked", selection), *scenarios(graph, selection)]:
        network = project(graph, select(graph, other), layer, level=level)
        rankings.append(rank(network))
        names.append(name)
    return Robust(spans(rankings), tuple(names))


def compare(
    graph: Graph,
    selection: Selection,
    statuses: str,
    *,
    layer: str = "all",
    level: str | None = None,
    language: str = "en",
) -> dict[str, nx.MultiDiGraph]:
    """The same network for several statuses, by name, in the order given.

    `statuses` is comma-separated; `+` joins statuses that count together: `established,planned` or
    `established,established+planned`. Raises `UsageError` for a status that does not exist.
    """
    wanted = dict.fromkeys(name.strip() for name in statuses.split(","))
    return {
        name: project(
            graph,
            select(graph, replace(selection, status=name.replace("+", ","))),
            layer,
            level=level,
            language=language,
        )
        for name in wanted
    }
