"""The graph as a user holds it: open it, ask it, read its claims and names.

>>> import kg
>>> graph = kg.open()                                                       # doctest: +SKIP
>>> graph.query("SELECT ?who ?where { ?who kg:studiedAt ?where }")           # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from kg import audit, claim, project, queries, thing
from kg.dates import PartialDate
from kg.errors import UsageError
from kg.findings import nearest
from kg.names import Names
from kg.ontology import Ontology
from kg.ontology import read as read_ontology
from kg.store import Answer, Store, Term
from kg.vocabulary import PREFIXES, XSD

__all__ = ["Graph", "open"]


class Graph:
    """A built graph and the project that it was built from."""

    def __init__(self, project: project.Project, store: Store) -> None:
        self.project = project
        self.store = store

    def query(
        self, text: str, *, parameters: Mapping[str, Term] | None = None, timeout: float | None = None
    ) -> Answer:
        """Answer any SPARQL query; see `kg.store.Store.query`."""
        return self.store.query(text, parameters=parameters, timeout=timeout)

    def ask(self, name: str, *, timeout: float | None = None, **parameters: str) -> Answer:
        """Answer a named question of `ontology/queries/`; values may be names in any script."""
        query = queries.get(self.queries, name)
        return self.query(query.text, parameters=self.bind(query, parameters), timeout=timeout)

    def bind(self, query: queries.NamedQuery, given: Mapping[str, str]) -> dict[str, Term]:
        """The parameters of a named query as terms; raises `UsageError` for what does not fit."""
        return {name: self._term(name, *value) for name, value in query.bind(given).items()}

    def _term(self, name: str, type_: str, text: str) -> Term:
        if type_ == "thing":
            return ox.NamedNode(self.names.resolve(text))
        if type_ == "text":
            return ox.Literal(text)
        if type_ not in {"integer", "date"}:
            raise UsageError(f"parameter '{name}' has the unknown type '{type_}'")
        try:
            plain = str(int(text)) if type_ == "integer" else str(PartialDate.from_text(text).latest)
        except ValueError as error:
            raise UsageError(f"parameter '{name}': '{text}' is no {type_}") from error
        return ox.Literal(plain, datatype=ox.NamedNode(getattr(XSD, type_)))

    @cached_property
    def audits(self) -> dict[str, queries.NamedQuery]:
        """The rules that look for contradictions, by name."""
        return queries.read(self.project.queries("audits"))

    @cached_property
    def queries(self) -> dict[str, queries.NamedQuery]:
        """The named questions, by name."""
        return queries.read(self.project.queries("queries"))

    @cached_property
    def disputes(self) -> dict[str, tuple[audit.Dispute, ...]]:
        """The figures and claims that are disputed, by IRI, with what is held against them."""
        return audit.read(self.store)

    @cached_property
    def names(self) -> Names:
        """Every label and name."""
        return Names(self.store)

    @cached_property
    def claims(self) -> dict[str, claim.Claim]:
        """Every claim and inference, by IRI."""
        return claim.read(self.store)

    @cached_property
    def things(self) -> dict[str, thing.Thing]:
        """Everything that has a kind of ours, by IRI: actors, places, instruments; claims and passages."""
        return thing.read(self.store)

    @cached_property
    def ontology(self) -> Ontology:
        """What the ontology says."""
        return read_ontology(self.project)

    def statuses(self, names: str | None) -> frozenset[str]:
        """The IRIs of the statuses in a comma-separated text; by default those that are facts.

        `all` means every status. Raises `UsageError` for a status that does not exist.
        """
        known = {
            iri.removeprefix(PREFIXES["status"]): iri
            for iri in self.ontology.concepts[PREFIXES["status"].rstrip("/")]
        }
        if names is None:
            return self.ontology.factual
        if names == "all":
            return frozenset(known.values())
        wanted = [name.strip() for name in names.split(",")]
        for name in wanted:
            if name not in known:
                hint = nearest(name, known) or f"; there are {', '.join(sorted(known))}"
                raise UsageError(f"unknown status '{name}'{hint}")
        return frozenset(known[name] for name in wanted)


def open(root: str | Path | None = None) -> Graph:
    """Open the built graph of a project, building it first where there is none.

    The project is `root`, or the one around the working directory, or the copy that came with the
    package. Raises `ProjectError`, `StoreError`, or `FindingsError` when it cannot be built.
    """
    found = project.find(root)
    if not found.graph.is_file():
        from kg.build import build

        build(found)
    return Graph(found, Store.open(found.graph))
