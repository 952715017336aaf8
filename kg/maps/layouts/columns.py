"""Columns: nodes stand in lanes from left to right, each near those with which it is linked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kg.maps.layouts.scene import Heading, Scene, Sketch

__all__ = ["Lane", "columns"]

ASPECT = 1.6  # the whole is wider than it is high, like a screen
LANE = 110.0  # units between two lanes
COLUMN = 30.0  # units between two columns of one lane
ROW = 10.0  # units between two nodes of one column
ABOVE = 46.0  # units between a heading and what stands below it
SWEEPS = 12  # how often every column is put in order anew

Column = list[int]


@dataclass(frozen=True, slots=True)
class Lane:
    """Nodes that stand together, those first that belong nearest the middle of the map.

    A lane that is `leftward` has its first nodes at its right edge, any other at its left.
    """

    nodes: Sequence[int]
    heading: str = ""
    leftward: bool = False


def columns(scene: Scene, lanes: Sequence[Lane]) -> Sketch:
    """Puts lanes side by side, each in as many columns as it needs to be no higher than the others.

    Within a column nodes are ordered by the mean height of those with which they are linked, sweep by
    sweep, as K. Sugiyama, S. Tagawa and M. Toda (1981), "Methods for visual understanding of hierarchical
    system structures", IEEE Transactions on Systems, Man, and Cybernetics 11, 109–125, do between layers.
    """
    wide, high = (scene.boxes[:, axis].astype(float).tolist() for axis in (0, 1))
    area = sum((2 * one + COLUMN) * (2 * other + ROW) for one, other in zip(wide, high, strict=True))
    limit = math.sqrt(area / ASPECT)
    across, headings = [0.0] * len(wide), []
    every: list[Column] = []
    right = 0.0
    for lane in (lane for lane in lanes if lane.nodes):
        found = _split(lane.nodes, high, limit)
        left, gap = right + LANE, LANE
        for column in reversed(found) if lane.leftward else found:
            reach = max(wide[node] for node in column)
            for node in column:
                across[node] = right + gap + reach
            right, gap = right + gap + 2 * reach, COLUMN
        headings.append((lane.heading, (left + right) / 2))
        every += found
    down = _order(scene, every, high)
    points = np.array(list(zip(across, down, strict=True)), dtype=np.float32)
    top = min(y - reach for y, reach in zip(down, high, strict=True)) - ABOVE
    return Sketch(points, tuple(Heading(text, x, top) for text, x in headings if text))


def _split(nodes: Sequence[int], high: Sequence[float], limit: float) -> list[Column]:
    """The nodes of a lane in columns of about the same height, none much higher than the limit."""
    total = sum(2 * high[node] + ROW for node in nodes)
    fair = total / max(1, round(total / limit))
    found: list[Column] = [[]]
    filled = 0.0
    for node in nodes:
        if filled >= fair * len(found) - high[node] and len(found) * fair < total - 1:
            found.append([])
        found[-1].append(node)
        filled += 2 * high[node] + ROW
    return found


def _order(scene: Scene, every: Sequence[Column], high: Sequence[float]) -> list[float]:
    """How far down each node stands; what is linked with nothing stands last in its column."""
    down = [0.0] * len(high)
    for column in every:
        _stack(column, high, down)
    near = scene.neighbours
    for sweep in range(SWEEPS):
        for column in every if sweep % 2 == 0 else reversed(every):
            mean = {
                node: sum(down[other] for other in near[node]) / len(near[node]) if near[node] else math.inf
                for node in column
            }
            column.sort(key=lambda node: (mean[node], node))
            _stack(column, high, down)
    return down


def _stack(column: Column, high: Sequence[float], down: list[float]) -> None:
    """Puts the nodes of a column below each other, their middle at the middle of the map."""
    y = -sum(2 * high[node] + ROW for node in column) / 2
    for node in column:
        down[node] = y + high[node] + ROW / 2
        y += 2 * high[node] + ROW
