"""A selection is the graph that would have been built from the rows it keeps, and from no others.

That is the oracle here: the rows that a selection leaves out are taken from the tables, and a graph is
built of what is left. Both must have the same edges, stated and inferred, with the same evidence.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import infer
from kg.errors import UsageError
from kg.graph import Graph
from kg.networks.projection import network, project
from kg.networks.selection import Selection, scenarios, select
from kg.project import Project
from kg.store import Store
from kg.vocabulary import PREFIXES
from tests import factory
from tests.networks.made import keep, made, said, short

SOURCE, ID, KG, STATUS = (PREFIXES[name] for name in ("source", "id", "kg", "status"))
ALMANAC, LEDGER = (SOURCE + name for name in ("almanac-2001", "ledger-1999"))
STATUSES = ("claimed", "ended", "established", "hypothetical", "planned", "proposed")
FACTS = ("ended", "established")
TREATY = "almanac-2001-1-1"

#: What makes it hard: a chain of parts, shortcuts of it that ended or are only planned, a claim made
#: twice, a third party whose part is over, and a round in which the premises of one follow from another.
HARD = [
    ("ministry-of-lamps", "isPartOf", "eastmark-government", "", "", "established", "almanac-2001-1-1"),
    ("lens-laboratory", "isPartOf", "ministry-of-lamps", "", "1990", "ended", "almanac-2001-1-2"),
    ("lighthouse-institute", "isPartOf", "eastmark-government", "", "", "planned", "almanac-2001-1-2"),
    ("lens-laboratory", "isPartOf", "lighthouse-institute", "", "", "established", "almanac-2001-1-1"),
    ("foghorn-company", "isPartyTo", "lamp-agreement", "1995-06", "", "ended", f"ledger-1999-2-2; {TREATY}"),
    ("museum-of-fog", "isPartOf", "society-of-keepers", "1991", "", "established", "ledger-1999-2-2"),
    ("society-of-keepers", "isPartOf", "museum-of-fog", "1992", "", "established", "almanac-2001-2-1"),
    ("society-of-keepers", "isPartOf", "old-pilots-guild", "", "", "established", "almanac-2001-2-1"),
]  # fmt: skip


def harden(project: Project) -> Project:
    """Add the hard rows to the tables of a world."""
    columns = ("subject", "relation", "object", "from", "until", "status", "evidence")
    for file, relation in (("governance", "isPartOf"), ("cooperation", "isPartyTo")):
        header, *rows = factory.table(project, f"claims/{file}.csv")
        cells = [dict(zip(columns, row, strict=True)) for row in HARD if row[1] == relation]
        more = [[found.get(name, "") for name in header] for found in cells]
        factory.save(project, f"claims/{file}.csv", [header, *rows, *more])
    return project


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The graph of all rows, the hard ones among them."""
    return made(harden(factory.plant(tmp_path_factory.mktemp("hard"))))


def begins(text: str) -> str:
    """The first day of a date as printed."""
    return (text + "-01-01")[:10]


def ends(text: str) -> str:
    """The last day of a date as printed, or one that is no earlier and in the same month."""
    return text + {4: "-12-31", 7: "-31", 10: ""}[len(text)]


def lacking(
    project: Project, statuses: Iterable[str], first: str, last: str, without: Iterable[str] = ()
) -> Graph:
    """The graph of the rows with one of `statuses`, and a word from elsewhere, between two days."""

    def which(row: dict[str, str]) -> dict[str, str] | None:
        since, until = row.get("from", ""), row.get("until", "")
        heard = [place for place in row["evidence"].split("; ") if not place.startswith(tuple(without))]
        late = last and since and begins(since) > last
        early = first and until and ends(until) < first
        if row["status"] not in statuses or late or early or not heard:
            return None
        return {**row, "evidence": "; ".join(heard)}

    keep(project, which)
    return made(project)


# A selection against a build


@pytest.mark.parametrize(
    "statuses", [FACTS, STATUSES, ("established",), ("ended",), ("established", "planned")], ids=",".join
)
def test_some_statuses_are_a_graph_without_the_rows_of_the_others(
    hard: Graph, tmp_path: Path, statuses: tuple[str, ...]
) -> None:
    """Rules draw no more, and no fewer, conclusions than from these rows alone."""
    wanted = lacking(harden(factory.plant(tmp_path)), statuses, "", "")
    assert said(network(hard, status=",".join(statuses))) == said(network(wanted, status="all"))


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ({"as_of": "1970"}, "1970-12-31", "1970-12-31"),
        ({"as_of": "1985"}, "1985-12-31", "1985-12-31"),
        ({"as_of": "1995-06-01"}, "1995-06-01", "1995-06-01"),
        ({"as_of": "2000"}, "2000-12-31", "2000-12-31"),
        ({"period": "1986:1991"}, "1986-01-01", "1991-12-31"),
        ({"period": ":1990-12"}, "", "1990-12-31"),
        ({"period": "1999:"}, "1999-01-01", ""),
    ],
    ids=str,
)
def test_a_time_is_a_graph_without_the_rows_of_other_times(
    hard: Graph, tmp_path: Path, asked: dict[str, str], first: str, last: str
) -> None:
    """A fact that was over gives way to what follows without it; of facts alone, and of all."""
    wanted = lacking(harden(factory.plant(tmp_path)), STATUSES, first, last)
    for status in ("all", None):
        found = network(hard, status=status, **asked)  # type: ignore[arg-type]
        assert said(found) == said(network(wanted, status=status))


@pytest.mark.parametrize("without", ["almanac-2001", "ledger-1999"])
def test_a_source_left_out_is_a_graph_without_its_rows(hard: Graph, tmp_path: Path, without: str) -> None:
    """As if it had not been found: a row that another source prints too stays, on the word of that one."""
    wanted = lacking(harden(factory.plant(tmp_path)), STATUSES, "", "", [without])
    for status in ("all", None):
        found = network(hard, status=status, without=[SOURCE + without])
        assert said(found) == said(network(wanted, status=status))


def test_all_choices_at_once_are_a_graph_without_all_those_rows(hard: Graph, tmp_path: Path) -> None:
    """In each layer, and lifted to each level."""
    asked = {"status": "established", "period": "1981:1993", "without": [ALMANAC]}
    wanted = lacking(
        harden(factory.plant(tmp_path)), ("established",), "1981-01-01", "1993-12-31", ["almanac-2001"]
    )
    for layer in ("all", "cooperation", "governance", "talent"):
        for level in (None, "country", "organisation", "person"):
            found = network(hard, layer, level=level, **asked)  # type: ignore[arg-type]
            assert said(found) == said(network(wanted, layer, level=level, status="all"))


#: A claim of the small world below: subject, relation, object, status, from, until, sources.
PARTS = ("a", "b", "c", "d")
CLAIM = st.tuples(
    st.sampled_from(PARTS),
    st.sampled_from(("isPartOf", "isPartOf", "isPartyTo")),
    st.sampled_from(PARTS),
    st.sampled_from(("established", "ended", "planned")),
    st.sampled_from(("", "1990", "2000")),
    st.sampled_from(("", "1995", "2005")),
    st.sets(st.sampled_from(("almanac-2001", "ledger-1999")), min_size=1),
)
SELECTION = st.builds(
    Selection,
    status=st.sampled_from((None, "all", "established", "ended,planned")),
    as_of=st.sampled_from((None, None, "1994", "1998", "2010")),
    without=st.sets(st.sampled_from((ALMANAC, LEDGER)), max_size=1).map(frozenset),
)


def handmade(world: Graph, claims: Iterable[tuple[str, str, str, str, str, str, Iterable[str]]]) -> Graph:
    """A graph of the words of `world`, its sources and these claims, with what the rules derive."""
    rdf, graph = PREFIXES["rdf"], PREFIXES["graph"]
    known = world.store.select("SELECT ?s ?o { ?s kg:factual ?o }")
    lines = [f"<{row['s'].value}> <{KG}factual> {row['o']} <{graph}ontology> ." for row in known]
    for relation, layer in world.ontology.layers.items():
        lines.append(f"<{relation}> <{KG}layer> <{layer}> <{graph}ontology> .")
    for source in (ALMANAC, LEDGER):
        passage = source.replace("/source/", "/passage/")
        lines += [
            f"<{source}> <{rdf}type> <{KG}Source> <{graph}register> .",
            f"<{passage}> <{rdf}type> <{KG}Passage> <{graph}register> .",
            f"<{passage}> <{KG}inSource> <{source}> <{graph}register> .",
            f'<{passage}> <{KG}locator> "p. 1" <{graph}register> .',
        ]
    day = PREFIXES["xsd"] + "date"
    for subject, relation, object_, status, since, until, sources in claims:
        name = f"{PREFIXES['claim']}{subject}-{relation}-{object_}-{status}-{since}-{until}"
        facts = [
            (name, rdf + "type", f"<{KG}Claim>"),
            (name, KG + "subject", f"<{ID}{subject}>"),
            (name, KG + "relation", f"<{KG}{relation}>"),
            (name, KG + "object", f"<{ID}{object_}>"),
            (name, KG + "status", f"<{STATUS}{status}>"),
            *((name, KG + "earliest", f'"{begins(since)}"^^<{day}>') for _ in [1] if since),
            *((name, KG + "latest", f'"{ends(until)}"^^<{day}>') for _ in [1] if until),
            *((name, KG + "evidence", f"<{PREFIXES['passage']}{source}>") for source in sources),
            *((ID + subject, KG + relation, f"<{ID}{object_}>") for _ in [1] if status in FACTS),
        ]
        lines += [f"<{one}> <{two}> {three} <{graph}claims> ." for one, two, three in facts]
    store = Store.from_nquads("\n".join(lines))
    infer.infer(store, world.project.queries("rules"))
    result = Graph(world.project, store)
    result.__dict__["ontology"] = world.ontology  # read from files, and the same for all
    return result


@settings(max_examples=40)
@given(st.lists(CLAIM, max_size=9, unique_by=lambda claim: claim[:6]), SELECTION)
def test_any_selection_of_any_claims_is_the_graph_of_those_alone(
    graph: Graph, claims: list[tuple[str, str, str, str, str, str, set[str]]], selection: Selection
) -> None:
    """The same claims and inferences, with the same premises and evidence, and the same plain triples."""
    statuses = {None: FACTS, "all": STATUSES}.get(selection.status, str(selection.status).split(","))
    day = selection.as_of and selection.as_of + "-12-31"
    unheard = {source.removeprefix(SOURCE) for source in selection.without}
    left = [
        (*claim, status, since, until, sources - unheard)
        for *claim, status, since, until, sources in claims
        if status in statuses
        and sources - unheard
        and not (day and since and begins(since) > day)
        and not (day and until and ends(until) < day)
    ]
    selected = select(handmade(graph, claims), selection)
    wanted = handmade(graph, left)  # type: ignore[arg-type]
    assert selected.claims == wanted.claims
    found, there = (
        sorted(
            (row["s"].value, row["p"].value, row["o"].value)
            for name in ("isPartOf", "isPartyTo", "cooperatesWith")
            for row in store.select(f"SELECT ?s ?p ?o {{ VALUES ?p {{ <{KG}{name}> }} ?s ?p ?o }}")
        )
        for store in (selected.store, wanted.store)
    )
    assert found == there


# What a selection keeps, case by case


def test_by_default_facts_count_and_what_follows_from_them(graph: Graph) -> None:
    """Everything else is left out, and the graph need not be made again."""
    selected = select(graph)
    assert {one.status.removeprefix(STATUS) for one in selected.claims.values()} == set(FACTS)
    assert selected.store is graph.store
    assert selected.claims == {
        name: one for name, one in graph.claims.items() if one.status.removeprefix(STATUS) in FACTS
    }


def test_a_plan_does_not_hide_a_fact(hard: Graph) -> None:
    """The institute is part of the government through its ministry, whatever somebody plans besides."""
    part = "lighthouse-institute isPartOf eastmark-government"
    assert short(network(hard, "governance")).count(part) == 1
    assert short(network(hard, "governance", status="all")).count(part) == 2


def test_what_was_over_does_not_hide_what_still_follows(hard: Graph) -> None:
    """Until 1990 the laboratory belonged to the ministry by itself, since then through the institute."""
    part = (ID + "lens-laboratory", ID + "ministry-of-lamps")
    for day, inferred in (("1989", False), ("1991", True)):
        ((claim,),) = (
            data["claims"] for data in network(hard, "governance", as_of=day)[part[0]][part[1]].values()
        )
        assert claim.inferred is inferred


def test_an_inference_rests_on_the_premises_that_are_left(graph: Graph) -> None:
    """Lan Ta is tied to Westmark by work until 1985, and by a company since 1986."""
    for asked, relations in (
        ({}, {"founded", "workedAt"}),
        ({"as_of": "1985"}, {"workedAt"}),
        ({"as_of": "1986"}, {"founded"}),
        ({"period": "1985:1986"}, {"founded", "workedAt"}),
    ):
        found = network(graph, "talent", **asked)  # type: ignore[arg-type]
        edges = found[ID + "lan-ta"][ID + "westmark"].values()
        (tie,) = (claim for data in edges for claim in data["claims"])
        assert {one.relation.removeprefix(KG) for one in tie.grounds} == relations
        assert len(tie.premises) == len(relations)


def test_what_follows_from_a_claim_goes_with_its_source(graph: Graph) -> None:
    """Only the almanac says who signed the agreement, so without it nobody cooperates by it."""
    tie = "eastmark cooperatesWith westmark"
    assert tie in short(network(graph, without=[LEDGER]))
    assert tie not in short(network(graph, without=[ALMANAC]))


def test_a_claim_that_another_source_makes_too_stays(graph: Graph) -> None:
    """With the evidence of that source alone, as the other is not heard."""
    for source, place in ((ALMANAC, "ledger-1999-2-1"), (LEDGER, "almanac-2001-1-2")):
        found = network(graph, "cooperation", without=[source])
        ((claim,),) = (
            data["claims"] for data in found[ID + "lighthouse-institute"][ID + "harbour-university"].values()
        )
        assert [spot.iri for spot in claim.evidence] == [PREFIXES["passage"] + place]


def test_without_every_source_there_is_nothing(graph: Graph) -> None:
    """And nothing follows from nothing."""
    assert select(graph, Selection(status="all", without=frozenset({ALMANAC, LEDGER}))).claims == {}


def test_without_inferences_there_is_only_what_sources_say(graph: Graph) -> None:
    """At any time, of any status."""
    for asked in (Selection(inferred=False), Selection(status="all", as_of="1992", inferred=False)):
        selected = select(graph, asked)
        assert selected.claims
        assert not any(one.inferred for one in selected.claims.values())


def test_a_figure_is_admitted_as_a_claim_is(graph: Graph) -> None:
    """By its status, its period and its source."""
    (claim,) = (one for one in graph.claims.values() if one.relation == KG + "investsIn")
    for asked, admitted in (
        (Selection(), False),
        (Selection(status="proposed"), True),
        (Selection(status="proposed", without=frozenset({LEDGER})), True),
        (Selection(status="proposed", without=frozenset({ALMANAC})), False),
    ):
        assert select(graph, asked).admits(claim) is admitted


def test_a_selection_leaves_the_graph_as_it_was(graph: Graph) -> None:
    """It works on a copy, and the next one begins anew."""
    before, claims = len(graph.store), dict(graph.claims)
    first = said(network(graph, as_of="1985", without=[ALMANAC]))
    assert len(graph.store) == before
    assert graph.claims == claims
    assert said(network(graph, as_of="1985", without=[ALMANAC])) == first


def test_one_selection_may_serve_several_networks(graph: Graph) -> None:
    """Made once, projected often."""
    selected = select(graph, Selection(as_of="1992-08"))
    for layer, level in (("talent", None), ("all", "country")):
        one, other = (
            project(graph, selected, layer, level=level),
            network(graph, layer, level=level, as_of="1992-08"),
        )
        assert nx.utils.graphs_equal(one, other)


def test_a_selection_says_in_words_what_it_is(graph: Graph) -> None:
    """One entry a choice, sorted, in the short forms that people write."""
    asked = Selection("planned, ended", None, "1990:", False, frozenset({LEDGER, ALMANAC}))
    assert select(graph, asked).words() == {
        "status": "ended,planned",
        "as_of": "",
        "period": "1990:",
        "inferred": False,
        "without": "source:almanac-2001,source:ledger-1999",
    }


# Time


@pytest.mark.parametrize(
    ("asked", "span"),
    [
        (Selection(), ("", "")),
        (Selection(as_of="1992"), ("1992-12-31", "1992-12-31")),
        (Selection(as_of="2012-02"), ("2012-02-29", "2012-02-29")),
        (Selection(as_of="1992-08-24"), ("1992-08-24", "1992-08-24")),
        (Selection(period="1992:2017"), ("1992-01-01", "2017-12-31")),
        (Selection(period="1992:1992"), ("1992-01-01", "1992-12-31")),
        (Selection(period="1992-08:"), ("1992-08-01", "")),
        (Selection(period=":1992-02"), ("", "1992-02-29")),
    ],
    ids=lambda value: str(value) if isinstance(value, tuple) else value.period or value.as_of or "always",
)
def test_a_year_is_its_last_day_or_its_whole_span(asked: Selection, span: tuple[str, str]) -> None:
    """As a day it is its end, by which all that it brought has come; as a period it is all of it."""
    assert asked.span() == span


@pytest.mark.parametrize(
    ("period", "there"),
    [
        (":1979", False),
        (":1979-12-31", False),
        (":1980", True),
        ("1979:1980-01-01", True),
        ("1981:1982", True),
        ("1984-06-30:", True),
        ("1984-07:", False),
        ("1984-07-01:1990", False),
        ("1900:2100", True),
    ],
)
def test_a_period_keeps_what_may_hold_at_any_time_in_it(graph: Graph, period: str, there: bool) -> None:
    """Bora Deung studied from 1980 until 30 June 1984; the first and the last day count."""
    assert ("bora-deung studiedAt harbour-university" in short(network(graph, period=period))) is there


@pytest.mark.parametrize("period", [":1066", "1999:", "1992-08-24:1992-08-24"])
def test_a_claim_without_dates_stays_in_every_period(graph: Graph, period: str) -> None:
    """An end that is not known excludes nothing."""
    assert "lighthouse-institute isPartOf ministry-of-lamps" in short(network(graph, period=period))


@pytest.mark.parametrize("day", ["1980", "1984-06-30", "1992-08-24", "1998"])
def test_a_day_is_the_period_that_begins_and_ends_with_it(graph: Graph, day: str) -> None:
    """Both options mean the same where they meet."""
    (last, _) = Selection(as_of=day).span()
    assert said(network(graph, as_of=day)) == said(network(graph, period=f"{last}:{last}"))


def test_a_longer_period_loses_no_stated_claim(graph: Graph) -> None:
    """What may hold in a year may hold in the decade."""
    short_, long = (
        {one.iri for one in select(graph, Selection(period=period)).claims.values() if not one.inferred}
        for period in ("1985:1986", "1980:1999")
    )
    assert short_ < long


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"as_of": "1992", "period": "1992:"}, "give --as-of or --period, not both"),
        ({"period": "1992"}, "period: '1992' is not FROM:UNTIL; write 1992:2017, 1992: or :2017"),
        ({"period": ":"}, "period: ':' is not FROM:UNTIL"),
        ({"period": ""}, "period: '' is not FROM:UNTIL"),
        ({"period": "1992:soon"}, "period: 'soon' is not a date; write 1992, 1992-08 or 1992-08-24"),
        ({"period": "1992:1993:1994"}, "period: '1993:1994' is not a date"),
        ({"period": "1992-02-30:"}, "period: no such date '1992-02-30'"),
        ({"period": "1993:1992-12"}, "period: '1993' comes after '1992-12'"),
        ({"as_of": ""}, "as-of: '' is not a date"),
        ({"status": "planed"}, "unknown status 'planed'; did you mean 'planned'?"),
        (
            {"without": frozenset({SOURCE + "ledger"})},
            "no source 'source:ledger'; did you mean 'source:ledger-1999'?",
        ),
        (
            {"without": frozenset({ID + "westmark"})},
            "no source 'id:westmark'; there are source:almanac-2001, ",
        ),
        ({"without": frozenset("almanac")}, "no source 'a'"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else None,
)
def test_what_does_not_exist_is_said(graph: Graph, asked: dict[str, object], message: str) -> None:
    """A mistyped choice never passes for no choice."""
    with pytest.raises(UsageError) as caught:
        select(graph, Selection(**asked))  # type: ignore[arg-type]
    assert str(caught.value).startswith(message)


# Scenarios


def test_each_scenario_changes_one_thing(graph: Graph) -> None:
    """A source less, or a status more or less; everything else is as asked."""
    asked = Selection(as_of="2000", inferred=False)
    found = dict(scenarios(graph, asked))
    assert {name: (one.status, sorted(one.without)) for name, one in found.items()} == {
        "without Almanac 2001": (None, [ALMANAC]),
        "without Ledger 1999": (None, [LEDGER]),
        "with claimed": ("claimed,ended,established", []),
        "without ended": ("established", []),
        "without established": ("ended", []),
        "with hypothetical": ("ended,established,hypothetical", []),
        "with planned": ("ended,established,planned", []),
        "with proposed": ("ended,established,proposed", []),
    }
    assert {(one.as_of, one.period, one.inferred) for one in found.values()} == {("2000", None, False)}


def test_a_scenario_never_counts_no_status_nor_leaves_a_source_out_twice(graph: Graph) -> None:
    """Where only plans count, they are never taken away."""
    found = dict(scenarios(graph, Selection(status="planned", without=frozenset({LEDGER}))))
    assert sorted(found) == [
        *(f"with {name}" for name in STATUSES if name != "planned"),
        "without Almanac 2001",
        "without rules",
    ]
    assert found["without Almanac 2001"].without == {ALMANAC, LEDGER}
    assert all(LEDGER in one.without for one in found.values())


def test_a_source_of_figures_alone_is_left_out_in_its_turn(project: Project) -> None:
    """A network of figures rests on sources that make no claim."""
    factory.append(project, "sources.csv", id="gazette", short="Gazette", title="Gazette", issued="2002")
    factory.append(project, "passages.csv", id="gazette-1", source="gazette", section="1", locator="p. 1")
    factory.append(
        *(project, "figures/ledger-1999-table-1.csv"),
        measure="indicator:projects-by-partner",
        subject="eastmark",
        partner="westmark",
        printed="7",
        number="7",
        role="part",
        status="established",
        evidence="gazette-1",
    )
    assert "without Gazette" in dict(scenarios(made(project), Selection()))
