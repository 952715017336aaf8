"""Bars of parts: how many of each sort a thing has, and beside it in which proportion.

Two bars a row, since one cannot show both: a thing with 285 and one with 3 have, on one scale, nothing in
common that the eye could see. The first is as long as the number; the second is as long as all others, and
divided among the sorts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.charts.svg import COLOURS, FAINT, broken, element, frame, label, linked, titled, width

__all__ = ["Row", "bars"]

TEXT, SMALL = 13.0, 11.5
LINE = 16.0
BAR = 15.0  # how thick a bar is
NARROW = 520  # pixels; below them names stand above their bars
GAP = 14.0


@dataclass(frozen=True, slots=True)
class Row:
    """A thing, how many of each sort it has (in the order of the sorts), and where it leads."""

    name: str
    counts: Sequence[int]
    leads: str = ""

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts)


def bars(
    rows: Sequence[Row],
    sorts: Sequence[str],
    *,
    title: str,
    description: str = "",
    name: str = "bars",
    language: str = "en",
    wide: int = 1000,
) -> str:
    """The rows in the given order as one SVG, `wide` pixels wide; sorts that nobody has are not in its key.

    Nine sorts have a colour of their own. Every number is written, unless its part of the bar is too short
    for it: the title of the part says it then, as does a table, which a picture never replaces.

    Raises ValueError for a row with other sorts than there are, or with less than nothing.

    >>> drawn = bars([Row("Ann", (3, 1))], ("goes", "comes"), title="Ways")
    >>> drawn.startswith("<svg "), "Ann: goes 3" in drawn, drawn.endswith("</svg>")
    (True, True, True)
    """
    for row in rows:
        if len(row.counts) != len(sorts) or min(row.counts, default=0) < 0:
            raise ValueError(
                f"'{row.name}' has {len(row.counts)} counts of {len(sorts)} sorts, or one below nought"
            )
    used = [place for place in range(len(sorts)) if any(row.counts[place] for row in rows)]
    key, y = _key(sorts, used, wide)
    body = [*key]
    most = max((row.total for row in rows), default=0)
    for row in rows:
        drawn, high = _row(row, sorts, most, y, wide)
        body.append(drawn)
        y += high
    return frame(title, description, (wide, y + 4), body, name=name, language=language)


def _key(sorts: Sequence[str], used: Iterable[int], wide: int) -> tuple[list[str], float]:
    """Which colour is which sort, in as many lines as it takes, and where the rows begin."""
    found, x, y = [], 0.0, 12.0
    for place in used:
        room = 18 + width(sorts[place], TEXT) + 18
        if x and x + room > wide:
            x, y = 0.0, y + 20
        found.append(_swatch(place, x, y - 10))
        found.append(label(sorts[place], x + 18, y, TEXT))
        x += room
    return found, y + 18


def _swatch(place: int, x: float, y: float) -> str:
    return element("rect", x=x, y=y, width=12, height=12, rx=2, **_fill(place))


def _fill(place: int) -> dict[str, object]:
    shown = min(place, len(COLOURS) - 1)
    return {"fill": COLOURS[shown], "class_": f"fill-{shown}"}


def _row(row: Row, sorts: Sequence[str], most: int, y: float, wide: int) -> tuple[str, float]:
    """A row that begins at a height, and how high it is."""
    narrow = wide < NARROW
    room = wide if narrow else wide * 0.34
    lines = broken(row.name, TEXT, room - 8)
    text = [label(one, 0, y + 13 + LINE * number, TEXT) for number, one in enumerate(lines)]
    left = 0.0 if narrow else room + 8
    top = y + LINE * len(lines) + 3 if narrow else y + 2 + LINE * (len(lines) - 1) / 2
    share = (wide - left) * 0.36
    number = f"{row.total:,}"
    reach = (share - width(f"{most:,}", TEXT) - 18) * (row.total / most if most else 0)
    length = element(
        "rect", x=left, y=top, width=max(reach, 1.0), height=BAR, rx=2, fill="#99a2ad", class_="length"
    )
    total = label(number, left + max(reach, 1.0) + 6, top + 12, TEXT, bold=True)
    parts = _parts(row, sorts, left + share, top, wide - left - share)
    high = (top - y) + BAR + GAP if narrow else max(LINE * len(lines), BAR) + GAP
    rule = element("path", d=f"M0 {y + high - GAP / 2 + 1:.1f}H{wide}", stroke=FAINT, class_="rule")
    return "".join([linked(row.leads, "".join(text)), length, total, *parts, rule]), high


def _parts(row: Row, sorts: Sequence[str], left: float, top: float, room: float) -> list[str]:
    found = []
    for place, count in enumerate(row.counts):
        if not count:
            continue
        long = room * count / row.total
        number = f"{count:,}"
        fits = width(number, SMALL, bold=True) + 6 < long
        text = label(number, left + long / 2, top + 11.5, SMALL, kind="on", anchor="middle", bold=True)
        bar = element("rect", x=left, y=top, width=max(long - 1, 1.0), height=BAR, **_fill(place))
        found.append(titled(f"{row.name}: {sorts[place]} {number}", bar, *([text] if fits else [])))
        left += long
    return found
