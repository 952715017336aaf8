"""Careers across countries: the spells of which they consist, and as much of their order as is known.

What is told of a career is mostly undated ("studied in the United States, then returned"). So the order of
spells is partial. A spell comes before another if the dates say so or, where they are silent, if it is of an
earlier order of stages; whatever is left open stays open. Spells that cannot be told apart in time form one
*step*; steps follow one another for certain::

    studied in A ─┐
                  ├─ step 1: in A              step 2: in B ── founded in B
    worked in A ──┘

    studied in A ─┐
                  ├─ step 1: in A or C         step 2: in B ── returned to B
    worked in C ──┘
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kg.analytics.intervals import Interval

__all__ = [
    "UNDATED",
    "Career",
    "Spell",
    "Step",
    "When",
    "dated",
    "placed",
    "preceding",
    "stages",
    "steps",
]


@dataclass(frozen=True, slots=True)
class When:
    """A day of which it may only be known that it is none before `first` and none after `last`.

    Raises `ValueError` when there is no such day.
    """

    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        if self.first and self.last and self.first > self.last:
            raise ValueError(f"no day is both after {self.first} and before {self.last}")


#: A day of which nothing is known.
UNDATED = When()


@dataclass(frozen=True, slots=True)
class Spell:
    """One part of a career, tied to one country, or to one that is not named (None).

    `order` tells early stages (small numbers) from late ones; None means that the spell ties people to the
    country without placing them there, as membership does. `homecoming` says that they came back: they had
    been elsewhere, even if no spell tells where. `at` is the body or place, `evidence` whatever vouches for
    the spell.
    """

    country: str | None
    stage: str
    order: int | None = None
    start: When = UNDATED
    end: When = UNDATED
    homecoming: bool = False
    at: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Career:
    """Somebody's spells, in any order; `who` may be a group, as large as `size` allows.

    `homes` are the countries in one of which they are at home: none if that is unknown, several if one of
    them is, or each for a part of a group. `home_evidence` vouches for them.
    """

    who: str
    homes: tuple[str, ...] = ()
    size: Interval = field(default_factory=lambda: Interval.exactly(1))
    spells: tuple[Spell, ...] = ()
    home_evidence: tuple[str, ...] = ()

    @property
    def home(self) -> str | None:
        """The one country in which they are at home, if it is known."""
        return self.homes[0] if len(self.homes) == 1 else None


@dataclass(frozen=True, slots=True)
class Step:
    """Spells of which none is known to come before another, between those before and those after."""

    number: int
    spells: tuple[Spell, ...]

    @property
    def countries(self) -> frozenset[str | None]:
        """Where they are, as far as that is one country; several mean that the order is open."""
        return frozenset(spell.country for spell in self.spells)


def dated(one: Spell, other: Spell) -> bool:
    """Whether the dates say that `one` began before `other`: it began, or was even over, before the other."""
    begun = [day for day in (one.start.last, one.end.last) if day]
    return bool(begun and other.start.first and min(begun) < other.start.first)


def placed(career: Career) -> tuple[Spell, ...]:
    """The spells that say where people were, each taken up again after a shorter one elsewhere within it.

    Who is at one place from 1990 to 2020 and at another from 2000 to 2002 is back at the first from 2002 on,
    unless a third spell may have followed by then.
    """
    stays = [spell for spell in career.spells if spell.order is not None]
    resumed = [
        replace(outer, start=inner.end, homecoming=False)
        for outer in stays
        for inner in stays
        if outer.country != inner.country and dated(outer, inner) and _outlasts(outer, inner)
        if not any(_covers(other, inner) for other in stays if other.country != outer.country)
    ]
    return (*stays, *dict.fromkeys(resumed))


def _outlasts(outer: Spell, inner: Spell) -> bool:
    return bool(inner.end.last and outer.end.first and inner.end.last < outer.end.first)


def _covers(other: Spell, inner: Spell) -> bool:
    """Whether `other` may go on when `inner` ends."""
    end = inner.end.last
    over = other.end.last and end and other.end.last <= end
    later = other.start.first and end and other.start.first > end
    return not over and not later


def preceding(spells: Sequence[Spell]) -> list[set[int]]:
    """For each spell the positions of all that surely began before it; dates count more than stages.

    Stages are used where dates leave the order of two open. Should they make somebody precede himself, dates
    alone count.
    """
    by_date = [{i for i, one in enumerate(spells) if dated(one, other)} for other in spells]
    known = _closed(by_date)
    staged = [
        {i for i, one in enumerate(spells) if i in known[j] or (j not in known[i] and _earlier(one, other))}
        for j, other in enumerate(spells)
    ]
    both = _closed(staged)
    return known if any(j in before for j, before in enumerate(both)) else both


def _earlier(one: Spell, other: Spell) -> bool:
    return one.order is not None and other.order is not None and one.order < other.order


def _closed(before: list[set[int]]) -> list[set[int]]:
    """The same relation, with whatever follows from it by way of a third."""
    result = [set(found) for found in before]
    for middle, _ in enumerate(result):
        for found in result:
            if middle in found:
                found |= result[middle]
    return result


def steps(career: Career) -> tuple[Step, ...]:
    """The placed spells in steps, each of which surely comes after the one before it.

    >>> career = Career("ann", spells=(Spell("B", "work", 2), Spell("A", "study", 1), Spell("A", "work", 1)))
    >>> [(step.number, sorted(step.countries), len(step.spells)) for step in steps(career)]
    [(1, ['A'], 2), (2, ['B'], 1)]
    """
    spells = placed(career)
    before = preceding(spells)
    waiting = sorted(range(len(spells)), key=lambda i: len(before[i]))
    found: list[Step] = []
    taken: list[int] = []
    for place, position in enumerate(waiting, start=1):
        taken.append(position)
        if all(set(waiting[:place]) <= before[later] for later in waiting[place:]):
            together = sorted((spells[i] for i in taken), key=_shown)
            found.append(Step(len(found) + 1, tuple(together)))
            taken = []
    return tuple(found)


def _shown(spell: Spell) -> tuple[object, ...]:
    """How spells of one step are listed: by date, then by name; it says nothing of their order."""
    return (spell.start.first or date.max, spell.country or "", spell.stage, spell.at, spell.evidence)


def stages(career: Career) -> tuple[tuple[int | None, Spell], ...]:
    """Every spell with the number of its step; those that only tie, and so have no step, come last.

    Equal numbers are ties: nobody knows which came first. A spell that was taken up again is listed again.
    """
    ordered = [(step.number, spell) for step in steps(career) for spell in step.spells]
    return (*ordered, *((None, spell) for spell in career.spells if spell.order is None))
