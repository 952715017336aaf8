"""The legend of a still map: what its colours, shapes and lines mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kg.maps.svg.elements import element, fixed
from kg.maps.svg.lettering import broken, line
from kg.maps.svg.outlines import outline
from kg.maps.svg.palette import colour, light

__all__ = ["COLOURINGS", "DASHES", "WIDTH", "key", "mark"]

WIDTH = 236.0  # pixels of the column
ROWS = 12  # rows of a section that it has room for
STEP = 18.0  # pixels from one row to the next
#: What may be said by colour: the name of the choice, the section of the legend, the field of a node.
COLOURINGS: Mapping[str, tuple[str, str]] = {
    "country": ("countries", "country"),
    "kind": ("families", "family"),
    "community": ("communities", "community"),
}
DASHES: Mapping[str, str | None] = {"solid": None, "faint": None, "dashed": "9 6", "dotted": "2 5"}
SHORT: Mapping[str, str | None] = {"solid": None, "faint": None, "dashed": "5 3.5", "dotted": "1.5 3"}

Row = Mapping[str, Any]


def key(
    rows: Mapping[str, Sequence[Row]],
    words: Mapping[str, str],
    coloured: str,
    language: str,
    x: float,
    y: float,
) -> tuple[list[str], float]:
    """The elements of the legend below a point, and where it ends; `coloured` is the section that colours."""
    found = []
    for section in ("layers", "families", "countries", "communities", "statuses", "disputes"):
        entries = [row for row in rows.get(section, ()) if section != "disputes" or row["key"] == "disputed"]
        if not entries or (section in {"countries", "communities"} and section != coloured):
            continue
        grey = {"fill": light()["ink-2"]}
        found.append(line(words[section], x, y, 11.5, language, font_weight=650, **grey))
        y += STEP
        for place, row in enumerate(entries[:ROWS]):
            label = broken(_label(section, row, words), 12, WIDTH - 44)[0]
            found += [
                _swatch(section, row, place if row["key"] else None, coloured, x + 12, y - 4),
                line(label, x + 32, y, 12, language),
            ]
            y += STEP
        if len(entries) > ROWS:
            more = words["more"].replace("{count}", str(len(entries) - ROWS))
            found.append(line(more, x + 32, y, 12, language, **grey))
            y += STEP
        y += 12
    return found, y - 12


def mark(x: float, y: float) -> str:
    """The mark of what is disputed."""
    look = light()
    sign = element(
        "text", "≠", x=x, y=y + 4, text_anchor="middle", font_size=11.0, font_weight=700, fill=look["paper"],
        font_family=look["sans-ko"],
    )  # fmt: skip
    disc = element("circle", cx=x, cy=y, r=6.5, fill=look["dispute"], stroke=look["paper"], stroke_width=1.5)
    return element("g", disc, sign)


def _label(section: str, row: Row, words: Mapping[str, str]) -> str:
    if section == "disputes":
        return words[row["key"]]
    if section == "communities" and row["key"]:
        return words["community_n"].replace("{number}", row["key"])
    return str(row["label"]) if row["key"] else words["not_known"]


def _swatch(section: str, row: Row, place: int | None, coloured: str, x: float, y: float) -> str:
    ink = light()["ink-2"]
    if section == "disputes":
        return mark(x, y)
    if section in {"layers", "statuses"}:
        stroke = colour(section, place) if section == "layers" else ink
        dash = SHORT[row.get("line", "solid")]
        opacity = 0.45 if row.get("line") == "faint" else None
        look = {"stroke": stroke, "stroke_width": 2.2, "stroke_dasharray": dash, "opacity": opacity}
        return element("path", d=f"M{fixed(x - 12)} {fixed(y)}h24", **look)
    fill = ink if section == "families" and coloured != "families" else colour(section, place)
    return outline(row.get("shape", "dot"), (x, y), 5.5, fill=fill)
