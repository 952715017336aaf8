"""A projection: one reading of the claims as a network, with the claims on its edges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import networkx as nx

from kg import claim, queries
from kg.claim import Claim
from kg.errors import ProjectError
from kg.graph import Graph
from kg.networks import levels
from kg.networks.edges import Edge, attributes
from kg.networks.selection import Selected, Selection, select
from kg.thing import Thing
from kg.vocabulary import compact

__all__ = ["layers", "network", "project"]


def layers(graph: Graph) -> dict[str, queries.NamedQuery]:
    """The networks that the ontology declares, by name: one a layer, `all`, and those made of figures."""
    return queries.read(graph.project.queries("networks"))


def network(
    graph: Graph,
    layer: str = "all",
    *,
    level: str | None = None,
    status: str | None = None,
    as_of: str | None = None,
    period: str | None = None,
    inferred: bool = True,
    without: Iterable[str] = (),
    language: str = "en",
) -> nx.MultiDiGraph:
    """A layer of the graph as a directed multigraph: one edge a claim, parallel edges kept.

    `level` is a level of the ontology, such as the one of countries, to which the ends of claims are
    lifted; by default things stay as the claims name them. What the other arguments select is said in
    `kg.networks.selection.Selection`.

    Nodes are IRIs with `label`, `kind`, `country`, `existence`. Edges are keyed by the IRI of their
    claim and carry `relation`, `label`, `layer`, `status`, `from`, `until`, `symmetric` (true of both
    directions), `weight`, and `claims`, the `kg.claim.Claim` values themselves. `network.graph` says
    which layer, level, statuses and time were used, and by which rule edges have their `weight`.
    """
    selection = Selection(status, as_of, period, inferred, frozenset(without))
    return project(graph, select(graph, selection), layer, level=level, language=language)


def project(
    graph: Graph,
    selected: Selected,
    layer: str = "all",
    *,
    level: str | None = None,
    language: str = "en",
) -> nx.MultiDiGraph:
    """The network of a selection that has been made; see `network`."""
    query = queries.get(layers(graph), layer, "layer")
    lifted = levels.get(graph, level) if level else None
    edges = list(_edges(graph, selected, query))
    if lifted:
        edges = list(levels.lift(edges, lifted))
    result = nx.MultiDiGraph(
        layer=layer,
        level=level or "",
        **selected.words(),
        weight="; ".join(filter(None, (query.weight or "1 a claim", lifted.weight if lifted else ""))),
    )
    for node in sorted({node for edge in edges for node in (edge.source, edge.target)}):
        result.add_node(node, **_node(graph, node, language))
    for edge in sorted(edges, key=lambda edge: (edge.source, edge.target, edge.key)):
        result.add_edge(edge.source, edge.target, edge.key, **attributes(graph, edge, language))
    return result


def _edges(graph: Graph, selected: Selected, query: queries.NamedQuery) -> Iterator[Edge]:
    """What the query connects, as far as its claims, or the figures that it weighs by, are selected."""
    answer = selected.store.select(query.text)
    if answer and not {"source", "target", "claim"} <= answer[0].keys():
        raise ProjectError(f"{query.path.name}: a network selects ?source ?target ?claim")
    found = dict(selected.claims)
    if any(row["claim"].value not in graph.claims for row in answer):  # they are figures, or were dropped
        found |= {name: one for name, one in claim.figures(selected.store).items() if selected.admits(one)}
    if query.weight and any("weight" not in row for row in answer):
        raise ProjectError(f"{query.path.name}: a network with '#+ weight:' selects ?weight for each edge")
    symmetric = graph.ontology.symmetric
    facts = [one for one in found.values() if not one.inferred and one.status in graph.ontology.factual]
    stated = {_statement(one, symmetric) for one in facts}
    rows = {tuple(row[name].value for name in ("source", "target", "claim")): row for row in answer}
    for (source, target, name), row in sorted(rows.items()):
        # What a rule derives although a source states it as a fact is no second tie.
        if name in found and not (found[name].inferred and _statement(found[name], symmetric) in stated):
            weight = float(row["weight"].value) if "weight" in row else 1
            yield Edge(source, target, (found[name],), weight, found[name].relation in symmetric)


def _statement(one: Claim, symmetric: frozenset[str]) -> tuple[str, frozenset[str] | tuple[str, str]]:
    """What a claim says; of a symmetric relation, whichever way it is said."""
    ends = (one.subject, one.object)
    return one.relation, frozenset(ends) if one.relation in symmetric else ends


def _node(graph: Graph, iri: str, language: str) -> dict[str, str]:
    thing = graph.things.get(iri) or Thing(iri)
    return {
        "label": graph.names.label(iri, language),
        "kind": compact(thing.kind).removeprefix("kg:"),
        "country": " ".join(compact(country).removeprefix("id:") for country in thing.countries),
        "existence": compact(thing.existence).removeprefix("status:"),
    }
