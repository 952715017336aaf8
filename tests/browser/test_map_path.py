"""Shortest paths on the map: over what is shown, with all that is claimed at every step."""

from __future__ import annotations

import networkx as nx
import pytest

from tests.browser.steps import Open, address, draw, rich, switch

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def html() -> str:
    """The page of the invented network with everything on it."""
    return draw(rich())


def test_two_actors_are_picked_by_name_and_the_path_says_who_says_so(open_page: Open, html: str) -> None:
    """Every step lists its claims in the direction in which they are claimed, with status and place."""
    view = open_page(html)
    view.page.click("[data-act=path]")
    assert "Choose two actors" in view.page.inner_text("#details")
    assert view.page.evaluate("document.activeElement.id") == "path-from"
    view.page.keyboard.insert_text("林梅")
    view.page.keyboard.press("Enter")
    view.page.wait_for_selector("#path-to:focus")
    view.page.keyboard.insert_text("두강")
    view.page.keyboard.press("Enter")
    view.page.wait_for_selector("#details .path")
    assert "Length: 3" in view.page.inner_text("#details [role=status]")
    actors = view.page.eval_on_selector_all(
        "#details .step > .actor", "all => all.map(one => one.dataset.actor)"
    )
    assert actors == ["mei-lin", "xinghe", "hanbit", "two-rivers"]
    steps = view.page.locator("#details .step")
    assert "Mei Lin returned to Xinghe Academy" in steps.nth(1).inner_text().replace("\n", " ")
    assert steps.nth(2).locator(".claim").count() == 3
    assert "4 + 9 + 40 = 53" in steps.nth(2).inner_text()
    assert "Second report · §5 ¶1" in steps.nth(3).inner_text()
    assert address(view) == "#from=mei-lin&to=two-rivers"
    assert sorted(view.page.evaluate("argonauts.labels()")) == ["hanbit", "mei-lin", "two-rivers", "xinghe"]


def test_a_path_begins_at_an_actor(open_page: Open, html: str) -> None:
    """From here, and from elsewhere to here; the two can be swapped."""
    view = open_page(html, "#actor=lakeside")
    view.page.click("[data-act=from]")
    view.page.wait_for_selector("#path-to:focus")
    assert view.page.input_value("#path-from") == "Lakeside College"
    view.page.keyboard.insert_text("Xinghe")
    view.page.keyboard.press("Enter")
    view.page.wait_for_selector("#details .path")
    view.page.click("#details .step [data-actor=mei-lin]")
    view.page.wait_for_selector("#details h2:has-text('Mei Lin')")
    view.page.go_back()
    view.page.wait_for_selector("#details .path")
    view.page.click("#details .swap")
    view.page.wait_for_selector("#details .step:first-child [data-actor=xinghe]")
    assert address(view) == "#from=xinghe&to=lakeside"


def test_where_there_is_no_path_the_map_says_so(open_page: Open, html: str) -> None:
    """Nobody is tied to the lone society."""
    view = open_page(html, "#from=hanbit&to=lone-society")
    assert view.page.inner_text("#details [role=status]") == "No path between the two over what is shown."


def test_a_path_goes_over_what_is_visible(open_page: Open, html: str) -> None:
    """A filter can cut it; an end that is hidden itself is named."""
    view = open_page(html, "#from=mei-lin&to=hanbit")
    assert view.page.locator("#details .step").count() == 3
    switch(view, "layers", "cooperation")
    assert "No path" in view.page.inner_text("#details [role=status]")
    switch(view, "layers", "cooperation")
    switch(view, "countries", "CN")
    assert view.page.inner_text("#details [role=status]") == "Mei Lin is hidden by the filters."


def test_paths_of_the_same_length_are_shown_in_turn(open_page: Open) -> None:
    """A square has two ways around; none is better."""
    network = nx.MultiDiGraph([("a", "b"), ("c", "b"), ("a", "d"), ("d", "c")])
    view = open_page(draw(network), "#from=a&to=c")
    assert "path 1 of 2" in view.page.inner_text("#details .turns")
    first = view.page.locator("#details .step [data-actor]").nth(1).get_attribute("data-actor")
    view.page.click("#details [aria-label=Next]")
    view.page.wait_for_selector("#details .turns:has-text('path 2 of 2')")
    second = view.page.locator("#details .step [data-actor]").nth(1).get_attribute("data-actor")
    assert {first, second} == {"b", "d"}
    assert address(view) == "#from=a&to=c&turn=2"
