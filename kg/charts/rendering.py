"""A chart as the bytes of a file; everything is done on this machine, and no address is ever asked."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Mapping
from functools import cache
from html import escape
from pathlib import Path

import vl_convert
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kg.charts.chart import Chart
from kg.charts.drawing import draw

__all__ = ["RENDERERS", "html", "png", "svg"]

_TEMPLATES = Path(__file__).parent / "templates"
#: Hosts that the renderer may load data or pictures from: none.
_NOWHERE: list[str] = []


def svg(chart: Chart) -> bytes:
    """An SVG whose texts stay text, and whose title says what it shows and who says so."""
    drawn = vl_convert.vegalite_to_svg(draw(chart).to_json(), allowed_base_urls=_NOWHERE)
    start, end, rest = drawn.partition(">")
    return f"{start}{end}<title>{escape(f'{chart.title}. {chart.source}')}</title>{rest}\n".encode()


def png(chart: Chart, scale: float = 2) -> bytes:
    """A PNG, by default with two pixels a point, for screens and print."""
    return vl_convert.vegalite_to_png(draw(chart).to_json(), scale=scale, allowed_base_urls=_NOWHERE)


def html(chart: Chart) -> bytes:
    """One page with the chart, its numbers as a table, and the library that draws it.

    A Content-Security-Policy names the hashes of its own script and style and forbids the rest;
    Vega's expressions are interpreted, so nothing is ever evaluated.
    """
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    script, style = _script(), (_TEMPLATES / "chart.css").read_text(encoding="utf-8")
    roles = [role for role in chart.headings if role not in {"number", "unit", "where"}]
    page = environment.get_template("chart.html.j2").render(
        chart=chart,
        roles=roles,
        # "<" cannot end the element that holds the data.
        specification=json.dumps(draw(chart).to_dict(), ensure_ascii=False).replace("<", "\\u003c"),
        script=script,
        style=style,
        script_hash=_hash(script),
        style_hash=_hash(style),
    )
    return page.encode()


@cache
def _script() -> str:
    """Vega, Vega-Lite and Vega-Embed, and our few lines that start them."""
    return vl_convert.javascript_bundle((_TEMPLATES / "chart.js").read_text(encoding="utf-8"))


def _hash(code: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


#: How each format is made, by its name.
RENDERERS: Mapping[str, Callable[[Chart], bytes]] = {"svg": svg, "png": png, "html": html}
