"""The pages of analysis in a real browser: on a desk, on a telephone, in the dark, and without eyes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyoxigraph as ox
import pytest

from kg.atlas import Site, write
from kg.atlas.kinds import KINDS
from tests.atlas.made import real_graph
from tests.browser.conftest import watch

pytestmark = pytest.mark.browser

NAMES = ("brokerage", "circulation", "communities")
NEEDED = {*NAMES, "assets", "search", "things"}
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
Visit = Callable[..., SimpleNamespace]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, real_quads: tuple[ox.Quad, ...]) -> Path:
    """The pages of analysis of the repository's own tables, written."""
    root = tmp_path_factory.mktemp("analysed")
    site = Site(real_graph(root, real_quads), kinds=[kind for kind in KINDS if kind.name in NEEDED])
    write(root / "atlas", site.files())
    return root / "atlas"


@pytest.fixture
def visit(browser: Any, folder: Path) -> Iterator[Visit]:
    """Opens a page of the folder; at the end none may have had a problem or asked for anything."""
    opened: list[SimpleNamespace] = []

    def visit_(page: str, **options: Any) -> SimpleNamespace:
        options = {"viewport": {"width": 1280, "height": 900}, **options}
        context = browser.new_context(offline=True, reduced_motion="reduce", **options)
        view = SimpleNamespace(page=context.new_page(), context=context, problems=[], requests=[])
        opened.append(view)
        watch(view)
        name, _, fragment = page.partition("#")
        view.page.goto(f"{(folder / f'{name}.html').as_uri()}#{fragment}")
        view.page.wait_for_selector("html[data-ready]", state="attached")
        return view

    yield visit_
    for view in opened:
        view.context.close()
    assert [view.problems for view in opened if view.problems] == []
    assert [view.requests for view in opened if view.requests] == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [1280, 390])
def test_a_page_never_scrolls_sideways(visit: Visit, name: str, width: int) -> None:
    """Tables do, in a frame of their own; pictures are drawn for the width that there is."""
    view = visit(name, viewport={"width": width, "height": 844})
    assert view.page.evaluate("document.documentElement.scrollWidth") <= width
    wide, narrow = view.page.locator(".picture .wide").first, view.page.locator(".picture .narrow").first
    assert (wide.is_visible(), narrow.is_visible()) == (width > 640, width <= 640)
    shown = view.page.locator(".picture svg.drawing:visible").first.bounding_box()
    assert shown["width"] > min(width, 900) * 0.8


@pytest.mark.parametrize(
    "address",
    [
        "brokerage#between-united-states",
        "circulation#flow-united-states-south-korea",
        "circulation#is-returnee",
    ],
)
def test_a_number_opens_what_is_behind_it(visit: Visit, address: str) -> None:
    """Its link leads into what was folded, and that unfolds."""
    page, _, fragment = address.partition("#")
    view = visit(page)
    behind = view.page.locator(f"#{fragment}")
    assert not behind.is_visible()
    view.page.locator(f"table a[href='#{fragment}']").first.click()
    behind.wait_for(state="visible")
    assert behind.locator("a[href]").count() > 2


def test_a_band_leads_to_the_career_behind_it(visit: Visit) -> None:
    """Also with the keyboard."""
    view = visit("circulation")
    band = view.page.locator("#ways .wide g.band a").first
    target = band.get_attribute("href")
    band.focus()
    view.page.keyboard.press("Enter")
    assert view.page.evaluate("location.hash") == target
    assert view.page.locator(target).is_visible()


def test_in_the_dark_pictures_are_dark_as_well(visit: Visit) -> None:
    """Letters are light, the sea is not white, and colours are those of the dark."""
    colours = """() => ['#flows .wide text', '#flows .wide rect.sea', '#ways .wide path.fill-0'].map(
        (what) => getComputedStyle(document.querySelector(what)).fill)"""
    light, dark = (
        visit("circulation", color_scheme=scheme).page.evaluate(colours) for scheme in ("light", "dark")
    )
    assert not set(light) & set(dark)
    bright = [sum(map(int, colour[4:-1].split(","))) for colour in (*light[:2], *dark[:2])]
    assert bright[0] < bright[1]
    assert bright[2] > bright[3]


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not there")
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(visit: Visit, name: str) -> None:
    """With everything unfolded, in light and dark."""
    for scheme in ("light", "dark"):
        view = visit(name, color_scheme=scheme, bypass_csp=True)
        view.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        view.page.evaluate(AXE.read_text(encoding="utf-8"))
        run = "rules => axe.run(document, { runOnly: rules, preload: false })"
        found = view.page.evaluate(run, RULES)["violations"]
        assert [(one["id"], [node["html"][:200] for node in one["nodes"][:5]]) for one in found] == [], scheme
