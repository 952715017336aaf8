"""What the map is told of every actor and relation: figures, disputes, years, countries, places."""

from __future__ import annotations

import networkx as nx
import pytest

from kg.graph import Graph
from kg.maps.layouts import LAYOUTS
from kg.networks.projection import network
from kg.picture import arguments, drawn, picture
from kg.picture.ties import tie
from kg.show import show
from kg.vocabulary import PREFIXES


@pytest.fixture(scope="module")
def everything(real: Graph) -> nx.MultiDiGraph:
    """The repository's own claims, ready to be drawn."""
    return drawn(real, network(real, status="all"))


def test_figures_are_those_of_kg_show(real: Graph, everything: nx.MultiDiGraph) -> None:
    """Each with its heading, status, places and what is held against it."""
    for name in ("south-korea", "wuxi-pharmatech"):
        iri = PREFIXES["id"] + name
        lines = show(real, iri).figures
        figures = everything.nodes[iri]["figures"]
        assert len(figures) == len(lines) > 3
        for figure, line in zip(figures, lines, strict=True):
            assert (figure["heading"], figure["text"]) == (line.what, line.text)
            assert figure["status_label"].lower() == line.status
            assert [(one["source"], one["locator"]) for one in figure["evidence"]] == [
                (where.source, where.locator) for where in line.evidence
            ]
            assert figure["disputed"] == list(dict.fromkeys(dispute.arithmetic for dispute in line.disputed))


def test_what_no_source_counts_has_no_figures(real: Graph, everything: nx.MultiDiGraph) -> None:
    """Whoever has no figure in `kg show` has none on the map."""
    without = [node for node, figures in everything.nodes(data="figures") if not figures]
    assert len(without) > 100
    assert not any(show(real, node).figures for node in without[::20])


def test_disputed_claims_carry_the_arithmetic(real: Graph, everything: nx.MultiDiGraph) -> None:
    """As many as the graph holds to be disputed, and in no other text."""
    disputed = {key for *_, key, data in everything.edges(keys=True, data=True) if data["disputed"]}
    assert disputed == real.disputes.keys() & {key for *_, key in everything.edges(keys=True)} != set()
    for *_, key, data in everything.edges(keys=True, data=True):
        assert data["disputed"] == list(dict.fromkeys(one.arithmetic for one in real.disputes.get(key, ())))
        assert not any(text in data["text"] for text in data["disputed"])


def test_years_bound_what_is_dated(real: Graph, everything: nx.MultiDiGraph) -> None:
    """The years of the bounds of each claim; what has none has no years."""
    dated = 0
    for *_, key, data in everything.edges(keys=True, data=True):
        claim = real.claims[key]
        bounds = {"since": claim.earliest, "until": claim.latest}
        expected = {name: int(day[:4]) for name, day in bounds.items() if day}
        assert {name: data[name] for name in bounds if name in data} == expected
        dated += bool(expected)
    assert 0 < dated < everything.number_of_edges()


def test_an_edge_of_several_claims_is_bounded_only_where_all_of_them_are(real: Graph) -> None:
    """From the first year to the last; one claim without a date may hold whenever."""
    claims = [claim for claim in real.claims.values() if claim.object and claim.earliest and claim.latest]
    undated = next(claim for claim in real.claims.values() if claim.object and not claim.earliest)
    one, other = min(claims, key=lambda c: c.earliest), max(claims, key=lambda c: c.latest)
    data = {"relation": "kg:x", "label": "x", "symmetric": True, "weight": 1}
    found = tie(real, data | {"claims": (other, one)}, "en")
    assert (found["since"], found["until"]) == (int(one.earliest[:4]), int(other.latest[:4]))
    assert {"since", "until"}.isdisjoint(tie(real, data | {"claims": (one, undated)}, "en"))


def test_what_is_of_two_countries_has_a_group_of_its_own(everything: nx.MultiDiGraph) -> None:
    """Neither of the two is given what they share."""
    both = {
        (data["country"], data["country_label"], tuple(data["countries"]))
        for _, data in everything.nodes(data=True)
        if len(data["countries"]) > 1
    }
    assert ("china south-korea", "China · South Korea", ("china", "south-korea")) in both


def test_layouts_have_what_they_need(everything: nx.MultiDiGraph) -> None:
    """Stages in their order with headings, and degrees of latitude and longitude."""
    stages = everything.graph["stages"]
    assert len(stages) > 1
    assert {data["stage"] for _, data in everything.nodes(data=True)} - {""} <= stages.keys()
    korea = everything.nodes[PREFIXES["id"] + "south-korea"]
    assert 33 < korea["lat"] < 39
    assert 124 < korea["lon"] < 132


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_page_begins_as_it_is_told(real: Graph, layout: str) -> None:
    """With any layout, any of the measures, any colouring."""
    facts = network(real, "talent")
    html = picture(real, facts, layout=layout, size_by="betweenness", color_by="community")
    for expected in (f'"layout":"{layout}"', '"size":"betweenness"', '"colour":"community"'):
        assert expected in html


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"layout": "spiral"}, "no layout 'spiral'; there are force"),
        ({"size_by": "fame"}, "no measure 'fame'; there are degree"),
        ({"color_by": "mood"}, "no colours by 'mood'; there are country"),
    ],
)
def test_what_does_not_exist_is_refused(real: Graph, wrong: dict[str, str], message: str) -> None:
    """With what there is."""
    with pytest.raises(ValueError, match=message):
        picture(real, network(real, "funding"), **wrong)


def test_every_drawing_shares_the_same_arguments(graph: Graph) -> None:
    """Heading, language, and how to draw what; a title of one's own wins."""
    found = arguments(graph, network(graph), title="Fogs", language="ko")
    assert found.keys() == {"title", "subtitle", "language", "layers", "legend", "sides"}
    assert (found["title"], found["language"]) == ("Fogs", "ko")
    assert found["layers"] == sorted(found["layers"])
