"""The statements of a built graph by their subjects, and which of them speak of a thing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from kg.vocabulary import KG, PREFIXES, RDF, SKOS

__all__ = ["Statements"]

Term = ox.NamedNode | ox.Literal

#: The properties by which a claim, figure or name speaks of a thing.
_SPEAKS = (
    *(KG.about, KG.field, KG.measure, KG.mode, KG.mover, KG.named, KG.object, KG.partner),
    *(KG.sector, KG.subject, PREFIXES["kg"] + "destination", PREFIXES["kg"] + "origin"),
)
#: The properties by which something belongs to a whole that is described together with it.
_BELONGS = (KG.dataset, KG.evidence, KG.inSource, SKOS.inScheme)


class Statements:
    """Quads as a reader needs them; literals are as they were built, and order is that of the file."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self.of: Mapping[str, list[ox.Quad]] = defaultdict(list)
        self._to: Mapping[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._by: Mapping[str, list[ox.Quad]] = defaultdict(list)
        self._uses: dict[str, Counter[str]] = defaultdict(Counter)
        followed = {*_SPEAKS, *_BELONGS, KG.isDisputedBy, KG.premise, KG.rule, RDF.type}
        for quad in quads:
            # Nothing that is built has blank nodes or triple terms.
            assert isinstance(quad.subject, ox.NamedNode)
            subject, predicate, value = quad.subject.value, quad.predicate.value, quad.object
            self.of[subject].append(quad)
            self._by[predicate].append(quad)
            if isinstance(value, ox.NamedNode):
                self._uses[value.value][predicate] += 1
                if predicate in followed:
                    self._to[value.value][predicate].add(subject)

    def __contains__(self, iri: str) -> bool:
        return iri in self.of

    def values(self, iri: str, property_iri: str) -> list[Term]:
        """The values of a property, each once."""
        found = (quad.object for quad in self.of.get(iri, ()) if quad.predicate.value == property_iri)
        return [term for term in dict.fromkeys(found) if isinstance(term, ox.NamedNode | ox.Literal)]

    def text(self, iri: str, property_iri: str) -> str:
        """The first value of a property as text or IRI; nothing when there is none."""
        return next((term.value for term in self.values(iri, property_iri)), "")

    def to(self, iri: str, *properties: str) -> list[str]:
        """The subjects from which one of the properties leads to `iri`, sorted."""
        found = self._to.get(iri, {})
        return sorted({subject for name in properties for subject in found.get(name, ())})

    def used_as(self, iri: str) -> list[tuple[str, int]]:
        """By which properties statements lead to `iri`, and how many do, the commonest first."""
        return sorted(self._uses.get(iri, {}).items(), key=lambda item: (-item[1], item[0]))

    def uses(self, iri: str) -> int:
        """How many statements lead to `iri`."""
        return sum(self._uses.get(iri, {}).values())

    def used(self, property_iri: str) -> int:
        """How many statements there are by a property."""
        return len(self._by.get(property_iri, ()))

    def examples(self, property_iri: str, limit: int) -> list[tuple[str, Term]]:
        """Some statements by a property, as pairs of subject and value."""
        found = (quad.subject for quad in self._by.get(property_iri, ())[:limit])
        subjects = dict.fromkeys(subject.value for subject in found if isinstance(subject, ox.NamedNode))
        return [(one, value) for one in subjects for value in self.values(one, property_iri)]

    def speaking(self, iri: str) -> list[str]:
        """The claims, figures, names, comparisons and moves that speak of `iri`, sorted."""
        return self.to(iri, *_SPEAKS)

    def described(self, iri: str) -> Iterator[ox.Triple]:
        """What describes a thing: its own statements, and those of what speaks of it or belongs to it."""
        for subject in dict.fromkeys((iri, *self.to(iri, *_SPEAKS, *_BELONGS))):
            yield from (quad.triple for quad in self.of.get(subject, ()))

    def within(self, graph: str) -> Iterator[ox.Triple]:
        """Everything in one named graph."""
        for quads in self.of.values():
            yield from (quad.triple for quad in quads if _graph(quad) == graph)


def _graph(quad: ox.Quad) -> str:
    return quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
