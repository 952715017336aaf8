"""A chart's page in a real browser: it draws itself under its own strict policy, and tells its sources."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from kg.charts import RENDERERS
from kg.graph import Graph
from kg.plot import chart

pytestmark = pytest.mark.browser

Open = Callable[..., SimpleNamespace]


def test_a_page_draws_its_chart_and_asks_no_one_for_anything(open_page: Open, real: Graph) -> None:
    """The fixture fails on any request, on what the policy blocks, and on any message of the console."""
    view = open_page(RENDERERS["html"](chart(real, "joint-projects-by-partner", "ko")).decode())
    drawn = view.page.inner_text("#chart")
    for expected in (
        "2015년 중국의 국제 공동연구 과제",
        "러시아",
        "84",
        "단위: 과제",
        "출처: Seo 2017, Table 3",
    ):
        assert expected in drawn
    view.page.hover("#chart path[aria-roledescription=circle]")
    view.page.wait_for_selector("#vg-tooltip-element.visible")
    assert "Table 3, row 1 (Russia)" in view.page.inner_text("#vg-tooltip-element")


def test_the_numbers_stand_in_a_table_beside_the_chart(open_page: Open, real: Graph) -> None:
    """For those who read with their ears, and for those who copy."""
    view = open_page(RENDERERS["html"](chart(real, "cases-by-mode-and-partner")).decode())
    view.page.click("summary")
    rows = view.page.locator("tbody tr")
    assert rows.count() == 49
    assert view.page.inner_text("tbody tr:last-child").split("\t")[:3] == ["All modes", "Canada", "19"]


def test_a_wide_chart_fits_a_telephone(open_page: Open, real: Graph) -> None:
    """The page itself never scrolls sideways."""
    page = RENDERERS["html"](chart(real, "cases-by-mode-and-partner", "zh")).decode()
    view = open_page(page, viewport={"width": 390, "height": 844})
    assert view.page.evaluate("document.documentElement.scrollWidth") <= 390
