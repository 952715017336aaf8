"""Figures as RDF Data Cubes: each dataset with the structure that its columns in use have.

Which property is a dimension, the measure or an attribute is said in the ontology
(`alignments/qb.ttl`). A cube wants a value for each of its dimensions and one observation for each
combination of them; a list of numbers from running text has neither. So a dataset whose figures all
fill the same dimensions is one cube, and any other is split into parts that do. A number that is
printed twice stands in a second part, for two sources of one truth may differ.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg.store import Store
from kg.vocabulary import DCTERMS, KG, PREFIXES, QB, RDF, RDFS, SKOS, XSD

__all__ = ["structures"]

_GRAPH = ox.NamedNode(PREFIXES["graph"] + "figures")
#: The kinds of components, in the order in which a structure lists them.
_KINDS: Mapping[str, str] = {
    QB.DimensionProperty: QB.dimension,
    QB.MeasureProperty: QB.measure,
    QB.AttributeProperty: QB.attribute,
}

Term = ox.NamedNode | ox.Literal
#: A figure's values, by component property.
Cells = dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Cube:
    """Figures of one dataset that fill the same dimensions, no two of them with the same values."""

    iri: str
    dataset: str
    dimensions: frozenset[str]
    figures: dict[str, Cells]


def structures(store: Store) -> tuple[ox.Quad, ...]:
    """The cubes of a graph: their observations, their structures, and the code lists of these.

    Everything is made from IRIs, so that the result has no blank node and is the same every time.
    """
    kinds = _components(store)
    cubes = list(_cubes(_figures(store, kinds), kinds))
    return tuple(
        ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), value, _GRAPH)
        for part in (_code_lists(store, cubes), *(_statements(store, cube, kinds) for cube in cubes))
        for subject, predicate, value in part
    )


def _components(store: Store) -> dict[str, str]:
    """The component properties that the ontology declares, each with its kind."""
    kinds = " ".join(f"<{kind}>" for kind in _KINDS)
    rows = store.select(f"SELECT ?property ?kind {{ VALUES ?kind {{ {kinds} }} ?property a ?kind }}")
    return {row["property"].value: row["kind"].value for row in rows}


def _figures(store: Store, kinds: Mapping[str, str]) -> dict[str, dict[str, Cells]]:
    """Dataset → figure → its cells, all sorted."""
    found: dict[str, dict[str, dict[str, set[str]]]] = defaultdict(lambda: defaultdict(dict))
    for row in store.select(
        f"SELECT ?dataset ?figure ?property ?value {{ ?figure <{KG.dataset}> ?dataset ; ?property ?value }}"
    ):
        cells = found[row["dataset"].value][row["figure"].value]
        if row["property"].value in kinds:
            cells.setdefault(row["property"].value, set()).add(str(row["value"]))
    return {
        dataset: {
            figure: {name: frozenset(values) for name, values in sorted(cells.items())}
            for figure, cells in sorted(figures.items())
        }
        for dataset, figures in sorted(found.items())
    }


def _cubes(datasets: dict[str, dict[str, Cells]], kinds: Mapping[str, str]) -> Iterator[_Cube]:
    every = [_key(cells, kinds).keys() for figures in datasets.values() for cells in figures.values()]
    common = frozenset(every[0]).intersection(*every) if every else frozenset()
    for dataset, figures in datasets.items():
        parts: dict[tuple[tuple[str, ...], int], dict[str, Cells]] = defaultdict(dict)
        printings: dict[tuple[object, ...], int] = defaultdict(int)
        for figure, cells in sorted(figures.items(), key=lambda item: (_reading_order(item[1]), item[0])):
            key = _key(cells, kinds)
            printings[tuple(key.items())] += 1
            parts[tuple(key), printings[tuple(key.items())]][figure] = cells
        for (names, printing), members in sorted(parts.items()):
            own = [_local(name) for name in names if name not in common] or ["plain"]
            part = "-".join(own) + (f"/{printing}" if printing > 1 else "")
            iri = dataset if len(parts) == 1 else f"{dataset}/{part}"
            yield _Cube(iri, dataset, frozenset(names), dict(sorted(members.items())))


def _key(cells: Cells, kinds: Mapping[str, str]) -> Cells:
    return {name: values for name, values in cells.items() if kinds[name] == QB.DimensionProperty}


def _reading_order(cells: Cells) -> list[str]:
    """Where a figure is printed, so that the first printing comes first."""
    return sorted(cells.get(KG.evidence, ()))


def _statements(store: Store, cube: _Cube, kinds: Mapping[str, str]) -> Iterator[tuple[str, str, Term]]:
    structure = PREFIXES["structure"] + cube.iri.removeprefix(PREFIXES["dataset"])
    yield cube.iri, RDF.type, ox.NamedNode(QB.DataSet)
    yield cube.iri, QB.structure, ox.NamedNode(structure)
    yield structure, RDF.type, ox.NamedNode(QB.DataStructureDefinition)
    if cube.iri != cube.dataset:
        yield cube.iri, DCTERMS.isPartOf, ox.NamedNode(cube.dataset)
    for label in _labels(store, cube):
        yield structure, RDFS.label, label
        if cube.iri != cube.dataset:
            yield cube.iri, RDFS.label, label
    for figure in cube.figures:
        yield figure, RDF.type, ox.NamedNode(QB.Observation)
        yield figure, QB.dataSet, ox.NamedNode(cube.iri)
    used = {name for cells in cube.figures.values() for name in cells}
    ordered = sorted(used, key=lambda name: (list(_KINDS).index(kinds[name]), name))
    for order, name in enumerate(ordered, start=1):
        component = f"{structure}/{_local(name)}"
        yield structure, QB.component, ox.NamedNode(component)
        yield component, RDF.type, ox.NamedNode(QB.ComponentSpecification)
        yield component, QB.componentProperty, ox.NamedNode(name)
        yield component, _KINDS[kinds[name]], ox.NamedNode(name)
        yield component, QB.order, ox.Literal(str(order), datatype=ox.NamedNode(XSD.integer))
        if kinds[name] == QB.AttributeProperty:
            needed = all(name in cells for cells in cube.figures.values())
            boolean = ox.NamedNode(XSD.boolean)
            yield component, QB.componentRequired, ox.Literal(str(needed).lower(), datatype=boolean)


def _labels(store: Store, cube: _Cube) -> Iterator[ox.Literal]:
    """The title of the dataset, and in brackets the dimensions of the cube, in each language."""
    words: dict[str, dict[str, str]] = defaultdict(dict)
    things = " ".join(f"<{iri}>" for iri in (cube.dataset, *cube.dimensions))
    for row in store.select(
        f"SELECT ?thing ?label {{ VALUES ?thing {{ {things} }} ?thing <{SKOS.prefLabel}> ?label }}"
    ):
        words[getattr(row["label"], "language", None) or ""][row["thing"].value] = row["label"].value
    for language, labels in sorted(words.items()):
        title = labels.get(cube.dataset)
        if title:
            names = ", ".join(labels.get(name, _local(name)) for name in sorted(cube.dimensions))
            yield ox.Literal(f"{title} ({names})", language=language or None)


def _code_lists(store: Store, cubes: list[_Cube]) -> Iterator[tuple[str, str, Term]]:
    """The codes in use of each dimension that draws on several schemes, and so has no list of its own."""
    rows = store.select(
        f"SELECT ?property {{ ?property a <{QB.DimensionProperty}> ; <{RDFS.range}> <{SKOS.Concept}> "
        f"FILTER NOT EXISTS {{ ?property <{QB.codeList}> ?list }} }} ORDER BY ?property"
    )
    for name in (row["property"].value for row in rows):
        codes = {code for cube in cubes for cells in cube.figures.values() for code in cells.get(name, ())}
        collection = f"{PREFIXES['structure']}codes/{_local(name)}"
        yield name, QB.codeList, ox.NamedNode(collection)
        yield collection, RDF.type, ox.NamedNode(SKOS.Collection)
        for code in sorted(codes):
            yield collection, SKOS.member, ox.NamedNode(code.strip("<>"))


def _local(iri: str) -> str:
    return iri.rpartition("#")[2].rpartition("/")[2]
