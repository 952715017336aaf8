"""`kg why`: the shortest chains of claims between two things."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.asked import asked
from kg.cli.options import (
    AsOf,
    Format,
    Inferred,
    Language,
    Layer,
    Level,
    Output,
    Period,
    Project,
    Status,
)
from kg.cli.output import Cell, emit, note, paragraphs, rows
from kg.cli.sentences import sentences

if TYPE_CHECKING:
    from kg.cli.asked import Asked
    from kg.networks.why import Path

__all__ = ["why"]


def why(
    one: Annotated[str, typer.Argument(metavar="A", help="An id, a CURIE, or a name in any script.")],
    other: Annotated[str, typer.Argument(metavar="B", help="The same.")],
    top: Annotated[int, typer.Option("--top", "-n", min=1, help="How many paths to show.")] = 1,
    avoid: Annotated[
        list[str] | None,
        typer.Option("--avoid", metavar="ACTOR", help="A thing that no path may pass; can be repeated."),
    ] = None,
    layer: Layer = "all",
    level: Level = None,
    status: Status = None,
    as_of: AsOf = None,
    period: Period = None,
    inferred: Inferred = True,
    format: Format = None,
    output: Output = None,
    language: Language = "en",
    project: Project = None,
) -> None:
    """Show how two things are connected: the shortest paths, each step with its claims.

    Only facts count unless --status says otherwise; each claim shows its status and
    where it is printed. Where there is no path, the exit code is 0 and stderr says so.

    \b
    Examples:
      kg why wuxi-pharmatech columbia-university
      kg why KISTEP 중국 --avoid south-korea
      kg why yozma-group "government of South Korea" --status all
    """
    from kg import formats
    from kg.errors import UsageError
    from kg.networks.why import why as paths_between

    chosen = formats.choose(format, output, ("rows", "entry"), "table")
    wanted = asked(project, layer, level, status, as_of, period, inferred=inferred, language=language)
    graph = wanted.graph
    ends = [graph.names.resolve(text) for text in (one, other)]
    passed = [graph.names.resolve(text) for text in avoid or ()]
    if ends[0] == ends[1]:
        raise UsageError("both ends are the same thing")
    if {*ends} & {*passed}:
        raise UsageError("a path cannot avoid its own ends")
    found = paths_between(graph, wanted.network(), *ends, top=top, avoid=passed, language=language)
    if not found:
        _say_why_not(wanted, ends, passed)
    if chosen.name == "json":
        import json

        content = [path.as_dict() for path in found]
        emit(json.dumps(content, ensure_ascii=False, indent=2) + "\n", output)
    elif chosen.name == "table":
        emit(_text(found), output)
    else:
        emit(rows(_COLUMNS, _rows(found), chosen.name), output)


def _say_why_not(wanted: Asked, ends: list[str], passed: list[str]) -> None:
    """That nothing was found; and, where claims that are no facts would connect the two, how to see them."""
    from dataclasses import replace

    from kg.networks.projection import project
    from kg.networks.selection import select
    from kg.networks.why import why as paths_between

    labels = " and ".join(f"'{wanted.graph.names.label(end, wanted.language)}'" for end in ends)
    everything = select(wanted.graph, replace(wanted.selection, status="all"))
    network = project(wanted.graph, everything, wanted.layer, level=wanted.level)
    other = paths_between(wanted.graph, network, *ends, avoid=passed)
    hint = f"; with --status all there is one of {len(other[0].steps)} steps" if other else ""
    note(f"kg: no path between {labels}{hint}")


def _text(found: tuple[Path, ...]) -> str:
    lines: list[str] = []
    for number, path in enumerate(found, start=1):
        way = [path.steps[0].source, *(step.target for step in path.steps)] if path.steps else []
        lines += [""] * (number > 1) + [f"{number}. {' – '.join(way)}"]
        for step in path.steps:
            lines += [f"   {step.source} – {step.target}", *sentences(step.lines, indent=6)]
    return paragraphs(lines)


_COLUMNS = ["path", "step", "from", "to", "subject", "relation and object", "status", "where"]


def _rows(found: tuple[Path, ...]) -> list[list[Cell]]:
    return [
        [
            *(number, place, step.source, step.target, line.what, line.text, line.status),
            "; ".join(f"{where.source} {where.locator}" for where in line.evidence),
        ]
        for number, path in enumerate(found, start=1)
        for place, step in enumerate(path.steps, start=1)
        for line in step.lines
    ]
