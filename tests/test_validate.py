"""Shapes: each result becomes a finding at the row it comes from; a file without a shape is no check."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import rdflib

from kg.errors import ProjectError
from kg.findings import Place
from kg.validate import validate
from kg.vocabulary import PREFIXES

PREFIXED = "".join(f"@prefix {name}: <{base}> .\n" for name, base in PREFIXES.items())
DATA = """
claim:a a kg:Claim ; kg:note "one", "two" ; kg:status "plan" .
claim:b a kg:Claim ; kg:note "one" ; kg:status status:planned .
inference:i a kg:Inference .
"""
SHAPES = """
shape:claim a sh:NodeShape ; sh:targetClass kg:Claim ; sh:name "claim" ;
    sh:property shape:note, shape:status .
shape:note a sh:PropertyShape ; sh:path kg:note ; sh:maxCount 1 ; sh:severity sh:Warning ;
    sh:name "one-note" ; sh:message "more than one note" .
shape:status a sh:PropertyShape ; sh:path kg:status ; sh:nodeKind sh:IRI ; sh:message "no status" .
shape:inference a sh:NodeShape ; sh:targetClass kg:Inference ; sh:property shape:rule .
shape:rule a sh:PropertyShape ; sh:path kg:rule ; sh:minCount 1 ; sh:severity sh:Info ; sh:message "no rule" .
shape:whole a sh:NodeShape ; sh:targetNode kg:Claim ; sh:name "whole" ; sh:sparql shape:ask .
shape:ask a sh:SPARQLConstraint ; sh:message "noted twice" ; sh:select '''
    SELECT $this ?value { ?value a $this ; <https://w3id.org/argonauts/ontology#note> ?a, ?b FILTER(?a < ?b) }
''' .
"""
PLACES = {PREFIXES["claim"] + "a": Place("data/claims/talent.csv", 57)}


def graph(text: str) -> rdflib.Graph:
    """A graph of Turtle in which every prefix is known."""
    return rdflib.Graph().parse(data=PREFIXED + text, format="turtle")


@pytest.fixture
def shapes(tmp_path: Path) -> Path:
    """The shapes above, in a file."""
    path = tmp_path / "shapes.ttl"
    path.write_text(PREFIXED + SHAPES, encoding="utf-8")
    return path


def test_each_result_points_to_the_row_that_it_comes_from(shapes: Path) -> None:
    """Sorted; a shape for a class names the class, but the offending row is meant; no row, no line."""
    assert [str(finding) for finding in validate(graph(DATA), shapes, PLACES)] == [
        "data/claims/talent.csv:57: noted twice ('claim:a') [whole]",
        "data/claims/talent.csv:57: note: warning: more than one note [one-note]",
        "data/claims/talent.csv:57: status: no status ('plan') [claim]",
        "inference:i: rule: info: no rule [inference]",
    ]


def test_without_places_a_thing_is_named_by_its_curie(shapes: Path) -> None:
    """As the terms of the ontology are."""
    assert [str(finding) for finding in validate(graph(DATA), shapes)] == [
        "claim:a: note: warning: more than one note [one-note]",
        "claim:a: status: no status ('plan') [claim]",
        "inference:i: rule: info: no rule [inference]",
        "kg:Claim: noted twice ('claim:a') [whole]",
    ]


def test_an_iri_of_ours_in_a_message_becomes_a_curie(tmp_path: Path) -> None:
    """With or without a mark after it; an IRI without a prefix stays as it is."""
    path = tmp_path / "shapes.ttl"
    path.write_text(
        PREFIXED
        + """
shape:status a sh:NodeShape ; sh:targetNode kg:Claim ; sh:sparql shape:ask .
shape:ask a sh:SPARQLConstraint ; sh:message "{?value} is {?status}, says https://example.org/a." ;
    sh:select '''SELECT $this ?value ?status {
        ?value a $this ; <https://w3id.org/argonauts/ontology#status> ?status }''' .
""",
        encoding="utf-8",
    )
    found = validate(graph("claim:a a kg:Claim ; kg:status status:planned ."), path)
    assert [finding.message for finding in found] == [
        "claim:a is status:planned, says https://example.org/a. ('claim:a')"
    ]


@pytest.mark.parametrize(
    "more",
    [
        "",
        "shape:claim sh:deactivated true .",
        "shape:other a sh:NodeShape ; sh:targetClass kg:Inference ; sh:not shape:claim .",
    ],
)
def test_the_way_to_a_rule_changes_no_finding(
    more: str, shapes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where a shape is switched off, or is a part of another."""
    shapes.write_text(PREFIXED + SHAPES + more, encoding="utf-8")
    found = validate(graph(DATA), shapes, PLACES)
    monkeypatch.setattr("kg.validate._spread", lambda rules: rules)
    assert validate(graph(DATA), shapes, PLACES) == found != []


def test_a_graph_that_conforms_has_no_findings(shapes: Path) -> None:
    """Neither has an empty one."""
    assert validate(graph('claim:b a kg:Claim ; kg:note "one" ; kg:status status:planned .'), shapes) == []
    assert validate(graph(""), shapes) == []


@pytest.mark.parametrize(
    "content", ["", "shape:lonely a sh:PropertyShape ; sh:path kg:note .", "shape:claim a sh:NodeShap ."]
)
def test_a_file_without_a_shape_is_an_error(content: str, tmp_path: Path) -> None:
    """A check that has nothing to check must not pass."""
    path = tmp_path / "shapes.ttl"
    path.write_text(PREFIXED + content, encoding="utf-8")
    with pytest.raises(ProjectError, match=f"^{re.escape(str(path))}: no sh:NodeShape to check with$"):
        validate(graph(DATA), path)


def test_a_file_of_shapes_that_does_not_parse_is_an_error_with_its_line(tmp_path: Path) -> None:
    """And one that is not there as well."""
    path = tmp_path / "shapes.ttl"
    with pytest.raises(ProjectError, match=f"^{re.escape(str(path))}: No such file or directory"):
        validate(graph(DATA), path)
    path.write_text("@prefix sh: <urn:sh#> .\nsh:a sh:b sh:c\nsh:d", encoding="utf-8")
    with pytest.raises(ProjectError, match=f"^{re.escape(str(path))}:3: "):
        validate(graph(DATA), path)
