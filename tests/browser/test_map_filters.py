"""The legend of the map, what it switches, and the way back."""

from __future__ import annotations

import pytest

from tests.browser.steps import Open, address, draw, rich, switch, visible

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def html() -> str:
    """The page of the invented network with everything on it."""
    return draw(rich())


def test_the_legend_switches_layers_kinds_countries_and_statuses(open_page: Open, html: str) -> None:
    """An actor goes when its last visible relation goes; one that never had any stays."""
    view = open_page(html)
    switch(view, "layers", "talent")
    assert visible(view) == {"actors": 5, "relations": 6}
    switch(view, "layers", "talent")
    switch(view, "families", "person")
    assert visible(view) == {"actors": 5, "relations": 6}
    switch(view, "families", "person")
    switch(view, "statuses", "proposed")
    assert visible(view) == {"actors": 7, "relations": 7}
    switch(view, "countries", "US")
    assert visible(view) == {"actors": 5, "relations": 6}
    assert view.page.inner_text("#counts") == "5 actors · 6 relations"


def test_reset_brings_everything_back(open_page: Open, html: str) -> None:
    """Filters, selection, table and address."""
    view = open_page(html, "#actor=hanbit")
    switch(view, "layers", "talent")
    view.page.click("[data-act=table]")
    view.page.click("[data-act=reset]")
    assert visible(view) == {"actors": 8, "relations": 9}
    assert view.page.is_hidden("#details")
    assert view.page.is_hidden("#table")
    assert "#" not in view.page.url


def test_all_of_a_section_goes_and_comes_at_once(open_page: Open, html: str) -> None:
    """What had no relation anyway stays."""
    view = open_page(html)
    view.page.click("[data-all=layers]")
    assert visible(view) == {"actors": 1, "relations": 0}
    assert view.page.inner_text("[data-all=layers]") == "all"
    view.page.click("[data-all=layers]")
    assert visible(view) == {"actors": 8, "relations": 9}


def test_what_is_disputed_is_marked_and_can_be_shown_alone(open_page: Open, html: str) -> None:
    """A mark on the line and one at the actor whose figures are disputed; the legend says what they mean."""
    view = open_page(html)
    assert view.page.evaluate("argonauts.marks()") == 2
    assert "some of its figures are disputed (1)" in view.page.inner_text("#sections")
    switch(view, "disputes", "undisputed")
    assert visible(view) == {"actors": 3, "relations": 1}
    switch(view, "disputes", "undisputed")
    switch(view, "disputes", "disputed")
    assert visible(view) == {"actors": 8, "relations": 8}
    assert view.page.evaluate("argonauts.marks()") == 1


def test_communities_are_in_the_legend_while_they_are_what_colours_mean(open_page: Open, html: str) -> None:
    """And can be switched like everything else."""
    view = open_page(html)
    assert view.page.locator("fieldset[data-section=communities]").count() == 0
    view.page.select_option("#colour", "community")
    assert view.page.inner_text("fieldset[data-section=communities] .rows").split("\n")[::2] == [
        "Community 1",
        "Community 2",
        "not known",
    ]
    switch(view, "communities", "2")
    assert visible(view) == {"actors": 6, "relations": 7}


def test_sizes_follow_the_chosen_measure(open_page: Open, html: str) -> None:
    """And so does the importance of labels; the panel knows every score and rank."""
    view = open_page(html)
    options = view.page.eval_on_selector_all("#size option", "options => options.map(option => option.text)")
    assert options == ["ties", "betweenness", "number of relations"]
    ties = view.page.evaluate("argonauts.size('two-rivers') / argonauts.size('xinghe')")
    view.page.select_option("#size", "between")
    between = view.page.evaluate("argonauts.size('two-rivers') / argonauts.size('xinghe')")
    assert between > ties
    assert address(view) == "#size=between"
    view.page.fill("#search", "Hanbit")
    view.page.keyboard.press("Enter")
    view.page.click("#details summary:has-text('Centrality')")
    assert "rank 1 of 8" in view.page.inner_text("#details details[open]")


def test_filters_are_undone_and_redone_one_by_one(open_page: Open, html: str) -> None:
    """By button and by key, colours and sizes among them."""
    view = open_page(html)
    assert view.page.get_attribute("[data-act=undo]", "aria-disabled") == "true"
    switch(view, "layers", "talent")
    switch(view, "countries", "US")
    view.page.select_option("#colour", "kind")
    view.page.click("[data-act=undo]")
    assert view.page.input_value("#colour") == "country"
    view.page.keyboard.press("Control+z")
    assert visible(view) == {"actors": 5, "relations": 6}
    view.page.keyboard.press("Control+z")
    assert visible(view) == {"actors": 8, "relations": 9}
    assert view.page.get_attribute("[data-act=undo]", "aria-disabled") == "true"
    view.page.keyboard.press("Control+Shift+Z")
    view.page.keyboard.press("Control+y")
    view.page.click("[data-act=redo]")
    assert view.page.input_value("#colour") == "kind"
    assert visible(view) == {"actors": 4, "relations": 6}
    assert view.page.get_attribute("[data-act=redo]", "aria-disabled") == "true"


def test_a_reset_can_be_undone(open_page: Open, html: str) -> None:
    """It is a step like any other."""
    view = open_page(html)
    switch(view, "layers", "talent")
    view.page.click("[data-act=reset]")
    assert visible(view)["relations"] == 9
    view.page.click("[data-act=undo]")
    assert visible(view)["relations"] == 6


def test_typing_is_not_undone_by_the_map(open_page: Open, html: str) -> None:
    """In a text field the keys belong to the text."""
    view = open_page(html)
    switch(view, "layers", "talent")
    view.page.focus("#search")
    view.page.keyboard.insert_text("x")
    view.page.keyboard.press("Control+z")
    assert visible(view)["relations"] == 6


def test_the_address_holds_the_filters(open_page: Open, html: str) -> None:
    """So that a view can be sent to somebody; what is usual is not said."""
    view = open_page(html)
    switch(view, "countries", "US")
    switch(view, "layers", "talent")
    view.page.select_option("#colour", "kind")
    assert address(view) == "#colour=kind&layers.off=talent&countries.off=US"
    again = open_page(html, address(view))
    assert visible(again) == visible(view)
    assert again.page.input_value("#colour") == "kind"
    assert not again.page.is_checked('input[data-section="countries"][data-key="US"]')
    assert again.page.get_attribute("[data-act=undo]", "aria-disabled") == "true"


def test_the_address_says_what_is_on_where_that_is_shorter(open_page: Open, html: str) -> None:
    """Also where nothing is on, and where the key is empty: what has no country."""
    view = open_page(html)
    view.page.click("[data-all=countries]")
    assert address(view) == "#countries.on="
    switch(view, "countries", "")
    assert address(view) == "#countries.on=~"
    again = open_page(html, address(view))
    on = '#sections input[data-section="countries"]:checked'
    assert again.page.eval_on_selector_all(on, "boxes => boxes.map(box => box.dataset.key)") == [""]


def test_a_selection_keeps_the_filters_and_the_back_button_knows_both(open_page: Open, html: str) -> None:
    """Back to the selection before, with the filters that there were then."""
    view = open_page(html)
    switch(view, "layers", "funding")
    view.page.fill("#search", "Mei Lin")
    view.page.keyboard.press("Enter")
    view.page.wait_for_selector("#details h2:has-text('Mei Lin')")
    assert address(view) == "#actor=mei-lin&layers.off=funding"
    view.page.go_back()
    view.page.wait_for_selector("#details", state="hidden")
    assert address(view) == "#layers.off=funding"
    assert visible(view)["relations"] == 8


@pytest.mark.parametrize(
    "address",
    [
        "#countries.off=XX",
        "#years=x-y",
        "#years=9-1",
        "#colour=rainbow",
        "#size=__proto__",
        "#layers.off=%E0%A4%A",
        "#&&=&",
    ],
)
def test_an_address_that_makes_no_sense_changes_nothing(open_page: Open, html: str, address: str) -> None:
    """Everything is there, as if nothing had been said."""
    view = open_page(html, address)
    assert visible(view) == {"actors": 8, "relations": 9}
