"""Claims as values, read from the graph: stated, inferred, and figures read as claims."""

from __future__ import annotations

import pytest

from kg import claim
from kg.claim import Claim, Passage
from kg.graph import Graph
from kg.project import Project
from kg.store import Store
from kg.vocabulary import PREFIXES
from tests import factory
from tests.networks.made import made

ID, KG, STATUS, SOURCE = (PREFIXES[name] for name in ("id", "kg", "status", "source"))


def one(found: dict[str, Claim], subject: str, relation: str) -> Claim:
    """The only claim of a subject with a relation."""
    (result,) = (
        each for each in found.values() if each.subject == ID + subject and each.relation.endswith(relation)
    )
    return result


# Stated and inferred


def test_a_claim_is_what_its_row_says(graph: Graph) -> None:
    """Every column, with the days that bound its dates, and the place where it is printed."""
    found = one(graph.claims, "bora-deung", "#studiedAt")
    assert found == Claim(
        iri=found.iri,
        subject=ID + "bora-deung",
        relation=KG + "studiedAt",
        object=ID + "harbour-university",
        value="",
        status=STATUS + "established",
        layer=PREFIXES["layer"] + "talent",
        qualification="PhD",
        since="1980",
        until="1984-06-30",
        earliest="1980-01-01",
        latest="1984-06-30",
        fields=(PREFIXES["field"] + "marine-science",),
        evidence=(Passage(PREFIXES["passage"] + "ledger-1999-2-1", SOURCE + "ledger-1999", "§2 ¶1 s1"),),
    )
    assert not found.inferred


def test_an_opinion_has_a_value_and_what_it_is_about(graph: Graph) -> None:
    """Instead of an object."""
    (found,) = (each for each in graph.claims.values() if each.relation == KG + "asserts")
    assert (found.object, found.value) == ("", "Fog is one reason why keepers come home.")
    assert found.about == (PREFIXES["idea"] + "brain-circulation", ID + "keepers-who-came-home")


def test_an_inference_has_a_rule_and_premises_and_no_evidence(graph: Graph) -> None:
    """Its grounds are the claims that the premises name."""
    found = one(graph.claims, "lan-ta", "#isTiedTo")
    assert found.inferred
    assert found.rule == PREFIXES["rule"] + "tied-to-country"
    assert found.evidence == ()
    assert [each.iri for each in found.grounds] == list(found.premises)
    assert {each.relation for each in found.grounds} == {KG + "founded", KG + "workedAt"}


def test_a_stated_claim_rests_on_nothing_but_its_evidence(graph: Graph) -> None:
    """It has grounds only where it has a rule."""
    for found in graph.claims.values():
        assert bool(found.grounds) is bool(found.premises) is found.inferred
        assert not any(each.inferred for each in found.grounds)


def test_the_grounds_of_an_inference_from_an_inference_are_stated(project: Project) -> None:
    """The laboratory is part of the institute, that of the ministry, that of the government: three claims."""
    factory.append(
        *(project, "claims/governance.csv"),
        subject="ministry-of-lamps",
        relation="isPartOf",
        object="eastmark-government",
        status="established",
        evidence="almanac-2001-1-1",
    )
    found = made(project).claims
    (whole,) = (
        each
        for each in found.values()
        if (each.subject, each.object) == (ID + "lens-laboratory", ID + "eastmark-government")
    )
    assert any(found[name].inferred for name in whole.premises)
    assert sorted(each.subject.removeprefix(ID) for each in whole.grounds) == [
        *("lens-laboratory", "lighthouse-institute", "ministry-of-lamps"),
    ]


def test_premises_that_go_round_in_a_circle_end(project: Project) -> None:
    """Two that are part of each other are a mistake of the data, and none that stops the reader."""
    for part, whole in (("museum-of-fog", "society-of-keepers"), ("society-of-keepers", "museum-of-fog")):
        factory.append(
            *(project, "claims/governance.csv"),
            subject=part,
            relation="isPartOf",
            object=whole,
            status="established",
            evidence="almanac-2001-1-1",
        )
    for part, whole in (("museum-of-fog", "tower-of-glass"), ("tower-of-glass", "old-pilots-guild")):
        factory.append(
            *(project, "claims/governance.csv"),
            subject=part,
            relation="isPartOf",
            object=whole,
            status="established",
            evidence="ledger-1999-2-1",
        )
    found = made(project).claims
    round_ = {
        name for each in found.values() if each.inferred for name in each.premises if found[name].inferred
    }
    assert round_
    for each in found.values():
        assert bool(each.grounds) is each.inferred
        assert not any(ground.inferred for ground in each.grounds)


def test_claims_come_in_the_order_of_their_iris(graph: Graph) -> None:
    """Whatever the order of the quads."""
    assert list(graph.claims) == sorted(graph.claims)
    backwards = claim.read(Store(reversed(list(graph.store))))
    assert list(backwards.items()) == list(graph.claims.items())


# Figures


def test_a_figure_of_one_with_another_is_read_as_a_claim(graph: Graph) -> None:
    """The measure relates them, by the number as printed and as it counts, in its cell of its table."""
    (figure,) = (each for each in claim.figures(graph.store).values() if each.value == "1,204")
    assert figure == Claim(
        iri=figure.iri,
        subject=ID + "eastmark",
        relation=PREFIXES["indicator"] + "international-projects",
        object=ID + "westmark",
        value="1,204",
        status=STATUS + "established",
        layer="",
        amount="1204",
        unit=PREFIXES["unit"] + "project",
        since="1998",
        until="1998",
        earliest="1998-01-01",
        latest="1998-12-31",
        evidence=(
            Passage(
                PREFIXES["passage"] + "ledger-1999-tab1-r1-c1",
                SOURCE + "ledger-1999",
                "Table 1, row 1, column 1",
            ),
        ),
    )
    assert figure.iri.startswith(PREFIXES["figure"])
    assert not figure.inferred


def test_only_figures_with_a_partner_are_ties(graph: Graph) -> None:
    """Not the total of a country alone, nor the growth of an institute; a cell without a number is one."""
    found = claim.figures(graph.store)
    assert sorted((each.object.removeprefix(ID), each.value, each.amount) for each in found.values()) == [
        ("outer-isles", "-", ""),
        ("westmark", "1,204", "1204"),
        ("westmark", "97.10%", "97.1"),
    ]


def test_a_bound_and_a_status_stay_with_the_figure(graph: Graph) -> None:
    """About 97.10 per cent is not 97.10 per cent."""
    (share,) = (each for each in claim.figures(graph.store).values() if each.value == "97.10%")
    assert (share.bound, share.status) == (PREFIXES["bound"] + "about", STATUS + "established")


@pytest.mark.parametrize(
    ("period", "earliest", "latest"),
    [
        ("2015", "2015-01-01", "2015-12-31"),
        ("2015-02", "2015-02-01", "2015-02-28"),
        ("2015-02-03", "2015-02-03", "2015-02-03"),
        ("1995-1998", "", ""),
        ("1992 to 2017", "", ""),
        ("until 2015", "", ""),
        ("", "", ""),
    ],
)
def test_a_period_that_is_a_date_has_bounds(
    project: Project, period: str, earliest: str, latest: str
) -> None:
    """Whatever else a table calls a period is kept as printed, and excludes nothing."""
    factory.change(project, "figures/ledger-1999-table-1.csv", 2, period=period)
    (found,) = (each for each in claim.figures(made(project).store).values() if each.value == "1,204")
    assert (found.since, found.until) == (period, period)
    assert (found.earliest, found.latest) == (earliest, latest)


def test_a_figure_printed_twice_is_one(project: Project) -> None:
    """With two places."""
    factory.replace(
        project,
        "figures/ledger-1999-table-1.csv",
        "established,ledger-1999-tab1-r1-c1,",
        "established,ledger-1999-tab1-r1-c1; almanac-2001-1-1,",
    )
    found = claim.figures(made(project).store)
    (figure,) = (each for each in found.values() if each.value == "1,204")
    assert [place.locator for place in figure.evidence] == ["Lamps ¶1 s1", "Table 1, row 1, column 1"]


def test_every_figure_of_the_real_tables_has_its_cell(real: Graph) -> None:
    """In the order of their IRIs, each with one subject, one partner, one measure."""
    found = claim.figures(real.store)
    assert len(found) > 100
    assert list(found) == sorted(found)
    assert {iri == each.iri for iri, each in found.items()} == {True}
    assert all(each.evidence and each.object and each.subject and each.value for each in found.values())
