"""What all pages share: one style sheet, with the palette of the map, and one script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from kg.atlas.pages import File
from kg.atlas.reading import Reading

__all__ = ["pages", "palette"]


def pages(reading: Reading) -> Iterator[File]:
    """The style sheet and the script."""
    own = files("kg.atlas").joinpath("templates")
    style = palette() + own.joinpath("atlas.css").read_text(encoding="utf-8")
    yield File("assets/atlas.css", style.encode("utf-8"))
    yield File("assets/atlas.js", own.joinpath("atlas.js").read_bytes())


@cache
def palette() -> str:
    """The colours and fonts of the map, so that both have one source; dark also where no script asks for it.

    >>> "--paper" in palette() and "prefers-color-scheme: dark" in palette()
    True
    """
    folder = files("kg.maps").joinpath("templates")
    sheets = sorted(
        (sheet for sheet in folder.iterdir() if sheet.name.endswith(".css")), key=lambda one: one.name
    )
    text = "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    rules = dict(
        re.findall(r'^(:root(?:\[data-theme="dark"\]|:lang\(\w+\))?) (\{[^}]*\})', text, re.MULTILINE)
    )
    dark = rules.get(':root[data-theme="dark"]', "{}")
    system = f"@media (prefers-color-scheme: dark) {{ :root:not([data-theme]) {dark} }}\n"
    return "".join(f"{selector} {body}\n" for selector, body in rules.items()) + system
