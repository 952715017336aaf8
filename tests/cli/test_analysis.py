"""`kg centrality`, `brokers`, `communities`, `why`: each answer with its claims, statuses and doubts."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from tests.cli.conftest import Invoke


def table(text: str) -> list[dict[str, str]]:
    """The rows of a CSV table."""
    return list(csv.DictReader(io.StringIO(text)))


# Which claims


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "all: 19 actors, 24 claims (7 derived); status ended,established"),
        (("--layer", "talent"), "talent: 8 actors, 9 claims (4 derived); status ended,established"),
        (("--status", "planned"), "all: 4 actors, 2 claims; status planned"),
        (("--period", "1990:1994"), "; period 1990:1994; "),
        (("--as-of", "1992"), "of them undated"),
        (("--asserted",), "; asserted only"),
        (("--level", "country"), "; level country; weight: 1 a claim; shared out among the pairs"),
    ],
)
@pytest.mark.parametrize("verb", ["centrality", "brokers", "communities"])
def test_every_answer_says_which_claims_it_used(
    invoke: Invoke, verb: str, options: tuple[str, ...], said: str
) -> None:
    """On stderr, so that the table stays a table."""
    result = invoke(verb, *options)
    assert result.exit_code == 0
    assert said in result.stderr.splitlines()[0]


# Centrality


def test_the_list_of_measures_says_what_each_means_and_whose_it_is(invoke: Invoke) -> None:
    """So that a paper can cite it."""
    found = {row["measure"]: row for row in table(invoke("centrality", "-m", "list", "-F", "csv").stdout)}
    assert {"degree", "betweenness", "pagerank", "constraint", "core"} <= found.keys()
    assert all(row["meaning"] and row["source"][-4:].isdigit() for row in found.values())


def test_a_low_constraint_is_an_advantage(invoke: Invoke) -> None:
    """The first has the lowest, as Burt's brokers have."""
    found = table(invoke("centrality", "-m", "constraint", "-n", "0", "-F", "csv").stdout)
    scores = [float(row["constraint"]) for row in found if row["constraint"]]
    assert scores == sorted(scores)
    assert len(scores) > 5


def test_each_rank_lies_within_its_span(invoke: Invoke) -> None:
    """A tie spans the ranks that it could have; the scenarios are named on stderr."""
    result = invoke("centrality", "-m", "degree", "--layer", "cooperation", "-n", "0", "-F", "csv")
    assert "without Almanac 2001" in result.stderr
    assert "with planned" in result.stderr
    rows = table(result.stdout)
    for row in rows:
        low, _, high = row["ranks"].partition(" ")[0].partition("–")
        assert int(low) <= int(row["rank"]) <= int(high or low)
    tied = next(row for row in rows if row["id"] == "museum-of-fog")
    assert tied["rank"] == "4"
    low, _, high = tied["ranks"].partition(" ")[0].partition("–")
    assert int(low) <= 4, "it has one neighbour, as three others have"
    assert int(high) >= 7


def test_without_robustness_there_is_no_such_column(invoke: Invoke) -> None:
    """And no scenarios are run."""
    result = invoke("centrality", "--plain", "-F", "csv")
    assert result.stdout.splitlines()[0] == "rank,actor,id,country,betweenness"
    assert len(result.stderr.splitlines()) == 1


def test_statuses_are_compared_side_by_side(invoke: Invoke) -> None:
    """Who is not there under a status has no rank under it; `+` counts statuses together."""
    result = invoke(
        "centrality", "-m", "degree", "--compare", "established,planned+proposed", "-n", "0", "-F", "csv"
    )
    rows = {row["id"]: row for row in table(result.stdout)}
    assert list(rows["lan-ta"]) == [
        *("actor", "id", "country", "rank established", "degree established"),
        *("rank planned+proposed", "degree planned+proposed"),
    ]
    assert rows["lan-ta"]["rank established"]
    assert not rows["lan-ta"]["rank planned+proposed"]
    assert rows["almanac-2001" if "almanac-2001" in rows else "keeper-exchange"]["rank planned+proposed"]
    assert [line.partition("status ")[2] for line in result.stderr.splitlines()] == [
        "established",
        "planned,proposed",
    ]


# Brokers


def opened(invoke: Invoke, *options: str) -> list[dict[str, Any]]:
    """Brokers down to the passage."""
    found: list[dict[str, Any]] = json.loads(invoke("brokers", "--evidence", "-F", "json", *options).stdout)
    return found


def test_every_role_is_opened_down_to_source_and_locator(invoke: Invoke) -> None:
    """Role → triad → ties → claims → where it is printed; as many triads as the table counts."""
    counts = {row["id"]: int(row["total"]) for row in table(invoke("brokers", "-n", "0", "-F", "csv").stdout)}
    brokers = opened(invoke, "-n", "0")
    assert {one["id"]: len(one["triads"]) for one in brokers} == counts
    assert counts
    for one in brokers:
        for triad in one["triads"]:
            assert triad["inward"]["target"] == triad["outward"]["source"] == one["actor"]
            for tie in (triad["inward"], triad["outward"]):
                assert tie["lines"]
                for line in tie["lines"]:
                    printed = [
                        where for where in line["evidence"] if "¶" in where["locator"] or where["locator"]
                    ]
                    assert printed, line
                    assert line["status"]


def test_brokers_between_two_countries_by_code_or_by_name(invoke: Invoke) -> None:
    """In any script; either order."""
    first = opened(invoke, "--between", "eastmark", "westmark")
    assert first == opened(invoke, "--between", "Westmark", "Eastmark")
    for one in first:
        assert {triad["role"] for triad in one["triads"]} <= {"gatekeeper", "representative", "liaison"}


def test_a_table_of_brokers_for_programs_has_every_number(invoke: Invoke) -> None:
    """Counts, expected values, deviations, z and p of each role."""
    header = invoke("brokers", "-F", "csv", "--plain").stdout.splitlines()[0].split(",")
    assert header[:4] == ["rank", "actor", "id", "country"]
    for role in ("coordinator", "itinerant", "gatekeeper", "representative", "liaison", "total"):
        assert [f"{role}{word}" for word in ("", " expected", " sd", " z", " p")] == header[
            header.index(role) : header.index(role) + 5
        ]


def test_the_same_seed_gives_the_same_chance(invoke: Invoke) -> None:
    """And p-values are never zero."""
    once, again, other = (
        invoke("brokers", "--seed", seed, "--runs", "99", "-F", "csv", "--plain").stdout
        for seed in ("1", "1", "2")
    )
    assert once == again
    assert all(float(row["liaison p"]) >= 0.01 for row in table(once))
    assert len(table(other)) == len(table(once))


def test_nobody_in_between_is_an_answer(invoke: Invoke) -> None:
    """With its header, and with the reason on stderr."""
    result = invoke("brokers", "--status", "hypothetical", "-F", "csv")
    assert result.exit_code == 0
    assert result.stdout.startswith("rank,actor,id,country,")
    assert "no open triads" in result.stderr


# Communities


def test_communities_say_how_stable_they_are_and_what_they_follow(invoke: Invoke) -> None:
    """First the whole, then a block each; the same every time."""
    said = invoke("communities").stdout
    assert "modularity" in said.splitlines()[0]
    assert "stability" in said.splitlines()[0]
    assert said.splitlines()[1].startswith("by country: NMI ")
    assert said == invoke("communities").stdout


def test_communities_as_rows_hold_every_actor_once(invoke: Invoke) -> None:
    """With its community, its country and how often it was found there."""
    rows = table(invoke("communities", "-F", "csv").stdout)
    assert len({row["id"] for row in rows}) == len(rows) == 19
    assert all(0 < float(row["agreement"]) <= 1 for row in rows)
    assert {int(row["community"]) for row in rows} == set(
        range(1, len({row["community"] for row in rows}) + 1)
    )


def test_communities_of_several_statuses_as_one_object(invoke: Invoke) -> None:
    """A key a status; each as if asked alone."""
    both = json.loads(invoke("communities", "--compare", "established,proposed", "-F", "json").stdout)
    assert list(both) == ["established", "proposed"]
    assert both["proposed"] == json.loads(invoke("communities", "--status", "proposed", "-F", "json").stdout)


# Why


def test_why_shows_each_step_with_its_claims(invoke: Invoke) -> None:
    """Who says so, and where."""
    said = invoke("why", "Bora Deung", "harbour-university").stdout.splitlines()
    assert said[0] == "1. Bora Deung – Harbour University"
    assert (
        "      Bora Deung studied at Harbour University (PhD; Marine science; 1980–1984-06-30)  [established]"
        in said
    )
    assert any("Ledger 1999" in line for line in said)


def test_more_paths_are_longer_or_as_long(invoke: Invoke) -> None:
    """And none passes what is to be avoided."""
    found = json.loads(invoke("why", "lan-ta", "bora-deung", "-n", "3", "-F", "json").stdout)
    lengths = [len(path["steps"]) for path in found]
    assert lengths == sorted(lengths)
    assert found
    middle = found[0]["steps"][0]["target"]
    others = json.loads(
        invoke("why", "lan-ta", "bora-deung", "-n", "3", "--avoid", middle, "-F", "json").stdout
    )
    assert all(step["target"] != middle for path in others for step in path["steps"])


def test_a_path_of_plans_is_none_among_facts_but_is_mentioned(invoke: Invoke) -> None:
    """What is planned connects nothing yet; who asks for it sees it, with its status."""
    result = invoke("why", "foghorn-company", "joint-lamp-centre")
    if result.stdout:
        pytest.fail("the invented world has a factual path here; choose other ends")
    assert result.exit_code == 0
    assert "with --status all there is one of " in result.stderr
    planned = invoke("why", "foghorn-company", "joint-lamp-centre", "--status", "all", "-F", "csv").stdout
    assert {row["status"] for row in table(planned)} - {"established", "ended"}
