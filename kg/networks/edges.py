"""One edge of a network of claims: which claims make it, what it weighs, and how it reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import networkx as nx

from kg.claim import Claim
from kg.graph import Graph
from kg.vocabulary import compact

__all__ = ["Edge", "attributes", "claims_between"]


@dataclass(frozen=True, slots=True)
class Edge:
    """What ties `source` to `target`: one claim; or, through a third thing `via`, the claims of both."""

    source: str
    target: str
    claims: tuple[Claim, ...]
    weight: float
    symmetric: bool
    via: str = ""

    @property
    def key(self) -> str:
        """What tells parallel edges apart: the IRI of the claim, or of the third thing."""
        return self.via or self.claims[0].iri


def attributes(graph: Graph, edge: Edge, language: str) -> dict[str, object]:
    """What a network stores with the edge, in plain values but for the claims."""
    return {
        "relation": _each(compact(one.relation) for one in edge.claims),
        "label": _each(graph.names.label(one.relation, language) for one in edge.claims),
        "layer": _each(compact(one.layer).removeprefix("layer:") for one in edge.claims),
        "status": _each(compact(one.status).removeprefix("status:") for one in edge.claims),
        "from": _each(one.since for one in edge.claims),
        "until": _each(one.until for one in edge.claims),
        "via": compact(edge.via),
        "symmetric": edge.symmetric,
        "weight": edge.weight,
        "claims": edge.claims,
    }


def claims_between(
    network: nx.MultiDiGraph, source: str, target: str, *, either_way: bool = False
) -> tuple[Claim, ...]:
    """Every claim that ties `source` to `target`: those that point there, and those that are symmetric.

    With `either_way`, also those that point back.
    """
    there = (network.get_edge_data(source, target) or {}).values()
    back = (network.get_edge_data(target, source) or {}).values()
    edges = [*there, *(data for data in back if either_way or data["symmetric"])]
    return tuple({claim.iri: claim for data in edges for claim in data["claims"]}.values())


def _each(texts: Iterable[str]) -> str:
    """Each text that is there, once."""
    return "; ".join(dict.fromkeys(filter(None, texts)))
