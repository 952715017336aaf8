"""Dates: what may be written, what it means, and which days bound it."""

from __future__ import annotations

import datetime

import pyoxigraph as ox
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kg.dates import PartialDate
from kg.vocabulary import XSD

#: Each printed date with its datatype, its first day and its last.
MEANINGS = [
    ("1992", "gYear", "1992-01-01", "1992-12-31"),
    ("0001", "gYear", "0001-01-01", "0001-12-31"),
    ("9999", "gYear", "9999-01-01", "9999-12-31"),
    ("1992-08", "gYearMonth", "1992-08-01", "1992-08-31"),
    ("1992-12", "gYearMonth", "1992-12-01", "1992-12-31"),
    ("2012-02", "gYearMonth", "2012-02-01", "2012-02-29"),
    ("2011-02", "gYearMonth", "2011-02-01", "2011-02-28"),
    ("1900-02", "gYearMonth", "1900-02-01", "1900-02-28"),
    ("2000-02", "gYearMonth", "2000-02-01", "2000-02-29"),
    ("1992-08-24", "date", "1992-08-24", "1992-08-24"),
    ("2012-02-29", "date", "2012-02-29", "2012-02-29"),
]
#: What has the form of a date but is not in the calendar.
NOT_IN_THE_CALENDAR = [
    "2011-02-30", "2011-02-29", "1900-02-29", "2011-04-31", "2011-13", "2011-00", "2011-00-01",
    "2011-05-00", "2011-05-32", "0000", "0000-01",
]  # fmt: skip
#: What has another form.
NO_DATES = [
    "", " 1992", "1992 ", "92", "1992-8", "1992-08-4", "1992/08/24", "24.08.1992", "1992-08-24T00:00:00",
    "1992-08-24Z", "-0044", "12012", "c. 1992", "1992-1994", "1990s", "199?", "１９９２", "١٩٩٢", "1992\n",
]  # fmt: skip

years = st.integers(min_value=1, max_value=9999)
months = st.integers(min_value=1, max_value=12)
days = st.integers(min_value=1, max_value=31)


def printed(year: int, month: int | None, day: int | None) -> str:
    """A date as the tables write it."""
    parts = [f"{year:04}", *(f"{part:02}" for part in (month, day if month else None) if part)]
    return "-".join(parts)


@pytest.mark.parametrize(("text", "datatype", "earliest", "latest"), MEANINGS)
def test_a_date_keeps_its_precision_and_has_two_days_that_bound_it(
    text: str, datatype: str, earliest: str, latest: str
) -> None:
    """1992 is not 1 January 1992, but it cannot have been before or after these days."""
    found = PartialDate.from_text(text)
    assert (str(found), found.datatype) == (text, datatype)
    assert (str(found.earliest), str(found.latest)) == (earliest, latest)


@pytest.mark.parametrize("text", NOT_IN_THE_CALENDAR)
def test_a_day_or_month_that_never_was_is_refused(text: str) -> None:
    """A zero is no month and no day, and not every year has a 29 February."""
    with pytest.raises(ValueError, match=f"^no such date '{text}'$"):
        PartialDate.from_text(text)


@pytest.mark.parametrize("text", NO_DATES)
def test_a_date_in_another_form_is_refused_with_an_example(text: str) -> None:
    """Only three ways of writing a date are understood, and only in ASCII digits."""
    with pytest.raises(ValueError, match=r" is not a date; write 1992, 1992-08 or 1992-08-24$"):
        PartialDate.from_text(text)


def test_a_year_is_not_a_date() -> None:
    """Equal bounds would be needed for that, and the text differs in any case."""
    assert PartialDate.from_text("1992") != PartialDate.from_text("1992-01-01")


@given(years, st.none() | months, st.none() | days)
def test_every_date_of_the_calendar_is_bounded_in_order(
    year: int, month: int | None, day: int | None
) -> None:
    """The first day it can mean is never after the last, and both lie in the year that is printed."""
    text = printed(year, month, day)
    try:
        found = PartialDate.from_text(text)
    except ValueError:
        with pytest.raises(ValueError, match="day"):
            datetime.date(year, month or 1, day or 1)
        return
    assert found.earliest <= found.latest
    assert {found.earliest.year, found.latest.year} == {year}
    assert (found.earliest == found.latest) is (month is not None and day is not None)


@given(years, st.none() | months, st.none() | days)
def test_a_date_and_its_literal_are_the_same_text(year: int, month: int | None, day: int | None) -> None:
    """To the graph and back: text, literal, N-Triples, literal, text."""
    text = printed(year, month, day)
    try:
        found = PartialDate.from_text(text)
    except ValueError:
        assume(False)
    literal = ox.Literal(found.text, datatype=ox.NamedNode(getattr(XSD, found.datatype)))
    line = f"<urn:s> <urn:p> {literal} ."
    (quad,) = ox.parse(line.encode(), format=ox.RdfFormat.N_TRIPLES)
    assert isinstance(quad.object, ox.Literal)
    assert quad.object == literal
    assert PartialDate.from_text(quad.object.value) == found


@given(years, months, years, months)
def test_months_are_in_the_order_of_their_texts(
    year: int, month: int, other_year: int, other_month: int
) -> None:
    """So that dates of one precision sort as they are printed."""
    one, other = (
        PartialDate.from_text(printed(*pair, None)) for pair in ((year, month), (other_year, other_month))
    )
    assert (one < other) is (one.earliest < other.earliest) is (one.latest < other.latest)
