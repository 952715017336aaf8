"""The triads one by one: those that are counted, in order, and those between two groups."""

from __future__ import annotations

from collections import Counter
from itertools import islice

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analytics.brokerage import COLUMNS, ROLES, Triad, between, brokerage, triads
from tests.analytics.brokerage.cases import Groups, networks, plain_triads

GROUP = st.sampled_from(["red", "blue", "green", "grey", "nobody's"])


def bridge() -> tuple[nx.DiGraph, Groups]:
    """Three groups and who stands between them::

    red:  ann ──► bob ──► cyn  :blue
           ▲       │       │
           │       ▼       │
           └──── eve ◄─────┘            eve is green
    """
    network = nx.DiGraph([("ann", "bob"), ("bob", "cyn"), ("cyn", "eve"), ("bob", "eve"), ("eve", "ann")])
    return network, {"ann": "red", "bob": "red", "cyn": "blue", "eve": "green"}


def test_triads_by_hand() -> None:
    """bob → cyn → eve is none, as bob reaches eve; by broker, then source, then target."""
    assert list(triads(*bridge())) == [
        Triad("eve", "ann", "bob", "gatekeeper"),
        Triad("ann", "bob", "cyn", "representative"),
        Triad("ann", "bob", "eve", "representative"),
        Triad("bob", "eve", "ann", "itinerant"),
        Triad("cyn", "eve", "ann", "liaison"),
    ]


def test_triads_of_one_broker_role_or_pair_of_groups() -> None:
    """The conditions narrow each other down."""
    assert [triad.target for triad in triads(*bridge(), "bob")] == ["cyn", "eve"]
    assert [triad.broker for triad in triads(*bridge(), role="liaison")] == ["eve"]
    assert [triad[:3] for triad in triads(*bridge(), between=("blue", "red"))] == [
        ("ann", "bob", "cyn"),
        ("cyn", "eve", "ann"),
    ]
    assert [triad[:3] for triad in triads(*bridge(), between=("red", "red"))] == [("bob", "eve", "ann")]
    assert list(triads(*bridge(), "bob", role="liaison", between=("red", "blue"))) == []


def test_between_two_groups_by_hand() -> None:
    """In either direction; who plays no role has an empty counter."""
    found = between(*bridge(), "red", "blue")
    assert found == {
        "ann": Counter(),
        "bob": Counter(representative=1),
        "cyn": Counter(),
        "eve": Counter(liaison=1),
    }
    assert list(found) == list(bridge()[0])
    assert between(*bridge(), "red", "red")["eve"] == Counter(itinerant=1)


@given(networks())
def test_triads_are_those_of_the_definition(case: tuple[nx.Graph, Groups]) -> None:
    """All of them, each once, in its order."""
    assert [tuple(triad) for triad in triads(*case)] == list(plain_triads(*case))


@given(networks())
def test_there_are_as_many_triads_as_are_counted(case: tuple[nx.Graph, Groups]) -> None:
    """Of every node in every role: whoever reads a number can open it."""
    result = brokerage(*case)
    for node in result.nodes:
        numbers = [sum(1 for _ in triads(*case, node, role=role)) for role in COLUMNS]
        assert numbers == [result.of(node)[role].count for role in COLUMNS]


@given(networks(), GROUP, GROUP)
def test_between_counts_the_triads_between(case: tuple[nx.Graph, Groups], first: str, second: str) -> None:
    """Whatever the groups, also one and the same, also one that nobody is in; in whatever order."""
    found = between(*case, first, second)
    expected = {node: Counter[str]() for node in brokerage(*case).nodes}
    for triad in triads(*case, between=(first, second)):
        expected[triad.broker][triad.role] += 1
    assert found == expected == between(*case, second, first)
    assert list(found) == list(expected)
    assert all(counter.keys() <= set(ROLES) and all(counter.values()) for counter in found.values())


@given(networks())
def test_all_pairs_of_groups_make_the_whole(case: tuple[nx.Graph, Groups]) -> None:
    """Every triad lies between one pair of groups."""
    result = brokerage(*case)
    names = sorted({str(group) for group in result.groups.values()})
    pairs = [(first, second) for first in names for second in names if first <= second]
    sums = {node: Counter[str]() for node in result.nodes}
    for pair in pairs:
        for node, counter in between(*case, *pair).items():
            sums[node] += counter
    for node, counter in sums.items():
        assert [counter[role] for role in ROLES] == [result.of(node)[role].count for role in ROLES]


def test_triads_come_one_by_one() -> None:
    """The first of 400 million is there at once, and the network may change meanwhile."""
    network = nx.DiGraph()
    network.add_edges_from((f"a{number}", "hub") for number in range(20_000))
    network.add_edges_from(("hub", f"b{number}") for number in range(20_000))
    found = triads(network, dict.fromkeys(network, 1), "hub")
    network.clear()
    assert [triad[:3] for triad in islice(found, 2)] == [("a0", "hub", "b0"), ("a0", "hub", "b1")]


def test_a_mistake_is_told_at_once() -> None:
    """Not when the first triad is asked for."""
    with pytest.raises(KeyError, match="zoe"):
        triads(*bridge(), "zoe")
    with pytest.raises(ValueError, match=r"a role is one of coordinator, .*, total, not 'broker'"):
        triads(*bridge(), role="broker")


def test_who_has_no_group_brokers_nothing() -> None:
    """They are in the network, so it is no mistake to ask."""
    network, groups = bridge()
    assert list(triads(network, {**groups, "bob": None}, "bob")) == []
    assert "bob" not in between(network, {**groups, "bob": ""}, "red", "blue")
    assert list(triads(network, {})) == []
    assert between(network, {}, "red", "blue") == {}
