"""Things as values: of which kind each actor, instrument or place is, and to which countries it belongs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kg.store import Store
from kg.vocabulary import KG, PREFIXES

__all__ = ["Thing", "read"]


@dataclass(frozen=True, slots=True)
class Thing:
    """What the register says of one thing, as IRIs; what it does not say is empty.

    `countries` are sorted, and a country belongs to itself. `existence` is the status of the thing.
    """

    iri: str
    kind: str = ""
    countries: tuple[str, ...] = ()
    existence: str = ""


def read(store: Store) -> dict[str, Thing]:
    """Every thing that has a kind of ours, by IRI."""
    kinds = _values(store, f"?thing a ?value FILTER(STRSTARTS(STR(?value), '{PREFIXES['kg']}'))")
    countries = _values(store, f"?thing <{KG.country}> ?value")
    countries |= _values(store, f"?thing a <{KG.Country}> BIND(?thing AS ?value)")
    existence = _values(store, f"?thing <{KG.existence}> ?value")
    return {
        iri: Thing(iri, found[0], tuple(countries.get(iri, ())), existence.get(iri, [""])[0])
        for iri, found in sorted(kinds.items())
    }


def _values(store: Store, pattern: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in store.select(f"SELECT DISTINCT ?thing ?value {{ {pattern} }} ORDER BY ?thing ?value"):
        found[row["thing"].value].append(row["value"].value)
    return found
