"""Tables: what is wrong with a row is one line; nothing hides anything else, and nothing is built of it."""

# ruff: noqa: E501 - each finding stands here as the user sees it
from __future__ import annotations

import pytest
from typer.testing import CliRunner

from kg.build import build
from kg.cli import app
from kg.errors import FindingsError
from kg.ontology import Ontology
from kg.project import Project
from tests.factory import append, change, few_rules, findings, table

TALENT = "claims/talent.csv"


def test_the_invented_world_has_rows_in_every_table_and_no_finding(
    project: Project, ontology: Ontology
) -> None:
    """Otherwise the findings of the other tests would prove nothing."""
    files = [project.name(path).removeprefix("data/") for path in project.tables("**/*.csv")]
    assert len(files) >= 16
    assert all(len(table(project, file)) >= 2 for file in files)
    assert findings(project, ontology) == []


@pytest.mark.parametrize(
    ("file", "cells", "line"),
    [
        (
            "actors.csv",
            {"id": "foghorn-company", "type": "Company", "name": "Another"},
            "data/actors.csv:13: id: id 'foghorn-company' stands already at data/actors.csv:3 [duplicate-id]",
        ),
        (
            "actors.csv",
            {"id": "bora-deung", "type": "Person", "name": "Another"},
            "data/people.csv:2: id: id 'bora-deung' stands already at data/actors.csv:13 [duplicate-id]",
        ),
        (
            "passages.csv",
            {"id": "ledger-1999-2-1", "source": "ledger-1999", "section": "s", "locator": "l"},
            "data/passages.csv:12: id: id 'ledger-1999-2-1' stands already at data/passages.csv:6 [duplicate-id]",
        ),
        (
            TALENT,
            {"subject": "lan-ta", "relation": "founded", "object": "foghorn-company", "from_": "1986", "status": "claimed", "evidence": "ledger-1999-2-2"},
            "data/claims/talent.csv:10: the same row stands already at data/claims/talent.csv:7 [duplicate-row]",
        ),
        (
            "names.csv",
            {"thing": "bora-deung", "text": "Deung Bora", "language": "ko-Latn", "role": "romanised", "note": "again"},
            "data/names.csv:11: the same row stands already at data/names.csv:3 [duplicate-row]",
        ),
    ],
)  # fmt: skip
def test_what_stands_twice_is_told_with_both_places(
    file: str, cells: dict[str, str], line: str, project: Project, ontology: Ontology
) -> None:
    """An id is unique in all tables; a claim is the same if who says what since when and where is."""
    append(project, file, **cells)
    assert findings(project, ontology) == [line]


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        ({}, None),
        ({"object": "", "value": "", "relation": "asserts"}, "object: fill exactly one of object and value [one-of]"),
        ({"object": "on-fog", "relation": "asserts"}, "object: fill exactly one of object and value [one-of]"),
        ({"relation": "founded"}, "relation: 'founded' belongs in data/claims/talent.csv [layer]"),
        ({"about": "idea:brain-drain; nobody"}, "about: 'nobody' is unknown [reference]"),
        ({"evidence": "almanac-2001-2-2; almanac-2001-9-9"}, "evidence: 'almanac-2001-9-9' is unknown; did you mean 'almanac-2001-2-2'? [reference]"),
    ],
)  # fmt: skip
def test_a_claim_has_an_object_or_a_value_and_stands_in_the_file_of_its_layer(
    cells: dict[str, str], line: str | None, project: Project, ontology: Ontology
) -> None:
    """Line 2 of the knowledge claims asserts a sentence."""
    change(project, "claims/knowledge.csv", 2, **cells)
    assert findings(project, ontology) == ([f"data/claims/knowledge.csv:2: {line}"] if line else [])


def test_a_file_of_claims_that_is_no_layer_says_where_each_row_belongs(
    project: Project, ontology: Ontology
) -> None:
    """One finding a row, because rows are what must be moved."""
    (project.data / TALENT).rename(project.data / "claims" / "careers.csv")
    assert findings(project, ontology)[0] == (
        "data/claims/careers.csv:2: relation: 'studiedAt' belongs in data/claims/talent.csv [layer]"
    )
    assert len(findings(project, ontology)) == 8


def planted(project: Project) -> list[str]:
    """Mistakes in four files; the lines that tell of them, in their order."""
    change(project, "actors.csv", 10, wikidata="P1", country="Westmark")
    change(project, "claims/funding.csv", 3, amount="1,5", until="2011-02-30")
    (project.data / "names.csv").write_bytes(b"\xef\xbb\xbf" + (project.data / "names.csv").read_bytes())
    (project.data / "zoo.csv").touch()
    return [
        "data/actors.csv:10: country: 'Westmark' is unknown; did you mean 'westmark'? [reference]",
        "data/actors.csv:10: wikidata: 'P1' is no wikidata: write it like 'Q884' [identifier]",
        "data/claims/funding.csv:3: amount: '1,5' is not a plain number; write 4135 or 0.82 [number]",
        "data/claims/funding.csv:3: until: no such date '2011-02-30' [date]",
        "data/names.csv:1: byte-order mark; save as UTF-8 without one [byte-order-mark]",
        "data/zoo.csv: no [[table]] of data/tables.toml reads this file [unknown-file]",
    ]


def test_all_findings_of_all_files_are_told_together_and_sorted(project: Project, ontology: Ontology) -> None:
    """Forty bad rows give forty lines, not the first."""
    lines = planted(project)
    assert findings(project, ontology) == lines


def test_nothing_is_written_when_there_is_a_finding(project: Project) -> None:
    """An earlier graph stays as it was, byte for byte."""
    build(project)
    before = project.graph.read_bytes()
    lines = planted(project)
    with pytest.raises(FindingsError) as caught:
        build(project)
    assert [str(finding) for finding in caught.value.findings] == lines
    assert project.graph.read_bytes() == before
    assert sorted(path.name for path in project.build.iterdir()) == ["graph.nq", "graph.sha256"]


def test_the_command_line_shows_every_finding_and_ends_with_1(project: Project) -> None:
    """On stderr, with a last line that says what came of it; stdout stays empty, and there is no graph."""
    lines = planted(project)
    result = CliRunner().invoke(app, ["build", "--project", str(project.root)])
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.splitlines() == [*lines, "kg: 6 findings; nothing was written"]
    assert not project.build.exists()


def test_the_command_line_checks_what_could_be_read_and_ends_with_1(project: Project) -> None:
    """`kg check` goes on to the graph, whatever an id, a language or a status looks like."""
    change(project, "actors.csv", 11, id="Old <Pilots>")
    change(project, "claims/talent.csv", 3, status="plan\n\x1b[31m")
    change(project, "names.csv", 4, language="Traditional Chinese")
    few_rules(project)
    result = CliRunner().invoke(app, ["check", "-C", str(project.root)])
    assert result.exit_code == 1
    assert result.stdout.splitlines()[:3] == [
        "data/actors.csv:11: id: 'Old <Pilots>': write it like 'ge-li': small letters, digits and single hyphens [slug]",
        "data/claims/talent.csv:3: status: control character U+001B [control-character]",
        "data/names.csv:4: language: 'Traditional Chinese' is no language tag; write ko, zh-Hans or ko-Latn [language]",
    ]
