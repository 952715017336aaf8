"""Flows of scholars between countries as the Scholarly Migration Database counts them.

Its edition from OpenAlex (Max Planck Institute for Demographic Research, CC BY 4.0) has two tables: moves
from country to country by year, and, for each country and year, the moves in and out, their difference, and
all three for each researcher. The second can be reckoned from the first. Years are printed as 2003.0, NA is
Namibia, and an empty country is one that is not known, whose moves are not among those of the second table.
"""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.analytics.flows import FlowMatrix, flows_from_counts

FOLDER = Path(__file__).parents[3] / "shared" / "realdata" / "migration"
TABLE = "openalex_2023_V1_scholarlymigration_{}.csv.gz"

pytestmark = pytest.mark.skipif(
    not (FOLDER / TABLE.format("country")).is_file(),
    reason="the Scholarly Migration Database is not at hand",
)


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of the two tables, as printed."""
    with gzip.open(FOLDER / TABLE.format(name), "rt", encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


@pytest.fixture(scope="module")
def matrices() -> dict[str, FlowMatrix]:
    """The flows of each year."""
    found: dict[str, list[tuple[str | None, str | None, int]]] = defaultdict(list)
    for row in rows("countryflows"):
        move = row["migrationfrom"] or None, row["migrationto"] or None, int(row["n_migrations"])
        found[row["year"]].append(move)
    return {year: flows_from_counts(moves) for year, moves in found.items()}


@pytest.fixture(scope="module")
def published() -> list[dict[str, str]]:
    """What is published of each country and year."""
    return list(rows("country"))


def test_the_tables_are_those_that_are_meant(
    matrices: dict[str, FlowMatrix], published: list[dict[str, str]]
) -> None:
    """33 years of moves, 28 of them with a table of countries; Namibia is one of 217."""
    assert len(published) == 5248
    assert (len(matrices), len({row["year"] for row in published})) == (33, 28)
    countries = {row["countrycode"] for row in published}
    assert (len(countries), "NA" in countries, "" in countries) == (217, True, False)
    assert sum(len(matrix.cells) for matrix in matrices.values()) == 157212


def test_moves_in_and_out_and_their_difference_are_those_published(
    matrices: dict[str, FlowMatrix], published: list[dict[str, str]]
) -> None:
    """Of every country in every year, without exception, if moves with an unknown end are left out."""
    for row in published:
        balance = matrices[row["year"]].balance(row["countrycode"])
        into, out = balance.inflow.named, balance.outflow.named
        assert into.exact
        assert [end.low for end in (into, out, into - out)] == [
            int(row["number_of_inmigrations"]),
            int(row["number_of_outmigrations"]),
            int(row["netmigration"]),
        ], row


def test_rates_are_those_published(matrices: dict[str, FlowMatrix], published: list[dict[str, str]]) -> None:
    """Moves for each researcher of the padded population, to seven digits; there is no rate for nobody."""
    names = ("inmigrationrate", "outmigrationrate", "netmigrationrate")
    without = 0
    for row in published:
        people = int(row["padded_population_of_researchers"])
        balance = matrices[row["year"]].balance(row["countrycode"])
        into, out = balance.inflow.named, balance.outflow.named
        if people:
            reckoned = [(end.low or 0) / people for end in (into, out, into - out)]
            assert [float(row[name]) for name in names] == pytest.approx(reckoned, rel=1e-6), row
        else:
            assert [row[name] for name in names] == ["", "", ""]
            without += 1
    assert without == 170


def test_moves_with_an_unknown_end_are_many(matrices: dict[str, FlowMatrix]) -> None:
    """To leave them out without a word would hide more moves than there are between known countries."""
    cells = [(cell, count.low or 0) for matrix in matrices.values() for cell, count in matrix.cells.items()]
    assert sum(None in cell for cell, _ in cells) == 10405
    unknown = sum(count for cell, count in cells if None in cell)
    assert unknown > sum(count for cell, count in cells if None not in cell) > 0


def test_moves_back_are_those_of_the_opposite_row(matrices: dict[str, FlowMatrix]) -> None:
    """The table repeats them beside each row; it does so for every pair of known countries."""
    differing = 0
    for row in rows("countryflows"):
        if row["migrationfrom"] and row["migrationto"]:
            back = matrices[row["year"]].cell(row["migrationto"], row["migrationfrom"]).low
            differing += back != int(row["n_migrations_back"])
    assert differing == 0
