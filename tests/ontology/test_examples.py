"""The example worlds: valid ones conform, each invalid one breaks the one rule that it names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, SH, Graph, URIRef

from kg.validate import validate

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "ontology" / "examples"
VALID = sorted(EXAMPLES.glob("valid/*.ttl"))
INVALID = sorted(EXAMPLES.glob("invalid/*.ttl"))

KG = "https://w3id.org/argonauts/ontology#"

Broken = Callable[[Graph, Graph], dict[str, str]]


def rules(shapes: Graph) -> set[str]:
    """The names of the rules in a graph of shapes."""
    return {str(name) for name in shapes.objects(None, SH.name)}


def named(path: Path) -> str:
    """The rule that the first line of an invalid world names."""
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    assert first.startswith("# breaks: "), path.name
    return first.removeprefix("# breaks: ")


def test_there_are_worlds_of_both_kinds() -> None:
    """A pattern that finds no file would let every other test here pass."""
    assert len(VALID) >= 5
    assert len(INVALID) >= 70


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_valid_world_conforms(path: Path, vocabulary: Graph, data_shapes: Graph, broken: Broken) -> None:
    """Nothing is wrong with it, not even by way of a warning."""
    assert broken(vocabulary + Graph().parse(path), data_shapes) == {}


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_an_invalid_world_breaks_only_the_rule_that_it_names(
    path: Path, vocabulary: Graph, data_shapes: Graph, broken: Broken
) -> None:
    """Otherwise it would show a reader something else than it says."""
    found = broken(vocabulary + Graph().parse(path), data_shapes)
    assert set(found) == {named(path)}, found


def test_findings_are_those_of_shacl_as_it_is_written(
    vocabulary: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The shapes are rearranged to be quick; in all invalid worlds at once that changes nothing."""
    worlds = vocabulary + Graph()
    for path in INVALID:
        worlds.parse(path)
    shapes = ROOT / "ontology" / "shapes" / "data.ttl"
    found = validate(worlds, shapes)
    assert len({finding.rule for finding in found}) > 50
    monkeypatch.setattr("kg.validate._spread", lambda rules: rules)
    assert validate(worlds, shapes) == found


def test_every_rule_has_an_invalid_world_of_its_name(data_shapes: Graph) -> None:
    """A rule that nothing can break is no rule."""
    assert [path.stem for path in INVALID] == [named(path) for path in INVALID]
    assert {path.stem for path in INVALID} == rules(data_shapes)


def test_every_target_occurs_in_a_valid_world(vocabulary: Graph, data_shapes: Graph) -> None:
    """A rule that has nothing to judge proves nothing by keeping silent."""
    worlds = Graph()
    for path in VALID:
        worlds.parse(path)
    types = set(worlds.objects(None, RDF.type)) | {URIRef(KG + "Relation")}
    classes = {*data_shapes.objects(None, SH.targetClass), *data_shapes.objects(None, SH.targetNode)}
    links = {*data_shapes.objects(None, SH.targetSubjectsOf), *data_shapes.objects(None, SH.targetObjectsOf)}
    assert classes
    assert links
    assert [c for c in classes if not types & set(vocabulary.transitive_subjects(RDFS.subClassOf, c))] == []
    assert [link for link in links if (None, link, None) not in worlds] == []


def test_a_valid_world_opens_with_the_question_that_it_answers() -> None:
    """So that a reader finds the world by what they want to know."""
    for path in VALID:
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        assert first.startswith("# "), path.name
        assert first.endswith("?"), path.name


def test_the_readme_lists_every_world_in_its_own_words() -> None:
    """The table of contents is complete and says what the files say."""
    rows = [
        f"| `{path.relative_to(EXAMPLES).as_posix()}` | {line.removeprefix('# ')} |"
        for paths, number in ((VALID, 0), (INVALID, 1))
        for path in paths
        for line in [path.read_text(encoding="utf-8").splitlines()[number]]
    ]
    text = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith("| `")] == rows
