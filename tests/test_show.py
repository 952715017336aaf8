"""An entry says all that is said of one thing, each with who says so, where, and how firmly."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

import kg
from kg.build import build
from kg.claim import Claim, figures
from kg.graph import Graph
from kg.project import Project
from kg.show import Entry, Evidence, Line, sentence, show, show_claim
from kg.vocabulary import compact
from tests import factory
from tests.networks.made import made

BASE = "https://w3id.org/argonauts/"


def entry(graph: Graph, name: str, language: str = "en") -> Entry:
    """The entry of a thing by any of its names."""
    return show(graph, graph.names.resolve(name), language=language)


def said(lines: tuple[Line, ...]) -> list[tuple[str, str, str]]:
    """What, of whom, and with which status."""
    return [(line.what, line.text, line.status) for line in lines]


def test_an_entry_begins_with_what_the_thing_is(graph: Graph) -> None:
    """Its id, its label, the others, its kind."""
    found = entry(graph, "등대연구소")
    assert (found.id, found.label, found.kind) == (
        "id:lighthouse-institute",
        "Lighthouse Institute",
        "Research institute",
    )
    assert found.labels == {"en": "Lighthouse Institute", "ko": "등대연구소", "zh": "灯塔研究所"}


def test_an_entry_says_what_the_register_knows(graph: Graph) -> None:
    """Identity elsewhere, country, existence; what is only planned is said to be."""
    assert said(entry(graph, "joint-lamp-centre").facts) == [
        ("national affiliation", "Eastmark", ""),
        ("national affiliation", "Westmark", ""),
        ("existence", "Planned", ""),
        ("note", "has no building yet", ""),
    ]
    assert ("identified elsewhere as", "https://ror.org/0zzzzzz02", "") in said(entry(graph, "LI").facts)


def test_a_name_says_where_it_is_printed(graph: Graph) -> None:
    """Text and language, in both documents that print it."""
    assert entry(graph, "lamp-agreement").names == (
        Line(
            what="Name as printed",
            text="Treaty of the Lamps [en]",
            status="",
            evidence=(Evidence("Almanac 2001", "Lamps ¶1 s1"), Evidence("Ledger 1999", "§2 ¶1 s1")),
        ),
    )


def test_a_relation_says_everything(graph: Graph) -> None:
    """Relation, object, qualification, field, period, status and the place where it is printed."""
    lines = entry(graph, "bora-deung").relations
    (studied,) = (line for line in lines if line.what == "studied at")
    assert studied == Line(
        what="studied at",
        text="Harbour University",
        status="established",
        evidence=(Evidence("Ledger 1999", "§2 ¶1 s1"),),
        id=studied.id,
        details="PhD; Marine science",
        period="1980–1984-06-30",
    )
    assert studied.id.startswith("claim:")


def test_relations_are_read_from_both_ends(graph: Graph) -> None:
    """In words that fit: funds, is funded by; what is stated comes before what follows."""
    assert said(entry(graph, "lighthouse-institute").relations) == [
        ("cooperates with", "Harbour University", "ended"),
        ("is funded by", "Light Fund", "established"),
        ("conducts", "Survey of keepers", "established"),
        ("is located in", "Beacon Park", "established"),
        ("has part", "Lens Laboratory", "established"),
        ("is part of", "Ministry of Lamps", "established"),
        ("specialises in", "Marine science", "established"),
        ("is located in", "Eastmark", "established"),
    ]
    assert ("funds", "Lighthouse Institute", "established") in said(entry(graph, "light-fund").relations)


def test_a_symmetric_relation_reads_alike_from_both_ends(graph: Graph) -> None:
    """Whoever stands first in the table."""
    for one, other in (
        ("lighthouse-institute", "Harbour University"),
        ("harbour-university", "Lighthouse Institute"),
    ):
        assert ("cooperates with", other, "ended") in said(entry(graph, one).relations)


def test_what_is_not_established_is_shown_and_marked(graph: Graph) -> None:
    """Planned, proposed, claimed and hypothetical, each by its name."""
    everything = {
        (line.text, line.status)
        for name in ("foghorn-company", "keeper-exchange", "museum-of-fog", "tower-of-glass")
        for line in entry(graph, name).relations
    }
    assert everything >= {
        ("Eastmark", "planned"),
        ("Joint Lamp Centre", "proposed"),
        ("Keepers who came home", "claimed"),
        ("Joint Lamp Centre", "hypothetical"),
    }


def test_an_inference_says_its_rule_and_its_premises(graph: Graph) -> None:
    """First the rule, then each place where one of its premises is printed."""
    (tie,) = (line for line in entry(graph, "lan-ta").relations if line.what == "is tied to")
    rule, *places = [(where.source, where.locator) for where in tie.evidence]
    assert rule == ("rule:tied-to-country", "by rule, from what follows")
    premises = [
        claim
        for claim in graph.claims.values()
        if compact(claim.subject) == "id:lan-ta"
        and claim.relation.rpartition("#")[2] in {"founded", "workedAt"}
    ]
    assert len(premises) == 2
    assert set(places) == {("Ledger 1999", spot.locator) for claim in premises for spot in claim.evidence}


def test_an_amount_is_shown_with_its_bound_and_unit(graph: Graph) -> None:
    """About five million dollars are not five million dollars."""
    lines = {line.text: line.details for line in entry(graph, "joint-lamp-centre").relations}
    assert lines["Foghorn Company"] == "about 5 million US dollars"


def test_an_opinion_is_a_statement_about_what_it_concerns(graph: Graph) -> None:
    """Found at the source that says it, and at the people of whom it is said."""
    expected = [("asserts", "Fog is one reason why keepers come home.", "claimed")]
    assert said(entry(graph, "keepers-who-came-home").statements) == expected
    assert said(entry(graph, "source:almanac-2001").statements) == expected


def test_a_figure_says_of_whom_when_of_what_and_how_firmly(graph: Graph) -> None:
    """As printed, also where nothing is printed; shares say what they are shares of."""
    share = "Share of international projects in all national R&D projects"
    number = "Number of international research cooperation projects"
    assert said(entry(graph, "eastmark").figures) == [
        (share, "97.10% (Westmark, 1998, of all lamps of 1998)", "established"),
        (number, "1240 projects (1998)", "established"),
        (number, "- (Outer Isles, 1998)", "established"),
        (number, "1,204 projects (Westmark, 1998)", "established"),
    ]
    assert said(entry(graph, "lighthouse-institute").figures) == [
        ("Annual growth", "-3.5 per cent (Research institute sector, 1995-1998)", "claimed"),
    ]


def test_a_figure_is_found_at_the_partner_as_well(graph: Graph) -> None:
    """With the other country as its context."""
    figures = said(entry(graph, "westmark").figures)
    assert ("1,204 projects (Eastmark, 1998)", "established") in [figure[1:] for figure in figures]


def test_a_figure_printed_in_two_places_is_one_figure(project: Project) -> None:
    """With two places."""
    factory.replace(
        project,
        "figures/ledger-1999-table-1.csv",
        "established,ledger-1999-tab1-r1-c1,",
        "established,ledger-1999-tab1-r1-c1; ledger-1999-2-1,",
    )
    build(project)
    lines = [
        line for line in entry(kg.open(project.root), "eastmark").figures if line.text.startswith("1,204")
    ]
    assert [line.evidence for line in lines] == [
        (Evidence("Ledger 1999", "Table 1, row 1, column 1"), Evidence("Ledger 1999", "§2 ¶1 s1")),
    ]


@pytest.mark.parametrize("name", ["eastmark", "lighthouse-institute", "source:almanac-2001", "fog-programme"])
def test_every_line_has_its_evidence(graph: Graph, name: str) -> None:
    """Relations, statements and figures; what the register says is the register's."""
    found = entry(graph, name)
    lines = [*found.relations, *found.statements, *found.figures]
    assert lines
    assert all(line.evidence and line.status and line.id for line in lines)


@pytest.mark.parametrize(
    ("language", "label", "fund", "status"),
    [("ko", "등대연구소", "빛 기금", "성립"), ("zh", "灯塔研究所", "光基金", "已确立")],
)
def test_an_entry_in_another_language(
    graph: Graph, language: str, label: str, fund: str, status: str
) -> None:
    """Labels of things, relations and statuses; texts stay in the language of the documents."""
    found = entry(graph, "LI", language)
    assert found.label == label
    assert (fund, status) in [(line.text, line.status) for line in found.relations]
    assert not {"is funded by", "is located in"} & {line.what for line in found.relations}


def test_a_concept_has_an_entry_too(graph: Graph) -> None:
    """Whoever specialises in it stands in it."""
    found = entry(graph, "field:marine-science")
    assert (found.label, found.kind) == ("Marine science", "")
    assert said(found.relations) == [
        ("is a speciality of", "Lighthouse Institute", "established"),
        ("is dealt with by", "Fog Programme", "established"),
    ]


def test_a_thing_of_which_nothing_is_said_has_an_empty_entry(graph: Graph) -> None:
    """A guild that no claim names."""
    found = entry(graph, "old-pilots-guild")
    assert (found.relations, found.statements, found.figures, found.names) == ((), (), (), ())
    assert ("existence", "Ended", "") in said(found.facts)


def test_an_entry_is_plain_values(graph: Graph) -> None:
    """So that JSON holds all of it."""
    found = entry(graph, "bora-deung")
    read = json.loads(json.dumps(found.as_dict(), ensure_ascii=False))
    assert list(read) == [
        *("id", "label", "labels", "kind", "facts", "names", "relations", "statements", "figures"),
    ]
    assert read["relations"][1]["evidence"] == [{"source": "Ledger 1999", "locator": "§2 ¶1 s1"}]


def test_one_claim_is_one_line(graph: Graph) -> None:
    """The same line that a map shows for an edge."""
    (claim,) = (claim for claim in graph.claims.values() if claim.relation.endswith("#manages"))
    line = show_claim(graph, claim)
    assert (line.what, line.text, line.period, line.status) == (
        "manages",
        "Fog Programme",
        "1991–",
        "established",
    )


def claim_of(graph: Graph, relation: str) -> Claim:
    """The only claim with a relation."""
    (claim,) = (claim for claim in graph.claims.values() if claim.relation.endswith(relation))
    return claim


def test_a_sentence_says_who_before_it_says_what(graph: Graph) -> None:
    """The same line otherwise: details, period, status and place."""
    claim = claim_of(graph, "#studiedAt")
    line = show_claim(graph, claim)
    assert sentence(graph, claim) == replace(line, what="Bora Deung", text="studied at Harbour University")
    assert (line.what, line.text) == ("studied at", "Harbour University")


def test_an_opinion_is_a_sentence_too(graph: Graph) -> None:
    """Who, the verb, and what is said."""
    line = sentence(graph, claim_of(graph, "#asserts"))
    assert line.what == "Almanac 2001"
    assert line.text == "asserts Fog is one reason why keepers come home."


def test_a_figure_is_a_sentence_too(graph: Graph) -> None:
    """Of whom, what was measured, with whom, and how much of it."""
    (claim,) = (one for one in figures(graph.store).values() if one.value == "1,204")
    line = sentence(graph, claim)
    assert line == Line(
        what="Eastmark",
        text="Number of international research cooperation projects Westmark",
        status="established",
        evidence=(Evidence("Ledger 1999", "Table 1, row 1, column 1"),),
        id=line.id,
        details="1,204 projects",
        period="1998",
    )


def test_a_sentence_that_was_derived_names_its_rule_and_every_place(graph: Graph) -> None:
    """A reader wants pages, not ids of premises; a page is named once."""
    line = sentence(
        graph, next(c for c in graph.claims.values() if c.object == BASE + "id/westmark" and c.rule)
    )
    rule, *places = line.evidence
    assert rule.source.startswith("rule:")
    assert rule.locator == "by rule, from what follows"
    assert places
    assert len(set(places)) == len(places)
    assert {place.source for place in places} <= {"Almanac 2001", "Ledger 1999"}


def test_a_sentence_from_an_inference_from_inferences_ends_at_the_pages(project: Project) -> None:
    """The laboratory belongs to the government by three claims, of which two are on one page."""
    factory.append(
        *(project, "claims/governance.csv"),
        subject="ministry-of-lamps",
        relation="isPartOf",
        object="eastmark-government",
        status="established",
        evidence="almanac-2001-1-1",
    )
    graph = made(project)
    (claim,) = (
        claim
        for claim in graph.claims.values()
        if (claim.subject, claim.object) == (BASE + "id/lens-laboratory", BASE + "id/eastmark-government")
    )
    line = sentence(graph, claim)
    assert (line.what, line.text) == ("Lens Laboratory", "is part of Government of Eastmark")
    assert line.evidence[0] == Evidence("rule:part-of-the-whole", "by rule, from what follows")
    assert sorted(line.evidence[1:], key=lambda where: where.source) == [
        Evidence("Almanac 2001", "Lamps ¶1 s1"),
        Evidence("Ledger 1999", "§2 ¶1 s1"),
    ]


@pytest.mark.parametrize(
    ("language", "what", "text"),
    [("ko", "등보라", "수학한 기관 항구대학교"), ("zh", "灯宝罗", "就读于 海港大学")],
)
def test_a_sentence_in_another_language(graph: Graph, language: str, what: str, text: str) -> None:
    """Subject, relation and object in the order in which labels are made."""
    line = sentence(graph, claim_of(graph, "#studiedAt"), language=language)
    assert (line.what, line.text) == (what, text)


def test_every_claim_of_the_real_graph_is_a_sentence_with_a_page(real: Graph) -> None:
    """Stated or derived, sooner or later it is printed somewhere."""
    assert len(real.claims) > 500
    for claim in real.claims.values():
        line = sentence(real, claim)
        assert line.what
        assert line.text.strip()
        pages = line.evidence[1:] if claim.inferred else line.evidence
        assert pages
        assert not any(page.source.startswith("rule:") for page in pages)


def test_a_period_as_it_is_printed(project: Project) -> None:
    """Open and unknown ends; one year is one year."""
    periods = {
        ("1990", "1992"): "1990–1992",
        ("1990", ""): "1990–",
        ("", "1992"): "–1992",
        ("1990-05", "1990-05"): "1990-05",
        ("", ""): "",
    }
    places = [
        "almanac-2001-1-1",
        "almanac-2001-1-2",
        "almanac-2001-2-1",
        "ledger-1999-2-1",
        "ledger-1999-2-2",
    ]
    for number, ((since, until), place) in enumerate(zip(periods, places, strict=True)):
        factory.append(
            project,
            "claims/talent.csv",
            subject="bora-deung",
            relation="workedAt",
            object="harbour-university",
            qualification=f"job {number}",
            from_=since,
            until=until,
            status="established",
            evidence=place,
        )
    build(project)
    lines = entry(kg.open(project.root), "bora-deung").relations
    found = {line.details: line.period for line in lines if line.what == "worked at"}
    assert [found[f"job {number}"] for number in range(5)] == list(periods.values())


def test_things_of_the_real_graph_can_be_shown(real: Graph) -> None:
    """No combination of what is known and unknown is an error; every third will do."""
    things = [iri for iri in real.names.labels if iri.startswith((BASE + "id/", BASE + "source/"))]
    assert len(things) > 200
    entries = [show(real, iri) for iri in things[::3]]
    lines = [line for one in entries for line in (*one.relations, *one.statements, *one.figures)]
    assert len(lines) > 300
    assert [line for line in lines if not (line.evidence and line.status)] == []
