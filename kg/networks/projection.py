"""A projection: one reading of the claims as a network, with the claims on its edges."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import networkx as nx

from kg import queries
from kg.claim import Claim
from kg.dates import PartialDate
from kg.errors import ProjectError, UsageError
from kg.graph import Graph
from kg.vocabulary import KG, PREFIXES, compact

__all__ = ["layers", "network"]


def layers(graph: Graph) -> dict[str, queries.NamedQuery]:
    """The networks that the ontology declares, by name: one a layer, and `all`."""
    return queries.read(graph.project.queries("networks"))


def network(
    graph: Graph,
    layer: str = "all",
    *,
    status: str | None = None,
    as_of: str | None = None,
    inferred: bool = True,
    language: str = "en",
) -> nx.MultiDiGraph:
    """A layer of the graph as a directed multigraph: one edge a claim, parallel edges kept.

    `status` names statuses (comma-separated, or `all`); by default only claims that are facts.
    `as_of` is a day, or the last day of a month or year: claims that end before or begin after it are
    left out, claims without dates stay, and what rules derived stays with any of its premises.
    `inferred=False` leaves out what rules derived.

    Nodes are IRIs with `label`, `kind`, `country`, `existence`. Edges are keyed by the IRI of their
    claim and carry `relation`, `label`, `layer`, `status`, `weight` (1 a claim) and `claim`, the
    `kg.claim.Claim` itself. `network.graph` says which layer, statuses and date were used.
    """
    query = queries.get(layers(graph), layer, "layer")
    statuses = graph.statuses(status)
    answer = graph.store.select(query.text)
    if answer and not {"source", "target", "claim"} <= answer[0].keys():
        raise ProjectError(f"{query.path.name}: a network selects ?source ?target ?claim")
    result = nx.MultiDiGraph(
        layer=layer,
        status=",".join(sorted(compact(name).removeprefix("status:") for name in statuses)),
        as_of=as_of or "",
        inferred=inferred,
    )
    edges = sorted({(row["source"].value, row["target"].value, row["claim"].value) for row in answer})
    held = _held(graph.claims, as_of) if as_of else graph.claims.keys()
    chosen = [
        (source, target, claim)
        for source, target, name in edges
        if (claim := graph.claims[name]).status in statuses
        and (inferred or not claim.inferred)
        and name in held
    ]
    _add_nodes(result, graph, {node for source, target, _ in chosen for node in (source, target)}, language)
    for source, target, claim in chosen:
        result.add_edge(source, target, claim.iri, **_edge(graph, claim, language))
    return result


def _held(claims: Mapping[str, Claim], as_of: str) -> set[str]:
    """The claims that may hold on a day, and the inferences that have one of them among their premises."""
    try:
        day = str(PartialDate.from_text(as_of).latest)
    except ValueError as error:
        raise UsageError(f"as-of: {error}") from error
    held = {name for name, claim in claims.items() if not claim.inferred and claim.holds_on(day)}
    inferences = {name: set(claim.premises) for name, claim in claims.items() if claim.inferred}
    while new := {name for name, premises in inferences.items() if name not in held and premises & held}:
        held |= new
    return held


def _edge(graph: Graph, claim: Claim, language: str) -> dict[str, object]:
    return {
        "relation": compact(claim.relation),
        "label": graph.names.label(claim.relation, language),
        "layer": compact(claim.layer).removeprefix("layer:"),
        "status": compact(claim.status).removeprefix("status:"),
        "weight": 1,
        "claim": claim,
    }


def _add_nodes(result: nx.MultiDiGraph, graph: Graph, nodes: Iterable[str], language: str) -> None:
    kinds = _facts(graph, f"?thing a ?value FILTER(STRSTARTS(STR(?value), '{PREFIXES['kg']}'))")
    countries = _facts(graph, f"?thing <{KG.country}> ?value")
    for country in {name for names in countries.values() for name in names}:
        countries.setdefault(country, [country])  # a country belongs to itself
    existence = _facts(graph, f"?thing <{KG.existence}> ?value")
    for node in sorted(nodes):
        result.add_node(
            node,
            label=graph.names.label(node, language),
            kind=compact(kinds.get(node, [""])[0]).removeprefix("kg:"),
            country=" ".join(compact(c).removeprefix("id:") for c in countries.get(node, [])),
            existence=compact(existence.get(node, [""])[0]).removeprefix("status:"),
        )


def _facts(graph: Graph, pattern: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in graph.store.select(f"SELECT ?thing ?value {{ {pattern} }} ORDER BY ?thing ?value"):
        found.setdefault(row["thing"].value, []).append(row["value"].value)
    return found
