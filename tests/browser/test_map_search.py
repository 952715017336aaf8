"""The search of the map: every name, in every script, from the keyboard."""

from __future__ import annotations

import pytest

from tests.browser.steps import Open, draw, invented

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def html() -> str:
    """The page of the invented network."""
    return draw(invented())


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("hbi", "Hanbit Institute"),
        ("韩光", "Hanbit Institute"),
        ("星河", "Xinghe Academy"),
        ("ㅅㅎㄴ", "Seo Ha-neul"),
        ("SEO HANEUL", "Seo Ha-neul"),
        ("두강", "Two Rivers Fund"),
    ],
)
def test_the_search_finds_a_name_in_any_script(open_page: Open, html: str, typed: str, expected: str) -> None:
    """By any of its names, without spaces, by its first consonants."""
    view = open_page(html)
    view.page.keyboard.press("/")
    view.page.keyboard.insert_text(typed)
    view.page.wait_for_selector("#hits [role=option]")
    view.page.keyboard.press("Enter")
    view.page.wait_for_selector(f"#details h2:has-text('{expected}')")


def test_a_name_that_is_not_there_is_said_to_be_missing(open_page: Open, html: str) -> None:
    """And Escape puts everything back."""
    view = open_page(html)
    view.page.fill("#search", "Atlantis")
    assert view.page.inner_text("#hits") == "No match"
    view.page.keyboard.press("Enter")
    assert view.page.is_hidden("#details")
    view.page.keyboard.press("Escape")
    assert view.page.is_hidden("#hits")
    assert view.page.input_value("#search") == ""


def test_arrows_walk_through_the_hits(open_page: Open, html: str) -> None:
    """The field says to assistive technology which one is meant."""
    view = open_page(html)
    view.page.fill("#search", "university")
    view.page.fill("#search", "in")
    hits = view.page.locator("#hits [role=option]")
    assert hits.count() > 1
    view.page.keyboard.press("ArrowDown")
    assert view.page.get_attribute("#search", "aria-activedescendant") == "hits-1"
    assert hits.nth(1).get_attribute("aria-selected") == "true"
    view.page.keyboard.press("ArrowUp")
    view.page.keyboard.press("ArrowUp")
    assert view.page.get_attribute("#search", "aria-activedescendant") == f"hits-{hits.count() - 1}"


def test_a_hit_that_is_filtered_away_comes_back(open_page: Open, html: str) -> None:
    """Whoever looks for an actor wants to see it."""
    view = open_page(html, "#countries.off=CN")
    assert view.page.evaluate("argonauts.visible().actors") == 5
    view.page.fill("#search", "星河")
    view.page.keyboard.press("Enter")
    view.page.wait_for_selector("#details h2:has-text('Xinghe Academy')")
    assert view.page.is_checked('input[data-section="countries"][data-key="CN"]')
