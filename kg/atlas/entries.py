"""All that is said of one thing, sorted for its page: names, relations by layer, statements, figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.atlas.figures import Figure
from kg.atlas.reading import Fact, Reading, Text
from kg.claim import Claim, Passage
from kg.vocabulary import KG, RDF, SKOS

__all__ = ["Called", "Entry", "Group", "Layer", "entry", "names", "sorted_claims"]

#: What the head of a page shows, so that its list of facts need not.
_IN_THE_HEAD = (KG.country, KG.existence, KG.note, KG.shape, KG.side, SKOS.exactMatch, SKOS.inScheme)


@dataclass(frozen=True, slots=True)
class Called:
    """A name of a thing: its own IRI, the text, its role, and where it is printed."""

    iri: str
    text: Text
    role: str
    evidence: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Claims by one relation, read in one direction; each with the thing at its other end."""

    relation: str
    heading: Text
    claims: tuple[tuple[Claim, str], ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """The relations of a thing in one layer of the network."""

    iri: str
    groups: tuple[Group, ...]

    @property
    def size(self) -> int:
        """How many claims there are."""
        return sum(len(group.claims) for group in self.groups)


@dataclass(frozen=True, slots=True)
class Entry:
    """What the page of a thing shows; `mentions` are claims that name it as a field or a mode only."""

    iri: str
    kinds: tuple[str, ...]
    facts: tuple[Fact, ...]
    names: tuple[Called, ...]
    layers: tuple[Layer, ...]
    statements: tuple[Claim, ...]
    mentions: tuple[Claim, ...]
    figures: tuple[Figure, ...]
    others: tuple[str, ...]

    @property
    def said(self) -> int:
        """How many claims, figures and names speak of the thing."""
        claims = sum(layer.size for layer in self.layers) + len(self.statements) + len(self.mentions)
        return claims + len(self.figures) + len(self.names) + len(self.others)


def entry(reading: Reading, iri: str) -> Entry:
    """Everything about `iri`, established and not, stated and inferred."""
    speaking = reading.statements.speaking(iri)
    claims = [reading.graph.claims[one] for one in speaking if one in reading.graph.claims]
    ties = [claim for claim in claims if claim.object and iri in (claim.subject, claim.object)]
    rest = [claim for claim in claims if claim not in ties]
    said = [claim for claim in rest if iri in (claim.subject, *claim.about)]
    known = {*reading.graph.claims, *reading.figures, *reading.statements.to(KG.Name, RDF.type)}
    return Entry(
        iri=iri,
        kinds=tuple(reading.kinds(iri)),
        facts=tuple(reading.facts(iri, but=_IN_THE_HEAD)),
        names=names(reading, reading.statements.to(iri, KG.named)),
        layers=_layers(reading, ties, iri),
        statements=tuple(sorted_claims(reading, said)),
        mentions=tuple(sorted_claims(reading, (claim for claim in rest if claim not in said))),
        figures=_figures(reading, speaking),
        others=tuple(one for one in speaking if one not in known),
    )


def names(reading: Reading, iris: Iterable[str]) -> tuple[Called, ...]:
    """Names in the order of their languages and texts."""
    found = [
        Called(
            iri,
            next(iter(reading.texts(iri, KG.text)), Text("")),
            reading.statements.text(iri, KG.nameRole),
            reading.evidence(iri),
        )
        for iri in iris
    ]
    return tuple(sorted(found, key=lambda one: (one.text.language, one.text.text, one.iri)))


def sorted_claims(reading: Reading, claims: Iterable[Claim]) -> list[Claim]:
    """Claims in the order in which the sources make them; what rules derived comes last."""
    return sorted(claims, key=lambda claim: (claim.inferred, reading.place(claim.iri), claim.iri))


def _figures(reading: Reading, speaking: list[str]) -> tuple[Figure, ...]:
    """Figures by what they measure, and then in reading order."""
    wanted = set(speaking)
    found = [figure for iri, figure in reading.figures.items() if iri in wanted]
    return tuple(sorted(found, key=lambda one: (reading.label(one.measure).text.casefold(), one.measure)))


def _layers(reading: Reading, ties: list[Claim], iri: str) -> tuple[Layer, ...]:
    found: dict[str, dict[tuple[str, bool], list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in ties:
        symmetric = claim.relation in reading.graph.ontology.symmetric
        backwards = claim.subject != iri and not symmetric
        found[claim.layer][claim.relation, backwards].append(claim)
    return tuple(
        Layer(layer, tuple(_group(reading, *key, claims, iri) for key, claims in sorted(groups.items())))
        for layer, groups in sorted(found.items())
    )


def _group(reading: Reading, relation: str, backwards: bool, claims: list[Claim], iri: str) -> Group:
    ends = [(claim, claim.subject if claim.object == iri else claim.object) for claim in claims]

    def order(pair: tuple[Claim, str]) -> tuple[object, ...]:
        claim, end = pair
        return claim.inferred, reading.label(end).text.casefold(), claim.earliest, claim.iri

    heading = reading.relation(claims[0], backwards=backwards)
    return Group(relation, heading, tuple(sorted(ends, key=order)))
