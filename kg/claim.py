"""Claims as values: who says what of whom, with which status, since when, and where it is printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kg.store import Store
from kg.vocabulary import KG, PREFIXES

__all__ = ["Claim", "Passage", "read"]


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A place in a source: where a person finds what a claim says."""

    iri: str
    source: str
    locator: str


@dataclass(frozen=True, slots=True)
class Claim:
    """In `evidence` it is said that `subject` `relation` `object` (or `value`), with a status.

    `earliest` and `latest` are the ISO dates that bound `since` and `until` as printed. An inferred
    claim has a `rule` and `premises` (IRIs of claims) where a stated one has evidence.
    """

    iri: str
    subject: str
    relation: str
    object: str
    value: str
    status: str
    layer: str
    qualification: str = ""
    amount: str = ""
    unit: str = ""
    bound: str = ""
    since: str = ""
    until: str = ""
    earliest: str = ""
    latest: str = ""
    note: str = ""
    rule: str = ""
    about: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    evidence: tuple[Passage, ...] = ()
    premises: tuple[str, ...] = ()

    @property
    def inferred(self) -> bool:
        """Whether a rule derived it."""
        return bool(self.rule)

    def holds_on(self, day: str) -> bool:
        """Whether the claim may hold on an ISO date; an end that is not stated excludes nothing.

        >>> Claim("", "", "", "", "", "", "", earliest="1992-01-01").holds_on("1990-06-30")
        False
        """
        return not (self.earliest and self.earliest > day) and not (self.latest and self.latest < day)


_ONE = """
SELECT ?claim ?subject ?relation ?object ?value ?status ?layer ?qualification ?amount ?unit ?bound
       ?since ?until ?earliest ?latest ?note ?rule
WHERE {{
  ?claim {relation} ?relation ; {subject} ?subject .
  ?relation {layer} ?layer .
  OPTIONAL {{ ?claim {status} ?status }}
  OPTIONAL {{ ?claim {object} ?object }}
  OPTIONAL {{ ?claim {value} ?value }}
  OPTIONAL {{ ?claim {qualification} ?qualification }}
  OPTIONAL {{ ?claim {amount} ?amount }}
  OPTIONAL {{ ?claim {unit} ?unit }}
  OPTIONAL {{ ?claim {bound} ?bound }}
  OPTIONAL {{ ?claim {since} ?since }}
  OPTIONAL {{ ?claim {until} ?until }}
  OPTIONAL {{ ?claim {earliest} ?earliest }}
  OPTIONAL {{ ?claim {latest} ?latest }}
  OPTIONAL {{ ?claim {note} ?note }}
  OPTIONAL {{ ?claim {rule} ?rule }}
}}
"""
_MANY = "SELECT ?claim ?value WHERE {{ ?claim {relation} ?any ; {property} ?value }}"
_PASSAGES = """
SELECT ?passage ?source ?locator WHERE {{ ?passage {source} ?source ; {locator} ?locator }}
"""


def read(store: Store) -> dict[str, Claim]:
    """Every claim and every inference of the store, by IRI, in the order of their IRIs."""
    names = {name: f"<{getattr(KG, name)}>" for name in KG.terms if name != "from"}
    query = _ONE.format(**names, since=f"<{PREFIXES['kg']}from>")
    passages = {
        row["passage"]: Passage(row["passage"], row["source"], row["locator"])
        for row in _texts(store, _PASSAGES.format(source=names["inSource"], locator=names["locator"]))
    }
    about, fields, evidence, premises = (
        _many(store, _MANY.format(relation=names["relation"], property=f"<{property_iri}>"))
        for property_iri in (KG.about, PREFIXES["kg"] + "field", KG.evidence, KG.premise)
    )
    claims = {}
    for row in _texts(store, query):
        name = row.pop("claim")
        empty = dict.fromkeys(("object", "value", "status"), "")
        claims[name] = Claim(
            iri=name,
            **{**empty, **row},
            about=about.get(name, ()),
            fields=fields.get(name, ()),
            evidence=tuple(passages[found] for found in evidence.get(name, ()) if found in passages),
            premises=premises.get(name, ()),
        )
    return dict(sorted(claims.items()))


def _texts(store: Store, query: str) -> Iterator[dict[str, str]]:
    for row in store.select(query):
        yield {name: term.value for name, term in row.items()}


def _many(store: Store, query: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in _texts(store, query):
        found[row["claim"]].add(row["value"])
    return {name: tuple(sorted(values)) for name, values in found.items()}
