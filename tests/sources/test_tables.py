"""Tables: what is wrong with a row, a header or a whole file, each as one line; nothing hides anything else."""

# ruff: noqa: E501 - each finding stands here as the user sees it
from __future__ import annotations

import shutil
import pytest
from typer.testing import CliRunner

from kg.build import build
from kg.cli import app
from kg.errors import FindingsError
from kg.ontology import Ontology
from kg.project import Project
from tests.factory import append, change, findings, replace, save, table

TALENT = "claims/talent.csv"
HEADER = "subject,relation,object,value,about,qualification,field,mode,amount,unit,bound,from,until,status,evidence,note"


def test_the_invented_world_has_rows_in_every_table_and_no_finding(
    project: Project, ontology: Ontology
) -> None:
    """Otherwise the findings of the other tests would prove nothing."""
    files = [project.name(path).removeprefix("data/") for path in project.tables("**/*.csv")]
    assert len(files) == 16
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


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("lan-ta,founded", "data/claims/talent.csv:10: 2 columns where the header has 16 [columns]"),
        ("lan-ta" + "," * 16, "data/claims/talent.csv:10: 17 columns where the header has 16 [columns]"),
        ("", "data/claims/talent.csv:10: 0 columns where the header has 16 [columns]"),
        ('lan-ta,"founded', "data/claims/talent.csv:10: unexpected end of data [csv]"),
        ('lan-ta,"founded" it', """data/claims/talent.csv:10: ',' expected after '"' [csv]"""),
    ],
)  # fmt: skip
def test_a_row_that_is_not_cut_like_the_header_is_one_finding(
    row: str, line: str, project: Project, ontology: Ontology
) -> None:
    """Its cells are not guessed at."""
    path = project.data / TALENT
    path.write_text(path.read_text(encoding="utf-8") + row + "\n", encoding="utf-8")
    assert findings(project, ontology) == [line]


@pytest.mark.parametrize(
    ("header", "what"),
    [
        (HEADER.replace("object", "objekt"), "unknown column 'objekt'; did you mean 'object'?"),
        (HEADER.replace("object,", ""), "column 'object' is missing"),
        (HEADER.replace(",note", ""), "column 'note' is missing"),
        (HEADER + ",colour", "unknown column 'colour'"),
        (HEADER + ",note", "column 'note' stands where none belongs"),
        (HEADER.replace("relation,object", "object,relation"), "column 'object' stands where relation belongs"),
        (HEADER.replace(",from", ", from"), "unknown column ' from'; did you mean 'from'?"),
        (HEADER.upper(), "unknown column 'SUBJECT'"),
        (HEADER.replace(",", ";"), f"unknown column '{HEADER.replace(',', ';')}'"),
        ("", "column 'subject' is missing"),
    ],
)  # fmt: skip
def test_a_header_that_is_not_the_one_declared_is_one_finding(
    header: str, what: str, project: Project, ontology: Ontology
) -> None:
    """It says what is wrong first, and then how it should be."""
    replace(project, TALENT, HEADER, header)
    assert findings(project, ontology) == [
        f"data/claims/talent.csv:1: {what}; the header is {HEADER} [header]"
    ]


def test_an_empty_file_lacks_its_first_column(project: Project, ontology: Ontology) -> None:
    """A file without a row but with its header is fine."""
    (project.data / TALENT).write_bytes(b"")
    assert findings(project, ontology) == [
        f"data/claims/talent.csv:1: column 'subject' is missing; the header is {HEADER} [header]"
    ]
    (project.data / TALENT).write_text(HEADER + "\n", encoding="utf-8")
    assert findings(project, ontology) == []


def test_a_file_that_no_layout_reads_and_one_that_is_not_there_are_findings(
    project: Project, ontology: Ontology
) -> None:
    """A misspelt name is both at once."""
    (project.data / "instruments.csv").rename(project.data / "instrument.csv")
    shutil.copy(project.data / "names.csv", project.data / "figures" / "more.CSV")
    found = findings(project, ontology)
    assert found[0].startswith("data/claims/cooperation.csv:2: object: 'lamp-agreement' is unknown")
    assert found[-2:] == [
        "data/instrument.csv: no [[table]] of data/tables.toml reads this file [unknown-file]",
        "data/instruments.csv: no such table [missing-file]",
    ]


def test_a_file_of_figures_belongs_to_the_dataset_of_its_name(project: Project, ontology: Ontology) -> None:
    """One finding for the file, not one for each of its rows; a name with a space breaks nothing."""
    (project.data / "figures" / "ledger-1999-table-1.csv").rename(project.data / "figures" / "my table.csv")
    assert findings(project, ontology) == [
        "data/figures/my table.csv: 'dataset:my table' is unknown [reference]"
    ]
    (project.data / "figures" / "my table.csv").rename(project.data / "figures" / "ledger-1999-table-2.csv")
    assert findings(project, ontology) == [
        "data/figures/ledger-1999-table-2.csv: 'dataset:ledger-1999-table-2' is unknown; did you mean 'dataset:ledger-1999-table-1'? [reference]"
    ]


MARK = "byte-order mark; save as UTF-8 without one [byte-order-mark]"


@pytest.mark.parametrize(
    ("encoding", "line"),
    [
        ("utf-8-sig", f"data/places.csv:1: {MARK}"),
        ("utf-16", f"data/places.csv:1: {MARK}"),
        ("utf-16-be", "data/places.csv:1: unknown column"),
        ("cp949", "data/places.csv:2: byte 0xB5 is not UTF-8; save as UTF-8 [encoding]"),
        ("gb18030", "data/places.csv:2: byte 0x81 is not UTF-8; save as UTF-8 [encoding]"),
        ("latin-1", "data/places.csv:9: byte 0xE9 is not UTF-8; save as UTF-8 [encoding]"),
    ],
)
def test_another_encoding_is_one_finding_and_not_hundreds_of_unknown_references(
    encoding: str, line: str, project: Project, ontology: Ontology
) -> None:
    """The rows of the file are still known to the other tables."""
    append(project, "places.csv", id="cafe", type="City", name="Café")
    path = project.data / "places.csv"
    text = path.read_text(encoding="utf-8")
    if encoding == "cp949":
        text = text.replace("é", "").translate(
            {ord(letter): "가" for letter in "东标国西外岛北海岸灯湾塔园码头市"}
        )
    if encoding == "latin-1":
        text = "".join(letter for letter in text if ord(letter) < 256)
    path.write_bytes(text.encode(encoding))
    found = findings(project, ontology)
    if encoding == "utf-16-be":
        assert [one for one in found if one.startswith(line)]
    else:
        assert found == [line]


def test_a_cell_of_several_lines_leaves_the_line_numbers_right(project: Project, ontology: Ontology) -> None:
    """A row is named by its first line; U+2028, form feeds and the like end no line of a file."""
    change(project, "places.csv", 3, note="one\ntwo\n\nthree")
    change(project, "places.csv", 5, note="a\u2028b\u2029c")
    change(project, "places.csv", 6, note="form\x0cfeed\x1cand\x85more")
    change(project, "places.csv", 8, name_ko="=SUM(A1)")
    assert findings(project, ontology) == [
        "data/places.csv:9: note: control character U+000C [control-character]",
        "data/places.csv:11: name_ko: '=SUM(A1)' looks like a formula; a cell may not begin with = [formula]",
    ]


def test_line_ends_of_windows_are_as_good_as_others(project: Project, ontology: Ontology) -> None:
    """Only inside a cell a carriage return is a control character."""
    path = project.data / "places.csv"
    change(project, "places.csv", 8, name="")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert findings(project, ontology) == ["data/places.csv:8: name: empty; every row needs one [needed]"]
    change(project, "places.csv", 8, name="Quay Town", note="two\nlines")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert findings(project, ontology) == [
        "data/places.csv:8: note: control character U+000D [control-character]"
    ]


def test_a_cell_of_more_than_131_072_characters_is_a_finding(project: Project, ontology: Ontology) -> None:
    """Python's reader stops there; it is most likely a quotation mark that was not closed."""
    save(project, "names.csv", [*table(project, "names.csv"), ["x" * 131_073, *[""] * 5]])
    assert findings(project, ontology) == ["data/names.csv:11: field larger than field limit (131072) [csv]"]


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
        f"data/names.csv:1: {MARK}",
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
    assert [path.name for path in project.build.iterdir()] == ["graph.nq", "graph.sha256"]


def test_the_command_line_shows_every_finding_and_ends_with_1(project: Project) -> None:
    """On stderr, with a last line that says what came of it; stdout stays empty, and there is no graph."""
    lines = planted(project)
    result = CliRunner().invoke(app, ["build", "--project", str(project.root)])
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.splitlines() == [*lines, "kg: 6 findings; nothing was written"]
    assert not project.build.exists()


def test_the_command_line_checks_what_could_be_read_and_ends_with_1(project: Project) -> None:
    """`kg check` reports the same findings, for programs too, and stops for none of them."""
    change(project, "actors.csv", 11, id="Old <Pilots>")
    change(project, "names.csv", 4, language="Traditional Chinese")
    change(project, "claims/talent.csv", 2, status="plan\n\x1b[31m")
    result = CliRunner().invoke(app, ["check", "-C", str(project.root)])
    assert result.exit_code == 1
    assert result.stdout.splitlines()[:3] == [
        "data/actors.csv:11: id: 'Old <Pilots>': write it like 'ge-li': small letters, digits and single hyphens [slug]",
        "data/claims/talent.csv:2: status: control character U+001B [control-character]",
        "data/names.csv:4: language: 'Traditional Chinese' is no language tag; write ko, zh-Hans or ko-Latn [language]",
    ]
