"""Numbers within limits: no sum or share is narrower than its parts allow, and none is wider than need be."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analytics.intervals import NOTHING, Interval, share, total

numbers = st.integers(-30, 30)


@st.composite
def intervals(draw: st.DrawFn, least: int = -30) -> tuple[Interval, int]:
    """An interval, open to either side or to none, and a number in it."""
    low, number, high = sorted(draw(st.lists(st.integers(least, 30), min_size=3, max_size=3)))
    open_below, open_above = draw(st.booleans()) and least < 0, draw(st.booleans())
    return Interval(None if open_below else low, None if open_above else high), number


@pytest.mark.parametrize(
    ("amount", "facet", "expected", "text"),
    [
        (3230, "", Interval(3230, 3230), "3,230"),
        (24, "minInclusive", Interval(24), "≥ 24"),
        (500, "minExclusive", Interval(501), "≥ 501"),
        (40, "maxInclusive", Interval(None, 40), "≤ 40"),
        (40, "maxExclusive", Interval(None, 39), "≤ 39"),
        (Decimal("2.5"), "minInclusive", Interval(3), "≥ 3"),
        (Decimal("2.5"), "minExclusive", Interval(3), "≥ 3"),
        (Decimal("2.5"), "maxInclusive", Interval(None, 2), "≤ 2"),
        (Decimal("2.5"), "maxExclusive", Interval(None, 2), "≤ 2"),
    ],
)
def test_what_a_source_states_allows_some_whole_numbers(
    amount: Decimal, facet: str, expected: Interval, text: str
) -> None:
    """More than 500 people are at least 501; half a person does not exist."""
    assert Interval.stated(amount, facet) == expected
    assert str(expected) == text


def test_a_limit_that_is_not_known_is_an_error() -> None:
    """Better than to take "about 700" for 700."""
    with pytest.raises(ValueError, match="unknown facet 'about'"):
        Interval.stated(700, "about")


@pytest.mark.parametrize(("low", "high"), [(3, 2), (1, -1)])
def test_an_interval_holds_a_number(low: int, high: int) -> None:
    """Limits that exclude each other are a mistake of whoever sets them."""
    with pytest.raises(ValueError, match=f"no whole number is at least {low} and at most {high}"):
        Interval(low, high)
    with pytest.raises(ValueError, match="no whole number is at least 3 and at most 2"):
        Interval.stated(Decimal("2.5"))


@pytest.mark.parametrize(
    ("interval", "text"),
    [
        (Interval(None), "?"),
        (Interval(0, 0), "0"),
        (Interval(-3, 5), "-3 to 5"),
        (Interval(None, -500), "≤ -500"),
        (Interval(1000, 1200), "1,000–1,200"),
    ],
)
def test_an_interval_is_read_at_a_glance(interval: Interval, text: str) -> None:
    """As a report prints it."""
    assert str(interval) == text


@given(intervals(), intervals(), st.integers(-4, 4))
def test_arithmetic_holds_for_every_number_within(
    one: tuple[Interval, int], other: tuple[Interval, int], times: int
) -> None:
    """Inclusion: the theorem on which interval arithmetic rests."""
    (left, a), (right, b) = one, other
    assert a + b in left + right
    assert a - b in left - right
    assert -a in -left
    assert a * times in left * times
    assert a in left.span(right)
    assert b in left.span(right)
    assert (left.meet(right) is None) or ((a in right) <= (a in (left.meet(right) or NOTHING)))


@given(st.lists(st.tuples(numbers, st.integers(0, 3)), min_size=1, max_size=3))
def test_a_sum_is_no_wider_than_need_be(ends: list[tuple[int, int]]) -> None:
    """Held against all sums there are."""
    parts = [Interval(low, low + wide) for low, wide in ends]
    sums = {0}
    for low, wide in ends:
        sums = {found + number for found in sums for number in range(low, low + wide + 1)}
    assert total(parts) == Interval(min(sums), max(sums))


def test_nobody_added_to_nobody_is_nobody() -> None:
    """Of nothing, nought; and nought times anything."""
    assert total([]) == NOTHING == Interval(5) * 0
    assert NOTHING.exact
    assert not Interval(None, 0).exact


@pytest.mark.parametrize(
    ("part", "rest", "low", "high", "text"),
    [
        (Interval(1, 1), Interval(3, 3), Fraction(1, 4), Fraction(1, 4), "25%"),
        (Interval(2), Interval(0, 0), Fraction(1), Fraction(1), "100%"),
        (Interval(24), Interval(501), Fraction(0), Fraction(1), "0%–100%"),
        (Interval(24, 30), Interval(501), Fraction(0), Fraction(30, 531), "0%–5.7%"),
        (Interval(24), Interval(501, 600), Fraction(24, 624), Fraction(1), "3.8%–100%"),
        (Interval(0, 0), Interval(1), Fraction(0), Fraction(0), "0%"),
        (Interval(0, 5), Interval(0, 0), Fraction(1), Fraction(1), "100%"),
        (Interval(1, 1), Interval(2, 2), Fraction(1, 3), Fraction(1, 3), "33.3%"),
    ],
)
def test_a_share_of_people_some_of_whom_are_not_counted(
    part: Interval, rest: Interval, low: Fraction, high: Fraction, text: str
) -> None:
    """At least 24 of at least 525 may be nearly none, if the others are many, or nearly all."""
    rate = share(part, rest)
    assert rate is not None
    assert (rate.low, rate.high, str(rate)) == (low, high, text)
    assert (rate.numerator, rate.denominator) == (part, part + rest)


def test_a_share_of_nobody_is_none() -> None:
    """Not nought."""
    assert share(NOTHING, NOTHING) is None
    with pytest.raises(ValueError, match="not below nought"):
        share(Interval(-1, 2), Interval(3))


@given(intervals(0), intervals(0))
def test_a_share_lies_within_its_limits(one: tuple[Interval, int], other: tuple[Interval, int]) -> None:
    """For every number of people that the limits allow."""
    (part, a), (rest, b) = one, other
    rate = share(part, rest)
    if a + b:
        assert rate is not None
        assert rate.low <= Fraction(a, a + b) <= rate.high
