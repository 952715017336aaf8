"""A page for each scheme of concepts and for each concept: what it means, and all that is said with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg.atlas import addresses
from kg.atlas.entries import entry
from kg.atlas.pages import Page
from kg.atlas.reading import Reading
from kg.vocabulary import PREFIXES

__all__ = ["pages", "schemes"]

_BROADER = PREFIXES["skos"] + "broader"
_IN_THE_HEAD = tuple(PREFIXES["skos"] + name for name in ("definition", "example", "scopeNote"))

#: A concept with those below it.
Tree = list[tuple[str, "Tree"]]


def schemes(reading: Reading) -> list[str]:
    """Every scheme, in the order of their labels."""
    return reading.by_label(reading.graph.ontology.concepts)


def pages(reading: Reading) -> Iterator[Page]:
    """The pages of each scheme and of its concepts."""
    for scheme in schemes(reading):
        concepts = reading.graph.ontology.concepts[scheme]
        yield Page(
            addresses.path(scheme),
            "scheme.html.j2",
            reading.label(scheme).text,
            {
                "iri": scheme,
                "tree": _tree(reading, concepts),
                "count": len(concepts),
                "uses": {concept: reading.statements.uses(concept) for concept in concepts},
            },
            describes=scheme,
        )
        for concept in sorted(concepts):
            below = [one for one in concepts if _broader(reading, one) == concept]
            said = entry(reading, concept)
            kept = tuple(fact for fact in said.facts if fact.property not in _IN_THE_HEAD)
            yield Page(
                addresses.path(concept),
                "concept.html.j2",
                reading.label(concept).text,
                {
                    "entry": said,
                    "facts": kept,
                    "scheme": scheme,
                    "below": reading.by_label(below),
                    "uses": reading.statements.used_as(concept),
                },
                describes=concept,
            )


def _broader(reading: Reading, concept: str) -> str:
    return reading.statements.text(concept, _BROADER)


def _tree(reading: Reading, concepts: frozenset[str]) -> Tree:
    """The concepts of a scheme, each with those below it; at the top what has none above it here."""
    below: dict[str, list[str]] = defaultdict(list)
    for concept in reading.by_label(concepts):
        broader = _broader(reading, concept)
        below[broader if broader in concepts else ""].append(concept)

    def branch(concept: str) -> Tree:
        # Taken out as it is read, so that concepts that are broader than each other end somewhere.
        return [(one, branch(one)) for one in below.pop(concept, ())]

    return branch("")
