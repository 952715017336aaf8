"""Alluvial diagrams of people who are only counted within limits: bands that run through columns of blocks.

A band is as thick as the number of people that it has at least. What may come on top is hatched: to scale
where something limits it, and as a strip of one thickness where nothing does. So "at least 24" never looks
like 24. People of whom a column tells nothing run through a block of their own at its foot.

The name is that of M. Rosvall and C. T. Bergstrom (2010), "Mapping change in large networks", PLoS ONE 5,
e8694; the form is H. R. Sankey's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.charts.svg import COLOURS, SECOND, broken, element, fixed, frame, hatch, label, linked, titled, width

__all__ = ["Band", "alluvial"]

TEXT = 13.0
TALL = 300.0  # pixels of the bands of a column together
LEAST = 3.0  # pixels of a band at least
OPEN = 9.0  # pixels of what nothing limits
BLOCK = 9.0  # pixels of the width of a block
GAP = 14.0
LINE = 16.0
NARROW = 520  # pixels; below them letters are smaller, and labels may take a line more


@dataclass(frozen=True, slots=True)
class Band:
    """People who go the same way: where they are in each column (None for not told), and how many.

    `most` is None where nothing limits their number. `colour` is the place of a colour, grey below nought.
    """

    name: str
    stops: tuple[str | None, ...]
    least: int
    most: int | None
    count: str
    colour: int = -1
    leads: str = ""


def alluvial(
    bands: Sequence[Band],
    columns: Sequence[str],
    blocks: Mapping[str, str],
    counts: Mapping[tuple[int, str | None], str],
    *,
    title: str,
    unknown: str,
    description: str = "",
    name: str = "alluvial",
    language: str = "en",
    wide: int = 1000,
) -> str:
    """The bands as one SVG, `wide` pixels wide.

    `columns` are headings; `blocks` the labels of where bands may stop, in the order from the top; `counts`
    says what is written at each block of each column, since limits cannot simply be added: groups may share
    people. Every band is there, at least three pixels thick.

    Raises ValueError for a band that has another number of stops than there are columns, that stops nowhere
    known, or that has more people at least than at most.

    >>> them = Band("Keepers", ("east", None, "east"), 24, None, "≥ 24")
    >>> drawn = alluvial([them], ["Home", "Work", "Return"], {"east": "East"}, {(0, "east"): "≥ 24"},
    ...                  title="Ways", unknown="not told")
    >>> "Keepers: ≥ 24: East → not told → East" in drawn, drawn.count("<path") > 2
    (True, True)
    """
    for band in bands:
        if len(band.stops) != len(columns) or not {*band.stops} <= {*blocks, None}:
            raise ValueError(f"'{band.name}' stops at {band.stops}: not one known stop for each column")
        if band.least < 0 or (band.most is not None and band.most < band.least):
            raise ValueError(f"'{band.name}' has {band.least} to {band.most} people")
    known: dict[str | None, str] = dict(blocks.items())
    drawing = _Drawing(bands, columns, {**known, None: unknown}, counts, name, wide)
    return frame(
        title,
        description,
        (wide, drawing.high),
        drawing.body,
        name=name,
        language=language,
        defined=drawing.defined,
    )


@dataclass(frozen=True)
class _Drawing:
    """Where everything is."""

    bands: Sequence[Band]
    columns: Sequence[str]
    blocks: Mapping[str | None, str]
    counts: Mapping[tuple[int, str | None], str]
    name: str
    wide: int

    @cached_property
    def scale(self) -> float:
        """Pixels a person."""
        people = sum((band.most or band.least) for band in self.bands)
        return TALL / people if people else 0

    def firm(self, band: Band) -> float:
        """How thick the part of a band is that is certain."""
        return max(LEAST, band.least * self.scale)

    def thick(self, band: Band) -> float:
        """How thick a band is with what may come on top."""
        if band.most is None:
            return self.firm(band) + OPEN
        return self.firm(band) + (band.most - band.least) * self.scale

    @property
    def text(self) -> float:
        """The size of letters."""
        return TEXT if self.wide >= NARROW else 11.5

    @property
    def lines(self) -> int:
        """How many lines the name of a block may take."""
        return 1 if self.wide >= NARROW else 2

    @cached_property
    def top(self) -> float:
        """Where blocks begin: below the headings."""
        return LINE * max((len(self._heading(column)) for column in range(len(self.columns))), default=1) + 12

    def _heading(self, column: int) -> list[str]:
        room = self._step if column < len(self.columns) - 1 else self._last + BLOCK
        # A dot between two words stays with the first of them.
        text = self.columns[column].replace(" · ", "\u00a0· ")
        return broken(text, self.text, room - 8, 5, bold=True)

    @cached_property
    def _last(self) -> float:
        """The room for the texts of the last column, which stand beyond it."""
        column = len(self.columns) - 1
        keys = {band.stops[column] for band in self.bands}
        said = [*(self._whole(column, key) for key in keys), *self.columns[column].split()]
        longest = max((width(text, self.text, bold=True) for text in said), default=0)
        return min(self.wide / max(1, len(self.columns)) - BLOCK, longest + 10)

    @property
    def _step(self) -> float:
        """How far columns are apart."""
        return (self.wide - BLOCK - self._last) / max(1, len(self.columns) - 1)

    def _room(self, column: int) -> float:
        """How wide a text may be, which stands to the right of its block."""
        return (self._step - BLOCK if column < len(self.columns) - 1 else self._last) - 9

    def x(self, column: int) -> float:
        """The left edge of the blocks of a column."""
        return column * self._step

    def _whole(self, column: int, key: str | None) -> str:
        """The name and the count of a block in one line."""
        return f"{self.blocks[key]} {self.counts.get((column, key), '')}".strip()

    def _texts(self, column: int, key: str | None, thick: float) -> list[str]:
        """What stands at a block: in one line where the block is thin and the line fits."""
        whole, count = self._whole(column, key), self.counts.get((column, key), "")
        if thick < 2 * LINE and width(whole, self.text, bold=True) < self._room(column):
            return [whole]
        return [*broken(self.blocks[key], self.text, self._room(column), self.lines), *filter(None, [count])]

    @cached_property
    def places(self) -> Mapping[tuple[int, str | None], tuple[float, float]]:
        """The upper and the lower edge of every block."""
        found = {}
        for column in range(len(self.columns)):
            y = self.top
            for key in self.blocks:
                inside = [band for band in self.bands if band.stops[column] == key]
                if inside:
                    thick = sum(map(self.thick, inside))
                    found[column, key] = (y, y + thick)
                    y += max(thick, LINE * len(self._texts(column, key, thick))) + GAP
        return found

    @cached_property
    def slots(self) -> Sequence[Mapping[int, float]]:
        """In each column, the upper edge of every band, by the number of the band.

        Bands lie in the order in which they come in, so that they cross as little as they can; in the first
        column in the order in which they go on.
        """
        order = {key: place for place, key in enumerate(self.blocks)}
        numbers = list(range(len(self.bands)))
        numbers.sort(key=lambda number: [order[stop] for stop in self.bands[number].stops])
        found: list[dict[int, float]] = []
        for column in range(len(self.columns)):
            slots: dict[int, float] = {}
            for key in self.blocks:
                inside = [number for number in numbers if self.bands[number].stops[column] == key]
                y = self.places[column, key][0] if inside else 0.0
                for number in inside:
                    slots[number] = y
                    y += self.thick(self.bands[number])
            numbers.sort(key=slots.__getitem__)
            found.append(slots)
        return found

    @property
    def high(self) -> float:
        """The height of the picture."""
        edges = [
            max(below, above + LINE * len(self._texts(*key, below - above)))
            for key, (above, below) in self.places.items()
        ]
        return max(edges, default=self.top) + 6

    @property
    def defined(self) -> list[str]:
        """The hatchings of the colours that are used."""
        used = sorted({self._colour(band) for band in self.bands})
        return [hatch(f"{self.name}-open-{place}", place) for place in used]

    @property
    def body(self) -> list[str]:
        """Everything, from the bottom up: bands, blocks, texts."""
        texts = [
            label(line, self.x(column), 12 + LINE * number, self.text, bold=True)
            for column in range(len(self.columns))
            for number, line in enumerate(self._heading(column))
        ]
        numbers = sorted(range(len(self.bands)), key=lambda number: -self.bands[number].least)
        return [*map(self._band, numbers), *map(self._block, self.places), *texts]

    def _colour(self, band: Band) -> int:
        return min(band.colour, len(COLOURS) - 1) if band.colour >= 0 else len(COLOURS) - 1

    def _band(self, number: int) -> str:
        """A band with its hatched edge; where it passes what nothing is told of it is paler."""
        band, place = self.bands[number], self._colour(self.bands[number])
        firm, thick = self.firm(band), self.thick(band)
        drawn = []
        for column in range(len(self.columns) - 1):
            start, end = self.x(column) + BLOCK, self.x(column + 1)
            above, below = self.slots[column][number], self.slots[column + 1][number]
            known = None not in band.stops[column : column + 2]
            look = {"fill": COLOURS[place], "class_": f"fill-{place}", "opacity": 0.55 if known else 0.26}
            drawn.append(element("path", d=_ribbon(start, end, above, below, 0, firm), **look))
            if thick > firm:
                look = {"fill": f"url(#{self.name}-open-{place})", "opacity": 0.8 if known else 0.5}
                edge = _ribbon(start, end, above, below, firm, thick)
                pale = {"fill": COLOURS[place], "class_": f"fill-{place}", "opacity": 0.1}
                drawn += [element("path", d=edge, **pale), element("path", d=edge, **look)]
        way = " → ".join(self.blocks[stop] for stop in band.stops)
        title = f"{band.name}: {band.count}: {way}"
        return titled(title, linked(band.leads, "".join(drawn), title), class_="band")

    def _block(self, key: tuple[int, str | None]) -> str:
        """A block with its label and its count; dashed if it is that of what is not told."""
        column, stop = key
        above, below = self.places[key]
        look: dict[str, object] = {"fill": SECOND, "class_": "block"}
        if stop is None:
            look = {"fill": "none", "stroke": SECOND, "stroke_dasharray": "3 2", "class_": "block-unknown"}
        box = element("rect", x=self.x(column), y=above, width=BLOCK, height=below - above, rx=1.5, **look)
        texts = self._texts(column, stop, below - above)
        first = max((above + below) / 2 - LINE / 2 * len(texts) + 12, above + 11)
        lines = [
            label(
                text,
                self.x(column) + BLOCK + 6,
                first + LINE * number,
                self.text,
                kind="halo",
                bold=number == len(texts) - 1,
            )
            for number, text in enumerate(texts)
        ]
        return element("g", box, *lines)


def _ribbon(start: float, end: float, above: float, below: float, first: float, last: float) -> str:
    """The part of a band between two distances from its upper edge, as the data of a path."""
    middle = fixed((start + end) / 2)
    a, b = fixed(start), fixed(end)
    upper, lower, down, up = (fixed(y) for y in (above + first, below + first, below + last, above + last))
    return (
        f"M{a} {upper}C{middle} {upper} {middle} {lower} {b} {lower}"
        f"V{down}C{middle} {down} {middle} {up} {a} {up}Z"
    )
