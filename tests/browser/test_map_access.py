"""The map without a mouse and without eyes: the keyboard, the table, and what axe finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.steps import ARITHMETIC, PHONE, Open, draw, rich, visible

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def html() -> str:
    """The page of the invented network with everything on it."""
    return draw(rich())


AXE = Path(__file__).parent / "vendor" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


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


def test_the_table_has_the_figures_with_the_arithmetic_against_them(open_page: Open, html: str) -> None:
    """A tab of their own, where there are any."""
    view = open_page(html)
    view.page.click("[data-act=table]")
    view.page.click("#table [data-tab=figures]")
    assert view.page.locator("#table tbody tr").count() == 3
    said = view.page.inner_text("#table tbody")
    assert "59 units (all years)" in said
    assert ARITHMETIC in said


def test_the_panel_has_the_figures_and_says_an_arithmetic_once(open_page: Open, html: str) -> None:
    """Under the name of what they measure, each with its place."""
    view = open_page(html, "#actor=hanbit")
    said = view.page.inner_text("#details")
    for expected in ("Figures", "Researchers", "120 persons", "Budget", "59 units (all years)", "Table 7"):
        assert expected in said
    assert (
        view.page.locator("#details .figures").filter(has_text="Budget").inner_text().count(ARITHMETIC) == 1
    )
    assert "as above" in said


STOP = """() => {
  const at = document.activeElement;
  const look = getComputedStyle(at);
  const seen = look.outlineStyle !== "none" || at.type === "range"; // of a slider the handle has the outline
  return [at.id || at.dataset.act || at.dataset.key || at.tagName, seen];
}"""
REACHABLE = (
    "skip", "search", "layout", "colour", "size", "cooperation", "KR", "planned", "disputed", "graph", "play",
    "year-from", "year-until", "undo", "redo", "reset", "zoom_in", "fit", "path", "table", "theme",
)  # fmt: skip


def test_everything_is_reached_with_the_tab_key_and_seen_when_it_is(open_page: Open, html: str) -> None:
    """Search, choices, legend, map, play, both years, every tool; each shows that it has the focus."""
    view = open_page(html)
    reached = []
    for _ in range(60):
        view.page.keyboard.press("Tab")
        stop = view.page.evaluate(STOP)
        if stop[0] == "BODY":
            break
        reached.append(stop)
    assert [name for name, seen in reached if not seen] == []
    names = [name for name, _ in reached]
    for expected in REACHABLE:
        assert expected in names
    assert "SUMMARY" in names


def test_the_map_itself_is_moved_with_the_keyboard(open_page: Open, html: str) -> None:
    """Arrows move it, plus and minus zoom."""
    view = open_page(html)
    view.page.focus("#graph")
    before = view.page.evaluate("argonauts.where('hanbit')")
    view.page.keyboard.press("ArrowRight")
    view.page.wait_for_timeout(100)
    after = view.page.evaluate("argonauts.where('hanbit')")
    assert after["x"] == pytest.approx(before["x"] - 60)
    gap = "argonauts.where('xinghe').x - argonauts.where('hanbit').x"
    narrow = view.page.evaluate(gap)
    view.page.keyboard.press("+")
    view.page.wait_for_timeout(100)
    assert view.page.evaluate(gap) == pytest.approx(1.4 * narrow, rel=0.01)


def test_the_menu_of_files_opens_and_closes_from_the_keyboard(open_page: Open, html: str) -> None:
    """Enter opens it, Escape closes it and goes back."""
    view = open_page(html)
    view.page.focus("#download summary")
    view.page.keyboard.press("Enter")
    assert view.page.is_visible("[data-act=svg]")
    view.page.keyboard.press("Tab")
    view.page.keyboard.press("Escape")
    assert view.page.is_hidden("[data-act=svg]")
    assert view.page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_a_change_of_filters_keeps_the_focus_and_is_announced(open_page: Open, html: str) -> None:
    """The row that was switched still has it; the counts are a live region."""
    view = open_page(html)
    view.page.focus('input[data-section="layers"][data-key="talent"]')
    view.page.keyboard.press("Space")
    assert visible(view)["relations"] == 6
    assert view.page.evaluate("document.activeElement.dataset.key") == "talent"
    assert view.page.get_attribute("#counts", "role") == "status"
    assert view.page.inner_text("#counts") == "5 actors · 6 relations"


STATES = {
    "at first": ("", ""),
    "actor": (
        "#actor=hanbit&colour=community",
        "document.querySelectorAll('details').forEach(one => one.open = true)",
    ),
    "claim": ("#claim=2", ""),
    "path": ("#from=mei-lin&to=hanbit", ""),
    "search": ("", "document.getElementById('search').focus()"),
    "table": ("#years=1993-1994", "document.querySelector('[data-act=table]').click()"),
}


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not there")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(open_page: Open, html: str, state: str, scheme: str) -> None:
    """Neither in contrast nor in names, roles, order or the size of what one has to hit."""
    hash_, action = STATES[state]
    view = open_page(html, hash_, color_scheme=scheme, bypass_csp=True)
    view.page.evaluate(AXE.read_text(encoding="utf-8"))
    if action:
        view.page.evaluate(action)
    if state == "search":
        view.page.keyboard.insert_text("in")
    found = view.page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)["violations"]
    assert [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found] == []


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not there")
def test_axe_finds_nothing_on_a_phone(open_page: Open, html: str) -> None:
    """With the legend unfolded."""
    view = open_page(html, bypass_csp=True, **PHONE)
    view.page.evaluate(AXE.read_text(encoding="utf-8"))
    view.page.click("#unfold")
    found = view.page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)["violations"]
    assert [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found] == []
