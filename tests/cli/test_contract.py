"""What scripts rely on: streams, exit codes, encodings, whole files, quiet pipes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg import check
from kg.build import build
from kg.check import Report
from kg.errors import StoreError
from kg.files import write
from kg.project import Project
from tests import factory
from tests.cli.conftest import Invoke, Process

ESCAPE = b"\x1b"
VERBS = [
    ("build",),
    ("queries",),
    ("query", "career", "-p", "person=lan-ta"),
    ("query", "CONSTRUCT { ?s ?p ?o } { ?s kg:studiedAt ?o . ?s ?p ?o }"),
    ("show", "등대연구소"),
    ("find", "lamp"),
    ("network",),
    ("centrality",),
    ("brokers",),
    ("communities",),
    ("circulation",),
    ("why", "lan-ta", "eastmark"),
    ("map", "-o", "-"),
    ("export", "csv"),
]
#: They say on stderr which claims they used.
ABOUT_CLAIMS = {"network", "centrality", "brokers", "communities", "circulation", "why", "map"}


@pytest.mark.parametrize("command", VERBS, ids=lambda command: " ".join(command)[:20])
def test_results_go_to_stdout_and_remarks_to_stderr(command: tuple[str, ...], process: Process) -> None:
    """No escape codes in either, however much colour is asked for; UTF-8, with one newline at the end."""
    colourful = {"FORCE_COLOR": "1", "CLICOLOR_FORCE": "1", "PY_COLORS": "1", "TERM": "xterm-256color"}
    done = process(*command, environment=colourful)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode("utf-8").endswith("\n")
    assert not done.stdout.endswith(b"\n\n")
    assert b"\r" not in done.stdout
    assert ESCAPE not in done.stdout + done.stderr
    remarks = done.stderr.decode().splitlines()
    assert bool(remarks) == (command[0] in ABOUT_CLAIMS)
    if remarks and command[0] not in {"map", "circulation"}:
        assert remarks[0].startswith("all: 19 actors, 24 claims (7 derived); ")


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "cp949"},
    ],
    ids=["ascii", "C", "cp949"],
)
def test_output_is_utf_8_whatever_the_locale_says(environment: dict[str, str], process: Process) -> None:
    """In results and in help."""
    done = process("show", "lighthouse-institute", environment=environment)
    assert done.stdout.decode("utf-8").startswith("Lighthouse Institute (등대연구소 · 灯塔研究所)\n")
    assert "한국파스퇴르연구소" in process("show", "--help", environment=environment).stdout.decode("utf-8")


def test_messages_are_utf_8_too(process: Process) -> None:
    """What the user has typed comes back as it was."""
    done = process("show", "등대지기의 집", environment={"PYTHONIOENCODING": "ascii"})
    assert done.stderr.decode("utf-8").startswith("kg: nothing is called '등대지기의 집'")


def test_a_path_in_any_script_is_no_obstacle(tmp_path: Path, process: Process) -> None:
    """Neither for the project nor for the output, nor for the message that names it."""
    project = factory.plant(tmp_path / "한국 项目")
    output = tmp_path / "새 폴더" / "그래프.csv"
    ascii_ = {"PYTHONIOENCODING": "ascii"}
    done = process("build", "--project", str(project.root), environment=ascii_)
    assert f"built: {project.graph}" in done.stdout.decode("utf-8")
    done = process("queries", "-C", str(project.root), "-o", str(output), environment=ascii_)
    assert (done.returncode, done.stdout) == (0, b"")
    assert output.read_bytes().startswith(b"name,question,parameters\n")


def test_the_world_is_found_from_below(process: Process, world: Project) -> None:
    """From any folder in it, as git does; from elsewhere by its name."""
    for cwd, environment in ((world.data / "claims", {"KG_PROJECT": ""}), (Path("/"), {})):
        assert process("show", "lan-ta", cwd=cwd, environment=environment).stdout.startswith(b"Lan Ta")


def test_options_can_be_set_once_for_all(process: Process) -> None:
    """In the environment; an option on the command line wins."""
    settings = {"KG_FORMAT": "json", "KG_LANG": "ko"}
    assert '"label": "탑란"' in process("find", "lan ta", environment=settings).stdout.decode()
    done = process("find", "lan ta", "-F", "csv", "--lang", "zh", environment=settings)
    assert "lan-ta,塔兰," in done.stdout.decode()


def test_exit_code_1_is_for_findings_at_or_above_the_threshold(
    report: Report, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The report is written either way."""
    monkeypatch.setattr(check, "check", lambda *_: report)
    for options, code in ((), 1), (("--fail-on", "warning"), 1), (("--fail-on", "never"), 0):
        result = invoke("check", "talent.csv", *options)
        assert (result.exit_code, result.stderr) == (code, "")
        assert "data/claims/talent.csv:2: status: " in result.stdout


def test_exit_code_130_is_for_an_interruption(world: Project) -> None:
    """Ctrl-C ends a query that would go on for hours, within a second and without a word."""
    forever = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    command = [sys.executable, "-m", "kg", "query", "-C", str(world.root), "--timeout", "60", forever]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        time.sleep(2)
        assert running.poll() is None
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=20)
    assert (running.returncode, out, err) == (130, b"", b"")


@pytest.mark.parametrize(
    "command",
    [("query", "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 50000", "-F", "csv"), ("export", "nq"), ("--help",)],
    ids=["query", "export", "help"],
)
def test_a_pipe_into_head_ends_quietly(command: tuple[str, ...], world: Project) -> None:
    """Whoever reads us may stop; that is no error and no traceback."""
    with subprocess.Popen(
        [sys.executable, "-m", "kg", *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "KG_PROJECT": str(world.root)},
    ) as running:
        assert running.stdout
        assert running.stderr
        assert running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


@pytest.mark.parametrize("command", [("queries",), ("build",)], ids=lambda command: command[0])
def test_a_pipe_that_nobody_reads_is_left_alone(command: tuple[str, ...], world: Project) -> None:
    """Python would complain once more at its end, about what it could not get rid of."""
    with subprocess.Popen(
        [sys.executable, "-m", "kg", *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "KG_PROJECT": str(world.root)},
    ) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("command", [("queries",), ("--help",), ("build",)], ids=lambda command: command[0])
def test_a_full_disk_is_told_in_one_line(command: tuple[str, ...], world: Project) -> None:
    """Also by those who only meant to print."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kg", *command],
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "KG_PROJECT": str(world.root)},
            check=False,
        )
    assert (done.returncode, done.stderr) == (4, b"kg: stdout: No space left on device\n")


# Files appear whole or not at all.


def test_folders_are_made_as_needed(invoke: Invoke, tmp_path: Path) -> None:
    """An output may be named before its folder exists."""
    path = tmp_path / "new" / "newer" / "queries.csv"
    assert invoke("queries", "-o", str(path)).exit_code == 0
    assert path.read_text(encoding="utf-8").startswith("name,question,parameters\n")


def test_a_failed_command_leaves_the_old_file(invoke: Invoke, tmp_path: Path) -> None:
    """And no new one: what cannot be answered is not written."""
    path = tmp_path / "answer.csv"
    path.write_text("old", encoding="utf-8")
    assert invoke("query", "SELECT * { ?s ?p", "-o", str(path)).exit_code == 4
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=["full", "stopped"]
)
def test_an_interrupted_write_leaves_the_old_file(
    error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever happens between the first byte and the last; nothing temporary stays behind."""
    path = tmp_path / "graph.nq"
    path.write_text("old", encoding="utf-8")

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises((StoreError, KeyboardInterrupt)):
        write(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_reader_never_sees_half_a_file(tmp_path: Path) -> None:
    """The new content comes under another name and takes its place at once."""
    path = tmp_path / "graph.nq"
    write(path, "old")
    with path.open(encoding="utf-8") as reader:
        write(path, "new, and longer")
        assert reader.read() == "old"
    assert path.read_text(encoding="utf-8") == "new, and longer"
    assert path.stat().st_mode & 0o777 == 0o644


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    """What it points at is what was meant."""
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    link.symlink_to(real)
    write(link, "content")
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "content"


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    """Nor is /dev/null, which root could otherwise lose."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write(pipe, "content")
    assert os.read(reader, 100) == b"content"
    os.close(reader)
    assert pipe.is_fifo()


def test_a_graph_older_than_its_tables_is_still_answered_with_a_remark(
    project: Project, invoke: Invoke
) -> None:
    """On stderr, by every command that reads the graph; the result is untouched."""
    build(project)
    factory.append(project, "people.csv", id="new-keeper", type="Person", name="New Keeper")
    for command in (("show", "lan-ta"), ("export", "csv"), ("network",), ("map", "-o", "-")):
        result = invoke(*command, project=project.root)
        first = result.stderr.splitlines()[0]
        assert first == "kg: the tables have changed since the graph was built; run 'kg build'"
        assert result.exit_code == 0
        assert "New Keeper" not in result.stdout


def test_a_graph_that_is_missing_is_built(project: Project, invoke: Invoke) -> None:
    """The first question needs no other command before it."""
    assert not project.graph.exists()
    result = invoke("show", "lan-ta", project=project.root)
    assert (result.exit_code, result.stderr) == (0, "")
    assert project.graph.is_file()
