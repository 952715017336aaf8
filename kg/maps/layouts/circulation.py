"""The layout `circulation`: the stages of careers as columns, and between them the people who pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.maps.layouts.columns import Lane, columns
from kg.maps.layouts.force import force
from kg.maps.layouts.scene import Scene, Sketch
from kg.maps.text import text

__all__ = ["circulation", "has_stages"]

PERIODS = 4  # columns at most, where there are years and no stages


def circulation(scene: Scene) -> Sketch:
    """Reads as: from where, through what, to where.

    Every stage of the network is a column, from left to right; what has a `stage` (an organisation or a
    place, by what is mostly claimed of it) stands in the column of that stage. Whoever `passes` (people, by
    the first stage that is told of them) stands between columns: after that stage, and before the last one
    of all. What has to do with no stage stands at the far right.

    A network without stages has columns of years: each node stands at the first year of its arcs
    (`since`), in at most four periods of about as many nodes. One without years is drawn like `force`.
    """
    if _keys(scene, "stage"):
        return columns(scene, _by_stage(scene))
    years = _years(scene)
    return columns(scene, _by_year(scene, years)) if years else force(scene)


def has_stages(scene: Scene) -> bool:
    """Whether anything stands at a stage, or at least in a year."""
    return bool(_keys(scene, "stage") or _years(scene))


def _keys(scene: Scene, attribute: str) -> dict[int, int]:
    """The place of the stage that each node has as an attribute; nodes without a known one are left out."""
    places = {key: place for place, key in enumerate(scene.stages)}
    keys = ((node, text(data.get(attribute))) for node, data in enumerate(scene.data))
    return {node: places[key] for node, key in keys if key in places}


def _by_stage(scene: Scene) -> list[Lane]:
    told, passing = _keys(scene, "stage"), _keys(scene, "passes")
    lanes: list[list[int]] = [[] for _ in range(2 * len(scene.stages))]
    rest = []
    for node in range(len(scene.nodes)):
        if node in told:
            lanes[2 * told[node]].append(node)
        elif node in passing:
            lanes[2 * max(min(passing[node], len(scene.stages) - 2), 0) + 1].append(node)
        else:
            rest.append(node)
    headings = [text for heading in scene.stages.values() for text in (heading, "")]
    found = [Lane(_busiest(scene, lane), heading) for lane, heading in zip(lanes, headings, strict=True)]
    return [*found, Lane(_busiest(scene, rest))]


def _years(scene: Scene) -> dict[int, int]:
    """The first year in which each node has to do with another."""
    found: dict[int, int] = {}
    for one, other, data in scene.arcs:
        since = text(data.get("since"))
        if since.isdecimal():
            for node in (one, other):
                found[node] = min(found.get(node, int(since)), int(since))
    return found


def _by_year(scene: Scene, years: Mapping[int, int]) -> list[Lane]:
    """Periods of whole years with about as many nodes each; undated nodes stand at the far right."""
    ordered = sorted(years, key=lambda node: (years[node], node))
    fair = len(ordered) / min(PERIODS, len(set(years.values())))
    periods: list[list[int]] = [[]]
    for place, node in enumerate(ordered):
        new = periods[-1] and years[node] != years[periods[-1][-1]]
        if new and place >= fair * len(periods):
            periods.append([])
        periods[-1].append(node)
    lanes = [Lane(_busiest(scene, period), _span(years[period[0]], years[period[-1]])) for period in periods]
    return [*lanes, Lane(_busiest(scene, [node for node in range(len(scene.nodes)) if node not in years]))]


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _busiest(scene: Scene, nodes: Sequence[int]) -> list[int]:
    """Those with most links first, so that a lane of several columns begins with them."""
    return sorted(nodes, key=lambda node: (-int(scene.degree[node]), node))
