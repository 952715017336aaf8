"""The ontology keeps its own house: every file parses, every term is complete, one voice throughout."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest
from pyshacl import validate
from rdflib import OWL, RDF, SH, SKOS, BNode, Graph, URIRef

ROOT = Path(__file__).parents[2]
ONTOLOGY = ROOT / "ontology"
FILES = sorted(ONTOLOGY.rglob("*.ttl"))
TEXTS = sorted(path for path in ONTOLOGY.rglob("*") if path.suffix in {".ttl", ".rq", ".md", ".jsonld"})
KG = "https://w3id.org/argonauts/ontology#"

#: American spellings.
AMERICAN = re.compile(
    r"\b(?:\w{3,}iz(?:e[ds]?|ing|ations?|ational)|analyz\w+|programs?|centers?|centered|labors?|laborers?"
    r"|behaviors?|favors?|favorites?|colors?|catalogs?|defense|fulfill)\b",
    re.IGNORECASE,
)
#: What stays as it is: terms of other vocabularies, IRIs, alternative labels (they repeat what sources
#: print), and names.
PRINTED = re.compile(
    r"skos:altLabel .*|<[^>\s]*>|\b(?!kg:|id:|idea:)[a-z]+:[A-Za-z]+|internationalization-of-rd"
    r"|New Growth Engines Research Center|New Drug Development Support Center"
    r"|Research Organization Registry",
)

Broken = Callable[[Graph, Graph], dict[str, str]]


def relative(path: Path) -> str:
    """A readable id of a test."""
    return path.relative_to(ONTOLOGY).as_posix()


def test_there_are_files_of_every_kind() -> None:
    """A pattern that finds no file would let every other test here pass."""
    assert {path.parent.name for path in FILES} >= {
        "ontology", "concepts", "alignments", "shapes", "valid", "invalid",
    }  # fmt: skip


@pytest.mark.parametrize("path", FILES, ids=relative)
def test_a_file_means_the_same_to_two_parsers_and_has_no_blank_node(path: Path) -> None:
    """Two independent readers; and without blank nodes, exports are stable and diffs small."""
    ours = Graph().parse(path, format="turtle")
    theirs = {
        str(quad.triple) for quad in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
    }
    assert len(ours) == len(theirs) > 0
    assert [term for triple in ours for term in triple if isinstance(term, BNode)] == []


@pytest.mark.parametrize(
    "command", [["rapper", "-q", "-c", "-i", "turtle"], ["serdi", "-e", "-q"]], ids=lambda c: c[0]
)
def test_the_parsers_of_debian_read_every_file(command: list[str]) -> None:
    """Two more readers, in C, as a stranger may have them."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    for path in FILES:
        done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), relative(path)


@pytest.mark.parametrize("path", TEXTS, ids=relative)
def test_a_file_is_plain_text(path: Path) -> None:
    """UTF-8 without a byte order mark; no tab, carriage return or trailing space; one newline at the end."""
    data = path.read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert not re.search(rb"[\r\t]| \n|\n\n\Z", data)
    assert data.decode("utf-8").endswith("\n")


@pytest.mark.parametrize("path", TEXTS, ids=relative)
def test_a_file_is_written_in_british_spelling(path: Path) -> None:
    """Organisation, programme, centre, labour; what is printed otherwise stays as printed."""
    text = PRINTED.sub("", path.read_text(encoding="utf-8"))
    assert AMERICAN.findall(text) == []


@pytest.mark.parametrize("path", FILES, ids=relative)
def test_each_block_ends_with_a_full_stop_of_its_own(path: Path) -> None:
    """So that adding a line to a term changes one line; what fits on one line may stay there."""
    lines = path.read_text(encoding="utf-8").splitlines()
    blocks = [number for number, line in enumerate(lines) if line and line[0] not in " #@"]
    assert blocks
    for number in blocks:
        if lines[number].endswith(" ."):
            continue
        rest = lines[number + 1 :]
        inside = next(i for i, line in enumerate(rest) if not line.startswith("    ") or line == "    .")
        assert rest[inside] == "    .", f"{relative(path)}:{number + inside + 2}"


def test_every_term_is_complete(vocabulary: Graph, ontology_shapes: Graph, broken: Broken) -> None:
    """Labels in three languages, one definition, an example, a layer: the rules of shapes/ontology.ttl."""
    assert (None, RDF.type, URIRef(KG + "Relation")) in vocabulary
    assert (None, RDF.type, SKOS.Concept) in vocabulary
    assert broken(vocabulary + Graph(), ontology_shapes) == {}


#: A small ontology without a fault.
SOUND = """
@prefix c:      <https://w3id.org/argonauts/concept/> .
@prefix kg:     <https://w3id.org/argonauts/ontology#> .
@prefix layer:  <https://w3id.org/argonauts/concept/layer/> .
@prefix owl:    <http://www.w3.org/2002/07/owl#> .
@prefix rdfs:   <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos:   <http://www.w3.org/2004/02/skos/core#> .
@prefix status: <https://w3id.org/argonauts/concept/status/> .

c:layer a skos:ConceptScheme ;
    skos:definition "Where lines are drawn."@en ; skos:prefLabel "layer"@en , "층위"@ko , "层"@zh .
c:status a skos:ConceptScheme ;
    skos:definition "How real it is."@en ; skos:prefLabel "status"@en , "상태"@ko , "状态"@zh .
layer:sky a skos:Concept ; skos:inScheme c:layer ;
    skos:definition "Far above."@en ; skos:prefLabel "sky"@en , "하늘"@ko , "天"@zh .
status:sure a skos:Concept ; skos:inScheme c:status ; kg:factual true ;
    skos:definition "Seen by all."@en ; skos:prefLabel "sure"@en , "확실"@ko , "确定"@zh .
kg:Body a owl:Class ; rdfs:isDefinedBy <https://w3id.org/argonauts/ontology> ;
    skos:definition "Whatever has weight."@en ; skos:example "A stone."@en ;
    skos:prefLabel "body"@en , "물체"@ko , "物体"@zh .
kg:Star a owl:Class ; rdfs:isDefinedBy <https://w3id.org/argonauts/ontology> ;
    skos:definition "A body that shines."@en ; skos:example "The sun."@en ;
    skos:prefLabel "star"@en , "별"@ko , "星"@zh .
kg:draws a owl:ObjectProperty , kg:Relation ; rdfs:isDefinedBy <https://w3id.org/argonauts/ontology> ;
    skos:definition "Says that one body pulls another."@en ; skos:example "The sun draws the moon."@en ;
    skos:prefLabel "draws"@en , "끌다"@ko , "吸引"@zh ;
    kg:inverseLabel "is drawn by"@en , "끌리다"@ko , "被吸引"@zh ;
    kg:layer layer:sky ; schema:domainIncludes kg:Body ; schema:rangeIncludes kg:Star .
"""
#: Each rule of shapes/ontology.ttl, with a change to the small ontology that breaks this rule only.
FAULTS = {
    "term-label": (' , "物体"@zh', ""),
    "definition": ("has weight.", "has weight"),
    "defined-by": (
        "kg:Star a owl:Class ; rdfs:isDefinedBy <https://w3id.org/argonauts/ontology> ;",
        "kg:Star a owl:Class ;",
    ),
    "example": (' ; skos:example "The sun."@en', ""),
    "label-unique": ('"star"@en', '"body"@en'),
    "layer": ("kg:layer layer:sky ;", ""),
    "inverse-label": ('"is drawn by"@en ,', '"is drawn by"@en , "is pulled by"@en ,'),
    "inverse-label-missing": (' , "被吸引"@zh', ""),
    "symmetric": ("kg:layer layer:sky ;", 'kg:layer layer:sky ; kg:symmetric "perhaps" ;'),
    "stage": ("kg:layer layer:sky ;", "kg:layer layer:sky ; kg:stage layer:sky ;"),
    "domain-hint": ("schema:domainIncludes kg:Body", "schema:domainIncludes kg:Bdoy"),
    "range-hint": ("; schema:rangeIncludes kg:Star", ""),
    "scheme": ("skos:inScheme c:layer ;", ""),
    "broader": ("skos:inScheme c:layer ;", "skos:inScheme c:layer ; skos:broader layer:space ;"),
    "concept-iri": ("kg:Body a owl:Class", "status:odd skos:inScheme c:layer . kg:Body a owl:Class"),
    "concept-label-unique": (
        "kg:Body a owl:Class",
        "layer:air skos:inScheme c:layer ; skos:prefLabel 'sky'@en . kg:Body a owl:Class",
    ),
    "status-factual": ("kg:factual true ;", ""),
}


@pytest.mark.parametrize("rule", FAULTS)
def test_a_planted_fault_is_found(rule: str, ontology_shapes: Graph, broken: Broken) -> None:
    """Each rule for ourselves can be broken, alone."""
    old, new = FAULTS[rule]
    assert SOUND.count(old) == 1
    found = broken(Graph().parse(data=SOUND.replace(old, new), format="turtle"), ontology_shapes)
    assert set(found) == {rule}, found


def test_the_small_ontology_without_a_fault_conforms(ontology_shapes: Graph, broken: Broken) -> None:
    """What the planted faults are planted in is sound; and no rule was left out of them."""
    assert broken(Graph().parse(data=SOUND, format="turtle"), ontology_shapes) == {}
    assert set(FAULTS) == {str(name) for name in ontology_shapes.objects(None, SH.name)}


def test_no_definition_is_circular(vocabulary: Graph) -> None:
    """A definition that only repeats the words of the label says nothing."""
    filler = re.compile(r"\b(an?|any|as|is|kind|of|or|relates|some|that|the|this|to|what|which)\b")
    labels = [
        (term, label) for term, label in vocabulary.subject_objects(SKOS.prefLabel) if label.language == "en"
    ]
    assert len(labels) > 100
    for term, label in labels:
        definition = str(vocabulary.value(term, SKOS.definition))
        said = set(re.findall(r"\w+", filler.sub("", definition.casefold())))
        assert not said <= set(re.findall(r"\w+", label.casefold())), f"{term}: {definition}"


def test_every_term_that_a_file_uses_is_declared(vocabulary: Graph) -> None:
    """A misspelt property breaks no shape; it is just never read."""
    declared = {str(term) for term in vocabulary.subjects(RDF.type, None) if str(term).startswith(KG)}
    assert len(declared) > 100
    for path in TEXTS:
        if path.suffix != ".md":
            used = set(re.findall(r"\bkg:([A-Za-z]\w*)", path.read_text(encoding="utf-8")))
            assert {KG + name for name in used} <= declared, relative(path)


def test_the_version_is_that_of_the_package(vocabulary: Graph) -> None:
    """In two places of the header, and both are right."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    stated = (ROOT / settings["tool"]["hatch"]["version"]["path"]).read_text(encoding="utf-8")
    (version,) = re.findall(r'^__version__ = "(.+)"$', stated, re.MULTILINE)
    headers = list(vocabulary.subjects(RDF.type, OWL.Ontology))
    assert headers == [URIRef(KG.rstrip("#"))]
    assert str(vocabulary.value(headers[0], OWL.versionInfo)) == version
    assert str(vocabulary.value(headers[0], OWL.versionIRI)) == f"{headers[0]}/{version}"


@pytest.mark.parametrize("name", ["data_shapes", "ontology_shapes"])
def test_the_shapes_speak_as_findings_do(name: str, request: pytest.FixtureRequest) -> None:
    """Each rule has the name of its IRI, a severity, and a message: lower case, what is wrong; what to do."""
    shapes: Graph = request.getfixturevalue(name)
    rules = list(shapes.subject_objects(SH.name))
    assert len({str(word) for _, word in rules}) == len(rules) > 10
    for shape, word in rules:
        assert str(shape) == f"https://w3id.org/argonauts/shape/{word}"
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", word)
        assert shapes.value(shape, SH.severity) in {SH.Violation, SH.Warning, SH.Info}
        messages = [*shapes.objects(shape, SH.message)]
        for query in shapes.objects(shape, SH.sparql):
            messages += shapes.objects(query, SH.message)
        assert len(messages) == 1, word
        assert re.fullmatch(r"[a-z{].*[^.]", messages[0]), word
        assert "; " in messages[0], word


@pytest.mark.parametrize("name", ["data_shapes", "ontology_shapes"])
def test_the_shapes_are_well_formed_shacl(name: str, request: pytest.FixtureRequest) -> None:
    """Held against the shapes that SHACL has for shapes."""
    shapes = request.getfixturevalue(name)
    assert validate(Graph(), shacl_graph=shapes, meta_shacl=True, advanced=False, inference="none")[0]


def test_no_rule_has_the_name_of_another(data_shapes: Graph, ontology_shapes: Graph) -> None:
    """Both files may be loaded together."""
    shared = set(data_shapes.subjects(SH.name)) & set(ontology_shapes.subjects(SH.name))
    assert shared == set()
