"""The check: rows, graph and ontology in one report; the invented world is green."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.check import Report, check
from kg.cli import app
from kg.errors import ProjectError, UsageError
from kg.findings import Finding, Severity
from kg.project import Project
from tests.factory import ONE_RULE, change, few_rules, own_ontology, plant_places, table

TALENT, FIGURES = "data/claims/talent.csv", "data/figures/ledger-1999-table-1.csv"


@pytest.fixture(scope="module")
def report(world: Project) -> Report:
    """The report on the invented world, with every shape that there is."""
    return check(world)


@pytest.fixture
def places(tmp_path: Path) -> Project:
    """A project of places only, with two rules, because all of them take seconds."""
    found = plant_places(tmp_path / "places")
    few_rules(found)
    return found


def planted(project: Project) -> list[str]:
    """Mistakes that no single cell shows, and the lines that tell of them."""
    change(project, "claims/talent.csv", 2, until="1970")
    change(project, "claims/talent.csv", 3, subject="westmark")
    change(project, "claims/talent.csv", 4, about="idea:brain-drain")
    change(project, "claims/funding.csv", 4, unit="unit:usd")
    change(project, "claims/cooperation.csv", 6, object="", value="in a programme")
    change(project, "names.csv", 2, evidence="")
    change(project, "figures/ledger-1999-table-1.csv", 4, number="")
    change(project, "figures/ledger-1999-table-1.csv", 5, base="")
    change(project, "figures/ledger-1999-table-1.csv", 6, period="the nineties")
    return [
        "data/claims/cooperation.csv:6: relation [value-relation]",
        "data/claims/funding.csv:4 [amount-missing]",
        f"{TALENT}:2: earliest [dates-in-order]",
        f"{TALENT}:3 [unfit-subject]",
        f"{TALENT}:4: relation [about-relation]",
        f"{FIGURES}:4 [number-missing]",
        f"{FIGURES}:5 [base-missing]",
        f"{FIGURES}:6: period [period]",
        "data/names.csv:2 [as-printed-evidence]",
    ]


def short(findings: Sequence[Finding]) -> list[str]:
    """Where each finding is and which rule it breaks; the words are the shapes' own."""
    return [f"{finding.place} [{finding.rule}]" for finding in findings]


def test_the_invented_world_is_green(report: Report, world: Project) -> None:
    """And the report says how much was looked at, so that an empty check cannot pass for a good one."""
    assert [str(finding) for finding in report.findings] == []
    files = [path.relative_to(world.data).as_posix() for path in world.tables("**/*.csv")]
    assert report.rows == sum(len(table(world, file)) - 1 for file in files) > 90
    assert report.shapes > 40
    assert report.triples > 4000
    assert report.seconds > 0


def test_what_the_shapes_find_points_to_the_file_and_line_of_the_row(project: Project) -> None:
    """In the order of files and lines; what only a warning is says so."""
    (own_ontology(project) / "shapes" / "ontology.ttl").write_text(ONE_RULE, encoding="utf-8")
    lines = planted(project)
    findings = check(project).findings
    assert short(findings) == lines
    warnings = [finding for finding in findings if finding.severity < Severity.ERROR]
    assert short(warnings) == [f"{FIGURES}:5 [base-missing]"]


def test_a_row_that_breaks_a_rule_of_the_tables_does_not_hide_those_of_the_graph(places: Project) -> None:
    """Both kinds of findings stand in one report."""
    change(places, "places.csv", 2, note="a remark", iso_code="xe")
    assert [str(finding) for finding in check(places).findings] == [
        "data/places.csv:2: iso_code: 'xe' does not match [A-Z]{2}(-[A-Z0-9]{1,3})? [pattern]",
        "data/places.csv:2: note: warning: a country has a note [silence]",
    ]


def test_a_file_that_is_named_keeps_only_its_own_findings(project: Project) -> None:
    """By its path in the project, or by its name alone."""
    few_rules(project)
    change(project, "places.csv", 2, note="a remark")
    change(project, "names.csv", 2, role="")
    kept = {name: short(check(project, [name]).findings) for name in ("data/places.csv", "names.csv")}
    assert kept == {
        "data/places.csv": ["data/places.csv:2: note [silence]"],
        "names.csv": ["data/names.csv:2: role [needed]"],
    }


def test_a_file_that_is_no_table_is_refused_with_the_nearest(places: Project) -> None:
    """Rather than green, as if it had been checked."""
    with pytest.raises(UsageError) as caught:
        check(places, ["data/place.csv"])
    assert str(caught.value) == "no table 'data/place.csv'; did you mean 'data/places.csv'?"


@pytest.mark.parametrize(("level", "code"), [("error", 0), ("warning", 1), ("never", 0)])
def test_the_exit_code_says_whether_a_finding_is_bad_enough(level: str, code: int, places: Project) -> None:
    """The finding is shown in any case."""
    change(places, "places.csv", 2, note="a remark")
    result = CliRunner().invoke(app, ["check", "-C", str(places.root), "--fail-on", level])
    assert result.exit_code == code
    assert result.stdout.startswith("data/places.csv:2: note: warning: a country has a note [silence]\n")


def test_an_unknown_level_is_refused(places: Project) -> None:
    """With those that there are."""
    result = CliRunner().invoke(app, ["check", "-C", str(places.root), "--fail-on", "sometimes"])
    assert result.exit_code == 2
    assert result.stderr == "kg: unknown level 'sometimes'; use error, warning or never\n"


def test_a_rule_of_the_ontology_is_checked_as_well(places: Project) -> None:
    """Here the only rule for ourselves is one that nothing keeps."""
    shape = ONE_RULE.replace("sh:nodeKind sh:IRI", 'sh:nodeKind sh:Literal ; sh:name "never"')
    (places.ontology / "shapes" / "ontology.ttl").write_text(shape, encoding="utf-8")
    assert short(check(places).findings) == ["https://w3id.org/argonauts/ontology [never]"]


@pytest.mark.parametrize("name", ["data.ttl", "ontology.ttl"])
def test_without_shapes_there_is_no_green_check(name: str, places: Project) -> None:
    """An empty file of shapes would let everything pass."""
    (places.ontology / "shapes" / name).write_text("", encoding="utf-8")
    with pytest.raises(ProjectError, match=r": no sh:NodeShape to check with$"):
        check(places)
