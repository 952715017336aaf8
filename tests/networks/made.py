"""Graphs of changed worlds, made in memory: what the tables say and the rules derive, without the audits."""

from __future__ import annotations

from collections.abc import Callable

import networkx as nx

from kg import infer
from kg.build import quads, read
from kg.graph import Graph
from kg.project import Project
from kg.store import Store
from kg.vocabulary import compact
from tests import factory

#: The tables of claims, and those of figures.
CLAIMS = tuple(
    f"claims/{name}.csv"
    for name in (*("cooperation", "funding", "governance"), *("knowledge", "policy", "talent"))
)
FIGURES = ("figures/ledger-1999-table-1.csv",)


def made(project: Project) -> Graph:
    """The graph of a project's tables as they are now; nothing is written."""
    reading = read(project)
    assert reading.findings == ()
    store = Store(quads(reading))
    infer.infer(store, project.queries("rules"))
    return Graph(project, store)


def keep(project: Project, which: Callable[[dict[str, str]], dict[str, str] | None]) -> None:
    """Take every claim and figure away for which `which` gives None; its other answers take their place."""
    for file in (*CLAIMS, *FIGURES):
        header, *rows = factory.table(project, file)
        changed = (which(dict(zip(header, row, strict=True))) for row in rows)
        factory.save(project, file, [header, *(list(row.values()) for row in changed if row is not None)])


def said(network: nx.MultiDiGraph) -> list[tuple[object, ...]]:
    """Every edge with all that it says, but for the IRI of its claim, which depends on the evidence."""
    return sorted(
        (
            *(compact(source), compact(target)),
            *(data[name] for name in ("relation", "layer", "status", "from", "until", "via", "symmetric")),
            round(data["weight"], 9),
            sorted(place.iri for claim in data["claims"] for place in claim.evidence),
            sorted((claim.rule, len(claim.premises)) for claim in data["claims"]),
        )
        for source, target, data in network.edges(data=True)
    )


def short(network: nx.MultiDiGraph) -> list[str]:
    """Every edge as a sentence."""
    return sorted(
        f"{compact(source)} {data['relation'].removeprefix('kg:')} {compact(target)}".replace("id:", "")
        for source, target, data in network.edges(data=True)
    )
