"""The map as a file: a drawing, a picture, and paper."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest

from tests.browser.steps import ARITHMETIC, Open, draw, rich, switch

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def html() -> str:
    """The page of the invented network with everything on it."""
    return draw(rich())


SVG = "{http://www.w3.org/2000/svg}"


def saved(view: SimpleNamespace, kind: str) -> Path:
    """The file that the reader gets."""
    view.page.click("#download summary")
    with view.page.expect_download() as download:
        view.page.click(f"[data-act={kind}]")
    assert download.value.suggested_filename == f"Invented.{kind}"
    return Path(download.value.path())


def words(svg: Path) -> list[str]:
    """Every text of a drawing."""
    return ["".join(text.itertext()) for text in ElementTree.parse(svg).iter(f"{SVG}text")]


def test_the_drawing_has_title_map_legend_and_sources(open_page: Open, html: str) -> None:
    """As vectors with texts that stay texts, in every script."""
    svg = saved(open_page(html), "svg")
    said = words(svg)
    for expected in (
        "Invented",
        "8 actors · 9 relations · Size by: ties",
        "Hanbit Institute",
        "한빛연구원",
        "星河研究院",
    ):
        assert expected in said
    for expected in ("Layers", "Cooperation", "South Korea", "Planned", "Disputed"):
        assert expected in said
    assert any("8 invented actors, 9 invented claims" in text for text in said)
    root = ElementTree.parse(svg).getroot()
    titles = [title.text or "" for title in root.iter(f"{SVG}title")]
    assert len([title for title in titles if " · " in title]) == 9
    (korean,) = [text for text in root.iter(f"{SVG}text") if text.text == "한빛연구원"]
    assert "Noto Sans KR" in (korean.get("font-family") or "")
    (chinese,) = [text for text in root.iter(f"{SVG}text") if text.text == "星河研究院"]
    assert "Noto Sans SC" in (chinese.get("font-family") or "")


def test_the_drawing_shows_what_the_map_shows(open_page: Open, html: str) -> None:
    """Without what is switched off, and it says what that is."""
    view = open_page(html, "#years=1992-1995")
    switch(view, "countries", "US")
    said = words(saved(view, "svg"))
    assert "Lakeside College" not in said
    assert any(
        "1992–1995" in text and "Countries and regions: South Korea, China, not known" in text
        for text in said
    )


def test_the_drawing_asks_no_one_for_anything_and_runs_nothing(open_page: Open, html: str) -> None:
    """No script, no handler, no link, no font or picture from elsewhere."""
    root = ElementTree.parse(saved(open_page(html), "svg")).getroot()
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "g", "path", "rect", "circle", "polygon", "text", "title", "desc", "clipPath",
    }  # fmt: skip
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not [name for name in attributes if name.startswith("on") or "href" in name or name == "style"]


def test_the_picture_is_three_times_as_sharp_as_the_drawing(open_page: Open, html: str) -> None:
    """A PNG for slides."""
    view = open_page(html)
    svg = ElementTree.parse(saved(view, "svg")).getroot()
    png = saved(view, "png").read_bytes()
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    assert [width, height] == [3 * int(svg.get(name, "0")) for name in ("width", "height")]
    assert len(png) > 40_000


def test_hostile_text_stays_text_in_a_drawing(open_page: Open) -> None:
    """Also what XML cannot hold at all."""
    network = rich()
    hostile = "</text><script>alert(1)</script>&\x00\x0b\uffff\u2028]]>"
    for _, data in network.nodes(data=True):
        data["label"] = hostile
    network.graph["about"] = {hostile: hostile * 50}
    view = open_page(draw(network, title="Invented", subtitle=hostile))
    svg = saved(view, "svg")
    assert any(text.startswith("</text><script>") for text in words(svg))
    assert not list(ElementTree.parse(svg).iter(f"{SVG}script"))
    assert saved(view, "png").stat().st_size > 10_000


def test_paper_gets_the_drawing_and_the_open_panel(open_page: Open, html: str) -> None:
    """And none of the buttons; afterwards the page is as it was."""
    view = open_page(html, "#actor=hanbit", color_scheme="dark")
    view.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    view.page.emulate_media(media="print")
    assert view.page.is_visible("#sheet svg")
    assert view.page.get_attribute("#sheet svg > rect", "fill") == "#ffffff"
    assert ARITHMETIC in view.page.inner_text("#details")
    for hidden in ("#panel", "#tools", "#graph", "#details .close", "#time"):
        assert view.page.is_hidden(hidden), hidden
    view.page.emulate_media(media="screen")
    view.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert view.page.is_hidden("#sheet")
    assert view.page.get_attribute("html", "data-theme") == "dark"


def test_paper_gets_the_whole_table_if_that_is_open(open_page: Open, html: str) -> None:
    """As many pages as it takes."""
    view = open_page(html)
    view.page.click("[data-act=table]")
    pdf = view.page.pdf()
    assert pdf.startswith(b"%PDF")
    assert re.search(rb"/Type ?/Page\b", pdf)
