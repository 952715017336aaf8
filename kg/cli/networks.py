"""`kg network` and `kg map`: the claims as a network, written for other tools and drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.asked import Asked, asked
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
from kg.errors import UsageError

if TYPE_CHECKING:
    import networkx as nx

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


Focus = Annotated[
    str | None,
    typer.Option("--focus", metavar="ACTOR", help="Draw only this actor and those it is tied to."),
]
Hops = Annotated[
    int | None,
    typer.Option("--hops", metavar="N", min=1, help="How many ties away from --focus; by default 1."),
]
Best = Annotated[
    int | None,
    typer.Option(
        "--top", "-n", metavar="N", min=1, help="Draw only the N most central actors, by --size-by or degree."
    ),
]
SizeBy = Annotated[
    str,
    typer.Option("--size-by", metavar="MEASURE", help="What sizes say; kg centrality --measure list."),
]
ColorBy = Annotated[
    str,
    typer.Option(
        "--color-by", "--colour-by", metavar="WHAT", help="What colours say: country, kind, community."
    ),
]
Arranged = Annotated[
    str,
    typer.Option(
        "--layout", metavar="LAYOUT", help="force (by country), bridge, circulation (careers) or geographic."
    ),
]


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
    focus: Focus = None,
    hops: Hops = None,
    top: Best = None,
    size_by: SizeBy = "",
    color_by: ColorBy = "",
    layout: Arranged = "",
    title: Annotated[str | None, typer.Option("--title", help="The heading.")] = None,
    output: Output = None,
    language: Language = "en",
    project: Project = None,
    open_: Annotated[bool, typer.Option("--open", help="Show the file when it is written.")] = False,
) -> None:
    """Draw a layer as one HTML file that opens by double click, or as an SVG or PNG.

    Click an actor or a line to read who says so, and where. What is only planned or
    proposed is drawn dashed. Sizes are those of the whole network, also of a part of it.

    \b
    Examples:
      kg map
      kg map --layer cooperation --lang ko -o map.html --open
      kg map --focus 李革 --hops 2
      kg map --layout bridge --top 40 --size-by betweenness -o bridges.svg
      kg map --layer talent --layout circulation -o careers.png
    """
    from kg import formats

    chosen = formats.choose(None, output, ("page", "picture"), "html")
    look = {"layout": layout, "size_by": size_by, "color_by": color_by}
    _check(**look)
    if hops and not focus:
        raise UsageError("--hops needs --focus")
    if open_ and output == "-":
        raise UsageError("--open needs a file; -o - is none")
    wanted = asked(project, layer, level, status, as_of, period, inferred=inferred, language=language)
    part = _part(wanted, focus, hops or 1, top, size_by)
    content = _FORMS[chosen.name](wanted.graph, part, title=title, language=language, **look)
    path = output or str(wanted.graph.project.map)
    emit(content, path)
    if path != "-":
        note(f"map: {path}")
        if open_:
            typer.launch(path)


def _check(layout: str, size_by: str, color_by: str) -> None:
    """Raise `UsageError` for what does not exist, before anything is computed."""
    from kg.analytics.centrality import MEASURES
    from kg.findings import nearest
    from kg.maps.layouts import LAYOUTS
    from kg.maps.svg.key import COLOURINGS

    for option, name, known in (
        ("layout", layout, LAYOUTS),
        ("measure", size_by, MEASURES),
        ("colouring", color_by, COLOURINGS),
    ):
        if name and name not in known:
            hint = nearest(name, known) or f"; there are {', '.join(known)}"
            raise UsageError(f"unknown {option} '{name}'{hint}")
    if size_by and MEASURES[size_by].low_is_high:
        raise UsageError(f"measure '{size_by}' is lowest for the most central; sizes cannot say that")


def _part(wanted: Asked, focus: str | None, hops: int, top: int | None, size_by: str) -> nx.MultiDiGraph:
    """What of the network is drawn, with the scores of the whole; says on stderr what was left out."""
    from kg.analytics.centrality import scores
    from kg.networks.excerpt import neighbourhood, strongest
    from kg.picture import scored

    keep = [wanted.graph.names.resolve(focus)] if focus is not None else []
    whole = wanted.network()
    for actor in keep:
        if actor not in whole:
            label = wanted.graph.names.label(actor, wanted.language)
            raise UsageError(f"'{label}' has no tie in this network; ask for more layers, statuses or years")
    network = scored(whole, also=size_by)
    for actor in keep:
        network = neighbourhood(network, actor, hops)
    if top is not None and top < len(network):
        measure, there = size_by or "degree", len(network)
        network, equal = strongest(network, top, scores(whole, measure), keep=keep)
        others = f"; {equal} more tie with the last" if equal else ""
        note(f"drawn: {top} of {there} actors by {measure}{others}")
    return network


def _html(*drawn: Any, **look: Any) -> str:
    from kg.picture import picture

    return picture(*drawn, **look)


def _svg(*drawn: Any, **look: Any) -> str:
    from kg.picture.still import still_picture

    return still_picture(*drawn, **look)


def _png(*drawn: Any, **look: Any) -> bytes:
    from kg.charts import covers
    from kg.picture.still import png

    if not covers(look["language"]):
        note(f"kg: no font for '{look['language']}' found; install Noto Sans CJK")
    return png(_svg(*drawn, **look))


#: How each format is made, by its name.
_FORMS: Mapping[str, Callable[..., str | bytes]] = {"html": _html, "svg": _svg, "png": _png}
