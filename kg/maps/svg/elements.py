"""Elements of an SVG as text: numbers short, everything that is said escaped."""

from __future__ import annotations

import re
from html import escape

from kg.maps.text import text

__all__ = ["clean", "element", "fixed", "said"]

#: What XML 1.0 cannot hold, however it is written.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def element(name: str, /, *children: str, **attributes: object) -> str:
    """An element with its children, which are elements themselves; an attribute that is None is left out.

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


def said(value: object) -> str:
    """A text as the content of an element: nothing in it is markup."""
    return escape(clean(value), quote=False)


def clean(value: object) -> str:
    """A text on one line, without what XML cannot hold.

    >>> clean("a\\x00b\\n c\\ud800")
    'ab c\ufffd'
    """
    return re.sub(r"\s+", " ", FORBIDDEN.sub("", text(value)))


def fixed(number: float) -> str:
    """A number with at most two decimals.

    >>> fixed(1.005), fixed(2.0), fixed(-0.001)
    ('1', '2', '0')
    """
    short = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short


def _value(value: object) -> str:
    return fixed(value) if isinstance(value, float) else clean(value)
