"""Flows between countries: matrices worked by hand, and what must hold for any of them."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analytics.flows import FlowMatrix, flows, flows_from_counts
from kg.analytics.intervals import NOTHING, Interval, total
from kg.analytics.moves import moves
from kg.analytics.spells import Career
from tests.analytics.lives import life

#: Dozens came home from A; at least 501 are in A; some came home from nobody knows where; nobody knows where
#: eve is at home, who went from A to B; and of ida nothing is told.
TOLD = [
    life("A1 B2!", "B", Interval(24), "dozens"),
    life("A2", "B", Interval(501), "emigrants"),
    life("C2!", "C", Interval(2), "some"),
    life("A1 B2", who="eve"),
    life("A1 C1", "A", who="bob"),
    life("", "B", who="ida"),
]


def cells(matrix: FlowMatrix) -> dict[str, str]:
    """A matrix in short words; the empty text is what is not named."""
    return {f"{a or ''}>{b or ''}": str(count) for (a, b), count in matrix.cells.items()}


def test_a_matrix_worked_by_hand() -> None:
    """Row by row::

              to A    to B    to C    unnamed
        A      .      ≥ 24     .        .         the dozens, among whom may be eve
        B    ≥ 501     .       .        .         among whom may be the dozens, who must once have left, too
        C      .       .       .       ≥ 2        some left before they came home
        ?      .       .      ≥ 2       .         from where they came is not told

    Of bob, who is at home in A and was in A and in C, nobody knows in which order, no move is certain.
    """
    matrix = flows(TOLD)
    assert cells(matrix) == {"A>B": "≥ 24", "B>A": "≥ 501", "C>": "≥ 2", ">C": "≥ 2"}
    assert matrix.countries == ("A", "B", "C")
    assert matrix.cell("A", "B") == Interval(24)
    assert matrix.cell("B", "C") == matrix.cell(None, None) == NOTHING


def test_the_balance_of_a_country_worked_by_hand() -> None:
    """Who went out and came back cancels; so B lost 501 or more and won eve, and C lost and won nobody."""
    matrix = flows(TOLD)
    found = {
        country: [str(part) for part in (balance.inflow.all, balance.outflow.all, balance.net)]
        for country, balance in matrix.balances.items()
    }
    assert found == {
        "A": ["≥ 501", "≥ 24", "≥ 500"],
        "B": ["≥ 24", "≥ 501", "≤ -500"],
        "C": ["≥ 2", "≥ 2", "0"],
    }
    unnamed = matrix.balance("C").inflow
    assert (str(unnamed.named), str(unnamed.unnamed)) == ("0", "≥ 2")
    assert matrix.balance("nowhere").net == matrix.net("nowhere") == NOTHING


def test_without_what_is_implied_only_told_places_are_left() -> None:
    """Then the dozens only come, and nobody leaves."""
    matrix = flows(TOLD, implied=False)
    assert cells(matrix) == {"A>B": "≥ 24", ">C": "≥ 2"}
    assert str(matrix.net("B")) == "≥ 24"
    assert str(matrix.net("C")) == "≥ 2"


def test_a_matrix_says_of_how_many_it_is_made() -> None:
    """The denominators: all who were asked for, of whom something is told, who moved, and what is open."""
    base = flows(TOLD).base
    assert base is not None
    assert (base.asked, base.told, base.moved, base.home_unknown, base.order_open) == (6, 5, 4, 1, 1)
    assert base.people == Interval(504)


def test_who_crosses_twice_counts_twice() -> None:
    """Moves are counted, not people; groups that cross as often may still be the same people."""
    back_and_forth = "A1@1980- B2!@1990- A1@2000- B2!@2010-"
    matrix = flows([life(back_and_forth, "B"), life("A1 B2!", "B", who="eve")])
    assert cells(matrix) == {"A>B": "3", "B>A": "3"}
    groups = [life(back_and_forth, "B", Interval(5, 5), "five"), life("A1 B2!", "B", Interval(6, 6), "six")]
    assert cells(flows(groups)) == {"A>B": "10–16", "B>A": "10–16"}


def test_moves_between_different_countries_are_different_moves() -> None:
    """Even of the same people; but one whose origin is not named may be one that is counted already."""
    people = [life("A1 B2", "", Interval(4, 4), "a"), life("C1 B2", "", Interval(3, 3), "c")]
    assert flows(people).balance("B").inflow.all == Interval(7, 7)
    unnamed = life("B2!", "", Interval(6, 6), "u")
    assert flows([*people, unnamed]).balance("B").inflow.all == Interval(7, 13)
    assert flows([people[1], unnamed]).balance("B").inflow.all == Interval(6, 9)


def test_nobody_moves_nowhere() -> None:
    """An empty matrix is one."""
    for matrix in (flows([]), flows([life("A1 A2")]), flows_from_counts([])):
        assert (matrix.cells, matrix.countries) == ({}, ())


def test_exact_counts_worked_by_hand() -> None:
    """Two rows of one pair add up; what stays within a country is no move, and NA is Namibia, not nothing."""
    rows = [
        ("KR", "US", 3),
        ("US", "KR", 5),
        ("KR", "US", 2),
        (None, "KR", 7),
        ("NA", None, 1),
        ("KR", "KR", 9),
    ]
    matrix = flows_from_counts(rows)
    assert cells(matrix) == {"KR>US": "5", "NA>": "1", "US>KR": "5", ">KR": "7"}
    korea = matrix.balance("KR")
    assert [part.low for part in (korea.inflow.named, korea.inflow.unnamed, korea.inflow.all)] == [5, 7, 12]
    assert [part.low for part in (korea.outflow.named, korea.outflow.all, korea.net)] == [5, 5, 7]
    assert matrix.net("NA") == Interval(-1, -1)
    assert matrix.base is None


countries = st.sampled_from(["A", "B", "C", None])
counts = st.lists(st.tuples(countries, countries, st.integers(0, 9)), max_size=12)


@given(counts)
def test_what_leaves_one_country_reaches_another(rows: list[tuple[str | None, str | None, int]]) -> None:
    """Of moves between named countries: as many in as out, and nets that add up to nought."""
    matrix = flows_from_counts(rows)
    into = total(balance.inflow.named for balance in matrix.balances.values())
    assert into == total(balance.outflow.named for balance in matrix.balances.values())
    named = flows_from_counts(row for row in rows if None not in row)
    assert total(balance.net for balance in named.balances.values()) == NOTHING
    for country, balance in matrix.balances.items():
        assert balance.inflow.all == total(n for (_, there), n in matrix.cells.items() if there == country)
        assert balance.net == balance.inflow.all - balance.outflow.all


words = st.lists(st.sampled_from(["A1", "B1", "C2", "B2!", "?1", "A1@1980-", "C2@1990-"]), max_size=3)


@given(st.lists(st.tuples(words, st.sampled_from(["", "B"])), max_size=5))
def test_persons_are_counted_exactly_and_as_their_moves_are(people: list[tuple[list[str], str]]) -> None:
    """Of persons both ways lead to one matrix, whose order does not depend on that of the people."""
    told: list[Career] = [
        life(" ".join(text), home, who=f"{number}") for number, (text, home) in enumerate(people)
    ]
    matrix = flows(told)
    counted = Counter((move.origin, move.destination) for career in told for move in moves(career))
    same = flows_from_counts((a, b, n) for (a, b), n in counted.items())
    assert matrix.cells == same.cells
    assert {c: b.net for c, b in matrix.balances.items()} == {c: b.net for c, b in same.balances.items()}
    assert flows(told[::-1]).cells == matrix.cells
    assert list(flows(told[::-1]).cells) == list(matrix.cells)


@pytest.mark.parametrize("size", [1, 1000])
def test_more_people_are_never_fewer(size: int) -> None:
    """A larger group widens or shifts every cell upwards."""
    small, large = (flows([life("A1 B2!", "B", Interval(low), "them")]) for low in (size, size + 1))
    assert all((large.cells[cell].low or 0) > (count.low or 0) for cell, count in small.cells.items())
