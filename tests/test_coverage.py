"""What is covered is counted, and what nobody has claimed anything about is named."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from kg import build, check
from kg.cli import app
from kg.coverage import Coverage, Section, coverage
from kg.project import Project
from kg.store import Store
from kg.vocabulary import compact
from tests import factory


def covered(project: Project) -> Coverage:
    """The coverage of a project's tables as they are now."""
    return coverage(Store(build.quads(build.read(project))))


def figures(project: Project) -> int:
    """The number of rows of the invented world's one table of figures."""
    return len(factory.table(project, "figures/ledger-1999-table-1.csv")) - 1


def names(iris: tuple[str, ...]) -> list[str]:
    """IRIs as a user reads them."""
    return [compact(iri) for iri in iris]


def test_claims_and_figures_are_counted_by_source_and_section(project: Project) -> None:
    """A claim with evidence in two sections counts in both; a name counts in none."""
    sections = {(compact(s.source), s.section): s for s in covered(project).sections}
    assert list(sections) == [
        ("source:almanac-2001", "Fogs"),
        ("source:almanac-2001", "Lamps"),
        ("source:ledger-1999", "§2 Keepers"),
        ("source:ledger-1999", "§3 Counts"),
    ]
    counts = sections["source:ledger-1999", "§3 Counts"]
    assert (counts.passages, counts.claims, counts.figures) == (4, 0, figures(project))
    before = (
        sections["source:almanac-2001", "Fogs"].claims,
        sections["source:ledger-1999", "§2 Keepers"].claims,
    )
    factory.append(
        project, "claims/talent.csv", subject="lan-ta", relation="workedAt", object="foghorn-company",
        status="established", evidence="almanac-2001-2-1; ledger-1999-2-1",
    )  # fmt: skip
    after = {(compact(s.source), s.section): s.claims for s in covered(project).sections}
    assert (
        after["source:almanac-2001", "Fogs"],
        after["source:ledger-1999", "§2 Keepers"],
    ) == (before[0] + 1, before[1] + 1)


def test_a_sentence_without_a_claim_is_silent_even_if_it_prints_a_name(project: Project) -> None:
    """And a passage that not even a name rests on is unused; a whole section is not meant to be used."""
    assert covered(project).silent == covered(project).unused == ()
    rows = factory.table(project, "passages.csv")
    more = [
        ["almanac-2001-3", "almanac-2001", "Isles", "Isles", *[""] * 7],
        ["almanac-2001-3-1", "almanac-2001", "Isles", "Isles ¶1 s1", "1", "1", *[""] * 5],
        ["almanac-2001-3-2", "almanac-2001", "Isles", "Isles ¶1 s2", "1", "2", *[""] * 5],
        ["almanac-2001-fig1", "almanac-2001", "Isles", "Figure 1", "", "", "Figure 1", *[""] * 4],
    ]
    factory.save(project, "passages.csv", [*rows, *more])
    factory.append(
        project, "names.csv", thing="lan-ta", text="L. Ta", language="en", role="as-printed",
        evidence="almanac-2001-3-1",
    )  # fmt: skip
    found = covered(project)
    assert names(found.silent) == ["passage:almanac-2001-3-1", "passage:almanac-2001-3-2"]
    assert names(found.unused) == ["passage:almanac-2001-3-2", "passage:almanac-2001-fig1"]
    said = [str(one) for one in check.check(project).findings if one.rule == "silent-sentence"]
    assert said == [
        f"data/passages.csv:{line}: info: no claim and no figure rests on this sentence [silent-sentence]"
        for line in (len(rows) + 2, len(rows) + 3)
    ]


def test_a_thing_of_which_nothing_is_said_is_idle(project: Project) -> None:
    """Being in the register is not being in a claim; being the partner of a figure is."""
    before = names(covered(project).idle)
    assert "id:outer-isles" not in before
    factory.append(project, "places.csv", id="mist-bay", type="Region", name="Mist Bay")
    assert sorted({*names(covered(project).idle)} - {*before}) == ["id:mist-bay"]
    factory.append(
        project, "claims/knowledge.csv", subject="source:almanac-2001", relation="asserts",
        value="The bay is misty.", about="mist-bay", status="claimed", evidence="almanac-2001-1-1",
    )  # fmt: skip
    assert names(covered(project).idle) == before


def test_a_document_and_a_work_that_nobody_uses_are_uncited(project: Project) -> None:
    """The one needs a claim taken from it, the other a citation."""
    before = names(covered(project).uncited)
    factory.append(project, "works.csv", id="on-haze", title="On Haze")
    factory.append(project, "sources.csv", id="gazette", short="Gazette", title="Gazette of the isles")
    assert sorted({*names(covered(project).uncited)} - {*before}) == ["id:on-haze", "source:gazette"]


def test_figures_are_counted_by_table(project: Project) -> None:
    """Also where there is none."""
    factory.append(project, "figures.csv", id="empty", title="Nothing", source="ledger-1999")
    counts = {compact(iri): number for iri, number in covered(project).tables}
    assert counts == {"dataset:empty": 0, "dataset:ledger-1999-table-1": figures(project)}


def test_nothing_is_covered_by_nothing() -> None:
    """And nothing is missing from it."""
    assert coverage(Store(())) == Coverage((), (), (), (), (), ())
    assert Section("a", "b", 1, 0, 0) < Section("a", "c", 1, 0, 0)


@pytest.mark.parametrize("whole", [True, False])
def test_the_report_ends_with_the_coverage_unless_it_is_about_one_table(whole: bool, world: Project) -> None:
    """Its last line is the sum."""
    arguments = [] if whole else ["talent.csv"]
    root = str(world.root)
    shown = CliRunner().invoke(app, ["check", *arguments, "--project", root, "--fail-on", "never"])
    assert shown.exit_code == 0
    assert ("figures" in shown.stdout) is whole
    assert ("sources never cited: " in shown.stdout) is whole
    assert " rows, " in shown.stdout.splitlines()[-1]


def test_programs_read_the_coverage_as_json(world: Project) -> None:
    """Findings, sums and coverage are one object; the other formats hold the findings."""
    root = str(world.root)
    shown = CliRunner().invoke(app, ["check", "--project", root, "-F", "json", "--fail-on", "never"])
    report = json.loads(shown.stdout)
    assert list(report) == ["findings", "rows", "triples", "shapes", "documents", "coverage"]
    assert report["documents"] == []
    assert report["coverage"]["figures_by_table"] == {"dataset:ledger-1999-table-1": figures(world)}
    assert report["coverage"]["sections"][1]["section"] == "Lamps"
    rows = CliRunner().invoke(app, ["check", "--project", root, "-F", "csv", "--fail-on", "never"])
    assert rows.stdout.splitlines()[0] == "rule,severity,file,line,column,message"
