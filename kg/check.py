"""One report on everything that can be checked: rows, shapes, the ontology's own, coverage, documents."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import rdflib

from kg import build, documents, validate
from kg.coverage import Coverage, coverage
from kg.errors import UsageError
from kg.findings import Finding, Place, Severity, nearest
from kg.ontology import triples
from kg.project import Project
from kg.store import Store, nquads

__all__ = ["Report", "check", "digest"]


@dataclass(frozen=True, slots=True)
class Report:
    """What a check looked at and what it found; `seconds` is wall time."""

    findings: tuple[Finding, ...]
    rows: int
    shapes: int
    triples: int
    seconds: float
    coverage: Coverage
    copies: tuple[documents.Copy, ...] = ()


def check(project: Project, files: Sequence[str] = (), copies: Path | None = None) -> Report:
    """Check rows, then the graph with its inferences against `shapes/data.ttl`, then the ontology.

    `files` keeps only the findings of those files (`data/claims/talent.csv` or its name). `copies` is
    a folder with the user's own copies of the sources, in which every passage is looked for. A graph
    with wrong rows is still checked, as far as it could be read. Raises `UsageError` for a file that
    is not a table of the project, and for a folder without a copy.
    """
    start = time.perf_counter()
    read = build.read(project)
    wanted = _wanted(project, files)
    asserted = build.quads(read)
    store = Store(asserted)
    covered = coverage(store)
    found, unlike = documents.check(store, read.places, copies) if copies else ([], [])
    graph = read.dataset
    graph.default_union = True
    graph.parse(data=nquads(build.derive(project, asserted)), format="nquads")
    data, own = (project.ontology / "shapes" / name for name in ("data.ttl", "ontology.ttl"))
    findings = [
        *read.findings,
        *validate.validate(graph, data, read.places),
        *validate.validate(read.words, own),
        *_silent(covered, read.places),
        *unlike,
    ]
    kept = [finding for finding in findings if not wanted or finding.place.file in wanted]
    node_shape = ox.NamedNode(rdflib.SH.NodeShape)
    return Report(
        findings=tuple(sorted(kept)),
        rows=len(read.places),
        shapes=sum(triple.object == node_shape for path in (data, own) for triple in triples(path)),
        triples=len(graph),
        seconds=time.perf_counter() - start,
        coverage=covered,
        copies=tuple(found),
    )


def digest(project: Project, copies: Path) -> int:
    """Fill the empty digests of the table of passages from copies of the sources; the number of them."""
    read = build.read(project)
    return documents.fill(project, Store(build.quads(read)), read.places, copies)


def _silent(covered: Coverage, places: Mapping[str, Place]) -> Iterator[Finding]:
    message = "no claim and no figure rests on this sentence"
    for iri in covered.silent:
        if iri in places:
            yield Finding(places[iri], message, "silent-sentence", Severity.INFO)


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
