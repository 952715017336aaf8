"""The atlas in a real browser: opened from a disk and served under any address, searched, on a phone."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyoxigraph as ox
import pytest

from kg.atlas import Site, write
from tests.atlas.made import real_graph
from tests.browser.conftest import watch
from tests.browser.steps import PHONE

pytestmark = pytest.mark.browser

#: A page of each kind.
PAGES = (
    *(
        "index.html",
        "things.html",
        "comparison.html",
        "figures.html",
        "questions.html",
        "contradictions.html",
    ),
    *("sources.html", "ontology.html", "downloads.html", "id/ge-li.html", "id/south-korea.html"),
    *("source/seo-2017.html", "passage/seo-2017-s41-3-1.html", "dataset/seo-2017-table-2.html"),
    *("charts/cases-by-mode-and-partner.html", "concept/field.html", "concept/field/biotechnology.html"),
    *("ontology/relation/studiedAt.html", "rule/parts-against-total.html", "questions/who-founded-what.html"),
)
Open = Callable[..., SimpleNamespace]


@pytest.fixture(scope="module")
def folder(browser: Any, tmp_path_factory: pytest.TempPathFactory, real_quads: tuple[ox.Quad, ...]) -> Path:
    """The atlas of the repository's own tables, some folders down."""
    found = tmp_path_factory.mktemp("host") / "some" / "where"
    write(found, Site(real_graph(tmp_path_factory.mktemp("real"), real_quads)).files())
    return found


@pytest.fixture
def visit(browser: Any, folder: Path) -> Iterator[Open]:
    """Opens a page from the disk, offline; at the end none may have had a problem or asked for anything."""
    opened: list[SimpleNamespace] = []

    def open_(path: str, **options: Any) -> SimpleNamespace:
        usual = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce", "offline": True}
        context = browser.new_context(**(usual | options))
        context.set_default_timeout(15_000)
        view = SimpleNamespace(page=context.new_page(), context=context, problems=[], requests=[])
        opened.append(view)
        watch(view)
        name, mark, fragment = path.partition("#")
        view.page.goto((folder / name).as_uri() + mark + fragment)
        if options.get("java_script_enabled", True):
            view.page.wait_for_selector("html[data-ready]", state="attached")
        return view

    yield open_
    for view in opened:
        view.context.close()
    assert [view.problems for view in opened if view.problems] == []
    assert [view.requests for view in opened if view.requests] == []


@pytest.fixture
def served(folder: Path) -> Iterator[str]:
    """The address of the atlas on this machine, below a path."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Nothing to say."""

    root = folder.parent.parent
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(root)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/{folder.relative_to(root).as_posix()}/"
    server.shutdown()
    thread.join()
    server.server_close()


def search(view: SimpleNamespace, text: str) -> None:
    """Types into the search, and waits for what is found."""
    view.page.keyboard.press("/")
    view.page.keyboard.insert_text(text)
    view.page.wait_for_selector("#hits [role=option]")


def heading(view: SimpleNamespace) -> str:
    """The heading of the page."""
    text: str = view.page.inner_text("h1")
    return text


@pytest.mark.parametrize("path", PAGES)
def test_a_page_opens_from_the_disk_without_a_complaint(visit: Open, path: str) -> None:
    """The fixture fails on any error, warning, dialog or request; the style sheet has been read."""
    view = visit(path)
    assert heading(view)
    assert view.page.evaluate("getComputedStyle(document.querySelector('.top')).position") == "sticky"


def test_an_atlas_works_under_any_address(browser: Any, served: str) -> None:
    """Every request goes below the path at which it lies, and none fails."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    asked: list[str] = []
    failed: list[str] = []
    problems: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.goto(f"{served}index.html")
    page.click("nav a:has-text('Index')")
    page.click("a:has-text('Ge Li')")
    page.click("a:has-text('Columbia University')")
    page.click(".evidence a")
    page.wait_for_selector("h1:has-text('Global networks')")
    page.keyboard.press("/")
    page.keyboard.insert_text("药明")
    page.wait_for_selector("#hits [role=option]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/id/wuxi-pharmatech.html")
    assert {url for url in asked if not url.startswith((served, "data:"))} == set()
    assert (failed, problems) == ([], [])
    context.close()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ge li", "Ge Li"),
        ("wuxi", "WuXi PharmaTech"),
        ("药明康德", "WuXi PharmaTech"),
        ("한국파스퇴르연구소", "Institut Pasteur Korea"),
        ("ㅎㄱㅍㅅㅌㄹ", "Institut Pasteur Korea"),
        ("yaoming kangde", "WuXi PharmaTech"),
        ("Colombia University", "Columbia University"),
        ("ＷＵＸＩ", "WuXi PharmaTech"),
    ],
)
def test_the_search_finds_a_name_in_any_script(visit: Open, typed: str, expected: str) -> None:
    """From any page, by any name, its first consonants or its sound; a typing error is forgiven."""
    view = visit("passage/seo-2017-s41-3-1.html")
    search(view, typed)
    view.page.keyboard.press("Enter")
    view.page.wait_for_selector(f"h1:has-text('{expected}')")
    view.page.wait_for_selector("html[data-ready]", state="attached")


def test_the_search_can_be_used_by_keyboard_alone(visit: Open) -> None:
    """Arrows choose, Escape leaves, and what is chosen is said to a screen reader."""
    view = visit("index.html")
    search(view, "korea")
    field = view.page.locator("#search")
    assert field.get_attribute("aria-expanded") == "true"
    assert field.get_attribute("aria-activedescendant") == "hits-0"
    view.page.keyboard.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == "hits-1"
    assert view.page.locator("#hits-1").get_attribute("aria-selected") == "true"
    view.page.keyboard.press("Escape")
    assert view.page.is_hidden("#hits")
    search(view, "nobody has this name")
    assert view.page.inner_text("#hits") == "No match"


def test_the_keyboard_reaches_the_content_first(visit: Open) -> None:
    """Past the navigation that is the same everywhere."""
    view = visit("id/ge-li.html")
    view.page.keyboard.press("Tab")
    assert view.page.evaluate("document.activeElement.className") == "skip"
    view.page.keyboard.press("Enter")
    view.page.keyboard.press("Tab")
    assert view.page.evaluate("document.activeElement.closest('main') !== null")


def test_dark_is_what_the_system_says_until_the_reader_chooses(visit: Open) -> None:
    """And the choice holds on the next page."""
    view = visit("index.html", color_scheme="dark")
    paper = "getComputedStyle(document.body).backgroundColor"
    assert view.page.evaluate(paper) == "rgb(17, 22, 29)"
    view.page.click("#theme")
    assert view.page.evaluate(paper) == "rgb(251, 250, 247)"
    view.page.click("nav a:has-text('Sources')")
    view.page.wait_for_selector("html[data-ready]", state="attached")
    assert view.page.evaluate(paper) == "rgb(251, 250, 247)"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_a_phone(visit: Open, path: str) -> None:
    """Wide tables scroll in their own frames; the page does not."""
    view = visit(path, **PHONE)
    assert view.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert heading(view)


def test_an_anchor_is_not_hidden_below_the_head_of_the_page(visit: Open) -> None:
    """A link to a claim shows the claim."""
    view = visit("id/south-korea.html")
    anchor = view.page.evaluate("[...document.querySelectorAll('.claim')].at(-1).id")
    view.page.goto(view.page.url + f"#{anchor}")
    top = view.page.evaluate("id => document.getElementById(id).getBoundingClientRect().top", anchor)
    head = view.page.evaluate("document.querySelector('.top').getBoundingClientRect().bottom")
    assert head <= top < 800


def test_everything_can_be_read_without_scripts(visit: Open) -> None:
    """Only the search and the choice of colours are theirs."""
    view = visit("id/ge-li.html", java_script_enabled=False)
    assert heading(view) == "Ge Li"
    assert "Columbia University" in view.page.inner_text("main")
    assert "Global networks" in view.page.inner_text("main")


def test_print_leaves_out_what_paper_cannot_do(visit: Open) -> None:
    """Navigation, search and buttons."""
    view = visit("id/ge-li.html")
    view.page.emulate_media(media="print")
    assert view.page.is_hidden(".top")
    assert view.page.is_hidden("#search")
    assert view.page.is_visible("h1")


def test_the_page_of_an_actor_leads_to_the_actor_on_the_map(visit: Open) -> None:
    """And the map needs nothing else."""
    view = visit("id/ge-li.html")
    view.page.click("a:has-text('Show on the map')")
    view.page.wait_for_selector("#details h2:has-text('Ge Li')")
