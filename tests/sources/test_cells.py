"""Cells: one wrong cell gives one finding, which names its file, line and column, and what to write."""

# ruff: noqa: E501 - each finding stands here as the user sees it
from __future__ import annotations

import pytest

from kg.ontology import Ontology
from kg.project import Project
from kg.sources.cells import text_problem
from tests.factory import change, findings

TALENT, PLACES, NAMES = "data/claims/talent.csv", "data/places.csv", "data/names.csv"
WORKS, FIGURES = "data/works.csv", "data/figures/ledger-1999-table-1.csv"

#: What is typed into a cell, and the one finding that it gives, which says which cell it was.
WRONG = {
    "reference": [
        ("harbor-university", f"{TALENT}:2: object: 'harbor-university' is unknown; did you mean 'harbour-university'? [reference]"),
        ("zzz", f"{TALENT}:2: object: 'zzz' is unknown [reference]"),
        ("등대연구소", f"{TALENT}:2: object: '등대연구소' is unknown [reference]"),
        ("field:marine-sciences", f"{TALENT}:2: field: 'field:marine-sciences' is unknown; did you mean 'field:marine-science'? [reference]"),
        ("marine-science", f"{TALENT}:2: field: 'marine-science' is unknown; did you mean 'field:marine-science'? [reference]"),
        ("mode:outsourcing", f"{TALENT}:2: field: 'mode:outsourcing' is unknown [reference]"),
        ("nobody:knows", f"{TALENT}:2: object: 'nobody:knows' is unknown [reference]"),
        ("field:marine-science;field:medicine", f"{TALENT}:2: field: 'field:marine-science;field:medicine' is unknown; did you mean 'field:marine-science'? [reference]"),
        ("westmark; eastmrak", f"{PLACES}:5: within: 'eastmrak' is unknown; did you mean 'eastmark'? [reference]"),
        ("foghorn-company", f"{PLACES}:6: within: 'foghorn-company' is not one of kg:Place [reference]"),
        ("lamp-bay", "data/actors.csv:2: country: 'lamp-bay' is not one of kg:Country, kg:CountryGroup [reference]"),
        ("plan", f"{TALENT}:2: status: 'plan' is unknown; did you mean 'planned'? [reference]"),
        ("Established", f"{TALENT}:2: status: 'Established' is unknown; did you mean 'established'? [reference]"),
        ("almanac-2001-1-3", f"{TALENT}:2: evidence: 'almanac-2001-1-3' is unknown; did you mean 'almanac-2001-1-2'? [reference]"),
        ("ledger-2000", "data/passages.csv:2: source: 'ledger-2000' is unknown; did you mean 'ledger-1999'? [reference]"),
    ],
    "class and relation": [
        ("Villages", f"{PLACES}:6: type: unknown class 'Villages' [reference]"),
        ("Citi", f"{PLACES}:6: type: unknown class 'Citi'; did you mean 'City'? [reference]"),
        ("kg:City", f"{PLACES}:6: type: unknown class 'kg:City'; did you mean 'City'? [reference]"),
        ("Company", f"{PLACES}:6: type: unknown class 'Company' [reference]"),
        ("studiesAt", f"{TALENT}:2: relation: unknown relation 'studiesAt'; did you mean 'studiedAt'? [reference]"),
        ("friendOf", f"{TALENT}:2: relation: unknown relation 'friendOf' [reference]"),
        ("evidence", f"{TALENT}:2: relation: unknown relation 'evidence' [reference]"),
        ("leads", f"{TALENT}:2: relation: 'leads' belongs in data/claims/governance.csv [layer]"),
    ],
    "date": [
        ("2011-02-30", f"{TALENT}:2: from: no such date '2011-02-30' [date]"),
        ("1992-00", f"{TALENT}:2: from: no such date '1992-00' [date]"),
        ("c. 1980", f"{TALENT}:2: from: 'c. 1980' is not a date; write 1992, 1992-08 or 1992-08-24 [date]"),
        ("1980-1984", f"{TALENT}:2: until: '1980-1984' is not a date; write 1992, 1992-08 or 1992-08-24 [date]"),
        ("1987년", f"{WORKS}:2: issued: '1987년' is not a date; write 1992, 1992-08 or 1992-08-24 [date]"),
    ],
    "number": [
        (number, f"{FIGURES}:2: number: '{number}' is not a plain number; write 4135 or 0.82 [number]")
        for number in ["1,5", "1,204", "NaN", "Infinity", "1e5", "1_000", "１２", "٣", "1.2.3", "five", "0x10", "1/2"]
    ],
    "language": [
        (tag, f"{NAMES}:4: language: '{tag}' is no language tag; write ko, zh-Hans or ko-Latn [language]")
        for tag in ["z h", "zh_Hant", "Traditional Chinese", "中文", "zh-", "traditionalchinese"]
    ],
    "identifier": [
        ("0zzzzzz03", "data/actors.csv:7: ror: '0zzzzzz03' is no ror: check digit does not fit [identifier]"),
        ("https://ror.org/0zzzzzz02", "data/actors.csv:7: ror: 'https://ror.org/0zzzzzz02' is no ror: write it like '05a28rw58' [identifier]"),
        ("0000-0001-2345-6780", "data/people.csv:2: orcid: '0000-0001-2345-6780' is no orcid: check digit does not fit [identifier]"),
        ("Q0", "data/actors.csv:9: wikidata: 'Q0' is no wikidata: write it like 'Q884' [identifier]"),
        ("doi:10.5555/keepers", f"{WORKS}:3: doi: 'doi:10.5555/keepers' is no doi: write it like '10.1000/182' [identifier]"),
        ("xe", f"{PLACES}:2: iso_code: 'xe' does not match [A-Z]{{2}}(-[A-Z0-9]{{1,3}})? [pattern]"),
        ("Old Pilots", "data/actors.csv:11: id: 'Old Pilots': write it like 'ge-li': small letters, digits and single hyphens [slug]"),
        ("old/<pilots>", "data/actors.csv:11: id: 'old/<pilots>': write it like 'ge-li': small letters, digits and single hyphens [slug]"),
    ],
    "needed": [
        ("", f"{TALENT}:2: evidence: empty; every row needs one [needed]"),
        ("", f"{TALENT}:2: status: empty; every row needs one [needed]"),
        ("", f"{TALENT}:2: subject: empty; every row needs one [needed]"),
        ("", f"{TALENT}:2: relation: empty; every row needs one [needed]"),
        ("", f"{PLACES}:4: name: empty; every row needs one [needed]"),
        ("", f"{NAMES}:4: language: empty; every row needs one [needed]"),
        ("", "data/passages.csv:2: locator: empty; every row needs one [needed]"),
        ("", f"{FIGURES}:3: printed: empty; every row needs one [needed]"),
        ("", "data/actors.csv:11: id: empty; every row needs one [needed]"),
    ],
    "object or value": [
        ("", f"{TALENT}:2: object: fill exactly one of object and value [one-of]"),
    ],
    "formula": [
        ("=1+1", f"{PLACES}:4: note: '=1+1' looks like a formula; a cell may not begin with = [formula]"),
        ("@SUM(A1)", f"{PLACES}:4: note: '@SUM(A1)' looks like a formula; a cell may not begin with @ [formula]"),
        ("+cmd", f"{PLACES}:4: note: '+cmd' looks like a formula; a cell may not begin with + [formula]"),
        ("-cmd", f"{PLACES}:4: note: '-cmd' looks like a formula; a cell may not begin with - [formula]"),
        ("-2+3+cmd|' /C calc'!A0", f"{PLACES}:4: note: '-2+3+cmd|' /C calc'!' looks like a formula; a cell may not begin with - [formula]"),
        ("+1*HYPERLINK(A1)", f"{PLACES}:4: note: '+1*HYPERLINK(A1)' looks like a formula; a cell may not begin with + [formula]"),
        ("＝1+1", f"{PLACES}:4: note: '＝1+1' looks like a formula; a cell may not begin with ＝ [formula]"),
        ("=dog", f"{TALENT}:2: object: '=dog' looks like a formula; a cell may not begin with = [formula]"),
    ],
    "white space": [
        (" no list", f"{PLACES}:4: note: white space around 'no list' [white-space]"),
        ("no list ", f"{PLACES}:4: note: white space around 'no list' [white-space]"),
        ("no list\n", f"{PLACES}:4: note: white space around 'no list' [white-space]"),
        ("\tno list", f"{PLACES}:4: note: white space around 'no list' [white-space]"),
        ("\u3000바깥 섬들", f"{PLACES}:4: name_ko: white space around '바깥 섬들' [white-space]"),
        ("\xa0", f"{PLACES}:4: note: white space around '' [white-space]"),
        ("harbour-university ", f"{TALENT}:2: object: white space around 'harbour-university' [white-space]"),
    ],
    "control character": [
        ("a\x00b", f"{PLACES}:4: note: control character U+0000 [control-character]"),
        ("a\x1b[31mb", f"{PLACES}:4: note: control character U+001B [control-character]"),
        ("a\x85b", f"{PLACES}:4: note: control character U+0085 [control-character]"),
        ("a\x7fb", f"{PLACES}:4: note: control character U+007F [control-character]"),
        ("a\uffffb", f"{PLACES}:4: note: control character U+FFFF [control-character]"),
    ],
}  # fmt: skip
CASES = [
    pytest.param(cell, line, id=f"{kind}-{cell!r}-{line.split(':')[2].strip()}")
    for kind, cases in WRONG.items()
    for cell, line in cases
]


@pytest.mark.parametrize(("cell", "line"), CASES)
def test_one_wrong_cell_gives_exactly_one_finding(
    cell: str, line: str, project: Project, ontology: Ontology
) -> None:
    """The finding says where the cell is, so the test plants it there."""
    file, number, column = (part.strip() for part in line.split(":")[:3])
    change(project, file.removeprefix("data/"), int(number), **{column: cell})
    assert findings(project, ontology) == [line]


#: What looks strange, and is what statistics print or people write.
RIGHT = [
    "-", "–", "−3.5", "-3.5", "+3.5", "-3.5%", "-1,204", "-.5", "−", "+", "－", "n.a.", "R&D", "<b>bold</b>",
    '"quoted"', "it's", "a, b; c", "a = b", "x@example.org", "tab\tinside", "two\nlines", "line\u2028separator",
    "\u202eright to left\u202c", "\ufeffmark", "zero\u200bwidth", "👩‍🔬🗼", "등대 灯塔 маяк", "é", "e\u0301", "\U000e0001",
]  # fmt: skip


@pytest.mark.parametrize("cell", RIGHT, ids=ascii)
def test_what_only_looks_strange_is_no_finding(cell: str, project: Project, ontology: Ontology) -> None:
    """The tables repeat what is printed, so they must be able to hold it."""
    change(project, "places.csv", 4, note=cell, name_ko=cell)
    assert findings(project, ontology) == []


def test_the_class_of_a_row_may_be_any_below_the_one_of_its_table(
    project: Project, ontology: Ontology
) -> None:
    """A table of actors holds companies; a subclass needs no column of its own."""
    change(project, "actors.csv", 3, type="Organisation")
    assert findings(project, ontology) == []


@pytest.mark.parametrize("cell", ["id:eastmark; westmark", "westmark; id:eastmark; outer-isles"])
def test_a_reference_may_be_written_with_its_prefix(cell: str, project: Project, ontology: Ontology) -> None:
    """A bare word is short for the prefix that the column declares."""
    change(project, "places.csv", 5, within=cell)
    assert findings(project, ontology) == []


@pytest.mark.parametrize(
    ("cell", "line"),
    [
        ("eastmark;  westmark", "data/places.csv:5: within: ' westmark' is unknown; did you mean 'westmark'? [reference]"),
        ("eastmark; ; westmark", "data/places.csv:5: within: '' is unknown [reference]"),
        ("eastmark, westmark", "data/places.csv:5: within: 'eastmark, westmark' is unknown; did you mean 'westmark'? [reference]"),
    ],
)  # fmt: skip
def test_several_values_are_separated_by_a_semicolon_and_one_space(
    cell: str, line: str, project: Project, ontology: Ontology
) -> None:
    """And by nothing else, so that every table looks the same."""
    change(project, "places.csv", 5, within=cell)
    assert findings(project, ontology) == [line]


def test_a_cell_has_at_most_one_finding(project: Project, ontology: Ontology) -> None:
    """Of several values that are wrong, the first is told."""
    change(project, "places.csv", 5, within="nowhere; nobody")
    assert findings(project, ontology) == ["data/places.csv:5: within: 'nowhere' is unknown [reference]"]


@pytest.mark.parametrize(
    ("file", "line", "column"), [("actors.csv", 2, "existence"), ("people.csv", 2, "existence")]
)
def test_an_empty_status_of_existence_means_established(
    file: str, line: int, column: str, project: Project, ontology: Ontology
) -> None:
    """Which is why the column may be empty, unlike the status of a claim."""
    change(project, file, line, **{column: ""})
    assert findings(project, ontology) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("=x", "formula"),
        (" =x", "white-space"),
        ("=x\x00", "formula"),
        ("x\x00", "control-character"),
        ("", None),
    ],
)
def test_of_several_things_wrong_with_a_text_the_first_is_told(text: str, rule: str | None) -> None:
    """White space, then formulas, then control characters."""
    problem = text_problem(text)
    assert (problem and problem[0]) == rule
