"""Careers in short words, and all the lives that a career may stand for.

`A1` is a spell in country A of the first order of stages, `B2!` a return to B, `?1` one in a country that is
not named, `A~` a tie that places nobody; `A1@1980-1984` has years, either of which may be missing. A life is
one way in which everything that a career leaves open may have been.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product

from kg.analytics.intervals import Interval
from kg.analytics.spells import Career, Spell, When, placed, preceding

_FORM = re.compile(r"([A-Z?])([12~])(!?)(?:@(\d{4})?-(\d{4})?)?")
#: A country in which no spell of a test is.
ELSEWHERE = "Z"


def year(text: str | None) -> When:
    """The bounds of a printed year."""
    return When(date(int(text), 1, 1), date(int(text), 12, 31)) if text else When()


def life(text: str, homes: str = "", size: Interval | None = None, who: str = "ann") -> Career:
    """A career in short words; each spell has its own place in the text as evidence."""
    spells = []
    for number, word in enumerate(text.split()):
        match = _FORM.fullmatch(word)
        assert match, word
        country, order, back, start, end = match.groups()
        spells.append(
            Spell(
                country=None if country == "?" else country,
                stage="return" if back else "work",
                order=None if order == "~" else int(order),
                start=year(start),
                end=year(end),
                homecoming=bool(back),
                evidence=(f"{number}",),
            )
        )
    return Career(who, tuple(homes), size or Interval.exactly(1), tuple(spells), ("home",) if homes else ())


@dataclass(frozen=True)
class Stay:
    """A spell as it really was: where, and whether it was a return."""

    country: str
    homecoming: bool
    time: int


@dataclass(frozen=True)
class Life:
    """A career as it really was: the home, and the stays, of which some may have begun together."""

    home: str
    stays: tuple[Stay, ...]

    @property
    def strict(self) -> bool:
        """Whether no two stays began together."""
        return len({stay.time for stay in self.stays}) == len(self.stays)


def lives(career: Career) -> Iterator[Life]:
    """Every life that fits a career: each order, each home, each country for what has no name."""
    spells = placed(career)
    before = preceding(spells)
    named = {spell.country for spell in spells if spell.country}
    back = {spell.country for spell in spells if spell.homecoming and spell.country}
    places = [[s.country] if s.country else sorted({*named, *career.homes, ELSEWHERE}) for s in spells]
    times = [
        found
        for found in product(range(len(spells)), repeat=len(spells))
        if all(found[i] < found[j] for j, earlier in enumerate(before) for i in earlier)
    ]
    for home, found, countries in product(
        sorted(set(career.homes) or back or {*named, ELSEWHERE}), times, product(*places)
    ):
        stays = [
            Stay(country, spell.homecoming, time)
            for country, spell, time in zip(countries, spells, found, strict=True)
        ]
        yield Life(home, tuple(sorted(stays, key=lambda stay: stay.time)))
