"""`kg export` and `kg chart`: the graph for other tools, its figures for other readers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import Bom, Format, Language, Output, Project, opened
from kg.cli.output import Cell, emit, note, rows

__all__ = ["chart", "export"]


def export(
    format: Annotated[
        str,
        typer.Argument(metavar="FORMAT", help="ttl, nt, rdfxml, jsonld, trig, nq, graphml, gexf or csv."),
    ],
    output: Output = None,
    bom: Bom = False,
    project: Project = None,
) -> None:
    """Write the whole graph for another tool; the same data gives the same bytes.

    ttl, nt and rdfxml hold all named graphs as one; jsonld, trig and nq keep them
    apart; graphml and gexf hold the network of facts; csv one row a claim.

    \b
    Examples:
      kg export ttl -o argonauts.ttl
      kg export csv --bom -o claims.csv
    """
    from kg.errors import UsageError
    from kg.export import EXPORTS
    from kg.export import export as exported
    from kg.findings import nearest

    if format not in EXPORTS:
        hint = nearest(format, EXPORTS) or f"; there are {', '.join(EXPORTS)}"
        raise UsageError(f"unknown export format '{format}'{hint}")
    if bom and format != "csv":
        raise UsageError(f"--bom is for csv, not for {format}")
    emit(exported(opened(project), format), output, bom=bom)


def chart(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Which chart; without it, they are listed.")
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="List the charts.")] = False,
    format: Format = None,
    output: Output = None,
    language: Language = "en",
    fonts: Annotated[
        str | None, typer.Option("--fonts", metavar="DIR", help="A folder with more fonts to draw with.")
    ] = None,
    project: Project = None,
) -> None:
    """Draw printed figures as svg (the default), png or one html page; or list the charts.

    Below each chart stands the source of what is drawn, above it the unit, or that
    none is printed. A page works without internet; its numbers name their place.

    \b
    Examples:
      kg chart
      kg chart joint-projects-by-partner -o ranking.svg
      kg chart cases-by-mode-and-partner --lang ko -o cases.png
    """
    from kg import formats

    if list_ or name is None:
        chosen = formats.choose(format, output, "rows", "table")
        emit(rows(["name", "kind", "title"], _charts(project, language), chosen.name), output)
        return
    chosen = formats.choose(format, output, "picture", "svg")
    from kg import charts, plot

    _register(fonts)
    drawn = plot.chart(opened(project), name, language)
    if chosen.name != "html" and not charts.covers(language):
        note(f"kg: no font for '{language}' found; install Noto Sans CJK, or name a folder of fonts: --fonts")
    emit(charts.RENDERERS[chosen.name](drawn), output)


def _register(fonts: str | None) -> None:
    from kg import charts
    from kg.errors import UsageError

    if fonts and not Path(fonts).is_dir():
        raise UsageError(f"no folder {fonts}")
    if fonts:
        charts.register(Path(fonts))


def _charts(project: str | None, language: str) -> list[list[Cell]]:
    from kg.plot import plans
    from kg.project import find

    known = plans(find(project)).values()
    return [[plan.name, plan.kind, plan.title.get(language) or plan.title["en"]] for plan in known]
