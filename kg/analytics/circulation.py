"""Brain circulation: who left, returned, went on, came and went, or is in two countries at once.

Sources tell few careers in full. So every kind of mobile people is decided in three-valued logic: True,
False, or None where what is told leaves it open; and groups are counted within the limits of their sizes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.analytics.intervals import NOTHING, Interval, Rate, share
from kg.analytics.spells import Career, Spell, placed, preceding

__all__ = ["KINDS", "Count", "classify", "heads", "return_rate", "tally", "times"]


#: The kinds of mobile people that `classify` tells apart; one career may be of several.
KINDS = ("leaver", "returnee", "onward mover", "circulator", "argonaut")


def classify(career: Career) -> dict[str, bool | None]:
    """Of which kinds a career is: True, False, or None where what is told does not decide it.

    ============  =======================================================================================
    leaver        abroad, and not at home afterwards
    returnee      abroad, then at home; or told to have come back, from wherever
    onward mover  in one foreign country, then in another, not at home in between
    circulator    abroad, then at home, then abroad again: home was left a second time
    argonaut      tied to two countries at the same time, whichever of them is home
    ============  =======================================================================================

    Order and home are what may be unknown. An order that is open may be either; a home that is unknown
    may be any country of the career or another, and one of several may be each; a country without a name
    may be home or not. What holds in every case is True, what holds in none is False (three-valued logic:
    S. C. Kleene, 1952; "and" is the least, "or" the most of False < None < True). A career without spells is
    None throughout, and one without spells that place anybody, but for the last kind. So, of somebody who is
    told to have been in A and in B:

    ====  =======  ======  ========  ============  ==========
    home  order    leaver  returnee  onward mover  circulator
    ====  =======  ======  ========  ============  ==========
    B     A, B     False   True      False         False
    B     B, A     True    False     False         False
    B     unknown  None    None      False         False
    C     A, B     True    False     True          False
    C     unknown  True    False     None          False
    ?     A, B     None    None      None          False
    ====  =======  ======  ========  ============  ==========

    Two ties are at the same time if the dates say so, or if the one that began first is known to have
    lasted until the other began. Coming home ends what was abroad before, unless that is known to go on; and
    one claim, about a body of two countries, is one tie.

    Returnees and argonauts are those of A. Saxenian, The New Argonauts (2006); circulation as against exodus
    is that of A. M. and J. Gaillard, Science, Technology and Society 2 (1997), 195; mobile talent as a whole,
    that of the OECD, The Global Competition for Talent (2008). Circular migrants cross the border of
    their country at least three times: UNECE, Defining and Measuring Circular Migration (2016), which also
    asks for a year at each place; here no length is asked, since sources rarely tell it.
    """
    if not career.spells:
        return dict.fromkeys(KINDS)
    spells = placed(career)
    order = _Order(spells)
    back = {spell.country for spell in spells if spell.homecoming and spell.country}
    named = {spell.country for spell in career.spells if spell.country}
    homes = set(career.homes) or back or {*named, _ELSEWHERE}
    cases = [_kinds(spells, order, home) for home in sorted(homes)] if spells else []
    decided = {kind: _agreed(case[kind] for case in cases) for kind in KINDS[:-1]}
    return {**decided, KINDS[-1]: _is_argonaut(career)}


#: A home where no spell is.
_ELSEWHERE = ""


class _Order:
    """What is known of the order of spells: did i begin before j?"""

    def __init__(self, spells: tuple[Spell, ...]) -> None:
        self._before = preceding(spells)

    def __call__(self, i: int, j: int) -> bool | None:
        if i in self._before[j]:
            return True
        return False if i == j or j in self._before[i] else None


def _kinds(spells: tuple[Spell, ...], before: _Order, home: str) -> dict[str, bool | None]:
    """The kinds but for the last, if `home` is home."""
    every = range(len(spells))
    abroad = [None if s.country is None else s.country != home and not s.homecoming for s in spells]
    at_home = [_not(there) for there in abroad]

    def left(i: int) -> bool | None:
        return _all([abroad[i], _not(_any(_all([at_home[j], before(i, j)]) for j in every))])

    def came_back(j: int) -> bool | None:
        away = _any(_all([abroad[i], before(i, j)]) for i in every)
        return spells[j].homecoming or _all([at_home[j], away])

    def went_on(i: int, j: int) -> bool | None:
        between = _any(_all([at_home[k], before(i, k), before(k, j)]) for k in every)
        return _all([abroad[i], abroad[j], _differ(spells[i], spells[j]), before(i, j), _not(between)])

    def left_again(j: int, k: int) -> bool | None:
        first = _any(_all([abroad[i], before(i, j)]) for i in every if i != k)
        return _all([spells[j].homecoming or first, at_home[j], abroad[k], before(j, k)])

    return {
        KINDS[0]: _any(left(i) for i in every),
        KINDS[1]: _any(came_back(j) for j in every),
        KINDS[2]: _any(went_on(i, j) for i in every for j in every),
        KINDS[3]: _any(left_again(j, k) for j in every for k in every),
    }


def _differ(one: Spell, other: Spell) -> bool | None:
    return None if one.country is None or other.country is None else one.country != other.country


def _is_argonaut(career: Career) -> bool | None:
    """Whether two ties to different countries, told by different claims, overlap."""
    spells = career.spells
    before = _Order(spells)
    return _any(
        _all([_differ(spells[i], spells[j]), _overlap(spells[i], spells[j], before(i, j))])
        for i in range(len(spells))
        for j in range(i)
        if not set(spells[i].evidence) & set(spells[j].evidence)
    )


def _overlap(one: Spell, other: Spell, earlier: bool | None) -> bool | None:
    """Whether two spells have a day in common; `earlier` says whether `one` began first."""
    for first, then, order in ((one, other, earlier), (other, one, _not(earlier))):
        if order and then.homecoming and first.end.first is None:
            return False
    return _all([_reaches(one, other, earlier), _reaches(other, one, _not(earlier))])


def _reaches(one: Spell, other: Spell, earlier: bool | None) -> bool | None:
    """Whether `one` began no later than `other` ended."""
    if earlier or (one.start.last and other.end.first and one.start.last <= other.end.first):
        return True
    return False if one.start.first and other.end.last and one.start.first > other.end.last else None


def _all(values: Iterable[bool | None]) -> bool | None:
    found = set(values)
    return False if False in found else None if None in found else True


def _any(values: Iterable[bool | None]) -> bool | None:
    found = set(values)
    return True if True in found else None if None in found else False


def _not(value: bool | None) -> bool | None:
    return None if value is None else not value


def _agreed(values: Iterable[bool | None]) -> bool | None:
    """What holds in every case; None where there is no case."""
    found = set(values)
    return found.pop() if len(found) == 1 else None


def heads(careers: Iterable[Career]) -> Interval:
    """How many people the careers are of.

    Persons are different people. A group may share its members with other groups and with persons, unless
    their homes are known and differ; so at the lower end only the largest counts, and at the upper end all.

    >>> dozens, some = (Career(who, ("B",), Interval(least)) for who, least in (("them", 24), ("experts", 2)))
    >>> str(heads([dozens, some])), str(heads([dozens, Career("eve", ("A",))]))
    ('≥ 24', '≥ 25')
    """
    return times((career, 1) for career in careers)


def times(careers: Iterable[tuple[Career, int]]) -> Interval:
    """The same of something that each of them does a number of times: `heads` is this of once each."""
    persons: dict[str | None, int] = defaultdict(int)
    groups: dict[str | None, int] = defaultdict(int)
    high = NOTHING
    for career, many in careers:
        count = career.size * many
        low = count.low or 0
        if career.size == Interval.exactly(1):
            persons[career.home] += low
        else:
            groups[career.home] = max(groups[career.home], low)
        high += Interval(0, count.high)
    apart = sum(max(persons[home], groups[home]) for home in {*persons, *groups} if home is not None)
    return Interval(max(apart, sum(persons.values()), groups[None]), high.high)


@dataclass(frozen=True, slots=True)
class Count:
    """How many people are of a kind, are not, and may be: within limits, since groups are."""

    yes: Interval
    no: Interval
    unknown: Interval


def tally(careers: Iterable[Career]) -> dict[str, Count]:
    """How many people are of each kind, in the order of `KINDS`; careers without spells are left out.

    A group is of a kind as a whole, as its source tells of it.
    """
    told = [(career, classify(career)) for career in careers if career.spells]

    def count(kind: str, answer: bool | None) -> Interval:
        return heads(career for career, kinds in told if kinds[kind] is answer)

    return {kind: Count(count(kind, True), count(kind, False), count(kind, None)) for kind in KINDS}


def return_rate(careers: Iterable[Career], country: str) -> Rate | None:
    """The share of those at home in `country` and known to have left who are known to have come back.

    None if nobody can have left. Who may or may not have left, or come back, widens the limits. It is the
    rate among those of whom sources tell, who are no sample of all.
    """
    mine = [(career, classify(career)) for career in careers if career.home == country and career.spells]

    def count(left: tuple[bool | None, ...], returned: tuple[bool | None, ...]) -> Interval:
        return heads(
            career
            for career, kinds in mine
            if _any([kinds["leaver"], kinds["returnee"]]) in left and kinds["returnee"] in returned
        )

    certain, possible = (True,), (True, None)
    back = Interval(count(certain, certain).low, count(possible, possible).high)
    away = Interval(count(certain, (False,)).low, count(possible, (False, None)).high)
    return share(back, away)
