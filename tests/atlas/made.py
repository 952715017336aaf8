"""The graph of the repository's own tables, built elsewhere, so that a test leaves no trace here."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from kg.files import write
from kg.graph import Graph
from kg.graph import open as open_graph
from kg.project import Project
from kg.store import nquads
from tests import factory

__all__ = ["real_graph"]


def real_graph(root: Path, quads: Iterable[ox.Quad]) -> Graph:
    """The graph of `quads` as a project in `root`, with the repository's ontology and data."""
    for name in ("ontology", "data"):
        (root / name).symlink_to(factory.ROOT / name, target_is_directory=True)
    project = Project(root, root / "build")
    write(project.graph, nquads(quads))
    write(project.stamp, project.digest + "\n")
    return open_graph(root)
