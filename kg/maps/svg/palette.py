"""The colours and fonts of a still map: those of the page, read from its style sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

__all__ = ["COLOURS", "colour", "light"]

#: How many colours a section has, and the name by which the style sheet counts them; the last one serves
#: all that follow.
COLOURS = 9
NAMES: Mapping[str, str] = {
    "layers": "layer",
    "families": "family",
    "countries": "country",
    "communities": "family",
}


@cache
def light() -> Mapping[str, str]:
    """What the style sheet says of the light theme, by name without the dashes.

    >>> light()["card"], '"Malgun Gothic"' in light()["sans-ko"]
    ('#ffffff', True)
    """
    sheet = files("kg.maps").joinpath("templates", "map.css").read_text(encoding="utf-8")
    first = sheet.partition(":root {")[2].partition("}")[0]
    found = {name: value.strip() for name, value in re.findall(r"--([\w-]+):\s*([^;]+);", first)}
    return {
        name: re.sub(r"var\(--([\w-]+)\)", lambda match: found[match[1]], value)
        for name, value in found.items()
    }


def colour(section: str, place: int | None) -> str:
    """The colour of a row of the legend by its place in its section; grey where it has none.

    >>> colour("countries", 0) == light()["country-0"], colour("layers", 99) == light()["layer-8"]
    (True, True)
    """
    return light()["none" if place is None else f"{NAMES[section]}-{min(place, COLOURS - 1)}"]
