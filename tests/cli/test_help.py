"""Help that can be relied on: every command has it, its examples run, and it costs next to nothing."""

from __future__ import annotations

import importlib.metadata
import os
import re
import shlex
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner

import kg
from kg import check
from kg.check import Report
from kg.project import Project
from tests.cli.conftest import COMMAND

COMMANDS = sorted(COMMAND.commands)
#: What takes long to import, and is of no use to somebody who asks for help.
HEAVY = {
    *("IPython", "altair", "jinja2", "matplotlib", "networkx", "numpy", "pandas", "pydantic", "pyoxigraph"),
    *("pyshacl", "pyvis", "rapidfuzz", "rdflib", "rich", "scipy"),
}


def examples(command: str) -> list[str]:
    """The lines of a command's help that can be typed as they stand."""
    help_ = COMMAND.commands[command].help or ""
    block = help_.partition("Examples:\n")[2].partition("\n\n")[0]
    return [line.strip() for line in block.splitlines() if line.strip()]


EXAMPLES = [line for command in COMMANDS for line in examples(command)]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples_of_its_own(command: str) -> None:
    """A sentence, and at least one example that begins with the command itself."""
    result = CliRunner().invoke(COMMAND, [command, "--help"], prog_name="kg")
    assert result.exit_code == 0
    assert f"Usage: kg {command}" in result.stdout
    summary = (COMMAND.commands[command].help or "").strip().partition("\n")[0]
    assert re.fullmatch(r"[A-Z].*\.", summary)
    assert examples(command)
    assert all(shlex.split(line)[:2] == ["kg", command] for line in examples(command))
    assert max(len(line) for line in result.stdout.splitlines()) <= 80


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_says_what_it_does(command: str) -> None:
    """And what it takes is named."""
    for parameter in COMMAND.commands[command].params:
        assert getattr(parameter, "help", None), parameter.name


def test_the_same_option_has_the_same_letter_everywhere() -> None:
    """Whoever knows one command knows the others."""
    letters: dict[str, set[str]] = {}
    for command in COMMANDS:
        for parameter in COMMAND.commands[command].params:
            long = [name for name in parameter.opts if name.startswith("--")]
            short = [name for name in parameter.opts if not name.startswith("--") and name.startswith("-")]
            if long:
                letters.setdefault(long[0], set()).update(short)
    assert letters["--project"] == {"-C"}
    assert letters["--format"] == {"-F"}
    assert letters["--output"] == {"-o"}
    assert {name: short for name, short in letters.items() if len(short) > 1} == {}


def test_there_are_examples() -> None:
    """A pattern that finds nothing would let the next test pass."""
    assert len(EXAMPLES) >= 20


@pytest.mark.parametrize("line", [line for line in EXAMPLES if "~" not in line])
def test_an_example_runs(
    line: str, real_project: Project, report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the repository's own data, with its output where it disturbs nobody; in somebody's own folder none.

    A code of 1 is for findings, and no mistake. To check the data takes long, and other tests do it.
    """
    arguments = [word for word in shlex.split(line)[1:] if word != "--open"]
    monkeypatch.setenv("KG_PROJECT", str(real_project.root))
    monkeypatch.setattr(check, "check", lambda *_: report)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(COMMAND, arguments)
    assert result.exit_code in ({0, 1} if arguments[0] in {"audit", "check"} else {0}), result.stderr
    written = [word for flag, word in pairwise(arguments) if flag in {"-o", "--output"}]
    assert all((tmp_path / name).stat().st_size for name in written)
    assert written or result.stdout or "map" in arguments


def test_help_imports_nothing_heavy() -> None:
    """Neither the engines nor what draws; in a process of its own, as this one has them all."""
    script = """
import sys
from kg.cli import app
for command in ["", *sys.argv[1:]]:
    try:
        app([*command.split(), "--help"], prog_name="kg")
    except SystemExit:
        loaded = {name.partition(".")[0] for name in sys.modules}
        print("loaded", command, *sorted(loaded), file=sys.stderr)
"""
    done = subprocess.run(
        [sys.executable, "-c", script, *COMMANDS], capture_output=True, text=True, check=True
    )
    assert done.stdout.count("Usage: kg") == done.stderr.count("loaded") == 1 + len(COMMANDS)
    for line in done.stderr.splitlines():
        assert set(line.split()[2:]) & HEAVY == set(), line.split()[1]
        assert "typer" in line.split()


def test_the_version_names_the_parts() -> None:
    """Which of them answers a bug report starts with."""
    result = CliRunner().invoke(COMMAND, ["--version"])
    assert result.exit_code == 0
    assert result.stdout.startswith(f"kg {kg.__version__} (")
    for engine in ("rdflib", "pyoxigraph", "networkx"):
        assert f"{engine} {importlib.metadata.version(engine)}" in result.stdout


def test_kg_alone_shows_its_verbs() -> None:
    """As a mistake, since nothing was asked for, but as a helpful one."""
    result = CliRunner().invoke(COMMAND, [])
    assert result.exit_code == 2
    assert all(f"\n  {command} " in result.stderr for command in COMMANDS)


def test_the_exit_codes_are_in_the_help() -> None:
    """Scripts need them."""
    text = " ".join(CliRunner().invoke(COMMAND, ["--help"]).stdout.split())
    assert "Exit codes: 0 done, 1 findings, 2 usage, 3 project cannot be read" in text
    assert "130 interrupted" in text


def test_python_m_kg_is_kg() -> None:
    """The same program by another name, and it says so."""
    done = subprocess.run(
        [sys.executable, "-m", "kg", "--help"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "COLUMNS": "80"},
    )
    assert done.stdout.startswith("Usage: kg [OPTIONS] COMMAND [ARGS]...\n")
