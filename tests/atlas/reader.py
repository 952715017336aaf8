"""A page as its reader's browser takes it apart, with nothing of ours: elements, links, anchors, texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

__all__ = ["Written", "read"]

#: Elements without content, which are never closed.
VOID = {"link", "meta", "input", "img", "br", "circle", "path", "rect", "line"}
#: The attributes that hold an address.
ADDRESSES = ("href", "src", "xlink:href")


@dataclass
class Written:
    """What is written in a page: elements as pairs of name and attributes, ids, addresses, texts of some."""

    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    unclosed: list[str] = field(default_factory=list)

    def all(self, name: str) -> list[dict[str, str]]:
        """The attributes of every element of a name."""
        return [attributes for element, attributes in self.elements if element == name]


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Written()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.page.elements.append((tag, attributes))
        if "id" in attributes:
            self.page.ids.append(attributes["id"])
        self.page.addresses += [attributes[name] for name in ADDRESSES if name in attributes]
        if tag not in VOID:
            self.open.append(tag)
            self.page.texts.setdefault(tag, []).append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.page.unclosed.append(f"</{tag}> within <{self.open[-1] if self.open else ''}>")
            return
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for tag in {*self.open}:
            self.page.texts[tag][-1] += data


def read(html: str) -> Written:
    """The page, element by element; what is not closed in its order is listed."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    parser.page.unclosed += parser.open
    return parser.page
