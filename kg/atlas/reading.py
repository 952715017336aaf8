"""The graph as the atlas reads it, in one language: labels, facts, figures, evidence and disputes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import networkx as nx
import pyoxigraph as ox

from kg import queries
from kg.atlas.figures import Figure
from kg.atlas.figures import read as read_figures
from kg.atlas.statements import Statements
from kg.atlas.words import words
from kg.claim import Claim, Passage
from kg.graph import Graph
from kg.networks.projection import network
from kg.show import show_claim
from kg.store import Answer, parse
from kg.vocabulary import KG, PREFIXES, RDF, SKOS, compact

__all__ = ["Dispute", "Fact", "Link", "Reading", "Text", "natural"]


class Link(NamedTuple):
    """Some words that lead to the page of a thing."""

    text: str
    iri: str


class Text(NamedTuple):
    """Some words and the BCP 47 tag of their language; no tag where they belong to none."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A property and its values: IRIs, or texts."""

    property: str
    values: tuple[str | Text, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """What an audit holds against a claim or figure: the finding, the rule behind it, the arithmetic."""

    iri: str
    rule: str
    arithmetic: str


class Reading:
    """A graph read in one language; every list is in an order that does not depend on how it was built."""

    def __init__(self, graph: Graph, language: str = "en") -> None:
        self.graph = graph
        self.language = language
        self.words = words(language)
        self._answers: dict[tuple[str, tuple[tuple[str, str], ...]], Answer] = {}

    @cached_property
    def statements(self) -> Statements:
        """Every statement of the built file."""
        return Statements(parse(self.graph.project.graph.read_bytes()))

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """Every figure, by IRI."""
        return read_figures(self.statements, self.passages)

    @cached_property
    def passages(self) -> Mapping[str, Passage]:
        """Every passage, by IRI: document by document, section by section, what has a picture or table last.

        No statement says in which order sections stand; that of the identifiers is the best there is.
        """
        text = self.statements.text
        found = [
            (text(iri, KG.inSource), text(iri, KG.section), bool(text(iri, KG.exhibit)), natural(iri), iri)
            for iri in self.statements.to(KG.Passage, RDF.type)
        ]
        begins: dict[tuple[str, str], tuple[bool, list[tuple[int, str]]]] = {}
        for source, section, exhibit, key, _ in found:
            begins[source, section] = min((exhibit, key), begins.get((source, section), (True, key)))
        found.sort(key=lambda one: (one[0], begins[one[:2]], *one[2:]))
        return {iri: Passage(iri, source, text(iri, KG.locator)) for source, *_, iri in found}

    @cached_property
    def network(self) -> nx.MultiDiGraph:
        """All relations of any status, as the map draws them."""
        return network(self.graph, status="all", language=self.language)

    def answer(self, name: str, parameters: Mapping[str, str] | None = None) -> Answer:
        """The answer to a named question; asked once, however many pages show it."""
        given = tuple(sorted((parameters or {}).items()))
        if (name, given) not in self._answers:
            query = queries.get(self.graph.queries, name)
            self._answers[name, given] = self.graph.query(
                query.text, parameters=self.graph.bind(query, dict(given))
            )
        return self._answers[name, given]

    @cached_property
    def citations(self) -> Mapping[str, str]:
        """The passages by the words with which answers cite them."""
        return {f"{self.short(spot.source)} {spot.locator}": spot.iri for spot in self.passages.values()}

    def label(self, iri: str) -> Text:
        """What a thing is called: in the language of the site, else in English, else as it is cited."""
        labels = self.graph.names.labels.get(iri, {})
        for language in (self.language, "en", ""):
            if language in labels:
                return Text(labels[language], language)
        if iri in self.passages:
            return Text(f"{self.short(self.passages[iri].source)} {self.passages[iri].locator}")
        return Text(compact(iri).removeprefix("rule:"))

    def labels(self, iri: str) -> list[Text]:
        """The preferred labels of a thing in all languages, that of the site first."""
        known = self.graph.names.labels.get(iri, {})
        order = sorted(known, key=lambda language: (language != self.language, language))
        return [Text(known[language], language) for language in order]

    def by_label(self, iris: Iterable[str]) -> list[str]:
        """Things in the order of their labels, as a dictionary has them."""
        return sorted(iris, key=lambda iri: (self.label(iri).text.casefold(), iri))

    def short(self, source: str) -> str:
        """How a source is cited."""
        return self.graph.names.short(source)

    def kinds(self, iri: str) -> list[str]:
        """The classes of ours to which a thing belongs."""
        return sorted(
            term.value
            for term in self.statements.values(iri, RDF.type)
            if term.value.startswith(PREFIXES["kg"])
        )

    def family(self, kind: str) -> str:
        """The nearest class above a kind, or itself, that maps draw with a shape of its own."""
        above = self.graph.ontology.parents.get(kind, frozenset({kind}))
        drawn = sorted(parent for parent in above if parent in self.shapes)
        return max(drawn, key=lambda name: len(self.graph.ontology.parents.get(name, ())), default=kind)

    @cached_property
    def shapes(self) -> Mapping[str, str]:
        """How maps draw each family of kinds."""
        return self._annotated(KG.shape)

    @cached_property
    def lines(self) -> Mapping[str, str]:
        """How maps draw each status."""
        return self._annotated(PREFIXES["kg"] + "line")

    @cached_property
    def sides(self) -> Mapping[str, str]:
        """The two places that are compared, that on the left first, each with its side."""
        found = {iri: side for iri, side in self._annotated(KG.side).items() if iri in self.graph.things}
        return dict(sorted(found.items(), key=lambda item: item[1]))

    def _annotated(self, property_iri: str) -> dict[str, str]:
        found = {iri: self.statements.text(iri, property_iri) for iri in sorted(self.statements.of)}
        return {iri: value for iri, value in found.items() if value}

    @cached_property
    def statuses(self) -> list[str]:
        """Every status, those that are facts first."""
        scheme = PREFIXES["status"].rstrip("/")
        factual = self.graph.ontology.factual
        return sorted(self.graph.ontology.concepts[scheme], key=lambda iri: (iri not in factual, iri))

    @cached_property
    def layers(self) -> list[str]:
        """Every layer in use."""
        return sorted(set(self.graph.ontology.layers.values()))

    def facts(self, iri: str, *, but: Iterable[str] = ()) -> list[Fact]:
        """What stands of a thing beside its kind, its label and its relations."""
        left_out = {RDF.type, SKOS.prefLabel, *but}
        found: dict[str, list[str | Text]] = {}
        for quad in self.statements.of.get(iri, ()):
            name = quad.predicate.value
            if name not in left_out and KG.Relation not in self.kinds(name):
                found.setdefault(name, []).append(_value(quad.object))
        return [Fact(name, tuple(dict.fromkeys(values))) for name, values in sorted(found.items())]

    def texts(self, iri: str, property_iri: str) -> list[Text]:
        """The texts that a property has, those in the language of the site first."""
        found = [_value(term) for term in self.statements.values(iri, property_iri)]
        texts = [one if isinstance(one, Text) else Text(one) for one in found]
        return sorted(texts, key=lambda one: (one.language != self.language, one))

    def evidence(self, iri: str) -> tuple[Passage, ...]:
        """Where something is printed, in reading order."""
        wanted = {term.value for term in self.statements.values(iri, KG.evidence)}
        return tuple(
            self.passages[spot] for spot in sorted(wanted & self._order.keys(), key=self._order.__getitem__)
        )

    def place(self, iri: str) -> int:
        """How far into the sources something is first printed; what is printed nowhere comes last."""
        return min((self._order[spot.iri] for spot in self.evidence(iri)), default=len(self._order))

    @cached_property
    def _order(self) -> Mapping[str, int]:
        return {iri: place for place, iri in enumerate(self.passages)}

    def disputes(self, iri: str) -> list[Dispute]:
        """What is held against a claim or figure."""
        found = (term.value for term in self.statements.values(iri, KG.isDisputedBy))
        text = self.statements.text
        return [Dispute(one, text(one, KG.rule), text(one, KG.arithmetic)) for one in sorted(found)]

    def details(self, claim: Claim) -> str:
        """The qualification and the amount of a claim in words; its fields are linked apart from them."""
        return show_claim(self.graph, replace(claim, fields=()), language=self.language).details

    def period(self, claim: Claim) -> str:
        """From when until when a claim holds, as printed."""
        return show_claim(self.graph, replace(claim, fields=()), language=self.language).period

    def relation(self, claim: Claim, *, backwards: bool = False) -> Text:
        """How the relation of a claim is read, from its subject or from its object."""
        if not backwards:
            return self.label(claim.relation)
        inverse = self.graph.ontology.inverse.get(claim.relation, {})
        for language in (self.language, "en"):
            if language in inverse:
                return Text(inverse[language], language)
        return self.label(claim.relation)


def _value(term: object) -> str | Text:
    """A term as the pages use it: an IRI as it is, a literal as text with its language."""
    if isinstance(term, ox.Literal):
        return Text(term.value, term.language or "")
    return str(getattr(term, "value", term))


def natural(text: str) -> list[tuple[int, str]]:
    """A key that sorts numbers within a text by their size.

    >>> sorted(["s10", "s9"], key=natural)
    ['s9', 's10']
    """
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", text)]
