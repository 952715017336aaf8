"""SHACL shapes to findings that point back to the file and line a thing was read from."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping
from pathlib import Path

import pyshacl
import rdflib
from rdflib.namespace import SH

from kg.errors import ProjectError
from kg.findings import Finding, Place, Severity
from kg.ontology import triples
from kg.vocabulary import compact

__all__ = ["validate"]

_SEVERITY: Mapping[object, Severity] = {
    SH.Violation: Severity.ERROR,
    SH.Warning: Severity.WARNING,
    SH.Info: Severity.INFO,
}
_TARGETS = (SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf)
_IRI = re.compile(r"https?://\S*[\w/#]")


def validate(data: rdflib.Graph, shapes: Path, places: Mapping[str, Place] | None = None) -> list[Finding]:
    """Every result of the shapes in one file, sorted; no results means that `data` conforms.

    `places` says where each IRI was read; what has no place (an inference, a term) is named by its
    CURIE. Raises `ProjectError` when the file holds no shape: a check that has nothing to check
    must not pass.
    """
    deque(triples(shapes), maxlen=0)  # which says in which line a file does not parse
    rules = rdflib.Graph().parse(shapes, format="turtle")
    if (None, rdflib.RDF.type, SH.NodeShape) not in rules:
        raise ProjectError(f"{shapes}: no sh:NodeShape to check with")
    _, report, _ = pyshacl.validate(data, shacl_graph=_spread(rules), inference="none", do_owl_imports=False)
    assert isinstance(report, rdflib.Graph)
    return sorted(
        {
            _finding(report, rules, result, places or {})
            for result in report.subjects(rdflib.RDF.type, SH.ValidationResult)
        }
    )


def _spread(rules: rdflib.Graph) -> rdflib.Graph:
    """The same rules, with the targets of each node shape handed on to its property shapes.

    pySHACL judges a property shape that has targets once for all things, but one that hangs on a
    node shape anew for each thing, which takes it three times as long.
    """
    result = rdflib.Graph() + rules
    for node, part in rules.subject_objects(SH.property):
        targets = [(way, target) for way in _TARGETS for target in rules.objects(node, way)]
        if targets and (None, None, node) not in rules and (node, SH.deactivated, None) not in rules:
            result.remove((node, SH.property, part))
            for way, target in targets:
                result.add((part, way, target))
    return result


def _finding(
    report: rdflib.Graph, rules: rdflib.Graph, result: rdflib.term.Node, places: Mapping[str, Place]
) -> Finding:
    focus = str(report.value(result, SH.focusNode))
    shape = report.value(result, SH.sourceShape)
    path = report.value(result, SH.resultPath)
    column = compact(str(path)).partition(":")[2] if path else ""
    value = report.value(result, SH.value)
    # A shape for a whole class names the class as focus, and the offending thing as value.
    found = places.get(focus) or (places.get(str(value)) if path is None else None)
    place = Place(found.file, found.line, column) if found else Place(compact(focus), 0, column)
    messages = sorted(_compacted(str(text)) for text in report.objects(result, SH.resultMessage))
    said = f" ('{compact(str(value))}')" if value is not None and str(value) != focus else ""
    return Finding(
        place,
        (messages[0] if messages else "does not conform") + said,
        _rule(rules, shape),
        _SEVERITY.get(report.value(result, SH.resultSeverity), Severity.ERROR),
    )


def _compacted(text: str) -> str:
    return _IRI.sub(lambda found: compact(found[0]), text)


def _rule(rules: rdflib.Graph, shape: rdflib.term.Node | None) -> str:
    """The kebab-case name of a shape, or of the node shape that holds the property shape."""
    while shape is not None:
        name = rules.value(shape, SH.name)
        if name is not None:
            return str(name)
        parent = rules.value(None, SH.property, shape)
        if parent is None:
            return compact(str(shape)).partition(":")[2]
        shape = parent
    return "shape"
