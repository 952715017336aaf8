"""The map in a real browser: what a reader sees, clicks, types and links to."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import networkx as nx
import pytest

from kg.maps import page

pytestmark = pytest.mark.browser

INVENTED = Path(__file__).parents[1] / "maps" / "invented.json"
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}
Open = Callable[..., SimpleNamespace]


@pytest.fixture(scope="module")
def html() -> str:
    """The page of the invented network."""
    network = nx.node_link_graph(json.loads(INVENTED.read_text(encoding="utf-8")), edges="edges")
    return page(network, title="Invented", layers=["cooperation"], sides=("KR", "CN"))


def visible(view: SimpleNamespace) -> dict[str, int]:
    """How many actors and relations the map shows."""
    found: dict[str, int] = view.page.evaluate("argonauts.visible()")
    return found


def click_actor(view: SimpleNamespace, slug: str) -> None:
    """Clicks where the map says that an actor is."""
    point = view.page.evaluate("slug => argonauts.where(slug)", slug)
    view.page.mouse.click(point["x"], point["y"])
    view.page.wait_for_selector("#details h2")


def switch(view: SimpleNamespace, section: str, key: str) -> None:
    """Clicks one row of the legend."""
    view.page.click(f'#legend input[data-section="{section}"][data-key="{key}"]')


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


def test_the_table_holds_the_same_data_and_works_with_the_keyboard(open_page: Open, html: str) -> None:
    """Actors and relations, sorted by any column, each row a way to the panel."""
    view = open_page(html)
    view.page.keyboard.press("Tab")
    view.page.keyboard.press("Enter")
    assert view.page.locator("#table tbody tr").count() == 8
    view.page.focus("#table [data-column=name]")
    view.page.keyboard.press("Enter")
    assert view.page.get_attribute("#table th:first-child", "aria-sort") == "ascending"
    assert view.page.inner_text("#table tbody tr:first-child th") == "Hanbit Institute"
    view.page.focus("#table tbody tr:first-child button")
    view.page.keyboard.press("Enter")
    view.page.wait_for_selector("#details h2:has-text('Hanbit Institute')")
    assert view.page.evaluate("document.activeElement.tagName") == "H2"
    view.page.click("#table [data-tab=relations]")
    assert view.page.locator("#table tbody tr").count() == 9
    assert "Table 2, row 6" in view.page.inner_text("#table")


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


HOSTILE = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"'`<svg/onload=alert(1)>",
    "a\u2028b\u2029c",
    "\u202eesrever\u202c",
    "<b>" * 3_333 + "x",
    "길" * 10_000,
]


@pytest.mark.parametrize("value", HOSTILE, ids=[ascii(value)[:16] for value in HOSTILE])
def test_hostile_text_is_shown_as_text_wherever_it_stands(open_page: Open, value: str) -> None:
    """Panel, legend, tooltip, table and search: the fixture fails if anything runs or is loaded."""
    network = nx.MultiDiGraph(about={value: value})
    node = dict.fromkeys(
        ("label", "kind", "kind_label", "family", "family_label", "note", "existence"), value
    )
    network.add_node(
        "one", **node, country=value, country_label=value, names={value: value}, links=[(value, value)]
    )
    network.add_node("two", label="two", country="somewhere")
    fields = (
        "relation",
        "label",
        "inverse",
        "layer",
        "layer_label",
        "status",
        "status_label",
        "text",
        "period",
    )
    evidence = [{"source": value, "locator": value}]
    network.add_edge("one", "two", key="claim", **dict.fromkeys(fields, value), evidence=evidence)
    view = open_page(page(network, title=value, subtitle=value), "#actor=one")
    shown = view.page.text_content("#details h2")
    assert value in shown
    assert view.page.text_content("h1") == value
    view.page.click("[data-act=table]")
    view.page.click("[data-tab=relations]")
    assert value in view.page.text_content("#table tbody")
    view.page.fill("#search", value[:40].replace("\u2028", " ").replace("\u2029", " "))
    assert (
        view.page.locator("#details script, #table script, #details img, #details svg[onload]").count() == 0
    )
    assert view.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_map_of_nothing_says_so(open_page: Open) -> None:
    """An empty network is not an error."""
    view = open_page(page(nx.MultiDiGraph(), title="Empty"))
    assert view.page.is_visible("#nothing")
