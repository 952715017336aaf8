"""Hostile text in every field of the map: shown as text, run nowhere, and the page stays in shape."""

from __future__ import annotations

import networkx as nx
import pytest

from kg.maps import page
from tests.browser.steps import Open

pytestmark = pytest.mark.browser

HOSTILE = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"'`<svg/onload=alert(1)>",
    "a\u2028b\u2029c",
    "\u202eesrever\u202c",
    "<b>" * 3_333 + "x",
    "길" * 10_000,
]


def hostile(value: str) -> nx.MultiDiGraph:
    """A network that says the same thing everywhere."""
    network = nx.MultiDiGraph(about={value: value}, measures={value: value}, stages={value: value})
    evidence = [{"source": value, "locator": value}]
    names = (
        "label", "native", "kind", "kind_label", "family", "family_label", "note", "existence",
        "existence_label", "country", "country_label", "community", "stage",
    )  # fmt: skip
    figure = dict.fromkeys(("heading", "text", "status", "status_label"), value)
    network.add_node(
        value,
        **dict.fromkeys(names, value),
        names={value: [value, value]},
        links=[(value, value)],
        scores={value: 1.5},
        figures=[{**figure, "evidence": evidence, "disputed": [value]}],
    )
    network.add_node("two", label="two", country="somewhere")
    fields = (
        "relation", "label", "inverse", "layer", "layer_label", "status", "status_label", "text", "period",
    )  # fmt: skip
    said = dict.fromkeys(fields, value) | {"evidence": evidence, "disputed": [value], "since": 1992}
    network.add_edge(value, "two", key=value, **said)
    network.add_edge("two", value, key="other", **said | {"since": 1999})
    return network


@pytest.mark.parametrize("value", HOSTILE, ids=[ascii(value)[:16] for value in HOSTILE])
def test_hostile_text_is_shown_as_text_wherever_it_stands(open_page: Open, value: str) -> None:
    """Panel, path, legend, table, search, files: the fixture fails if anything runs or is loaded."""
    view = open_page(
        page(hostile(value), title=value, subtitle=value), "#colour=community&layout=circulation"
    )
    assert view.page.text_content("h1") == value
    assert value in view.page.text_content("#sections")
    view.page.click("[data-act=table]")
    for tab in ("relations", "figures", "actors"):
        view.page.click(f"[data-tab={tab}]")
        assert value in view.page.text_content("#table tbody")
    view.page.click("#table .actor >> nth=0")
    view.page.wait_for_selector("#details h2")
    assert value in view.page.text_content("#details")
    view.page.click("[data-act=table]")
    view.page.click("#details [data-act=from]")
    view.page.fill("#path-to", "two")
    view.page.keyboard.press("Enter")
    view.page.wait_for_selector("#details .path, #details .note[role=status]")
    view.page.fill("#search", value[:40].replace("\u2028", " ").replace("\u2029", " "))
    for kind in ("svg", "png"):
        view.page.keyboard.press("Escape")
        view.page.click("#download summary")
        with view.page.expect_download():
            view.page.click(f"[data-act={kind}]")
    assert view.page.locator("body script:not([type])").count() == 2
    assert (
        view.page.locator("#details script, #table script, #sections script, img, svg[onload]").count() == 0
    )
    assert view.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("value", HOSTILE, ids=[ascii(value)[:16] for value in HOSTILE])
def test_the_tooltip_says_hostile_text_as_text(open_page: Open, value: str) -> None:
    """However long, it stays on the screen."""
    view = open_page(page(hostile(value), title="Invented"))
    point = view.page.evaluate("argonauts.where('two')")
    view.page.mouse.move(point["x"] + 1, point["y"])
    view.page.wait_for_selector("#tip:not([hidden])")
    slug = view.page.evaluate("argonauts.slugs().find(slug => slug !== 'two')")
    point = view.page.evaluate("slug => argonauts.where(slug)", slug)
    view.page.mouse.move(point["x"] + 1, point["y"])
    view.page.wait_for_selector("#tip b")
    assert value in view.page.text_content("#tip")
    box = view.page.locator("#tip").bounding_box()
    assert box is not None
    assert 0 <= box["x"] <= box["x"] + box["width"] <= 1280
