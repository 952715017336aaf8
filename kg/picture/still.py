"""A network of claims as one picture, without a browser: SVG, and PNG made of it."""

from __future__ import annotations

import re

import networkx as nx

from kg.graph import Graph
from kg.maps.still import still
from kg.picture.fit import fit
from kg.picture.page import arguments, drawn

__all__ = ["png", "still_picture"]

SHARPEST = 4000  # pixels


def still_picture(
    graph: Graph,
    network: nx.MultiDiGraph,
    *,
    title: str | None = None,
    language: str = "en",
    layout: str = "",
    size_by: str = "",
    color_by: str = "",
) -> str:
    """One SVG of `network`, a projection of `graph`; the arguments are those of `kg.picture.picture`.

    Raises ValueError for a layout, measure or colouring that does not exist, and `UsageError` for a layout
    that would say nothing of this network.
    """
    ready, said = (
        drawn(graph, network, language=language),
        arguments(graph, network, title=title, language=language),
    )
    fit(ready, layout, said["sides"])
    return still(ready, **said, layout=layout or "force", size_by=size_by, color_by=color_by)


def png(svg: str) -> bytes:
    """A drawing in pixels, for slides and print; fonts are those of this machine.

    Two pixels a unit, or fewer where the drawing is so large that it would be wider or higher than
    `SHARPEST` pixels.
    """
    import vl_convert

    largest = max(map(float, re.findall(r'(?:width|height)="([0-9.]+)"', svg.partition(">")[0])))
    return vl_convert.svg_to_png(svg, scale=min(2.0, SHARPEST / largest))
