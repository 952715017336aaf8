"""What all tests share: the invented world, built once, and no way to the network."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import settings

from kg.build import build, derive, quads, read
from kg.graph import Graph
from kg.graph import open as open_graph
from kg.ontology import Ontology
from kg.ontology import read as read_ontology
from kg.project import Project
from kg.store import Store
from tests import factory

# The same examples on every machine, and no clock: a slow machine is not a failure.
settings.register_profile("kg", derandomize=True, database=None, deadline=None, max_examples=60)
settings.load_profile("kg")


@pytest.fixture(autouse=True)
def no_network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing may connect to anywhere; only the browser's tests talk to a Chromium of theirs."""
    if "browser" in request.path.parts:
        return

    def refuse(_: socket.socket, address: Any, *__: Any) -> None:
        raise AssertionError(f"a test asks for the network: {address}")

    for way in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, way, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *_, **__: refuse(None, host))


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The invented world, built; read it, never change it."""
    project = factory.plant(tmp_path_factory.mktemp("world"))
    build(project)
    return project


@pytest.fixture(scope="session")
def graph(world: Project) -> Graph:
    """The graph of the invented world."""
    return open_graph(world.root)


@pytest.fixture(scope="session")
def ontology(world: Project) -> Ontology:
    """What the repository's ontology says."""
    return read_ontology(world)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A fresh copy of the invented world, not built, whose tables a test may change."""
    return factory.plant(tmp_path / "project")


@pytest.fixture(scope="session")
def real_quads() -> tuple[ox.Quad, ...]:
    """What the repository's own tables say and its rules derive, made in memory; nothing is written."""
    project = Project(factory.ROOT, factory.ROOT / "build")
    reading = read(project)
    assert reading.findings == ()
    asserted = quads(reading)
    return (*asserted, *derive(project, asserted))


@pytest.fixture(scope="session")
def real(real_quads: tuple[ox.Quad, ...]) -> Graph:
    """The graph of the repository's own tables; ask it, never change it."""
    return Graph(Project(factory.ROOT, factory.ROOT / "build"), Store(real_quads))
