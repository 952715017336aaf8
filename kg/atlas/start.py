"""The start page: what the graph knows and does not know, and five questions that it answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kg import maps
from kg.atlas import questions, things
from kg.atlas.pages import File, Page, Part
from kg.atlas.reading import Reading, Text
from kg.coverage import coverage
from kg.maps.still import still
from kg.picture import arguments, drawn
from kg.vocabulary import KG, PREFIXES, RDF

__all__ = ["map_pages", "pages"]

_HEADER = PREFIXES["kg"].rstrip("#")
STILL = "map.svg"
_WIDTH = 1400.0  # pixels of the still, as wide as the widest page


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is not known: a key of the words, how many there are, and where to read more."""

    name: str
    count: int
    of: int
    leads: str


def pages(reading: Reading) -> Iterator[Part]:
    """The start page."""
    claims = [claim for claim in reading.graph.claims.values() if not claim.inferred]
    layers = {
        layer: Counter(claim.status for claim in claims if claim.layer == layer) for layer in reading.layers
    }
    yield Page(
        "index.html",
        "start.html.j2",
        reading.label(_HEADER).text,
        {
            "about": _about(reading),
            "tiles": _tiles(reading),
            "families": things.families(reading),
            "layers": layers,
            "totals": Counter(claim.status for claim in claims),
            "gaps": _gaps(reading),
            "questions": [
                (query, questions.table(reading, query.name)) for query in questions.featured(reading)
            ],
            "sources": reading.by_label(reading.statements.to(KG.Source, RDF.type)),
            "still": STILL,
        },
    )


def _about(reading: Reading) -> list[Text]:
    """What the atlas is about: the two sides that it compares, or else what the ontology says of itself."""
    sides = [reading.label(side).text for side in reading.sides]
    if len(sides) == 2:
        return [Text(reading.words["tagline"].format(*sides), reading.language)]
    return reading.texts(_HEADER, PREFIXES["dcterms"] + "description")


def map_pages(reading: Reading) -> Iterator[File]:
    """The map of all relations of any status, a page that needs no other file; and a still of it."""
    ready = drawn(reading.graph, reading.network, language=reading.language)
    told = arguments(reading.graph, reading.network, language=reading.language)
    yield File("map.html", maps.page(ready, **told).encode("utf-8"))
    yield File(STILL, still(ready, **told, width=_WIDTH).encode("utf-8"))


def _tiles(reading: Reading) -> list[tuple[str, int, str]]:
    """The large numbers: a key of the words, how many there are, and where they are listed."""
    claims = reading.graph.claims.values()
    return [
        ("sources", len(reading.statements.to(KG.Source, RDF.type)), "sources.html"),
        ("things_", len(things.register(reading)), "things.html"),
        ("claims", sum(not claim.inferred for claim in claims), "#known"),
        ("inferences", sum(claim.inferred for claim in claims), _question(reading, "what-follows-by-rule")),
        ("figures", len(reading.figures), "figures.html"),
        ("contradictions", len(reading.statements.to(KG.Contradiction, RDF.type)), "contradictions.html"),
    ]


def _question(reading: Reading, name: str) -> str:
    """The page of a question, as far as the project asks it."""
    return f"questions/{name}.html" if name in reading.graph.queries else "questions.html"


def _gaps(reading: Reading) -> list[Gap]:
    """What nothing is known of, counted."""
    covered = coverage(reading.graph.store)
    claims = [claim for claim in reading.graph.claims.values() if not claim.inferred]
    factual = reading.graph.ontology.factual
    sentences = sum(bool(reading.statements.text(iri, KG.sentence)) for iri in reading.passages)
    numbered = [figure for figure in reading.figures.values() if figure.number]
    return [
        Gap(
            "not_facts",
            sum(claim.status not in factual for claim in claims),
            len(claims),
            _question(reading, "what-is-only-proposed"),
        ),
        Gap("undated", sum(not (claim.since or claim.until) for claim in claims), len(claims), ""),
        Gap(
            "disputed_figures",
            sum(bool(reading.disputes(iri)) for iri in reading.figures),
            len(reading.figures),
            "contradictions.html",
        ),
        Gap("without_unit", sum(not figure.unit for figure in numbered), len(numbered), "figures.html"),
        Gap("silent", len(covered.silent), sentences, "sources.html"),
        Gap("idle", len(covered.idle), len(things.register(reading)), ""),
        Gap("uncited", len(covered.uncited), len(reading.statements.to(KG.Work, RDF.type)), "sources.html"),
    ]
