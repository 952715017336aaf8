"""`kg audit`: contradictions among the figures and claims, each with both places and the arithmetic."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import Format, Output, Project
from kg.cli.output import Cell, emit, rows

if TYPE_CHECKING:
    from kg.audit import Contradiction, Side
    from kg.names import Names

__all__ = ["audit"]


def audit(
    rule: Annotated[
        str | None, typer.Option("--rule", "-r", metavar="NAME", help="Only what this rule finds.")
    ] = None,
    fail_on: Annotated[
        str, typer.Option("--fail-on", metavar="LEVEL", help="error, warning, info or never.")
    ] = "never",
    format: Format = None,
    output: Output = None,
    project: Project = None,
) -> None:
    """Find contradictions in what the sources print, each with the arithmetic.

    The rules are those of ontology/audits/. They speak of the sources, not of
    mistakes in the tables (kg check does that), so findings are no failure unless
    --fail-on says so; then the exit code is 1.

    \b
    Examples:
      kg audit
      kg audit --rule parts-against-total
      kg audit --format json -o contradictions.json
      kg audit --fail-on error
    """
    from kg import formats
    from kg.audit import audit as found_in
    from kg.cli.options import opened
    from kg.errors import UsageError
    from kg.findings import Severity

    levels = {**{str(grade): grade for grade in Severity}, "never": None}
    if fail_on not in levels:
        raise UsageError(f"unknown level '{fail_on}'; use error, warning, info or never")
    chosen = formats.choose(format, output, "rows", "table")
    graph = opened(project)
    found = found_in(graph, rule)
    emit(_written(found, graph.names, chosen.name), output)
    level = levels[fail_on]
    if level is not None and any(one.severity >= level for one in found):
        raise typer.Exit(1)


def _written(found: tuple[Contradiction, ...], names: Names, format: str) -> str:
    """The findings as blocks of text, as nested values, or as one row each."""
    if format == "json":
        return json.dumps([one.as_dict() for one in found], ensure_ascii=False, indent=2) + "\n"
    if format == "table":
        return "".join(f"{_block(one, names)}\n" for one in found) + _summary(found)
    return rows(_COLUMNS, [_row(one, names) for one in found], format)


_COLUMNS = [
    *("rule", "severity", "arithmetic", "said", "expected", "where"),
    *("against", "used", "why", "one", "others"),
]


def _where(side: Side, names: Names) -> str:
    places = [f"{names.short(spot.source)} {spot.locator}" for spot in side.places]
    return "; ".join(places)


def _block(found: Contradiction, names: Names) -> str:
    both = (found.one, *found.others)
    sides = list(dict.fromkeys((side.printed, _where(side, names)) for side in both if side.places))
    width = max((len(printed) for printed, _ in sides if len(printed) <= 40), default=0)
    lines = [f"{found.severity}: {found.arithmetic} [{found.rule}]"]
    lines += [f"    {printed:<{width}}  {where}" for printed, where in sides]
    lines.append(f"    used: {found.used} ({found.why})")
    return "".join(f"{line}\n" for line in lines)


def _summary(found: tuple[Contradiction, ...]) -> str:
    grades = [str(one.severity) for one in found]
    counts = ", ".join(f"{grades.count(grade)} of grade {grade}" for grade in dict.fromkeys(grades))
    findings, rules = len(found), len({one.rule for one in found})
    plural = ["s" * (number != 1) for number in (findings, rules)]
    return f"{findings} finding{plural[0]} by {rules} rule{plural[1]}" + (f": {counts}\n" if counts else "\n")


def _row(found: Contradiction, names: Names) -> list[Cell]:
    from kg.vocabulary import compact

    against = dict.fromkeys(_where(side, names) for side in found.others)
    return [
        *(found.rule, str(found.severity), found.arithmetic, found.said, found.expected),
        _where(found.one, names),
        "; ".join(filter(None, against)),
        *(found.used, found.why, compact(found.one.iri)),
        "; ".join(compact(side.iri) for side in found.others),
    ]
