"""Takes the pictures of the documentation: the real map and the real atlas in a real browser, offline."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Literal, NamedTuple

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from kg.atlas import Site, check, write
from kg.graph import Graph
from kg.graph import open as open_graph
from kg.networks.projection import network
from kg.picture import picture

HERE = Path(__file__).parent
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
WIDE = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=390, height=844)


class Shot(NamedTuple):
    """One picture: the page and what its address asks for, the language, the theme, the window."""

    page: str
    language: str = "en"
    theme: Literal["light", "dark"] = "light"
    size: ViewportSize = WIDE


#: Each picture by name. `map.html` alone is what `kg map` draws; the others are pages of the atlas.
PICTURES: dict[str, Shot] = {
    "map": Shot("map.html"),
    "map-actor": Shot("map.html#actor=wuxi-pharmatech"),
    "map-path": Shot("map.html#from=ge-li&to=government-of-south-korea", "ko", "dark"),
    "map-earth": Shot("map.html#layout=geographic", "zh"),
    "map-phone": Shot("map.html#actor=china", size=PHONE),
    "atlas-start": Shot("atlas/index.html"),
    "atlas-actor": Shot("atlas/id/wuxi-pharmatech.html"),
    "atlas-contradictions": Shot("atlas/contradictions.html"),
    "atlas-circulation": Shot("atlas/circulation.html"),
    "atlas-brokerage": Shot("atlas/brokerage.html", "ko"),
    "atlas-sparql": Shot("atlas/sparql.html", "zh", "dark"),
    "atlas-phone": Shot("atlas/id/ge-li.html", "en", "dark", PHONE),
}


def main() -> None:
    """Write the pictures beside this file; names on the command line choose some of them."""
    browsers = map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))
    browser_path = next(filter(None, browsers), None)
    if browser_path is None:
        sys.exit("no Chromium on this system")
    chosen = {name: PICTURES[name] for name in sys.argv[1:] or PICTURES}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        for language in {shot.language for shot in chosen.values()}:
            pages(open_graph(HERE.parent), language, Path(folder, language))
        browser = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
        for name, shot in chosen.items():
            take(browser, name, shot, Path(folder))
        browser.close()


def pages(graph: Graph, language: str, folder: Path) -> None:
    """The map and the atlas in one language."""
    folder.mkdir()
    drawn = picture(graph, network(graph, status="all", language=language), language=language)
    (folder / "map.html").write_text(drawn, encoding="utf-8")
    check(folder / "atlas")
    write(folder / "atlas", Site(graph, language).files())


def take(browser: Browser, name: str, shot: Shot, folder: Path) -> None:
    """Take one picture."""
    file, _, address = shot.page.partition("#")
    page = browser.new_page(viewport=shot.size, color_scheme=shot.theme, reduced_motion="reduce")
    page.goto(Path(folder, shot.language, file).as_uri() + (f"#{address}" if address else ""))
    if file == "map.html":
        page.wait_for_selector("html[data-ready]")
    page.wait_for_timeout(500)
    page.screenshot(path=HERE / f"{name}.png")
    page.close()


if __name__ == "__main__":
    main()
