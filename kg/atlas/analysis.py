"""What the pages of analysis share: their style sheet, colours by country, and pictures in two widths."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files

from markupsafe import Markup

from kg.atlas.pages import File
from kg.atlas.reading import Reading
from kg.charts.svg import COLOURS
from kg.vocabulary import PREFIXES

__all__ = ["Group", "Picture", "coloured", "countries", "drawn", "slug", "style"]

#: The countries to which something belongs, by IRI.
Group = tuple[str, ...]

#: How wide pictures are, in pixels: for a screen and for a telephone.
WIDE, NARROW = 1080, 344


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as part of a page, for wide and for narrow screens, and the file of the wide one."""

    wide: Markup
    narrow: Markup
    file: File


def drawn(name: str, draw: Callable[[str, int], str]) -> Picture:
    """What `draw` makes of a name, which every id in the picture begins with, and a width.

    Drawings of `kg.charts` escape every text themselves.
    """
    wide, narrow = draw(name, WIDE), draw(f"{name}-narrow", NARROW)
    return Picture(Markup(wide), Markup(narrow), File(f"charts/{name}.svg", f"{wide}\n".encode()))


def style() -> File:
    """The style sheet of tables and pictures of analysis."""
    return File("assets/analysis.css", files("kg.atlas").joinpath("templates", "analysis.css").read_bytes())


def coloured(reading: Reading) -> dict[Group, int]:
    """The place of the colour of each country, and of several together to which one thing belongs.

    Those on the sides of the map come first, then those of which there is most in the register: so one
    country has one colour on all pages. Colours are fewer than countries may be; the last one, grey, is that
    of the rest.
    """
    known = Counter(thing.countries for thing in reading.graph.things.values() if thing.countries)
    sides = [(side,) for side in reading.sides]
    others = sorted(
        {*known, *((iri,) for group in known for iri in group)} - {*sides},
        key=lambda group: (-known[group], group),
    )
    return {group: min(place, len(COLOURS) - 1) for place, group in enumerate([*sides, *others])}


def countries(group: str) -> Group:
    """The countries of a group of the networks, which has several if what is in it belongs to several.

    >>> [iri.rpartition("/")[2] for iri in countries("china south-korea")]
    ['china', 'south-korea']
    """
    return tuple(PREFIXES["id"] + name for name in group.split())


def slug(*parts: str | None) -> str:
    """An id within a page, made of words and of IRIs of things; what is not told is `x`.

    >>> slug("flow", "https://w3id.org/argonauts/id/ge-li", None)
    'flow-ge-li-x'
    """
    return "-".join((part or "x").rpartition("/")[2] for part in parts)
