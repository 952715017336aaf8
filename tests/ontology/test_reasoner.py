"""The ontology under a reasoner: HermiT finds the graph consistent, and finds the fault that is planted."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from rdflib import OWL, RDF, Graph, URIRef

owlready2 = pytest.importorskip("owlready2", reason="owlready2 is not installed")

ROOT = Path(__file__).parents[2]
ONTOLOGY = ROOT / "ontology"
KG = "https://w3id.org/argonauts/ontology#"
ID = "https://w3id.org/argonauts/id/"

pytestmark = [
    pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java, which is not installed"),
    # owlready2 warns that relations are properties and individuals at once: they are, on purpose.
    pytest.mark.filterwarnings("ignore"),
]


@pytest.fixture(scope="module")
def everything(vocabulary: Graph) -> Graph:
    """Words, axioms, concepts, alignments and the valid worlds."""
    worlds = sorted(ONTOLOGY.glob("examples/valid/*.ttl"))
    alignments = sorted(ONTOLOGY.glob("alignments/*.ttl"))
    assert worlds
    assert alignments
    graph = vocabulary + Graph()
    for path in [*worlds, *alignments]:
        graph.parse(path)
    return graph


def is_consistent(graph: Graph) -> bool:
    """Whether HermiT finds a model of the graph in which every class may have members.

    Dates and years are not among the datatypes of OWL 2; HermiT leaves those literals aside.
    """
    world = owlready2.World()
    loaded = world.get_ontology(KG).load(
        fileobj=io.BytesIO(graph.serialize(format="nt", encoding="utf-8")), format="ntriples"
    )
    assert len(world.graph) >= len(graph)
    try:
        with loaded:
            owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
    except owlready2.OwlReadyInconsistentOntologyError:
        return False
    return list(world.inconsistent_classes()) == []


def test_the_ontology_with_its_worlds_is_consistent(everything: Graph) -> None:
    """What the words, axioms, alignments and examples say can all be true at once."""
    assert (None, OWL.disjointWith, None) in everything
    assert is_consistent(everything)


def test_a_university_that_is_a_person_is_found(everything: Graph) -> None:
    """A reasoner that finds no fault in this would find none in anything."""
    university = URIRef(ID + "columbia-university")
    assert (university, RDF.type, URIRef(KG + "University")) in everything
    planted = everything + Graph()
    planted.add((university, RDF.type, URIRef(KG + "Person")))
    assert not is_consistent(planted)
