"""The figures are well-formed RDF Data Cubes: the standard's own constraints find nothing, and each can.

The constraints IC-1 to IC-21 of the W3C's recommendation stand in `cube/`, a file each. They are
meant for a normalised graph; ours is one from the start, and a test holds that.
"""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph import Graph
from kg.project import Project
from kg.store import Rows, Store
from kg.vocabulary import PREFIXES
from tests import factory

CUBE = Path(__file__).parent / "cube"
CONSTRAINTS = sorted(CUBE.glob("ic-*.rq"))
NORMALISATION = sorted(CUBE.glob("normalise-*.rq"))
#: Constraints about slices, measure dimensions and `qb:HierarchicalCodeList`, of which we use none: figures
#: are few enough without slices, the indicator is a dimension of its own, and the hierarchies of our codes
#: are `skos:broader`, whose inverse would need a blank node. They are held all the same.
UNUSED = {7, 8, 9, 10, 15, 16, 17, 18, 20, 21}

#: A small cube without a fault, which uses all that the constraints are about.
SOUND = """
@prefix ex: <urn:example:> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix qb: <http://purl.org/linked-data/cube#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
ex:year a qb:DimensionProperty ; rdfs:range rdfs:Literal .
ex:kind a qb:DimensionProperty ; rdfs:range skos:Concept ; qb:codeList ex:kinds .
ex:place a qb:DimensionProperty ; rdfs:range rdfs:Resource ; qb:codeList ex:places .
ex:town a qb:DimensionProperty ; rdfs:range rdfs:Resource ; qb:codeList ex:towns .
qb:measureType a qb:DimensionProperty ; rdfs:range rdfs:Resource .
ex:count a qb:MeasureProperty . ex:weight a qb:MeasureProperty . ex:unit a qb:AttributeProperty .
ex:kinds a skos:ConceptScheme . ex:a a skos:Concept ; skos:inScheme ex:kinds .
ex:places a qb:HierarchicalCodeList ; qb:hierarchyRoot ex:all ; qb:parentChildProperty ex:holds .
ex:all ex:holds ex:here .
ex:towns a qb:HierarchicalCodeList ; qb:hierarchyRoot ex:all ; qb:parentChildProperty ex:down .
ex:down owl:inverseOf ex:liesIn . ex:there ex:liesIn ex:all .
ex:set a qb:DataSet ; qb:structure ex:dsd ; qb:slice ex:slice .
ex:dsd a qb:DataStructureDefinition ; qb:sliceKey ex:key ;
    qb:component ex:c1 , ex:c2 , ex:c3 , ex:c4 , ex:c5 , ex:c6 .
ex:c1 qb:componentProperty ex:year . ex:c2 qb:componentProperty ex:kind .
ex:c3 qb:componentProperty ex:place .
ex:c4 qb:componentProperty ex:count .
ex:c5 qb:componentProperty ex:unit ; qb:componentRequired true .
ex:c6 qb:componentProperty ex:town .
ex:key a qb:SliceKey ; qb:componentProperty ex:kind .
ex:slice a qb:Slice ; qb:sliceStructure ex:key ; ex:kind ex:a ; qb:observation ex:o1 .
ex:o1 a qb:Observation ; qb:dataSet ex:set ;
    ex:year "1" ; ex:kind ex:a ; ex:place ex:here ; ex:town ex:there ; ex:count 1 ; ex:unit "u" .
ex:o2 a qb:Observation ; qb:dataSet ex:set ;
    ex:year "2" ; ex:kind ex:a ; ex:place ex:all ; ex:town ex:all ; ex:count 2 ; ex:unit "u" .
ex:other a qb:DataSet ; qb:structure ex:measured .
ex:measured a qb:DataStructureDefinition ; qb:component ex:m1 , ex:m2 , ex:m3 , ex:m4 .
ex:m1 qb:componentProperty ex:year . ex:m2 qb:componentProperty qb:measureType .
ex:m3 qb:componentProperty ex:count . ex:m4 qb:componentProperty ex:weight .
ex:o3 a qb:Observation ; qb:dataSet ex:other ; ex:year "1" ; qb:measureType ex:count ; ex:count 1 .
ex:o4 a qb:Observation ; qb:dataSet ex:other ; ex:year "1" ; qb:measureType ex:weight ; ex:weight 2 .
"""
#: Each constraint, and a change to the small cube that breaks it.
FAULTS = {
    1: ("ex:o1 a qb:Observation ; qb:dataSet ex:set ;", "ex:o1 a qb:Observation ;"),
    2: ("qb:structure ex:dsd ;", "qb:structure ex:dsd , ex:measured ;"),
    3: ("ex:c4 qb:componentProperty ex:count .", "ex:c4 qb:componentProperty ex:unit ."),
    4: ("ex:year a qb:DimensionProperty ; rdfs:range rdfs:Literal .", "ex:year a qb:DimensionProperty ."),
    5: ("rdfs:range skos:Concept ; qb:codeList ex:kinds .", "rdfs:range skos:Concept ."),
    6: ("ex:c1 qb:componentProperty", "ex:c1 qb:componentRequired false ; qb:componentProperty"),
    7: ("qb:sliceKey ex:key ;", ""),
    8: ("ex:key a qb:SliceKey ;", "ex:key a qb:SliceKey ; qb:componentProperty ex:weight ;"),
    9: ("qb:sliceStructure ex:key ;", ""),
    10: ("ex:kind ex:a ; qb:observation", "qb:observation"),
    11: ('ex:year "2" ; ex:kind ex:a ;', 'ex:year "2" ;'),
    12: ('ex:year "2" ; ex:kind ex:a ; ex:place ex:all ; ex:town ex:all ;',
         'ex:year "1" ; ex:kind ex:a ; ex:place ex:here ; ex:town ex:there ;'),
    13: ('ex:count 2 ; ex:unit "u" .', "ex:count 2 ."),
    14: ("ex:town ex:all ; ex:count 2 ;", "ex:town ex:all ;"),
    15: ("qb:measureType ex:count ; ex:count 1 .", "qb:measureType ex:count ."),
    16: ("ex:weight 2 .", "ex:weight 2 ; ex:count 2 ."),
    17: ('ex:year "1" ; qb:measureType ex:weight', 'ex:year "2" ; qb:measureType ex:weight'),
    18: ("qb:observation ex:o1 .", "qb:observation ex:o1 , ex:o3 ."),
    19: ("ex:a a skos:Concept ; skos:inScheme ex:kinds .", "ex:a a skos:Concept ."),
    20: ("ex:all ex:holds ex:here .", ""),
    21: ("ex:there ex:liesIn ex:all .", ""),
}  # fmt: skip


def number(path: Path) -> int:
    """IC-12 as 12."""
    return int(path.name[3:5])


def is_broken(path: Path, store: Store) -> bool:
    """Whether a constraint finds a fault; one with a property path to fill in is asked for each."""
    text = path.read_text(encoding="utf-8")
    if "<$p>" not in text:
        return store.query(text) is True
    found = store.select(
        "SELECT DISTINCT ?p { ?list a qb:HierarchicalCodeList ; qb:parentChildProperty ?child "
        "OPTIONAL { ?child owl:inverseOf ?of } BIND(COALESCE(?of, ?child) AS ?p) }"
    )
    return any(store.query(text.replace("$p", row["p"].value)) is True for row in found)


def parsed(turtle: str) -> Store:
    """A store of the triples in a Turtle text."""
    return Store(ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE))


def structures(store: Store) -> Rows:
    """Each cube with the components of its structure."""
    answer = store.query("SELECT ?cube ?name { ?cube qb:structure/qb:component/qb:componentProperty ?name }")
    assert isinstance(answer, Rows)
    return answer


def test_every_constraint_of_the_standard_is_there() -> None:
    """And each says in its first line which it is."""
    assert [number(path) for path in CONSTRAINTS] == list(range(1, 22)) == list(FAULTS)
    for path in CONSTRAINTS:
        assert path.read_text(encoding="utf-8").startswith(f"# IC-{number(path)}. ")


@pytest.mark.parametrize("path", CONSTRAINTS, ids=lambda path: path.stem)
def test_the_figures_meet_the_constraints_of_the_data_cube(path: Path, real: Graph, graph: Graph) -> None:
    """Those of the documents and those of the invented world."""
    assert not is_broken(path, real.store)
    assert not is_broken(path, graph.store)


@pytest.mark.parametrize("path", CONSTRAINTS, ids=lambda path: path.stem)
def test_a_planted_fault_is_found(path: Path) -> None:
    """A constraint that finds no fault in this would find none in anything."""
    old, new = FAULTS[number(path)]
    assert SOUND.count(old) == 1
    assert not is_broken(path, parsed(SOUND))
    assert is_broken(path, parsed(SOUND.replace(old, new)))


@pytest.mark.parametrize("path", NORMALISATION, ids=lambda path: path.stem)
def test_the_cubes_are_normalised(path: Path, real: Graph) -> None:
    """What the standard's normalisation would add is there."""
    added = real.store.query(path.read_text(encoding="utf-8"))
    assert isinstance(added, tuple)
    assert len(added) > 100 or "attached" in path.stem
    known = {str(quad.triple) for quad in ox.parse(_everything(real), format=ox.RdfFormat.N_TRIPLES)}
    assert [triple for triple in added if str(triple) not in known] == []


def _everything(graph: Graph) -> bytes:
    answer = graph.store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert isinstance(answer, tuple)
    return ox.serialize(answer, format=ox.RdfFormat.N_TRIPLES) or b""


def test_the_constraints_that_are_met_for_want_of_a_case_are_known(real: Graph) -> None:
    """As soon as the graph uses slices or hierarchical lists, this list has to shrink."""
    used = re.compile(r"qb:(?:[sS]lice\w*|measureType|HierarchicalCodeList)\b")
    of_such = {number(path) for path in CONSTRAINTS if used.search(path.read_text(encoding="utf-8"))}
    assert of_such - {14} == UNUSED
    for name in ("Slice", "SliceKey", "HierarchicalCodeList"):
        assert real.store.query(f"ASK {{ ?thing a qb:{name} }}") is False
    assert real.store.query("ASK { ?thing qb:measureType ?measure }") is False


def test_every_figure_is_an_observation_of_a_part_of_its_dataset(real: Graph) -> None:
    """And a printed table is one cube, dashes included."""
    rows = real.store.select(
        "SELECT ?dataset ?cube (COUNT(?figure) AS ?n) { ?figure a kg:Figure, qb:Observation ; "
        "kg:dataset ?dataset ; qb:dataSet ?cube } GROUP BY ?dataset ?cube"
    )
    assert sum(int(row["n"].value) for row in rows) == len(real.store.select("SELECT ?f { ?f a kg:Figure }"))
    whole = {row["cube"].value: int(row["n"].value) for row in rows if row["cube"] == row["dataset"]}
    base = PREFIXES["dataset"]
    assert whole == {
        f"{base}seo-2017-table-1": 12,
        f"{base}seo-2017-table-2": 56,
        f"{base}seo-2017-table-3": 40,
    }
    for row in rows:
        part, dataset = row["cube"], row["dataset"]
        assert part == dataset or real.store.query(f"ASK {{ {part} dcterms:isPartOf {dataset} }}") is True


def test_a_structure_lists_exactly_the_columns_in_use(real: Graph) -> None:
    """No component that no observation has, and no value without its component."""
    listed = {tuple(map(str, row)) for row in structures(real.store).rows}
    used = real.store.query(
        "SELECT DISTINCT ?cube ?name { ?figure qb:dataSet ?cube ; ?name ?value . "
        "?name a ?kind . FILTER(?kind IN (qb:DimensionProperty, qb:MeasureProperty, qb:AttributeProperty)) }"
    )
    assert isinstance(used, Rows)
    assert {tuple(map(str, row)) for row in used.rows} == listed
    assert len(listed) > 100


def test_every_column_of_a_table_of_figures_is_a_component(real: Graph) -> None:
    """So that a new column cannot be forgotten in the alignment."""
    rows = real.store.select(
        "SELECT DISTINCT ?name { GRAPH graph:figures { ?figure a kg:Figure ; ?name ?value } "
        "FILTER(STRSTARTS(STR(?name), STR(kg:))) "
        "FILTER NOT EXISTS { ?name a ?kind "
        "FILTER(?kind IN (qb:DimensionProperty, qb:MeasureProperty, qb:AttributeProperty)) } }"
    )
    assert [row["name"].value for row in rows] == [PREFIXES["kg"] + "dataset"]


def test_a_number_that_is_printed_twice_stands_in_two_cubes(project: Project) -> None:
    """A cube has one cell for it, the sources have two; neither is lost."""
    from kg.graph import open as open_graph

    cells = {"measure": "indicator:annual-growth", "subject": "lighthouse-institute", "role": "value",
             "printed": "2%", "number": "2", "status": "established"}  # fmt: skip
    for place in ("ledger-1999-tab1-r1-c1", "ledger-1999-tab1-r1-c2"):
        factory.append(project, "figures/ledger-1999-table-1.csv", evidence=place, **cells)
    store = open_graph(project.root).store
    assert [path.stem for path in CONSTRAINTS if is_broken(path, store)] == []
    cubes = {row[0].value.removeprefix(PREFIXES["dataset"]) for row in structures(store).rows if row[0]}
    assert {"ledger-1999-table-1/plain", "ledger-1999-table-1/plain/2"} <= cubes
