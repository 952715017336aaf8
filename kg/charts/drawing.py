"""A chart as a Vega-Lite specification: one small function a kind, and one style for all of them."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

import altair as alt

from kg.charts.chart import Chart, Mark
from kg.charts.fonts import families

__all__ = ["KINDS", "draw", "ranks"]

INK, GREY, FAINT = "#1d2530", "#5b6675", "#d8dee6"
#: The colours of series, told apart by those who see few colours, and readable on white.
SERIES = ("#2767a8", "#cf4f35", "#3f8f7f", "#a8894c", "#7b6fb0")
HEAT = ("#edf3f9", "#17497f")
WIDTH, STEP = 520, 30

#: A layered chart; altair's types know more of charts than a reader of this file needs.
Panel = Any
#: The style of the number beside a bar or dot.
NUMBER: Mapping[str, Any] = {"align": "left", "aria": False, "color": INK, "fontSize": 12}


def draw(chart: Chart) -> alt.VConcatChart:
    """The specification of a chart: panels one above the other, title and notes above, source below."""
    panels = [KINDS[chart.kind](chart, name) for name in chart.values("panel") or [""]]
    titled = alt.vconcat(*panels, spacing=26).properties(
        title=alt.TitleParams(
            _lines(chart.title, 62), subtitle=[line for note in chart.notes for line in _lines(note, 88)]
        )
    )
    source = alt.TitleParams(
        _lines(chart.source, 88), orient="bottom", fontSize=11, fontWeight="normal", color=GREY, offset=14
    )
    whole: alt.VConcatChart = (
        alt.vconcat(titled, background="white", padding=18)
        .properties(title=source, description=f"{chart.title}. {chart.source}")
        .configure(font=", ".join(families(chart.language)))
        .configure_view(stroke=None)
        .configure_title(
            anchor="start", frame="bounds", color=INK, fontSize=16, fontWeight="bold", lineHeight=21,
            subtitleColor=GREY, subtitleFontSize=12, subtitleLineHeight=17, subtitlePadding=6, offset=16,
        )
        .configure_axis(
            labelColor=INK, labelFontSize=12, labelLimit=320, gridColor=FAINT, domainColor=FAINT,
            tickColor=FAINT, labelPadding=6, title=None,
        )
        .configure_concat(spacing=0)
    )  # fmt: skip
    return whole


def ranks(numbers: list[float]) -> list[tuple[int, bool]]:
    """The rank of each number, the largest first, and whether it shares it with another.

    >>> ranks([84, 26, 77, 26])
    [(1, False), (3, True), (2, False), (3, True)]
    """
    return [(1 + sum(other > one for other in numbers), numbers.count(one) > 1) for one in numbers]


def _bars(chart: Chart, panel: str) -> Panel:
    base = _base(chart, panel)
    bars = base.mark_bar(color=SERIES[0], height={"band": 0.66})
    return _panel(chart, panel, bars, base.mark_text(dx=6, **NUMBER).encode(text="text:N"))


def _dots(chart: Chart, panel: str) -> Panel:
    """Ranked dots: the line from zero is faint, so that the eye compares positions and not areas."""
    base = _base(chart, panel)
    lines = base.mark_rule(color=FAINT, strokeWidth=2, aria=False)
    dots = base.mark_circle(color=SERIES[0], size=110, opacity=1)
    return _panel(chart, panel, lines, dots, base.mark_text(dx=11, **NUMBER).encode(text="text:N"))


def _panel(chart: Chart, panel: str, *layers: Any) -> Panel:
    size: dict[str, Any] = {"width": WIDTH, "height": STEP * len(_in(chart, panel))}
    if panel:
        size["title"] = alt.TitleParams(panel, fontSize=13, offset=6, frame="bounds")
    return alt.layer(*layers).properties(**size)


def _base(chart: Chart, panel: str) -> Any:
    """Labels at the left and an axis from zero, which is not drawn, for each number is written out."""
    marks = _in(chart, panel)
    top = max((mark.number or 0 for mark in marks), default=0)
    labels = [_label(chart, mark, panel) for mark in marks]
    return alt.Chart(_data(chart, panel)).encode(
        x=alt.X("number:Q", scale=alt.Scale(domain=[0, top or 1], nice=False), axis=None),
        y=alt.Y("label:N", sort=labels, axis=alt.Axis(ticks=False, domainColor=GREY)),
        tooltip=_tooltip(chart),
        description="said:N",
    )


def _lines_of(chart: Chart, panel: str) -> Panel:
    """Lines from zero up; at each place the largest number is written above its point, the rest below."""
    series = chart.values("series")
    top = max((mark.number or 0 for mark in chart.marks), default=0)
    legend = alt.Legend(
        orient="bottom", direction="vertical", title=None, labelFontSize=12, labelLimit=0, offset=8
    )
    base = alt.Chart(_data(chart, panel)).encode(
        x=alt.X("x:O", axis=alt.Axis(labelAngle=0), scale=alt.Scale(padding=0.25)),
        y=alt.Y(
            "number:Q",
            scale=alt.Scale(domain=[0, top * 1.1 or 1], nice=False),
            axis=alt.Axis(tickCount=5, ticks=False, domain=False),
        ),
        color=alt.Color("series:N", sort=series, legend=legend, scale=alt.Scale(range=list(SERIES))),
        tooltip=_tooltip(chart),
        description="said:N",
    )
    text: Mapping[str, Any] = {"aria": False, "fontSize": 12, "fontWeight": "bold"}
    return alt.layer(
        base.mark_line(strokeWidth=2.5, aria=False),
        base.mark_circle(size=70, opacity=1),
        base.transform_filter("datum.above").mark_text(dy=-14, **text).encode(text="text:N"),
        base.transform_filter("!datum.above").mark_text(dy=16, **text).encode(text="text:N"),
    ).properties(width=WIDTH, height=280)


def _heat_map(chart: Chart, panel: str) -> Panel:
    """Cells with what is printed in them; colour only where there is a number to compare."""
    rows, columns = chart.values("row"), chart.values("column")
    base = alt.Chart(_data(chart, panel)).encode(
        x=alt.X(
            "column:N", sort=columns, axis=alt.Axis(orient="top", labelAngle=0, ticks=False, domain=False)
        ),
        y=alt.Y("row:N", sort=rows, axis=alt.Axis(ticks=False, domain=False)),
        tooltip=_tooltip(chart),
        description="said:N",
    )
    top = max((mark.number or 0 for mark in chart.marks if not mark.plain), default=1)
    colour = alt.Color(
        "number:Q", legend=None, scale=alt.Scale(type="sqrt", domain=[0, top], range=list(HEAT))
    )
    cells = base.transform_filter("isValid(datum.number) && !datum.plain").mark_rect(
        stroke="white", strokeWidth=2, aria=False
    )
    dark = f"isValid(datum.number) && !datum.plain && datum.number > {top * 0.3:g}"
    text = base.mark_text(fontSize=12).encode(
        text="text:N", color=alt.condition(dark, alt.value("white"), alt.value(INK))
    )
    return alt.layer(cells.encode(color=colour), text).properties(
        width=max(WIDTH, 74 * len(columns)), height=34 * len(rows)
    )


#: How each kind of chart draws one of its panels.
KINDS: Mapping[str, Callable[[Chart, str], Panel]] = {
    "bar": _bars,
    "dot plot": _dots,
    "heat map": _heat_map,
    "line": _lines_of,
}


def _in(chart: Chart, panel: str) -> list[Mark]:
    return [mark for mark in chart.marks if mark.places.get("panel", "") == panel]


def _label(chart: Chart, mark: Mark, panel: str) -> str:
    """The label of a mark; in a ranking with its rank, which says when it is shared."""
    label = mark.places.get("label", "")
    if chart.kind != "dot plot":
        return label
    numbers = [one.number or 0 for one in _in(chart, panel)]
    rank, shared = ranks(numbers)[_in(chart, panel).index(mark)]
    return f"{'=' if shared else ''}{rank}\u2002{label}"


def _data(chart: Chart, panel: str) -> alt.InlineData:
    return alt.InlineData(
        [
            {
                **mark.places,
                "label": _label(chart, mark, panel),
                "number": mark.number,
                "text": mark.text,
                "unit": mark.unit,
                "where": mark.where,
                "said": f"{', '.join(mark.places.values())}: {mark.text}, {mark.unit}; {mark.where}",
                "plain": mark.plain,
                "above": mark is _highest(chart, mark),
            }
            for mark in _in(chart, panel)
        ]
    )


def _highest(chart: Chart, mark: Mark) -> Mark:
    """The largest of the marks at the same place of a line; of equal ones, that of the higher line."""
    sums: dict[str, float] = {}
    for one in chart.marks:
        series = one.places.get("series", "")
        sums[series] = sums.get(series, 0) + (one.number or 0)
    rivals = [one for one in chart.marks if one.places.get("x") == mark.places.get("x")]
    return max(rivals, key=lambda one: (one.number or 0, sums[one.places.get("series", "")]))


def _tooltip(chart: Chart) -> list[alt.Tooltip]:
    """Every label, the number as text, its unit and its place in the source."""
    roles = [role for role in chart.headings if role != "number"]
    named = {role: chart.headings[role] for role in roles} | {"text": chart.headings["number"]}
    order = [*(role for role in roles if role not in {"unit", "where"}), "text", "unit", "where"]
    return [alt.Tooltip(f"{name}:N", title=named[name]) for name in order]


def _lines(text: str, columns: int) -> list[str]:
    """`text` in lines of at most so many columns; Korean and Chinese letters are two columns wide.

    >>> _lines("one two three", 8)
    ['one two', 'three']
    >>> _lines("按伙伴国和合作方式划分", 12)
    ['按伙伴国和合', '作方式划分']
    """
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    share = 1 + wide / max(len(text), 1)
    return textwrap.wrap(text, max(int(columns / share), 1)) or [""]
