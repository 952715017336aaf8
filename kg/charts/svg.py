"""The pieces of pictures that are written as SVG by hand: elements, lettering, colours, the frame around all.

A picture stands for itself: every colour and font is a presentation attribute, so that it is whole as a file
of its own. Every element has a class as well, so that the style sheet of a page, which wins over attributes,
can draw the same picture in its own colours and in the dark. There is no style attribute and no script, so
that the strictest policy of a page lets it be.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from html import escape
from typing import TypeAlias

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from kg.charts.fonts import families

__all__ = [
    "COLOURS", "Point", "broken", "element", "fixed", "frame", "hatch", "label", "linked", "said", "titled",
    "width",
]  # fmt: skip

Point: TypeAlias = tuple[float, float]

#: What a page calls the colours of series, and what they are without a page; the last serves all that follow.
COLOURS = (
    "#2767a8", "#cf4f35", "#7a62b3", "#2f8f7f", "#b7892b", "#a8557f", "#5f8a3a", "#8a6a4f", "#8b95a1",
)  # fmt: skip
INK, SECOND, FAINT, PAPER = "#1d2530", "#566171", "#e3e0d8", "#ffffff"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: Shares of the size of a font by class of letter; rather too wide than too narrow.
_NARROW, _THIN, _USUAL, _BROAD, _FULL, _BOLD = 0.28, 0.36, 0.57, 0.7, 1.0, 1.06


def element(name: str, /, *children: str, **attributes: object) -> str:
    """An element with its children, which are elements or escaped; an attribute that is None is left out.

    Underscores in the names of attributes stand for hyphens; a final one is dropped.

    >>> element("text", said("A & B"), x=1.50, text_anchor="middle", id=None, class_='"a"')
    '<text x="1.5" text-anchor="middle" class="&quot;a&quot;">A &amp; B</text>'
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_value(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(children)
    return f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>"


def said(text: str) -> str:
    """A text as the content of an element: on one line, without what XML cannot hold, nothing of it markup.

    >>> said("a<b\\x00\\n&c")
    'a&lt;b &amp;c'
    """
    return escape(_clean(text), quote=False)


def fixed(number: float) -> str:
    """A number in the data of a path, with at most one decimal, which is finer than what can be seen.

    >>> fixed(1.04), fixed(2.0), fixed(-0.01)
    ('1', '2', '0')
    """
    short = f"{number:.1f}".removesuffix(".0")
    return "0" if short == "-0" else short


def label(
    text: str,
    x: float,
    y: float,
    size: float = 13,
    *,
    kind: str = "",
    anchor: str = "start",
    bold: bool = False,
) -> str:
    """One line of text, which stays text.

    Of the kind `second` it is grey, `on` lets it stand on a colour, and `halo` over lines.
    """
    kinds = kind.split()
    halo = {"stroke": PAPER, "stroke_width": 3.5, "stroke_linejoin": "round", "paint_order": "stroke"}
    return element(
        "text",
        said(text),
        x=x,
        y=y,
        font_size=size,
        fill=PAPER if "on" in kinds else SECOND if "second" in kinds else INK,
        class_=kind or None,
        text_anchor=None if anchor == "start" else anchor,
        font_weight=650 if bold else None,
        **(halo if "halo" in kinds else {}),
    )


def titled(title: str, *children: str, **attributes: object) -> str:
    """A group with a title, which browsers show to whoever points at it and screen readers read."""
    return element("g", element("title", said(title)), *children, **attributes)


def linked(address: str, drawn: str, name: str = "") -> str:
    """Something that leads to an address, called by its text or by a name; as it is where there is none."""
    return element("a", drawn, href=address, aria_label=name or None) if address else drawn


def hatch(identity: str, place: int) -> str:
    """The pattern of what has no upper limit, in a colour; to be filled with `url(#identity)`."""
    line = element(
        "path",
        d="M-1 1L1 -1M0 6L6 0M5 7L7 5",
        stroke=COLOURS[place],
        stroke_width=1.3,
        class_=f"line-{place}",
    )
    return element("pattern", line, id=identity, width=6, height=6, patternUnits="userSpaceOnUse")


def frame(
    title: str,
    description: str,
    size: Point,
    body: Iterable[str],
    *,
    name: str,
    language: str = "en",
    defined: Iterable[str] = (),
) -> str:
    """A whole picture of some pixels, called by its title; `name` makes its ids unique within a page.

    What leads somewhere is a group of links to those who do not see it, and not one picture.
    """
    drawn = "".join(body)
    fonts = dict.fromkeys((*families(language)[:-1], *families("ko")[:-1], *families("zh")))
    return _template().render(
        name=_clean(name),
        title=_clean(title),
        description=_clean(description),
        language=_clean(language),
        width=fixed(size[0]),
        height=fixed(size[1]),
        role="group" if "<a " in drawn else "img",
        fonts=", ".join(fonts),
        defined=Markup("".join(defined)),
        body=Markup(drawn),
    )


@cache
def _template() -> Template:
    loader = PackageLoader("kg.charts", "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined).get_template("frame.svg.j2")


def width(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide a text is; no browser is asked.

    >>> width("한국", 10), width("il", 10) < width("mw", 10)
    (20.0, True)
    """
    return size * sum(map(_share, text)) * (_BOLD if bold else 1)


def broken(text: str, size: float, room: float, most: int = 2, *, bold: bool = False) -> list[str]:
    """The text in at most so many lines that fit the room; what is left of it is cut with an ellipsis.

    Lines break at spaces, and between any two Chinese letters.

    >>> broken("Korea Research Institute", 10, 90), broken("Korea Research Institute", 10, 70, 1)
    (['Korea Research', 'Institute'], ['Korea Rese…'])
    """
    found = [""]
    for piece in re.split(r"(?<= )|(?<=[\u2e80-\u9fff])", _clean(text)[:1000].strip()):
        longer = found[-1] + piece
        if width(longer.rstrip(), size, bold=bold) <= room:
            found[-1] = longer
        elif len(found) < most and found[-1]:
            found.append(piece)
        else:
            found[-1] = longer
            break
    return [_cut(one.rstrip(), size, room, bold=bold) for one in found]


def _cut(text: str, size: float, room: float, *, bold: bool) -> str:
    if width(text, size, bold=bold) <= room:
        return text
    while text and width(text + "…", size, bold=bold) > room:
        text = text[:-1]
    return text.rstrip() + "…"


@cache
def _share(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return _FULL
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0.0
    if letter in "ijl.,:;'|!·":
        return _NARROW
    if letter in "frt-() /[]":
        return _THIN
    if letter in "mwMW@%—…":
        return 0.9
    return _BROAD if letter.isupper() or letter in "≥≤" else _USUAL


def _clean(text: str) -> str:
    return re.sub(r"[^\S\u00a0]+", " ", _FORBIDDEN.sub("", text))


def _value(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else _clean(str(value))
