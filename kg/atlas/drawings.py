"""The figures as charts: each drawn as SVG within its page, with the table of what is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup

from kg import charts, plot
from kg.atlas import tables
from kg.atlas.pages import File, Page, Part
from kg.atlas.reading import Reading
from kg.errors import UsageError

__all__ = ["inline", "pages"]


def pages(reading: Reading) -> Iterator[Part]:
    """The list of datasets and charts, their pages, and each chart as a file."""
    plans = plot.plans(reading.graph.project)
    tried = {name: _chart(reading, name) for name in plans}
    drawn = {name: chart for name, chart in tried.items() if chart}
    pictures = {name: charts.RENDERERS["svg"](chart) for name, chart in drawn.items()}
    context = {
        "datasets": tables.datasets(reading),
        "charts": [(name, chart, inline(pictures[name])) for name, chart in drawn.items()],
    }
    yield Page("figures.html", "figures.html.j2", reading.words["figures"], context)
    for name, chart in drawn.items():
        yield File(f"charts/{name}.svg", pictures[name])
        yield Page(
            f"charts/{name}.html",
            "chart.html.j2",
            chart.title,
            {
                "name": name,
                "chart": chart,
                "query": reading.graph.queries[plans[name].query],
                "picture": inline(pictures[name]),
                "roles": [role for role in chart.headings if role not in {"number", "unit", "where"}],
            },
        )
    yield from tables.pages(reading)


def _chart(reading: Reading, name: str) -> charts.Chart | None:
    """A chart; none where the graph has no number for it."""
    try:
        return plot.chart(reading.graph, name, reading.language)
    except UsageError:
        return None


def inline(picture: bytes) -> Markup:
    """An SVG of ours as part of a page: as wide as its place; the texts in it were escaped when it was drawn.

    >>> inline(b'<svg width="2" height="1" viewBox="0 0 2 1"></svg>')
    Markup('<svg role="img" viewBox="0 0 2 1"></svg>')
    """
    code = re.sub(r' (?:width|height)="\d+"(?=[^>]*viewBox)', "", picture.decode("utf-8").strip(), count=2)
    return Markup(code.replace("<svg", '<svg role="img"', 1))
