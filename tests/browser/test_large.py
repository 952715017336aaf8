"""A large network in a real browser: the same page, drawn with WebGL from packed data, as quick to answer."""

from __future__ import annotations

import importlib
import re
import struct
import zlib
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import networkx as nx
import pytest

from kg.maps import page
from kg.maps.layouts import Arrangement
from tests.browser.steps import PHONE, Open, click_actor, switch, visible
from tests.crowd import COUNTRIES, crowd

pytestmark = pytest.mark.browser

ACTORS, RELATIONS = 3_000, 9_000
HUB = "a0"
NO_WEBGL = """
const known = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return kind.startsWith("webgl") ? null : known.call(this, kind, ...rest);
};
"""


@pytest.fixture(scope="module")
def network() -> nx.MultiDiGraph:
    """Above the number of nodes that vis-network draws."""
    return crowd(ACTORS, RELATIONS)


@pytest.fixture(scope="module")
def html(network: nx.MultiDiGraph) -> str:
    """Its page."""
    return page(network, title="Crowd", sides=("KR", "CN"))


@pytest.fixture
def view(open_page: Open, html: str) -> SimpleNamespace:
    """The page, opened and at rest."""
    return settled(open_page(html))


def settled(view: SimpleNamespace) -> SimpleNamespace:
    """Waits until the map stands still, and lines and labels are drawn."""
    view.page.wait_for_timeout(400)
    return view


def where(view: SimpleNamespace, slug: str) -> dict[str, float]:
    """The place of an actor on the screen."""
    found: dict[str, float] = view.page.evaluate("slug => argonauts.where(slug)", slug)
    return found


def colour(view: SimpleNamespace, x: float, y: float) -> tuple[int, ...]:
    """The colour of a pixel of the screen: in a picture of one pixel, what follows the byte of the filter."""
    png = view.page.screenshot(clip={"x": round(x), "y": round(y), "width": 1, "height": 1})
    at, packed = 8, b""
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            packed += png[at + 8 : at + 8 + size]
        at += 12 + size
    return tuple(zlib.decompress(packed)[1:4])


def named(view: SimpleNamespace, name: str) -> tuple[int, ...]:
    """A colour of the style sheet."""
    script = "name => getComputedStyle(document.documentElement).getPropertyValue(name).trim()"
    return tuple(bytes.fromhex(view.page.evaluate(script, name).removeprefix("#")))


def near(view: SimpleNamespace, slug: str) -> None:
    """Goes to an actor and close to it, and selects nothing."""
    view.page.evaluate("slug => { location.hash = `#actor=${slug}`; }", slug)
    view.page.wait_for_selector("#details h2")
    view.page.keyboard.press("Escape")
    view.page.wait_for_selector("#details", state="hidden")
    settled(view)
    for _ in range(20):
        box = view.page.locator("#graph").bounding_box()
        point = where(view, slug)
        view.page.mouse.move(point["x"], point["y"])
        if view.page.evaluate("argonauts.labels().length") < 25:
            return
        assert 0 < point["x"] - box["x"] < box["width"]
        view.page.mouse.wheel(0, -300)
        settled(view)


def test_a_large_page_is_small_and_draws_with_webgl(html: str) -> None:
    """The other library, and data that is packed; nothing of vis-network is in it."""
    assert len(html.encode()) < 1_500_000
    assert "sigma 3." in html
    assert "vis-network" not in html
    assert "Invented report" not in html


def test_it_opens_and_labels_the_most_central(view: SimpleNamespace) -> None:
    """The fixture fails on any request, error or dialog; the largest come first, and many have no room."""
    assert view.page.inner_text("#counts") == "3,000 actors · 9,000 relations"
    labels = view.page.evaluate("argonauts.labels()")
    assert labels[0] == HUB
    assert 10 < len(labels) < ACTORS / 2


def test_actors_are_drawn_in_the_colours_of_the_legend(
    view: SimpleNamespace, network: nx.MultiDiGraph
) -> None:
    """In the light and in the dark; and whom the legend hides is not drawn."""
    country = network.nodes[f"https://example.org/id/{HUB}"]["country"]
    rows = view.page.eval_on_selector_all(
        '#legend input[data-section="countries"]', "boxes => boxes.map(box => box.dataset.key)"
    )
    near(view, HUB)
    view.page.mouse.move(300, 790)
    point = where(view, HUB)
    for _ in ("one theme", "the other"):
        drawn = named(view, f"--country-{rows.index(country)}")
        settled(view)
        assert colour(view, **point) == drawn
        view.page.click("[data-act=theme]")
    switch(view, "countries", country)
    settled(view)
    assert colour(view, **point) != named(view, f"--country-{rows.index(country)}")


@pytest.mark.parametrize("typed", ["Korea", "연구소", "研究所"])
def test_the_search_finds_names_in_every_script(view: SimpleNamespace, typed: str) -> None:
    """And leads to the panel and, on the map, to the actor."""
    view.page.keyboard.press("/")
    view.page.keyboard.insert_text(typed)
    first = view.page.inner_text("#hits [role=option] div div")
    view.page.keyboard.press("Enter")
    view.page.wait_for_selector("#details h2")
    assert view.page.inner_text("#details h2") == first.splitlines()[0]


def test_the_legend_filters(view: SimpleNamespace, network: nx.MultiDiGraph) -> None:
    """A layer, a status, a country: as many relations are left as there are without it."""
    for section, key, field in (("layers", "talent", "layer"), ("statuses", "claimed", "status")):
        switch(view, section, key)
        left = sum(data[field] != key for *_, data in network.edges(data=True))
        assert visible(view)["relations"] == left
        switch(view, section, key)
    switch(view, "countries", "KR")
    countries = nx.get_node_attributes(network, "country")
    left = sum("KR" not in {countries[one], countries[other]} for one, other in network.edges())
    assert visible(view)["relations"] == left
    view.page.click("[data-act=reset]")
    assert visible(view) == {"actors": ACTORS, "relations": RELATIONS}


def test_a_click_on_an_actor_leads_to_the_evidence(view: SimpleNamespace, network: nx.MultiDiGraph) -> None:
    """Each of its claims with source and locator."""
    click_actor(view, HUB)
    node = f"https://example.org/id/{HUB}"
    assert view.page.inner_text("#details h2") == network.nodes[node]["label"]
    related = [*network.in_edges(node, data=True), *network.out_edges(node, data=True)]
    known = {f"{where['source']} · {where['locator']}" for *_, data in related for where in data["evidence"]}
    told = set(re.findall(r"Invented report \d+ · Table \d+, row \d+", view.page.inner_text("#details")))
    assert told
    assert told <= known


def test_a_click_on_a_line_leads_to_its_evidence(
    open_page: Open, html: str, network: nx.MultiDiGraph
) -> None:
    """Lines that stand out can be pointed at, from afar too, where they are bent as they are drawn."""
    one, other, key = next(
        (one, other, key)
        for one, other, key in network.edges(keys=True)
        if network.number_of_edges(one, other) == 1
        and not network.has_edge(other, one)
        and network.degree(one) < 4
    )
    view = settled(open_page(html, f"#actor={one.rpartition('/')[2]}"))
    start, end = (where(view, node.rpartition("/")[2]) for node in (one, other))
    side = 0.08 if one < other else -0.08
    across = {"x": end["y"] - start["y"], "y": start["x"] - end["x"]}
    point = {axis: (start[axis] + end[axis]) / 2 + 0.42 * side * across[axis] for axis in ("x", "y")}
    view.page.mouse.move(**point)
    view.page.wait_for_selector("#tip:not([hidden])")
    view.page.mouse.click(**point)
    view.page.wait_for_selector("#details h2:has-text('has ')")
    assert network.edges[one, other, key]["evidence"][0]["locator"] in view.page.inner_text("#details")


def test_a_finger_opens_an_actor_on_a_telephone(open_page: Open, html: str) -> None:
    """Where left has become top; the panel comes from below."""
    view = settled(open_page(html, **PHONE))
    point = where(view, HUB)
    view.page.touchscreen.tap(point["x"], point["y"])
    view.page.wait_for_selector("#details h2:has-text('University 0 of Korea')")


def test_the_mouse_over_an_actor_shows_its_names(view: SimpleNamespace, network: nx.MultiDiGraph) -> None:
    """In its own script too; elsewhere the tooltip goes."""
    point = where(view, HUB)
    view.page.mouse.move(point["x"], point["y"])
    view.page.wait_for_selector("#tip:not([hidden])")
    assert network.nodes[f"https://example.org/id/{HUB}"]["names"]["zh"][0] in view.page.inner_text("#tip")
    view.page.mouse.move(300, 790)
    view.page.wait_for_selector("#tip", state="hidden")


def test_the_map_moves_and_its_labels_with_it(view: SimpleNamespace) -> None:
    """Dragging and the wheel; afterwards labels are placed anew."""
    before = where(view, HUB)
    view.page.mouse.move(400, 700)
    view.page.mouse.down()
    view.page.mouse.move(450, 680, steps=5)
    overlay = view.page.eval_on_selector(".overlay", "canvas => canvas.style.transform")
    view.page.mouse.move(500, 660, steps=5)
    view.page.mouse.up()
    settled(view)
    after = where(view, HUB)
    assert after["x"] - before["x"] == pytest.approx(100, abs=3)
    assert after["y"] - before["y"] == pytest.approx(-40, abs=3)
    assert "translate" in overlay
    assert view.page.eval_on_selector(".overlay", "canvas => canvas.style.transform") == ""
    view.page.mouse.move(after["x"], after["y"])
    view.page.mouse.wheel(0, -300)
    settled(view)
    zoomed = where(view, HUB)
    assert zoomed["x"] == pytest.approx(after["x"], abs=2)
    view.page.keyboard.press("0")
    settled(view)
    assert where(view, HUB)["x"] == pytest.approx(before["x"], abs=2)


def test_the_table_shows_some_rows_and_more_when_asked(view: SimpleNamespace) -> None:
    """Thousands of rows at once would stop the page; the order is that of all of them."""
    view.page.click("[data-act=table]")
    assert view.page.locator("#table tbody tr").count() < 1_000
    assert view.page.inner_text("#table [data-tab=relations]") == "Relations (9,000)"
    view.page.click("#table [data-column=name]")
    assert "Institute 1 of" in view.page.inner_text("#table tbody tr:first-child th")
    few = view.page.locator("#table tbody tr").count()
    view.page.click("#table .all-of-them")
    assert view.page.locator("#table tbody tr").count() > few


@pytest.fixture
def without_webgl(browser: Any) -> Iterator[Any]:
    """A browser whose graphics card is not to be had."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 800})
    context.add_init_script(NO_WEBGL)
    yield context.new_page()
    context.close()


def test_without_webgl_there_is_a_notice_and_the_table(without_webgl: Any, html: str, tmp_path: Any) -> None:
    """Everything but the drawing works."""
    file = tmp_path / "page.html"
    file.write_text(html, encoding="utf-8")
    problems: list[str] = []
    without_webgl.on("pageerror", lambda error: problems.append(str(error)))
    without_webgl.goto(file.as_uri())
    without_webgl.wait_for_selector("html[data-ready]", state="attached")
    assert "WebGL" in without_webgl.inner_text(".notice")
    assert without_webgl.is_visible("#table tbody tr")
    without_webgl.fill("#search", "연구소")
    without_webgl.keyboard.press("Enter")
    without_webgl.wait_for_selector("#details h2")
    without_webgl.click('#legend input[data-section="countries"][data-key="KR"]')
    for act in ("zoom_in", "fit", "theme", "reset"):
        without_webgl.click(f"[data-act={act}]")
    assert problems == []


def test_when_the_graphics_card_gives_up_the_table_takes_over(view: SimpleNamespace) -> None:
    """Drivers crash, and computers wake up without one."""
    view.page.evaluate(
        "document.querySelector('.sigma-nodes').getContext('webgl2')"
        ".getExtension('WEBGL_lose_context').loseContext()"
    )
    view.page.wait_for_selector(".notice")
    assert view.page.is_visible("#table tbody tr")
    view.problems.clear()  # the browser says on the console what we have done to it


def test_twenty_thousand_actors_open_search_and_answer(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With sixty thousand relations, in a page of a few megabytes; the layouts have tests of their own."""
    network = crowd(20_000, 60_000)
    monkeypatch.setattr(importlib.import_module("kg.maps.page"), "arrange", in_discs)
    html = page(network, title="Crowd")
    assert len(html.encode()) < 4_000_000
    view = open_page(html, patience=45)
    assert view.page.inner_text("#counts") == "20,000 actors · 60,000 relations"
    view.page.fill("#search", "Institute 19")
    view.page.keyboard.press("Enter")
    view.page.wait_for_selector("#details h2:has-text('Institute 19')")
    assert "Invented report" in view.page.inner_text("#details")
    switch(view, "countries", "CN")
    assert visible(view)["actors"] < 20_000
    view.page.click("[data-act=table]")
    assert view.page.is_visible("#table tbody tr")


def in_discs(network: nx.MultiDiGraph, *_: object, **__: object) -> Arrangement:
    """Every country in a disc of its own, row by row: a layout that costs nothing."""
    seen = dict.fromkeys(COUNTRIES, 0)
    places = {}
    for node, data in network.nodes(data=True):
        country = data["country"]
        column, row = divmod(seen[country], 90)
        seen[country] += 1
        places[node] = (list(COUNTRIES).index(country) * 9_000 + column * 80, row * 80)
    return Arrangement(places)
