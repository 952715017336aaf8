"""Who is central, and in which sense: every measure by name, and one ranked table of them.

The measures themselves are functions, by what they look at: `degrees` (a node's own ties), `geodesics`
(shortest paths), `spectral` (whose neighbour one is) and `cohesion` (how the network holds around a node).
What they read as undirected and what along arcs, and what they say of networks of several components, is
written there.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import networkx as nx

from kg.analytics import engines
from kg.analytics.cohesion import articulation_points, bridges, constraint, core, cut, effective_size
from kg.analytics.degrees import degree, in_degree, out_degree, strength
from kg.analytics.geodesics import betweenness, closeness, harmonic
from kg.analytics.spectral import authorities, eigenvector, hubs, katz, pagerank

__all__ = ["MEASURES", "Measure", "articulation_points", "bridges", "ranked", "ranking", "scores"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of centrality: what it means, what it reads, and the function that computes it.

    - `weights`: `no` if it has no weighted form, `option` if it has one, `always` if it is a sum of weights.
    - `directed`: whether it reads arcs; otherwise the direction of ties does not count.
    - `low_is_high`: whether a low value is the advantage, so that ranks begin with the lowest.
    - `compiled`: whether one of `kg.analytics.engines` computes it.
    - `source`: who published it, and when.
    """

    name: str
    function: Callable[..., dict[Hashable, float]]
    meaning: str
    source: str
    weights: Literal["no", "option", "always"] = "no"
    directed: bool = False
    low_is_high: bool = False
    compiled: bool = False

    @property
    def weightable(self) -> bool:
        """Whether `weighted=True` means something."""
        return self.weights != "no"

    def compute(
        self, network: nx.Graph, *, weighted: bool = False, engine: str = "auto"
    ) -> dict[Hashable, float]:
        """The value of every node, in the order of the network; NaN where the measure is not defined.

        Raises ValueError if the measure has no weighted form and that is asked for, if a weight is not
        positive and weights count, and for an engine that is unknown or not installed, whether it is needed
        or not.

        >>> MEASURES["degree"].compute(nx.path_graph(2), weighted=True)
        Traceback (most recent call last):
        ValueError: 'degree' has no weighted form
        """
        if weighted and not self.weightable:
            raise ValueError(f"'{self.name}' has no weighted form")
        engines.choose(engine, len(network))
        options: dict[str, object] = {"weighted": weighted} if self.weights == "option" else {}
        if self.compiled:
            options["engine"] = engine
        return self.function(network, **options)


_ALL = (
    Measure("degree", degree, "share of all others that are neighbours", "Freeman 1978"),
    Measure(
        "in-degree",
        in_degree,
        "share of all others that point to it",
        "Wasserman & Faust 1994",
        directed=True,
    ),
    Measure(
        "out-degree",
        out_degree,
        "share of all others that it points to",
        "Wasserman & Faust 1994",
        directed=True,
    ),
    Measure("strength", strength, "sum of the weights of its ties", "Barrat et al. 2004", weights="always"),
    Measure(
        "betweenness",
        betweenness,
        "share of pairs of others whose shortest paths pass through it",
        "Freeman 1977",
        weights="option",
        compiled=True,
    ),
    Measure(
        "closeness",
        closeness,
        "inverse of the mean distance to all that it reaches, by their share",
        "Freeman 1978; Wasserman & Faust 1994",
        weights="option",
        compiled=True,
    ),
    Measure(
        "harmonic",
        harmonic,
        "sum of the inverse distances to all others",
        "Marchiori & Latora 2000",
        weights="option",
        compiled=True,
    ),
    Measure("eigenvector", eigenvector, "neighbour of central neighbours", "Bonacich 1972", weights="option"),
    Measure(
        "katz",
        katz,
        "walks of any length that end at it, long ones counting less",
        "Katz 1953",
        weights="option",
        directed=True,
    ),
    Measure(
        "pagerank",
        pagerank,
        "share of the time of a random walk along the arcs",
        "Brin & Page 1998",
        weights="option",
        directed=True,
    ),
    Measure("hubs", hubs, "points to good authorities", "Kleinberg 1999", weights="option", directed=True),
    Measure(
        "authorities",
        authorities,
        "is pointed to by good hubs",
        "Kleinberg 1999",
        weights="option",
        directed=True,
    ),
    Measure("core", core, "largest k of a group in which each has k neighbours", "Seidman 1983"),
    Measure(
        "constraint",
        constraint,
        "how far its neighbours are tied to each other; lowest first",
        "Burt 1992",
        weights="option",
        low_is_high=True,
    ),
    Measure(
        "effective-size",
        effective_size,
        "number of neighbours who do not lead to the same people",
        "Burt 1992; Borgatti 1997",
        weights="option",
    ),
    Measure("cut", cut, "into how many more pieces the network falls without it", "Harary 1969"),
)

#: Every measure by the name that the command line uses.
MEASURES: Mapping[str, Measure] = {measure.name: measure for measure in _ALL}


def scores(
    network: nx.Graph, measure: str, *, weighted: bool = False, engine: str = "auto"
) -> dict[Hashable, float]:
    """The value of every node by one measure, in the order of the network; NaN where it is not defined.

    Only `constraint` and `effective-size` are ever not defined, of nodes without ties. `weighted` and
    `engine` are those of `Measure.compute`, which says what it raises; ValueError also for an unknown
    measure.

    >>> scores(nx.path_graph(3), "betweenness")
    {0: 0.0, 1: 1.0, 2: 0.0}
    """
    if measure not in MEASURES:
        raise ValueError(f"unknown measure '{measure}'; there are {', '.join(MEASURES)}")
    return MEASURES[measure].compute(network, weighted=weighted, engine=engine)


def ranking(
    network: nx.Graph, measure: str, *, weighted: bool = False, engine: str = "auto"
) -> list[tuple[int, Hashable, float]]:
    """(rank, node, score) of every node by one measure, the most central first; ties share the smallest rank.

    The most central is the highest, or for `constraint` the lowest. Nodes of which the measure is not
    defined are left out. The arguments are those of `scores`, the ties those of `ranked`.

    >>> ranking(nx.path_graph(3), "degree")
    [(1, 1, 1.0), (2, 0, 0.5), (2, 2, 0.5)]
    """
    return ranked(
        scores(network, measure, weighted=weighted, engine=engine),
        low_is_high=MEASURES[measure].low_is_high,
    )


def ranked(scores: Mapping[Any, float], *, low_is_high: bool = False) -> list[tuple[int, Hashable, float]]:
    """(rank, node, score) of every node with a score, the highest first; ties share the smallest rank.

    As at the Olympics: 1, 2, 2, 4. Scores tie with the first of their rank if they are equal to nine
    digits, or differ by less than 10⁻¹², so that rounding does not decide a rank. Tied nodes are in the
    order of their names. NaN is no score.

    >>> ranked({"ann": 0.1 + 0.2, "bob": 2, "abe": 0.3, "cyn": 0})
    [(1, 'bob', 2), (2, 'abe', 0.3), (2, 'ann', 0.30000000000000004), (4, 'cyn', 0)]
    """
    known = [(node, score) for node, score in scores.items() if not math.isnan(score)]
    known.sort(key=lambda item: item[1], reverse=not low_is_high)
    tied: list[list[tuple[Hashable, float]]] = []
    for node, score in known:
        if tied and math.isclose(tied[-1][0][1], score, rel_tol=1e-9, abs_tol=1e-12):
            tied[-1].append((node, score))
        else:
            tied.append([(node, score)])
    result: list[tuple[int, Hashable, float]] = []
    for group in tied:
        rank = len(result) + 1
        result += [(rank, node, score) for node, score in sorted(group, key=lambda item: str(item[0]))]
    return result
