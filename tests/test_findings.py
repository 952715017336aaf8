"""Findings: one line each, in an order that a reader expects, however strange the cell was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import FindingsError
from kg.findings import Finding, Place, Severity, nearest, worst

WARNING = Severity.WARNING


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (Place("data/a.csv"), "data/a.csv: why [rule]"),
        (Place("data/a.csv", 57), "data/a.csv:57: why [rule]"),
        (Place("data/a.csv", 57, "status"), "data/a.csv:57: status: why [rule]"),
        (Place("kg:Claim", 0, "status"), "kg:Claim: status: why [rule]"),
    ],
)
def test_a_finding_is_a_line_that_an_editor_can_jump_to(place: Place, line: str) -> None:
    """File, line and column, as far as they are known, then what is wrong and the rule."""
    assert str(Finding(place, "why", "rule")) == line


def test_only_what_is_no_error_says_how_bad_it_is() -> None:
    """An error is what one expects in such a list."""
    place = Place("data/a.csv", 2)
    assert [str(Finding(place, "why", "rule", grade)) for grade in Severity] == [
        "data/a.csv:2: info: why [rule]",
        "data/a.csv:2: warning: why [rule]",
        "data/a.csv:2: why [rule]",
    ]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("two\nlines", r"two\nlines"),
        ("carriage\rreturn", r"carriage\rreturn"),
        ("\x1b[31mred", r"\x1b[31mred"),
        ("next\x85line", r"next\x85line"),
        ("a\u2028b", r"a\u2028b"),
        ("\u202etxt.exe", r"\u202etxt.exe"),
        ("no-break\xa0space", r"no-break\xa0space"),
        ("광주 科学城 “é” 🗼", "광주 科学城 “é” 🗼"),
    ],
)
def test_no_cell_breaks_the_line_or_steers_the_terminal(cell: str, shown: str) -> None:
    """What is not printable is written as an escape; letters of every script stay."""
    assert str(Finding(Place("a.csv", 2, "name"), cell, "rule")) == f"a.csv:2: name: {shown} [rule]"


@given(st.text())
def test_every_finding_is_one_line(text: str) -> None:
    """Whatever the message holds."""
    line = str(Finding(Place("a.csv", 2), text, "rule"))
    assert line.splitlines() == [line]
    assert line.isprintable()


def test_findings_are_sorted_by_file_then_line_as_a_number_then_column() -> None:
    """Line 10 comes after line 9."""
    places = [Place("a.csv"), Place("a.csv", 9, "z"), Place("a.csv", 10, "a"), Place("b.csv", 1)]
    assert sorted(Finding(place, "why") for place in reversed(places)) == [
        Finding(place, "why") for place in places
    ]


def test_a_finding_as_plain_values_keeps_every_part() -> None:
    """For programs; here the message is as it is."""
    assert list(Finding(Place("a.csv", 2, "name"), "a\nb", "rule", WARNING).as_dict().items()) == [
        ("rule", "rule"),
        ("severity", "warning"),
        ("file", "a.csv"),
        ("line", 2),
        ("column", "name"),
        ("message", "a\nb"),
    ]


def test_the_worst_of_no_findings_is_none() -> None:
    """So that nothing is at or above any threshold."""
    good, bad = Finding(Place("a"), "", "r", Severity.INFO), Finding(Place("a"), "", "r", WARNING)
    assert (worst([]), worst([good]), worst([good, bad, good])) == (None, Severity.INFO, WARNING)


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("plan", "; did you mean 'planned'?"),
        ("Established", "; did you mean 'established'?"),
        ("estabished", "; did you mean 'established'?"),
        ("계획", ""),
        ("", ""),
        ("x" * 10_000, ""),
    ],
)
def test_the_hint_is_the_nearest_known_word_or_nothing(word: str, hint: str) -> None:
    """A bad guess would be worse than none."""
    assert nearest(word, {"planned", "established", "proposed"}) == hint


def test_the_hint_does_not_depend_on_the_order_of_what_is_known() -> None:
    """Of two words equally near, always the same one is named."""
    known = ["bat", "cat", "hat", "rat"]
    assert nearest("at", known) == nearest("at", reversed(known)) == nearest("at", set(known))


@pytest.mark.parametrize(("count", "text"), [(1, "1 finding"), (2, "2 findings")])
def test_the_error_that_carries_findings_counts_them(count: int, text: str) -> None:
    """And says what it meant for the graph."""
    error = FindingsError([Finding(Place("a.csv"), "why")] * count)
    assert (str(error), error.exit_code, len(error.findings)) == (f"{text}; nothing was written", 1, count)
