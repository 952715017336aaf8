"""What the rules find in the two documents: every finding was read against the text, none may be added."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg.audit import Contradiction, audit
from kg.findings import Severity
from kg.graph import Graph
from kg.vocabulary import PREFIXES, compact
from tests.audits.pages import RULES

with (Path(__file__).parent / "expected.csv").open(encoding="utf-8", newline="") as stream:
    EXPECTED = [(row["rule"], row["severity"], row["arithmetic"]) for row in csv.DictReader(stream)]


@pytest.fixture(scope="module")
def findings(real: Graph) -> tuple[Contradiction, ...]:
    """All findings in the repository's own tables."""
    return audit(real)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_finds_what_the_documents_hold_and_no_more(
    rule: str, findings: tuple[Contradiction, ...]
) -> None:
    """A false alarm fails as a miss does."""
    got = sorted((one.rule, str(one.severity), one.arithmetic) for one in findings if one.rule == rule)
    assert got == sorted(row for row in EXPECTED if row[0] == rule)


def test_the_worst_come_first(findings: tuple[Contradiction, ...]) -> None:
    """And there are enough of them to be worth reading."""
    assert len(findings) == len(EXPECTED) >= 30
    grades = [one.severity for one in findings]
    assert grades == sorted(grades, reverse=True)


def test_every_finding_says_where(findings: tuple[Contradiction, ...]) -> None:
    """The first side always has a place; the others too, unless they are a work or a source."""
    for one in findings:
        assert one.one.places, one.arithmetic
        for side in one.others:
            assert side.places or side.iri.startswith((PREFIXES["id"], PREFIXES["source"])), side


@pytest.mark.parametrize(
    ("figure", "rule"),
    [
        (("indicator:cases-by-partner-and-mode", "244"), "parts-against-total"),
        (("indicator:cases-by-partner-and-mode", "59"), "parts-against-total"),
        (("indicator:net-sales", "$5.3 billion"), "cannot-both-hold"),
        (("indicator:international-projects", "414"), "parts-beyond-the-whole"),
        (("indicator:international-cases", "294"), "one-series-for-two-things"),
        (("indicator:international-project-share", "24.6%"), "one-series-for-two-things"),
    ],
)
def test_a_contradicted_figure_is_marked_as_disputed(real: Graph, figure: tuple[str, str], rule: str) -> None:
    """In the graph itself, with the rule and the reckoning."""
    (row,) = real.store.select(
        f"SELECT ?figure {{ ?figure kg:measure {figure[0]} ; kg:printed '{figure[1]}' }}"
    )
    assert rule in {dispute.rule for dispute in real.disputes[row["figure"].value]}


def test_claims_that_repeat_a_disputed_figure_are_disputed_too(real: Graph) -> None:
    """As are those that a comparison contradicts; a tie of ranks or a spelling disputes nothing."""
    claims = {name: real.claims[name] for name in real.disputes if name in real.claims}
    said = {(compact(claim.relation), compact(claim.object), claim.value[:30]) for claim in claims.values()}
    assert ("kg:participatesIn", "id:korea-china-annual-joint-projects", "") in said
    assert ("kg:asserts", "", "Japan, South Korea, the United") in said
    assert ("kg:asserts", "", "More than half of all internat") in said
    assert ("kg:asserts", "", "Korea mostly backs projects th") in said
    rules = {dispute.rule for disputes in real.disputes.values() for dispute in disputes}
    slight = {row[0] for row in EXPECTED if row[1] == str(Severity.INFO)}
    assert rules & slight == set()
