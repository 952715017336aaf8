"""A real Chromium, offline, that records whatever a page does wrong."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def skip_or_fail(reason: str) -> None:
    """Skips on a desk without a browser; in CI, where one is promised, it fails."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for the whole session."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        skip_or_fail("playwright is not installed")
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        skip_or_fail(f"no browser: none of {', '.join(NAMES)} is on the path")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, headless=True, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Callable[..., SimpleNamespace]]:
    """Opens HTML from a file; at the end no page may have had a problem or asked for anything."""
    opened: list[SimpleNamespace] = []

    def open_(html: str, address: str = "", *, patience: float = 15, **options: Any) -> SimpleNamespace:
        file = tmp_path / f"page-{len(opened)}.html"
        file.write_text(html, encoding="utf-8", newline="\n")
        usual = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"}
        context = browser.new_context(offline=True, **(usual | options))
        context.set_default_timeout(1000 * patience)
        view = SimpleNamespace(page=context.new_page(), context=context, problems=[], requests=[])
        opened.append(view)
        watch(view)
        view.page.goto(file.as_uri() + address)
        view.page.wait_for_selector("html[data-ready]", state="attached")
        return view

    yield open_
    for view in opened:
        view.context.close()
    assert [view.problems for view in opened if view.problems] == []
    assert [view.requests for view in opened if view.requests] == []


def watch(view: SimpleNamespace) -> None:
    """Records errors on the console, uncaught exceptions, dialogs and anything asked of the network."""

    def dismiss(dialog: Any) -> None:
        view.problems.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def console(message: Any) -> None:
        # Without a graphics card the driver complains of its own slowness, which is no fault of the page.
        slow = "GL Driver Message" in message.text and "Performance" in message.text
        if message.type in ("error", "warning") and not slow:
            view.problems.append(f"{message.type}: {message.text}")

    def request(asked: Any) -> None:
        if not asked.url.startswith(("file:", "data:", "blob:")):
            view.requests.append(asked.url)

    view.page.on("console", console)
    view.page.on("pageerror", lambda error: view.problems.append(str(error)))
    view.page.on("dialog", dismiss)
    view.page.on("request", request)
