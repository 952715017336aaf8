"""Levels: claims about many kinds of things, read as ties among countries, organisations or people.

A level is a query of `ontology/levels/`. It says which `?unit` of the level each `?thing` stands for, and
which things, with `?joins` true, tie the units that are claimed to have to do with them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from kg import queries
from kg.errors import ProjectError
from kg.graph import Graph
from kg.networks.edges import Edge

__all__ = ["Level", "get", "lift", "names"]


@dataclass(frozen=True, slots=True)
class Level:
    """What a level says: the units of each thing, the things that join units, and the rule of weights."""

    units: Mapping[str, tuple[str, ...]]
    joins: frozenset[str]
    weight: str


def names(graph: Graph) -> dict[str, queries.NamedQuery]:
    """The levels that the ontology declares, by name."""
    return queries.read(graph.project.queries("levels"))


def get(graph: Graph, name: str) -> Level:
    """The level `name`; raises `UsageError` when there is none, `ProjectError` for a broken one."""
    query = queries.get(names(graph), name, "level")
    units: dict[str, set[str]] = defaultdict(set)
    joins: set[str] = set()
    for row in graph.store.select(query.text):
        if "thing" not in row or not row.keys() & {"unit", "joins"}:
            raise ProjectError(f"{query.path.name}: a level selects ?thing with ?unit or ?joins")
        if "unit" in row:
            units[row["thing"].value].add(row["unit"].value)
        elif row["joins"].value == "true":
            joins.add(row["thing"].value)
    sorted_units = {thing: tuple(sorted(found)) for thing, found in units.items()}
    return Level(sorted_units, frozenset(joins - units.keys()), query.weight)


def lift(edges: Iterable[Edge], level: Level) -> Iterator[Edge]:
    """The edges among the units of a level.

    An edge between things that stand for units ties each unit of one end to each of the other, and its
    weight is shared out among these pairs; within one unit it is no tie. Things that join tie every pair
    of the k units around them by 1/(k − 1) each, so that a unit gives each of them one tie in all, as
    M. E. J. Newman (2001), "Scientific collaboration networks. II", Physical Review E 64, 016132,
    weighs co-authors. What a rule derived is left out where a claim from which it follows ties the same
    two units: it is the same tie told again.
    """
    lifted = list(_lifted(edges, level))
    stated: dict[frozenset[str], set[str]] = defaultdict(set)
    for edge in lifted:
        stated[frozenset((edge.source, edge.target))] |= {
            claim.iri for claim in edge.claims if not claim.inferred
        }
    for edge in lifted:
        ties = stated[frozenset((edge.source, edge.target))]
        if not all(claim.inferred and ties & {one.iri for one in claim.grounds} for claim in edge.claims):
            yield edge


def _lifted(edges: Iterable[Edge], level: Level) -> Iterator[Edge]:
    around: dict[str, dict[str, list[Edge]]] = defaultdict(lambda: defaultdict(list))
    for edge in edges:
        sources, targets = level.units.get(edge.source, ()), level.units.get(edge.target, ())
        for source in sources:
            for target in targets:
                if source != target:
                    share = edge.weight / (len(sources) * len(targets))
                    yield Edge(source, target, edge.claims, share, edge.symmetric, edge.via)
        for join, units in ((edge.target, sources), (edge.source, targets)):
            if join in level.joins:
                for unit in units:
                    around[join][unit].append(edge)
    for join, tied in sorted(around.items()):
        for one, other in combinations(sorted(tied), 2):
            claims = {claim.iri: claim for edge in (*tied[one], *tied[other]) for claim in edge.claims}
            yield Edge(one, other, tuple(claims.values()), 1 / (len(tied) - 1), True, join)
