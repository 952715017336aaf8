"""What the documentation shows is what the program does."""

from __future__ import annotations

import doctest
import re
import shlex
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

import kg
from kg.cli import app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ANALYSIS = (ROOT / "docs" / "analysis.md").read_text(encoding="utf-8")
SESSION = re.compile(r"```console\n\$ (.+)\n((?:.*\n)*?)```")
SESSIONS = SESSION.findall(README) + SESSION.findall(ANALYSIS)
EXAMPLES = re.findall(r"```python\n((?:.*\n)*?)```", README)
COMMANDS = [command.name or "" for command in app.registered_commands]


def test_the_documents_show_sessions() -> None:
    """A test that finds nothing to check must fail."""
    assert len(SESSION.findall(README)) >= 4
    assert len(SESSION.findall(ANALYSIS)) >= 7
    assert len(EXAMPLES) >= 1
    assert len(COMMANDS) >= 10


@pytest.mark.parametrize(("command", "shown"), SESSIONS, ids=[command[:40] for command, _ in SESSIONS])
def test_a_session_prints_what_the_document_shows(
    command: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Line for line; a line with an ellipsis stands for any number of lines."""
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(app, shlex.split(command)[1:])
    assert result.exit_code == 0, result.output
    parts = [re.escape(part.strip("\n")) for part in re.split(r"(?m)^…$", shown)]
    before = "" if parts[0] else r"(?:.*\n)*"
    pattern = before + r"(?:\n|\n(?:.*\n)*)".join(part for part in parts if part) + r"(?:\n.*)*"
    assert re.fullmatch(pattern, result.output.rstrip("\n")), result.output


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_python_of_the_readme_runs(example: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a doctest, from the checkout."""
    monkeypatch.chdir(ROOT)
    test = doctest.DocTestParser().get_doctest(example, {}, "README.md", "README.md", 0)
    assert doctest.DocTestRunner().run(test).failed == 0


def test_the_readme_is_short() -> None:
    """Nobody reads more than this before the first command."""
    assert len(README.splitlines()) <= 150


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_occurs_in_the_readme(command: str) -> None:
    """And so do the questions that it answers."""
    assert re.search(rf"\bkg {command}\b", README)


@pytest.mark.parametrize("link", re.findall(r"\]\((?!https?:)([^)]+)\)", README))
def test_links_of_the_readme_lead_to_files(link: str) -> None:
    """Also the picture."""
    assert (ROOT / link).exists()


def test_one_version_stands_everywhere() -> None:
    """Program, ontology, changelog and citation are released together."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    header = (ROOT / "ontology" / "kg.ttl").read_text(encoding="utf-8")
    assert re.search(r"^## (\S+)", changelog, re.MULTILINE)[1] == kg.__version__  # type: ignore[index]
    assert f"\nversion: {kg.__version__}\n" in citation
    assert f'owl:versionInfo "{kg.__version__}"' in header
    assert f"ontology/{kg.__version__}>" in header


def test_every_requirement_says_what_it_is_for() -> None:
    """A dependency without a reason is one too many."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for requirement in tomllib.loads(text)["project"]["dependencies"]:
        assert re.search(rf'"{re.escape(requirement)}",\s+# \w', text), requirement
