"""Printed numbers as charts: an SVG, a PNG, or one HTML page that asks no host for anything.

The caller has resolved every label, unit and source; this package knows nothing of the rest of `kg`.
A `Chart` becomes a Vega-Lite specification (`draw`), and that the bytes of a file (`RENDERERS`). The
same chart gives the same bytes on one machine; where lines break depends on its fonts.
"""

from __future__ import annotations

from kg.charts.chart import Chart, Mark
from kg.charts.drawing import KINDS, draw
from kg.charts.fonts import covers, register
from kg.charts.rendering import RENDERERS

__all__ = ["KINDS", "RENDERERS", "Chart", "Mark", "covers", "draw", "register"]
