"""The graph for other tools: RDF in six syntaxes, networks in two, claims as one flat table.

Every export is sorted and free of blank nodes, so that the same data gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import networkx as nx
import pyoxigraph as ox

from kg.claim import Claim
from kg.graph import Graph
from kg.networks.projection import network
from kg.store import parse
from kg.vocabulary import KG, PREFIXES, compact

__all__ = ["EXPORTS", "claims_csv", "export", "rdf", "write_network"]

_SYNTAX: Mapping[str, ox.RdfFormat] = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
}


def export(graph: Graph, name: str) -> bytes:
    """The whole graph in the format `name`, one of `EXPORTS`.

    RDF is taken from the built file and not from the store, which would rewrite literals such as
    `0.80`. Turtle, N-Triples and RDF/XML hold the union of the named graphs; TriG, N-Quads and
    JSON-LD keep them apart.
    """
    return EXPORTS[name](graph, name)


def rdf(statements: Sequence[ox.Triple] | Sequence[ox.Quad], name: str) -> bytes:
    """Triples or quads, sorted and without duplicates, in an RDF syntax with the prefixes in use."""
    ordered: list[Any] = sorted({*statements}, key=_order)
    used = {
        compact(term.value).partition(":")[0]
        for statement in ordered
        for term in _terms(statement)
        if isinstance(term, ox.NamedNode)
    }
    prefixes = {prefix: base for prefix, base in PREFIXES.items() if prefix in used}
    written = ox.serialize(ordered, format=_SYNTAX[name], prefixes=prefixes) or b""
    return written + b"\n" * (bool(written) and not written.endswith(b"\n"))


def _terms(statement: ox.Triple | ox.Quad) -> tuple[object, ...]:
    datatype = statement.object.datatype if isinstance(statement.object, ox.Literal) else None
    return (*tuple(statement), datatype)


def _order(statement: ox.Triple | ox.Quad) -> tuple[str, ...]:
    subject, predicate, value, *graph = statement
    first = predicate.value != PREFIXES["rdf"] + "type"
    return (*(str(name) for name in graph), str(subject), str(int(first)), str(predicate), str(value))


def _quads(graph: Graph) -> list[ox.Quad]:
    return list(parse(graph.project.graph.read_bytes()))


def _triples(graph: Graph, name: str) -> bytes:
    return rdf([quad.triple for quad in _quads(graph)], name)


def _dataset(graph: Graph, name: str) -> bytes:
    return rdf(_quads(graph), name)


#: The columns of the table of claims.
_COLUMNS = (
    *("claim", "subject", "subject_label", "relation", "object", "object_label", "value", "layer", "status"),
    *("from", "until", "qualification", "amount", "unit", "evidence", "locator", "rule"),
)


def claims_csv(graph: Graph, name: str = "csv") -> bytes:
    """One row a claim or inference: ids and labels, status, dates, evidence, rule."""
    label = graph.names.label
    amounts = _amounts(graph)
    rows = [
        {
            "claim": compact(claim.iri),
            "subject": compact(claim.subject),
            "subject_label": label(claim.subject),
            "relation": compact(claim.relation),
            "object": compact(claim.object) if claim.object else "",
            "object_label": label(claim.object) if claim.object else "",
            "value": claim.value,
            "layer": compact(claim.layer).removeprefix("layer:"),
            "status": compact(claim.status).removeprefix("status:"),
            "from": claim.since,
            "until": claim.until,
            "qualification": claim.qualification,
            "amount": amounts.get(f"<{claim.iri}>", ""),
            "unit": compact(claim.unit).removeprefix("unit:"),
            "evidence": "; ".join(compact(passage.iri) for passage in claim.evidence),
            "locator": "; ".join(passage.locator for passage in claim.evidence),
            "rule": compact(claim.rule),
        }
        for claim in graph.claims.values()
    ]
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


def _amounts(graph: Graph) -> dict[str, str]:
    """Each claim's amount as the table has it; the store would write 392651.50 as 392651.5."""
    return {
        str(quad.subject): quad.object.value
        for quad in _quads(graph)
        if quad.predicate.value == KG.amount and isinstance(quad.object, ox.Literal)
    }


def _network(graph: Graph, name: str) -> bytes:
    return write_network(network(graph), name)


def write_network(found: nx.MultiDiGraph, name: str) -> bytes:
    """A network as GraphML, GEXF or a CSV edge list; claims become CURIEs of them and of their evidence."""
    plain = nx.MultiDiGraph(**{key: str(value) for key, value in found.graph.items()})
    for node, data in found.nodes(data=True):
        plain.add_node(compact(node), **data)
    # In a file, the id of an edge stands once; at a level, one claim or third thing makes several edges.
    seen: Counter[str] = Counter()
    for source, target, key, data in found.edges(keys=True, data=True):
        seen[key] += 1
        attributes = {name: value for name, value in data.items() if name != "claims"}
        plain.add_edge(
            *(compact(source), compact(target)),
            compact(key) + (f".{seen[key]}" if seen[key] > 1 else ""),
            **attributes,
            claims=" ".join(compact(claim.iri) for claim in data["claims"]),
            evidence=" ".join(dict.fromkeys(place for claim in data["claims"] for place in _places(claim))),
        )
    if name == "csv":
        return _edge_list(plain)
    text = "\n".join(nx.generate_graphml(plain) if name == "graphml" else nx.generate_gexf(plain))
    # networkx stamps GEXF with today's date, and a build may not depend on the day.
    return (re.sub(r' lastmodifieddate="[^"]*"', "", text) + "\n").encode("utf-8")


def _places(claim: Claim) -> list[str]:
    """Where it is printed; for an inference, by which rule it follows."""
    return [compact(passage.iri) for passage in claim.evidence] or [compact(claim.rule)]


def _edge_list(plain: nx.MultiDiGraph) -> bytes:
    text = io.StringIO()
    names = (
        *("claims", "relation", "layer", "status", "from", "until"),
        *("symmetric", "via", "weight", "evidence"),
    )
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("source", "target", *names))
    for source, target, data in plain.edges(data=True):
        cells = ({**data, "symmetric": str(data["symmetric"]).lower()}[name] for name in names)
        writer.writerow((source, target, *cells))
    return text.getvalue().encode("utf-8")


#: Every format that `kg export` writes, and what writes it.
EXPORTS: Mapping[str, Callable[[Graph, str], bytes]] = {
    **dict.fromkeys(("ttl", "nt", "rdfxml"), _triples),
    **dict.fromkeys(("trig", "nq", "jsonld"), _dataset),
    **dict.fromkeys(("graphml", "gexf"), _network),
    "csv": claims_csv,
}
