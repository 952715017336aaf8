"""Rankings that say what they rest on: how far a rank moves, and what becomes of it with other statuses."""

from __future__ import annotations

from collections.abc import Callable

import networkx as nx
import pytest

from kg.analytics.robustness import Ranking, Span
from kg.analytics.simplify import undirected
from kg.errors import UsageError
from kg.graph import Graph
from kg.networks.projection import network
from kg.networks.rankings import compare, robust
from kg.networks.selection import Selection
from kg.vocabulary import PREFIXES
from tests.networks.made import said

ID, SOURCE = PREFIXES["id"], PREFIXES["source"]
FACTS = "ended,established"


def by_neighbours(found: nx.MultiDiGraph) -> Ranking:
    """The number of neighbours; tied nodes share the smallest rank."""
    degree = dict(undirected(found).degree)
    return sorted(
        (1 + sum(other > mine for other in degree.values()), node, float(mine))
        for node, mine in degree.items()
    )


def test_a_rank_moves_with_sources_and_statuses(graph: Graph) -> None:
    """Who has most neighbours in the network of funding, by hand.

    As asked: the fund pays the institute, the ministry manages the programme, all with one neighbour: a
    tie of four. Without the ledger, or without what is established, there is nothing, and nobody has a rank.
    With what is proposed, a company and a centre join the tie, so that the four share the ranks from 1 to 6;
    the two are there only then.
    """
    found = robust(graph, Selection(), by_neighbours, layer="funding")
    assert found.scenarios == (
        *("as asked", "without Almanac 2001", "without Ledger 1999", "without rules", "with claimed"),
        *("without ended", "without established", "with hypothetical", "with planned", "with proposed"),
    )
    assert {str(node).removeprefix(ID): str(span) for node, span in found.spans.items()} == {
        "fog-programme": "1–6 (8/10)",
        "light-fund": "1–6 (8/10)",
        "lighthouse-institute": "1–6 (8/10)",
        "ministry-of-lamps": "1–6 (8/10)",
        "foghorn-company": "1–6 (1/10)",
        "joint-lamp-centre": "1–6 (1/10)",
    }


#: Every scenario, as it is asked for from outside.
SCENARIOS = {
    "as asked": {},
    "without Almanac 2001": {"without": [SOURCE + "almanac-2001"]},
    "without Ledger 1999": {"without": [SOURCE + "ledger-1999"]},
    "without rules": {"inferred": False},
    "with claimed": {"status": f"claimed,{FACTS}"},
    "without ended": {"status": "established"},
    "without established": {"status": "ended"},
    "with hypothetical": {"status": f"hypothetical,{FACTS}"},
    "with planned": {"status": f"planned,{FACTS}"},
    "with proposed": {"status": f"proposed,{FACTS}"},
}


@pytest.mark.parametrize(
    ("layer", "level"), [("all", None), ("talent", None), ("governance", None), ("all", "organisation")]
)
def test_a_span_holds_the_rank_of_every_scenario(graph: Graph, layer: str, level: str | None) -> None:
    """Each network is made anew here, and ranked; the best and the last possible rank are attained."""
    found = robust(graph, Selection(), by_neighbours, layer=layer, level=level)
    networks = {
        name: network(graph, layer, level=level, **asked)  # type: ignore[arg-type]
        for name, asked in SCENARIOS.items()
    }
    rankings = {name: by_neighbours(net) for name, net in networks.items()}
    assert set(found.scenarios) == set(rankings)
    assert found.scenarios[0] == "as asked"
    ranks: dict[object, list[tuple[int, int]]] = {}
    for ranking in rankings.values():
        for rank, node, _ in ranking:
            shared = sum(other == rank for other, _, _ in ranking)
            ranks.setdefault(node, []).append((rank, rank + shared - 1))
    assert found.spans == {
        node: Span(min(first for first, _ in own), max(last for _, last in own), len(own), len(rankings))
        for node, own in ranks.items()
    }


def test_the_scenarios_start_from_what_was_asked(graph: Graph) -> None:
    """A source that is left out stays left out, and a day stays that day."""
    seen: list[dict[str, object]] = []

    def watch(found: nx.MultiDiGraph) -> Ranking:
        seen.append(dict(found.graph))
        return by_neighbours(found)

    asked = Selection(
        "established", as_of="1990", inferred=False, without=frozenset({SOURCE + "almanac-2001"})
    )
    robust(graph, asked, watch, layer="talent")
    assert len(seen) > 3
    assert {(one["as_of"], one["inferred"], one["layer"]) for one in seen} == {("1990", False, "talent")}
    assert all("source:almanac-2001" in str(one["without"]) for one in seen)
    assert {str(one["status"]) for one in seen} >= {"established", FACTS, "established,planned"}


def test_a_network_without_edges_ranks_nobody(graph: Graph) -> None:
    """Not an error; and the span says of how many scenarios it speaks."""
    found = robust(graph, Selection("hypothetical"), by_neighbours, layer="funding")
    assert {"as asked", "with established", "with proposed"} < set(found.scenarios)
    assert found.spans[ID + "light-fund"] == Span(1, 4, 1, len(found.scenarios))


# Side by side


@pytest.mark.parametrize(
    ("statuses", "meant"),
    [
        ("established", {"established": "established"}),
        ("established,planned", {"established": "established", "planned": "planned"}),
        ("planned,established", {"planned": "planned", "established": "established"}),
        ("planned,ended+planned", {"planned": "planned", "ended+planned": "ended,planned"}),
        (" planned , ended + planned ", {"planned": "planned", "ended + planned": "ended,planned"}),
        ("planned,planned", {"planned": "planned"}),
        ("established,all", {"established": "established", "all": "all"}),
    ],
)
def test_each_status_is_a_network_of_its_own(graph: Graph, statuses: str, meant: dict[str, str]) -> None:
    """In the order given; `+` joins statuses that count together."""
    found = compare(graph, Selection(), statuses, layer="cooperation")
    assert list(found) == list(meant)
    for name, status in meant.items():
        assert said(found[name]) == said(network(graph, "cooperation", status=status))


def test_joined_statuses_hold_at_least_what_each_holds(graph: Graph) -> None:
    """And what follows from a claim of the one with a claim of the other."""
    found = compare(graph, Selection(), "established,ended,established+ended")
    one, other, both = ({key for *_, key in net.edges(keys=True)} for net in found.values())
    assert one | other <= both
    assert said(found["established+ended"]) == said(network(graph))


def test_all_but_the_status_is_as_asked(graph: Graph) -> None:
    """Time, source, inference, layer, level and language."""
    asked = Selection("all", period="1980:1985", inferred=False, without=frozenset({SOURCE + "almanac-2001"}))
    found = compare(graph, asked, "established", layer="talent", level="country", language="ko")
    about = found["established"].graph
    assert (about["status"], about["layer"], about["level"]) == ("established", "talent", "country")
    assert (about["period"], about["inferred"], about["without"]) == (
        "1980:1985",
        False,
        "source:almanac-2001",
    )
    assert found["established"].nodes[ID + "westmark"]["label"] == "서표국"


@pytest.mark.parametrize("statuses", ["", "established,", "established+", "planed", "established+all"])
def test_a_status_that_does_not_exist_is_said(graph: Graph, statuses: str) -> None:
    """As everywhere."""
    with pytest.raises(UsageError, match=r"^unknown status '(planed|all|)'"):
        compare(graph, Selection(), statuses)


def test_ranking_leaves_the_graph_as_it_was(graph: Graph) -> None:
    """And gives the same again."""
    rank: Callable[[nx.MultiDiGraph], Ranking] = by_neighbours
    before = len(graph.store)
    assert robust(graph, Selection(), rank) == robust(graph, Selection(), rank)
    assert len(graph.store) == before
