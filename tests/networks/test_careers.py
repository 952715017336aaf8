"""Careers as the claims tell them: of the invented world claim by claim, of the real one as it is printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from kg.analytics.circulation import KINDS, classify, return_rate
from kg.analytics.flows import flows
from kg.analytics.intervals import Interval
from kg.analytics.moves import moves
from kg.analytics.spells import Career, Spell, When, stages
from kg.claim import Claim
from kg.graph import Graph
from kg.networks.accounts import Account, comparison
from kg.networks.careers import careers
from kg.vocabulary import PREFIXES, compact


def facts(graph: Graph) -> dict[str, Claim]:
    """The claims that are facts."""
    return {name: one for name, one in graph.claims.items() if one.status in graph.ontology.factual}


def short(iri: str | None) -> str:
    """An IRI without its beginning."""
    return "?" if iri is None else compact(iri).rpartition(":")[2]


def career(graph: Graph, who: str, claims: Mapping[str, Claim] | None = None) -> Career:
    """The career of one person or group."""
    found = careers(graph, facts(graph) if claims is None else claims)
    (one,) = [one for one in found if short(one.who) == who]
    return one


def changed(graph: Graph, who: str, relation: str, **values: str) -> dict[str, Claim]:
    """The facts, with other values in the one claim of `who` and `relation`."""
    (one,) = [
        one
        for one in facts(graph).values()
        if short(one.subject) == who and short(one.relation) == relation and not one.inferred
    ]
    return {**facts(graph), one.iri: replace(one, **values)}


def told(one: Career) -> list[str]:
    """The spells in short words: step, stage, country and place."""
    return [
        f"{number or '-'} {short(spell.stage)} {short(spell.country)} {short(spell.at)}"
        for number, spell in stages(one)
    ]


def crossings(one: Career) -> list[str]:
    """The moves in short words."""
    return [
        f"{short(move.origin)} > {short(move.destination)}{' (implied)' * move.implied}"
        for move in moves(one)
    ]


@pytest.fixture(scope="module")
def people(real: Graph) -> dict[str, Career]:
    """The careers of the documents, by the last part of their IRIs."""
    return {short(one.who): one for one in careers(real, facts(real))}


@pytest.fixture(scope="module")
def accounts(real: Graph) -> dict[str, Account]:
    """The comparison of the documents, with every statement, by country."""
    found = comparison(careers(real, facts(real)), facts(real), real.claims)
    return {short(account.country): account for account in found}


# The invented world #############################################################################


def test_every_person_has_a_career_and_if_nothing_is_told_an_empty_one(graph: Graph) -> None:
    """In order; who wrote on fog has no spell, and is the denominator's."""
    found = careers(graph, facts(graph))
    assert [(short(one.who), len(one.spells)) for one in found] == [
        *(("bora-deung", 2), ("ida-quill", 0), ("keepers-who-came-home", 1), ("lan-ta", 2), ("otto-lens", 0)),
    ]


def test_a_career_is_read_from_claims_and_what_the_ontology_says_of_their_relations(graph: Graph) -> None:
    """Stage, order, country, days, home and evidence; the country of the register is not asked."""
    one = career(graph, "bora-deung")
    study, back = sorted(one.spells, key=lambda spell: spell.order or 0)
    claims = {short(claim.relation): claim.iri for claim in facts(graph).values() if claim.subject == one.who}
    assert (one.homes, one.size) == ((PREFIXES["id"] + "eastmark",), Interval(1, 1))
    assert one.home_evidence == (claims["returnedTo"],)
    assert study == Spell(
        country=PREFIXES["id"] + "westmark",
        stage=PREFIXES["stage"] + "education",
        order=1,
        start=When(date(1980, 1, 1), date(1980, 12, 31)),
        end=When(date(1984, 6, 30), date(1984, 6, 30)),
        at=PREFIXES["id"] + "harbour-university",
        evidence=(claims["studiedAt"],),
    )
    assert (back.homecoming, back.start, back.end) == (
        True,
        When(date(1990, 5, 1), date(1990, 5, 31)),
        When(),
    )
    assert crossings(one) == ["eastmark > westmark (implied)", "westmark > eastmark"]


def test_only_the_claims_that_are_given_count(graph: Graph) -> None:
    """What is merely claimed makes no career, unless it is asked for; and a coast lies in two countries."""
    assert told(career(graph, "keepers-who-came-home")) == ["1 training westmark quay-town"]
    wider = career(graph, "keepers-who-came-home", graph.claims)
    assert told(wider) == [
        "1 training westmark quay-town",
        "2 recruitment eastmark museum-of-fog",
        "2 return eastmark northern-coast",
        "2 return westmark northern-coast",
    ]
    assert [short(home) for home in wider.homes] == ["eastmark", "westmark"]
    assert careers(graph, {}) == tuple(
        replace(one, spells=(), homes=(), home_evidence=()) for one in careers(graph, facts(graph))
    )


def test_a_fact_was_true_when_its_source_was_written(graph: Graph) -> None:
    """So it began by then; the past was over, the present was not; of a plan nothing of that is known."""
    issued = date(2001, 3, 31)
    (training,) = career(graph, "keepers-who-came-home").spells
    assert (training.start, training.end) == (When(None, issued), When(None, issued))
    venture = next(spell for spell in career(graph, "lan-ta").spells if short(spell.stage) == "venture")
    assert (venture.start, venture.end) == (
        When(date(1986, 1, 1), date(1986, 12, 31)),
        When(date(1999, 12, 31)),
    )
    planned = changed(graph, "lan-ta", "founded", status=PREFIXES["status"] + "planned")
    ended = changed(graph, "lan-ta", "founded", status=PREFIXES["status"] + "ended")
    (plan,) = [spell for spell in career(graph, "lan-ta", planned).spells if short(spell.stage) == "venture"]
    (past,) = [spell for spell in career(graph, "lan-ta", ended).spells if short(spell.stage) == "venture"]
    assert (plan.end, past.end) == (When(), When(None, date(1999, 12, 31)))


def test_a_group_came_from_a_year_on_and_a_person_in_it(graph: Graph) -> None:
    """The printed year is that of the first; the last came before the source was written."""
    dated = changed(graph, "keepers-who-came-home", "trainedIn", since="1995")
    (spell,) = career(graph, "keepers-who-came-home", dated).spells
    assert spell.start == When(date(1995, 1, 1), date(2001, 3, 31))


@pytest.mark.parametrize(
    ("amount", "unit", "bound", "size"),
    [
        ("12", "unit:person", "", Interval(12, 12)),
        ("24", "unit:person", "bound:at-least", Interval(24)),
        ("500", "unit:person", "bound:more-than", Interval(501)),
        ("40", "unit:person", "bound:up-to", Interval(2, 40)),
        ("40", "unit:person", "bound:less-than", Interval(2, 39)),
        ("700", "unit:person", "bound:about", Interval(2)),
        ("8", "unit:year", "", Interval(2)),
        ("12.5", "unit:person", "", Interval(2)),
        ("1", "unit:person", "", Interval(2)),
        ("", "", "", Interval(2)),
    ],
)
def test_the_size_of_a_group_is_what_is_stated_within_what_a_group_can_be(
    amount: str, unit: str, bound: str, size: Interval, graph: Graph
) -> None:
    """About 700 may be more or fewer; a number of years is none of people; and a group of one is a slip."""
    full = {name: PREFIXES[name] for name in ("unit", "bound")}
    iris = [full[word.partition(":")[0]] + word.partition(":")[2] if word else "" for word in (unit, bound)]
    claims = changed(graph, "keepers-who-came-home", "trainedIn", amount=amount, unit=iris[0], bound=iris[1])
    assert career(graph, "keepers-who-came-home", claims).size == size


@pytest.mark.parametrize(
    ("other", "size"), [("30", Interval(24, 30)), ("24", Interval(24, 24)), ("10", Interval(2))]
)
def test_two_stated_sizes_limit_each_other_unless_they_contradict(
    other: str, size: Interval, graph: Graph
) -> None:
    """At least 24 and at most 30; where one must be wrong, either may be right."""
    words = {"unit": PREFIXES["unit"] + "person"}
    claims = changed(
        graph,
        "keepers-who-came-home",
        "trainedIn",
        amount="24",
        bound=PREFIXES["bound"] + "at-least",
        **words,
    )
    (one,) = [claim for claim in claims.values() if claim.amount == "24"]
    second = replace(one, iri=one.iri + "x", amount=other, bound=PREFIXES["bound"] + "up-to")
    assert career(graph, "keepers-who-came-home", {**claims, second.iri: second}).size == size


def test_moves_between_named_countries_are_those_of_the_rule(graph: Graph, real: Graph) -> None:
    """In both worlds; only what has no name, or follows from a home, is ours alone."""
    for world in (graph, real):
        rows = world.store.select(
            "SELECT ?who ?from ?to { ?move a kg:Move ; kg:mover ?who ; kg:origin ?from ; kg:destination ?to }"
        )
        derived = {tuple(row[name].value for name in ("who", "from", "to")) for row in rows}
        found = {
            (one.who, move.origin, move.destination)
            for one in careers(world, facts(world))
            for move in moves(one)
            if move.origin and move.destination and not move.implied
        }
        assert found == derived
        assert derived


# The documents ##################################################################################


def test_groups_of_unnamed_people_are_as_large_as_the_documents_say(people: dict[str, Career]) -> None:
    """Dozens are two dozen or more, more than 500 are 501 or more, and some are two or more."""
    sizes = {who: str(one.size) for who, one in people.items() if one.spells and one.size != Interval(1, 1)}
    assert sizes == {
        "indian-returnee-engineers": "≥ 2",
        "korean-returnee-scientists": "≥ 24",
        "korean-scientists-in-us-companies": "≥ 501",
        "members-of-academic-side-societies": "700",
        "returned-experts": "≥ 2",
        "stepi-colleagues": "≥ 2",
        "stepi-researchers": "≥ 2",
        "taiwanese-and-indian-businessmen": "≥ 2",
        "taiwanese-returnees": "≥ 2",
        "us-trained-scientists-of-wuxi": "≥ 101",
        "wuxi-research-staff": "3,230",
    }


def test_the_documents_tell_of_returnees_of_emigrants_and_of_argonauts(people: dict[str, Career]) -> None:
    """What the text says of each, and nothing that it does not: whether Ge Li came home is not printed."""
    kinds = {
        who: [kind for kind, answer in classify(one).items() if answer]
        for who, one in people.items()
        if any(classify(one).values())
    }
    assert kinds == {
        "indian-returnee-engineers": ["returnee"],
        "korean-returnee-scientists": ["returnee"],
        "korean-scientists-in-us-companies": ["leaver"],
        "returned-experts": ["returnee"],
        "taiwanese-and-indian-businessmen": ["argonaut"],
        "taiwanese-returnees": ["returnee"],
        "us-trained-scientists-of-wuxi": ["returnee"],
    }
    assert classify(people["ge-li"]) == {**dict.fromkeys(KINDS), "circulator": False}


def test_homes_are_those_that_the_text_tells_of(people: dict[str, Career]) -> None:
    """Not the country in which the register lists people: that of the emigrants is where they work."""
    assert {who: [short(home) for home in one.homes] for who, one in people.items() if one.homes} == {
        "indian-returnee-engineers": ["india"],
        "korean-returnee-scientists": ["south-korea"],
        "korean-scientists-in-us-companies": ["south-korea"],
        "returned-experts": ["south-korea"],
        "taiwanese-and-indian-businessmen": ["india", "taiwan"],
        "taiwanese-returnees": ["taiwan"],
        "us-trained-scientists-of-wuxi": ["china"],
    }


def test_moves_as_the_documents_tell_them(people: dict[str, Career]) -> None:
    """From the United States, or from abroad without a name; who is in two countries at once did not move."""
    assert {who: crossings(one) for who, one in people.items() if moves(one)} == {
        "ge-li": ["united-states > china"],
        "indian-returnee-engineers": ["india > ? (implied)", "? > india"],
        "kim-seok-hyeon": ["united-states > south-korea"],
        "korean-returnee-scientists": [
            "south-korea > united-states (implied)",
            "united-states > south-korea",
        ],
        "korean-scientists-in-us-companies": ["south-korea > united-states (implied)"],
        "returned-experts": ["south-korea > ? (implied)", "? > south-korea"],
        "taiwanese-returnees": ["taiwan > united-states (implied)", "united-states > taiwan"],
        "us-trained-scientists-of-wuxi": ["china > united-states (implied)", "united-states > china"],
    }
    _, back = moves(people["korean-returnee-scientists"])
    assert back.when == When(date(2005, 1, 1), date(2011, 2, 17))


def test_the_matrix_of_the_documents(people: dict[str, Career]) -> None:
    """At least 24 came back to Korea, at least 501 left it; of two groups nobody names from where."""
    matrix = flows(people.values())
    assert {f"{short(a)} > {short(b)}": str(count) for (a, b), count in matrix.cells.items()} == {
        "china > united-states": "≥ 101",
        "india > ?": "≥ 2",
        "south-korea > united-states": "≥ 501",
        "south-korea > ?": "≥ 2",
        "taiwan > united-states": "≥ 2",
        "united-states > china": "≥ 101",
        "united-states > south-korea": "≥ 24",
        "united-states > taiwan": "≥ 2",
        "? > india": "≥ 2",
        "? > south-korea": "≥ 2",
    }
    assert {short(country): str(balance.net) for country, balance in matrix.balances.items()} == {
        "china": "0–1",
        "india": "0",
        "south-korea": "≤ -500",
        "taiwan": "0",
        "united-states": "≥ 499",
    }
    base = matrix.base
    assert base is not None
    assert (base.asked, base.told, base.moved, base.home_unknown, base.order_open) == (72, 16, 8, 10, 1)


def test_whoever_is_only_proposed_is_nobody_yet(people: dict[str, Career]) -> None:
    """Workers are to be sent overseas; nobody has been."""
    assert "korean-workers-sent-overseas" not in people
    assert "experienced-overseas-professionals" in people


def test_rates_of_return_are_told_with_what_they_are_made_of(people: dict[str, Career]) -> None:
    """All Taiwanese of whom the text tells came back; of the Koreans nobody can say."""
    found = {
        name: return_rate(people.values(), PREFIXES["id"] + name)
        for name in ("taiwan", "south-korea", "united-states")
    }
    assert {name: str(rate) for name, rate in found.items()} == {
        "taiwan": "100%",
        "south-korea": "0%–100%",
        "united-states": "None",
    }
    korea = found["south-korea"]
    assert korea is not None
    assert (str(korea.numerator), str(korea.denominator)) == ("≥ 24", "≥ 525")


def test_four_countries_side_by_side(accounts: dict[str, Account]) -> None:
    """Whose people they are, where they were, what they did at home, and where it is printed."""
    found = {
        country: {
            short(story.career.who): (
                story.at_home,
                sorted({short(spell.at) for spell in story.abroad}),
                sorted({short(spell.at) for spell in story.here}),
            )
            for story in account.stories
        }
        for country, account in accounts.items()
    }
    businessmen = "taiwanese-and-indian-businessmen"
    assert list(found) == ["china", "india", "south-korea", "taiwan"]
    assert found["taiwan"] == {
        businessmen: (None, ["india", "united-states"], ["taiwan"]),
        "taiwanese-returnees": (True, ["silicon-valley"], ["hsinchu-science-park", "taiwan"]),
    }
    assert found["india"] == {
        "indian-returnee-engineers": (True, [], ["india"]),
        businessmen: (None, ["taiwan", "united-states"], ["india"]),
    }
    assert found["china"] == {
        "ge-li": (None, ["columbia-university", "pharmacopeia"], ["wuxi-pharmatech"]),
        "us-trained-scientists-of-wuxi": (True, ["united-states"], ["china", "wuxi-pharmatech"]),
    }
    assert list(found["south-korea"]) == [
        *("kim-seok-hyeon", "korean-returnee-scientists", "korean-scientists-in-us-companies"),
        "returned-experts",
    ]
    assert {country: (str(account.returned), str(account.away)) for country, account in accounts.items()} == {
        "china": ("≥ 101", "0"),
        "india": ("≥ 2", "0"),
        "south-korea": ("≥ 24", "≥ 501"),
        "taiwan": ("≥ 2", "0"),
    }


def test_an_account_names_its_passages(accounts: dict[str, Account]) -> None:
    """Every one on which a spell or the home rests."""
    (returnees,) = [
        story for story in accounts["taiwan"].stories if short(story.career.who) == "taiwanese-returnees"
    ]
    assert [spot.locator for spot in returnees.evidence] == ["New argonauts ¶1 s2"]


def test_that_korea_brought_in_fewer_is_told_of_all_three_countries(accounts: dict[str, Account]) -> None:
    """The text compares Korea with China and India, not Taiwan; its status says that it is an opinion."""
    spot = "Transnational knowledge communities in Korea ¶1 s3"
    judged = {
        country: [
            short(claim.status)
            for claim in account.statements
            if spot in [place.locator for place in claim.evidence] and len(claim.about) == 5
        ]
        for country, account in accounts.items()
    }
    assert judged == {"china": ["claimed"], "india": ["claimed"], "south-korea": ["claimed"], "taiwan": []}


def test_statements_concern_people_and_come_in_the_order_of_their_places(
    accounts: dict[str, Account],
) -> None:
    """Not whatever else is said of the countries; without other statements only facts are looked through."""
    assert {country: len(account.statements) for country, account in accounts.items()} == {
        **{"china": 2, "india": 5, "south-korea": 6, "taiwan": 4},
    }
    for account in accounts.values():
        places = [claim.evidence for claim in account.statements]
        assert places == sorted(places)


def test_by_default_statements_are_those_among_the_claims(real: Graph) -> None:
    """Facts only, if only facts are given."""
    found = comparison(careers(real, facts(real)), facts(real))
    assert {short(claim.status) for account in found for claim in account.statements} == {"established"}
    assert comparison([], {}) == ()
