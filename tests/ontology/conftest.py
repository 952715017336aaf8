"""What every test of the ontology reads: its files, parsed once a session."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import SH, Graph

ONTOLOGY = Path(__file__).parents[2] / "ontology"


def _parsed(*paths: Path) -> Graph:
    graph = Graph()
    for path in paths:
        graph.parse(path, format="turtle")
    return graph


@pytest.fixture(scope="session")
def vocabulary() -> Graph:
    """The words, the axioms and the concepts; read it, never write it."""
    paths = [*sorted(ONTOLOGY.glob("*.ttl")), *sorted(ONTOLOGY.glob("concepts/*.ttl"))]
    assert len(paths) > 10
    return _parsed(*paths)


@pytest.fixture(scope="session")
def data_shapes() -> Graph:
    """The rules for the graph."""
    return _parsed(ONTOLOGY / "shapes" / "data.ttl")


@pytest.fixture(scope="session")
def ontology_shapes() -> Graph:
    """The rules for ourselves."""
    return _parsed(ONTOLOGY / "shapes" / "ontology.ttl")


@pytest.fixture(scope="session")
def broken() -> Callable[[Graph, Graph], dict[str, str]]:
    """A function from a graph and its shapes to what is wrong: the names of the rules, each with one line."""

    def names(graph: Graph, shapes: Graph) -> dict[str, str]:
        conforms, report, _ = validate(
            graph, shacl_graph=shapes, advanced=False, inference="none", inplace=True
        )
        found = {
            str(shapes.value(report.value(result, SH.sourceShape), SH.name)): " ".join(
                str(report.value(result, part))
                for part in (SH.focusNode, SH.value, SH.resultMessage)
                if report.value(result, part) is not None
            )
            for result in report.objects(None, SH.result)
        }
        assert conforms is not bool(found)
        return found

    return names
