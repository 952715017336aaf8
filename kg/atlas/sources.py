"""A page for each document and for each of its passages: what is taken from where, and what is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kg.atlas import addresses
from kg.atlas.entries import Called, entry, names, sorted_claims
from kg.atlas.figures import Figure
from kg.atlas.pages import Page
from kg.atlas.reading import Reading
from kg.claim import Claim, Passage
from kg.vocabulary import KG, RDF, SKOS

__all__ = ["Spot", "pages"]


@dataclass(frozen=True, slots=True)
class Spot:
    """A passage and everything that is said at it; a cell knows of which exhibit it is."""

    passage: Passage
    section: str
    claims: tuple[Claim, ...]
    figures: tuple[Figure, ...]
    names: tuple[Called, ...]
    others: tuple[str, ...]
    cell_of: str

    @property
    def empty(self) -> bool:
        """Whether nothing is said at it."""
        return not (self.claims or self.figures or self.names or self.others)


def pages(reading: Reading) -> Iterator[Page]:
    """The list of documents, a page for each, and a page for each passage, which knows its neighbours."""
    spots: dict[str, list[Spot]] = defaultdict(list)
    for passage in reading.passages.values():
        spots[passage.source].append(_spot(reading, passage))
    sources = reading.by_label(reading.statements.to(KG.Source, RDF.type))
    context = {"sources": [(iri, spots[iri]) for iri in sources], "works": _works(reading)}
    yield Page("sources.html", "sources.html.j2", reading.words["sources"], context)
    for iri in sources:
        yield Page(
            addresses.path(iri),
            "source.html.j2",
            reading.label(iri).text,
            {
                "entry": entry(reading, iri),
                "links": reading.statements.values(iri, SKOS.exactMatch),
                "sections": _sections(spots[iri]),
                "datasets": _datasets(reading, iri),
            },
            describes=iri,
        )
        for before, spot, after in _neighbours(spots[iri]):
            yield Page(
                addresses.path(spot.passage.iri),
                "passage.html.j2",
                f"{reading.short(iri)}, {spot.passage.locator}",
                {
                    "spot": spot,
                    "before": before,
                    "after": after,
                    "digest": reading.statements.text(spot.passage.iri, KG.digest),
                },
                describes=spot.passage.iri,
            )


def _spot(reading: Reading, passage: Passage) -> Spot:
    resting = reading.statements.to(passage.iri, KG.evidence)
    called = set(reading.statements.to(KG.Name, RDF.type))
    read = {*reading.graph.claims, *reading.figures, *called}
    return Spot(
        passage=passage,
        section=reading.statements.text(passage.iri, KG.section),
        claims=tuple(
            sorted_claims(
                reading, (reading.graph.claims[one] for one in resting if one in reading.graph.claims)
            )
        ),
        figures=tuple(reading.figures[one] for one in resting if one in reading.figures),
        names=names(reading, (one for one in resting if one in called)),
        others=tuple(one for one in resting if one not in read),
        cell_of=reading.statements.text(passage.iri, KG.exhibit)
        if reading.statements.text(passage.iri, KG.row)
        else "",
    )


def _sections(spots: list[Spot]) -> list[tuple[str, list[Spot]]]:
    """The passages of a document by its sections, in the order in which these begin."""
    found: dict[str, list[Spot]] = defaultdict(list)
    for spot in spots:
        found[spot.section].append(spot)
    return list(found.items())


def _neighbours(spots: list[Spot]) -> Iterator[tuple[Passage | None, Spot, Passage | None]]:
    places: list[Passage | None] = [None, *(spot.passage for spot in spots), None]
    for number, spot in enumerate(spots):
        yield places[number], spot, places[number + 2]


def _datasets(reading: Reading, source: str) -> dict[str, str]:
    """The datasets that are taken from a document, each with its exhibit."""
    found = (one for one in reading.statements.to(source, KG.inSource) if KG.Dataset in reading.kinds(one))
    return {one: reading.statements.text(one, KG.exhibit) for one in found}


def _works(reading: Reading) -> list[str]:
    """The works that are cited."""
    return reading.by_label(reading.statements.to(KG.Work, RDF.type))
