"""The reference of the ontology: one page with every term, and a page for each with its uses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.atlas import concepts
from kg.atlas.entries import sorted_claims
from kg.atlas.pages import Page
from kg.atlas.reading import Fact, Reading, Text
from kg.claim import Claim
from kg.vocabulary import KG, PREFIXES, RDF, RDFS, SKOS

__all__ = ["Term", "pages", "terms"]

_OWL, _SKOS = PREFIXES["owl"], PREFIXES["skos"]
_IN_THE_HEAD = (
    *(_SKOS + name for name in ("definition", "example", "scopeNote", "prefLabel")),
    *(KG.inverseLabel, KG.layer, RDF.type, RDFS.subClassOf, PREFIXES["rdfs"] + "isDefinedBy"),
)
#: The property of `owl:versionInfo` and the like, which only the header has.
_HEADER = PREFIXES["kg"].rstrip("#")
#: How many statements the page of a property shows.
_EXAMPLES = 40


@dataclass(frozen=True, slots=True)
class Term:
    """A class, property or relation, with what the ontology says of it and how often it is used."""

    iri: str
    sort: str
    path: str
    labels: tuple[Text, ...]
    inverse: tuple[Text, ...]
    types: tuple[str, ...]
    layer: str
    above: tuple[str, ...]
    below: tuple[str, ...]
    facts: tuple[Fact, ...]
    count: int


def terms(reading: Reading) -> list[Term]:
    """Every term of our own, by its name."""
    found = (iri for iri in reading.statements.of if iri.startswith(PREFIXES["kg"]))
    ours = [iri for iri in sorted(found) if reading.statements.values(iri, RDF.type)]
    below: dict[str, list[str]] = defaultdict(list)
    for iri in ours:
        for parent in reading.statements.values(iri, RDFS.subClassOf):
            below[parent.value].append(iri)
    return [_term(reading, iri, below[iri]) for iri in ours]


def _term(reading: Reading, iri: str, below: Iterable[str]) -> Term:
    types = tuple(term.value for term in reading.statements.values(iri, RDF.type))
    sort = _sort(types)
    return Term(
        iri=iri,
        sort=sort,
        path=f"ontology/{sort}/{iri.removeprefix(PREFIXES['kg'])}.html",
        labels=tuple(reading.texts(iri, SKOS.prefLabel)),
        inverse=tuple(reading.texts(iri, KG.inverseLabel)),
        types=types,
        layer=reading.graph.ontology.layers.get(iri, ""),
        above=tuple(sorted(one.value for one in reading.statements.values(iri, RDFS.subClassOf))),
        below=tuple(reading.by_label(below)),
        facts=tuple(reading.facts(iri, but=_IN_THE_HEAD)),
        count=_count(reading, iri, sort),
    )


def _sort(types: Iterable[str]) -> str:
    """What a term is; a file system that takes no notice of capitals keeps them in folders of their own."""
    if KG.Relation in types:
        return "relation"
    return "class" if _OWL + "Class" in types else "property"


def _count(reading: Reading, iri: str, sort: str) -> int:
    if sort == "class":
        return len(_members(reading, iri))
    if sort == "relation":
        return len(_claims(reading, iri))
    return reading.statements.used(iri)


def _members(reading: Reading, iri: str) -> list[str]:
    """What is of a class or of one below it."""
    kinds = reading.graph.ontology.kinds_of(iri) | {iri}
    return sorted({one for kind in kinds for one in reading.statements.to(kind, RDF.type)})


def _claims(reading: Reading, iri: str) -> list[Claim]:
    return [claim for claim in reading.graph.claims.values() if claim.relation == iri]


def pages(reading: Reading) -> Iterator[Page]:
    """The reference page, a page for each term, and the pages of the concepts."""
    known = terms(reading)
    sorts = {
        sort: [term for term in known if term.sort == sort] for sort in ("class", "property", "relation")
    }
    layers = {layer: [term for term in sorts["relation"] if term.layer == layer] for layer in reading.layers}
    yield Page(
        "ontology.html",
        "ontology.html.j2",
        reading.words["ontology"],
        {
            "header": reading.facts(_HEADER, but=(PREFIXES["dcterms"] + "description",)),
            "about": reading.texts(_HEADER, PREFIXES["dcterms"] + "description"),
            "sorts": sorts,
            "layers": layers,
            "roots": [term for term in sorts["class"] if not set(term.above) & {one.iri for one in known}],
            "by_iri": {term.iri: term for term in known},
            "schemes": [
                (iri, len(reading.graph.ontology.concepts[iri])) for iri in concepts.schemes(reading)
            ],
        },
        describes=_HEADER,
    )
    for term in known:
        members = _members(reading, term.iri) if term.sort == "class" else []
        yield Page(
            term.path,
            "term.html.j2",
            reading.label(term.iri).text,
            {
                "term": term,
                "members": reading.by_label(members),
                "claims": sorted_claims(reading, _claims(reading, term.iri))
                if term.sort == "relation"
                else [],
                "examples": reading.statements.examples(term.iri, _EXAMPLES)
                if term.sort == "property"
                else [],
            },
            describes=term.iri,
        )
    yield from concepts.pages(reading)
