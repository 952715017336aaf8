"""Who brokers between groups, opened down to the page: role → open triads → ties → claims → passages."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import networkx as nx

from kg.analytics import brokerage
from kg.analytics.centrality import ranked
from kg.analytics.communities import communities
from kg.analytics.robustness import Ranking
from kg.errors import UsageError
from kg.findings import nearest
from kg.graph import Graph
from kg.networks.edges import claims_between
from kg.show import Line, sentence
from kg.vocabulary import compact

__all__ = [
    "ATTRIBUTES",
    "Chance",
    "Tie",
    "Triad",
    "chances",
    "check",
    "counted",
    "field",
    "group",
    "groups",
    "ranking",
    "triads",
]

#: What nodes can be grouped by: two things that the register says, and what the ties themselves show.
ATTRIBUTES = ("country", "kind", "community")


#: The group of each node.
Groups: TypeAlias = Mapping[Hashable, Hashable]


@dataclass(frozen=True, slots=True)
class Chance:
    """What chance would give a node in one role: expected count, deviation, z; and p by permutation."""

    expected: float
    sd: float
    z: float
    p: float


@dataclass(frozen=True, slots=True)
class Tie:
    """One arc of a triad: the labels of its ends, and every claim that makes it, each with its evidence."""

    source: str
    target: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Triad:
    """One open triad that `broker` closes by standing in it: the role, and both ties."""

    broker: str
    role: str
    inward: Tie
    outward: Tie


def check(attribute: str) -> None:
    """Raise `UsageError` for what is no attribute that makes groups."""
    if attribute not in ATTRIBUTES:
        hint = nearest(attribute, ATTRIBUTES) or f"; there are {', '.join(ATTRIBUTES)}"
        raise UsageError(f"actors have no attribute '{attribute}'{hint}")


def field(
    network: nx.MultiDiGraph, attribute: str, *, seed: int = 0
) -> tuple[nx.MultiDiGraph, dict[Hashable, Hashable]]:
    """The network in which brokers are looked for, and the group of every node that has one.

    What ties a thing to the very country that is its group (where it is located, where it comes from)
    makes the group and is no tie within the network: a country would else broker for all that lies in it.
    Such edges are left out: they neither lead to a broker nor close a triad. The nodes stay.
    """
    known = groups(network, attribute, seed=seed)
    if attribute != "country":
        return network, known
    own = {node: compact(str(node)).removeprefix("id:") for node in network}
    between = [
        (source, target, key)
        for source, target, key in network.edges(keys=True)
        if known.get(source, "") != own[target] and known.get(target, "") != own[source]
    ]
    found = nx.MultiDiGraph(**network.graph)
    found.add_nodes_from(network.nodes(data=True))
    found.add_edges_from(
        (source, target, key, network.edges[source, target, key]) for source, target, key in between
    )
    return found, known


def groups(network: nx.MultiDiGraph, attribute: str, *, seed: int = 0) -> dict[Hashable, Hashable]:
    """The group of every node by an attribute, one of `ATTRIBUTES`; nodes without one are not there.

    A thing of two countries belongs to neither: the two together are a group of their own, since a
    binational body is no stranger to either side and no insider of one. Communities are those of
    `kg.analytics.communities`, numbered from 1.
    """
    check(attribute)
    if attribute == "community":
        return {node: str(number) for node, number in communities(network, seed=seed).membership.items()}
    return {node: text for node, text in network.nodes(data=attribute) if text}


def group(graph: Graph, attribute: str, text: str) -> str:
    """The group that a user means: a country by any of its names or codes, a kind by its name.

    Raises `UsageError` for what is no country or kind. Whether anybody in a network belongs to it is
    another question.
    """
    if attribute == "country":
        return compact(graph.names.resolve(text)).removeprefix("id:")
    if attribute == "kind":
        kinds = {compact(thing.kind).removeprefix("kg:") for thing in graph.things.values()}
        by_fold = {kind.casefold(): kind for kind in kinds}
        folded = text.replace(" ", "").casefold()
        if folded not in by_fold:
            raise UsageError(f"no actor is of the kind '{text}'{nearest(folded, by_fold)}")
        return by_fold[folded]
    return text


def counted(
    network: nx.MultiDiGraph, known: Groups, ends: tuple[str, str] | None = None
) -> dict[str, dict[str, int]]:
    """Of every node with a group, how many open triads it stands in, by role and in total.

    With `ends`, only those with one end in each of the two groups.
    """
    if ends is None:
        scores = brokerage.brokerage(network, known)
        return {
            str(node): {role: int(score.count) for role, score in scores.of(node).items()}
            for node in scores.nodes
        }
    found = brokerage.between(network, known, *ends)
    return {
        str(node): {**{role: roles[role] for role in brokerage.ROLES}, "total": roles.total()}
        for node, roles in found.items()
    }


def ranking(
    network: nx.MultiDiGraph, attribute: str, ends: tuple[str, str] | None = None, *, seed: int = 0
) -> Ranking:
    """Who stands in an open triad of groups by `attribute` (or between two of them), the busiest first."""
    counts = counted(*field(network, attribute, seed=seed), ends)
    found = ranked({node: roles[brokerage.TOTAL] for node, roles in counts.items()})
    return [one for one in found if one[2]]


def chances(network: nx.MultiDiGraph, known: Groups, *, runs: int, seed: int) -> dict[str, dict[str, Chance]]:
    """Of every node with a group, what chance would give it in each role; see `kg.analytics.brokerage`."""
    scores = brokerage.brokerage(network, known)
    test = brokerage.permutation_test(network, known, runs=runs, seed=seed)
    return {
        str(node): {
            role: Chance(score.expected, score.sd, score.z, test.of(node)[role])
            for role, score in scores.of(node).items()
        }
        for node in scores.nodes
    }


def triads(
    graph: Graph,
    network: nx.MultiDiGraph,
    known: Groups,
    broker: str,
    *,
    between: tuple[str, str] | None = None,
    language: str = "en",
) -> Iterator[Triad]:
    """The open triads in which `broker` stands, or those `between` two groups, with all their claims."""
    for found in brokerage.triads(network, known, broker, between=between):
        yield Triad(
            compact(broker),
            found.role,
            _tie(graph, network, str(found.source), broker, language),
            _tie(graph, network, broker, str(found.target), language),
        )


def _tie(graph: Graph, network: nx.MultiDiGraph, source: str, target: str, language: str) -> Tie:
    claims = claims_between(network, source, target)
    label = graph.names.label
    lines = tuple(sentence(graph, claim, language=language) for claim in claims)
    return Tie(label(source, language), label(target, language), lines)
