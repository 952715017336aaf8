"""What is exported is read again by many readers and says the same; the same data, the same bytes."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import logging
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib

import kg
from kg.build import build
from kg.export import EXPORTS, claims_csv, export, rdf, write_network
from kg.graph import Graph
from kg.networks.projection import network
from kg.project import Project
from kg.store import parse
from tests import factory

UNIONS = {"ttl": "turtle", "nt": "nt", "rdfxml": "xml"}
DATASETS = {"trig": "trig", "nq": "nquads", "jsonld": "json-ld"}
SYNTAX = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
}
STRANGERS = [
    ("rapper", ["rapper", "-q", "-i", "turtle", "-o", "ntriples"], "ttl"),
    ("rapper", ["rapper", "-q", "-i", "rdfxml", "-o", "ntriples"], "rdfxml"),
    ("rapper", ["rapper", "-q", "-i", "ntriples", "-o", "ntriples"], "nt"),
    ("rapper", ["rapper", "-q", "-i", "nquads", "-o", "nquads"], "nq"),
    ("serdi", ["serdi", "-q", "-e", "-i", "turtle", "-o", "ntriples"], "ttl"),
    ("serdi", ["serdi", "-q", "-e", "-i", "ntriples", "-o", "ntriples"], "nt"),
    ("serdi", ["serdi", "-q", "-e", "-i", "trig", "-o", "nquads"], "trig"),
    ("serdi", ["serdi", "-q", "-i", "nquads", "-o", "nquads"], "nq"),
]


@pytest.fixture(scope="module")
def exports(graph: Graph) -> dict[str, bytes]:
    """Every export of the invented world, made once."""
    return {name: export(graph, name) for name in EXPORTS}


@pytest.fixture(scope="module")
def built(graph: Graph) -> set[ox.Quad]:
    """What was built, as the file says it."""
    return set(parse(graph.project.graph.read_bytes()))


@pytest.fixture(scope="module")
def in_rdflib(built: set[ox.Quad]) -> rdflib.Graph:
    """The same as rdflib holds it."""
    lines = ox.serialize(sorted(union(built), key=str), format=ox.RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=lines, format="nt")


def union(quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    """The triples of all graphs, as quads of the default graph."""
    return {ox.Quad(*quad.triple) for quad in quads}


def test_there_is_something_to_export(built: set[ox.Quad]) -> None:
    """In several graphs, each with a name."""
    assert len(built) > 1000
    assert {str(quad.graph_name) for quad in built} >= {
        "<https://w3id.org/argonauts/graph/ontology>",
        "<https://w3id.org/argonauts/graph/figures>",
        "<https://w3id.org/argonauts/graph/inferred>",
        "<https://w3id.org/argonauts/graph/source/ledger-1999>",
    }


@pytest.mark.parametrize("name", UNIONS)
def test_a_union_says_what_was_built(name: str, exports: dict[str, bytes], built: set[ox.Quad]) -> None:
    """Turtle, N-Triples and RDF/XML hold every statement, without the graph that it stands in."""
    assert set(ox.parse(exports[name], format=SYNTAX[name])) == union(built)


@pytest.mark.parametrize("name", DATASETS)
def test_a_dataset_says_what_was_built(name: str, exports: dict[str, bytes], built: set[ox.Quad]) -> None:
    """TriG, N-Quads and JSON-LD keep every statement in its graph."""
    assert set(ox.parse(exports[name], format=SYNTAX[name])) == built


@pytest.mark.parametrize("name", UNIONS)
def test_rdflib_reads_a_union_without_a_word(
    name: str, exports: dict[str, bytes], in_rdflib: rdflib.Graph, caplog: pytest.LogCaptureFixture
) -> None:
    """No warning in its log, such as it gives for a literal that does not fit its datatype."""
    with caplog.at_level(logging.DEBUG):
        theirs = rdflib.Graph().parse(data=exports[name], format=UNIONS[name])
    assert caplog.messages == []
    assert {" ".join(term.n3() for term in triple) for triple in theirs} == {
        " ".join(term.n3() for term in triple) for triple in in_rdflib
    }


# rdflib's own parsers of TriG and JSON-LD still make what rdflib has deprecated.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("name", DATASETS)
def test_rdflib_reads_a_dataset_without_a_word(
    name: str, exports: dict[str, bytes], built: set[ox.Quad], caplog: pytest.LogCaptureFixture
) -> None:
    """The same graphs with the same number of statements."""
    theirs = rdflib.Dataset()
    with caplog.at_level(logging.DEBUG):
        theirs.parse(data=exports[name], format=DATASETS[name])
    assert caplog.messages == []
    sizes = {str(one.identifier): len(one) for one in theirs.graphs() if len(one)}
    graphs = [str(quad.graph_name).strip("<>") for quad in built]
    assert sizes == {graph: graphs.count(graph) for graph in set(graphs)}


@pytest.mark.parametrize(("program", "command", "name"), STRANGERS, ids=lambda value: str(value)[:60])
def test_a_program_written_in_c_reads_it_without_a_word(
    program: str, command: list[str], name: str, exports: dict[str, bytes], tmp_path: Path
) -> None:
    """And writes down the same statements."""
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    path = tmp_path / f"world.{name}"
    path.write_bytes(exports[name])
    done = subprocess.run([*command, str(path)], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    theirs = set(ox.parse(done.stdout, format=ox.RdfFormat.N_QUADS))
    assert theirs == set(ox.parse(exports[name], format=SYNTAX[name]))


@pytest.mark.parametrize("name", SYNTAX)
def test_no_export_has_a_blank_node(name: str, exports: dict[str, bytes]) -> None:
    """They would have another name each time."""
    quads = list(ox.parse(exports[name], format=SYNTAX[name]))
    assert quads
    assert [quad for quad in quads if ox.BlankNode in {type(term) for term in quad}] == []


@pytest.mark.parametrize("name", SYNTAX)
def test_a_literal_stays_as_it_is_printed(name: str, exports: dict[str, bytes]) -> None:
    """`392651.50` dollars are not `392651.5`, and 97.10 % is not 97.1 %."""
    values = {
        quad.object.value
        for quad in ox.parse(exports[name], format=SYNTAX[name])
        if isinstance(quad.object, ox.Literal)
    }
    assert {"392651.50", "97.10", "97.10%", "1,204", "-"} <= values
    assert not {"392651.5", "97.1"} & values


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_is_utf_8_with_one_newline_at_its_end(name: str, exports: dict[str, bytes]) -> None:
    """Three scripts as they are, not as numbers."""
    text = exports[name].decode("utf-8")
    assert "Lighthouse Institute" in text
    assert not text.startswith("\ufeff")
    if name in SYNTAX:
        assert "등대연구소" in text
        assert "灯塔研究所" in text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_the_turtle_is_sorted_and_short() -> None:
    """The type first, then the properties by name; only the prefixes that are used; each statement once."""
    quads = parse(
        b'<https://w3id.org/argonauts/id/b> <http://www.w3.org/2004/02/skos/core#prefLabel> "B"@en .\n'
        b"<https://w3id.org/argonauts/id/a> <https://w3id.org/argonauts/ontology#within> "
        b"<https://w3id.org/argonauts/id/b> .\n"
        b"<https://w3id.org/argonauts/id/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
        b"<https://w3id.org/argonauts/ontology#City> .\n"
    )
    lines = rdf([quad.triple for quad in quads] * 2, "ttl").decode().splitlines()
    assert sorted(line.split()[1] for line in lines[:4]) == ["id:", "kg:", "rdf:", "skos:"]
    assert lines[4:] == ["id:a a kg:City ;", "\tkg:within id:b .", 'id:b skos:prefLabel "B"@en .']


def test_nothing_to_write_is_written_as_nothing() -> None:
    """A CONSTRUCT without solutions is no error."""
    assert rdf([], "nt") == b""


def test_graphml_holds_the_network_of_facts(graph: Graph, exports: dict[str, bytes]) -> None:
    """Nodes, parallel edges, keys and every attribute, as networkx reads them."""
    found = nx.read_graphml(io.BytesIO(exports["graphml"]), force_multigraph=True)
    facts = network(graph)
    assert found.is_directed()
    assert (len(found), found.number_of_edges()) == (len(facts), facts.number_of_edges())
    assert found.nodes["id:lighthouse-institute"] == {
        "label": "Lighthouse Institute",
        "kind": "ResearchInstitute",
        "country": "eastmark",
        "existence": "established",
    }
    (edge,) = found.get_edge_data("id:bora-deung", "id:harbour-university").values()
    assert edge == {
        "relation": "kg:studiedAt",
        "label": "studied at",
        "layer": "talent",
        "status": "established",
        "weight": 1,
        "from": "1980",
        "until": "1984-06-30",
        "symmetric": False,
        "via": "",
        "claims": edge["claims"],
        "evidence": "passage:ledger-1999-2-1",
    }
    assert "https://w3id.org/argonauts/" + edge["claims"].replace(":", "/") in graph.claims


def test_gexf_holds_the_same_network_and_no_date(graph: Graph, exports: dict[str, bytes]) -> None:
    """A build may not depend on the day."""
    text = exports["gexf"].decode()
    found = nx.read_gexf(io.StringIO(text))
    facts = network(graph)
    assert (len(found), found.number_of_edges()) == (len(facts), facts.number_of_edges())
    assert found.nodes["id:westmark"]["label"] == "Westmark"
    assert "lastmodified" not in text.lower()


def rows(found: nx.MultiDiGraph) -> list[dict[str, str]]:
    """The edge list of a network, read again."""
    return list(csv.DictReader(io.StringIO(write_network(found, "csv").decode())))


def test_every_edge_of_an_exported_network_says_why(graph: Graph) -> None:
    """The passages of a claim, the rule of an inference."""
    edges = rows(network(graph, status="all"))
    assert len(edges) > 20
    assert {edge["evidence"].partition(":")[0] for edge in edges} == {"passage", "rule"}
    assert list(edges[0]) == [
        *("source", "target", "claims", "relation", "layer", "status", "from", "until"),
        *("symmetric", "via", "weight", "evidence"),
    ]


def test_an_edge_list_says_what_the_network_says(graph: Graph) -> None:
    """Ids as CURIEs, truth in lower case, the period as printed."""
    (edge,) = (
        edge for edge in rows(network(graph, "cooperation")) if edge["target"] == "id:harbour-university"
    )
    assert edge.pop("claims").startswith("claim:")
    assert edge == {
        "source": "id:lighthouse-institute",
        "target": "id:harbour-university",
        "relation": "kg:cooperatesWith",
        "layer": "cooperation",
        "status": "ended",
        "from": "1995-03",
        "until": "1998",
        "symmetric": "true",
        "via": "",
        "weight": "1",
        "evidence": "passage:almanac-2001-1-2 passage:ledger-1999-2-1",
    }


def test_an_edge_through_a_third_thing_has_the_claims_of_both(graph: Graph) -> None:
    """Their ids and passages, each once."""
    (edge,) = (edge for edge in rows(network(graph, level="organisation")) if edge["via"] == "id:lan-ta")
    assert (edge["source"], edge["target"]) == ("id:foghorn-company", "id:harbour-university")
    assert (edge["relation"], edge["symmetric"]) == ("kg:founded; kg:workedAt", "true")
    assert len(edge["claims"].split()) == 2
    assert edge["evidence"] == "passage:ledger-1999-2-2"


def test_an_edge_list_of_nothing_has_the_same_header(graph: Graph) -> None:
    """A script that reads the columns by name works on it too."""
    nothing = write_network(network(graph, "funding", status="hypothetical"), "csv")
    assert nothing == write_network(network(graph), "csv").partition(b"\n")[0] + b"\n"


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_no_two_edges_of_a_file_have_one_id(real: Graph, name: str) -> None:
    """Though one person ties many organisations, and Gephi drops an edge whose id it has seen."""
    found = network(real, level="organisation", status="all")
    assert len({key for *_, key in found.edges(keys=True)}) < found.number_of_edges()
    ids = re.findall(r'<edge [^>]*?\bid="([^"]+)"', write_network(found, name).decode())
    assert len(set(ids)) == len(ids) == found.number_of_edges()
    read = nx.read_graphml if name == "graphml" else nx.read_gexf
    assert read(io.BytesIO(write_network(found, name))).number_of_edges() == found.number_of_edges()


@pytest.mark.parametrize("name", ["graphml", "gexf", "csv"])
def test_writing_a_network_leaves_it_as_it_was(graph: Graph, name: str) -> None:
    """Its claims are values, in the file they are names."""
    found = network(graph, level="organisation")
    before = found.copy()
    write_network(found, name)
    assert nx.utils.graphs_equal(found, before)


def test_the_csv_has_one_row_a_claim(graph: Graph, exports: dict[str, bytes]) -> None:
    """Ids beside labels, and the amount as it is printed."""
    rows = {row["claim"]: row for row in csv.DictReader(io.StringIO(exports["csv"].decode()))}
    assert len(rows) == len(graph.claims)
    (fund,) = (
        row for row in rows.values() if row["subject"] == "id:light-fund" and row["relation"] == "kg:funds"
    )
    del fund["claim"]
    assert fund == {
        "subject": "id:light-fund",
        "subject_label": "Light Fund",
        "relation": "kg:funds",
        "object": "id:lighthouse-institute",
        "object_label": "Lighthouse Institute",
        "value": "",
        "layer": "funding",
        "status": "established",
        "from": "",
        "until": "",
        "qualification": "a year",
        "amount": "392651.50",
        "unit": "usd",
        "evidence": "passage:ledger-1999-2-2",
        "locator": "§2 ¶1 s2",
        "rule": "",
    }
    assert all(bool(row["evidence"]) is not bool(row["rule"]) for row in rows.values())


def test_the_csv_of_no_claims_has_the_same_header(project: Project, exports: dict[str, bytes]) -> None:
    """A script that reads the columns by name works from the first day on."""
    for path in project.data.glob("claims/*.csv"):
        factory.save(project, f"claims/{path.name}", factory.table(project, f"claims/{path.name}")[:1])
    build(project)
    header = exports["csv"].partition(b"\n")[0] + b"\n"
    assert claims_csv(kg.open(project.root)) == header


def test_jsonld_reads_without_a_remote_context(exports: dict[str, bytes]) -> None:
    """Whoever loads it need not ask anybody what its keys mean."""
    assert isinstance(json.loads(exports["jsonld"]), list)
    assert b"@context" not in exports["jsonld"]


def test_the_same_data_gives_the_same_bytes(graph: Graph, exports: dict[str, bytes]) -> None:
    """In this process and in another, with another seed of Python's hashes."""
    script = (
        "import hashlib, sys, kg\n"
        "from kg.export import EXPORTS, export\n"
        "graph = kg.open(sys.argv[1])\n"
        "for name in EXPORTS: print(name, hashlib.sha256(export(graph, name)).hexdigest())\n"
    )
    ours = "".join(f"{name} {hashlib.sha256(data).hexdigest()}\n" for name, data in exports.items())
    command = [sys.executable, "-c", script, str(graph.project.root)]
    environment = {**os.environ, "PYTHONHASHSEED": "4711"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == ours
