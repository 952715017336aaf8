"""`kg circulation`: who left, returned, went on or is in two countries at once, and how many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.asked import apart, asked
from kg.cli.options import AsOf, Compare, Format, Language, Output, Period, Project, Status
from kg.cli.output import Cell, emit, paragraphs, rows
from kg.cli.sentences import sentences

if TYPE_CHECKING:
    from kg.networks.accounts import Account
    from kg.networks.circulation import Circulation

__all__ = ["circulation"]

View = Annotated[
    str,
    typer.Option(
        "--view",
        "-v",
        metavar="VIEW",
        help="careers, stages, moves, flows, balance, kinds or comparison.",
    ),
]


def circulation(
    view: View = "careers",
    status: Status = None,
    compare: Compare = None,
    as_of: AsOf = None,
    period: Period = None,
    format: Format = None,
    output: Output = None,
    language: Language = "en",
    project: Project = None,
) -> None:
    """Show the circulation of people between countries, as far as sources tell it.

    careers: a row a person or group, with its path and kinds (leaver, returnee,
    onward mover, circulator, argonaut; ? where nothing decides). stages, moves: step
    by step, with evidence. flows: country by country. balance: in, out, net, return
    rate. kinds: how many are, are not, may be. comparison: what is told of each
    country. Groups count within their printed limits, never as exact numbers.

    \b
    Examples:
      kg circulation
      kg circulation --view flows
      kg circulation --view balance -F csv -o balance.csv
      kg circulation --view comparison
      kg circulation --view kinds --compare established,proposed
    """
    from kg import formats
    from kg.errors import UsageError
    from kg.findings import nearest
    from kg.networks.circulation import VIEWS

    if view not in VIEWS:
        hint = nearest(view, VIEWS) or f"; there are {', '.join(VIEWS)}"
        raise UsageError(f"unknown view '{view}'{hint}")
    chosen = formats.choose(format, output, "rows", "table").name
    apart(compare, status=status)
    wanted = asked(project, "all", None, status, as_of, period, inferred=True, language=language)
    told = wanted.told(compare)
    if view == "comparison" and chosen == "table":
        emit("\n".join(_text(name, one) for name, one in told.items()), output)
    elif view == "flows" and chosen in {"table", "md"} and not compare:
        emit(rows(*_matrix(told[""]), chosen), output)
    else:
        columns = [*(["status"] if compare else []), *VIEWS[view].columns]
        cells: list[Sequence[Cell]] = [
            [*([name] if compare else []), *row]
            for name, one in told.items()
            for row in VIEWS[view].rows(one)
        ]
        emit(rows(*_readable(columns, cells, chosen), chosen), output)


def _readable(
    columns: list[str], cells: list[Sequence[Cell]], format: str
) -> tuple[list[str], list[Sequence[Cell]]]:
    """For people without ids, and without the places, which csv and the view of stages have."""
    if format not in {"table", "md"}:
        return columns, cells
    hidden = {"id", "least", "most"} | ({"where", "may be"} if "home" in columns else set())
    kept = [i for i, name in enumerate(columns) if name not in hidden]
    return [columns[i] for i in kept], [[row[i] for i in kept] for row in cells]


def _matrix(told: Circulation) -> tuple[list[str], list[Sequence[Cell]]]:
    """A row an origin, a column a destination; what nobody names comes last."""
    matrix = told.flows
    origins = list(dict.fromkeys([*(o for o, _ in matrix.cells if o), *(o for o, _ in matrix.cells)]))
    ends = list(dict.fromkeys([*sorted(d for _, d in matrix.cells if d), *(d for _, d in matrix.cells)]))
    cells: list[Sequence[Cell]] = [
        [
            told.label(origin),
            *(str(matrix.cell(origin, end)) if (origin, end) in matrix.cells else None for end in ends),
        ]
        for origin in origins
    ]
    return ["from \\ to", *map(told.label, ends)], cells


def _text(name: str, told: Circulation) -> str:
    """Each country's account: its people, and what is said of them in words."""
    lines = [f"{name}:", ""] if name else []
    for account in told.accounts:
        lines += [*_account(told, account), ""]
    return paragraphs(lines[:-1])


def _account(told: Circulation, account: Account) -> list[str]:
    from kg.networks.circulation import kinds
    from kg.show import sentence

    rate = f"; return rate {account.rate}" if account.rate else ""
    lines = [f"{told.label(account.country)}: returned {account.returned}, away {account.away}{rate}"]
    for story in account.stories:
        who = story.career.who
        people = "1 person" if str(story.career.size) == "1" else f"{story.career.size} people"
        lines.append(f"  {told.label(who)}: {people}; {kinds(story.career)[0]}")
        names = dict.fromkeys(name for spell in (*story.abroad, *story.here) for name in spell.evidence)
        claims = [told.selected.claims[one] for one in names]
        lines += sentences(
            (sentence(told.graph, claim, language=told.language) for claim in claims), indent=4
        )
    for claim in account.statements:
        lines += sentences([sentence(told.graph, claim, language=told.language)], indent=2)
    return lines
