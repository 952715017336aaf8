"""What is copied from the npm registry: each file is what its manifest says, its licence beside it."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
MANIFESTS = sorted([*ROOT.glob("kg/**/vendor.toml"), *ROOT.glob("tests/**/vendor.toml")])
RECIPE = ROOT / "vendor"
#: Licences that a package under Apache-2.0 may carry along.
SHIPPED = {"MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "MIT OR Apache-2.0"}

recipe = pytest.mark.skipif(not RECIPE.exists(), reason="the recipe is in the repository, not in the package")


def entries() -> list[tuple[Path, dict[str, Any]]]:
    """Every vendored file with what its manifest says of it."""
    return [
        (manifest.parent / entry["path"], entry)
        for manifest in MANIFESTS
        for entry in tomllib.loads(manifest.read_text(encoding="utf-8"))["file"]
    ]


FILES = entries()
each = pytest.mark.parametrize(("file", "entry"), FILES, ids=[file.name for file, _ in FILES])


def test_there_are_vendored_files() -> None:
    """A pattern that finds nothing would let every other test here pass."""
    names = {file.name for file, _ in FILES}
    assert names == {"sigma.min.js", "land.json", "web.js", "web_bg.wasm", "axe.min.js"}


@each
def test_a_file_is_the_one_that_the_manifest_says(file: Path, entry: dict[str, Any]) -> None:
    """Nobody edits it by hand, and no line end is changed on the way."""
    content = file.read_bytes()
    assert len(content) == entry["bytes"]
    assert hashlib.sha256(content).hexdigest() == entry["sha256"]


@each
def test_the_licence_lies_beside_the_file(file: Path, entry: dict[str, Any]) -> None:
    """Its whole text, and every package by name and version."""
    text = (file.parent / entry["licence_text"]).read_text(encoding="utf-8")
    assert len(text) > 500
    assert re.search("permission|licen[sc]e", text, re.IGNORECASE)
    for package in entry["packages"]:
        assert re.fullmatch(r"(@[\w-]+/)?[\w-]+ \d+\.\d+\.\d+", package)
    assert entry["made"]


@pytest.mark.parametrize("manifest", MANIFESTS, ids=lambda path: path.parent.name)
def test_nothing_else_lies_in_a_vendored_folder(manifest: Path) -> None:
    """What is there is listed, or is a text about what is listed."""
    listed = {file.name for file, _ in FILES if file.parent == manifest.parent}
    listed |= {entry["licence_text"] for file, entry in FILES if file.parent == manifest.parent}
    assert {path.name for path in manifest.parent.iterdir()} - listed <= {"vendor.toml", "NOTICE.txt"}


def test_what_is_shipped_may_be_shipped() -> None:
    """Permissive licences only; what is under another one serves the tests and lies outside the package."""
    for file, entry in FILES:
        inside = file.is_relative_to(ROOT / "kg")
        assert entry["shipped"] == inside, file
        assert not inside or entry["licence"] in SHIPPED, file


def test_the_notices_stay_in_the_script_that_pages_carry() -> None:
    """Whoever passes on a page passes on the licences of the code in it."""
    script = (ROOT / "kg" / "maps" / "vendor" / "sigma.min.js").read_text(encoding="utf-8")
    assert script.startswith("/*! In this script:")
    notice, _, code = script.partition("*/")
    for line in (
        (ROOT / "kg" / "maps" / "vendor" / "sigma.LICENSE.txt").read_text(encoding="utf-8").splitlines()
    ):
        assert line in notice
    assert code.isascii()
    assert "sourceMappingURL" not in code


def test_the_land_has_coasts_and_no_jump_across_the_map() -> None:
    """Degrees, longitude first; a map centred on the Atlantic or on the Pacific draws every line as it is."""
    lines = json.loads((ROOT / "kg" / "maps" / "vendor" / "land.json").read_text(encoding="utf-8"))["lines"]
    assert len(lines) > 100
    for line in lines:
        assert len(line) > 1
        for (x, y), (u, v) in pairwise(line):
            assert -180 <= x <= 180
            assert -60 <= y <= 90
            assert abs(u - x) < 12
            assert abs(v - y) < 12
            assert not min(x, u) < -30 < max(x, u), "crosses 30° W"


def test_every_coast_can_be_filled() -> None:
    """A line ends where it begins, or has both ends on the edge of the source or on the cut."""
    lines = json.loads((ROOT / "kg" / "maps" / "vendor" / "land.json").read_text(encoding="utf-8"))["lines"]
    for line in lines:
        edges = [x if x == -30 else abs(x) for x, _ in (line[0], line[-1])]
        assert line[0] == line[-1] or (edges[0] == edges[1] == -30) or min(edges) > 179.8


def test_the_land_is_where_it_is() -> None:
    """The tip of Korea's south coast, Cape Comorin, Cape Horn: a coast passes within a degree of each."""
    lines = json.loads((ROOT / "kg" / "maps" / "vendor" / "land.json").read_text(encoding="utf-8"))["lines"]
    points = [point for line in lines for point in line]
    for x, y in ((126.5, 34.4), (77.5, 8.1), (-67.3, -55.9)):
        assert min((x - u) ** 2 + (y - v) ** 2 for u, v in points) < 1.5


@recipe
def test_the_lock_file_names_no_host_and_the_versions_of_the_manifest() -> None:
    """Whoever makes the files anew takes them from the registry that their desk is set up for."""
    text = (RECIPE / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in text
    assert '"resolved"' not in text
    locked = {
        path.removeprefix("node_modules/"): package["version"]
        for path, package in json.loads(text)["packages"].items()
        if path
    }
    for _, entry in FILES:
        for package in entry["packages"]:
            name, _, version = package.rpartition(" ")
            assert locked[name] == version


@recipe
def test_the_recipe_pins_every_version() -> None:
    """Exact versions, no ranges."""
    wanted = json.loads((RECIPE / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())
