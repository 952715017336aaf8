"""The years under the map: what is dated can be chosen, what is not is counted."""

from __future__ import annotations

import pytest

from tests.browser.steps import Open, address, draw, invented, rich, visible

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def html() -> str:
    """The page of the invented network with everything on it."""
    return draw(rich())


def test_years_are_chosen_from_the_keyboard(open_page: Open, html: str) -> None:
    """Both handles are plain sliders; what has no date stays, and is counted in words."""
    view = open_page(html)
    assert view.page.inner_text("#years") == "1992–1998"
    assert view.page.inner_text("#undated") == "6 claims without a date are always shown"
    view.page.focus("#year-from")
    view.page.keyboard.press("ArrowRight")
    assert view.page.inner_text("#years") == "1993–1998"
    assert visible(view) == {"actors": 7, "relations": 8}
    view.page.focus("#year-until")
    view.page.keyboard.press("Home")
    assert view.page.inner_text("#years") == "1993"
    assert visible(view) == {"actors": 6, "relations": 7}
    assert address(view) == "#years=1993-1993"
    view.page.keyboard.press("Control+z")
    view.page.keyboard.press("Control+z")
    assert view.page.inner_text("#years") == "1992–1998"
    assert address(view) == ""


def test_an_end_that_is_not_stated_excludes_nothing(open_page: Open, html: str) -> None:
    """Since 1993 is also in 1998; 1992 alone is not."""
    view = open_page(html, "#years=1998-1998")
    assert visible(view)["relations"] == 8
    assert view.page.input_value("#year-from") == view.page.input_value("#year-until") == "1998"


def test_the_histogram_counts_claims_by_year(open_page: Open, html: str) -> None:
    """One in 1992, then one more, and two at the end; the chosen years are lit."""
    view = open_page(html, "#years=1993-1994")
    bars = view.page.eval_on_selector_all(
        "#histogram rect",
        "bars => bars.map(bar => [Number(bar.dataset.first), Number(bar.getAttribute('height'))])",
    )
    assert bars == [[1992, 50], [1993, 50], [1994, 50], [1995, 50], [1996, 50], [1997, 50], [1998, 100]]
    assert view.page.locator("#histogram .on").count() == 2


def test_play_lets_the_years_grow(open_page: Open, html: str) -> None:
    """From the first to the last, and a second press holds them."""
    view = open_page(html, reduced_motion="no-preference")
    view.page.click("#play")
    view.page.wait_for_selector("#years:text-is('1992')")
    assert view.page.get_attribute("#play", "aria-label") == "Pause"
    view.page.wait_for_selector("#years:text-is('1992–1994')")
    view.page.click("#play")
    assert view.page.get_attribute("#play", "aria-label") == "Play the years"
    held = view.page.inner_text("#years")
    view.page.wait_for_timeout(900)
    assert view.page.inner_text("#years") == held
    assert address(view).startswith("#years=1992-199")


def test_play_goes_step_by_step_for_those_who_want_no_motion(open_page: Open, html: str) -> None:
    """Nothing moves by itself."""
    view = open_page(html)
    assert view.page.get_attribute("#play", "aria-label") == "Next years"
    view.page.click("#play")
    assert view.page.inner_text("#years") == "1992"
    view.page.wait_for_timeout(900)
    assert view.page.inner_text("#years") == "1992"
    view.page.click("#play")
    assert view.page.inner_text("#years") == "1992–1993"


def test_without_dates_there_is_no_slider(open_page: Open) -> None:
    """And no empty box in its place."""
    assert open_page(draw(invented())).page.is_hidden("#time")
