"""The map in a real browser: it opens, answers a click, and lies well in the hand."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest

from tests.browser.steps import PHONE, Open, click_actor, draw, invented, visible

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def html() -> str:
    """The page of the invented network."""
    return draw(invented())


def test_the_map_opens_from_a_file_and_asks_no_one_for_anything(open_page: Open, html: str) -> None:
    """The fixture fails on any request, error or dialog."""
    view = open_page(html)
    assert view.page.inner_text("#counts") == "8 actors · 9 relations"
    assert len(view.page.evaluate("argonauts.labels()")) == 8


def test_a_click_on_an_actor_opens_its_names_relations_and_evidence(open_page: Open, html: str) -> None:
    """Both directions, each claim with its status and its place in the source."""
    view = open_page(html)
    click_actor(view, "xinghe")
    said = view.page.inner_text("#details")
    for expected in (
        "Xinghe Academy",
        "星河研究院",
        "싱허연구원",
        "China",
        "cooperates with",
        "welcomed back",
    ):
        assert expected in said
    for expected in ("Mei Lin", "Planned", "Claimed", "a joint laboratory", "since 1993", "Table 2, row 6"):
        assert expected in said
    assert "No evidence given" in said
    assert view.page.locator("#details .claim").count() == 4
    assert view.page.url.endswith("#actor=xinghe")


def test_a_relation_in_the_panel_leads_to_the_other_end(open_page: Open, html: str) -> None:
    """And the back button returns."""
    view = open_page(html, "#actor=mei-lin")
    view.page.click('#details [data-actor="lakeside"]')
    view.page.wait_for_selector("#details h2:has-text('Lakeside College')")
    assert "taught" in view.page.inner_text("#details")
    view.page.go_back()
    view.page.wait_for_selector("#details h2:has-text('Mei Lin')")


def test_only_web_addresses_become_links(open_page: Open, html: str) -> None:
    """An address of another kind is shown, never followed."""
    view = open_page(html, "#actor=hanbit")
    links = view.page.eval_on_selector_all("#details a", "links => links.map(link => link.href)")
    assert links == ["https://ror.org/000000000"]
    assert "javascript:alert(1)" in view.page.inner_text("#details")


def test_a_selected_actor_and_its_neighbours_stand_out(open_page: Open, html: str) -> None:
    """Only they keep their labels."""
    view = open_page(html, "#actor=mei-lin")
    assert sorted(view.page.evaluate("argonauts.labels()")) == ["lakeside", "mei-lin", "xinghe"]
    view.page.keyboard.press("Escape")
    assert view.page.is_hidden("#details")
    view.page.keyboard.press("0")
    view.page.wait_for_timeout(200)
    assert len(view.page.evaluate("argonauts.labels()")) == 8


def test_the_mouse_over_an_actor_shows_its_names(open_page: Open, html: str) -> None:
    """The tooltip has every script."""
    view = open_page(html)
    point = view.page.evaluate("argonauts.where('hanbit')")
    view.page.mouse.move(point["x"], point["y"])
    view.page.wait_for_selector("#tip:not([hidden])")
    said = view.page.inner_text("#tip")
    assert "한빛연구원" in said
    assert "韩光研究院" in said


def test_a_claim_has_a_card_and_an_address_of_its_own(open_page: Open, html: str) -> None:
    """So that one claim can be cited."""
    view = open_page(html, "#claim=4")
    said = view.page.inner_text("#details")
    for expected in (
        "studied at",
        "Mei Lin",
        "Lakeside College",
        "1992",
        "PhD, chemistry",
        "§3 ¶1",
        "https://example.org/claim/4",
    ):
        assert expected in said


@pytest.mark.parametrize(
    "address",
    ["#actor=nobody", "#actor=%3Cimg%20src=x%20onerror=alert(1)%3E", "#%E0%A4%A", "#actor=__proto__"],
)
def test_an_address_that_names_nothing_selects_nothing(open_page: Open, html: str, address: str) -> None:
    """Nothing is written into the page, nothing breaks."""
    view = open_page(html, address)
    assert view.page.is_hidden("#details")
    assert visible(view)["actors"] == 8


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_follows_the_system_and_can_be_switched(open_page: Open, html: str, scheme: str) -> None:
    """Light or dark as the system asks, and the other at a click."""
    view = open_page(html, color_scheme=scheme)
    assert view.page.get_attribute("html", "data-theme") == scheme
    view.page.click("[data-act=theme]")
    assert view.page.get_attribute("html", "data-theme") != scheme


def test_a_phone_gets_the_whole_page_without_scrolling_sideways(open_page: Open, html: str) -> None:
    """The legend unfolds, the panel comes from below."""
    view = open_page(html, "#actor=hanbit", **PHONE)
    assert view.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    panel: Any = view.page.locator("#details").bounding_box()
    assert panel["width"] <= 390
    assert panel["y"] > 300
    assert view.page.is_hidden("#sections")
    view.page.click("#unfold")
    assert view.page.is_visible("#sections")


def test_a_map_of_nothing_says_so(open_page: Open) -> None:
    """An empty network is not an error."""
    view = open_page(draw(nx.MultiDiGraph()))
    assert view.page.is_visible("#nothing")
