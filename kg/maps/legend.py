"""The legend: which layers, kinds, countries and statuses there are, in which order, and how each is drawn.

A row has a key, a label, a count and, where it has one, a shape or a line. Its colour follows from its place
in the section, in the style sheet alone, so that light and dark need no word here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import cycle
from typing import Any

from kg.maps.layouts import rank

__all__ = ["LINES", "SHAPES", "legend", "with_rest"]

Row = dict[str, Any]
Item = Mapping[str, Any]

SHAPES = ("dot", "square", "diamond", "triangle", "hexagon", "star", "triangleDown")
LINES = ("solid", "faint", "dashed", "dotted")
USUAL = {
    "ended": "faint",
    "planned": "dashed",
    "proposed": "dashed",
    "claimed": "dotted",
    "hypothetical": "dotted",
}


def legend(
    nodes: Sequence[Item],
    edges: Sequence[Item],
    *,
    layers: Sequence[str] = (),
    kinds: Mapping[str, str] | None = None,
    statuses: Mapping[str, str] | None = None,
    sides: Sequence[str] = (),
) -> dict[str, list[Row]]:
    """Counts what there is; what the caller names comes first, in the caller's order and style.

    >>> rows = legend([{"family": "person"}], [{"status": "planned", "status_label": "Planned"}])
    >>> rows["families"], rows["statuses"][0]["line"]
    ([{'key': 'person', 'label': 'person', 'count': 1, 'shape': 'dot'}], 'dashed')
    """
    kinds, statuses = kinds or {}, statuses or {}
    families = _rows(nodes, "family", tuple(kinds))
    for row, shape in zip(families, cycle(SHAPES), strict=False):
        row["shape"] = _one_of(SHAPES, kinds.get(row["key"], shape))
    certainty = _rows(edges, "status", tuple(statuses))
    known = {row["key"] for row in certainty}
    certainty += [row for row in _rows(nodes, "existence", tuple(statuses)) if row["key"] not in known]
    for row in certainty:
        row["line"] = _one_of(LINES, statuses.get(row["key"], USUAL.get(_last(row["key"]), "solid")))
    numbers = sorted({node.get("community") or "" for node in nodes}, key=_natural)
    return {
        "layers": _rows(edges, "layer", layers),
        "families": families,
        "countries": _rows(nodes, "country", sides),
        "communities": _rows(nodes, "community", numbers),
        "statuses": certainty,
        "disputes": _disputes(edges),
    }


def with_rest(rows: Sequence[Row], total: int, label: str) -> list[Row]:
    """The rows of a section, and a last one for the items that have none, if there are both.

    >>> with_rest([{"key": "KR", "label": "South Korea", "count": 2}], 3, "not known")[1:]
    [{'key': '', 'label': 'not known', 'count': 1}]
    """
    rest = total - sum(row["count"] for row in rows)
    return [*rows, {"key": "", "label": label, "count": rest}] if rows and rest else [*rows]


def _natural(key: str) -> tuple[int, str]:
    """Numbers in their order: the shorter first."""
    return len(key), key


def _disputes(edges: Sequence[Item]) -> list[Row]:
    """How many edges are disputed and how many are not; no row where there is nothing to tell apart.

    >>> _disputes([{"disputed": ["1 + 1 = 3"]}, {}])
    [{'key': 'disputed', 'label': '', 'count': 1}, {'key': 'undisputed', 'label': '', 'count': 1}]
    """
    disputed = sum(bool(edge.get("disputed")) for edge in edges)
    counts = {"disputed": disputed, "undisputed": len(edges) - disputed}
    return [{"key": key, "label": "", "count": count} for key, count in counts.items()] if disputed else []


def _rows(items: Iterable[Item], field: str, first: Sequence[str]) -> list[Row]:
    """One row for each value of a field, with the first label that was given for it."""
    items = list(items)
    counts = Counter(item.get(field) or "" for item in items)
    labels: dict[str, str] = {}
    for item in items:
        key = item.get(field) or ""
        labels[key] = labels.get(key) or item.get(f"{field}_label") or ""
    keys = rank(list(counts.elements()), first)
    return [{"key": key, "label": labels[key] or _last(key), "count": counts[key]} for key in keys]


def _last(key: str) -> str:
    """The last part of an IRI, or the key itself."""
    return key.rstrip("/#").replace("#", "/").split("/")[-1]


def _one_of(known: Sequence[str], name: str) -> str:
    """The name, if it is a known one.

    >>> _one_of(LINES, "wavy")
    Traceback (most recent call last):
    ValueError: the map cannot draw 'wavy'; it can draw solid, faint, dashed, dotted
    """
    if name not in known:
        raise ValueError(f"the map cannot draw '{name}'; it can draw {', '.join(known)}")
    return name
