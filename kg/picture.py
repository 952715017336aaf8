"""A network of claims made ready to be drawn: every label resolved, every edge with its evidence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import networkx as nx

from kg import maps
from kg.claim import Claim
from kg.graph import Graph
from kg.show import show_claim
from kg.vocabulary import KG, PREFIXES, SKOS, compact

__all__ = ["picture"]


def picture(graph: Graph, network: nx.MultiDiGraph, *, title: str | None = None, language: str = "en") -> str:
    """The page that shows `network`, a projection of `graph`: one HTML document, nothing outside it.

    Which shape a kind has, which line a status, and which country stands left or right is said in
    the ontology (`kg:shape`, `kg:line`, `kg:side`).
    """
    shapes, lines, sides = (_annotations(graph, name) for name in (KG.shape, KG.line, KG.side))
    drawn = nx.MultiDiGraph(about=_about(graph, network, language))
    elsewhere = _identities(graph)
    for node, data in network.nodes(data=True):
        drawn.add_node(node, **_node(graph, node, data, shapes, elsewhere.get(node, ()), language))
    for source, target, key, data in network.edges(keys=True, data=True):
        drawn.add_edge(source, target, key, **_edge(graph, data, language))
    short = {iri: compact(iri).partition(":")[2] for iri in (*shapes, *lines, *sides)}
    ends = {side: short[iri] for iri, side in sides.items()}
    name = graph.names.label(PREFIXES["kg"].rstrip("#"), language)
    return maps.page(
        drawn,
        title=title or name,
        subtitle=_subtitle(graph, network, language),
        language=language,
        layers=sorted({compact(layer).removeprefix("layer:") for layer in graph.ontology.layers.values()}),
        legend={
            "kinds": {short[kind]: shape for kind, shape in shapes.items()},
            "statuses": {short[status]: line for status, line in lines.items()},
        },
        sides=[ends[side] for side in ("left", "right") if side in ends],
    )


def _annotations(graph: Graph, property_iri: str) -> dict[str, str]:
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


def _node(
    graph: Graph,
    iri: str,
    data: dict[str, str],
    shapes: dict[str, str],
    links: Iterable[tuple[str, str]],
    language: str,
) -> dict[str, object]:
    label = graph.names.label
    kind = PREFIXES["kg"] + data["kind"]
    above = graph.ontology.parents.get(kind, frozenset({kind}))
    # The nearest ancestor with a shape is the one with most ancestors of its own.
    drawn = [parent for parent in above if parent in shapes]
    family = max(drawn, key=lambda name: len(graph.ontology.parents.get(name, ())), default=kind)
    country = (data["country"].split() or [""])[0]
    existence = PREFIXES["status"] + data["existence"] if data["existence"] else ""
    notes = graph.store.select(f"SELECT ?note {{ <{iri}> <{KG.note}> ?note }}")
    return {
        "label": label(iri, language),
        "names": _names(graph, iri),
        "kind": data["kind"],
        "kind_label": label(kind, language) if data["kind"] else "",
        "family": compact(family).removeprefix("kg:"),
        "family_label": label(family, language) if data["kind"] else "",
        "country": country,
        "country_label": label(PREFIXES["id"] + country, language) if country else "",
        "existence": data["existence"],
        "existence_label": label(existence, language) if existence else "",
        "note": notes[0]["note"].value if notes else "",
        "links": list(links),
    }


def _names(graph: Graph, iri: str) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {
        language: [text] for language, text in graph.names.labels.get(iri, {}).items()
    }
    for name in graph.names.printed.get(iri, ()):
        known = names.setdefault(name.language, [])
        if name.text not in known:
            known.append(name.text)
    return names


def _edge(graph: Graph, data: dict[str, Any], language: str) -> dict[str, object]:
    label = graph.names.label
    claims: tuple[Claim, ...] = data["claims"]
    lines = [show_claim(graph, claim, language=language) for claim in claims]
    first = claims[0]
    # What rests on a plan is drawn as one, whatever else it rests on.
    factual = graph.ontology.factual
    status = next((claim.status for claim in claims if claim.status not in factual), first.status)
    inverse = graph.ontology.inverse.get(first.relation, {}) if len(claims) == 1 else {}
    texts = [
        text
        for line in lines
        for text in (
            line.details,
            *(f"{label(KG.isDisputedBy, language)}: {dispute.arithmetic}" for dispute in line.disputed),
        )
        if text
    ]
    return {
        "relation": data["relation"].removeprefix("kg:"),
        "label": "; ".join(dict.fromkeys(line.what for line in lines)),
        "inverse": inverse.get(language) or inverse.get("en", ""),
        "symmetric": data["symmetric"],
        "layer": compact(first.layer).removeprefix("layer:"),
        "layer_label": label(first.layer, language) if first.layer else "",
        "status": compact(status).removeprefix("status:"),
        "status_label": label(status, language),
        "text": "; ".join(dict.fromkeys(texts)),
        "period": lines[0].period,
        "evidence": [
            {"source": where.source, "locator": where.locator}
            for where in dict.fromkeys(where for line in lines for where in line.evidence)
        ],
    }


def _subtitle(graph: Graph, network: nx.MultiDiGraph, language: str) -> str:
    layer = network.graph["layer"]
    iri = PREFIXES["layer"] + layer
    return graph.names.label(iri, language) if iri in graph.names.labels else ""


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
