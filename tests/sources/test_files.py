"""Files of tables: headers, encodings, ends of lines and strays; each mistake is one line."""

# ruff: noqa: E501 - each finding stands here as the user sees it
from __future__ import annotations

import shutil

import pytest

from kg.ontology import Ontology
from kg.project import Project
from tests.factory import append, change, findings, replace, save, table

TALENT = "claims/talent.csv"
HEADER = "subject,relation,object,value,about,qualification,field,mode,amount,unit,bound,from,until,status,evidence,note"


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
    strange = "no [[table]] of data/tables.toml reads this file [unknown-file]"
    found = [line for line in findings(project, ontology) if not line.endswith("[reference]")]
    assert found == [
        f"data/figures/more.CSV: {strange}",
        f"data/instrument.csv: {strange}",
        "data/instruments.csv: no such table [missing-file]",
    ]


def test_a_file_of_figures_belongs_to_the_dataset_of_its_name(project: Project, ontology: Ontology) -> None:
    """One finding for the file, not one for each of its rows; a name with a space breaks nothing."""
    folder = project.data / "figures"
    (folder / "ledger-1999-table-1.csv").rename(folder / "my table.csv")
    assert findings(project, ontology) == ["data/figures/my table.csv: no dataset 'my table' [reference]"]
    (folder / "my table.csv").rename(folder / "ledger-1999-table-2.csv")
    assert findings(project, ontology) == [
        "data/figures/ledger-1999-table-2.csv: no dataset 'ledger-1999-table-2'; did you mean 'ledger-1999-table-1'? [reference]"
    ]


MARK = "byte-order mark; save as UTF-8 without one [byte-order-mark]"


@pytest.mark.parametrize(
    ("encoding", "line"),
    [
        ("utf-8-sig", f"data/places.csv:1: {MARK}"),
        ("utf-16", f"data/places.csv:1: {MARK}"),
        ("utf-16-be", "data/places.csv:1: unknown column"),
        ("cp949", "data/places.csv:2: byte 0xB5 is not UTF-8; save as UTF-8 [encoding]"),
        ("gb18030", "data/places.csv:2: byte 0x82 is not UTF-8; save as UTF-8 [encoding]"),
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
        text = "".join(letter if ord(letter) < 256 else "x" for letter in text)
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
