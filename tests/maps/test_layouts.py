"""Layouts: each puts every actor in a place that means something, the same on every machine, and readable."""

from __future__ import annotations

import copy
import os
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.maps.layouts import LAYOUTS, arrange, fitting, positions
from kg.maps.layouts.boxes import sizes
from kg.maps.layouts.geographic import ROOM
from tests.maps.networks import backwards, invented, made

Places = dict[str, tuple[int, int]]

networks = st.builds(made, st.integers(0, 25), st.integers(0, 60), st.integers(0, 1000))


def overlaps(network: nx.MultiDiGraph, where: Places, *, discs: bool = False) -> list[tuple[str, str]]:
    """The pairs of labels that overlap, by the sizes that the layouts reckon with, but for a rounded unit."""
    ids = sorted(where)
    boxes = sizes([network.nodes[node].get("label") or node for node in ids])
    if discs:
        boxes = np.full((len(ids), 2), ROOM, dtype=np.float32)
    points = np.array([where[node] for node in ids])
    return [
        (ids[one], ids[other])
        for one, other in combinations(range(len(ids)), 2)
        if (boxes[one] + boxes[other] - np.abs(points[one] - points[other]) > 1.01).all()
    ]


def across(where: Places, *names: str) -> list[int]:
    """How far to the right some actors stand."""
    return [where[name][0] for name in names]


# What holds of every layout.


def test_there_are_four_layouts_and_each_says_what_it_means() -> None:
    """In one line; the first is the usual one, and needs nothing."""
    assert list(LAYOUTS) == ["force", "bridge", "circulation", "geographic"]
    for name, layout in LAYOUTS.items():
        assert 20 < len(layout.meaning) < 80
        assert bool(layout.needs) == (name != "force")


@pytest.mark.parametrize("layout", LAYOUTS)
@given(network=networks)
@settings(max_examples=25)
def test_every_actor_has_a_place_of_its_own_in_whole_units(layout: str, network: nx.MultiDiGraph) -> None:
    """Whatever the network has or has not."""
    where = positions(network, layout, sides=("KR", "CN"))
    assert where.keys() == set(network)
    assert all(type(x) is type(y) is int for x, y in where.values())
    assert len(set(where.values())) == len(where)


@pytest.mark.parametrize("layout", LAYOUTS)
@given(network=networks)
@settings(max_examples=25)
def test_no_label_covers_another(layout: str, network: nx.MultiDiGraph) -> None:
    """On the globe there is no room for labels around a city, but for every actor there is."""
    where = positions(network, layout, sides=("KR", "CN"))
    discs = layout == "geographic" and "geographic" in fitting(network)
    assert overlaps(network, where, discs=discs) == []


@pytest.mark.parametrize("layout", LAYOUTS)
@given(network=networks)
@settings(max_examples=25)
def test_the_order_in_which_a_network_was_built_leaves_no_trace(
    layout: str, network: nx.MultiDiGraph
) -> None:
    """Neither in the places nor in what is drawn beneath; and the network stays as it was."""
    before = copy.deepcopy((dict(network.nodes(data=True)), list(network.edges(keys=True, data=True))))
    assert arrange(network, layout) == arrange(backwards(network), layout)
    assert before == (dict(network.nodes(data=True)), list(network.edges(keys=True, data=True)))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_is_the_same_in_another_process(layout: str) -> None:
    """Under other seeds of hashes; also where nodes are so many that far ones push together."""
    code = (
        "import sys; from kg.maps.layouts import arrange; from tests.maps.networks import made;"
        "print(arrange(made(700, 1500), sys.argv[1], sides=('KR', 'CN')))"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code, layout],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1
    assert "n699" in found.pop()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_network_without_any_attribute_is_arranged_too(layout: str) -> None:
    """Everything is optional, a loop is no tie, and ids may be numbers."""
    assert positions(nx.MultiDiGraph(), layout) == {}
    assert positions(nx.MultiDiGraph([(1, 1)]), layout) == {"1": (0, 0)}
    assert set(positions(nx.MultiDiGraph([(1, 2), (2, 3)]), layout)) == {"1", "2", "3"}


def test_a_layout_that_does_not_exist_is_refused() -> None:
    """With those that do."""
    with pytest.raises(
        ValueError, match="no layout 'cirle'; there are force, bridge, circulation, geographic"
    ):
        positions(invented(), "cirle")


def test_a_seed_changes_where_actors_settle() -> None:
    """And nothing else does."""
    assert positions(invented()) == positions(invented(), seed=1) != positions(invented(), seed=2)


def test_which_layouts_fit_a_network() -> None:
    """Those for which it has what they need."""
    assert fitting(nx.MultiDiGraph([("a", "b")])) == ["force"]
    assert fitting(invented()) == ["force", "bridge"]
    assert fitting(bridging().subgraph(["seoul", "busan"]), sides=("KR", "CN")) == ["force"]
    assert fitting(made(20, 40)) == list(LAYOUTS)


# What each of them means.


@pytest.mark.parametrize("layout", ["force", "bridge"])
def test_one_side_stands_left_and_the_other_right(layout: str) -> None:
    """The mean of each country's actors says so; without sides, those with most actors."""
    network = made(60, 120)
    for sides in (("KR", "CN"), ("CN", "KR"), ()):
        where = positions(network, layout, sides=sides)
        means = {
            country: np.mean([where[node][0] for node, of in network.nodes(data="country") if of == country])
            for country in ("KR", "CN", "US", "DE")
        }
        assert sorted(means, key=lambda country: means[country])[:: 3 if sides else 1][0] in (sides or means)
        if sides:
            assert min(means, key=lambda country: means[country]) == sides[0]
            assert max(means, key=lambda country: means[country]) == sides[1]


def bridging() -> nx.MultiDiGraph:
    """Two sides of three actors, one third country, a binational body::

    seoul -- ulsan -- beijing -- wuhan
       \\       \\       / |
      busan     board--+  boston -- xian
    """
    network = nx.MultiDiGraph()
    for country, names in {"KR": "seoul ulsan busan", "CN": "beijing wuhan xian", "US": "boston"}.items():
        network.add_nodes_from(names.split(), country=country, country_label=f"Land {country}")
    network.add_node("board", country="KR", countries=["KR", "CN"])
    network.add_edges_from(
        [("seoul", "ulsan"), ("ulsan", "beijing"), ("beijing", "wuhan"), ("seoul", "busan")]
    )
    network.add_edges_from(
        [("ulsan", "board"), ("beijing", "board"), ("beijing", "boston"), ("boston", "xian")]
    )
    return network


def test_bridge_puts_those_who_join_the_sides_nearest_the_middle() -> None:
    """From the left: no tie to the other side, some, bodies of both and third countries, and back."""
    where = positions(bridging(), "bridge", sides=("KR", "CN"))
    seoul, busan, ulsan, board, boston, beijing, wuhan, xian = across(
        where, *("seoul", "busan", "ulsan", "board", "boston", "beijing", "wuhan", "xian")
    )
    assert seoul == busan < ulsan < board < boston < beijing < wuhan == xian


def test_bridge_names_its_sides() -> None:
    """With what their actors say that they are called, over their own half."""
    arranged = arrange(bridging(), "bridge", sides=("KR", "CN"))
    left, right = arranged.headings
    assert (left.text, right.text) == ("Land KR", "Land CN")
    assert left.x < 0 < right.x
    assert left.y == right.y < min(y for _, y in arranged.positions.values())


def career() -> nx.MultiDiGraph:
    """Two people who studied somewhere, worked somewhere, and one of whom came back; and a bystander."""
    network = nx.MultiDiGraph(stages={"1": "Study", "2": "Career", "3": "Return"})
    network.add_node("fund")
    for node, stage in {"college": "1", "firm": "2", "home": "3"}.items():
        network.add_node(node, stage=stage)
    for node, stage in {"ann": "1", "bob": "2", "cho": "3"}.items():
        network.add_node(node, passes=stage)
    network.add_edges_from(
        [("ann", "college"), ("ann", "home"), ("bob", "firm"), ("bob", "home"), ("fund", "fund")]
    )
    return network


def test_circulation_reads_from_study_through_careers_to_return() -> None:
    """People stand after the first stage told of them, before the last of all; bystanders at the right."""
    arranged = arrange(career(), "circulation")
    found = across(dict(arranged.positions), "college", "ann", "firm", "bob", "home", "fund")
    assert arranged.positions["cho"][0] == found[3]
    assert found == sorted(found)
    assert len(set(found)) == 6
    assert [(one.text, one.x) for one in arranged.headings] == [
        ("Study", found[0]), ("Career", found[2]), ("Return", found[4])
    ]  # fmt: skip


def test_circulation_without_stages_reads_from_year_to_year() -> None:
    """Whoever is tied to nobody at a known time stands last."""
    network = nx.MultiDiGraph()
    network.add_edge("a", "b", since=1992)
    network.add_edge("b", "c", since=2005)
    network.add_edge("c", "d")
    arranged = arrange(network, "circulation")
    found = across(dict(arranged.positions), "a", "b", "c", "d")
    assert found[0] == found[1] < found[2] < found[3]
    assert [one.text for one in arranged.headings] == ["1992", "2005"]


@pytest.mark.parametrize("layout", ["circulation", "geographic"])
def test_what_a_layout_goes_by_may_be_missing(layout: str) -> None:
    """Then it is the usual one, and nothing lies beneath."""
    assert arrange(invented(), layout) == arrange(invented(), "force")
