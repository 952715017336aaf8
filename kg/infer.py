"""What follows from the claims: the rules of `ontology/rules/`, applied until nothing new appears.

A rule is a CONSTRUCT query that makes `kg:Inference` things: a subject, a relation, an object, and
the premises from which they follow. The triple itself is derived from that, as it is for claims, so
nothing is ever inferred without its rule and premises.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import ProjectError, QueryError
from kg.store import Store
from kg.vocabulary import KG, PREFIXES

__all__ = ["infer"]

_GRAPH = ox.NamedNode(PREFIXES["graph"] + "inferred")


def infer(store: Store, rules: list[Path], *, rounds: int = 20) -> tuple[ox.Quad, ...]:
    """Add to `store` what the rules derive, and return it: quads of `graph:inferred`.

    Each round runs every rule over all that is known so far. Raises `ProjectError` when a rule
    makes something without premises, or when `rounds` do not suffice, which only a rule that
    feeds on itself can bring about.
    """
    derived: dict[ox.Quad, None] = {}
    for _ in range(rounds):
        new = [quad for rule in rules for quad in _conclusions(store, rule) if quad not in derived]
        if not new:
            return tuple(derived)
        derived.update(dict.fromkeys(new))
        store.extend(new)
    raise ProjectError(f"the rules still derive something new after {rounds} rounds")


def _conclusions(store: Store, rule: Path) -> Iterator[ox.Quad]:
    try:
        answer = store.query(rule.read_text(encoding="utf-8"))
    except QueryError as error:
        raise ProjectError(f"{rule.name}: {error}") from error
    if not isinstance(answer, tuple):
        raise ProjectError(f"{rule.name}: a rule is a CONSTRUCT query")
    parts: dict[ox.NamedNode, dict[str, ox.NamedNode]] = {}
    for triple in answer:
        subject, value = triple.subject, triple.object
        if not isinstance(subject, ox.NamedNode) or not isinstance(value, ox.NamedNode):
            raise ProjectError(f"{rule.name}: an inference is made of IRIs, not of {triple}")
        yield ox.Quad(subject, triple.predicate, value, _GRAPH)
        parts.setdefault(subject, {})[triple.predicate.value] = value
    for inference, said in parts.items():
        if KG.premise not in said:
            raise ProjectError(f"{rule.name}: makes {inference.value} without a kg:premise")
        name = ox.NamedNode(PREFIXES["rule"] + rule.stem)
        yield ox.Quad(inference, ox.NamedNode(KG.rule), name, _GRAPH)
        if {KG.subject, KG.relation, KG.object} <= said.keys():
            yield ox.Quad(said[KG.subject], said[KG.relation], said[KG.object], _GRAPH)
