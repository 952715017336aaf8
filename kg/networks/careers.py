"""The careers that claims tell of: whose they are, through which countries they led, of how many people.

What a relation means for a career is read from the ontology: its stage, its place in the order of a life,
whether it goes on, and whether it tells where people are at home. So is what limits a size, and which kinds
of things are people at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import reduce

from kg.analytics.intervals import Interval
from kg.analytics.spells import Career, Spell, When
from kg.claim import Claim
from kg.dates import PartialDate
from kg.graph import Graph
from kg.vocabulary import DCTERMS, KG, PREFIXES, RDF, RDFS, compact

__all__ = ["careers"]

_PERSON = Interval.exactly(1)


@dataclass(frozen=True)
class _Words:
    """What the ontology and the register say that bears on careers; keys and values are IRIs."""

    stages: Mapping[str, str]
    orders: Mapping[str, str]
    ongoing: Mapping[str, str]
    homes: Mapping[str, str]
    facets: Mapping[str, str]
    units: Mapping[str, str]
    sizes: Mapping[str, Interval]
    countries: Mapping[str, tuple[str, ...]]
    issued: Mapping[str, date]
    factual: frozenset[str]


def careers(graph: Graph, claims: Mapping[str, Claim]) -> tuple[Career, ...]:
    """The careers of all people and groups of the graph, as far as `claims` tell of them, sorted by IRI.

    `claims` are those that count, by IRI: a selection of status and time is the caller's. Who has no spell
    among them is there without spells, unless not even their existence is a fact.

    A spell is a claim whose relation has a stage. Its country is that of the body, or that in which the place
    lies; a body of two countries makes two spells of one claim, one of no country a spell in a country
    without a name. A home is where a relation says that people are at home; the country in which the
    register lists them is none, since that may be where they act. The size of a group is what its claims
    allow together or, if they contradict each other, what any of them allows; without a stated size, what
    its kind allows.

    A factual claim was true when its source was issued. So its spell began by then, was over by then if the
    relation speaks of the past, and lasted until then if it speaks of the present. A group is not dated to
    the year in which its first members came: they came from then on.
    """
    words = _words(graph)
    told: dict[str, list[tuple[Claim, str]]] = defaultdict(list)
    for claim in claims.values():
        if claim.relation in words.stages or claim.relation in words.homes:
            for who, at in ((claim.subject, claim.object), (claim.object, claim.subject)):
                if who in words.sizes:
                    told[who].append((claim, at))
    found = (_career(who, told[who], words) for who in sorted(words.sizes))
    return tuple(
        career
        for career in found
        if career.spells or graph.things[career.who].existence in {"", *words.factual}
    )


def _career(who: str, told: Iterable[tuple[Claim, str]], words: _Words) -> Career:
    ordered = sorted(told, key=lambda pair: (pair[0].iri, pair[1]))
    size = words.sizes[who]
    stated = [found for claim, _ in ordered if (found := _stated(claim, words.units[who], words.facets))]
    if stated:
        together = reduce(lambda one, other: one.meet(other) or one.span(other), stated)
        size = size.meet(together) or size
    homes = [(claim, at) for claim, at in ordered if claim.relation in words.homes]
    return Career(
        who=who,
        homes=tuple(sorted({country for _, at in homes for country in words.countries.get(at, ())})),
        size=size,
        spells=tuple(
            spell
            for claim, at in ordered
            if claim.relation in words.stages
            for spell in _spells(claim, at, size == _PERSON, words)
        ),
        home_evidence=tuple(claim.iri for claim, _ in homes),
    )


def _stated(claim: Claim, unit: str, facets: Mapping[str, str]) -> Interval | None:
    """How many people a claim says that they are, if it says so within limits."""
    if not claim.amount or claim.unit != unit or (claim.bound and claim.bound not in facets):
        return None
    amount = Decimal(claim.amount)
    facet = compact(facets[claim.bound]).removeprefix("xsd:") if claim.bound else ""
    return Interval.stated(amount, facet) if facet or amount == int(amount) else None


def _spells(claim: Claim, at: str, single: bool, words: _Words) -> Iterator[Spell]:
    order = words.orders.get(claim.relation)
    spell = Spell(
        country=None,
        stage=words.stages[claim.relation],
        order=int(order) if order else None,
        start=_start(claim, single, words),
        end=_end(claim, words),
        homecoming=claim.relation in words.homes,
        at=at,
        evidence=(claim.iri,),
    )
    for country in words.countries.get(at, (None,)):
        yield replace(spell, country=country)


def _start(claim: Claim, single: bool, words: _Words) -> When:
    printed = PartialDate.from_text(claim.since) if claim.since else None
    over = PartialDate.from_text(claim.until) if claim.until else None
    first = printed.earliest if printed else None
    last = _told(claim, words)
    if printed and single:
        last.append(printed.latest)
    if over:
        last.append(over.latest)
    return When(first, min((day for day in last if not first or day >= first), default=None))


def _end(claim: Claim, words: _Words) -> When:
    """When a spell ended. What goes on has no end; a day that is printed as such is that of its beginning."""
    ongoing = words.ongoing.get(claim.status) or words.ongoing.get(claim.relation)
    told = _told(claim, words)
    if ongoing == "true":
        return When(max(told, default=None), None)
    printed = PartialDate.from_text(claim.until) if claim.until else None
    if printed:
        return When(printed.earliest, printed.latest)
    return When(None, min(told, default=None) if ongoing else None)


def _told(claim: Claim, words: _Words) -> list[date]:
    """The days by which sources told what a factual claim says; a plan or an opinion is bounded by none."""
    if claim.status not in words.factual:
        return []
    return [words.issued[spot.source] for spot in claim.evidence if spot.source in words.issued]


def _words(graph: Graph) -> _Words:
    kinds = f"?key <{RDF.type}>/<{RDFS.subClassOf}>* ?kind"
    least, most = (
        _pairs(graph, f"{kinds} . ?kind <{size}> ?value") for size in (KG.leastCount, KG.mostCount)
    )
    told = f"?told <{KG.relation}>/(<{KG.stage}>|<{KG.tellsHome}>) ?any ; <{KG.subject}>|<{KG.object}> ?key"
    path = f"?key <{KG.country}>?/<{KG.within}>* ?value . ?value <{RDF.type}> ?kind"
    country = f"<{KG.country}> <{PREFIXES['schema']}rangeIncludes> ?kind"
    countries: dict[str, list[str]] = defaultdict(list)
    for key, value in _rows(graph, f"{told} . {path} . {country}"):
        countries[key].append(value)
    return _Words(
        stages=_pairs(graph, f"?key <{KG.stage}> ?value"),
        orders=_pairs(graph, f"?key <{KG.order}> ?value"),
        ongoing=_pairs(graph, f"?key <{KG.ongoing}> ?value"),
        homes=_pairs(graph, f"?key <{KG.tellsHome}> ?value FILTER(?value)"),
        facets=_pairs(graph, f"?key <{KG.facet}> ?value"),
        units=_pairs(graph, f"{kinds} . ?kind <{KG.countedIn}> ?value"),
        sizes={
            key: Interval(int(low), int(most[key]) if key in most else None) for key, low in least.items()
        },
        countries={key: tuple(values) for key, values in countries.items()},
        issued={
            key: PartialDate.from_text(value).latest
            for key, value in _rows(graph, f"?key <{DCTERMS.issued}> ?value")
        },
        factual=graph.ontology.factual,
    )


def _pairs(graph: Graph, pattern: str) -> dict[str, str]:
    return dict(_rows(graph, pattern))


def _rows(graph: Graph, pattern: str) -> Iterator[tuple[str, str]]:
    for row in graph.store.select(f"SELECT DISTINCT ?key ?value {{ {pattern} }} ORDER BY ?key ?value"):
        yield row["key"].value, row["value"].value
