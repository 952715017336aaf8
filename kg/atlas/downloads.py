"""The graph as files for other tools, each with its size, and what may be done with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.atlas import addresses
from kg.atlas.pages import File, Page, Part
from kg.atlas.reading import Reading
from kg.export import EXPORTS, export, rdf
from kg.formats import FORMATS
from kg.vocabulary import BASE, PREFIXES

__all__ = ["Download", "pages"]


@dataclass(frozen=True, slots=True)
class Download:
    """A file that may be taken along: its path, what it holds, its size in bytes."""

    path: str
    title: str
    media_type: str
    size: int


def pages(reading: Reading) -> Iterator[Part]:
    """Every export, and the page that lists them."""
    stem = BASE.rstrip("/").rpartition("/")[2]
    found = []
    for name in EXPORTS:
        form = FORMATS[name]
        file = File(f"downloads/{stem}{form.suffix}", export(reading.graph, name))
        title = reading.words.get(f"download_{name}", form.title)
        found.append(Download(file.path, title, form.media_type, len(file.content)))
        yield file
    turtle = FORMATS["ttl"]
    whole = rdf(list(reading.statements.within(f"{PREFIXES['graph']}ontology")), turtle.name)
    ontology = addresses.path(PREFIXES["kg"].rstrip("#")).replace(".html", turtle.suffix)
    found.append(Download(ontology, reading.words["ontology"], turtle.media_type, len(whole)))
    yield Page("downloads.html", "downloads.html.j2", reading.words["downloads"], {"downloads": found})
