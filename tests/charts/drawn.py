"""What the tests of pictures share: how a parser of XML takes them apart, and what may not be in one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

__all__ = ["HOSTILE", "SVG", "Element", "check", "groups", "numbers", "parsed", "paths", "texts"]

SVG = "{http://www.w3.org/2000/svg}"
Element = ElementTree.Element

#: What anyone may call a thing.
HOSTILE = [
    "</svg><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "]]><!--",
    "\"'`{{ 7 * 7 }}{% raw %}&amp;&lt;",
    "line\u2028separator\u2029and\x00nul\x0b",
    "\u202eright to left\u202c\u2067isolate",
    "lone \ud800 surrogate \ufffe",
    "길" * 10_000,
]


def parsed(drawn: str) -> Element:
    """The picture as a parser of XML sees it."""
    return ElementTree.fromstring(drawn.encode("utf-8"))


def texts(element: Element) -> list[str]:
    """Every line of text that is drawn."""
    return [one.text or "" for one in element.iter(f"{SVG}text")]


def groups(element: Element, kind: str) -> dict[str, Element]:
    """The groups of a class by their titles."""
    found = [one for one in element.iter(f"{SVG}g") if one.get("class") == kind]
    return {one.findtext(f"{SVG}title", ""): one for one in found}


def paths(element: Element, kind: str) -> list[Element]:
    """The paths whose class begins so."""
    return [one for one in element.iter(f"{SVG}path") if (one.get("class") or "").startswith(kind)]


def numbers(path: Element) -> list[float]:
    """The numbers in the data of a path."""
    return [float(text) for text in re.findall(r"-?\d+(?:\.\d+)?", path.get("d", ""))]


def check(drawn: str, name: str) -> Element:
    """What holds for every picture: it is called something, it is inert, and its ids are its own."""
    root = parsed(drawn)
    ids = [one.get("id", "") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    assert all(one.startswith(name) for one in ids)
    assert root.get("aria-labelledby") in ids
    assert root.get("aria-describedby") in ids
    assert set(_used(drawn)) <= set(ids)
    for one in root.iter():
        assert not one.tag.endswith(("script", "style", "foreignObject", "image"))
        assert not {key for key in one.attrib if key == "style" or key.startswith("on")}
        assert "NaN" not in " ".join(one.attrib.values())
    return root


def _used(drawn: str) -> Iterator[str]:
    return (match[1] for match in re.finditer(r"url\(#([^)]+)\)", drawn))
