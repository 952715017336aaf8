"""Two atlases, each made once: of the repository's own tables, and of the invented world."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.atlas import Site, write
from kg.graph import Graph
from tests.atlas.made import real_graph
from tests.atlas.reader import Written, read


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, real_quads: tuple[ox.Quad, ...]) -> Site:
    """The atlas of the repository's own tables, not written."""
    return Site(real_graph(tmp_path_factory.mktemp("real"), real_quads))


@pytest.fixture(scope="session")
def atlas(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which it is written."""
    folder = tmp_path_factory.mktemp("atlas") / "pages"
    write(folder, site.files())
    return folder


@pytest.fixture(scope="session")
def written(atlas: Path) -> dict[str, Written]:
    """What its pages say, by path; the map is no page of the atlas and has tests of its own."""
    paths = (path for path in sorted(atlas.rglob("*.html")) if path.name != "map.html")
    return {path.relative_to(atlas).as_posix(): read(path.read_text(encoding="utf-8")) for path in paths}


@pytest.fixture(scope="session")
def invented(graph: Graph) -> Site:
    """The atlas of the invented world, not written."""
    return Site(graph)
