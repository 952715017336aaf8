"""Figures as values: what is printed, of what it is a number, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.claim import Passage
from kg.vocabulary import KG, PREFIXES, RDF

if TYPE_CHECKING:
    from kg.atlas.statements import Statements

__all__ = ["ASPECTS", "Figure", "read"]

#: What a figure is a number of, besides its measure, in the order in which it is read.
ASPECTS = ("subject", "partner", "mode", "field", "sector", "period")


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed number; things are IRIs, and what is not said is empty."""

    iri: str
    dataset: str
    measure: str
    subject: str
    partner: str
    mode: str
    field: str
    sector: str
    period: str
    printed: str
    number: str
    unit: str
    bound: str
    base: str
    whole: str
    role: str
    status: str
    note: str
    evidence: tuple[Passage, ...]

    def aspects(self, *, but: str = "") -> list[str]:
        """What it is a number of, without one thing that the reader knows already."""
        found = (getattr(self, name) for name in ASPECTS)
        return [value for value in found if value and value != but]


def read(statements: Statements, passages: Mapping[str, Passage]) -> dict[str, Figure]:
    """Every figure by IRI, in the order in which the sources print them."""
    names = (*ASPECTS, "base", "bound", "dataset", "measure", "note", "number", "printed", "status", "unit")
    order = {iri: place for place, iri in enumerate(passages)}

    def figure(iri: str) -> Figure:
        spots = {term.value for term in statements.values(iri, KG.evidence)} & passages.keys()
        return Figure(
            iri=iri,
            whole=statements.text(iri, PREFIXES["kg"] + "whole"),
            role=statements.text(iri, PREFIXES["kg"] + "figureRole"),
            evidence=tuple(passages[spot] for spot in sorted(spots, key=order.__getitem__)),
            **{name: statements.text(iri, getattr(KG, name)) for name in names},
        )

    found = [figure(iri) for iri in statements.to(KG.Figure, RDF.type)]
    return {one.iri: one for one in sorted(found, key=lambda one: (_place(one, order), one.iri))}


def _place(figure: Figure, order: Mapping[str, int]) -> int:
    return order[figure.evidence[0].iri] if figure.evidence else len(order)
