"""Lettering: how wide a text is, where it breaks, and in which fonts it is set.

No browser measures it, so widths are those of common sans-serif fonts by class of letter, a little more
than less: a label that is thought too wide leaves a gap, one thought too narrow covers another.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from kg.maps.svg.elements import clean, element, said
from kg.maps.svg.palette import light

__all__ = ["broken", "family", "line", "script", "width"]

KOREAN = re.compile("[\u1100-\u11ff\uac00-\ud7af]")
CHINESE = re.compile("[\u3400-\u9fff]")
#: Shares of the size of a font by class of letter.
NARROW, THIN, USUAL, BROAD, VERY_BROAD, FULL = 0.28, 0.36, 0.57, 0.68, 0.9, 1.0
BOLD = 1.06  # how much wider bold letters are


@cache
def _share(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return FULL
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0.0
    if letter in "ijl.,:;'|!·":
        return NARROW
    if letter in "frt-() /[]":
        return THIN
    if letter in "mwMW@%—…":
        return VERY_BROAD
    return BROAD if letter.isupper() else USUAL


def width(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide a text is.

    >>> width("한국", 10), width("il", 10) < width("mw", 10)
    (20.0, True)
    """
    return size * sum(map(_share, text)) * (BOLD if bold else 1)


def broken(text: str, size: float, room: float, most: int = 1, *, bold: bool = False) -> list[str]:
    """The text in at most `most` lines that fit the room; what is left of it is cut with an ellipsis.

    Lines break between words, as Korean ones do, and between any two Chinese letters; a word that is too
    long for a line of its own breaks anywhere.

    >>> broken("Korea Research Institute", 10, 90, 2)
    ['Korea Research', 'Institute']
    >>> broken("Korea Research Institute", 10, 70)
    ['Korea Resea…']
    """

    def fits(line: str) -> bool:
        return width(line.rstrip(), size, bold=bold) <= room

    words = re.split(r"(?<= )|(?<=[\u2e80-\u9fff])", clean(text)[:2000].strip())
    pieces = [part for word in words for part in ([word] if fits(word) else word)]
    found = [""]
    for place, piece in enumerate(pieces):
        if fits(found[-1] + piece) or not found[-1]:
            found[-1] += piece
        elif len(found) < most:
            found.append(piece)
        else:
            rest = found[-1] + "".join(pieces[place : place + 40])
            while rest and not fits(rest + "…"):
                rest = rest[:-1]
            found[-1] = rest.rstrip() + "…"
            break
    return [line.rstrip() for line in found]


def script(text: str) -> str:
    """The language that the letters of a text give away, for the choice of its fonts.

    >>> script("한국"), script("中国"), script("Korea")
    ('ko', 'zh', '')
    """
    return "ko" if KOREAN.search(text) else "zh" if CHINESE.search(text) else ""


def family(text: str, language: str) -> str:
    """The fonts of a text, best first: those of its script, else those of the language of the map."""
    return light()[f"sans-{'zh' if (script(text) or language) == 'zh' else 'ko'}"]


def line(text: str, x: float, y: float, size: float, language: str = "", **attributes: object) -> str:
    """One line of text, which stays text."""
    look = {"fill": light()["ink"], "font_family": family(text, language)} | attributes
    return element("text", said(text), x=x, y=y, font_size=size, **look)
