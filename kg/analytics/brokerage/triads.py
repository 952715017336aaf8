"""The triads behind the counts: whom somebody brings together, one by one, or counted for two groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from itertools import chain
from typing import Any, NamedTuple

import networkx as nx
import numpy as np

from kg.analytics.brokerage.arcs import Arcs, Integers, grouped, mutual, read, transitive
from kg.analytics.brokerage.roles import COLUMNS, TOTAL, role_of
from kg.analytics.simplify import directed

__all__ = ["Triad", "between", "triads"]


class Triad(NamedTuple):
    """source → broker → target without an arc source → target, and the role of the broker."""

    source: Hashable
    broker: Hashable
    target: Hashable
    role: str


def triads(
    network: nx.Graph,
    groups: Mapping[Any, Hashable],
    node: Hashable | None = None,
    *,
    role: str | None = None,
    between: tuple[Hashable, Hashable] | None = None,
) -> Iterator[Triad]:
    """The triads that `brokerage` counts, lazily: by broker, source and target, in the network's order.

    With `node` only those that it brokers, none if it has no group. With `role` only those of one role;
    "total" is any. With `between=(A, B)` only those whose ends lie one in each of the two groups, in either
    direction; (A, A) is within one group. A group that nobody is in has no triads.

    KeyError for a node that is not in the network and ValueError for a role that does not exist are raised
    at once, not with the first triad. The network may change while triads are read: it was copied.

    >>> network = nx.DiGraph([("ann", "bob"), ("bob", "cyn"), ("bob", "dan"), ("ann", "dan")])
    >>> list(triads(network, {"ann": "red", "bob": "red", "cyn": "blue", "dan": "blue"}))
    [Triad(source='ann', broker='bob', target='cyn', role='representative')]
    """
    if role is not None and role not in COLUMNS:
        raise ValueError(f"a role is one of {', '.join(COLUMNS)}, not {role!r}")
    if node is not None and node not in network:
        raise KeyError(node)
    kept = grouped(network, groups)
    graph = directed(network)
    brokers = list(kept) if node is None else [node] if node in kept else []
    found = _triads(graph, kept, brokers, None if between is None else set(between))
    return found if role in (None, TOTAL) else (triad for triad in found if triad.role == role)


def _triads(
    graph: nx.DiGraph,
    groups: Mapping[Any, Hashable],
    brokers: list[Hashable],
    ends: set[Hashable] | None,
) -> Iterator[Triad]:
    position = {node: number for number, node in enumerate(groups)}
    for broker in brokers:
        sources, targets = (
            sorted(
                (
                    other
                    for other in others(broker)
                    if other in groups and (ends is None or groups[other] in ends)
                ),
                key=position.__getitem__,
            )
            for others in (graph.predecessors, graph.successors)
        )
        for source in sources:
            tied = graph.succ[source]
            for target in targets:
                if target == source or target in tied:
                    continue
                if ends is None or {groups[source], groups[target]} == ends:
                    role = role_of(groups[source], groups[broker], groups[target])
                    yield Triad(source, broker, target, role)


def between(
    network: nx.Graph, groups: Mapping[Any, Hashable], first: Hashable, second: Hashable
) -> dict[Hashable, Counter[str]]:
    """How often every node with a group mediates between two groups, in either direction, by role.

    Counted are the triads of `brokerage` that have one end in each. Brokers of one of the two groups are
    gatekeepers or representatives, all others liaisons; if the two are one group, its own are coordinators
    and others itinerant. Roles that a node does not play are not in its counter; a group that nobody is in
    makes all counters empty.

    >>> network = nx.DiGraph([("seoul", "tokyo"), ("tokyo", "wuhan"), ("wuhan", "seoul")])
    >>> between(network, {"seoul": "KR", "tokyo": "JP", "wuhan": "CN"}, "KR", "CN")["tokyo"]
    Counter({'liaison': 1})
    """
    arcs = read(network, groups)
    counters: dict[Hashable, Counter[str]] = {node: Counter() for node in arcs.nodes}
    if first not in arcs.groups or second not in arcs.groups:
        return counters
    codes = arcs.groups.index(first), arcs.groups.index(second)
    for one, other in dict.fromkeys((codes, codes[::-1])):
        numbers = _directed(arcs, one, other)
        for place in np.flatnonzero(numbers).tolist():
            group = arcs.groups[arcs.codes[place]]
            role = role_of(arcs.groups[one], group, arcs.groups[other])
            counters[arcs.nodes[place]][role] += int(numbers[place])
    return counters


def _directed(arcs: Arcs, one: int, other: int) -> Integers:
    """For every node the number of triads that lead from one group to another through it."""
    size = len(arcs.nodes)
    is_source, is_target = arcs.codes == one, arcs.codes == other
    begins, ends = is_source[arcs.source], is_target[arcs.target]
    entering = np.bincount(arcs.target[begins], minlength=size)
    result: Integers = entering * np.bincount(arcs.source[ends], minlength=size)
    for first, second, _ in chain([mutual(arcs)], transitive(arcs, np.flatnonzero(begins & ends))):
        counted = begins[first] & ends[second]
        result -= np.bincount(arcs.target[first[counted]], minlength=size)
    return result
