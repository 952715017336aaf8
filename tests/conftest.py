"""What all tests share: the invented world, built once, and no way to the network."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from kg.build import build
from kg.graph import Graph
from kg.graph import open as open_graph
from kg.ontology import Ontology
from kg.ontology import read as read_ontology
from kg.project import Project
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
def project(tmp_path: Path) -> Iterator[Project]:
    """A fresh copy of the invented world, not built, whose tables a test may change."""
    return factory.plant(tmp_path / "project")
