"""The layouts of the map: another place for everybody, and what is drawn beneath."""

from __future__ import annotations

import pytest

from tests.browser.steps import PHONE, Open, address, draw, invented, rich

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def html() -> str:
    """The page of the invented network with everything on it."""
    return draw(rich())


def test_the_reader_chooses_among_the_layouts_that_say_something(open_page: Open, html: str) -> None:
    """All four where there are countries, stages and coordinates."""
    view = open_page(html)
    options = view.page.eval_on_selector_all(
        "#layout option", "options => options.map(option => option.value)"
    )
    assert options == ["force", "bridge", "circulation", "geographic"]
    assert view.page.eval_on_selector_all("#layout option", "options => options.length") == 4
    bare = open_page(draw(invented()))
    options = bare.page.eval_on_selector_all(
        "#layout option", "options => options.map(option => option.value)"
    )
    assert options == ["force", "bridge"]


@pytest.mark.parametrize("layout", ["bridge", "circulation", "geographic"])
def test_a_layout_puts_everybody_in_another_place(open_page: Open, html: str, layout: str) -> None:
    """In view, remembered by the address, and undone."""
    view = open_page(html)
    slugs = ["hanbit", "xinghe", "lakeside"]
    where = "slugs => slugs.map(slug => argonauts.where(slug))"
    before = view.page.evaluate(where, slugs)
    view.page.select_option("#layout", layout)
    view.page.wait_for_timeout(200)
    after = view.page.evaluate(where, slugs)
    assert before != after
    assert all(292 < point["x"] < 1280 and 0 < point["y"] < 800 for point in after)
    assert address(view) == f"#layout={layout}"
    assert open_page(html, address(view)).page.evaluate(where, slugs) == after
    view.page.keyboard.press("Control+z")
    view.page.wait_for_timeout(200)
    assert view.page.evaluate(where, slugs) == before


def test_the_bridge_has_its_sides_left_and_right_and_on_a_phone_above_and_below(
    open_page: Open, html: str
) -> None:
    """A high screen turns the map, all but the earth."""
    wide = open_page(html, "#layout=bridge").page
    assert wide.evaluate("argonauts.where('hanbit').x < argonauts.where('xinghe').x - 100")
    high = open_page(html, "#layout=bridge", **PHONE).page
    assert high.evaluate("argonauts.where('hanbit').y < argonauts.where('xinghe').y - 100")


def test_a_page_begins_with_the_layout_size_and_colour_that_it_is_told(open_page: Open) -> None:
    """The usual ones of this page: its address stays empty."""
    network = rich()
    network.graph |= {"layout": "circulation", "size": "between", "colour": "kind"}
    view = open_page(draw(network))
    assert [view.page.input_value(f"#{name}") for name in ("layout", "size", "colour")] == [
        "circulation",
        "between",
        "kind",
    ]
    assert address(view) == ""
