"""The command line from both sides: called within this process, and as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest
import typer
from click.testing import CliRunner, Result

from kg import check
from kg.check import Report
from kg.cli import app
from kg.files import write
from kg.project import Project
from kg.store import nquads
from tests import factory

Invoke = Callable[..., Result]
#: Made once; typer would make it anew for each call.
COMMAND = typer.main.get_command(app)
Process = Callable[..., "subprocess.CompletedProcess[bytes]"]

#: What may stand in the environment of whoever runs the tests, and would change what they see.
OURS = ("KG_PROJECT", "KG_FORMAT", "KG_LANG")


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line as a stranger finds it."""
    for name in OURS:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def invoke(world: Project) -> Invoke:
    """Calls `kg` on the invented world, within this process; stdout and stderr are kept apart."""

    def call(*arguments: str, stdin: bytes | str | None = None, project: Path = world.root) -> Result:
        return CliRunner().invoke(COMMAND, arguments, input=stdin, env={"KG_PROJECT": str(project)})

    return call


@pytest.fixture
def process(world: Project) -> Process:
    """Calls `kg` on the invented world as a process, with bytes in and out, and with more environment."""

    def call(
        *arguments: str,
        stdin: bytes = b"",
        environment: Mapping[str, str] | None = None,
        cwd: Path = world.root,
    ) -> subprocess.CompletedProcess[bytes]:
        inherited = {name: value for name, value in os.environ.items() if name not in OURS}
        return subprocess.run(
            [sys.executable, "-m", "kg", *arguments],
            input=stdin,
            env={**inherited, "KG_PROJECT": str(world.root), **(environment or {})},
            cwd=cwd,
            capture_output=True,
            check=False,
            timeout=120,
        )

    return call


@pytest.fixture(scope="session")
def real_project(tmp_path_factory: pytest.TempPathFactory, real_quads: tuple[ox.Quad, ...]) -> Project:
    """A project of the repository's own tables, built elsewhere, so that a test leaves no trace here."""
    root = tmp_path_factory.mktemp("real")
    for name in ("ontology", "data"):
        (root / name).symlink_to(factory.ROOT / name, target_is_directory=True)
    project = Project(root, root / "build")
    write(project.graph, nquads(real_quads))
    write(project.stamp, project.digest + "\n")
    return project


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The report on a table with one wrong cell, made once: to check takes long."""
    project = factory.plant(tmp_path_factory.mktemp("faulty"))
    factory.change(project, "claims/talent.csv", 2, status="plan")
    return check.check(project, ["talent.csv"])
