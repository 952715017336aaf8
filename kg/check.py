"""One report on everything that can be checked: rows, the graph's shapes, the ontology's own."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import rdflib

from kg import build, validate
from kg.errors import UsageError
from kg.findings import Finding, nearest
from kg.project import Project
from kg.store import nquads

__all__ = ["Report", "check"]


@dataclass(frozen=True, slots=True)
class Report:
    """What a check looked at and what it found; `seconds` is wall time."""

    findings: tuple[Finding, ...]
    rows: int
    shapes: int
    triples: int
    seconds: float


def check(project: Project, files: Sequence[str] = ()) -> Report:
    """Check rows, then the graph with its inferences against `shapes/data.ttl`, then the ontology.

    `files` keeps only the findings of those files (`data/claims/talent.csv` or its name). A graph
    with wrong rows is still checked, as far as it could be read. Raises `UsageError` for a file
    that is not a table of the project.
    """
    start = time.perf_counter()
    read = build.read(project)
    wanted = _wanted(project, files)
    asserted = build.quads(read)
    whole = [*asserted, *build.derive(project, asserted)]
    graph = _union(whole)
    words = rdflib.Graph()
    for path in project.vocabulary_files():
        words.parse(path, format="turtle")
    data, own = (project.ontology / "shapes" / name for name in ("data.ttl", "ontology.ttl"))
    findings = [
        *read.findings,
        *validate.validate(graph, data, read.places),
        *validate.validate(words, own),
    ]
    kept = [finding for finding in findings if not wanted or finding.place.file in wanted]
    shapes = rdflib.Graph().parse(data).parse(own)
    return Report(
        findings=tuple(sorted(kept)),
        rows=len(read.places),
        shapes=len(set(shapes.subjects(rdflib.RDF.type, rdflib.SH.NodeShape))),
        triples=len(graph),
        seconds=time.perf_counter() - start,
    )


def _union(quads: list[ox.Quad]) -> rdflib.Graph:
    lines = nquads(ox.Quad(*quad.triple) for quad in quads)
    return rdflib.Graph().parse(data=lines, format="nt")


def _wanted(project: Project, files: Sequence[str]) -> frozenset[str]:
    known = [project.name(path) for path in project.tables("**/*.csv")]
    wanted: set[str] = set()
    for file in files:
        found = [name for name in known if name == file or Path(name).name == Path(file).name]
        if not found:
            raise UsageError(f"no table '{file}'{nearest(file, known)}")
        exact = [name for name in found if name == file or Path(file).resolve() == project.root / name]
        wanted.update(exact or found)
    return frozenset(wanted)
