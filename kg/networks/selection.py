"""Which claims count: of which status and time, from whose word, with what rules derive from them or without.

Every network, ranking and table is made of a selection and says which. What a rule derived counts as
long as it can be derived from the claims that are left, so a selection runs the rules again whenever it
takes away one of their premises, or a fact in whose place they would put an inference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pyoxigraph as ox

from kg import claim, infer
from kg.claim import Claim
from kg.dates import PartialDate
from kg.errors import UsageError
from kg.findings import nearest
from kg.graph import Graph
from kg.store import Store
from kg.vocabulary import KG, PREFIXES, compact

__all__ = ["Selected", "Selection", "scenarios", "select"]

_INFERRED = PREFIXES["graph"] + "inferred"


@dataclass(frozen=True, slots=True)
class Selection:
    """The claims that are asked for, in the words of the command line.

    `status` names statuses (comma-separated, or `all`), by default those that are facts. `as_of` is a
    day, or the last day of a month or year; `period` is `A:B`, either end may be empty, and keeps
    what may hold at any time in it. Undated claims always stay. `inferred=False` leaves out what
    rules derived; `without` are IRIs of sources whose word does not count.
    """

    status: str | None = None
    as_of: str | None = None
    period: str | None = None
    inferred: bool = True
    without: frozenset[str] = frozenset()

    def span(self) -> tuple[str, str]:
        """The first and the last ISO day of the time asked for; an open end is empty.

        Raises `UsageError` for what is no date, for both kinds at once, and for an end before its beginning.

        >>> Selection(period="1992:2017-06").span(), Selection(as_of="2005").span()
        (('1992-01-01', '2017-06-30'), ('2005-12-31', '2005-12-31'))
        """
        if self.as_of is not None and self.period is not None:
            raise UsageError("give --as-of or --period, not both")
        if self.as_of is not None:
            day = _date("as-of", self.as_of)
            return str(day.latest), str(day.latest)
        if self.period is None:
            return "", ""
        start, colon, end = self.period.partition(":")
        if not colon or not (start or end):
            raise UsageError(f"period: '{self.period}' is not FROM:UNTIL; write 1992:2017, 1992: or :2017")
        first = str(_date("period", start).earliest) if start else ""
        last = str(_date("period", end).latest) if end else ""
        if first and last and first > last:
            raise UsageError(f"period: '{start}' comes after '{end}'")
        return first, last


@dataclass(frozen=True)
class Selected:
    """What a selection found: the claims by IRI, and the store in which they and what follows stand."""

    selection: Selection
    statuses: frozenset[str]
    span: tuple[str, str]
    store: Store
    claims: Mapping[str, Claim]

    @property
    def status(self) -> str:
        """The statuses that count, as the command line writes them."""
        return ",".join(sorted(compact(name).removeprefix("status:") for name in self.statuses))

    def admits(self, found: Claim) -> bool:
        """Whether a stated claim, or a figure read as one, is of those that were asked for."""
        return _admits(found, self.statuses, self.span, self.selection.without)

    def words(self) -> dict[str, object]:
        """Which claims these are, for whoever reads a result: one entry a choice."""
        asked = self.selection
        return {
            "status": self.status,
            "as_of": asked.as_of or "",
            "period": asked.period or "",
            "inferred": asked.inferred,
            "without": ",".join(sorted(compact(source) for source in asked.without)),
        }


def select(graph: Graph, selection: Selection = Selection()) -> Selected:
    """The claims of `graph` that `selection` asks for, and what the rules derive from them.

    Where a source is left out, a claim that another one makes as well stays, with the evidence of that
    one alone. Raises `UsageError` for a status, date or source that does not exist.
    """
    statuses = graph.statuses(selection.status)
    span = selection.span()
    unheard = _passages(graph, selection.without)
    stated = {name: one for name, one in graph.claims.items() if not one.inferred}
    dropped = {name for name, one in stated.items() if not _admits(one, statuses, span, selection.without)}
    premises = {name for one in graph.claims.values() for name in one.premises}
    facts = {name for name in dropped if stated[name].status in graph.ontology.factual}
    store = _without(graph, dropped, unheard) if unheard or facts or dropped & premises else graph.store
    claims = graph.claims if store is graph.store else claim.read(store)
    found = {
        name: one
        for name, one in claims.items()
        if name not in dropped and (not one.inferred or (selection.inferred and one.status in statuses))
    }
    return Selected(selection, statuses, span, store, found)


def scenarios(graph: Graph, selection: Selection) -> Iterator[tuple[str, Selection]]:
    """The selections among which a result should not change much, each with what it does differently.

    Each source left out in turn, and each status counted that was not, or not counted that was: as if
    a document had not been found, or a plan had come true. And without what rules derive.
    """
    heard = [*graph.claims.values(), *claim.figures(graph.store).values()]
    for source in sorted({spot.source for one in heard for spot in one.evidence}):
        if source not in selection.without:
            yield (
                f"without {graph.names.short(source)}",
                replace(selection, without=selection.without | {source}),
            )
    if selection.inferred:
        yield "without rules", replace(selection, inferred=False)
    used = graph.statuses(selection.status)
    for status in sorted(graph.statuses("all")):
        name = compact(status).removeprefix("status:")
        others = used ^ {status}
        if others:
            words = ",".join(sorted(compact(one).removeprefix("status:") for one in others))
            sign = "without" if status in used else "with"
            yield f"{sign} {name}", replace(selection, status=words)


def _date(option: str, text: str) -> PartialDate:
    try:
        return PartialDate.from_text(text)
    except ValueError as error:
        raise UsageError(f"{option}: {error}") from error


def _admits(one: Claim, statuses: frozenset[str], span: tuple[str, str], without: frozenset[str]) -> bool:
    first, last = span
    heard = {spot.source for spot in one.evidence} - without
    return (
        one.status in statuses
        and (bool(heard) or not one.evidence)
        and not (last and one.earliest and one.earliest > last)
        and not (first and one.latest and one.latest < first)
    )


def _passages(graph: Graph, sources: frozenset[str]) -> set[str]:
    """The passages of some sources; raises `UsageError` for one that is no source."""
    for source in sorted(sources):
        if source not in graph.things or graph.things[source].kind != KG.Source:
            known = {compact(iri) for iri, thing in graph.things.items() if thing.kind == KG.Source}
            hint = nearest(compact(source), known) or f"; there are {', '.join(sorted(known))}"
            raise UsageError(f"no source '{compact(source)}'{hint}")
    pattern = f"?passage a <{KG.Passage}> ; <{KG.inSource}> ?source"
    rows = graph.store.select(f"SELECT ?passage ?source {{ {pattern} }}") if sources else ()
    return {row["passage"].value for row in rows if row["source"].value in sources}


def _without(graph: Graph, dropped: set[str], unheard: set[str]) -> Store:
    """The graph as if some claims had never been made, and some passages never been written.

    Neither they are in it nor what followed from them.
    """
    # A plain triple stays as long as one claim that is left states it.
    left = {
        _triple(one)
        for name, one in graph.claims.items()
        if name not in dropped and not one.inferred and one.status in graph.ontology.factual
    }
    stated = {_triple(one) for one in graph.claims.values()} - left
    gone = dropped | unheard
    store = Store(quad for quad in graph.store if not _is_gone(quad, gone, stated))
    infer.infer(store, graph.project.queries("rules"))
    return store


def _is_gone(quad: ox.Quad, gone: set[str], stated: set[tuple[str, str, str]]) -> bool:
    """Whether a quad was inferred, is said of what is gone, or is what only claims that are gone stated."""
    subject, predicate, value, graph = (getattr(term, "value", "") for term in quad)
    return graph == _INFERRED or subject in gone or (subject, predicate, value) in stated


def _triple(one: Claim) -> tuple[str, str, str]:
    return one.subject, one.relation, one.object or one.value
