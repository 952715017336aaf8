"""What the ontology says, read once: kinds and their parents, relations and their layers, concepts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import ProjectError
from kg.project import Project
from kg.vocabulary import KG, RDFS, SKOS, compact

__all__ = ["Ontology", "read", "triples"]


@dataclass(frozen=True)
class Ontology:
    """The part of the ontology that reading tables and drawing networks needs, as plain values.

    Keys are IRIs. `parents` holds every superclass of a class, itself included; `layers` the layer
    concept of each relation; `concepts` the concepts of each scheme; `labels` the preferred labels by
    language; `inverse` the labels of relations read backwards; `symmetric` the relations and indicators
    that hold in both directions.
    """

    parents: Mapping[str, frozenset[str]]
    layers: Mapping[str, str]
    concepts: Mapping[str, frozenset[str]]
    labels: Mapping[str, Mapping[str, str]]
    inverse: Mapping[str, Mapping[str, str]]
    factual: frozenset[str]
    symmetric: frozenset[str]

    def kinds_of(self, parent: str) -> frozenset[str]:
        """Every class that is a `parent`, itself included."""
        return frozenset(name for name, above in self.parents.items() if parent in above)


def triples(path: Path) -> Iterator[ox.Triple]:
    """The triples of one Turtle file; raises `ProjectError` with file and line when it does not parse."""
    try:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            yield quad.triple
    except SyntaxError as error:
        raise ProjectError(f"{path}:{error.lineno}: {error.msg}") from error
    except OSError as error:
        raise ProjectError(f"{path}: {error}") from error


def read(project: Project) -> Ontology:
    """Read every module of the project's ontology."""
    facts: dict[str, list[tuple[str, ox.NamedNode | ox.Literal]]] = defaultdict(list)
    for path in project.vocabulary_files():
        for triple in triples(path):
            subject, value = triple.subject, triple.object
            if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
                facts[triple.predicate.value].append((subject.value, value))

    def links(predicate: str) -> Iterator[tuple[str, str]]:
        return ((subject, value.value) for subject, value in facts[predicate])

    def texts(predicate: str) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for subject, value in facts[predicate]:
            found[subject][getattr(value, "language", None) or ""] = value.value
        return found

    concepts: dict[str, set[str]] = defaultdict(set)
    for concept, scheme in links(SKOS.inScheme):
        concepts[scheme].add(concept)
    return Ontology(
        parents=_closure(links(RDFS.subClassOf)),
        layers=dict(links(KG.layer)),
        concepts={scheme: frozenset(members) for scheme, members in concepts.items()},
        labels=texts(SKOS.prefLabel),
        inverse=texts(KG.inverseLabel),
        factual=frozenset(subject for subject, value in links(KG.factual) if value == "true"),
        symmetric=frozenset(subject for subject, value in links(KG.symmetric) if value == "true"),
    )


def _closure(links: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Each class with all its ancestors, from the direct (class, parent) pairs; a cycle is an error."""
    direct: dict[str, set[str]] = defaultdict(set)
    for child, parent in links:
        direct[child].add(parent)
        direct.setdefault(parent, set())

    def above(name: str, path: tuple[str, ...]) -> set[str]:
        if name in path:
            raise ProjectError(f"{compact(name)} is its own superclass")
        return {name}.union(*(above(parent, (*path, name)) for parent in direct[name]))

    return {name: frozenset(above(name, ())) for name in direct}
