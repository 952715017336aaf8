"""`kg circulation`: of the invented world by hand, of the real one as it is printed."""

from __future__ import annotations

import csv
import io

import pytest

from kg.project import Project
from tests.cli.conftest import Invoke

BASE = (
    "circulation: 3 of 5 people and groups with a career, 1 with a move; "
    "2 homes unknown, 0 orders open; ≥ 2 people; status ended,established\n"
)


def table(invoke: Invoke, *options: str) -> list[dict[str, str]]:
    """The rows of a view."""
    return list(csv.DictReader(io.StringIO(invoke("circulation", *options, "-F", "csv").stdout)))


def test_every_view_says_of_how_many_it_is(invoke: Invoke) -> None:
    """The denominators, on stderr: of whom something is told, and what is not known of them."""
    for view in ("careers", "stages", "moves", "flows", "balance", "kinds", "comparison"):
        assert invoke("circulation", "--view", view).stderr == BASE


def test_careers_from_study_to_return(invoke: Invoke) -> None:
    """Bora Deung studied in Westmark and came home; of Lan Ta it is not told where she is at home."""
    found = {row["id"]: row for row in table(invoke)}
    assert found["bora-deung"]["path"] == "Education: Westmark (1980) → Return: Eastmark (1990)"
    assert (found["bora-deung"]["home"], found["bora-deung"]["kinds"]) == ("Eastmark", "returnee")
    assert (found["lan-ta"]["home"], found["lan-ta"]["kinds"], found["lan-ta"]["may be"]) == (
        "?",
        "?",
        "leaver",
    )
    assert found["keepers-who-came-home"]["people"] == "≥ 2"
    assert all(row["where"] for row in found.values())


def test_stages_are_numbered_and_printed_somewhere(invoke: Invoke) -> None:
    """Each with its country, its place, its time and its passage."""
    rows = [row for row in table(invoke, "--view", "stages") if row["id"] == "bora-deung"]
    assert [(row["step"], row["stage"], row["country"], row["from"], row["until"]) for row in rows] == [
        ("1", "Education", "Westmark", "1980", "1984"),
        ("2", "Return", "Eastmark", "1990", ""),
    ]
    assert {row["where"] for row in rows} == {"Ledger 1999 §2 ¶1 s1"}


def test_who_came_home_must_have_left(invoke: Invoke) -> None:
    """The departure is implied, the return is told."""
    rows = table(invoke, "--view", "moves")
    assert [(row["origin"], row["destination"], row["when"], row["implied"]) for row in rows] == [
        ("Eastmark", "Westmark", "by 1980", "yes"),
        ("Westmark", "Eastmark", "1990", "no"),
    ]


def test_flows_as_a_matrix_for_people_and_as_rows_for_programs(invoke: Invoke) -> None:
    """Rows are where they left, columns where they arrived; limits are columns of their own."""
    assert invoke("circulation", "--view", "flows").stdout.splitlines() == [
        "from \\ to   Eastmark   Westmark",
        "─" * 31,
        "Eastmark               1",
        "Westmark    1",
    ]
    assert table(invoke, "--view", "flows")[0] == {
        "origin": "Eastmark",
        "destination": "Westmark",
        "people": "1",
        "least": "1",
        "most": "1",
    }


def test_a_rate_stands_beside_what_it_is_a_rate_of(invoke: Invoke) -> None:
    """Nobody is at home in Westmark, so nobody can have come back to it."""
    east, west = table(invoke, "--view", "balance")
    assert (east["returned"], east["away"], east["net"]) == ("1", "none told", "0")
    assert east["return rate"] == "100% of 1"
    assert (west["returned"], west["away"], west["return rate"]) == ("none told", "none told", "")


def test_what_is_proposed_has_moved_nobody(invoke: Invoke) -> None:
    """Side by side with what is established."""
    rows = table(invoke, "--view", "kinds", "--compare", "established,claimed")
    assert {row["status"] for row in rows} == {"established", "claimed"}
    returnees = {row["status"]: row["are"] for row in rows if row["kind"] == "returnee"}
    assert returnees == {"established": "1", "claimed": "≥ 2"}, "that the keepers returned is only claimed"


@pytest.mark.parametrize(("language", "stage"), [("ko", "교육"), ("zh", "求学")])
def test_stages_have_names_in_three_languages(invoke: Invoke, language: str, stage: str) -> None:
    """As all concepts do."""
    rows = table(invoke, "--view", "stages", "--lang", language)
    assert stage in {row["stage"][: len(stage)] for row in rows}


def test_the_account_of_each_country_can_be_followed_to_the_page(
    invoke: Invoke, real_project: Project
) -> None:
    """Taiwan, India, China and Korea, with their people, their numbers and what is said of them."""
    said = invoke("circulation", "--view", "comparison", project=real_project.root).stdout
    heads = [line for line in said.splitlines() if line and not line.startswith(" ")]
    assert heads == [
        "China: returned ≥ 101, away 0; return rate 100%",
        "India: returned ≥ 2, away 0; return rate 100%",
        "South Korea: returned ≥ 24, away ≥ 501; return rate 0%–100%",
        "Taiwan: returned ≥ 2, away 0; return rate 100%",
    ]
    assert "STEPI 2011 Transnational knowledge communities in Korea ¶1 s3" in said
    assert "few researchers when measured against China and India" in said


def test_an_unknown_view_is_a_mistake(invoke: Invoke) -> None:
    """With those that there are."""
    result = invoke("circulation", "--view", "movies")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "kg: unknown view 'movies'; did you mean 'moves'?\n"
