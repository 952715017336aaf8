"""Plain functions that make a project of the invented world, and change its tables by one cell or row."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

from kg.ontology import Ontology
from kg.project import Project
from kg.sources import tables

ROOT = Path(__file__).parents[1]
WORLD = Path(__file__).parent / "world"

#: A rule for the graph, which the invented world keeps.
SILENCE = """
@prefix kg: <https://w3id.org/argonauts/ontology#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
<urn:shape> a sh:NodeShape ; sh:targetClass kg:Country ; sh:property <urn:part> .
<urn:part> sh:path kg:note ; sh:maxCount 0 ; sh:name "silence" ;
    sh:severity sh:Warning ; sh:message "a country has a note" .
"""
#: A rule for the ontology, which it keeps.
ONE_RULE = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
<urn:shape> a sh:NodeShape ; sh:targetClass <http://www.w3.org/2002/07/owl#Ontology> ; sh:nodeKind sh:IRI .
"""


def plant(folder: Path) -> Project:
    """A project in `folder`: the world's tables, and the repository's ontology and table layout."""
    shutil.copytree(WORLD / "data", folder / "data")
    shutil.copy(ROOT / "data" / "tables.toml", folder / "data")
    (folder / "ontology").symlink_to(ROOT / "ontology", target_is_directory=True)
    return Project(folder, folder / "build")


def plant_places(folder: Path) -> Project:
    """A project of places only, and of the words for them, so that it is built in some milliseconds."""
    (folder / "ontology").mkdir(parents=True)
    (folder / "data").mkdir()
    for name in ("kg.ttl", "places.ttl"):
        (folder / "ontology" / name).symlink_to(ROOT / "ontology" / name)
    _, places, *_ = (ROOT / "data" / "tables.toml").read_text(encoding="utf-8").split("\n[[table]]\n")
    assert places.startswith('path = "places.csv"\n')
    (folder / "data" / "tables.toml").write_text(f"[[table]]\n{places}", encoding="utf-8")
    shutil.copy(WORLD / "data" / "places.csv", folder / "data")
    return Project(folder, folder / "build")


def own_ontology(project: Project) -> Path:
    """Put a copy in the place of the link to the ontology, so that a test may change it."""
    project.ontology.unlink()
    shutil.copytree(ROOT / "ontology", project.ontology, ignore=shutil.ignore_patterns("examples"))
    return project.ontology


def few_rules(project: Project) -> None:
    """Leave the project one rule for its graph and one for its ontology, because all of them take seconds."""
    if project.ontology.is_symlink():
        own_ontology(project)
    shapes = project.ontology / "shapes"
    shapes.mkdir(exist_ok=True)
    (shapes / "data.ttl").write_text(SILENCE, encoding="utf-8")
    (shapes / "ontology.ttl").write_text(ONE_RULE, encoding="utf-8")


def table(project: Project, file: str) -> list[list[str]]:
    """The rows of a table of `data/`, header first, so that index 1 is line 2."""
    text = (project.data / file).read_text(encoding="utf-8")
    return list(csv.reader(io.StringIO(text, newline="")))


def save(project: Project, file: str, rows: list[list[str]]) -> None:
    """Write a table as the repository writes them: commas, line feeds, quotes only where needed."""
    with (project.data / file).open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)


def change(project: Project, file: str, line: int, **cells: str) -> None:
    """Change cells of one line; `from_` stands for the column `from`."""
    rows = table(project, file)
    for name, cell in cells.items():
        rows[line - 1][rows[0].index(name.rstrip("_"))] = cell
    save(project, file, rows)


def append(project: Project, file: str, **cells: str) -> int:
    """Add a row whose other cells are empty; the line that it stands on."""
    header = table(project, file)[0]
    named = {name.rstrip("_"): cell for name, cell in cells.items()}
    assert named.keys() <= set(header)
    save(project, file, [*table(project, file), [named.get(name, "") for name in header]])
    return len((project.data / file).read_text(encoding="utf-8").splitlines())


def replace(project: Project, file: str, old: str, new: str) -> None:
    """Change the text of a table where `old` stands exactly once."""
    path = project.data / file
    text = path.read_bytes().decode("utf-8")
    assert text.count(old) == 1
    path.write_bytes(text.replace(old, new).encode("utf-8"))


def findings(project: Project, ontology: Ontology) -> list[str]:
    """What is wrong with the tables, a line a finding, as the user reads it."""
    return [str(finding) for finding in tables.read(project, ontology)[1]]
