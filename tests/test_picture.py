"""The map shows the claims and nothing else: each line with its evidence, drawn as the ontology says."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

import networkx as nx
import pytest

import kg
from kg.build import build
from kg.graph import Graph
from kg.networks.projection import network
from kg.picture import picture
from kg.project import Project
from tests import factory
from tests.networks.made import made


def payload(html: str) -> dict[str, Any]:
    """The data that a page carries."""
    (found,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    data: dict[str, Any] = json.loads(found)
    return data


def edges(html: str) -> dict[str, dict[str, Any]]:
    """What the page knows of each edge, by the last part of its claim."""
    return {edge["card"]["slug"]: edge["card"] for edge in payload(html)["edges"]}


def nodes(html: str) -> dict[str, dict[str, Any]]:
    """What the page knows of each node, by the last part of its id."""
    return {node["card"]["slug"]: node["card"] for node in payload(html)["nodes"]}


@pytest.fixture(scope="module")
def everything(graph: Graph) -> nx.MultiDiGraph:
    """All claims, whatever their status."""
    return network(graph, status="all")


@pytest.fixture(scope="module")
def html(graph: Graph, everything: nx.MultiDiGraph) -> str:
    """The page of all claims."""
    return picture(graph, everything)


def test_the_page_has_a_line_for_each_claim(html: str, everything: nx.MultiDiGraph) -> None:
    """And a mark for each actor; none is lost, none is added."""
    assert edges(html).keys() == {key.rpartition("/")[2] for *_, key in everything.edges(keys=True)}
    assert nodes(html).keys() == {name.rpartition("/")[2] for name in everything}
    assert len(edges(html)) > 30


def test_every_line_says_who_says_so_and_where(html: str, graph: Graph) -> None:
    """The source and the place in it; an inference says its rule, and where its premises are printed."""
    for slug, card in edges(html).items():
        assert card["evidence"], slug
        for where in card["evidence"]:
            assert where.keys() == {"source", "locator"}
            rule = re.fullmatch(r"rule:[a-z-]+", where["source"])
            if rule:
                assert where["locator"] == "by rule, from what follows"
                assert len(card["evidence"]) > 1
            else:
                assert where["source"] in {"Almanac 2001", "Ledger 1999"}
                assert where["locator"] in {
                    passage.locator for claim in graph.claims.values() for passage in claim.evidence
                }


def test_a_line_says_what_kg_show_says(html: str, graph: Graph) -> None:
    """Relation in both directions, details, period, status."""
    (claim,) = (claim for claim in graph.claims.values() if claim.relation.endswith("#studiedAt"))
    card = edges(html)[claim.iri.rpartition("/")[2]]
    assert {name: card[name] for name in ("label", "inverse", "text", "period", "layer", "status")} == {
        "label": "studied at",
        "inverse": "was attended by",
        "text": "PhD; Marine science",
        "period": "1980–1984-06-30",
        "layer": "talent",
        "status": "established",
    }
    assert card["evidence"] == [{"source": "Ledger 1999", "locator": "§2 ¶1 s1"}]


def test_a_line_through_a_third_thing_says_both_claims(graph: Graph) -> None:
    """What they have in common once, every place once, and no inverse, as it reads alike from both ends."""
    html = picture(graph, network(graph, level="organisation"))
    card = edges(html)["light-fund"]
    names = ("relation", "label", "inverse", "symmetric", "text", "layer", "status", "period")
    assert {name: card.get(name, "") for name in names} == {
        "relation": "launched; funds",
        "label": "launched; funds",
        "inverse": "",
        "symmetric": True,
        "text": "a year; up to 392,651.5 US dollars",
        "layer": "governance",
        "status": "established",
        "period": "1989-11–",
    }
    assert card["evidence"] == [{"source": "Ledger 1999", "locator": "§2 ¶1 s2"}]


def test_what_rests_on_a_plan_is_drawn_as_a_plan(project: Project) -> None:
    """One organisation takes part, the other is to: that ties nobody yet."""
    factory.append(
        *(project, "claims/cooperation.csv"),
        subject="foghorn-company",
        relation="participatesIn",
        object="light-fund",
        status="planned",
        evidence="almanac-2001-1-2",
    )
    graph = made(project)
    drawn = payload(picture(graph, network(graph, level="organisation", status="all")))["edges"]
    ends = {(edge["from"].rpartition("/")[2], edge["to"].rpartition("/")[2]): edge["card"] for edge in drawn}
    assert ends["eastmark-government", "foghorn-company"]["status"] == "planned"
    assert ends["foghorn-company", "lighthouse-institute"]["status"] == "planned"
    assert ends["eastmark-government", "lighthouse-institute"]["status"] == "established"


def test_a_figure_is_a_line_with_the_number_as_its_text(real: Graph) -> None:
    """Of whom, with whom, how many, in which cell of which table, and what speaks against it."""
    drawn = payload(picture(real, network(real, "cases")))["edges"]
    (card,) = (edge["card"] for edge in drawn if edge["to"].endswith("/united-states"))
    assert (card["period"], card["status"]) == ("2015", "established")
    assert card["text"] == "244"
    assert card["disputed"] == ["22 + 1 + 1 + 1 + 55 + 104 = 184, printed total 244"]
    cell = "Table 2, row 7 (Cumulative total), column USA"
    assert card["evidence"] == [{"source": "Seo 2017", "locator": cell}]


def test_the_footer_counts_claims_and_not_lines(graph: Graph) -> None:
    """At a level, one claim may draw several lines, and one line may rest on several claims."""
    found = network(graph, level="organisation")
    claims = {claim.iri for *_, several in found.edges(data="claims") for claim in several}
    assert len(claims) > found.number_of_edges()
    html = re.sub(r"<[^>]+>", " ", picture(graph, found))
    assert re.search(rf"\bClaim\W+{len(claims)}\b", html)


def test_statuses_are_drawn_as_the_ontology_says(html: str, graph: Graph) -> None:
    """Solid is only what is established; that stands in `drawing.ttl`, not in Python."""
    rows = graph.store.select("SELECT ?status ?line { ?status kg:line ?line ; a skos:Concept }")
    said = {row["status"].value.rpartition("/")[2]: row["line"].value for row in rows}
    legend = {row["key"]: row["line"] for row in payload(html)["legend"]["statuses"] if row["key"]}
    assert legend == said
    assert said["established"] == "solid"
    assert "solid" not in {line for status, line in said.items() if status != "established"}


def test_another_drawing_is_another_line_in_the_ontology(project: Project) -> None:
    """Nobody edits Python to draw plans as dots."""
    path = factory.own_ontology(project) / "drawing.ttl"
    text = path.read_text(encoding="utf-8")
    assert text.count('status:planned kg:line "dashed"') == 1
    path.write_text(
        text.replace('status:planned kg:line "dashed"', 'status:planned kg:line "dotted"'), "utf-8"
    )
    build(project)
    graph = kg.open(project.root)
    legend = payload(picture(graph, network(graph, status="all")))["legend"]["statuses"]
    assert {row["line"] for row in legend if row["key"] == "planned"} == {"dotted"}


def test_kinds_are_drawn_with_the_shape_of_their_nearest_ancestor(html: str, graph: Graph) -> None:
    """A university is an organisation, a group of people is not a person."""
    families = {slug: card["family"] for slug, card in nodes(html).items()}
    assert (
        families.items()
        >= {
            "harbour-university": "Organisation",
            "lens-laboratory": "Organisation",
            "bora-deung": "Person",
            "keepers-who-came-home": "PersonGroup",
            "westmark": "Place",
            "lamp-agreement": "Instrument",
        }.items()
    )
    rows = graph.store.select("SELECT ?kind ?shape { ?kind kg:shape ?shape }")
    shapes = {row["kind"].value.rpartition("#")[2]: row["shape"].value for row in rows}
    legend = {row["key"]: row["shape"] for row in payload(html)["legend"]["families"]}
    assert legend == {family: shapes[family] for family in legend}
    assert len(set(legend.values())) == len(legend) >= 4


def test_what_is_planned_is_marked_at_the_thing_itself(html: str) -> None:
    """A centre that has no building yet, and a tower that nobody builds."""
    existence = {slug: card.get("existence", "") for slug, card in nodes(html).items()}
    assert existence["joint-lamp-centre"] == "planned"
    assert existence["tower-of-glass"] == "hypothetical"
    assert existence["lighthouse-institute"] == "established"


def test_the_page_shows_only_the_statuses_that_were_asked_for(graph: Graph) -> None:
    """A map of facts has no plan in it, and its footer says so."""
    html = picture(graph, network(graph, "cooperation"))
    assert {card["status"] for card in edges(html).values()} == {"established", "ended"}
    assert "Ended, Established" in html
    assert "planned" not in {row["key"] for row in payload(html)["legend"]["statuses"]}


def test_all_names_can_be_searched(html: str) -> None:
    """In three scripts, with aliases, as the search of the page finds them."""
    assert nodes(html)["lighthouse-institute"]["names"] == {
        "en": ["Lighthouse Institute", "LI"],
        "ko": ["등대연구소", "등대연"],
        "zh": ["灯塔研究所"],
    }


def test_a_thing_known_elsewhere_has_links(html: str) -> None:
    """To the registers, by the name of their host."""
    assert nodes(html)["bora-deung"]["links"] == [["orcid.org", "https://orcid.org/0000-0001-2345-6789"]]
    assert nodes(html)["museum-of-fog"]["links"] == [
        ["wikidata.org", "http://www.wikidata.org/entity/Q999999999999"],
    ]


@pytest.mark.parametrize(
    ("language", "actor", "status"),
    [("en", "Westmark", "Planned"), ("ko", "서표국", "계획"), ("zh", "西标国", "计划中")],
)
def test_a_page_speaks_one_of_three_languages(graph: Graph, language: str, actor: str, status: str) -> None:
    """Labels, legend and the language of the document itself."""
    html = picture(graph, network(graph, status="all", language=language), language=language)
    assert re.search(rf'<html[^>]* lang="{language}"', html)
    assert actor in {node["label"] for node in payload(html)["nodes"]}
    assert status in {row["label"] for row in payload(html)["legend"]["statuses"]}


class Loads(HTMLParser):
    """Collects what a browser would fetch for a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.policy = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if given.get("http-equiv", "").lower() == "content-security-policy":
            self.policy = given["content"]
        for name in ("src", "srcset", "data", "poster", "background", "action", "formaction"):
            if name in given:
                self.found.append((tag, given[name]))
        if tag in {"link", "base", "use", "image"} and "href" in given:
            self.found.append((tag, given["href"]))


def test_the_page_loads_nothing(html: str) -> None:
    """No script, style, font or picture from anywhere, and a policy that forbids it."""
    page = Loads()
    page.feed(html)
    assert [(tag, address) for tag, address in page.found if not address.startswith("data:")] == []
    assert page.policy.startswith("default-src 'none'")
    assert "http" not in page.policy
    style = re.search(r"<style[^>]*>(.*?)</style>", html, re.DOTALL)
    assert style
    assert not re.search(r"@import|url\((?!\s*['\"]?data:)", style[1])


def test_hostile_names_stay_text(project: Project) -> None:
    """In the data, the heading and the footer; the page has as many scripts as before."""
    hostile = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
    factory.change(project, "actors.csv", 3, name=hostile)
    factory.change(project, "sources.csv", 2, title=hostile)
    build(project)
    graph = kg.open(project.root)
    html = picture(graph, network(graph, status="all"), title=hostile)
    assert "<img" not in html
    assert "<script>alert" not in html
    assert html.count("<script") == picture(graph, network(graph)).count("<script")
    assert nodes(html)["foghorn-company"]["names"]["en"] == [hostile]


def test_the_same_network_gives_the_same_page(graph: Graph, html: str) -> None:
    """And drawing it leaves the network as it was."""
    again = network(graph, status="all")
    before = again.copy()
    assert picture(graph, again) == html
    assert nx.utils.graphs_equal(again, before)


def test_an_empty_network_is_a_page_as_well(graph: Graph) -> None:
    """With nothing on it, and no error."""
    html = picture(graph, network(graph, "funding", status="hypothetical"))
    assert payload(html)["nodes"] == payload(html)["edges"] == []


def test_the_heading_is_the_name_of_the_graph_unless_another_is_given(graph: Graph) -> None:
    """The ontology names it."""
    facts = network(graph)
    (title,) = re.findall(r"<title>(.*?)</title>", picture(graph, facts))
    assert title
    assert "<title>Fogs &amp; lamps</title>" in picture(graph, facts, title="Fogs & lamps")
