"""Careers: their order, their moves and their kinds, as far as known, and never further.

Small careers are worked by hand (see `lives.py` for their spelling); any others are held against all the
lives that they may stand for: what is said to be certain is so in each of them.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise, product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kg.analytics.circulation import KINDS, classify, heads, return_rate, tally, times
from kg.analytics.intervals import NOTHING, Interval
from kg.analytics.moves import Move, moves
from kg.analytics.spells import Career, Spell, When, placed, stages, steps
from tests.analytics.lives import ELSEWHERE, Life, Stay, life, lives

LEAVER, RETURNEE, ONWARD, CIRCULATOR, ARGONAUT = KINDS


def ordered(career: Career) -> str:
    """The steps of a career in short words: countries of one step together, in order of the alphabet."""
    return " ".join("".join(sorted(country or "?" for country in step.countries)) for step in steps(career))


def crossed(career: Career) -> list[str]:
    """The moves in short words: `A>B`, `AC>B` from one of two, `>B` from somewhere, `(A>B)` implied."""
    return [
        f"({text})" if move.implied else text
        for move in moves(career)
        for text in ["".join(move.origins) + ">" + "".join(move.destinations)]
    ]


# Order ##########################################################################################


@pytest.mark.parametrize(
    ("spells", "expected"),
    [
        ("A1 B2", "A B"),
        ("B2 A1", "A B"),
        ("A1 A1 B2", "A B"),
        ("A1 C1 B2", "AC B"),
        ("A1 B1", "AB"),
        ("A1@1980- B1@1990-", "A B"),
        ("B1@1990- A1@1980-", "A B"),
        ("A1@1980- B1@1980-", "AB"),
        ("A1@-1985 B1@1986-", "A B"),
        ("A1@-1985 B1@1985-", "AB"),
        ("A1@2000- B2@1990-", "B A"),
        ("A1@1990- B2@1990-", "A B"),
        ("A1 B2@1990- A1@2000-", "A B A"),
        ("A1 C1 B2@1990- A1@2000-", "AC B A"),
        ("A1@1990-2020 B1@2000-2002", "A B A"),
        ("A1@1990-2020 B1@2000-2002 C1@2001-", "A B C"),
        ("A1@1990-2020 B1@2000-2002 C1@2003-2004", "A B A C A"),
        ("A1@1990-2020 B1@2000-", "A B"),
        ("A~ B2", "B"),
        ("", ""),
    ],
)
def test_dates_order_spells_and_where_they_are_silent_stages_do(spells: str, expected: str) -> None:
    """A longer spell is taken up again after a shorter one within; a tie that places nobody has no step."""
    assert ordered(life(spells)) == expected


def test_stages_that_contradict_themselves_are_put_aside() -> None:
    """By its order the first comes after the third, by its dates before all: then dates alone count."""
    early, late = (When(date(year, 1, 1), date(year, 1, 1)) for year in (1980, 2000))
    spells = (Spell("A", "x", 3, start=early), Spell("B", "x", 1, start=late), Spell("C", "x", 2))
    assert ordered(Career("ann", spells=spells)) == "ABC"
    assert ordered(Career("ann", spells=spells[:2])) == "A B"


def test_stages_are_listed_in_order_and_ties_as_ties() -> None:
    """Membership comes last, without a number."""
    rows = stages(life("B2@1990- C~ A1 A1"))
    assert [(number, spell.country) for number, spell in rows] == [(1, "A"), (1, "A"), (2, "B"), (None, "C")]


def test_a_day_that_cannot_be_is_refused() -> None:
    """Neither before one day and after a later one."""
    with pytest.raises(ValueError, match="no day is both after 2000-01-01 and before 1999-01-01"):
        When(date(2000, 1, 1), date(1999, 1, 1))


# Moves ##########################################################################################


@pytest.mark.parametrize(
    ("spells", "homes", "expected"),
    [
        ("A1 B2", "", ["A>B"]),
        ("A1 A1 B2 B2", "", ["A>B"]),
        ("A1 B2!", "B", ["(B>A)", "A>B"]),
        ("B2!", "B", ["(B>)", ">B"]),
        ("?1 B2!", "B", ["(B>)", ">B"]),
        ("B1 B2!", "B", ["(B>)", ">B"]),
        ("B2!", "", [">B"]),
        ("A2", "B", ["(B>A)"]),
        ("B2", "B", []),
        ("A1 C1 B2", "", ["AC>B"]),
        ("A1 B2 C2", "", ["A>BC"]),
        ("A1 B1 B2", "", []),
        ("A1 B1", "", []),
        ("?1 B2", "", []),
        ("A1 ?2", "", []),
        ("A1 C2 B2!", "B", ["(B>A)", "AC>B"]),
        ("B2! C2", "B", ["(B>)", ">B"]),
        ("A1@1980- B2!@1990- A1@2000- B2!@2010-", "B", ["(B>A)", "A>B", "B>A", "A>B"]),
        ("B1@1990-2020 A1@2000-2002", "B", ["B>A", "A>B"]),
        ("A2", "BC", ["(BC>A)"]),
        ("A2 B2 C2", "BC", []),
        ("A~ B~", "C", []),
        ("", "B", []),
    ],
)
def test_moves_are_those_that_must_have_happened(spells: str, homes: str, expected: list[str]) -> None:
    """Also from where nobody names, and from one of several countries; what may not have happened is none."""
    assert crossed(life(spells, homes)) == expected


def test_a_move_is_dated_as_closely_as_its_spells() -> None:
    """Not before the origin was reached, nor after the destination was; a return is itself the move."""
    away, back = moves(life("A1@1980-1984 B2!@1990-", "B"))
    assert (away.when, back.when) == (
        When(None, date(1980, 12, 31)),
        When(date(1990, 1, 1), date(1990, 12, 31)),
    )
    assert moves(life("A1@1980- B2@1990-"))[0].when == When(date(1980, 1, 1), date(1990, 12, 31))
    assert moves(life("A1 B2"))[0].when == When()


def test_a_move_has_the_evidence_of_both_its_ends() -> None:
    """And that of the home, if only the home tells of it."""
    away, back = moves(life("A1 A1 B2! B2", "B"))
    assert (away.evidence, back.evidence) == (("home", "0", "1"), ("0", "1", "2", "3"))
    assert [move.evidence for move in moves(life("A1 B2!", "B"))] == [("home", "0"), ("0", "1")]
    assert [move.evidence for move in moves(life("B2!", "B"))] == [("home", "0"), ("0",)]


# Kinds ##########################################################################################


@pytest.mark.parametrize(
    ("spells", "homes", "leaver", "returnee", "onward", "circulator"),
    [
        # The table of the documentation: A then B, the other way round, and nobody knows.
        ("A1 B2", "B", False, True, False, False),
        ("B1 A2", "B", True, False, False, False),
        ("A1 B1", "B", None, None, False, False),
        ("A1 B2", "C", True, False, True, False),
        ("A1 B1", "C", True, False, None, False),
        ("A1 B2", "", None, None, None, False),
        # Only one country.
        ("B2", "B", False, False, False, False),
        ("A2", "B", True, False, False, False),
        ("A2", "", None, False, False, False),
        ("A1 A2", "", None, False, False, False),
        # Returns, with and without a place from which.
        ("B2!", "B", False, True, False, False),
        ("A1 B2!", "B", False, True, False, False),
        ("?1 B2!", "B", False, True, False, False),
        ("B2!", "", False, True, False, False),
        # Home, and away again.
        ("A1@1980- B2!@1990- A1@2000-", "B", True, True, False, True),
        ("A1@1980- B2!@1990- A1@2000- B2!@2010-", "B", False, True, False, True),
        ("B2!@1990- A2@2000-", "B", True, True, False, True),
        ("B1@1990- A2@2000-", "B", True, False, False, False),
        ("B1@1990-2020 A1@2000-2002", "B", False, True, False, False),
        # On to a third country; not if home lies between.
        ("A1@1980- C1@1990-", "B", True, False, True, False),
        ("A1@1980- B1@1990- C1@2000-", "B", True, True, False, True),
        ("A1 C1 B2!", "B", False, True, None, False),
        # A country without a name may be home.
        ("?2", "B", None, False, False, False),
        # One of two homes, or each for a part of a group.
        ("A2", "BC", True, False, False, False),
        ("A1 B2", "BC", None, None, None, False),
    ],
)
def test_kinds_are_decided_as_far_as_order_and_home_are_known(
    spells: str,
    homes: str,
    leaver: bool | None,
    returnee: bool | None,
    onward: bool | None,
    circulator: bool | None,
) -> None:
    """The truth table; None is what the sources leave open, and is never a guess."""
    found = classify(life(spells, homes))
    assert [found[kind] for kind in KINDS[:-1]] == [leaver, returnee, onward, circulator]


@pytest.mark.parametrize(
    ("spells", "expected"),
    [
        ("A2@1990- B2@2000-", None),
        ("A2@1990-1995 B2@2000-", False),
        ("A2@1990-2005 B2@2000-", True),
        ("A2@1990-2000 B2@2000-", None),
        ("A1 B2", None),
        ("A1 B2!", False),
        ("A1@1990-2005 B2!@2000-", True),
        ("A~@1990-2005 B2!@2000-", True),
        ("A~ B2", None),
        ("A2 A2", False),
        ("A2 ?2", None),
        ("A2@1990-1995 ?2@2000-", False),
        ("A1@1980-1984 B2@1990- A1@2000-2001", None),
        ("A2", False),
    ],
)
def test_an_argonaut_is_tied_to_two_countries_at_the_same_time(spells: str, expected: bool | None) -> None:
    """By dates, or since the first tie lasted until the second began; memberships count, home does not."""
    assert classify(life(spells))[ARGONAUT] is expected
    assert classify(life(spells, "B"))[ARGONAUT] is expected


def test_ties_that_go_on_when_a_source_is_written_are_simultaneous() -> None:
    """What a source tells in the present tense holds on its day, whenever it began: Saxenian's argonauts."""
    day = date(2011, 2, 17)
    ongoing = [
        Spell(country, "venture", 2, When(None, day), When(day, None), evidence=(country,))
        for country in "AB"
    ]
    assert classify(Career("them", spells=tuple(ongoing)))[ARGONAUT] is True
    over = Spell("C", "work", 1, When(None, day), When(None, day), evidence=("C",))
    assert classify(Career("her", spells=(over, ongoing[0])))[ARGONAUT] is None


def test_one_claim_about_a_body_of_two_countries_is_one_tie() -> None:
    """Who works at a binational centre need not live twice."""
    always = When(date(2000, 1, 1), date(2000, 1, 1)), When(date(2005, 1, 1), None)
    house = tuple(Spell(country, "work", 2, *always, evidence=("same",)) for country in "AB")
    assert classify(Career("ann", spells=house))[ARGONAUT] is False


def test_of_whom_nothing_is_told_nothing_is_decided() -> None:
    """And a society says nothing of where its members are."""
    assert classify(life("", "B")) == dict.fromkeys(KINDS)
    assert classify(life("A~", "B")) == {**dict.fromkeys(KINDS), ARGONAUT: False}


# All lives ######################################################################################

spells = st.builds(
    lambda country, order, back, start, long: (
        f"{country}{order}{'!' * (back and country == 'B' and order == 2)}"
        + (f"@{start}-{start + long if long else ''}" if start else "")
    ),
    st.sampled_from("AABBC?"),
    st.sampled_from([1, 2]),
    st.booleans(),
    st.sampled_from([None, None, 1980, 1981, 1990]),
    st.sampled_from([None, 1, 12]),
)
careers = st.builds(
    lambda words, homes: life(" ".join(words), homes),
    st.lists(spells, max_size=3),
    st.sampled_from(["", "B", "C", "BC"]),
)


def is_consistent(career: Career) -> bool:
    """Whether those who came back to B may be at home there; and few enough spells to try all orders."""
    back = any(spell.homecoming for spell in career.spells)
    return (not back or "B" in (career.homes or "B")) and len(placed(career)) <= 4


def kinds(one: Life) -> dict[str, bool]:
    """The definitions of the kinds, of a life that is known in full."""
    stays, home = one.stays, one.home
    abroad = [stay for stay in stays if stay.country != home]
    at_home = [stay for stay in stays if stay.country == home]

    def came_back(stay: Stay) -> bool:
        return stay.homecoming or any(before.time < stay.time for before in abroad)

    returns = [stay for stay in at_home if came_back(stay)]
    return {
        LEAVER: any(not any(later.time > stay.time for later in at_home) for stay in abroad),
        RETURNEE: bool(returns),
        ONWARD: any(
            a.country != b.country
            and a.time < b.time
            and not any(a.time < stay.time < b.time for stay in at_home)
            for a, b in product(abroad, abroad)
        ),
        CIRCULATOR: any(again.time > stay.time for stay in returns for again in abroad),
    }


@given(careers)
def test_what_is_decided_holds_in_every_life(career: Career) -> None:
    """True in all of them, or False in all of them."""
    assume(is_consistent(career))
    assume(career.spells)
    homecoming = {spell.country for spell in career.spells if spell.homecoming}
    decided = classify(career)
    for one in lives(career):
        if homecoming <= {one.home}:
            truth = kinds(one)
            assert {kind: truth[kind] for kind in truth if decided[kind] is not None} == {
                kind: decided[kind] for kind in truth if decided[kind] is not None
            }, one


def path(one: Life) -> list[tuple[str, str]]:
    """The crossings of a life, from home if that is known; who comes back to where they are was elsewhere."""
    found = [one.home]
    for stay in one.stays:
        if stay.homecoming and found[-1] == stay.country:
            found.append(ELSEWHERE)
        found.append(stay.country)
    return [(a, b) for a, b in pairwise(found) if a != b]


def fits(move: Move, crossing: tuple[str, str]) -> bool:
    """Whether a move may be a crossing."""
    ends = zip((move.origins, move.destinations), crossing, strict=True)
    return all(not countries or there in countries for countries, there in ends)


@given(careers)
def test_every_move_happens_in_every_life(career: Career) -> None:
    """In the same order; and if nothing is open, nothing else happens."""
    assume(is_consistent(career))
    homecoming = {spell.country for spell in career.spells if spell.homecoming}
    certain = moves(career)
    if not career.homes:
        assert not any(move.implied for move in certain[:1])
    known = [one for one in lives(career) if one.strict and homecoming <= {one.home}]
    for one in known:
        left = iter(path(one))
        assert all(any(fits(move, crossing) for crossing in left) for move in certain), one
    if len(known) == 1 and career.homes:
        assert len(certain) == len(path(known[0]))


days = st.integers(1, 6).map(date.fromordinal)
bounds = st.tuples(st.none() | days, st.none() | days).filter(
    lambda ends: not (ends[0] and ends[1] and ends[0] > ends[1])
)
ties = st.builds(
    lambda country, start, end: Spell(country, "tie", None, When(*start), When(*end)),
    st.sampled_from("AB"),
    bounds,
    bounds,
)


@given(st.lists(ties, min_size=1, max_size=3))
def test_an_argonaut_is_one_whenever_the_ties_really_were(found: list[Spell]) -> None:
    """Held against every day on which each may have begun and ended, within a week."""
    career = Career("ann", spells=tuple(found))
    week = [date.fromordinal(day) for day in range(1, 7)]

    def may(when: When, day: date) -> bool:
        return (when.first or day) <= day <= (when.last or day)

    spans = [
        [(a, b) for a in week for b in week if a <= b and may(tie.start, a) and may(tie.end, b)]
        for tie in found
    ]
    assume(all(spans))
    decided = classify(career)[ARGONAUT]
    truths = {
        any(
            one.country != other.country and a <= d and c <= b
            for (one, (a, b)), (other, (c, d)) in product(zip(found, real, strict=True), repeat=2)
        )
        for real in product(*spans)
    }
    assert decided is None or truths == {decided}


# People #########################################################################################


def test_groups_that_may_share_people_are_counted_once_at_the_lower_end() -> None:
    """Two persons are two; a group may hold them; people of different homes are different people."""
    ann, bob = life("A1", who="ann"), life("A1", "B", who="bob")
    dozens, some, others = (
        Career(who, (home,), Interval(least))
        for who, home, least in [("d", "B", 24), ("s", "B", 2), ("o", "C", 5)]
    )
    assert heads([]) == NOTHING
    assert heads([ann, bob]) == Interval(2, 2)
    assert heads([dozens, some]) == Interval(24)
    assert heads([dozens, bob]) == Interval(24)
    assert heads([dozens, others]) == Interval(29)
    assert heads([dozens, others, ann]) == Interval(29)
    assert heads([Career("g", (), Interval(7, 7)), Career("h", ("B",), Interval(3, 4))]) == Interval(7, 11)
    assert times([(bob, 3), (some, 2)]) == Interval(4)


def test_kinds_are_counted_with_what_is_open() -> None:
    """Yes, no, and unknown; whoever has no spell is not counted."""
    people = [
        life("A1 B2!", "B", Interval(24), "them"),
        life("A2", "B", who="eve"),
        life("A2", who="bob"),
        life("", "B", who="nobody"),
    ]
    counted = tally(people)
    assert list(counted) == list(KINDS)
    assert [str(part) for part in (counted[LEAVER].yes, counted[LEAVER].no, counted[LEAVER].unknown)] == [
        *("1", "≥ 24", "1")
    ]
    assert [str(part) for part in (counted[RETURNEE].yes, counted[RETURNEE].no)] == ["≥ 24", "2"]


@pytest.mark.parametrize(
    ("people", "expected", "parts"),
    [
        ([("A1 B2!", 1)], "100%", "1 of 1"),
        ([("A1 B2!", 1), ("A2", 1)], "50%", "1 of 2"),
        ([("A1 B2!", None), ("A2", None)], "0%–100%", "≥ 2 of ≥ 4"),
        ([("A1 B2!", None)], "100%", "≥ 2 of ≥ 2"),
        ([("A2", 1)], "0%", "0 of 1"),
        ([("A1 B1", 1), ("A2", 1)], "0%–50%", "0–1 of 1–3"),
        ([("B2", 1)], "None", ""),
        ([], "None", ""),
    ],
)
def test_the_rate_of_return_has_the_limits_of_what_it_is_made_of(
    people: list[tuple[str, int | None]], expected: str, parts: str
) -> None:
    """Of those at home in B who left; nobody of whom only the stay at home is told."""
    told = [
        life(text, "B", Interval(2) if size is None else Interval(size, size), f"{number}")
        for number, (text, size) in enumerate(people)
    ]
    rate = return_rate([*told, life("A1 B2", who="nobody knows whose home")], "B")
    assert str(rate) == expected
    assert rate is None or f"{rate.numerator} of {rate.denominator}" == parts
