"""Claims as values: who says what of whom, with which status, since when, and where it is printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kg.dates import PartialDate
from kg.store import Store
from kg.vocabulary import KG, PREFIXES

__all__ = ["Claim", "Passage", "figures", "read"]


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
    claim has a `rule` and `premises` (IRIs of claims) where a stated one has evidence; its `grounds`
    are the stated claims on which it rests in the end, since premises may be inferred themselves.
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
    grounds: tuple[Claim, ...] = ()

    @property
    def inferred(self) -> bool:
        """Whether a rule derived it."""
        return bool(self.rule)


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
    passages = _passages(store)
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
            grounds=(),
        )
    return {name: replace(one, grounds=_grounds(one, claims)) for name, one in sorted(claims.items())}


def _grounds(one: Claim, claims: Mapping[str, Claim]) -> tuple[Claim, ...]:
    found: dict[str, Claim] = {}
    waiting = [*reversed(one.premises)]
    while waiting:
        name = waiting.pop()
        # What is part of a part of itself makes premises that go round in a circle.
        if name in claims and name not in found:
            found[name] = claims[name]
            waiting += reversed(claims[name].premises)
    return tuple(premise for premise in found.values() if not premise.inferred)


_FIGURES = """
SELECT ?figure ?subject ?relation ?object ?value ?status ?amount ?unit ?bound ?since WHERE {{
  ?figure {partner} ?object ; {subject} ?subject ; {measure} ?relation ; {printed} ?value ; {status} ?status ;
    {evidence}/{inSource} ?source .
  OPTIONAL {{ ?figure {number} ?amount }}
  OPTIONAL {{ ?figure {unit} ?unit }}
  OPTIONAL {{ ?figure {bound} ?bound }}
  OPTIONAL {{ ?figure {period} ?since }}
}}
"""


def figures(store: Store) -> dict[str, Claim]:
    """Every figure of one thing with another, read as a claim: the measure relates them, by an amount.

    `value` is the number as printed; `since` and `until` are the period, and `earliest` and `latest`
    bound it where it is a date.
    """
    names = {name: f"<{getattr(KG, name)}>" for name in KG.terms if name != "from"}
    passages = _passages(store)
    evidence = _many(store, _MANY.format(relation=names["measure"], property=names["evidence"]))
    found = {}
    for row in _texts(store, _FIGURES.format(**names)):
        name, since = row.pop("figure"), row.get("since", "")
        found[name] = Claim(
            iri=name,
            layer="",
            **{**row, "until": since, **_days(since)},
            about=(),
            fields=(),
            premises=(),
            grounds=(),
            evidence=tuple(passages[place] for place in evidence.get(name, ()) if place in passages),
        )
    return dict(sorted(found.items()))


def _days(period: str) -> dict[str, str]:
    try:
        date = PartialDate.from_text(period)
    except ValueError:  # "1992 to 2017", and whatever else a table's heading calls a period
        return {}
    return {"earliest": str(date.earliest), "latest": str(date.latest)}


def _passages(store: Store) -> dict[str, Passage]:
    names = {name: f"<{getattr(KG, name)}>" for name in ("inSource", "locator")}
    return {
        row["passage"]: Passage(row["passage"], row["source"], row["locator"])
        for row in _texts(store, _PASSAGES.format(source=names["inSource"], locator=names["locator"]))
    }


def _texts(store: Store, query: str) -> Iterator[dict[str, str]]:
    for row in store.select(query):
        yield {name: term.value for name, term in row.items()}


def _many(store: Store, query: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in _texts(store, query):
        found[row["claim"]].add(row["value"])
    return {name: tuple(sorted(values)) for name, values in found.items()}
