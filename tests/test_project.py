"""The project: found where one expects it, and fingerprinted by what the graph is made of."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg import project as projects
from kg.errors import ProjectError
from kg.project import Project, find
from tests import factory


def marked(folder: Path) -> Path:
    """A folder that is a project, and as good as empty."""
    for file in ("ontology/kg.ttl", "data/tables.toml"):
        (folder / file).parent.mkdir(parents=True)
        (folder / file).touch()
    return folder


@pytest.fixture
def bundled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Where the wheel's copy and the checkout would be; neither is there."""
    places = (tmp_path / "site-packages" / "kg" / "bundled", tmp_path / "checkout")
    monkeypatch.setattr(projects, "BUNDLED", places)
    return places


def test_a_folder_that_is_named_is_the_project(tmp_path: Path) -> None:
    """As a path or as text."""
    folder = marked(tmp_path / "mine")
    assert find(folder) == find(str(folder)) == Project(folder, folder / "build")


def test_a_folder_that_is_named_is_not_left_for_its_parents(tmp_path: Path) -> None:
    """Who names a folder means that one."""
    inside = marked(tmp_path) / "data"
    with pytest.raises(ProjectError) as caught:
        find(inside)
    assert str(caught.value) == f"no ontology/kg.ttl and data/tables.toml in {inside}"
    assert caught.value.exit_code == 3


def test_a_relative_folder_is_taken_from_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And made absolute, so that a later change of directory changes nothing."""
    marked(tmp_path / "mine")
    monkeypatch.chdir(tmp_path / "mine" / "data")
    assert find("..").root == tmp_path / "mine"


def test_without_a_name_the_nearest_project_above_is_taken(tmp_path: Path) -> None:
    """The inner one of two."""
    outer, inner = marked(tmp_path), marked(tmp_path / "a" / "inner")
    (inner / "data" / "claims").mkdir()
    assert find(start=inner / "data" / "claims").root == inner
    assert find(start=tmp_path / "a").root == outer


def test_the_search_begins_in_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As git does it."""
    monkeypatch.chdir(marked(tmp_path) / "ontology")
    assert find().root == tmp_path


@pytest.mark.parametrize("missing", ["ontology/kg.ttl", "data/tables.toml"])
def test_half_a_project_is_none(missing: str, tmp_path: Path, bundled: tuple[Path, Path]) -> None:
    """A folder called data is found in many places."""
    (marked(tmp_path / "mine") / missing).unlink()
    with pytest.raises(ProjectError, match=r"^no ontology/kg\.ttl and data/tables\.toml in .* or above$"):
        find(start=tmp_path / "mine")


def test_elsewhere_the_copy_in_the_wheel_is_taken_and_built_into_the_cache(
    tmp_path: Path, bundled: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Because site-packages may be read-only."""
    wheel, checkout = map(marked, bundled)
    monkeypatch.setattr(projects, "user_cache_path", lambda name: tmp_path / "cache" / name)
    found = find(start=tmp_path)
    assert found.root == wheel != checkout
    assert found.build.parent == tmp_path / "cache" / "argonauts-kg"
    assert found.build.name.isalnum()


def test_two_installations_do_not_share_a_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise the older program would read the graph of the newer one."""
    monkeypatch.setattr(projects, "user_cache_path", lambda name: tmp_path / name)
    builds = []
    for name in ("one", "two"):
        monkeypatch.setattr(projects, "BUNDLED", (marked(tmp_path / name), tmp_path))
        builds.append(find(start=tmp_path).build)
    assert builds[0] != builds[1]


def test_without_a_wheel_the_checkout_is_taken(tmp_path: Path, bundled: tuple[Path, Path]) -> None:
    """After `pip install -e`, anywhere on the machine."""
    checkout = marked(bundled[1])
    assert find(start=tmp_path) == Project(checkout, checkout / "build")


def test_a_path_is_named_from_the_project_with_forward_slashes(tmp_path: Path) -> None:
    """As findings print it; what lies outside keeps its full path."""
    mine = find(marked(tmp_path / "mine"))
    assert mine.name(mine.data / "claims" / "talent.csv") == "data/claims/talent.csv"
    assert mine.name(tmp_path / "x.csv") == str(tmp_path / "x.csv")


def test_what_an_editor_hides_beside_a_file_is_no_input(project: Project) -> None:
    """Emacs marks an unsaved file by a link that leads nowhere; macOS puts `._` files on foreign disks."""
    before = project.digest
    (project.data / "claims" / ".#talent.csv").symlink_to("somebody@somewhere.1234")
    (project.data / "claims" / "._talent.csv").write_bytes(b"\x00\x05\x16\x07")
    (project.data / "claims" / "odd.csv").mkdir()
    assert [path.name for path in project.tables("claims/*.csv")] == [
        "cooperation.csv", "funding.csv", "governance.csv", "knowledge.csv", "policy.csv", "talent.csv",
    ]  # fmt: skip
    assert project.digest == before


def test_an_ontology_without_a_file_is_an_error(tmp_path: Path) -> None:
    """A reader that has nothing to read must not go on."""
    empty = Project(tmp_path, tmp_path / "build")
    with pytest.raises(ProjectError, match=r"^no \.ttl file in "):
        empty.vocabulary_files()


def test_the_digest_changes_with_every_input_and_back_again(project: Project) -> None:
    """Words, rules, layout and tables; a file added, changed, renamed or taken away."""
    ontology = factory.own_ontology(project)
    seen = [project.digest]
    for path in (
        ontology / "kg.ttl",
        ontology / "concepts" / "status.ttl",
        ontology / "rules" / "part-of-the-whole.rq",
        project.data / "tables.toml",
        project.data / "claims" / "talent.csv",
    ):
        content = path.read_bytes()
        path.write_bytes(content + b"\n")
        seen.append(project.digest)
        path.write_bytes(content)
        assert project.digest == seen[0]
    (project.data / "places.csv").rename(project.data / "spots.csv")
    seen.append(project.digest)
    (project.data / "spots.csv").unlink()
    seen.append(project.digest)
    assert len(set(seen)) == len(seen) == 8


def test_the_digest_does_not_depend_on_where_the_project_is(project: Project, tmp_path: Path) -> None:
    """So that a built graph can be moved along with its project."""
    moved = tmp_path / "elsewhere"
    shutil.copytree(project.root, moved, symlinks=True)
    assert find(moved).digest == project.digest
