"""The networks and levels of the ontology: each query on a world small enough to say what it must find."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import networkx as nx
import pytest

from kg import queries
from kg.graph import Graph
from kg.networks import levels
from kg.networks.projection import network
from kg.project import Project
from kg.vocabulary import PREFIXES, compact
from tests import factory
from tests.networks.made import made

ONTOLOGY = Path(__file__).parents[2] / "ontology"
ANSWERS = Path(__file__).parent / "answers"
NETWORKS = queries.read(sorted((ONTOLOGY / "networks").glob("*.rq")))
LEVELS = queries.read(sorted((ONTOLOGY / "levels").glob("*.rq")))
ID = PREFIXES["id"]
TABLE = "figures/ledger-1999-table-1.csv"


@pytest.mark.parametrize("name", [*NETWORKS, *LEVELS])
def test_a_network_or_level_asks_a_question_and_declares_no_prefix(name: str) -> None:
    """Its name is one word; every known prefix is there without asking."""
    query = {**NETWORKS, **LEVELS}[name]
    assert re.fullmatch(r"[a-z]+", name)
    assert re.fullmatch(r"[A-Z][^?]+\?( [A-Z].+\.)?", query.question)
    assert re.fullmatch(r"\d+\.\d+\.\d+", query.since)
    assert query.parameters == ()
    assert not re.search(r"\bPREFIX\b", query.text, re.IGNORECASE)


def test_no_two_of_them_ask_the_same() -> None:
    """Neither in their question nor in their text."""
    every = [*NETWORKS.values(), *LEVELS.values()]
    assert NETWORKS.keys().isdisjoint(LEVELS)
    assert len({query.question for query in every}) == len(every)
    assert len({query.text.split("WHERE", 1)[-1] for query in every}) == len(every)


def test_a_network_says_how_edges_weigh_where_they_do_not_count_claims(graph: Graph) -> None:
    """Those that select a weight, and no others."""
    assert {name for name, query in NETWORKS.items() if query.weight} == {"cases", "projects"}
    assert {name for name, query in NETWORKS.items() if "?weight" in query.text} == {"cases", "projects"}


@pytest.mark.parametrize("name", [name for name in NETWORKS if name not in {"all", "cases", "projects"}])
def test_the_network_of_a_layer_has_the_claims_of_that_layer(real: Graph, name: str) -> None:
    """All between things, and none with a concept; what is stated and derived is one tie."""
    facts = [one for one in real.claims.values() if not one.inferred and one.status in real.ontology.factual]
    stated = {(one.relation, frozenset((one.subject, one.object))) for one in facts}
    found = {key for *_, key in network(real, name, status="all").edges(keys=True)}
    concept = PREFIXES["id"].replace("/id/", "/concept/")
    assert found == {
        iri
        for iri, claim in real.claims.items()
        if compact(claim.layer) == f"layer:{name}" and claim.object and not claim.object.startswith(concept)
        if not (claim.inferred and (claim.relation, frozenset((claim.subject, claim.object))) in stated)
    }


# Figures


def figures(project: Project, measure: str, *rows: dict[str, str]) -> None:
    """Add figures of Eastmark with Westmark, which differ in what is said."""
    for number, row in enumerate(rows, start=1):
        given = {
            **{"subject": "eastmark", "partner": "westmark", "status": "established", "role": "part"},
            **{"evidence": "ledger-1999-tab1-r1-c1", "printed": str(number), "number": str(number)},
            **row,
        }
        factory.append(project, TABLE, measure=f"indicator:{measure}", **given)


def weights(found: nx.MultiDiGraph) -> dict[tuple[str, str], list[float]]:
    """The weights of the edges between two things."""
    result: dict[tuple[str, str], list[float]] = {}
    for source, target, data in found.edges(data=True):
        result.setdefault((source.removeprefix(ID), target.removeprefix(ID)), []).append(data["weight"])
    return {ends: sorted(found) for ends, found in result.items()}


def test_the_network_of_cases_is_the_row_of_totals(project: Project) -> None:
    """All modes together, once a partner; neither a single mode, nor a share, nor another measure."""
    figures(
        *(project, "cases-by-partner-and-mode"),
        {"mode": "mode:all-modes", "role": "total", "number": "49", "printed": "49"},
        {"mode": "mode:all-modes", "role": "total", "number": "1204", "partner": "outer-isles"},
        {"mode": "mode:information-exchange"},
        {"mode": "mode:information-exchange", "role": "total"},
        {"mode": "mode:all-modes", "role": "share", "unit": "unit:percent"},
        {"mode": "mode:all-modes", "role": "total", "number": "", "printed": "-", "partner": "quay-town"},
        {"mode": "mode:all-modes", "role": "total", "partner": ""},
    )
    figures(project, "projects-by-partner", {"mode": "mode:all-modes", "role": "total"})
    found = network(made(project), "cases")
    assert weights(found) == {("eastmark", "westmark"): [49], ("eastmark", "outer-isles"): [1204]}
    assert not any(symmetric for *_, symmetric in found.edges(data="symmetric"))


def test_the_network_of_projects_is_the_column_of_numbers(project: Project) -> None:
    """All fields together; neither one field, nor a share or a rank; joint projects go both ways."""
    figures(
        *(project, "projects-by-partner"),
        {"number": "15", "printed": "15"},
        {"number": "84", "printed": "84", "partner": "outer-isles", "role": "total"},
        {"field": "field:marine-science"},
        {"role": "share", "unit": "unit:percent"},
        {"role": "rank", "unit": "unit:rank"},
        {"number": "", "printed": "-", "partner": "quay-town"},
    )
    figures(project, "cases-by-partner-and-mode", {"mode": "mode:all-modes", "role": "part"})
    found = network(made(project), "projects")
    assert weights(found) == {("eastmark", "westmark"): [15], ("eastmark", "outer-isles"): [84]}
    assert all(symmetric for *_, symmetric in found.edges(data="symmetric"))


def test_an_edge_of_figures_carries_the_figure(project: Project) -> None:
    """As a claim, with its cell, and keyed by its IRI."""
    figures(project, "projects-by-partner", {"number": "15", "printed": "15", "period": "1998"})
    ((source, target, key, data),) = network(made(project), "projects").edges(keys=True, data=True)
    (claim,) = data["claims"]
    assert (claim.iri, claim.subject, claim.object) == (key, source, target)
    assert [place.locator for place in claim.evidence] == ["Table 1, row 1, column 1"]
    assert (data["relation"], data["from"], data["until"]) == (
        "indicator:projects-by-partner",
        "1998",
        "1998",
    )
    assert (data["layer"], data["status"]) == ("", "established")


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ({}, [15]),
        ({"status": "planned"}, [20]),
        ({"status": "all"}, [15, 20]),
        ({"as_of": "1998"}, [15]),
        ({"as_of": "1999"}, []),
        ({"period": "1998-06:"}, [15]),
        ({"period": "1999:", "status": "all"}, [20]),
        ({"without": [PREFIXES["source"] + "ledger-1999"], "status": "all"}, [20]),
        ({"without": [PREFIXES["source"] + "almanac-2001"], "status": "all"}, [15]),
        ({"inferred": False}, [15]),
    ],
    ids=str,
)
def test_figures_are_selected_as_claims_are(
    tmp_path: Path, asked: dict[str, object], there: list[float]
) -> None:
    """By status, by period as far as it is a date, and by source."""
    project = factory.plant(tmp_path)
    figures(
        *(project, "projects-by-partner"),
        {"number": "15", "printed": "15", "period": "1998"},
        {"number": "20", "period": "2005-2009", "status": "planned", "evidence": "almanac-2001-1-1"},
    )
    found = network(made(project), "projects", **asked)  # type: ignore[arg-type]
    assert weights(found).get(("eastmark", "westmark"), []) == there


def test_a_figure_of_two_sources_stays_on_the_word_of_the_other(project: Project) -> None:
    """As a claim does."""
    figures(project, "projects-by-partner", {"evidence": "ledger-1999-tab1-r1-c1; almanac-2001-1-1"})
    graph = made(project)
    for source, locator in (("ledger-1999", "Lamps ¶1 s1"), ("almanac-2001", "Table 1, row 1, column 1")):
        ((*_, claims),) = network(graph, "projects", without=[PREFIXES["source"] + source]).edges(
            data="claims"
        )
        assert [place.locator for claim in claims for place in claim.evidence] == [locator]


@pytest.mark.parametrize(
    ("layer", "answer", "country", "picked"),
    [
        ("projects", "joint-projects-by-partner", "id:china", {}),
        ("cases", "cases-by-mode-and-partner", "id:south-korea", {"mode": "mode:all-modes"}),
    ],
)
def test_the_real_networks_are_the_printed_tables(
    real: Graph, layer: str, answer: str, country: str, picked: dict[str, str]
) -> None:
    """As they were read off the documents by hand, for the named questions."""
    with (ANSWERS / f"{answer}.csv").open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row.items() >= picked.items()]
    assert len(rows) >= 7
    found = network(real, layer)
    assert {
        (compact(source), compact(target)): data["weight"] for source, target, data in found.edges(data=True)
    } == {(country, row["partner"]): float(row["number"]) for row in rows}
    assert all(found.nodes[node]["country"] == node.removeprefix(ID) for node in found)


# Levels


def units(graph: Graph, level: str) -> dict[str, str]:
    """What each thing of the invented world stands for."""
    return {
        thing.removeprefix(ID): " ".join(unit.removeprefix(ID) for unit in found)
        for thing, found in levels.get(graph, level).units.items()
    }


def joins(graph: Graph, level: str) -> set[str]:
    """What ties those who have to do with it."""
    return {thing.removeprefix(ID) for thing in levels.get(graph, level).joins}


def test_a_thing_stands_for_its_countries_or_for_those_in_which_it_lies(graph: Graph) -> None:
    """The register's word, and for places whatever they lie within; what has none stands for none."""
    found = units(graph, "country")
    assert (
        found.items()
        >= {
            "eastmark": "eastmark",
            "beacon-park": "eastmark",
            "quay-town": "westmark",
            "northern-coast": "eastmark westmark",
            "lan-ta": "westmark",
            "keepers-who-came-home": "eastmark",
            "lamp-agreement": "eastmark westmark",
            "joint-lamp-centre": "eastmark westmark",
            "tower-of-glass": "westmark",
        }.items()
    )
    assert not {"outer-isles", "ida-quill", "on-fog"} & found.keys()
    assert set(" ".join(found.values()).split()) == {"eastmark", "westmark"}
    assert joins(graph, "country") == set()


def test_organisations_stand_for_themselves_and_share_instruments_and_people(graph: Graph) -> None:
    """Every kind of organisation; not a place, in which thousands are, nor a work."""
    found = units(graph, "organisation")
    with (graph.project.data / "actors.csv").open(encoding="utf-8", newline="") as stream:
        assert found == {row["id"]: row["id"] for row in csv.DictReader(stream)}
    people = {"bora-deung", "ida-quill", "lan-ta", "otto-lens", "keepers-who-came-home"}
    with (graph.project.data / "instruments.csv").open(encoding="utf-8", newline="") as stream:
        assert joins(graph, "organisation") == people | {row["id"] for row in csv.DictReader(stream)}


def test_people_stand_for_themselves_and_share_organisations_instruments_and_works(graph: Graph) -> None:
    """Groups of people are people; countries tie nobody."""
    found = units(graph, "person")
    assert found == {
        name: name for name in ("bora-deung", "ida-quill", "keepers-who-came-home", "lan-ta", "otto-lens")
    }
    shared = joins(graph, "person")
    assert shared >= units(graph, "organisation").keys() | {"fog-programme", "on-fog", "keepers-at-home"}
    assert not shared & {"eastmark", "lamp-bay", "northern-coast", "outer-isles", *found}


@pytest.mark.parametrize("name", LEVELS)
def test_a_level_reads_the_register_and_not_the_claims(real: Graph, name: str) -> None:
    """So it is the same for every selection, and no plan makes anybody a citizen."""
    assert not re.search(r"kg:(Claim|Inference|subject|object|status)\b", LEVELS[name].text)
    found = levels.get(real, name)
    kinds = {iri for iri, thing in real.things.items() if thing.kind == PREFIXES["kg"] + "Claim"}
    assert found.units
    assert not kinds & (found.units.keys() | found.joins)


def test_nothing_both_stands_for_somebody_and_ties_others(real: Graph) -> None:
    """Or it would be tied to whomever it ties."""
    for name in LEVELS:
        found = levels.get(real, name)
        assert found.joins.isdisjoint(found.units)
