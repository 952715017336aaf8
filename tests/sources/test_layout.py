"""The layout of tables: a slip in `tables.toml` stops the reading, with a line that says where."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import ontology as ontologies
from kg.errors import ProjectError
from kg.ontology import Ontology
from kg.project import Project
from kg.sources import tables
from kg.sources.cells import READERS
from kg.sources.layout import Column, Table, read
from tests.factory import replace

TABLE = """
[[table]]
path = "a.csv"
iri = "id:{id}"
graph = "register"
"""
COLUMNS = """
[table.columns]
id = { is = "slug", needed = true }
"""


def test_a_layout_is_read_as_it_stands(tmp_path: Path) -> None:
    """CURIEs become IRIs, `is` becomes the kind, and columns keep their order."""
    text = 'type = "kg:Place"\none_of = ["id", "note"]\n' + COLUMNS
    text += 'note = { is = "text", property = "kg:note", language = "en", to = ["kg:Place"] }\n'
    (tmp_path / "tables.toml").write_text(TABLE + text, encoding="utf-8")
    kg = "https://w3id.org/argonauts/ontology#"
    assert read(tmp_path / "tables.toml") == (
        Table(
            path="a.csv",
            iri="id:{id}",
            graph="register",
            type=f"{kg}Place",
            one_of=("id", "note"),
            columns=(
                Column(name="id", kind="slug", needed=True),
                Column(name="note", kind="text", property=f"{kg}note", language="en", to=("kg:Place",)),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (TABLE + 'colour = "red"' + COLUMNS, "a.csv: unknown key 'colour'"),
        (TABLE + COLUMNS + 'x = { is = "text", propery = "kg:note" }', "x: unknown key 'propery'"),
        (TABLE + COLUMNS + 'x = { is = "text", property = "kgg:note" }', "unknown prefix in 'kgg:note'"),
        (TABLE + COLUMNS + 'x = { is = "text", property = "note" }', "unknown prefix in 'note'"),
        (TABLE + COLUMNS + 'x = { is = "text", prefix = "passag" }', "a.csv: unknown prefix in 'passag:'"),
        (TABLE + COLUMNS + 'x = { is = "text", to = ["stauts:"] }', "a.csv: unknown prefix in 'stauts:'"),
        (TABLE + COLUMNS + 'x = { is = "date", bound = "first" }', "a.csv: x: unknown bound 'first'"),
        (
            TABLE + COLUMNS + 'lang = { is = "language" }\nx = { is = "text", language_in = "long" }',
            "a.csv: no column 'long'; did you mean 'lang'?",
        ),
        (TABLE + 'mint = ["id", "topic"]' + COLUMNS, "a.csv: no column 'topic'"),
        (TABLE + 'one_of = ["object"]' + COLUMNS, "a.csv: no column 'object'"),
        (TABLE, "a.csv: no column 'id'"),
        (TABLE.replace("id:{id}", "ip:{id}") + COLUMNS, "a.csv: unknown prefix in 'ip:{id}'"),
    ],
)
def test_a_slip_in_the_layout_stops_the_reading(text: str, message: str, tmp_path: Path) -> None:
    """With exit code 3, because the project cannot be read."""
    (tmp_path / "tables.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ProjectError) as caught:
        read(tmp_path / "tables.toml")
    assert str(caught.value) == f"tables.toml: {message}"
    assert caught.value.exit_code == 3


@pytest.mark.parametrize(
    "content", [None, b"[[table]\n", b"path = '\xb0\xa1'", b'[[table]]\niri = "id:{id}"']
)
def test_a_layout_that_cannot_be_read_says_which_file(content: bytes | None, tmp_path: Path) -> None:
    """Not there, no TOML, no UTF-8, or without a path."""
    path = tmp_path / "tables.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ProjectError, match=r"^tables\.toml: "):
        read(path)


def test_an_unknown_kind_of_column_stops_the_reading(project: Project, ontology: Ontology) -> None:
    """With the nearest kind that there is."""
    replace(
        project, "tables.toml", 'language = { is = "language", needed', 'language = { is = "langage", needed'
    )
    with pytest.raises(ProjectError) as caught:
        tables.read(project, ontology)
    assert str(caught.value) == (
        "tables.toml: names.csv: language: unknown kind 'langage'; did you mean 'language'?"
    )


def test_every_kind_of_column_is_used_by_the_repository(world: Project) -> None:
    """A reader that nobody needs would be code without a test."""
    used = {column.kind for found in read(world.data / "tables.toml") for column in found.columns}
    assert used == set(READERS)


def test_every_property_and_class_of_the_repository_s_layout_is_declared(world: Project) -> None:
    """Ours in the ontology; a term of another vocabulary keeps its own definition."""
    declared = {
        triple.subject.value for path in world.vocabulary_files() for triple in ontologies.triples(path)
    }
    layout = read(world.data / "tables.toml")
    named = {found.type for found in layout} | {
        iri
        for found in layout
        for column in found.columns
        for iri in (column.property, column.also, column.of)
    }
    ours = {iri for iri in named if iri.startswith("https://w3id.org/argonauts/")}
    assert len(ours) > 40
    assert sorted(ours - declared) == []
