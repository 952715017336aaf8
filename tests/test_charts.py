"""Charts: declared in one file each, drawn with unit and source, in three languages, the same every time."""

from __future__ import annotations

import json
import re
import struct
import tomllib
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

import kg
from kg import plot
from kg.charts import KINDS, RENDERERS, Chart, Mark, draw, fonts
from kg.charts.rendering import svg
from kg.errors import ProjectError, UsageError
from kg.graph import Graph
from kg.project import Project
from tests import factory

FILES = sorted((factory.ROOT / "ontology" / "charts").glob("*.toml"))
NAMES = [path.stem for path in FILES]
LANGUAGES = ("en", "ko", "zh")
SVG = "{http://www.w3.org/2000/svg}"

#: What stands in each chart: its source, its unit or the lack of one, and how many numbers it has.
DRAWN = {
    "cases-by-mode-and-partner": ("Source: Seo 2017, Table 2", "Unit not printed", 49),
    "cooperation-by-year": ("Source: Seo 2017, Table 1", "Unit: Projects; Cases", 8),
    "joint-projects-by-field": ("Source: Seo 2017, §4.2 China", "Unit: Per cent", 5),
    "joint-projects-by-partner": ("Source: Seo 2017, Table 3", "Unit: Projects", 10),
    "partners-by-share-of-cases": ("Source: Seo 2017, Table 2", "Unit not printed; base not printed", 7),
    "rd-of-korea-and-china": (
        "Source: Seo 2017, §3 Current state",
        "R&D expenditure (Million US dollars)",
        4,
    ),
}


def texts(content: bytes) -> list[str]:
    """The texts of an SVG, a line each."""
    root = ElementTree.fromstring(content)
    assert root.tag == f"{SVG}svg"
    found = [[text, *text.iter(f"{SVG}tspan")] for text in root.iter(f"{SVG}text")]
    return [part.text for parts in found for part in parts if part.text]


def marks(*numbers: float, **places: str) -> tuple[Mark, ...]:
    """Invented marks, labelled a, b, c …"""
    return tuple(
        Mark({"label": letter, **places}, number, str(number), "lamps", "Table 1")
        for letter, number in zip("abcdef", numbers, strict=False)
    )


def invented(kind: str = "bar", *numbers: float) -> Chart:
    """A chart that no project declares."""
    headings = {"label": "who", "number": "number", "unit": "unit", "where": "source"}
    return Chart(kind, "Lamps", "en", "Source: the ledger", (), headings, marks(*(numbers or (3, 1))))


def test_there_are_charts_of_every_kind() -> None:
    """A pattern that finds no file would let every other test here pass."""
    assert len(FILES) >= 6
    assert sorted(DRAWN) == NAMES
    assert {tomllib.loads(path.read_text(encoding="utf-8"))["kind"] for path in FILES} == set(KINDS)


def test_what_draws_knows_nothing_of_the_graph() -> None:
    """Data in, bytes out: the package imports none of ours."""
    modules = sorted((factory.ROOT / "kg" / "charts").glob("*.py"))
    assert len(modules) >= 5
    for module in modules:
        imported = re.findall(
            r"^\s*(?:from|import) (kg\S*)", module.read_text(encoding="utf-8"), re.MULTILINE
        )
        assert [name for name in imported if not name.startswith("kg.charts")] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_chart_draws_a_named_question_under_a_title_in_three_languages(path: Path, real: Graph) -> None:
    """And asks only for columns that its question has."""
    plan = plot.plans(real.project)[path.stem]
    assert plan.query in real.queries
    assert set(plan.title) == set(LANGUAGES)
    assert set(plan.note) in (set(), set(LANGUAGES))
    for text in (*plan.title.values(), *plan.note.values()):
        assert text == text.strip()
    assert len({*plan.title.values()}) == 3


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_an_svg_holds_its_labels_its_unit_and_its_source_as_text(
    name: str, language: str, real: Graph
) -> None:
    """So that it can be searched, read aloud, and passed on without its page."""
    chart = plot.chart(real, name, language)
    drawn = " ".join(texts(RENDERERS["svg"](chart)))
    assert chart.title in drawn
    assert chart.source in drawn
    for role in chart.headings:
        assert [label for label in chart.values(role) if label not in drawn] == []
    for mark in chart.marks:
        assert mark.text in drawn
    for note in chart.notes:
        assert note in drawn


@pytest.mark.parametrize("name", NAMES)
def test_unit_and_source_are_those_of_what_is_drawn(name: str, real: Graph) -> None:
    """A missing unit is said to be missing; and no number is lost."""
    source, unit, count = DRAWN[name]
    chart = plot.chart(real, name)
    assert chart.source == source
    assert unit in (*chart.notes, *chart.values("panel"))
    assert len(chart.marks) == count
    assert all(mark.where.startswith("Seo 2017, ") for mark in chart.marks)


def test_what_is_missing_is_said_in_the_reader_s_language(real: Graph) -> None:
    """Not in English with Korean labels."""
    assert plot.chart(real, "partners-by-share-of-cases", "ko").notes == ("단위 미기재; 비율의 기준 미기재",)
    assert plot.chart(real, "cases-by-mode-and-partner", "zh").notes[0] == "未注明单位"
    assert "중국, 기간 미기재" in plot.chart(real, "rd-of-korea-and-china", "ko").values("label")


def test_a_dash_stays_a_dash(real: Graph) -> None:
    """What is not printed as a number is not drawn as zero; and totals are kept apart by having no colour."""
    chart = plot.chart(real, "cases-by-mode-and-partner")
    dashes = [mark for mark in chart.marks if mark.number is None]
    assert {mark.text for mark in dashes} == {"-"}
    assert len(dashes) == 12
    plain = [mark for mark in chart.marks if mark.plain]
    assert {mark.places["row"] for mark in plain} == {"All modes"}
    assert len(plain) == 7


def test_numbers_are_written_as_precisely_as_the_most_precise_of_them(real: Graph) -> None:
    """7.0 is printed so; and thousands are set apart."""
    shares = plot.chart(real, "partners-by-share-of-cases")
    assert [mark.text for mark in shares.marks] == ["34.6", "8.4", "7.1", "7.0", "5.4", "4.7", "2.7"]
    assert "58,311" in [mark.text for mark in plot.chart(real, "rd-of-korea-and-china").marks]


def test_partners_that_are_level_share_a_rank(real: Graph) -> None:
    """Germany and Israel are third, and nobody is fourth."""
    drawn = texts(RENDERERS["svg"](plot.chart(real, "joint-projects-by-partner")))
    ranked = [text.replace("\u2002", " ") for text in drawn]
    for expected in (
        "1 Russia",
        "=3 Germany",
        "=3 Israel",
        "5 England",
        "=7 Canada",
        "=7 Japan",
        "9 South Korea",
    ):
        assert expected in ranked


@pytest.mark.parametrize("format", ["svg", "png", "html"])
def test_the_same_chart_gives_the_same_bytes(format: str, real: Graph) -> None:
    """Whatever was drawn before."""
    first = RENDERERS[format](plot.chart(real, NAMES[0], "ko"))
    RENDERERS["svg"](plot.chart(real, NAMES[1], "zh"))
    assert RENDERERS[format](plot.chart(real, NAMES[0], "ko")) == first


@pytest.mark.parametrize("name", NAMES)
def test_a_png_is_a_picture_of_a_sane_size(name: str, real: Graph) -> None:
    """Two pixels a point: wide enough for print, not for a wall."""
    content = RENDERERS["png"](plot.chart(real, name))
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", content[16:24])
    assert 1000 < width < 2000
    assert 300 < height < 2000
    assert 10_000 < len(content) < 500_000


def test_a_page_loads_nothing_and_evaluates_nothing(real: Graph) -> None:
    """Its policy names the hash of its one script; it links to nothing; its numbers stand in a table."""
    page = RENDERERS["html"](plot.chart(real, "joint-projects-by-partner", "ko")).decode()
    head, script = page.split("<script type=", 1)
    assert re.search(r"script-src 'sha256-[A-Za-z0-9+/=]{44}'; style-src 'sha256-", head)
    assert "default-src 'none'" in head
    assert "unsafe" not in head
    assert re.findall(r"(?:src|href)=\"([^\"]*)\"", head) == ["data:,"]
    assert "://" not in head
    assert '<html lang="ko">' in head
    assert "<td>러시아</td>" in head
    assert "Seo 2017, Table 3, row 1" in head
    assert page.count("</script>") == 2
    data = json.loads(script.split(">", 1)[1].split("</script>", 1)[0])
    assert data["$schema"].startswith("https://vega.github.io/schema/vega-lite/")


def test_text_that_looks_like_markup_stays_text() -> None:
    """In the picture, in the table, and in the data of the page."""
    evil = replace(invented(), title="<script>alert(1)</script>&", source='"</script><b>')
    assert "<script>alert(1)</script>&" in texts(svg(evil))
    page = RENDERERS["html"](evil).decode()
    assert page.count("</script>") == 2
    assert "<script>alert" not in page
    assert "<b>" not in page


@pytest.mark.parametrize("kind", ["bar", "dot plot"])
def test_marks_keep_the_order_they_are_given_in(kind: str) -> None:
    """A question has its order; a chart does not sort again."""
    labels = [text[-1] for text in texts(svg(invented(kind, 1, 5, 3))) if text[-1] in "abc"]
    assert labels == ["a", "b", "c"]


@pytest.mark.parametrize("kind", ["bar", "dot plot"])
def test_zeros_and_a_single_number_can_be_drawn(kind: str) -> None:
    """An axis from nought to nought has no length."""
    assert "0" in texts(svg(invented(kind, 0)))
    assert draw(invented(kind, 0, 0)).to_dict()


def test_a_long_title_is_broken_into_lines() -> None:
    """And not cut off."""
    drawn = texts(svg(replace(invented(), title="lamp " * 30 + "end")))
    assert sum(text.startswith("lamp lamp") for text in drawn) > 1
    assert any(text.endswith("end") for text in drawn)


def test_a_font_is_looked_for_by_what_its_files_are_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Latin letters are always there."""
    monkeypatch.setattr(fonts, "_FOLDERS", (str(tmp_path),))
    monkeypatch.setattr(fonts, "_registered", [])
    fonts._names.cache_clear()
    assert [fonts.covers(language) for language in LANGUAGES] == [True, False, False]
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "NanumGothic.ttf").write_bytes(b"")
    fonts._names.cache_clear()
    assert [fonts.covers(language) for language in LANGUAGES] == [True, True, False]
    fonts._names.cache_clear()


def test_the_font_of_the_language_is_asked_for_first() -> None:
    """The same character is written differently in Seoul and in Beijing."""
    assert fonts.families("ko")[0] == "Noto Sans CJK KR"
    assert fonts.families("zh")[0] == "Noto Sans CJK SC"
    assert {fonts.families(language)[-1] for language in LANGUAGES} == {"sans-serif"}


def test_an_unknown_chart_or_language_is_refused(real: Graph) -> None:
    """With what there is."""
    with pytest.raises(UsageError, match="no chart 'joint-projects-by-feild'; did you mean"):
        kg.chart(real, "joint-projects-by-feild")
    with pytest.raises(UsageError, match="no language 'fr' for charts; there are en, ko, zh"):
        kg.chart(real, NAMES[0], "fr")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('kind = "dot plot"', 'kind = "pie"', "unknown kind 'pie'; there are bar, dot plot, heat map, line"),
        ('kind = "dot plot"', 'kind = "bar"\ncolour = "red"', "not a chart: .*colour"),
        ('label = "partner"', 'label = "planet"', "has no column planet"),
        ("[places]", "places", "joint-projects-by-partner.toml: not a chart"),
        ('[places]\nlabel = "partner"\n', "", "not a chart: 'places'"),
    ],
)
def test_a_chart_that_is_declared_wrongly_is_named(
    old: str, new: str, message: str, project: Project
) -> None:
    """The file, and what is wrong in it."""
    file = factory.own_ontology(project) / "charts" / "joint-projects-by-partner.toml"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    changed = text.replace(old, new).replace('"china"', '"eastmark"')
    file.write_text(changed, encoding="utf-8")
    with pytest.raises(ProjectError, match=message):
        kg.chart(kg.open(project.root), "joint-projects-by-partner")


def test_a_chart_without_a_number_is_refused(project: Project) -> None:
    """An empty frame would look like a finding."""
    folder = factory.own_ontology(project) / "charts"
    file = folder / "joint-projects-by-partner.toml"
    text = file.read_text(encoding="utf-8").replace('"china"', '"westmark"')
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="query 'joint-projects-by-partner' has no number to draw"):
        kg.chart(kg.open(project.root), "joint-projects-by-partner")
