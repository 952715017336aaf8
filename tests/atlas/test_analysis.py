"""The pages of analysis say what the command line says, and every number opens down to its passages."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from itertools import product
from typing import Any

import networkx as nx
import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from typer.main import get_command

from kg.analytics.simplify import directed, undirected
from kg.analytics.spells import When
from kg.atlas import Page, Site
from kg.atlas.analysis import coloured
from kg.atlas.brokerage import Broker, Scope
from kg.atlas.circulation import when
from kg.atlas.kinds import KINDS
from kg.atlas.reading import Reading
from kg.cli import app
from kg.graph import Graph
from kg.networks.brokers import field
from kg.networks.circulation import VIEWS, Circulation
from kg.networks.projection import network
from kg.networks.selection import select
from tests.atlas.made import real_graph as plant_real
from tests.atlas.reader import Written, read

NAMES = ("brokerage", "circulation", "communities")
#: The kinds of pages to which these lead.
NEEDED = {*NAMES, "assets", "things", "sources", "ontology", "contradictions", "records"}
ID = "https://w3id.org/argonauts/id/"


def made(graph: Graph, language: str = "en") -> Site:
    """An atlas with the pages of analysis and those to which they lead."""
    return Site(graph, language, [kind for kind in KINDS if kind.name in NEEDED])


@pytest.fixture(scope="module")
def real_graph(tmp_path_factory: pytest.TempPathFactory, real_quads: tuple[ox.Quad, ...]) -> Graph:
    """The graph of the repository's own tables, built elsewhere, so that a test leaves no trace here."""
    return plant_real(tmp_path_factory.mktemp("analysis"), real_quads)


@pytest.fixture(scope="module")
def analysis(real_graph: Graph) -> Site:
    """That of the repository's own tables."""
    return made(real_graph)


@pytest.fixture(scope="module")
def pages(analysis: Site) -> dict[str, Written]:
    """What the three pages say."""
    return {name: read(html(analysis, name)) for name in NAMES}


def html(site: Site, name: str) -> str:
    """A page of an atlas as text."""
    return next(iter(site.rendered(f"{name}.html"))).content.decode("utf-8")


def context(site: Site, name: str) -> dict[str, Any]:
    """What a template is told."""
    _, page = site.parts[f"{name}.html"]
    assert isinstance(page, Page)
    return dict(page.context)


def told_by(graph: Graph, *arguments: str) -> list[dict[str, str]]:
    """The rows that a command prints as CSV."""
    result = CliRunner().invoke(
        get_command(app), [*arguments, "-F", "csv"], env={"KG_PROJECT": str(graph.project.root)}
    )
    assert result.exit_code == 0, result.stderr
    return list(csv.DictReader(io.StringIO(result.stdout)))


def plain(text: str) -> str:
    """A text without the white space of its markup."""
    return " ".join(text.split())


@pytest.mark.parametrize("name", NAMES)
def test_every_link_within_and_beside_a_page_leads_somewhere(
    analysis: Site, pages: dict[str, Written], name: str
) -> None:
    """Numbers in tables and pictures alike; ids stand once, elements are closed, headings have no holes."""
    one = pages[name]
    assert one.unclosed == []
    assert len(one.ids) == len(set(one.ids))
    inner = {address[1:] for address in one.addresses if address.startswith("#")}
    assert len(inner) > 10
    assert inner <= set(one.ids)
    files = {
        address.partition("#")[0]
        for address in one.addresses
        if address.startswith(("claim/", "passage/", "charts/", "id/"))
    }
    assert len(files) > 30
    assert files <= analysis.parts.keys()


@pytest.mark.parametrize("name", NAMES)
def test_pictures_need_no_more_than_the_policy_of_the_page_allows(
    pages: dict[str, Written], name: str
) -> None:
    """No style, no handler; each is called something and has its numbers in a table or a list beside it."""
    drawings = [one for one in pages[name].all("svg") if one.get("class", "").startswith("drawing")]
    assert len(drawings) in {2, 4}
    for one in drawings:
        assert one["role"] in {"img", "group"}
        assert one["aria-labelledby"] in pages[name].ids
    assert not [1 for _, attributes in pages[name].elements if "style" in attributes]


@pytest.fixture(scope="module")
def scopes(analysis: Site) -> dict[str, Scope]:
    """The two questions of the page of brokers."""
    return {scope.name: scope for scope in context(analysis, "brokerage")["scopes"]}


@pytest.mark.parametrize(("name", "options"), [("anywhere", ()), ("between", ("--between", "KR", "CN"))])
def test_brokers_are_those_of_the_command_line(
    real_graph: Graph, scopes: dict[str, Scope], name: str, options: tuple[str, ...]
) -> None:
    """All of them, with every role, p and span of ranks."""
    rows = told_by(real_graph, "brokers", "--top", "0", *options)
    brokers = scopes[name].brokers
    assert len(rows) > 1
    assert [(row["rank"], row["id"], row["total"], row["ranks"]) for row in rows] == [
        (str(one.rank), one.iri.removeprefix(ID), str(one.total), one.ranks) for one in brokers
    ]
    for row, one in zip(rows, brokers, strict=True):
        played = {role: (count, chance) for role, count, chance in one.roles}
        for role in ("coordinator", "itinerant", "gatekeeper", "representative", "liaison"):
            count, chance = played.get(role, (0, None))
            assert row[role] == str(count)
            if chance:
                assert float(row[f"{role} p"]) == pytest.approx(chance.p, abs=1e-6)


def triads(broker: Broker) -> list[tuple[str, str, str]]:
    """What the fans of a broker unfold to."""
    return [(fan.role, *ends) for fan in broker.fans for ends in product(fan.sources, fan.targets)]


@pytest.mark.parametrize("name", ["between", "anywhere"])
def test_every_triad_is_open_and_both_of_its_ties_are_shown(
    real_graph: Graph, scopes: dict[str, Scope], name: str
) -> None:
    """Held against the network itself; each triad is there once, and as many are there as are counted."""
    net, _ = field(network(real_graph), "country")
    ties = directed(net)
    for broker in scopes[name].brokers:
        found = triads(broker)
        assert len(found) == len({ends[1:] for ends in found}) == broker.total
        inward, outward = {tie.end for tie in broker.inward}, {tie.end for tie in broker.outward}
        for _, source, target in found:
            assert ties.has_edge(source, broker.iri)
            assert ties.has_edge(broker.iri, target)
            assert not ties.has_edge(source, target)
            assert source in inward
            assert target in outward


@pytest.mark.parametrize("name", ["between", "anywhere"])
def test_every_tie_opens_to_the_claims_that_make_it(
    real_graph: Graph, scopes: dict[str, Scope], name: str
) -> None:
    """They are facts, they are about the two, and each has evidence or rests on what has."""
    for broker in scopes[name].brokers:
        for tie in (*broker.inward, *broker.outward):
            assert tie.claims
            for claim in tie.claims:
                assert {claim.subject, claim.object} == {tie.end, broker.iri}
                assert claim.status in real_graph.ontology.factual
                assert claim.evidence or all(one.evidence for one in claim.grounds)


def test_between_the_sides_one_end_is_on_each(scopes: dict[str, Scope], real_graph: Graph) -> None:
    """Of every triad, in either direction."""
    sides = {f"{ID}south-korea", f"{ID}china"}
    assert set(scopes["between"].ends) == sides
    for broker in scopes["between"].brokers:
        for _, source, target in triads(broker):
            assert {*real_graph.things[source].countries, *real_graph.things[target].countries} == sides


def test_brokers_as_planned_stand_beside_those_as_established(
    real_graph: Graph, scopes: dict[str, Scope]
) -> None:
    """Each column is what the command says of these statuses; the first is that of the ranking."""
    statuses = ("ended+established", "ended+established+planned")
    rows = told_by(real_graph, "brokers", "--compare", ",".join(statuses), "--top", "0")
    wanted = {row["id"]: tuple(row[f"triads {status}"] for status in statuses) for row in rows}
    standings = {one.iri.removeprefix(ID): one for one in scopes["anywhere"].standings}
    assert len(standings) > 8
    for name, one in standings.items():
        assert tuple(str(one.numbers[place] or "") for place in (0, 3)) == wanted.get(name, ("", ""))
    moved = {name for name, (first, then) in wanted.items() if first != then}
    assert moved <= standings.keys()
    firsts = [one.numbers[0] for one in scopes["anywhere"].standings if one.numbers[0]]
    assert firsts == sorted(firsts, reverse=True)


def test_scenarios_are_in_words(pages: dict[str, Written], real_graph: Graph) -> None:
    """As many as the spans are taken over, in the language of the page."""
    said = plain(pages["brokerage"].texts["main"][0])
    assert (
        "The scenarios: as established, without Seo 2017, without STEPI 2011, without what rules derive, "
        "also counting “Claimed”," in said
    )
    korean = plain(read(html(made(real_graph, "ko"), "brokerage")).texts["main"][0])
    assert (
        "시나리오: 확립된 사실대로, Seo 2017 제외, STEPI 2011 제외, 규칙으로 도출된 것 제외, ‘주장’ 포함"
        in korean
    )


def test_the_picture_of_brokers_has_the_numbers_of_the_table(
    pages: dict[str, Written], scopes: dict[str, Scope]
) -> None:
    """In its titles, where every part of a bar says what it is."""
    titles = pages["brokerage"].texts["title"]
    for broker in scopes["anywhere"].brokers[:12]:
        for role, count, _ in broker.roles:
            assert any(title.endswith(f": {role} {count}") for title in titles)


@pytest.fixture(scope="module")
def told(real_graph: Graph) -> Circulation:
    """The circulation as the command line has it."""
    return Circulation(real_graph, select(real_graph))


def test_flows_are_those_of_the_command_line(
    analysis: Site, told: Circulation, pages: dict[str, Written]
) -> None:
    """In the matrix, on the map, and behind each number the claims."""
    crossings = context(analysis, "circulation")["crossings"]
    rows = [tuple(row[:3]) for row in VIEWS["flows"].rows(told)]
    shown = {(told.label(one.origin), told.label(one.destination), str(one.count)) for one in crossings}
    assert shown == set(rows)
    assert len(rows) == len(crossings) == 10
    for one in crossings:
        assert one.moves
        for _, move, claims in one.moves:
            assert {claim.iri for claim in claims} == set(move.evidence)
            assert all(claim.evidence for claim in claims)
    titles = " ".join(pages["circulation"].texts["title"])
    for one in crossings:
        ends = (told.label(end) if end else "not told" for end in (one.origin, one.destination))
        assert f"{' → '.join(ends)}: {one.count}" in titles


def test_balances_and_rates_are_those_of_the_command_line(
    told: Circulation, pages: dict[str, Written]
) -> None:
    """A return rate never stands without its numerator and denominator."""
    rows = [plain(row) for row in pages["circulation"].texts["tr"]]
    for country, inflow, _, outflow, _, net, returned, away, rate in VIEWS["balance"].rows(told):
        shown = [str(cell).replace("none told", "0").replace("-", "−") for cell in (inflow, outflow, net)]
        if rate:
            shown += [str(cell).replace("none told", "0") for cell in (returned, away)]
            shown.append(str(rate).partition(" of ")[0])
        said = rf"{country} " + " .*".join(map(re.escape, shown))
        (row,) = [one for one in rows if re.match(f"{said}( |$)", one)]
        assert bool(re.search(r"% ≥ \d+ of ≥ \d+$", row)) == bool(rate)


def test_kinds_are_those_of_the_command_line(analysis: Site, told: Circulation) -> None:
    """With three answers each, and every career under one of them."""
    kinds = context(analysis, "circulation")["kinds"]
    assert [[one.name, *map(str, (one.count.yes, one.count.no, one.count.unknown))] for one in kinds] == list(
        VIEWS["kinds"].rows(told)
    )
    for one in kinds:
        careers = [career.who for answer in (True, False, None) for career in one.careers[answer]]
        assert sorted(careers) == sorted(career.who for career in told.told)


def test_every_career_has_its_stages_and_its_claims(
    analysis: Site, told: Circulation, pages: dict[str, Written]
) -> None:
    """Step by step; what goes on in one step has no order."""
    journeys = context(analysis, "circulation")["journeys"]
    assert {one.career.who for one in journeys} == {career.who for career in told.told}
    for one in journeys:
        spells = {(spell.stage, spell.country) for spell in one.career.spells}
        stops = [stop for step in (*one.steps, one.ties) for stop in step]
        assert {(stop.stage, stop.country) for stop in stops} == spells
        assert {name for spell in one.career.spells for name in spell.evidence} <= {
            claim.iri for claim in one.claims
        }
    (ge_li,) = [
        plain(text) for text in pages["circulation"].texts["article"] if text.strip().startswith("Ge Li")
    ]
    assert "Education United States by 2011 Columbia University Venture China 2000 WuXi PharmaTech" in ge_li
    assert "may be: leaver, returnee, onward mover, argonaut" in ge_li


def test_ways_lead_from_home_through_study_and_career_to_return(analysis: Site, told: Circulation) -> None:
    """A post since coming back is no station on the way; those who never moved are named apart."""
    found = context(analysis, "circulation")["ways"]
    assert found.columns == ("Home", "Education · Training", "Career · Recruitment · Venture", "Return")
    stops = {str(way.career.size): way.stops for way in found.ways}
    korea, america, china = ((f"{ID}{name}",) for name in ("south-korea", "united-states", "china"))
    assert stops["≥ 24"] == (korea, (), america, korea)
    assert stops["≥ 101"] == (china, america, (), china)
    assert stops["≥ 501"] == (korea, (), america, ())
    assert {career.who for career in found.apart} | {way.career.who for way in found.ways} == {
        career.who for career in told.told
    }


def test_countries_are_told_with_what_is_said_of_them(
    analysis: Site, told: Circulation, pages: dict[str, Written]
) -> None:
    """Every story and every statement of the comparison, each with its place."""
    nations = {one.country: one for one in context(analysis, "circulation")["nations"]}
    said = plain(pages["circulation"].texts["main"][0])
    for account in told.accounts:
        assert nations[account.country].statements == account.statements
        for claim in account.statements:
            assert plain(claim.value) in said
        for story in account.stories:
            assert told.label(story.career.who) in said


@pytest.mark.parametrize(
    ("language", "since", "by"),
    [
        ("en", "from 2005", "by 2011"),
        ("ko", "2005년부터", "늦어도 2011년"),
        ("zh", "2005 年起", "不晚于 2011 年"),
    ],
)
def test_years_are_in_the_language_of_the_page(real_graph: Graph, language: str, since: str, by: str) -> None:
    """As far as they are known."""
    reading = Reading(real_graph, language)
    first, last = date(2005, 1, 1), date(2011, 2, 17)
    assert when(reading, When(first, None)) == since
    assert when(reading, When(None, last)) == by
    assert when(reading, When(first, date(2005, 12, 31))) == "2005"
    assert when(reading, When(first, last)) == "2005–2011"
    assert when(reading, When()) == ""


def test_communities_hold_every_actor_once(analysis: Site, real_graph: Graph) -> None:
    """Those of the command line, in its order, and as steady."""
    known = context(analysis, "communities")["communities"]
    rows = told_by(real_graph, "communities")
    assert [(str(one.number), iri.removeprefix(ID)) for one in known for iri in one.members] == [
        (row["community"], row["id"]) for row in rows
    ]
    agreement = [float(row["agreement"]) for row in rows if row["community"] == "1"]
    assert known[0].stability == pytest.approx(sum(agreement) / len(agreement), abs=1e-5)


def test_the_matrix_of_ties_adds_up(analysis: Site, real_graph: Graph, pages: dict[str, Written]) -> None:
    """Each pair of tied actors once; the same from both sides; the warmest cell is the largest."""
    country, kind = context(analysis, "communities")["attributes"]
    graph = undirected(network(real_graph))
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    for one in (country, kind):
        matrix, groups = one.mixing.matrix, list(one.groups)
        known = [node for node, value in network(real_graph).nodes(data=one.name) if value]
        inside = sum(matrix[group][group] for group in groups)
        across = sum(matrix[a][b] for a in groups for b in groups if a != b)
        assert inside + across / 2 == graph.subgraph(known).number_of_edges()
        cells = {(a, b): matrix[a][b] for a in groups for b in groups}
        assert {one.warmth(*cell) for cell, count in cells.items() if not count} == {0}
        assert one.warmth(*max(cells, key=lambda cell: cells[cell])) == 5
    assert country.verdict == "ties_inward"
    assert "China · South Korea" in country.groups.values()
    assert "Ties stay within more than chance would have it." in plain(pages["communities"].texts["tr"][1])


def test_one_country_has_one_colour_on_all_pages(analysis: Site, real_graph: Graph) -> None:
    """Those on the sides have the first two; in any language the same."""
    places = coloured(analysis.reading)
    assert places[(f"{ID}south-korea",)] == 0
    assert places[(f"{ID}china",)] == 1
    assert places == coloured(Reading(real_graph, "zh"))
    assert max(places.values()) == 8


@pytest.mark.parametrize("language", ["ko", "zh"])
def test_no_english_word_of_the_pages_is_left_in_another_language(real_graph: Graph, language: str) -> None:
    """Roles, kinds, headings and pictures; names that have no label are another matter."""
    site = made(real_graph, language)
    for name in NAMES:
        one = read(html(site, name))
        said = " ".join(
            text for tag in ("h2", "h3", "th", "summary", "figcaption") for text in one.texts.get(tag, [])
        )
        for word in ("coordinator", "liaison", "returnee", "leaver", "triad", "not told", "people", "ties"):
            assert word not in said, f"{name}: {word}"


def test_the_pages_of_another_world(graph: Graph) -> None:
    """It has no sides, so nobody is asked who brokers between them; its people are told of all the same."""
    site = made(graph)
    assert [scope.name for scope in context(site, "brokerage")["scopes"]] == ["anywhere"]
    assert "Bora Deung" in html(site, "circulation")
    assert "charts/communities.svg" in site.parts
    for name in NAMES:
        one = read(html(site, name))
        assert one.unclosed == []
        assert {address[1:] for address in one.addresses if address.startswith("#")} <= set(one.ids)


def test_pictures_are_files_too(analysis: Site) -> None:
    """With colours and fonts of their own, for slides and reports."""
    for name in ("brokers-between", "brokers-anywhere", "ways", "flows", "communities"):
        (file,) = analysis.rendered(f"charts/{name}.svg")
        assert file.content.startswith(b"<svg xmlns=")
        assert b'fill="#' in file.content
        assert b"font-family=" in file.content
