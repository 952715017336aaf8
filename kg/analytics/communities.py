"""Who belongs together: communities by the Leiden algorithm, and how far they agree with an attribute."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, TypeAlias

import networkx as nx

from kg.analytics.simplify import undirected

__all__ = ["Agreement", "Communities", "agreement", "communities"]

#: Rounds of one run, each beginning with the result of the one before. After one round a run often is not at
#: rest; after ten, modularity is that of an implementation that goes on until nothing moves.
ROUNDS = 10

#: The label of each node, in the order of nodes; labels are numbered in the order in which they appear, so
#: that two partitions are equal if and only if their labels are.
Labels: TypeAlias = tuple[int, ...]


@dataclass(frozen=True)
class Communities:
    """A partition of the nodes of a network, and how sure it is.

    groups: the communities, largest first; among equals, in the order of their first name.
    membership: the number of every node's community, from 1, in that order.
    modularity: of the partition, weighted, at the resolution that was asked for; None without a tie.
    runs: how many runs of the algorithm the partition is the best of.
    stability: the mean adjusted Rand index of all pairs of runs; 1.0 where every run found the same; None
        where there was one run only.
    agreement: of every node, the mean over all runs of the Jaccard index (shared nodes by all nodes) of its
        community in that run and its reported one; 1.0 where it had the same companions every time.
    """

    groups: tuple[frozenset[Hashable], ...]
    membership: dict[Hashable, int]
    modularity: float | None
    runs: int
    stability: float | None
    agreement: dict[Hashable, float]


@dataclass(frozen=True)
class Agreement:
    """How far a partition agrees with an attribute.

    nmi: mutual information, divided by the mean of the two entropies; 0 to 1; not corrected for chance.
    ari: adjusted Rand index; 0 is what chance gives, 1 is the same partition; can be negative.
    n: nodes that were compared.
    left_out: nodes of the partition that have no value of the attribute.
    """

    nmi: float | None
    ari: float | None
    n: int
    left_out: int


def communities(network: nx.Graph, *, resolution: float = 1.0, runs: int = 20, seed: int = 0) -> Communities:
    """The partition of highest modularity that several runs of the Leiden algorithm find.

    Read undirected: ties weigh the sum of what lies between two nodes, and loops do not count. A node
    without a tie, or with ties of weight 0 only, is a community of one. A higher `resolution` gives more and
    smaller communities; at 1, modularity is Newman's, which merges small communities of a large network
    (Fortunato and Barthélemy 2007). Runs take the seeds `seed`, `seed` + 1, …

    The result depends neither on the order of nodes and edges nor on the hash seed. Where several
    partitions have the highest modularity the first one found is reported: `stability` and `agreement` tell
    how far to trust a border. V. A. Traag, L. Waltman and N. J. van Eck (2019), "From Louvain to Leiden:
    guaranteeing well-connected communities", Scientific Reports 9, 5233; modularity: M. E. J. Newman and
    M. Girvan (2004), Physical Review E 69, 026113; resolution: J. Reichardt and S. Bornholdt (2006),
    Physical Review E 74, 016110; stability by the Jaccard index: C. Hennig (2007), Computational Statistics
    & Data Analysis 52, 258–271.

    Raises ValueError for a weight that is negative or not finite, for a resolution that is not positive and
    finite, for no run, and for a negative seed.

        ann           dan        Six of the seven ties lie within the two triangles, and each triangle has
        | ╲           ╱ |        half of all ends of ties: 6/7 − (1/2)² − (1/2)² = 5/14.
        |  cyn --- eve  |
        | ╱           ╲ |
        bob           fay

    >>> network = nx.Graph(["ab", "ac", "bc", "cd", "de", "df", "ef"])
    >>> found = communities(network)
    >>> [sorted(group) for group in found.groups], found.membership["e"], found.stability
    ([['a', 'b', 'c'], ['d', 'e', 'f']], 2, 1.0)
    >>> math.isclose(found.modularity, 5 / 14)
    True
    """
    if runs < 1 or seed < 0 or not 0 < resolution < math.inf:
        raise ValueError(f"runs={runs}, seed={seed}, resolution={resolution}: must be ≥ 1, ≥ 0 and positive")
    nodes = sorted(network, key=_name)
    graph = _numbered(network, nodes)
    found = [_leiden(graph, resolution, seed + run) for run in range(runs)]
    top = max(quality for quality, _ in found)
    best = next(
        labels for quality, labels in found if math.isclose(quality, top, rel_tol=1e-12, abs_tol=1e-12)
    )
    groups = _groups(best)
    modularity = nx.community.modularity(graph, groups, resolution=resolution) if graph.size() else None
    every = Counter(labels for _, labels in found)
    return Communities(
        groups=tuple(frozenset(nodes[place] for place in group) for group in groups),
        membership={nodes[place]: rank for rank, group in enumerate(groups, start=1) for place in group},
        modularity=modularity,
        runs=runs,
        stability=_stability(every),
        agreement=dict(zip(nodes, _jaccard(best, every), strict=True)),
    )


def agreement(membership: Mapping[Any, Hashable], attribute: Mapping[Any, Hashable | None]) -> Agreement:
    """How far a partition of nodes agrees with an attribute of theirs, such as country or kind.

    Nodes whose attribute is missing or None are left out, and counted; attributes of others are ignored.
    Values are compared for being equal, and nothing else: the two partitions can be exchanged. Mutual
    information grows with the number of groups even where there is nothing but chance (many communities of
    one, for instance), the adjusted Rand index does not: report both, and rely on the latter.

    Where one side is a single group and the other is not, both are 0: to know it tells nothing. Where
    both are a single group, or nobody is left, there was nothing to agree on, and both are None; where both
    are groups of one, the adjusted Rand index is 0/0, hence None. (scikit-learn says 1 in these cases.)

    N. X. Vinh, J. Epps and J. Bailey (2010), "Information Theoretic Measures for Clusterings Comparison",
    Journal of Machine Learning Research 11, 2837–2854; L. Hubert and P. Arabie (1985), "Comparing
    Partitions", Journal of Classification 2, 193–218.

    >>> found = agreement({"a": 1, "b": 1, "c": 2, "d": 2}, {"a": "x", "b": "x", "c": "y", "d": "z"})
    >>> round(found.nmi, 3), round(found.ari, 3), found.n
    (0.8, 0.571, 4)
    """
    from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

    known = [node for node in membership if attribute.get(node) is not None]
    ours = _codes([membership[node] for node in known])
    theirs = _codes([attribute[node] for node in known])
    n, counts = len(known), {len(set(ours)), len(set(theirs))}
    undivided, scattered = counts <= {0, 1}, counts == {n}
    nmi = (
        None if undivided else float(normalized_mutual_info_score(ours, theirs, average_method="arithmetic"))
    )
    ari = None if undivided or scattered else float(adjusted_rand_score(ours, theirs))
    return Agreement(nmi=nmi, ari=ari, n=n, left_out=len(membership) - n)


def _name(value: Hashable) -> tuple[str, str]:
    """What things are sorted by: their name; 1 and "1" are told apart."""
    return str(value), repr(value)


def _codes(values: Sequence[Hashable]) -> list[int]:
    """Values as numbers, in the order of their names, so that sums over groups have one order."""
    order = {value: place for place, value in enumerate(sorted(set(values), key=_name))}
    return [order[value] for value in values]


def _numbered(network: nx.Graph, nodes: Sequence[Hashable]) -> nx.Graph:
    """The undirected reading with the places of `nodes` as nodes, edges in order, and no tie of weight 0."""
    place = {node: number for number, node in enumerate(nodes)}
    edges = []
    for one, other, weight in undirected(network).edges(data="weight"):
        if not 0 <= weight < math.inf:
            raise ValueError(f"the tie of {one} and {other} has the weight {weight}: negative or not finite")
        if weight > 0:
            edges.append((*sorted((place[one], place[other])), weight))
    result = nx.Graph()
    result.add_nodes_from(range(len(nodes)))
    result.add_weighted_edges_from(sorted(edges))
    return result


def _leiden(graph: nx.Graph, resolution: float, seed: int) -> tuple[float, Labels]:
    """The modularity and the labels of one run over a graph as `_numbered` makes it."""
    from graspologic_native import leiden

    # The engine wants texts, knows no node without a tie, and refuses a graph without one.
    edges = [(str(one), str(other), float(weight)) for one, other, weight in graph.edges(data="weight")]
    quality, found = 0.0, {}
    if edges:
        quality, found = leiden(edges, resolution=resolution, iterations=ROUNDS, seed=seed)
    numbers: dict[Hashable, int] = {}
    names = (found.get(str(node), f"alone {node}") for node in graph)
    return quality, tuple(numbers.setdefault(name, len(numbers)) for name in names)


def _groups(labels: Labels) -> list[list[int]]:
    """The places of each label's nodes; the largest group first, then the one with the smallest place."""
    members: dict[int, list[int]] = {}
    for place, label in enumerate(labels):
        members.setdefault(label, []).append(place)
    return sorted(members.values(), key=len, reverse=True)  # which leaves equals in their order


def _stability(every: Mapping[Labels, int]) -> float | None:
    """The mean adjusted Rand index of all pairs of runs, given how many runs found each partition."""
    runs = sum(every.values())
    if runs == 1:
        return None
    if len(every) == 1:
        return 1.0
    from sklearn.metrics import adjusted_rand_score

    total = float(sum(math.comb(times, 2) for times in every.values()))
    for (one, times), (other, others) in combinations(every.items(), 2):
        total += times * others * adjusted_rand_score(one, other)
    return total / math.comb(runs, 2)


def _jaccard(best: Labels, every: Mapping[Labels, int]) -> Collection[float]:
    """For each node, the mean over all runs of the Jaccard index of its community and the one in `best`."""
    totals = [0.0] * len(best)
    size = Counter(best)
    for labels, times in every.items():
        sizes, shared = Counter(labels), Counter(zip(best, labels, strict=True))
        for place, (ours, theirs) in enumerate(zip(best, labels, strict=True)):
            common = shared[ours, theirs]
            totals[place] += times * common / (size[ours] + sizes[theirs] - common)
    return [total / sum(every.values()) for total in totals]
