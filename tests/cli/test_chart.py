"""`kg chart`: a list without a name; else a picture, to stdout or to a file whose suffix says what it is."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from kg import charts
from kg.build import build
from kg.cli import app
from kg.project import Project
from tests import factory

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """`kg chart` on the repository's own tables, built apart."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("ontology", "data"):
        (folder / name).symlink_to(factory.ROOT / name, target_is_directory=True)
    build(Project(folder, folder / "build"))
    return lambda *arguments: CliRunner().invoke(app, ["chart", *arguments, "-C", str(folder)])


@pytest.mark.parametrize("arguments", [(), ("--list",), ("--list", "cooperation-by-year")])
def test_without_a_name_the_charts_are_listed(arguments: tuple[str, ...], run: Run) -> None:
    """With their kinds and titles, in any format for rows."""
    result = run(*arguments, "-F", "csv", "--lang", "ko")
    assert result.exit_code == 0
    rows = list(csv.reader(io.StringIO(result.stdout)))
    assert rows[0] == ["name", "kind", "title"]
    assert ["joint-projects-by-field", "bar", "2015년 중국 국제 공동연구 과제의 분야별 비중"] in rows


def test_a_chart_goes_to_stdout_as_svg(run: Run) -> None:
    """And nothing else does."""
    result = run("joint-projects-by-field")
    assert result.exit_code == 0
    assert result.stdout.startswith("<svg ")
    assert result.stdout.endswith("</svg>\n")
    assert "Fields of China&#x27;s joint projects of 2015. Source: Seo 2017, §4.2 China" in result.stdout


@pytest.mark.parametrize(
    ("suffix", "start"), [("svg", b"<svg "), ("png", b"\x89PNG"), ("html", b"<!DOCTYPE html>")]
)
def test_the_suffix_of_the_output_says_which_format(
    suffix: str, start: bytes, tmp_path: Path, run: Run
) -> None:
    """Nothing is printed then."""
    path = tmp_path / f"chart.{suffix}"
    result = run("joint-projects-by-field", "-o", str(path))
    assert (result.exit_code, result.output) == (0, "")
    assert path.read_bytes().startswith(start)


def test_a_png_may_be_piped(run: Run) -> None:
    """As the bytes that a file would hold."""
    assert run("joint-projects-by-field", "-F", "png").stdout_bytes.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("joint-projects-by-feild",),
            "no chart 'joint-projects-by-feild'; did you mean 'joint-projects-by-field'?",
        ),
        (("joint-projects-by-field", "-F", "csv"), "format 'csv' cannot hold picture; use svg, png or html"),
        (("-F", "png"), "format 'png' cannot hold rows"),
        (("joint-projects-by-field", "--fonts", "no/such"), "no folder no/such"),
        (("joint-projects-by-field", "--lang", "fr"), "'fr' is not one of 'en', 'ko', 'zh'"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_one_line(
    arguments: tuple[str, ...], message: str, run: Run
) -> None:
    """With exit code 2."""
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert result.stdout == ""


def test_a_missing_font_is_said_once_and_the_chart_is_drawn(
    monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    """Who reads the SVG may have the font."""
    monkeypatch.setattr(charts, "covers", lambda language: language == "en")
    result = run("joint-projects-by-field", "--lang", "zh")
    assert result.exit_code == 0
    assert result.stderr.startswith("kg: no font for 'zh' found; ")
    assert len(result.stderr.splitlines()) == 1
    assert "生物科学" in result.stdout
    assert run("joint-projects-by-field").stderr == ""


def test_fonts_may_be_named(tmp_path: Path, run: Run) -> None:
    """A folder without any adds none."""
    result = run("joint-projects-by-field", "--fonts", str(tmp_path))
    assert result.exit_code == 0
    assert result.stdout.startswith("<svg ")
