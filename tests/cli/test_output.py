"""Whatever a cell holds stays text: in tables, CSV, JSON and Markdown, and on the screen."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.build import build
from kg.cli.output import rows
from kg.project import Project
from tests import factory
from tests.cli.conftest import Invoke

FORMATS = ["table", "csv", "tsv", "json", "ndjson", "md"]
HOSTILE = [
    "a|b",
    "a\\|b",
    "<script>alert(1)</script>",
    "<b>bold</b> &amp; [link](javascript:alert(1))",
    "[red]rich[/red] [link=http://x]markup[/link]",
    'say "hello", twice',
    "one, two; three",
    "tab\there",
    "back\\slash",
    "`code` *bold* _it_",
    "{{ template }} {% raw %}",
    "한국 中国 ¶ – …",
    "e\u0301 \U0001f3ee",
    "\u202eright to left",
    "' OR 1=1 --",
    "--------",
    "| --- |",
]
texts = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
tables = st.integers(1, 4).flatmap(
    lambda width: st.tuples(
        st.lists(texts.filter(bool), min_size=width, max_size=width, unique=True),
        st.lists(st.lists(texts, min_size=width, max_size=width), max_size=4),
    )
)


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        ("csv", "name,number\nLan Ta,1.5\n등보라,20\nnobody,\n"),
        ("tsv", "name\tnumber\nLan Ta\t1.5\n등보라\t20\nnobody\t\n"),
        ("md", "| name | number |\n| --- | --- |\n| Lan Ta | 1.5 |\n| 등보라 | 20 |\n| nobody |  |\n"),
        (
            "ndjson",
            '{"name": "Lan Ta", "number": 1.5}\n{"name": "등보라", "number": 20}\n'
            '{"name": "nobody", "number": null}\n',
        ),
    ],
)
def test_a_table_in_each_format(format: str, expected: str) -> None:
    """Numbers stay numbers, nothing stays nothing."""
    assert rows(["name", "number"], [["Lan Ta", 1.5], ["등보라", 20], ["nobody", None]], format) == expected


def test_numbers_stand_below_each_other() -> None:
    """To the right, and words to the left."""
    assert rows(["name", "number"], [["Lan Ta", 1.5], ["Bora Deung", 20]], "table") == (
        "name         number\n───────────────────\nLan Ta          1.5\nBora Deung       20\n"
    )


def test_letters_twice_as_wide_are_counted_twice() -> None:
    """Columns of Korean and Chinese stand straight on a terminal."""
    lines = rows(["name", "x"], [["한국", "1"], ["abcd", "2"]], "table").splitlines()
    assert lines[2:] == ["한국   1", "abcd   2"]


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_table_has_its_header(format: str) -> None:
    """In every format that has one."""
    found = rows(["name", "number"], [], format)
    if format in {"json", "ndjson"}:
        assert found == {"json": "[]\n", "ndjson": ""}[format]
    else:
        assert "name" in found.splitlines()[0]
        assert "number" in found.splitlines()[0]


@given(tables)
def test_what_is_written_as_csv_and_json_reads_back_the_same(
    table: tuple[list[str], list[list[str]]],
) -> None:
    """Any text, also quotes, commas and line separators."""
    columns, cells = table
    for format, delimiter in (("csv", ","), ("tsv", "\t")):
        text = rows(columns, cells, format)
        assert list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)) == [columns, *cells]
    objects = [dict(zip(columns, row, strict=True)) for row in cells]
    assert json.loads(rows(columns, cells, "json")) == objects
    assert [json.loads(line) for line in rows(columns, cells, "ndjson").split("\n") if line] == objects


@given(tables)
def test_a_table_for_the_eye_has_a_line_a_row(table: tuple[list[str], list[list[str]]]) -> None:
    """No text breaks out of its line, neither in Markdown nor in aligned columns."""
    columns, cells = table
    for format in ("md", "table"):
        assert rows(columns, cells, format).count("\n") == len(cells) + 2


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_shows_the_text_and_not_what_it_could_mean(text: str) -> None:
    """No tag, no more cells than there are columns."""
    *_, line = rows(["a", "b"], [[text, "end"]], "md").splitlines()
    assert "<" not in line
    unescaped = line.replace("\\\\", "").replace("\\|", "")
    assert unescaped.count("|") == 3


@pytest.mark.parametrize("text", HOSTILE)
def test_an_aligned_table_shows_the_text_as_it_is(text: str) -> None:
    """Brackets are not markup, and nothing is coloured."""
    *_, line = rows(["a"], [[text]], "table").splitlines()
    assert line.split() == text.split()


@pytest.mark.parametrize("text", ["two\nlines", "two\r\nlines", "two\u2028lines", "two\x0blines"])
def test_line_breaks_become_spaces_for_the_eye_and_stay_for_programs(text: str) -> None:
    """A cell is a cell."""
    for format in ("md", "table"):
        assert "two lines" in rows(["a"], [[text]], format)
    assert list(csv.reader(io.StringIO(rows(["a"], [[text]], "csv"), newline="")))[1] == [text]
    assert json.loads(rows(["a"], [[text]], "json")) == [{"a": text}]


def test_a_long_cell_is_never_cut() -> None:
    """Where nobody watches, a table is as wide as it needs to be."""
    assert "길" * 3000 in rows(["a"], [["길" * 3000]], "table")


def test_hostile_names_stay_text_in_every_command(project: Project, invoke: Invoke) -> None:
    """From the cell of a table to each kind of output."""
    name = '<img src=x onerror=alert(1)> [red]|"\\ {{ 1 }}'
    factory.change(project, "people.csv", 4, name=name)
    build(project)
    assert name in kg.open(project.root).names.labels["https://w3id.org/argonauts/id/lan-ta"].values()

    def printed(*command: str) -> str:
        result = invoke(*command, project=project.root)
        assert result.exit_code == 0, result.stderr
        return result.stdout

    question = "SELECT ?who { ?who kg:founded ?what }"
    assert name in printed("query", question)
    assert '\n| &lt;img src=x onerror=alert(1)> [red]\\|"\\\\ {{ 1 }} |\n' in printed(
        "query", question, "-F", "md"
    )
    assert name in printed("show", "lan-ta")
    assert name in printed("centrality", "-n", "0")
    found = csv.DictReader(io.StringIO(printed("find", "img", "-F", "csv")))
    assert name in {row["name found"] for row in found}
    assert name in {row["subject_label"] for row in csv.DictReader(io.StringIO(printed("export", "csv")))}
    assert "<img" not in printed("map", "-o", "-")
    assert "&lt;img src=x" in printed("network", "-F", "graphml")
