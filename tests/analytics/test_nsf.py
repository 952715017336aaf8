"""The centralities of countries that the United States' National Science Foundation published, reproduced.

Whose papers on the coronavirus were written together in 2020: a matrix of papers (table 5019) and the
indicators that NSF computed from it (table 4958). A link is at least 50 papers; countries
without a link are dropped. Degree counts neighbours, betweenness counts pairs, and eigenvector has 1 for the
highest.
"""

from __future__ import annotations

import csv
from pathlib import Path

import networkx as nx
import pytest

from kg.analytics.centrality import ranked, scores

FOLDER = Path(__file__).parents[2] / ".." / "shared" / "realdata" / "coauthorship"
MATRIX = FOLDER / "nsf-2020-coronavirus-matrix.csv"
INDICATORS = FOLDER / "nsf-2020-coronavirus-indicators.csv"
PAPERS = 50

pytestmark = pytest.mark.skipif(
    not (MATRIX.exists() and INDICATORS.exists()), reason="the tables of NSF are not on this machine"
)


def rows(path: Path) -> list[dict[str, str]]:
    """A table of NSF."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def network() -> nx.Graph:
    """Countries with at least one link; the weight is the number of papers."""
    result = nx.Graph()
    table = rows(MATRIX)
    names = {
        row["region_country_or_economy"].lower().replace(" ", "_"): row["region_country_or_economy"]
        for row in table
    }
    for row in table:
        for column, other in names.items():
            papers = 0 if row[column] == "na" else int(row[column])
            if papers >= PAPERS:
                result.add_edge(row["region_country_or_economy"], other, weight=papers)
    return result


def test_the_network_is_that_of_the_indicators(network: nx.Graph) -> None:
    """48 of 50 countries: two have no link of 50 papers."""
    assert len(network) == 48
    assert set(network) == {row["country"] for row in rows(INDICATORS)}


@pytest.mark.parametrize(
    ("column", "measure", "weighted"),
    [
        ("degree", "degree", False),
        ("strength", "strength", True),
        ("betweenness_centrality", "betweenness", False),
        ("closeness_centrality", "closeness", False),
        ("weighted_pagerank", "pagerank", True),
        ("weighted_eigenvector_centrality", "eigenvector", True),
    ],
)
@pytest.mark.parametrize("engine", ["networkx", "rustworkx", "scipy"])
def test_the_published_values_and_ranks(
    network: nx.Graph, column: str, measure: str, weighted: bool, engine: str
) -> None:
    """To the two decimals that are printed; and every rank, ties included."""
    others = len(network) - 1
    found = scores(network, measure, weighted=weighted, engine=engine)
    unit = {
        "degree": others,
        "betweenness": others * (others - 1) / 2,
        "eigenvector": 1 / max(found.values()),
    }.get(measure, 1)
    ours = {country: unit * score for country, score in found.items()}
    published = {row["country"]: row for row in rows(INDICATORS)}
    assert {country: round(score, 2) for country, score in ours.items()} == {
        country: float(row[column]) for country, row in published.items()
    }
    assert {country: rank for rank, country, _ in ranked(ours)} == {
        country: int(row[f"{column}_rank_"]) for country, row in published.items()
    }
