"""Flows between countries: a matrix of moves, with what nobody names in a row and a column of its own.

Two ways lead to one matrix. `flows` counts the moves of careers within limits, since groups have no exact
size; `flows_from_counts` adds up a table of exact counts, however long.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.analytics.circulation import heads, times
from kg.analytics.intervals import NOTHING, Interval
from kg.analytics.moves import moves
from kg.analytics.spells import Career, steps

__all__ = ["Balance", "Base", "Flow", "FlowMatrix", "flows", "flows_from_counts"]

Cell = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Flow:
    """The moves into or out of one country: those whose other end is named, the rest, and all."""

    named: Interval
    unnamed: Interval
    all: Interval


@dataclass(frozen=True, slots=True)
class Balance:
    """Of one country: the moves into it and out of it, and what is left of them.

    `net` is less wide than inflow minus outflow where the same people went out and came back.
    """

    country: str
    inflow: Flow
    outflow: Flow
    net: Interval


@dataclass(frozen=True, slots=True)
class Base:
    """Of how many careers a matrix is made: the denominators of whatever is read off it.

    All numbers count careers, of persons and of groups alike, but `people`, which counts human beings:
    `asked` are all that were given, `told` those with a spell, `moved` those with a move that counts. Of
    those with a spell, `home_unknown` have no one known home, and of `order_open` the order between
    countries is not known.
    """

    asked: int
    told: int
    moved: int
    home_unknown: int
    order_open: int
    people: Interval


@dataclass(frozen=True)
class FlowMatrix:
    """How many moves led from one country (or None, not named) to another; empty cells are left out."""

    cells: Mapping[Cell, Interval]
    balances: Mapping[str, Balance]
    base: Base | None = None

    @property
    def countries(self) -> tuple[str, ...]:
        """The named countries, in order."""
        return tuple(self.balances)

    def cell(self, origin: str | None, destination: str | None) -> Interval:
        """The moves from one country to another."""
        return self.cells.get((origin, destination), NOTHING)

    def balance(self, country: str) -> Balance:
        """The moves into and out of a country, which may have none."""
        nothing = Flow(NOTHING, NOTHING, NOTHING)
        return self.balances.get(country) or Balance(country, nothing, nothing, NOTHING)

    def net(self, country: str) -> Interval:
        """How many more moves led into a country than out of it."""
        return self.balance(country).net


def flows(careers: Iterable[Career], *, implied: bool = True) -> FlowMatrix:
    """The moves of careers as a matrix; without `implied`, only those between places that are told.

    Moves of persons add up. Groups that may share members are counted once at the lower end of a cell, and in
    full at its upper end (`kg.analytics.circulation.heads`); moves between different pairs of countries are
    different moves. A move whose end is one of several countries stands with those whose end is not named.

    >>> from kg.analytics.spells import Spell
    >>> study, back = Spell("A", "study", 1), Spell("B", "return", 2, homecoming=True)
    >>> them = Career("them", ("B",), Interval(24), (study, back))
    >>> matrix = flows([them, Career("eve", ("B",), spells=(back,))])
    >>> {cell: str(count) for cell, count in matrix.cells.items()}
    {('A', 'B'): '≥ 24', ('B', 'A'): '≥ 24', ('B', None): '1', (None, 'B'): '1'}
    >>> str(matrix.balance("B").inflow.all), str(matrix.net("B")), str(matrix.net("A"))
    ('≥ 24', '0', '0')
    """
    given = list(careers)
    crossings = [
        Counter((move.origin, move.destination) for move in moves(career) if implied or not move.implied)
        for career in given
    ]
    by_cell: dict[Cell, list[tuple[Career, int]]] = defaultdict(list)
    for career, counted in zip(given, crossings, strict=True):
        for cell, many in counted.items():
            by_cell[cell].append((career, many))
    cells = {cell: times(by_cell[cell]) for cell in sorted(by_cell, key=_order)}
    return FlowMatrix(cells, _balances(given, crossings, cells), _base(given, crossings))


def _balances(
    careers: Sequence[Career], crossings: Sequence[Counter[Cell]], cells: Mapping[Cell, Interval]
) -> dict[str, Balance]:
    passing: dict[str, list[tuple[Career, int, int]]] = defaultdict(list)
    for career, counted in zip(careers, crossings, strict=True):
        for country in _countries(counted):
            into, out = (
                sum(many for cell, many in counted.items() if cell[end] == country) for end in (1, 0)
            )
            passing[country].append((career, into, out))
    sums: dict[tuple[str, int, bool], Interval] = defaultdict(lambda: NOTHING)
    for cell, count in cells.items():
        for end, there in enumerate(cell):
            if there is not None:
                sums[there, end, cell[1 - end] is not None] += count
    return {
        country: Balance(
            country,
            _flow(sums[country, 1, True], sums[country, 1, False], ((one, into) for one, into, _ in who)),
            _flow(sums[country, 0, True], sums[country, 0, False], ((one, out) for one, _, out in who)),
            _net(who),
        )
        for country, who in sorted(passing.items())
    }


def _countries(cells: Iterable[Cell]) -> set[str]:
    return {country for cell in cells for country in cell if country is not None}


def _flow(named: Interval, unnamed: Interval, passing: Iterable[tuple[Career, int]]) -> Flow:
    """Moves whose other end is not named may be among the named ones, unless other people made them."""
    low = max(named.low or 0, times(passing).low or 0)
    return Flow(named, unnamed, Interval(low, (named + unnamed).high))


def _net(passing: Sequence[tuple[Career, int, int]]) -> Interval:
    """What is left of moves in and out; a person without a known home may be of a group that did both."""
    person = Interval.exactly(1)
    both = any(into == out and career.size != person for career, into, out in passing)

    def counted(crossings: Sequence[tuple[Career, int]]) -> Interval:
        found = times(crossings)
        loose = sum(many for career, many in crossings if career.home is None and career.size == person)
        return Interval(max((found.low or 0) - loose, 0), found.high) if both else found

    gained = counted([(career, into - out) for career, into, out in passing if into > out])
    lost = counted([(career, out - into) for career, into, out in passing if into < out])
    return gained - lost


def _base(careers: Sequence[Career], crossings: Sequence[Counter[Cell]]) -> Base:
    told = [career for career in careers if career.spells]
    return Base(
        asked=len(careers),
        told=len(told),
        moved=sum(map(bool, crossings)),
        home_unknown=sum(career.home is None for career in told),
        order_open=sum(any(len(step.countries) > 1 for step in steps(career)) for career in told),
        people=heads(told),
    )


def flows_from_counts(rows: Iterable[tuple[str | None, str | None, int]]) -> FlowMatrix:
    """A table of exact counts (origin, destination, moves) as a matrix; rows of one pair of countries add up.

    None is a country without a name. What begins and ends in the same named country is no move.

    >>> matrix = flows_from_counts([("A", "B", 3), ("B", "A", 1), ("A", "B", 1), (None, "B", 5)])
    >>> str(matrix.cell("A", "B")), str(matrix.balance("B").inflow.named), str(matrix.net("B"))
    ('4', '4', '8')
    """
    cells: Counter[Cell] = Counter()
    for origin, destination, number in rows:
        if number and (origin is None or origin != destination):
            cells[origin, destination] += number
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for (origin, destination), number in cells.items():
        if destination is not None:
            counts[destination][0 if origin is not None else 1] += number
        if origin is not None:
            counts[origin][2 if destination is not None else 3] += number
    exact = Interval.exactly
    balances = {
        country: Balance(
            country,
            Flow(exact(named_in), exact(other_in), exact(named_in + other_in)),
            Flow(exact(named_out), exact(other_out), exact(named_out + other_out)),
            exact(named_in + other_in - named_out - other_out),
        )
        for country, (named_in, other_in, named_out, other_out) in sorted(counts.items())
    }
    return FlowMatrix({cell: exact(cells[cell]) for cell in sorted(cells, key=_order)}, balances)


def _order(cell: Cell) -> tuple[bool, str, bool, str]:
    """Cells row by row, each with what is not named at its end."""
    origin, destination = cell
    return origin is None, origin or "", destination is None, destination or ""
