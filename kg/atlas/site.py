"""The atlas of a graph: all its pages by their paths, to be served, and all its files, to be written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

import pyoxigraph as ox

from kg.atlas.kinds import KINDS
from kg.atlas.pages import File, Kind, Page
from kg.atlas.reading import Reading
from kg.atlas.rendering import Renderer
from kg.export import rdf
from kg.graph import Graph
from kg.vocabulary import PREFIXES

__all__ = ["START", "Site"]

#: The page at which readers begin.
START = "index.html"
#: What stands beside each page that describes a thing.
SYNTAXES: Mapping[str, str] = {"ttl": ".ttl", "jsonld": ".jsonld"}


class Site:
    """The pages of one graph in one language; nothing is rendered before it is asked for."""

    def __init__(self, graph: Graph, language: str = "en", kinds: Iterable[Kind] = KINDS) -> None:
        self.reading = Reading(graph, language)
        self.kinds = tuple(kinds)

    @cached_property
    def parts(self) -> Mapping[str, tuple[Kind, Page | File]]:
        """Every page and every other file, by path, with its kind."""
        return {part.path: (kind, part) for kind in self.kinds for part in kind.pages(self.reading)}

    @property
    def pages(self) -> list[Page]:
        """The pages alone, in the order of their kinds."""
        return [part for _, part in self.parts.values() if isinstance(part, Page)]

    @cached_property
    def _renderer(self) -> Renderer:
        ontology = PREFIXES["kg"].rstrip("#")
        return Renderer(
            reading=self.reading,
            paths=self.parts.keys(),
            # The name of the atlas, at the head of every page, leads to the start.
            navigation=[kind for kind in self.kinds if kind.leads in self.parts and kind.leads != START],
            licence=self.reading.statements.text(ontology, f"{PREFIXES['dcterms']}license"),
        )

    def files(self) -> Iterator[File]:
        """Everything that the site consists of, ready to be written."""
        for path in self.parts:
            yield from self.rendered(path)

    def rendered(self, path: str) -> Iterator[File]:
        """The file at a path; for a page also the description that stands beside it."""
        kind, part = self.parts[path]
        if isinstance(part, File):
            yield part
            return
        yield File(path, self._renderer.html(part, kind.name))
        if part.describes:
            triples = self.description(part.describes)
            for name, suffix in SYNTAXES.items():
                yield File(path.removesuffix(".html") + suffix, rdf(triples, name))

    def description(self, iri: str) -> list[ox.Triple]:
        """What the graph says of a thing; of the ontology, all of it."""
        statements = self.reading.statements
        whole = iri == PREFIXES["kg"].rstrip("#")
        found = statements.within(f"{PREFIXES['graph']}ontology") if whole else statements.described(iri)
        return list(found)
