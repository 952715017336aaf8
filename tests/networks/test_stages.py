"""Stages of careers as lanes, and places on the globe: what the map is told of the invented world."""

from __future__ import annotations

import pytest

from kg.graph import Graph
from kg.networks.coordinates import coordinates
from kg.networks.projection import network
from kg.networks.stages import stages
from kg.project import Project
from kg.vocabulary import PREFIXES
from tests import factory
from tests.networks.made import made


def short(found: dict[str, str]) -> dict[str, str]:
    """By the ids of the invented world."""
    return {iri.removeprefix(PREFIXES["id"]): value for iri, value in found.items()}


def test_organisations_and_places_stand_in_the_lane_of_what_is_claimed_of_them(graph: Graph) -> None:
    """Most often; of lanes named equally often, in the last: one studied and one worked at the university."""
    found = stages(graph, network(graph, "talent", status="all"))
    assert list(found.headings) == ["1", "2", "3"]
    lanes = short(dict(found.lanes))
    assert {name: lanes.get(name) for name in ("quay-town", "harbour-university", "foghorn-company")} == {
        "quay-town": "1", "harbour-university": "2", "foghorn-company": "2"
    }  # fmt: skip
    assert (lanes["eastmark"], lanes["northern-coast"], lanes["museum-of-fog"]) == ("3", "3", "2")


def test_people_pass_from_the_first_stage_that_is_told_of_them(graph: Graph) -> None:
    """They stand in no lane themselves, nor do groups of them, nor what has to do with no career."""
    found = stages(graph, network(graph, "all", status="all"))
    lanes, passes = short(dict(found.lanes)), short(dict(found.passes))
    assert passes == {"bora-deung": "1", "keepers-who-came-home": "1", "lan-ta": "2"}
    assert not {*passes, "lamp-agreement"} & lanes.keys()


@pytest.mark.parametrize(("language", "heading"), [("en", "Return"), ("ko", "귀환"), ("zh", "回归")])
def test_a_lane_is_headed_by_the_stages_that_are_told_of(graph: Graph, language: str, heading: str) -> None:
    """In the language of the map; a network without careers has no lanes."""
    found = stages(graph, network(graph, "talent", status="all"), language)
    assert found.headings["3"] == heading
    assert " · " in found.headings["2"]
    nothing = stages(graph, network(graph, "funding"))
    assert (nothing.headings, nothing.lanes, nothing.passes) == ({}, {}, {})


def test_a_thing_is_where_it_is_or_where_it_lies_or_belongs(graph: Graph) -> None:
    """A city by itself, a park in its city, a government in its country; a group of countries is nowhere."""
    found = {iri.removeprefix(PREFIXES["id"]): place for iri, place in coordinates(graph).items()}
    bay, east, west = (35.1, 129.0), (36.0, 128.0), (35.0, 105.5)
    assert (found["lamp-bay"], found["eastmark"], found["westmark"]) == (bay, east, west)
    assert (found["beacon-park"], found["eastmark-government"]) == (bay, east)
    assert found["foghorn-company"] == west
    assert "outer-isles" not in found


def test_a_project_that_does_not_ask_where_things_are_has_no_coordinates(project: Project) -> None:
    """The map does without."""
    ontology = factory.own_ontology(project)
    (ontology / "queries" / "where-things-are-on-the-globe.rq").unlink()
    assert coordinates(made(project)) == {}
