"""Records to a graph: the tables and the ontology become one dataset, and one file of sorted N-Quads."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import rdflib

from kg import audit, cube, infer, queries
from kg.errors import FindingsError
from kg.files import write
from kg.findings import Finding, Place
from kg.ontology import read as read_ontology
from kg.project import Project
from kg.record import Record, Value
from kg.sources import tables
from kg.store import Store, nquads, parse
from kg.vocabulary import PREFIXES

__all__ = ["Built", "Reading", "build", "counts", "derive", "quads", "read"]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: where, how much of each kind, and how long it took in seconds."""

    path: Path
    counts: dict[str, int]
    quads: int
    seconds: float
    fresh: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What the tables and the ontology say: an rdflib Dataset, the findings, and where each row stands."""

    dataset: rdflib.Dataset
    findings: tuple[Finding, ...]
    places: dict[str, Place]

    @property
    def words(self) -> rdflib.Graph:
        """The named graph of the ontology."""
        return self.dataset.graph(rdflib.URIRef(PREFIXES["graph"] + "ontology"))


def read(project: Project) -> Reading:
    """The asserted graph as an rdflib Dataset, one named graph a source.

    It holds what could be read, so that findings can be judged in their context; `build` refuses to
    write it when there are any.
    """
    records, findings = tables.read(project, read_ontology(project))
    result = rdflib.Dataset()
    for prefix, base in PREFIXES.items():
        result.bind(prefix, base, replace=True)
    result.store.addN(_quads(records, result))
    reading = Reading(result, tuple(findings), {record.iri: record.place for record in records})
    for path in project.vocabulary_files():
        reading.words.parse(path, format="turtle")
    return reading


def quads(reading: Reading) -> list[ox.Quad]:
    """The asserted graph as Oxigraph's quads, with every literal as the tables write it."""
    return list(parse(reading.dataset.serialize(format="nquads", encoding="utf-8")))


def derive(project: Project, asserted: list[ox.Quad]) -> tuple[ox.Quad, ...]:
    """What follows from the asserted quads: by the project's rules, its cubes, and what is disputed."""
    store = Store(asserted)
    inferred = infer.infer(store, project.queries("rules"))
    disputed = audit.disputes(store, queries.read(project.queries("audits")).values())
    return (*inferred, *cube.structures(store), *disputed)


def _quads(
    records: Iterable[Record], result: rdflib.Dataset
) -> Iterator[tuple[rdflib.URIRef, rdflib.URIRef, rdflib.term.Node, rdflib.Graph]]:
    for record in records:
        graph = result.graph(rdflib.URIRef(record.graph))
        subject = rdflib.URIRef(record.iri)
        for name, value in record.statements:
            yield subject, rdflib.URIRef(name), _term(value), graph
        for start, relation, value in record.direct:
            yield rdflib.URIRef(start), rdflib.URIRef(relation), _term(value), graph


def _term(value: Value) -> rdflib.URIRef | rdflib.Literal:
    if value.is_iri:
        return rdflib.URIRef(value.text)
    datatype = rdflib.URIRef(value.datatype) if value.datatype else None
    return rdflib.Literal(value.text, lang=value.language or None, datatype=datatype, normalize=False)


def build(project: Project, *, force: bool = False) -> Built:
    """Build the project's graph and store it; do nothing when its inputs have not changed.

    Raises `FindingsError` with every finding when a row is wrong; then, as when the process is
    killed, the earlier graph stays as it was.
    """
    start = time.perf_counter()
    if not force and project.is_fresh:
        store = Store.open(project.graph)
        return Built(project.graph, counts(store), len(store), time.perf_counter() - start, True)
    digest = project.digest
    reading = read(project)
    if reading.findings:
        raise FindingsError(reading.findings)
    asserted = quads(reading)
    content = nquads([*asserted, *derive(project, asserted)])
    write(project.stamp, "")  # so that, killed after the next line, no old stamp fits a new graph
    write(project.graph, content)
    write(project.stamp, digest + "\n")
    store = Store.open(project.graph)
    return Built(project.graph, counts(store), len(store), time.perf_counter() - start, False)


def counts(store: Store) -> dict[str, int]:
    """How many things of each of our classes there are, by class IRI."""
    rows = store.select(
        "SELECT ?class (COUNT(DISTINCT ?thing) AS ?n) { ?thing a ?class "
        f"FILTER(STRSTARTS(STR(?class), '{PREFIXES['kg']}')) }} GROUP BY ?class ORDER BY ?class"
    )
    return {row["class"].value: int(row["n"].value) for row in rows}
