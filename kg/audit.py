"""Contradictions in what the sources print, found by the rules of `ontology/audits/`.

A rule is a SELECT query over declared roles; `ontology/audits/README.md` says which columns it
yields. What a rule finds takes nothing away from the graph: the figures and claims that it holds
against one another are marked as disputed, with the rule and the arithmetic, and stay as printed.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import queries
from kg.claim import Passage
from kg.errors import ProjectError, QueryError
from kg.findings import Severity
from kg.store import Store
from kg.vocabulary import KG, PREFIXES, RDF, SKOS, compact

if TYPE_CHECKING:
    from kg.graph import Graph

__all__ = ["Contradiction", "Dispute", "Side", "audit", "disputes", "find", "read"]

_GRAPH = ox.NamedNode(PREFIXES["graph"] + "inferred")
_COLUMNS = ("one", "others", "said", "expected", "arithmetic", "used", "why", "severity")
_GRADES: Mapping[str, Severity] = {str(grade): grade for grade in Severity}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the things that a finding holds against one another: what it prints, and where."""

    iri: str
    printed: str
    places: tuple[Passage, ...]

    def as_dict(self) -> dict[str, object]:
        """The side as plain values."""
        places = [
            {"source": compact(spot.source), "locator": spot.locator, "passage": compact(spot.iri)}
            for spot in self.places
        ]
        return {"id": compact(self.iri), "printed": self.printed, "places": places}


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One finding: two or more places that cannot all be right, and the arithmetic that shows it.

    `said` is what the first side prints, `expected` what follows from the others; `used` is the
    value that the graph goes on using, and `why`.
    """

    rule: str
    severity: Severity
    one: Side
    others: tuple[Side, ...]
    said: str
    expected: str
    arithmetic: str
    used: str
    why: str

    @property
    def iri(self) -> str:
        """An IRI minted from the rule and the sides."""
        sides = "\x1f".join([self.rule, self.one.iri, *(side.iri for side in self.others)])
        return PREFIXES["inference"] + hashlib.sha256(sides.encode()).hexdigest()[:16]

    def as_dict(self) -> dict[str, object]:
        """The finding as plain values, for `--format json`."""
        return {
            "rule": self.rule,
            "severity": str(self.severity),
            "one": self.one.as_dict(),
            "others": [side.as_dict() for side in self.others],
            "said": self.said,
            "expected": self.expected,
            "arithmetic": self.arithmetic,
            "used": self.used,
            "why": self.why,
        }


@dataclass(frozen=True, slots=True, order=True)
class Dispute:
    """What an audit holds against one figure or claim: the rule, and the line of reckoning."""

    rule: str
    arithmetic: str


def audit(graph: Graph, rule: str | None = None) -> tuple[Contradiction, ...]:
    """Every contradiction that the project's rules find, or those of one rule; the worst first.

    Raises `UsageError` for a rule that does not exist.
    """
    known = graph.audits
    chosen = known.values() if rule is None else [queries.get(known, rule, "rule")]
    return find(graph.store, chosen)


def find(store: Store, rules: Iterable[queries.NamedQuery]) -> tuple[Contradiction, ...]:
    """What the rules find in a store; raises `ProjectError` for a rule that is not as it should be."""
    found = [(rule, row) for rule in rules for row in _rows(store, rule)]
    if not found:
        return ()
    texts, places = _texts(store), _places(store)

    def side(iri: str, text: str) -> Side:
        return Side(iri, texts.get(iri, text), places.get(iri, ()))

    def others(row: Mapping[str, str]) -> tuple[Side, ...]:
        """In the order of the places, and in one place in that of the arithmetic."""
        sides = [side(iri, compact(iri)) for iri in row["others"].split()]
        order = list(dict.fromkeys(one.places for one in sides))
        reckoned = row["arithmetic"].find
        return tuple(sorted(sides, key=lambda one: (order.index(one.places), reckoned(one.printed))))

    contradictions = [
        Contradiction(
            rule=rule.name,
            severity=_GRADES[row["severity"]],
            one=side(row["one"], row["said"]),
            others=others(row),
            **{name: row[name] for name in ("said", "expected", "arithmetic", "used", "why")},
        )
        for rule, row in found
    ]
    return tuple(sorted(contradictions, key=lambda one: (-one.severity, one.rule, one.one.places, one.iri)))


def _rows(store: Store, rule: queries.NamedQuery) -> Iterator[dict[str, str]]:
    try:
        rows = store.select(rule.text)
    except QueryError as error:
        raise ProjectError(f"{rule.path.name}: {error}") from error
    for row in rows:
        missing = [name for name in _COLUMNS if name not in row]
        if missing or row["severity"].value not in _GRADES:
            what = ", ".join(f"?{name}" for name in missing) or f"severity '{row['severity'].value}'"
            raise ProjectError(f"{rule.path.name}: an audit yields {', '.join(_COLUMNS)}; see {what}")
        yield {name: row[name].value for name in _COLUMNS}


def _texts(store: Store) -> dict[str, str]:
    """What each figure, name, claim or mention prints; for other things, their label."""
    ways = f"<{KG.printed}>|<{KG.text}>|<{KG.value}>|<{KG.exhibit}>|<{KG.object}>/<{SKOS.prefLabel}>"
    own = f"SELECT ?thing ?text {{ ?thing <{KG.evidence}> ?where ; {ways} ?text }} ORDER BY DESC(?text)"
    labels = (
        f"SELECT ?thing ?text {{ ?thing <{SKOS.prefLabel}> ?text FILTER(LANG(?text) IN ('', 'en')) }} "
        "ORDER BY ?thing ?text"
    )
    rows = [row for text in (labels, own) for row in store.select(text)]
    return {row["thing"].value: row["text"].value for row in rows}


def _places(store: Store) -> dict[str, tuple[Passage, ...]]:
    found: dict[str, list[Passage]] = defaultdict(list)
    for row in store.select(
        f"SELECT DISTINCT ?thing ?passage ?source ?locator {{ ?thing <{KG.evidence}> ?passage . "
        f"?passage <{KG.inSource}> ?source ; <{KG.locator}> ?locator }} ORDER BY ?thing ?passage"
    ):
        spot = Passage(row["passage"].value, row["source"].value, row["locator"].value)
        found[row["thing"].value].append(spot)
    return {thing: tuple(spots) for thing, spots in found.items()}


def disputes(store: Store, rules: Iterable[queries.NamedQuery]) -> tuple[ox.Quad, ...]:
    """What marks the figures and claims of every finding but the slightest as disputed."""
    found = [one for one in find(store, rules) if one.severity > Severity.INFO]
    if not found:
        return ()
    kinds = _kinds(store)
    echoes = _echoes(store)
    return tuple(quad for one in found for quad in _marks(one, kinds, echoes))


def _marks(
    found: Contradiction, kinds: Mapping[str, str], echoes: Mapping[str, set[str]]
) -> Iterator[ox.Quad]:
    name = ox.NamedNode(found.iri)

    def quad(subject: ox.NamedNode, predicate: str, value: ox.NamedNode | ox.Literal) -> ox.Quad:
        return ox.Quad(subject, ox.NamedNode(predicate), value, _GRAPH)

    yield quad(name, RDF.type, ox.NamedNode(KG.Contradiction))
    yield quad(name, KG.rule, ox.NamedNode(PREFIXES["rule"] + found.rule))
    yield quad(name, KG.arithmetic, ox.Literal(found.arithmetic))
    sides = dict.fromkeys([found.one.iri, *(side.iri for side in found.others)])
    for iri in sides:
        yield quad(name, KG.premise, ox.NamedNode(iri))
    # A statement of order gives way to the figures; it alone is disputed by them.
    alone = kinds.get(found.one.iri) == KG.Comparison
    marked = {iri for iri in ([found.one.iri] if alone else sides) if iri in kinds}
    for iri in sorted(marked.union(*(echoes.get(iri, set()) for iri in marked))):
        yield quad(ox.NamedNode(iri), KG.isDisputedBy, name)


def _kinds(store: Store) -> dict[str, str]:
    """Everything that can be disputed, with its class."""
    wanted = f"<{KG.Figure}> <{KG.Claim}> <{KG.Comparison}>"
    rows = store.select(f"SELECT ?thing ?kind {{ VALUES ?kind {{ {wanted} }} ?thing a ?kind }}")
    return {row["thing"].value: row["kind"].value for row in rows}


_ECHOES = """
SELECT DISTINCT ?thing ?claim {{
  {{ ?thing a <{figure}> ; <{number}> ?amount ; <{evidence}> ?where . ?claim <{amount}> ?amount }}
  UNION {{
    ?thing a <{comparison}> ; <{evidence}> ?where . ?claim <{value}> ?text
    FILTER NOT EXISTS {{
      ?thing <{subject}>|<{mode}>|<{field}> ?named FILTER NOT EXISTS {{ ?claim <{about}> ?named }}
    }}
  }}
  ?claim a <{claim}> ; <{evidence}> ?where
}}
"""


def _echoes(store: Store) -> dict[str, set[str]]:
    """Claims that say the same in the same place: with the amount of a figure, or as a comparison."""
    names = ("about", "amount", "evidence", "field", "mode", "number", "subject", "value")
    terms = {name: getattr(KG, name) for name in names}
    classes = {"figure": KG.Figure, "comparison": KG.Comparison, "claim": KG.Claim}
    found: dict[str, set[str]] = defaultdict(set)
    for row in store.select(_ECHOES.format(**terms, **classes)):
        found[row["thing"].value].add(row["claim"].value)
    return found


def read(store: Store) -> dict[str, tuple[Dispute, ...]]:
    """What the built graph marks as disputed: by IRI, with what is held against it."""
    found: dict[str, set[Dispute]] = defaultdict(set)
    for row in store.select(
        f"SELECT ?thing ?rule ?arithmetic {{ ?thing <{KG.isDisputedBy}> ?by . "
        f"?by <{KG.rule}> ?rule ; <{KG.arithmetic}> ?arithmetic }}"
    ):
        rule = row["rule"].value.removeprefix(PREFIXES["rule"])
        found[row["thing"].value].add(Dispute(rule, row["arithmetic"].value))
    return {thing: tuple(sorted(disputes)) for thing, disputes in sorted(found.items())}
