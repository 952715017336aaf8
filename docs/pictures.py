"""Takes the pictures of the documentation: opens the real map in a real browser, without internet."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from kg.graph import open as open_graph
from kg.networks.projection import network
from kg.picture import picture

HERE = Path(__file__).parent
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
WIDE = ViewportSize(width=1280, height=800)
#: Each picture: the language of its page, what its address asks for, the theme, the size of the window.
PICTURES: dict[str, tuple[str, str, Literal["light", "dark"], ViewportSize]] = {
    "map": ("en", "", "light", WIDE),
    "map-actor": ("en", "#actor=wuxi-pharmatech", "light", WIDE),
    "map-path": ("ko", "#from=ge-li&to=government-of-south-korea", "dark", WIDE),
    "map-earth": ("zh", "#layout=geographic", "light", WIDE),
    "map-phone": ("en", "#actor=china", "light", ViewportSize(width=390, height=844)),
}


def main() -> None:
    """Write the pictures beside this file."""
    browser_path = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if browser_path is None:
        sys.exit("no Chromium on this system")
    graph = open_graph(HERE.parent)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        for language in {language for language, *_ in PICTURES.values()}:
            html = picture(graph, network(graph, status="all", language=language), language=language)
            Path(folder, f"{language}.html").write_text(html, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
        for name in PICTURES:
            take(browser, name, Path(folder))
        browser.close()


def take(browser: Browser, name: str, folder: Path) -> None:
    """Take one picture."""
    language, address, theme, size = PICTURES[name]
    page = browser.new_page(viewport=size, color_scheme=theme, reduced_motion="reduce")
    page.goto(Path(folder, f"{language}.html").as_uri() + address)
    page.wait_for_selector("html[data-ready]")
    page.wait_for_timeout(300)
    page.screenshot(path=HERE / f"{name}.png")
    page.close()


if __name__ == "__main__":
    main()
