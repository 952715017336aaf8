"""The stages of careers as the lanes of a map, and what of a network stands in which of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx

from kg.graph import Graph
from kg.vocabulary import KG, RDF, RDFS

__all__ = ["Stages", "stages"]


@dataclass(frozen=True, slots=True)
class Stages:
    """The lanes of a map of careers, from left to right, with their headings, and what stands where.

    `lanes` holds the lane of each organisation or place of which a stage is told; `passes`, of each person
    or group of people, the lane of the first stage that is told of them.
    """

    headings: Mapping[str, str]
    lanes: Mapping[str, str]
    passes: Mapping[str, str]


def stages(graph: Graph, network: nx.MultiDiGraph, language: str = "en") -> Stages:
    """What of a network of claims stands at which stage of careers.

    Each relation tells of a stage, and each stage is drawn in a lane: the ontology says which (`kg:stage`,
    `kg:lane`). A lane is headed by the stages of which the network tells. An organisation or a place stands
    in the lane of what is claimed of it most often, or, of lanes named equally often, in the last one.
    People (things of a kind with a least count) stand in none: they pass from the first stage that is told of
    them to the others. Whatever has to do with no career is not there.

    Nodes are IRIs; edges carry the `claims` that make them.
    """
    stage, number = _pairs(graph, f"?key <{KG.stage}> ?value"), _pairs(graph, f"?key <{KG.lane}> ?value")
    people = _pairs(graph, f"?key <{RDF.type}>/<{RDFS.subClassOf}>* ?kind . ?kind <{KG.leastCount}> ?value")
    told: dict[str, Counter[int]] = defaultdict(Counter)
    seen: dict[int, set[str]] = defaultdict(set)
    for source, target, claims in network.edges(data="claims"):
        for name in {stage.get(claim.relation, "") for claim in claims} & number.keys():
            place = int(number[name])
            seen[place].add(name)
            for end in {source, target}:
                told[end][place] += 1
    label = graph.names.label
    return Stages(
        {
            str(lane): " · ".join(label(name, language) for name in sorted(seen[lane]))
            for lane in sorted(seen)
        },
        {
            node: str(max(counts, key=lambda place: (counts[place], place)))
            for node, counts in sorted(told.items())
            if node not in people
        },
        {node: str(min(counts)) for node, counts in sorted(told.items()) if node in people},
    )


def _pairs(graph: Graph, pattern: str) -> dict[str, str]:
    rows = graph.store.select(f"SELECT DISTINCT ?key ?value {{ {pattern} }} ORDER BY ?key ?value")
    return {row["key"].value: row["value"].value for row in rows}
