"""Who left, returned, went on or is in two countries: careers, flows, balances, kinds, and their evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from kg.analytics.circulation import KINDS, Count, classify, tally
from kg.analytics.flows import Balance
from kg.analytics.intervals import Interval, Rate
from kg.analytics.moves import Move, moves
from kg.analytics.spells import Career, Spell, When, stages
from kg.atlas.analysis import coloured, slug, style
from kg.atlas.circulation_pictures import flow_picture, ways
from kg.atlas.entries import sorted_claims
from kg.atlas.pages import Page, Part
from kg.atlas.reading import Reading
from kg.claim import Claim
from kg.networks.accounts import Account
from kg.networks.circulation import Circulation
from kg.networks.selection import select

__all__ = ["Crossing", "Journey", "Kind", "Nation", "Stop", "pages", "when"]

#: The words for each kind of mobile people: its name, and what it means.
KIND_WORDS = {
    "leaver": ("kind_leaver", "kind_leaver_is"),
    "returnee": ("kind_returnee", "kind_returnee_is"),
    "onward mover": ("kind_onward", "kind_onward_is"),
    "circulator": ("kind_circulator", "kind_circulator_is"),
    "argonaut": ("kind_argonaut", "kind_argonaut_is"),
}


@dataclass(frozen=True, slots=True)
class Stop:
    """Spells of one stage in one country (None for not told) within a step: where exactly, and since when.

    `home` is None where it is not known whether the country is home.
    """

    stage: str
    country: str | None
    at: tuple[str, ...]
    began: str
    home: bool | None


@dataclass(frozen=True, slots=True)
class Journey:
    """A career as a row: its stops step by step, those that only tie, its kinds, and what tells of it."""

    career: Career
    steps: tuple[tuple[Stop, ...], ...]
    ties: tuple[Stop, ...]
    sure: tuple[str, ...]
    open: tuple[str, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Crossing:
    """The moves from one country to another, with their careers and the claims behind them."""

    origin: str | None
    destination: str | None
    count: Interval
    moves: tuple[tuple[Career, Move, tuple[Claim, ...]], ...]


@dataclass(frozen=True, slots=True)
class Nation:
    """A row of the balance, and what the sources tell of the country's people."""

    country: str
    balance: Balance
    account: Account | None
    rate: Rate | None
    statements: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of mobile people: how many are, are not, may be; and of which careers these are."""

    name: str
    count: Count
    careers: Mapping[bool | None, tuple[Career, ...]]


def pages(reading: Reading) -> Iterator[Part]:
    """The page, its style sheet and its pictures; there is none where the graph tells of no career."""
    told = Circulation(reading.graph, select(reading.graph), reading.language)
    if not told.told:
        return
    crossings = _crossings(reading, told)
    colours = {group[0]: place for group, place in coloured(reading).items() if len(group) == 1}
    flow_map = flow_picture(reading, told, colours)
    alluvial = ways(reading, told, colours)
    context = {
        "told": told,
        "journeys": [_journey(reading, told, career) for career in _by_name(reading, told.told)],
        "crossings": crossings,
        "origins": _ends(reading, (one.origin for one in crossings)),
        "destinations": _ends(reading, (one.destination for one in crossings)),
        "nations": _nations(reading, told),
        "kinds": _kinds(told, reading),
        "kind_words": KIND_WORDS,
        "colours": colours,
        "ways": alluvial,
        "map": flow_map,
        "slug": slug,
        "dated": partial(when, reading),
        "names": lambda kinds: [reading.words[KIND_WORDS[kind][0]] for kind in kinds],
    }
    yield style()
    yield Page("circulation.html", "circulation.html.j2", reading.words["circulation"], context)
    yield from (one.file for one in (flow_map, alluvial and alluvial.picture) if one)


def when(reading: Reading, bounds: When) -> str:
    """A year as far as it is known, in the language of the site."""
    first, last = (str(day.year) if day else "" for day in (bounds.first, bounds.last))
    if first and last:
        return first if first == last else f"{first}–{last}"
    word = "from_year" if first else "by_year" if last else ""
    return reading.words[word].format(first or last) if word else ""


def _by_name(reading: Reading, careers: Iterable[Career]) -> list[Career]:
    return sorted(careers, key=lambda career: (reading.label(career.who).text.casefold(), career.who))


def _ends(reading: Reading, found: Iterable[str | None]) -> list[str | None]:
    """Countries by their labels; what is not told comes last."""
    known = {*found}
    return [*reading.by_label(one for one in known if one), *([None] if None in known else [])]


def _claims(reading: Reading, told: Circulation, names: Iterable[str]) -> tuple[Claim, ...]:
    found = {name: told.selected.claims[name] for name in names if name in told.selected.claims}
    return tuple(sorted_claims(reading, found.values()))


def _journey(reading: Reading, told: Circulation, career: Career) -> Journey:
    steps: dict[int | None, dict[tuple[str, str | None], list[Spell]]] = {}
    for number, spell in stages(career):
        steps.setdefault(number, {}).setdefault((spell.stage, spell.country), []).append(spell)
    stops = {
        number: tuple(_stop(reading, career, spells) for spells in found.values())
        for number, found in steps.items()
    }
    answers = classify(career)
    names = [*career.home_evidence, *(name for spell in career.spells for name in spell.evidence)]
    return Journey(
        career=career,
        steps=tuple(stops[number] for number in stops if number is not None),
        ties=stops.get(None, ()),
        sure=tuple(kind for kind in KINDS if answers[kind]),
        open=tuple(kind for kind in KINDS if answers[kind] is None),
        claims=_claims(reading, told, names),
    )


def _stop(reading: Reading, career: Career, spells: list[Spell]) -> Stop:
    first = spells[0]
    at_home = first.country in career.homes if career.homes and first.country else None
    return Stop(
        stage=first.stage,
        country=first.country,
        at=tuple(dict.fromkeys(spell.at for spell in spells if spell.at != first.country)),
        began=when(reading, first.start),
        home=True if first.homecoming else at_home,
    )


def _crossings(reading: Reading, told: Circulation) -> list[Crossing]:
    """Every cell of the matrix that is not empty, row by row."""
    found: dict[tuple[str | None, str | None], list[tuple[Career, Move, tuple[Claim, ...]]]] = {}
    for career in _by_name(reading, told.told):
        for move in moves(career):
            behind = _claims(reading, told, move.evidence)
            found.setdefault((move.origin, move.destination), []).append((career, move, behind))
    order = {end: place for place, end in enumerate(_ends(reading, {end for cell in found for end in cell}))}
    cells = sorted(told.flows.cells, key=lambda cell: (order[cell[0]], order[cell[1]]))
    return [Crossing(*cell, told.flows.cells[cell], tuple(found[cell])) for cell in cells]


def _nations(reading: Reading, told: Circulation) -> list[Nation]:
    accounts = {account.country: account for account in told.accounts}
    return [
        Nation(
            country,
            told.flows.balance(country),
            account := accounts.get(country),
            account.rate if account else None,
            tuple(account.statements) if account else (),
        )
        for country in reading.by_label({*told.flows.countries, *accounts})
    ]


def _kinds(told: Circulation, reading: Reading) -> list[Kind]:
    counts = tally(told.careers)
    answers = [(career, classify(career)) for career in _by_name(reading, told.told)]
    return [
        Kind(
            kind,
            counts[kind],
            {
                answer: tuple(career for career, known in answers if known[kind] is answer)
                for answer in (True, False, None)
            },
        )
        for kind in KINDS
    ]
