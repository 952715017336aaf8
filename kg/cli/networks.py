"""`kg network` and `kg map`: the claims as a network, written for other tools and drawn."""

from __future__ import annotations

from typing import Annotated

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
from kg.cli.output import emit, note

__all__ = ["map_", "network"]


def network(
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
    """Write a layer as a network: an edge list (csv), GraphML or GEXF.

    One edge a claim, with relation, status, dates, weight and evidence; parallel
    edges are kept. By default only claims that are facts.

    \b
    Examples:
      kg network --layer cooperation
      kg network --layer cases
      kg network --level country --period 1992:2017
      kg network --layer policy --status proposed,planned -o proposals.graphml
    """
    from kg import formats
    from kg.export import write_network

    chosen = formats.choose(format, output, "network", "csv")
    wanted = asked(project, layer, level, status, as_of, period, inferred=inferred, language=language)
    emit(write_network(wanted.network(), chosen.name), output)


def map_(
    layer: Layer = "all",
    level: Level = None,
    status: Annotated[
        str,
        typer.Option("--status", metavar="STATUS,…", help="Statuses to draw; the legend filters them."),
    ] = "all",
    as_of: AsOf = None,
    period: Period = None,
    inferred: Inferred = True,
    title: Annotated[str | None, typer.Option("--title", help="The heading of the page.")] = None,
    output: Output = None,
    language: Language = "en",
    project: Project = None,
    open_: Annotated[bool, typer.Option("--open", help="Show the page in a browser.")] = False,
) -> None:
    """Draw a layer as one HTML file that opens by double click, without internet.

    Click an actor or a line to read who says so, and where. What is only planned or
    proposed is drawn dashed.

    \b
    Examples:
      kg map
      kg map --layer cooperation --lang ko -o map.html --open
    """
    from kg import formats
    from kg.picture import picture

    formats.choose(None, output, "page", "html")
    wanted = asked(project, layer, level, status, as_of, period, inferred=inferred, language=language)
    path = output or str(wanted.graph.project.map)
    emit(picture(wanted.graph, wanted.network(), title=title, language=language), path)
    if path != "-":
        note(f"map: {path}")
        if open_:
            typer.launch(path)
