"""What a page knows of a node: its names, kind and country, its figures, where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx

from kg.graph import Graph
from kg.networks.coordinates import coordinates
from kg.networks.stages import Stages, stages
from kg.picture.ties import against, places
from kg.show import show
from kg.vocabulary import KG, PREFIXES, SKOS, compact

__all__ = ["Known", "actor", "annotated"]


@dataclass(frozen=True)
class Known:
    """What is looked up once for all nodes.

    shapes: kind → shape, as the ontology says. elsewhere: thing → its addresses in other registers.
    figures: the things that have figures. statuses: the label of a status in a line of `kg.show` → its IRI.
    stages: where each thing stands in careers. globe: thing → its latitude and longitude.
    """

    shapes: Mapping[str, str]
    elsewhere: Mapping[str, list[tuple[str, str]]]
    figures: frozenset[str]
    statuses: Mapping[str, str]
    stages: Stages
    globe: Mapping[str, tuple[float, float]]

    @classmethod
    def read(cls, graph: Graph, network: nx.MultiDiGraph, language: str) -> Known:
        """Asks the graph."""
        return cls(
            shapes=annotated(graph, KG.shape),
            elsewhere=_identities(graph),
            figures=_measured(graph),
            statuses=_statuses(graph, language),
            stages=stages(graph, network, language),
            globe=coordinates(graph),
        )


def actor(graph: Graph, iri: str, data: dict[str, Any], known: Known, language: str) -> dict[str, object]:
    """The attributes of a node, as `kg.maps` reads them; what is of several countries has one of its own."""
    label = graph.names.label
    kind = PREFIXES["kg"] + data["kind"]
    above = graph.ontology.parents.get(kind, frozenset({kind}))
    # The nearest ancestor with a shape is the one with most ancestors of its own.
    shaped = [parent for parent in above if parent in known.shapes]
    family = max(shaped, key=lambda name: len(graph.ontology.parents.get(name, ())), default=kind)
    countries = data["country"].split()
    existence = PREFIXES["status"] + data["existence"] if data["existence"] else ""
    notes = graph.store.select(f"SELECT ?note {{ <{iri}> <{KG.note}> ?note }}")
    return {
        "label": label(iri, language),
        "names": _names(graph, iri),
        "kind": data["kind"],
        "kind_label": label(kind, language) if data["kind"] else "",
        "family": compact(family).removeprefix("kg:"),
        "family_label": label(family, language) if data["kind"] else "",
        "country": data["country"],
        "country_label": " · ".join(label(PREFIXES["id"] + country, language) for country in countries),
        "countries": countries,
        "existence": data["existence"],
        "existence_label": label(existence, language) if existence else "",
        "note": notes[0]["note"].value if notes else "",
        "links": list(known.elsewhere.get(iri, ())),
        "community": data["community"],
        "scores": data["scores"],
        "stage": known.stages.lanes.get(iri, ""),
        "passes": known.stages.passes.get(iri, ""),
        **dict(zip(("lat", "lon"), known.globe.get(iri, ()), strict=False)),
        "figures": _figures(graph, iri, known, language) if iri in known.figures else [],
    }


def _figures(graph: Graph, iri: str, known: Known, language: str) -> list[dict[str, object]]:
    """What sources print in numbers of a thing, as `kg show` says it."""
    return [
        {
            "heading": line.what,
            "text": line.text,
            "status": compact(status).removeprefix("status:"),
            "status_label": graph.names.label(status, language) if status else "",
            "evidence": places([line]),
            "disputed": against([line]),
        }
        for line in show(graph, iri, language=language).figures
        for status in (known.statuses.get(line.status, ""),)
    ]


def _names(graph: Graph, iri: str) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {
        language: [text] for language, text in graph.names.labels.get(iri, {}).items()
    }
    for name in graph.names.printed.get(iri, ()):
        known = names.setdefault(name.language, [])
        if name.text not in known:
            known.append(name.text)
    return names


def annotated(graph: Graph, property_iri: str) -> dict[str, str]:
    """What the ontology or the data say with one property, by thing."""
    rows = graph.store.select(f"SELECT ?thing ?value {{ ?thing <{property_iri}> ?value }} ORDER BY ?thing")
    return {row["thing"].value: row["value"].value for row in rows}


def _identities(graph: Graph) -> dict[str, list[tuple[str, str]]]:
    """The addresses under which other registers know each thing."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in graph.store.select(
        f"SELECT ?thing ?value {{ ?thing <{SKOS.exactMatch}> ?value }} ORDER BY ?thing ?value"
    ):
        address = row["value"].value
        host = address.split("/")[2].removeprefix("www.")
        found.setdefault(row["thing"].value, []).append((host, address))
    return found


def _measured(graph: Graph) -> frozenset[str]:
    """The things of which, or with which, some source prints a figure."""
    rows = graph.store.select(
        f"SELECT DISTINCT ?thing {{ ?figure a <{KG.Figure}> . "
        f"{{ ?figure <{KG.subject}> ?thing }} UNION {{ ?figure <{KG.partner}> ?thing }} }}"
    )
    return frozenset(row["thing"].value for row in rows)


def _statuses(graph: Graph, language: str) -> dict[str, str]:
    scheme = graph.ontology.concepts[PREFIXES["status"].rstrip("/")]
    return {graph.names.label(status, language).lower(): status for status in sorted(scheme)}
