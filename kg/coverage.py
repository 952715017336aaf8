"""What the claims and figures cover, and what nobody has claimed anything about: counting, no judging."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from kg.store import Store
from kg.vocabulary import KG, PREFIXES, SKOS, compact

__all__ = ["Coverage", "Section", "coverage"]


@dataclass(frozen=True, slots=True, order=True)
class Section:
    """A section of a source: how many of its passages can be pointed at, and what points at them.

    A claim whose evidence stands in two sections counts in both.
    """

    source: str
    section: str
    passages: int
    claims: int
    figures: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is covered, and what is not; things are IRIs, sorted.

    `unused` are the passages that no claim, figure or name rests on; `silent` the sentences without
    a claim or figure; `idle` the things of the register that neither speaks of; `uncited` the
    documents that nothing is taken from and the works that none of them cites; `tables` the number
    of figures of each dataset.
    """

    sections: tuple[Section, ...]
    unused: tuple[str, ...]
    silent: tuple[str, ...]
    idle: tuple[str, ...]
    uncited: tuple[str, ...]
    tables: tuple[tuple[str, int], ...]

    def as_dict(self) -> dict[str, object]:
        """The coverage as plain values, for `--format json`."""
        names = ("source", "section", "passages", "claims", "figures")
        sections = [
            dict(zip(names, (compact(s.source), s.section, s.passages, s.claims, s.figures), strict=True))
            for s in self.sections
        ]
        return {
            "sections": sections,
            "passages_without_claim_figure_or_name": [compact(iri) for iri in self.unused],
            "sentences_without_claim_or_figure": [compact(iri) for iri in self.silent],
            "things_without_claim_or_figure": [compact(iri) for iri in self.idle],
            "sources_never_cited": [compact(iri) for iri in self.uncited],
            "figures_by_table": {compact(iri): number for iri, number in self.tables},
        }


def coverage(store: Store) -> Coverage:
    """Count what the statements of a store cover; inferences are no evidence, and count for nothing."""
    where = _passages(store)
    resting: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in store.select(
        f"SELECT ?passage ?kind ?what {{ ?what <{KG.evidence}> ?passage ; a ?kind "
        f"VALUES ?kind {{ <{KG.Claim}> <{KG.Figure}> <{KG.Name}> }} }}"
    ):
        resting[row["passage"].value].add((row["kind"].value, row["what"].value))
    said = {
        iri for iri, resters in resting.items() if any(kind in {KG.Claim, KG.Figure} for kind, _ in resters)
    }
    return Coverage(
        sections=_sections(where, resting),
        unused=tuple(iri for iri, place in where.items() if place.pointed and not resting[iri]),
        silent=tuple(iri for iri, place in where.items() if place.sentence and iri not in said),
        idle=_idle(store),
        uncited=_uncited(store, {where[iri].source for iri in said if iri in where}),
        tables=_tables(store),
    )


@dataclass(frozen=True, slots=True)
class _Where:
    """Where a passage is: a sentence, something else that is pointed at, or a whole section."""

    source: str
    section: str
    sentence: bool
    pointed: bool


def _passages(store: Store) -> dict[str, _Where]:
    rows = store.select(
        f"SELECT DISTINCT ?passage ?source ?section ?sentence ?part {{ "
        f"?passage a <{KG.Passage}> ; <{KG.inSource}> ?source ; <{KG.section}> ?section "
        f"OPTIONAL {{ ?passage <{KG.sentence}> ?sentence }} "
        f"OPTIONAL {{ ?passage <{KG.paragraph}>|<{KG.exhibit}> ?part }} }} ORDER BY ?passage"
    )
    return {
        row["passage"].value: _Where(
            row["source"].value, row["section"].value, "sentence" in row, "part" in row
        )
        for row in rows
    }


def _sections(where: dict[str, _Where], resting: dict[str, set[tuple[str, str]]]) -> tuple[Section, ...]:
    passages: Counter[tuple[str, str]] = Counter()
    things: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for iri, place in where.items():
        key = place.source, place.section
        passages[key] += place.pointed
        things[key] |= resting.get(iri, set())
    return tuple(
        Section(*key, number, *(sum(kind == k for k, _ in things[key]) for kind in (KG.Claim, KG.Figure)))
        for key, number in sorted(passages.items())
        if number
    )


def _idle(store: Store) -> tuple[str, ...]:
    """The things of the register that no claim and no figure speaks of."""
    register = PREFIXES["graph"] + "register"
    rows = store.select(
        f"SELECT DISTINCT ?thing {{ GRAPH <{register}> {{ ?thing <{SKOS.prefLabel}> ?label }} "
        f"FILTER NOT EXISTS {{ ?thing a <{KG.Source}> }} FILTER NOT EXISTS {{ ?thing a <{KG.Work}> }} "
        f"FILTER NOT EXISTS {{ ?said <{KG.subject}>|<{KG.object}>|<{KG.about}>|<{KG.partner}> ?thing ; "
        f"<{KG.evidence}> ?passage }} }} ORDER BY ?thing"
    )
    return tuple(row["thing"].value for row in rows)


def _uncited(store: Store, drawn: set[str]) -> tuple[str, ...]:
    """The documents from which nothing is taken, and the works that none of them cites."""
    rows = store.select(
        f"SELECT DISTINCT ?source {{ {{ ?source a <{KG.Source}> }} UNION {{ ?source a <{KG.Work}> "
        f"FILTER NOT EXISTS {{ ?said <{KG.relation}> <{KG.cites}> ; <{KG.object}> ?source }} }} }} "
        "ORDER BY ?source"
    )
    return tuple(row["source"].value for row in rows if row["source"].value not in drawn)


def _tables(store: Store) -> tuple[tuple[str, int], ...]:
    rows = store.select(
        f"SELECT ?table (COUNT(DISTINCT ?figure) AS ?n) {{ ?table a <{KG.Dataset}> "
        f"OPTIONAL {{ ?figure <{KG.dataset}> ?table ; a <{KG.Figure}> }} }} GROUP BY ?table ORDER BY ?table"
    )
    return tuple((row["table"].value, int(row["n"].value)) for row in rows)
