"""A page for each actor, place, instrument and work, and the index that leads to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg.atlas import addresses
from kg.atlas.entries import entry
from kg.atlas.pages import Page
from kg.atlas.reading import Reading
from kg.vocabulary import KG, PREFIXES, SKOS

__all__ = ["families", "pages", "register"]

#: A family of kinds, its kinds, and the things of each.
Families = list[tuple[str, list[tuple[str, list[str]]]]]


def register(reading: Reading) -> list[str]:
    """Every thing of the register, by IRI."""
    return [iri for iri in reading.graph.things if iri.startswith(PREFIXES["id"])]


def families(reading: Reading) -> Families:
    """The things of the register by the families in which maps draw them, and by their kinds."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for iri in register(reading):
        kind = reading.graph.things[iri].kind
        found[reading.family(kind)][kind].append(iri)
    return [
        (family, [(kind, reading.by_label(found[family][kind])) for kind in reading.by_label(found[family])])
        for family in reading.by_label(found)
    ]


def pages(reading: Reading) -> Iterator[Page]:
    """The index, and a page for each thing."""
    yield Page("things.html", "things.html.j2", reading.words["things"], {"families": families(reading)})
    for iri in register(reading):
        yield Page(
            addresses.path(iri),
            "thing.html.j2",
            reading.label(iri).text,
            {
                "entry": entry(reading, iri),
                "thing": reading.graph.things[iri],
                "links": reading.statements.values(iri, SKOS.exactMatch),
                "notes": reading.texts(iri, KG.note),
                "on_the_map": iri.rpartition("/")[2] if iri in reading.network else "",
            },
            describes=iri,
        )
