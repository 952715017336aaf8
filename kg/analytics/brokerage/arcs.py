"""A network as arrays: who points to whom among those with a group, and which two-paths are closed.

Nothing here knows a role. The closed two-paths depend on the network alone, so they are found once and
serve every division into groups.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.analytics.simplify import directed

__all__ = ["Arcs", "Closed", "Floats", "Integers", "grouped", "mutual", "read", "transitive"]

Integers: TypeAlias = NDArray[np.int64]
Numbers: TypeAlias = NDArray[np.signedinteger[Any]]
Floats: TypeAlias = NDArray[np.float64]

#: How many candidates for a broker are looked at together: about 100 MB of working memory.
CHUNK = 1 << 20


@dataclass(frozen=True, eq=False)
class Arcs:
    """The n nodes that have a group and the m arcs between them, by number.

    Nodes are numbered in the order of the network, groups in the order in which nodes name them. Arcs are
    sorted by source, then target; `by_target` lists them by target, then source.
    """

    nodes: tuple[Hashable, ...]
    left_out: tuple[Hashable, ...]
    groups: tuple[Hashable, ...]
    codes: Integers
    source: Integers
    target: Integers
    weight: Floats
    by_target: Integers
    out_start: Integers
    in_start: Integers
    keys: Integers

    def find(self, source: Integers, target: Integers) -> Integers:
        """The number of the arc from each source to each target, -1 where there is none."""
        wanted = source * len(self.nodes) + target
        place = np.searchsorted(self.keys, wanted)
        place[place == len(self.keys)] = 0
        return np.where(self.keys[place] == wanted, place, -1) if len(self.keys) else place - 1


class Closed(NamedTuple):
    """Two-paths a → v → b that nobody brokers: the numbers of a → v, of v → b, and of the arc a → b.

    `closing` is -1 where a and b are one and the same, who need no broker either.
    """

    first: Numbers
    second: Numbers
    closing: Numbers

    def narrow(self) -> Closed:
        """The same in half the memory."""
        return Closed(*(row.astype(np.int32) for row in self))


def grouped(network: nx.Graph, groups: Mapping[Any, Hashable]) -> dict[Hashable, Hashable]:
    """The nodes that have a group, with it, in the order of the network; None, "" and NaN are no group."""
    found = {node: groups.get(node) for node in network}
    return {node: group for node, group in found.items() if not _is_missing(group)}


def read(network: nx.Graph, groups: Mapping[Any, Hashable]) -> Arcs:
    """The arcs between nodes that have a group; parallel ones are one, with the sum of their weights."""
    kept = grouped(network, groups)
    position = {node: number for number, node in enumerate(kept)}
    names = {group: code for code, group in enumerate(dict.fromkeys(kept.values()))}
    lines = [
        (position[source], position[target], weight)
        for source, target, weight in directed(network).edges(data="weight")
        if source in position and target in position
    ]
    size = len(position)
    ends = np.fromiter((end for line in lines for end in line[:2]), np.int64, 2 * len(lines))
    source, target = ends.reshape(-1, 2).T
    weight = np.fromiter((line[2] for line in lines), np.float64, len(lines))
    order = np.argsort(source * size + target)
    source, target, weight = source[order], target[order], weight[order]
    return Arcs(
        nodes=tuple(kept),
        left_out=tuple(node for node in network if node not in kept),
        groups=tuple(names),
        codes=np.fromiter((names[group] for group in kept.values()), np.int64, size),
        source=source,
        target=target,
        weight=weight,
        by_target=np.argsort(target, kind="stable"),
        out_start=_starts(source, size),
        in_start=_starts(target, size),
        keys=source * size + target,
    )


def mutual(arcs: Arcs) -> Closed:
    """The two-paths that lead back to where they began: a → v → a."""
    back = arcs.find(arcs.target, arcs.source)
    first = np.flatnonzero(back >= 0)
    return Closed(first, back[first], np.full(len(first), -1))


def transitive(arcs: Arcs, among: Integers | None = None) -> Iterator[Closed]:
    """The two-paths a → v → b with an arc a → b, in pieces; `among` are the arcs a → b to look at, or all.

    For each arc the shorter of two lists, those whom a points to and those who point to b, is looked up
    among the arcs. That is in the order of m times the arboricity of the network, however heavy the tail of
    its degrees (N. Chiba and T. Nishizeki 1985, SIAM Journal on Computing 14, 210–223): the neighbours of a
    hub are never paired.
    """
    if among is None:
        among = np.arange(len(arcs.source))
    leaving = np.diff(arcs.out_start)[arcs.source[among]]
    entering = np.diff(arcs.in_start)[arcs.target[among]]
    outward = leaving <= entering
    for chosen, number in ((outward, leaving), (~outward, entering)):
        is_outward = chosen is outward
        for piece in _pieces(among[chosen], number[chosen]):
            yield _look_up(arcs, *piece, is_outward=is_outward)


def _look_up(arcs: Arcs, closing: Integers, number: Integers, *, is_outward: bool) -> Closed:
    """What closes which of these arcs; `number` says how many candidates each has."""
    begin = arcs.out_start[arcs.source[closing]] if is_outward else arcs.in_start[arcs.target[closing]]
    offset = np.repeat(begin - np.cumsum(number) + number, number)
    place = offset + np.arange(len(offset))
    closing = np.repeat(closing, number)
    if is_outward:
        first = place
        second = arcs.find(arcs.target[first], arcs.target[closing])
    else:
        second = arcs.by_target[place]
        first = arcs.find(arcs.source[closing], arcs.source[second])
    found = np.flatnonzero((first >= 0) & (second >= 0))
    return Closed(first[found], second[found], closing[found])


def _pieces(items: Integers, number: Integers) -> Iterator[tuple[Integers, Integers]]:
    """Items and their numbers, cut where the sum of the numbers passes a multiple of CHUNK."""
    if len(items):
        cuts = np.flatnonzero(np.diff(np.cumsum(number) // CHUNK)) + 1
        yield from zip(np.split(items, cuts), np.split(number, cuts), strict=True)


def _starts(sorted_or_not: Integers, size: int) -> Integers:
    """Where the arcs of each node begin, and at last where those of the last end."""
    return np.concatenate(([0], np.cumsum(np.bincount(sorted_or_not, minlength=size))))


def _is_missing(group: Hashable) -> bool:
    return group is None or group == "" or (isinstance(group, float) and math.isnan(group))
