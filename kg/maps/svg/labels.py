"""Labels: the most important first, each where it covers no other label and no larger actor."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.maps.svg.lettering import broken, line, script, width
from kg.maps.svg.outlines import Point
from kg.maps.svg.palette import light

__all__ = ["Actor", "Box", "Label", "labels", "second_name"]

SIZE, LARGEST = 11.0, 15.0  # of the letters, in pixels
ROOM = 160.0  # pixels that a line of a label may be wide
STEP = 1.2  # from one line to the next, in sizes
MOST = 1000  # actors that may have a label: a picture with more of them is no longer read
FIRST = 16  # labels that have the second name with them whatever the room
CELL = 64  # pixels of the grid that finds collisions


@dataclass(frozen=True, slots=True)
class Actor:
    """A node as it is drawn, in pixels, with what its label says; `ties` are its relations."""

    id: str
    name: str
    second: str
    at: Point
    radius: float
    ties: int


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the picture that is taken; by nobody, or by an actor of a radius."""

    left: float
    top: float
    right: float
    bottom: float
    owner: str = ""
    radius: float = math.inf

    def meets(self, other: Box) -> bool:
        """Whether two boxes have a part in common."""
        beside = self.left >= other.right or self.right <= other.left
        return not beside and self.top < other.bottom and self.bottom > other.top


@dataclass(frozen=True, slots=True)
class Label:
    """The lines of a label, each with its size and whether it is the name or the second name, in a box."""

    lines: tuple[tuple[str, float, bool], ...]
    bold: bool
    box: Box

    def elements(self, language: str) -> Iterator[str]:
        """One element a line, on a rim of paper, so that lines beneath do not cross the letters."""
        ink = light()
        x, y = (self.box.left + self.box.right) / 2, self.box.top
        for text, size, is_name in self.lines:
            y += self.lines[0][1] * STEP
            yield line(
                text, x, y - self.lines[0][1] * 0.3, size, language,
                fill=ink["ink" if is_name else "ink-2"], font_weight=650 if self.bold and is_name else None,
                text_anchor="middle", stroke=ink["paper"], stroke_width=3.5, stroke_linejoin="round",
                paint_order="stroke",
            )  # fmt: skip


class _Grid:
    """The boxes that are taken, in cells, so that a collision is looked for among neighbours only."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], list[Box]] = defaultdict(list)

    def add(self, box: Box) -> None:
        for cell in self._around(box):
            self.cells[cell].append(box)

    def is_free(self, box: Box, over: float = 0) -> bool:
        """Whether nothing is there but the owner itself and actors of a radius smaller than `over`."""
        return not any(
            other.owner != box.owner and other.radius >= over and box.meets(other)
            for cell in self._around(box)
            for other in self.cells.get(cell, ())
        )

    @staticmethod
    def _around(box: Box) -> Iterator[tuple[int, int]]:
        for column in range(math.floor(box.left / CELL), math.floor(box.right / CELL) + 1):
            for row in range(math.floor(box.top / CELL), math.floor(box.bottom / CELL) + 1):
                yield column, row


def labels(
    actors: Sequence[Actor], frame: tuple[float, float], taken: Iterable[Box] = (), *, language: str = ""
) -> list[Label]:
    """The labels that have room within a frame (width, height), those of the first actors first.

    A name goes with the name in the actor's own script, or, where there is no room for both, alone.
    Where there is none for the name either, the actor has no label. No two labels overlap, as far as
    widths are known without a browser.
    """
    grid = _Grid()
    for box in taken:
        grid.add(box)
    for actor in actors:
        (x, y), r = actor.at, actor.radius
        grid.add(Box(x - r, y - r, x + r, y + r, actor.id, r))
    found = []
    for rank, actor in enumerate(actors[:MOST]):
        for second in dict.fromkeys([actor.second, ""]):
            label = _placed(actor, second, rank, frame, grid)
            if label:
                grid.add(Box(label.box.left, label.box.top, label.box.right, label.box.bottom))
                found.append(label)
                break
    return found


def _placed(actor: Actor, second: str, rank: int, frame: tuple[float, float], grid: _Grid) -> Label | None:
    """The label at the first of eight places where it is free; over small actors only if need be."""
    size = min(LARGEST, SIZE + math.sqrt(min(actor.ties, 60)) * 0.35)
    bold = rank < FIRST
    names = [(one, size, True) for one in broken(actor.name, size, ROOM, 2, bold=bold)]
    seconds = [(one, size * 0.9, False) for one in broken(second, size * 0.9, ROOM)] if second else []
    lines = (*names, *seconds)
    wide = max(width(text, size, bold=bold and is_name) for text, size, is_name in lines)
    spots = list(_spots(actor, wide, len(lines) * size * STEP))
    inside = [
        box
        for box in spots
        if box.left > 0 and box.right < frame[0] and box.top > 0 and box.bottom < frame[1]
    ]
    for over in (0.0, 0.8 * actor.radius):
        for box in inside:
            if grid.is_free(box, over):
                return Label(lines, bold, box)
    return None


def _spots(actor: Actor, wide: float, high: float) -> Iterator[Box]:
    """Eight places: below, above, beside, then at the corners."""
    (x, y), gap = actor.at, actor.radius + 3
    middle, right, left = x - wide / 2, x + gap, x - gap - wide
    above, beside, below = y - gap - high, y - high / 2, y + gap
    near = gap / 2
    for a, b in (
        (middle, below), (middle, above), (right, beside), (left, beside),
        (right - near, below - near), (left + near, below - near),
        (right - near, above + near), (left + near, above + near),
    ):  # fmt: skip
        yield Box(a - 2, b - 1, a + wide + 2, b + high + 1, actor.id, actor.radius)


def second_name(name: str, native: str, names: Iterable[str]) -> str:
    """The name in the actor's own script; a guess is made only where there is no choice."""
    others = [other for other in names if script(other)]
    found = native or (others[0] if len(others) == 1 and not script(name) else "")
    return "" if found == name else found
