"""`kg network`, `kg centrality`, `kg map`: the claims as a network, ranked and drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import AsOf, Format, Inferred, Language, Layer, Output, Project, Status, opened
from kg.cli.output import emit, note, rows

if TYPE_CHECKING:
    import networkx as nx

    from kg.graph import Graph

__all__ = ["centrality", "map_", "network"]


def _network(
    graph: Graph, layer: str, status: str | None, as_of: str | None, *, inferred: bool, language: str = "en"
) -> nx.MultiDiGraph:
    """The projection that the shared options describe; says on stderr which claims it used."""
    from kg.networks.projection import network

    found = network(graph, layer, status=status, as_of=as_of, inferred=inferred, language=language)
    used = found.graph
    note(
        f"{used['layer']}: {found.number_of_nodes()} actors, {found.number_of_edges()} claims; "
        f"status {used['status']}"
        + (f"; as of {as_of}" if as_of else "")
        + ("" if inferred else "; asserted only")
    )
    return found


def network(
    layer: Layer = "all",
    status: Status = None,
    as_of: AsOf = None,
    inferred: Inferred = True,
    format: Format = None,
    output: Output = None,
    language: Language = "en",
    project: Project = None,
) -> None:
    """Write a layer as a network: an edge list (csv), GraphML or GEXF.

    One edge a claim, with relation, status, dates and evidence; parallel edges are
    kept. By default only claims that are facts.

    \b
    Examples:
      kg network --layer cooperation
      kg network --layer policy --status proposed,planned -o proposals.graphml
    """
    from kg import formats
    from kg.export import write_network

    chosen = formats.choose(format, output, "network", "csv")
    found = _network(opened(project), layer, status, as_of, inferred=inferred, language=language)
    emit(write_network(found, chosen.name), output)


def centrality(
    measure: Annotated[
        str,
        typer.Option(
            "--measure",
            metavar="MEASURE",
            help="degree, betweenness, closeness, eigenvector or pagerank.",
        ),
    ] = "betweenness",
    top: Annotated[int, typer.Option("--top", "-n", min=0, help="How many to show; 0 for all.")] = 20,
    layer: Layer = "all",
    status: Status = None,
    as_of: AsOf = None,
    inferred: Inferred = True,
    format: Format = None,
    output: Output = None,
    language: Language = "en",
    project: Project = None,
) -> None:
    """Rank the actors of a layer by a centrality measure; ties share a rank.

    \b
    Examples:
      kg centrality
      kg centrality --layer talent --measure degree --top 5
    """
    from kg import formats
    from kg.analytics.centrality import MEASURES, ranking
    from kg.errors import UsageError
    from kg.findings import nearest
    from kg.vocabulary import compact

    if measure not in MEASURES:
        hint = nearest(measure, MEASURES) or f"; there are {', '.join(MEASURES)}"
        raise UsageError(f"unknown measure '{measure}'{hint}")
    chosen = formats.choose(format, output, "rows", "table")
    found = _network(opened(project), layer, status, as_of, inferred=inferred, language=language)
    ranks = ranking(found, measure)
    cells = [
        [
            rank,
            found.nodes[node]["label"],
            compact(str(node)).removeprefix("id:"),
            found.nodes[node]["country"],
            round(score, 6),
        ]
        for rank, node, score in (ranks[:top] if top else ranks)
    ]
    columns = ["rank", "actor", "id", "country", measure]
    if chosen.name in {"table", "md"}:
        cells = [[rank, actor, country, score] for rank, actor, _, country, score in cells]
        columns.remove("id")
    emit(rows(columns, cells, chosen.name), output)


def map_(
    layer: Layer = "all",
    status: Annotated[
        str,
        typer.Option("--status", metavar="STATUS,…", help="Statuses to draw; the legend filters them."),
    ] = "all",
    as_of: AsOf = None,
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
    graph = opened(project)
    found = _network(graph, layer, status, as_of, inferred=inferred, language=language)
    path = output or str(graph.project.map)
    emit(picture(graph, found, title=title, language=language), path)
    if path != "-":
        note(f"map: {path}")
        if open_:
            typer.launch(path)
