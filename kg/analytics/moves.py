"""Moves between countries: what must have happened between two steps of a career.

However the open questions of a career are answered, between "in A" and "in B" there is a move from A to B;
between "in A and C, nobody knows in which order" and "in B" there is one from A or C to B; between "in A
and B, nobody knows in which order" and "in B" there may be none, so none is counted. Where people set out
from, if no spell tells, follows from where they are at home: whoever is at home in B and studied in A has
left B for A. Such a move is marked as implied.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.analytics.spells import UNDATED, Career, Spell, When, steps

__all__ = ["Move", "moves"]


@dataclass(frozen=True, slots=True)
class Move:
    """One crossing that happened for certain, from one of `origins` to one of `destinations`.

    An empty tuple is a country that nothing names. `implied` marks a departure from home that only the home
    tells of. `when` bounds the day; of a group, the days on which its members moved.
    """

    origins: tuple[str, ...]
    destinations: tuple[str, ...]
    when: When = UNDATED
    implied: bool = False
    evidence: tuple[str, ...] = ()

    @property
    def origin(self) -> str | None:
        """The country that was left, if it is certain."""
        return self.origins[0] if len(self.origins) == 1 else None

    @property
    def destination(self) -> str | None:
        """The country that was reached, if it is certain."""
        return self.destinations[0] if len(self.destinations) == 1 else None


def moves(career: Career) -> tuple[Move, ...]:
    """The moves that must have happened, in their order; see the head of this module.

    From one step to the next there is a move if they share no country and every country is named. A
    homecoming is a move from elsewhere: from where they were before, or from a country that nobody names;
    whoever was at home before it must first have left. The first departure from home is implied.

    >>> study, work = Spell("A", "study", 1), Spell("B", "work", 2)
    >>> for move in moves(Career("ann", ("B",), spells=(study, work))):
    ...     print(move.origin, move.destination, move.implied)
    B A True
    A B False
    >>> for move in moves(Career("eve", ("B",), spells=(Spell("B", "return", 2, homecoming=True),))):
    ...     print(move.origin, move.destination, move.implied)
    B None True
    None B False
    """
    found: list[Move] = []
    here, before = frozenset[str | None](career.homes), tuple[Spell, ...]()
    at_home = bool(here)  # as far as is known: nobody has counted a departure since
    for step in steps(career):
        told = () if before else career.home_evidence
        back = tuple(spell for spell in step.spells if spell.homecoming)
        if back:
            home = frozenset(spell.country for spell in back)
            if at_home:
                found.append(_move(home, _UNNAMED, (), back, (*told, *_evidence(back, home)), implied=True))
            away = (here | step.countries) - home if here.isdisjoint(home) and here else _UNNAMED
            found.append(_move(away, home, before, back, _evidence((*before, *step.spells), away | home)))
            at_home = True
        elif here and here.isdisjoint(step.countries) and None not in here | step.countries:
            evidence = (*told, *_evidence((*before, *step.spells), here | step.countries))
            found.append(_move(here, step.countries, before, step.spells, evidence, implied=not before))
            at_home = bool(career.homes) and step.countries <= frozenset(career.homes)
        here, before = step.countries, step.spells
    return tuple(found)


_UNNAMED: frozenset[str | None] = frozenset()


def _move(
    origins: Iterable[str | None],
    destinations: Iterable[str | None],
    left: Iterable[Spell],
    reached: Iterable[Spell],
    evidence: Iterable[str],
    *,
    implied: bool = False,
) -> Move:
    """A move with its dates: not before those who left had come, nor after those who came were there."""
    first = [spell.start.first for spell in left] + [
        spell.start.first for spell in reached if spell.homecoming
    ]
    last = [spell.start.last for spell in reached]
    when = When(max(filter(None, first), default=None), min(filter(None, last), default=None))
    return Move(_named(origins), _named(destinations), when, implied, tuple(dict.fromkeys(evidence)))


def _named(countries: Iterable[str | None]) -> tuple[str, ...]:
    """The countries in order; none if one of them is not named, since then it may be any."""
    found = list(countries)
    return () if None in found else tuple(sorted(filter(None, found)))


def _evidence(spells: Iterable[Spell], countries: frozenset[str | None]) -> list[str]:
    return [name for spell in spells if spell.country in countries for name in spell.evidence]
