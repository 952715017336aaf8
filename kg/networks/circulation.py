"""The circulation of people as rows to read: careers, stages, moves, flows, balances and kinds.

What is counted is decided in `kg.analytics`; here numbers get names, and steps the places that print them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.analytics.circulation import classify, return_rate, tally
from kg.analytics.flows import FlowMatrix, flows
from kg.analytics.intervals import NOTHING, Interval
from kg.analytics.moves import moves
from kg.analytics.spells import Career, When, stages
from kg.claim import Claim
from kg.graph import Graph
from kg.networks.accounts import Account, comparison
from kg.networks.careers import careers
from kg.networks.selection import Selected
from kg.vocabulary import compact

__all__ = ["VIEWS", "Circulation", "View", "kinds", "when"]

Row = list[str | int | None]


@dataclass(frozen=True)
class Circulation:
    """All that a selection of claims tells of people between countries."""

    graph: Graph
    selected: Selected
    language: str = "en"

    @cached_property
    def careers(self) -> tuple[Career, ...]:
        """The careers of all people and groups, also of whom nothing is told."""
        return careers(self.graph, self.selected.claims)

    @cached_property
    def told(self) -> tuple[Career, ...]:
        """The careers with a spell."""
        return tuple(career for career in self.careers if career.spells)

    @cached_property
    def flows(self) -> FlowMatrix:
        """The moves between countries."""
        return flows(self.careers)

    @cached_property
    def accounts(self) -> tuple[Account, ...]:
        """What is told of each country; statements of any status are among it."""
        return comparison(self.careers, self.selected.claims, self.graph.claims)

    def label(self, iri: str | None) -> str:
        """What to call a person, a place or a stage; what is not named is `?`."""
        return self.graph.names.label(iri, self.language) if iri else "?"

    def printed(self, names: Iterable[str]) -> str:
        """Where the claims of these IRIs are printed."""
        spots = {
            spot for name in names if name in self.selected.claims for spot in self._claim(name).evidence
        }
        return "; ".join(f"{self.graph.names.short(spot.source)} {spot.locator}" for spot in sorted(spots))

    def _claim(self, name: str) -> Claim:
        return self.selected.claims[name]


@dataclass(frozen=True, slots=True)
class View:
    """One way to look at circulation: the columns, and the rows of a circulation."""

    columns: tuple[str, ...]
    rows: Callable[[Circulation], Iterator[Row]]


def when(bounds: When) -> str:
    """A day as far as it is known: `2005`, `2005–2011`, `from 2005`, `by 2011`, or nothing.

    >>> from datetime import date
    >>> when(When(date(2005, 1, 1), date(2005, 12, 31))), when(When(None, date(2011, 2, 17)))
    ('2005', 'by 2011')
    """
    first = str(bounds.first.year) if bounds.first else ""
    last = str(bounds.last.year) if bounds.last else ""
    if first and last:
        return first if first == last else f"{first}–{last}"
    return f"from {first}" if first else f"by {last}" if last else ""


def _who(told: Circulation, career: Career) -> Row:
    homes = "/".join(told.label(home) for home in career.homes) or "?"
    return [told.label(career.who), compact(career.who).removeprefix("id:"), str(career.size), homes]


def kinds(career: Career) -> tuple[str, str]:
    """The kinds that a career is of, and those of which it may be; `none` where it can be of none."""
    answers = classify(career).items()
    sure = ", ".join(kind for kind, answer in answers if answer)
    open_ = ", ".join(kind for kind, answer in answers if answer is None)
    return sure or ("?" if open_ else "none"), open_


def _careers(told: Circulation) -> Iterator[Row]:
    for career in told.told:
        path = [
            f"{told.label(spell.stage)}: {told.label(spell.country)}"
            + (f" ({dated})" if (dated := when(spell.start)) else "")
            for _, spell in stages(career)
        ]
        names = [name for spell in career.spells for name in spell.evidence]
        yield [*_who(told, career), " → ".join(dict.fromkeys(path)), *kinds(career), told.printed(names)]


def _stages(told: Circulation) -> Iterator[Row]:
    for career in told.told:
        for step, spell in stages(career):
            yield [
                *_who(told, career)[:2],
                *(step, told.label(spell.stage), told.label(spell.country), told.label(spell.at)),
                *(when(spell.start), when(spell.end), told.printed(spell.evidence)),
            ]


def _moves(told: Circulation) -> Iterator[Row]:
    for career in told.told:
        for move in moves(career):
            yield [
                *_who(told, career)[:3],
                *("/".join(map(told.label, ends)) or "?" for ends in (move.origins, move.destinations)),
                *(when(move.when), "yes" if move.implied else "no", told.printed(move.evidence)),
            ]


def _flows(told: Circulation) -> Iterator[Row]:
    for (origin, destination), count in told.flows.cells.items():
        yield [told.label(origin), told.label(destination), str(count), count.low, count.high]


def _balance(told: Circulation) -> Iterator[Row]:
    by_country = {account.country: account for account in told.accounts}
    for country in sorted({*told.flows.countries, *by_country}):
        balance = told.flows.balance(country)
        account = by_country.get(country)
        rate = return_rate(told.careers, country)
        yield [
            *(told.label(country), str(balance.inflow.all), str(balance.inflow.unnamed)),
            *(str(balance.outflow.all), str(balance.outflow.unnamed), str(balance.net)),
            *(
                _told_of(account.returned if account else NOTHING),
                _told_of(account.away if account else NOTHING),
            ),
            f"{rate} of {rate.denominator}" if rate else None,
        ]


def _told_of(count: Interval) -> str:
    """A count of people; of whom nobody tells, that is not a zero of the world."""
    return "none told" if count == NOTHING else str(count)


def _tally(told: Circulation) -> Iterator[Row]:
    for kind, count in tally(told.careers).items():
        yield [kind, str(count.yes), str(count.no), str(count.unknown)]


def _comparison(told: Circulation) -> Iterator[Row]:
    for account in told.accounts:
        for story in account.stories:
            abroad = dict.fromkeys(
                f"{told.label(one.stage)}: {told.label(one.country)}" for one in story.abroad
            )
            here = dict.fromkeys(f"{told.label(one.stage)}: {told.label(one.at)}" for one in story.here)
            yield [
                *(told.label(account.country), told.label(story.career.who), str(story.career.size)),
                *("; ".join(abroad), "; ".join(here), *kinds(story.career)),
                "; ".join(f"{told.graph.names.short(s.source)} {s.locator}" for s in story.evidence),
            ]


#: Every view by name, in the order in which help lists them.
VIEWS: Mapping[str, View] = {
    "careers": View(("who", "id", "people", "home", "path", "kinds", "may be", "where"), _careers),
    "stages": View(("who", "id", "step", "stage", "country", "at", "from", "until", "where"), _stages),
    "moves": View(("who", "id", "people", "origin", "destination", "when", "implied", "where"), _moves),
    "flows": View(("origin", "destination", "people", "least", "most"), _flows),
    "balance": View(
        (
            *("country", "in", "in from ?", "out", "out to ?", "net"),
            *("returned", "away", "return rate"),
        ),
        _balance,
    ),
    "kinds": View(("kind", "are", "are not", "may be"), _tally),
    "comparison": View(
        ("country", "who", "people", "abroad", "there", "kinds", "may be", "where"), _comparison
    ),
}
