"""Why two things are connected: the shortest chains of claims, each step with who says so, and where."""

from __future__ import annotations

import json

import networkx as nx
import pytest

from kg.graph import Graph
from kg.networks.projection import network
from kg.networks.selection import Selection, select
from kg.networks.why import Path, why
from kg.project import Project
from kg.show import Evidence
from kg.vocabulary import PREFIXES
from tests import factory
from tests.networks.made import made

ID = PREFIXES["id"]


def paths(graph: Graph, found: nx.MultiDiGraph, one: str, other: str, **more: object) -> tuple[Path, ...]:
    """The paths between two slugs."""
    return why(graph, found, ID + one, ID + other, **more)  # type: ignore[arg-type]


def ways(found: tuple[Path, ...]) -> list[list[str]]:
    """The things on each path, by their labels."""
    return [[path.steps[0].source, *(step.target for step in path.steps)] for path in found]


@pytest.fixture(scope="module")
def facts(graph: Graph) -> nx.MultiDiGraph:
    """The network of all facts and of what follows from them."""
    return network(graph)


def test_a_step_is_every_claim_between_two_things(graph: Graph, facts: nx.MultiDiGraph) -> None:
    """Two people who were at the same university, one after the other, with the words of each claim."""
    (path,) = paths(graph, facts, "bora-deung", "foghorn-company", avoid=[ID + "westmark"])
    assert [(step.source, step.target) for step in path.steps] == [
        ("Bora Deung", "Harbour University"),
        ("Harbour University", "Lan Ta"),
        ("Lan Ta", "Foghorn Company"),
    ]
    assert [
        (line.what, line.text, line.details, line.period) for step in path.steps for line in step.lines
    ] == [
        ("Bora Deung", "studied at Harbour University", "PhD; Marine science", "1980–1984-06-30"),
        ("Lan Ta", "worked at Harbour University", "eight years", "–1985"),
        ("Lan Ta", "founded Foghorn Company", "", "1986–"),
    ]
    assert [line.evidence for step in path.steps for line in step.lines] == [
        (Evidence("Ledger 1999", "§2 ¶1 s1"),),
        (Evidence("Ledger 1999", "§2 ¶1 s2"),),
        (Evidence("Ledger 1999", "§2 ¶1 s2"),),
    ]


def test_a_path_can_be_walked_from_both_ends(graph: Graph, facts: nx.MultiDiGraph) -> None:
    """A claim ties its two things whichever of them is the subject; its sentence stays as it is."""
    (there,) = paths(graph, facts, "light-fund", "ministry-of-lamps")
    (back,) = paths(graph, facts, "ministry-of-lamps", "light-fund")
    assert ways((there,)) == [["Light Fund", "Lighthouse Institute", "Ministry of Lamps"]]
    assert [step.lines for step in back.steps] == [step.lines for step in there.steps[::-1]]


def test_a_step_has_claims_of_both_directions(project: Project) -> None:
    """Whether a conducts b or b is part of a."""
    factory.append(
        *(project, "claims/governance.csv"),
        subject="ministry-of-lamps",
        relation="launched",
        object="lighthouse-institute",
        status="established",
        evidence="almanac-2001-1-1",
    )
    graph = made(project)
    ((step,),) = (
        path.steps for path in paths(graph, network(graph), "ministry-of-lamps", "lighthouse-institute")
    )
    assert [(line.what, line.text) for line in step.lines] == [
        ("Ministry of Lamps", "launched Lighthouse Institute"),
        ("Lighthouse Institute", "is part of Ministry of Lamps"),
    ]


def test_what_a_rule_derived_names_its_rule_and_then_its_places(graph: Graph, facts: nx.MultiDiGraph) -> None:
    """Two countries cooperate, because both signed: once by each premise."""
    (path,) = paths(graph, facts, "eastmark", "westmark")
    (line,) = path.steps[0].lines
    assert (line.what, line.text) == ("Eastmark", "cooperates with Westmark")
    assert line.evidence == (
        Evidence("rule:parties-cooperate", "by rule, from what follows"),
        Evidence("Almanac 2001", "Lamps ¶1 s1"),
    )


def test_only_the_premises_that_count_are_named(graph: Graph) -> None:
    """In 1985 Lan Ta is tied to Westmark by a job; that of the company is another year's word."""
    for day, premises in (("1985", 1), ("1986", 1), (None, 2)):
        found = network(graph, "talent", as_of=day)
        (path,) = paths(graph, found, "lan-ta", "westmark")
        ((line,),) = (step.lines for step in path.steps)
        (tie,) = (
            claim for data in found[ID + "lan-ta"][ID + "westmark"].values() for claim in data["claims"]
        )
        assert len(tie.premises) == premises
        assert line.evidence[1:] == (Evidence("Ledger 1999", "§2 ¶1 s2"),)


def test_an_inference_that_only_this_selection_has_is_told_as_well(project: Project) -> None:
    """When a short cut was over, its place is taken by what follows; and more may follow from that."""
    for part, whole, until, status in (
        ("lens-laboratory", "ministry-of-lamps", "1990", "ended"),
        ("ministry-of-lamps", "eastmark-government", "", "established"),
    ):
        factory.append(
            *(project, "claims/governance.csv"),
            subject=part,
            relation="isPartOf",
            object=whole,
            until=until,
            status=status,
            evidence="almanac-2001-1-1",
        )
    graph = made(project)
    found = network(graph, "governance", as_of="2000")
    path = paths(graph, found, "lens-laboratory", "eastmark-government")[0]
    ((line,),) = (step.lines for step in path.steps)
    assert (line.what, line.text) == ("Lens Laboratory", "is part of Government of Eastmark")
    assert line.evidence == (
        Evidence("rule:part-of-the-whole", "by rule, from what follows"),
        *(Evidence("Ledger 1999", "§2 ¶1 s1"), Evidence("Almanac 2001", "Lamps ¶1 s1")),
    )
    assert set(select(graph, Selection(as_of="2000")).claims) - set(graph.claims)


def test_paths_come_from_short_to_long_and_then_by_name(graph: Graph, facts: nx.MultiDiGraph) -> None:
    """No path passes a thing twice; there are fewer than asked where no more exist."""
    found = ways(paths(graph, facts, "bora-deung", "lan-ta", top=50))
    assert found[:3] == [
        ["Bora Deung", "Harbour University", "Lan Ta"],
        ["Bora Deung", "Westmark", "Lan Ta"],
        ["Bora Deung", "Eastmark", "Westmark", "Lan Ta"],
    ]
    assert [len(way) for way in found] == sorted(len(way) for way in found)
    assert all(len(set(way)) == len(way) for way in found)
    every = nx.all_simple_paths(nx.Graph(facts), ID + "bora-deung", ID + "lan-ta")
    assert len(found) == len(list(every)) < 50
    assert ways(paths(graph, facts, "bora-deung", "lan-ta", top=2)) == found[:2]


def test_the_shortest_path_is_as_long_as_networkx_says(graph: Graph, facts: nx.MultiDiGraph) -> None:
    """Between all pairs."""
    lengths = dict(nx.all_pairs_shortest_path_length(nx.Graph(facts)))
    pairs = [(one, other) for one in facts for other in facts if one < other]
    assert len(pairs) > 100
    for one, other in pairs:
        found = why(graph, facts, one, other)
        assert [len(path.steps) for path in found] == [lengths[one][other]] * (other in lengths[one])


def test_a_path_may_avoid_what_ties_everything(graph: Graph, facts: nx.MultiDiGraph) -> None:
    """Through a country, everything is near to everything."""
    countries = [ID + "eastmark", ID + "westmark"]
    found = ways(paths(graph, facts, "bora-deung", "lan-ta", top=50, avoid=countries))
    assert found == [["Bora Deung", "Harbour University", "Lan Ta"]]


def test_an_end_is_never_avoided(graph: Graph, facts: nx.MultiDiGraph) -> None:
    """Whoever asks about it wants to see it."""
    found = paths(graph, facts, "bora-deung", "westmark", avoid=[ID + "westmark", ID + "bora-deung"])
    assert ways(found) == [["Bora Deung", "Westmark"]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("light-fund", "fog-programme"),  # each with others
        ("light-fund", "old-pilots-guild"),  # no claim
        ("light-fund", "nothing-of-that-name"),
        ("old-pilots-guild", "old-pilots-guild"),
    ],
)
def test_where_nothing_connects_them_there_is_no_path(graph: Graph, one: str, other: str) -> None:
    """Not an error, but an answer."""
    found = network(graph, "funding")
    assert paths(graph, found, one, other) == paths(graph, found, other, one) == ()


def test_from_a_thing_to_itself_no_step_is_needed(graph: Graph, facts: nx.MultiDiGraph) -> None:
    """One path, which stays there."""
    assert paths(graph, facts, "westmark", "westmark", top=3) == (Path(()),)


def test_a_plan_connects_only_who_asks_for_plans(graph: Graph, facts: nx.MultiDiGraph) -> None:
    """And its line says that it is one."""
    assert paths(graph, facts, "foghorn-company", "joint-lamp-centre") == ()
    (path,) = paths(graph, network(graph, status="all"), "foghorn-company", "joint-lamp-centre")
    assert [line.status for step in path.steps for line in step.lines] == ["proposed"]


def test_at_a_level_a_step_has_the_claims_through_the_third_thing(graph: Graph) -> None:
    """Two organisations by way of one person: what that person did at each."""
    found = network(graph, level="organisation")
    (path,) = paths(graph, found, "foghorn-company", "harbour-university")
    ((step,),) = ([step] for step in path.steps)
    assert [(line.what, line.text) for line in step.lines] == [
        ("Lan Ta", "founded Foghorn Company"),
        ("Lan Ta", "worked at Harbour University"),
    ]


@pytest.mark.parametrize(
    ("language", "source", "line"),
    [("en", "Bora Deung", "studied at"), ("ko", "등보라", "수학한 기관"), ("zh", "灯宝罗", "就读于")],
)
def test_paths_speak_three_languages(
    graph: Graph, facts: nx.MultiDiGraph, language: str, source: str, line: str
) -> None:
    """Labels of things and of relations."""
    (path,) = paths(graph, facts, "bora-deung", "harbour-university", language=language)
    assert path.steps[0].source == path.steps[0].lines[0].what == source
    assert path.steps[0].lines[0].text.startswith(line)


def test_a_path_is_plain_values(graph: Graph, facts: nx.MultiDiGraph) -> None:
    """So that JSON holds all of it."""
    (path,) = paths(graph, facts, "bora-deung", "harbour-university")
    (step,) = json.loads(json.dumps(path.as_dict(), ensure_ascii=False))["steps"]
    assert (step["source"], step["target"]) == ("Bora Deung", "Harbour University")
    assert step["lines"][0]["evidence"] == [{"source": "Ledger 1999", "locator": "§2 ¶1 s1"}]


def test_asking_leaves_the_network_as_it_was(graph: Graph, facts: nx.MultiDiGraph) -> None:
    """What is avoided is not cut out of it."""
    before = facts.copy()
    paths(graph, facts, "bora-deung", "lan-ta", avoid=[ID + "westmark"])
    assert nx.utils.graphs_equal(facts, before)


def test_every_step_of_the_real_graph_says_where(real: Graph) -> None:
    """From one company to all that it can be connected with."""
    found = network(real, status="all")
    reached = [
        path
        for other in sorted(nx.node_connected_component(nx.Graph(found), ID + "wuxi-pharmatech"))[:40]
        for path in why(real, found, ID + "wuxi-pharmatech", other)
    ]
    assert len(reached) == 40
    lines = [line for path in reached for step in path.steps for line in step.lines]
    assert len(lines) > 40
    assert all(line.status and line.what and line.id for line in lines)
    assert all(any(":" not in where.source for where in line.evidence) for line in lines)
