"""The index of names that the search box of every page reads: all names in all scripts, as a plain script."""

from __future__ import annotations

import json
from collections.abc import Iterator

from anyascii import anyascii

from kg.atlas import addresses, concepts
from kg.atlas.pages import File
from kg.atlas.reading import Reading
from kg.atlas.things import register
from kg.vocabulary import KG, PREFIXES, RDF, SKOS

__all__ = ["pages"]

_ALIAS = PREFIXES["skos"] + "altLabel"

#: Path, label, its language, what it is, and every other name.
Row = list[str | list[str]]


def pages(reading: Reading) -> Iterator[File]:
    """The index, as a script, because a page that is opened from a file can load nothing else."""
    rows = sorted(_rows(reading), key=lambda row: (-row[0], row[1]))
    content = json.dumps([row for _, row in rows], ensure_ascii=False, separators=(",", ":"))
    yield File("assets/names.js", f"window.atlasNames = {content};\n".encode())


def _rows(reading: Reading) -> Iterator[tuple[int, Row]]:
    """What can be found, each with how much is said of it, so that the best known comes first."""
    for iri in register(reading):
        yield len(reading.statements.speaking(iri)), _row(reading, iri, reading.graph.things[iri].kind)
    for kind in (KG.Source, KG.Dataset):
        for iri in reading.statements.to(kind, RDF.type):
            yield 1, _row(reading, iri, kind)
    for scheme in concepts.schemes(reading):
        for concept in sorted(reading.graph.ontology.concepts[scheme]):
            yield 0, _row(reading, concept, scheme)
    for iri in sorted(one for one in reading.statements.of if one.startswith(PREFIXES["kg"])):
        kind = next((term.value for term in reading.statements.values(iri, RDF.type)), "")
        yield 0, _row(reading, iri, KG.Relation if KG.Relation in reading.kinds(iri) else kind)
    for name, query in reading.graph.queries.items():
        yield 0, [f"questions/{name}.html", query.question, "en", reading.words["question"], [name]]


def _row(reading: Reading, iri: str, kind: str) -> Row:
    label = reading.label(iri)
    named = {reading.statements.text(one, KG.text) for one in reading.statements.to(iri, KG.named)}
    other = {text.text for name in (SKOS.prefLabel, _ALIAS) for text in reading.texts(iri, name)}
    texts = {label.text, *named, *other} - {""}
    spelt = {anyascii(text) for text in texts if not text.isascii()}
    names = sorted(texts - {label.text}) + sorted(spelt - texts)
    return [addresses.path(iri), label.text, label.language, reading.label(kind).text, names]
