"""The page of a network of claims, and the arguments that every drawing of it shares."""

from __future__ import annotations

from typing import Any

import networkx as nx

from kg import maps
from kg.graph import Graph
from kg.picture.actors import Known, actor, annotated
from kg.picture.fit import fit
from kg.picture.scores import scored
from kg.picture.ties import tie
from kg.vocabulary import KG, PREFIXES, compact

__all__ = ["arguments", "drawn", "picture"]


def picture(
    graph: Graph,
    network: nx.MultiDiGraph,
    *,
    title: str | None = None,
    language: str = "en",
    layout: str = "",
    size_by: str = "",
    color_by: str = "",
) -> str:
    """The page that shows `network`, a projection of `graph`: one HTML document, nothing outside it.

    It begins with a layout of `kg.maps.layouts`, sizes by a measure and colours by country, kind or
    community; the reader can choose others. Raises ValueError for one that does not exist, and
    `UsageError` for a layout that would say nothing of this network.
    """
    ready = drawn(graph, network, language=language)
    ready.graph.update(layout=layout, size=size_by, colour=color_by)
    said = arguments(graph, network, title=title, language=language)
    fit(ready, layout, said["sides"])
    return maps.page(ready, **said)


def arguments(
    graph: Graph, network: nx.MultiDiGraph, *, title: str | None = None, language: str = "en"
) -> dict[str, Any]:
    """What `kg.maps` wants to be told besides the network: heading, language, and how to draw what.

    Which shape a kind has, which line a status, and which country stands left or right is said in
    the ontology (`kg:shape`, `kg:line`, `kg:side`).
    """
    shapes, lines, sides = (annotated(graph, name) for name in (KG.shape, KG.line, KG.side))
    short = {iri: compact(iri).partition(":")[2] for iri in (*shapes, *lines, *sides)}
    ends = {side: short[iri] for iri, side in sides.items()}
    return {
        "title": title or graph.names.label(PREFIXES["kg"].rstrip("#"), language),
        "subtitle": _subtitle(graph, network, language),
        "language": language,
        "layers": sorted({compact(layer).removeprefix("layer:") for layer in graph.ontology.layers.values()}),
        "legend": {
            "kinds": {short[kind]: shape for kind, shape in shapes.items()},
            "statuses": {short[status]: line for status, line in lines.items()},
        },
        "sides": [ends[side] for side in ("left", "right") if side in ends],
    }


def drawn(graph: Graph, network: nx.MultiDiGraph, *, language: str = "en") -> nx.MultiDiGraph:
    """A copy of `network` with all that `kg.maps` reads: labels, evidence, figures, scores, communities.

    A network that is a part of a larger one may come with what `scored` wrote on the nodes of the whole;
    otherwise scores and communities are those of `network` itself.
    """
    ready = scored(network)
    known = Known.read(graph, network, language)
    measures = dict.fromkeys(measure for _, scores in ready.nodes(data="scores") for measure in scores)
    result = nx.MultiDiGraph(
        about=_about(graph, network, language),
        measures=dict.fromkeys(measures, ""),
        stages=dict(known.stages.headings),
    )
    for node, data in ready.nodes(data=True):
        result.add_node(node, **actor(graph, node, data, known, language))
    for source, target, key, data in network.edges(keys=True, data=True):
        result.add_edge(source, target, key, **tie(graph, data, language))
    return result


def _subtitle(graph: Graph, network: nx.MultiDiGraph, language: str) -> str:
    """The layer; of a part of a network also around whom it is, and how many of how many actors it has."""
    label, about = graph.names.label, network.graph
    iri = PREFIXES["layer"] + about["layer"]
    parts = [
        label(iri, language) if iri in graph.names.labels else "",
        label(about["focus"], language) if about.get("focus") else "",
        f"{len(network)} / {about['whole']}" if about.get("whole") else "",
    ]
    return " · ".join(filter(None, parts))


def _about(graph: Graph, network: nx.MultiDiGraph, language: str) -> dict[str, str]:
    """What the footer says: which sources, and how far the claims reach."""
    sources = graph.store.select(f"SELECT ?source {{ ?source a <{KG.Source}> }} ORDER BY ?source")
    heading = graph.names.label
    statuses = [heading(PREFIXES["status"] + name, language) for name in network.graph["status"].split(",")]
    claims = {claim.iri for *_, found in network.edges(data="claims") for claim in found}
    return {
        heading(KG.Source, language): "; ".join(heading(row["source"].value, language) for row in sources),
        heading(KG.Claim, language): str(len(claims)),
        heading(KG.status, language): ", ".join(statuses),
    }
