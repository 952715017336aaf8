"""What a site is made of: pages, the files beside them, and the kinds of pages that there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from kg.atlas.reading import Reading

__all__ = ["File", "Kind", "Page", "Part"]


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where it stands, which template writes it, and what that template is told.

    `path` is relative to the start page, with forward slashes. `describes` is the IRI of the thing that the
    page is about; what the graph says of that thing is written beside the page, as Turtle and as JSON-LD.
    """

    path: str
    template: str
    title: str
    context: Mapping[str, Any] = field(default_factory=dict)
    describes: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """Some bytes at a path of the site: a style sheet, a picture, a download."""

    path: str
    content: bytes


Part: TypeAlias = Page | File


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of pages: its name, which is a key of the words, and the function that makes its pages.

    `leads` is the page to which the navigation goes; kinds without it are not in the navigation.
    """

    name: str
    pages: Callable[[Reading], Iterable[Part]]
    leads: str = ""
