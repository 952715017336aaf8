"""One table of every format: its name, suffix and media type, and what it can hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from kg.errors import UsageError
from kg.findings import nearest

__all__ = ["FORMATS", "Format", "choose"]


@dataclass(frozen=True, slots=True)
class Format:
    """A way of writing something: `kinds` are the answers it can hold.

    `rows` are SPARQL solutions and other tables, `boolean` is the answer to ASK, `graph` is a set of
    triples, `dataset` a set of quads, `network` nodes and edges, `page` something to click in,
    `picture` something to look at.
    """

    name: str
    suffix: str
    media_type: str
    kinds: frozenset[str]
    title: str


def _format(name: str, suffix: str, media_type: str, kinds: str, title: str) -> tuple[str, Format]:
    return name, Format(name, suffix, media_type, frozenset(kinds.split()), title)


#: Every format by name, in the order in which help lists them.
FORMATS: Mapping[str, Format] = dict(
    [
        _format(
            "table", ".txt", "text/plain", "rows solutions boolean entry", "aligned text, labels for IRIs"
        ),
        _format("csv", ".csv", "text/csv", "rows solutions network", "SPARQL 1.1 CSV, or an edge list"),
        _format("tsv", ".tsv", "text/tab-separated-values", "rows solutions", "SPARQL 1.1 TSV"),
        _format(
            "json",
            ".json",
            "application/sparql-results+json",
            "rows solutions boolean entry",
            "SPARQL 1.1 JSON",
        ),
        _format("xml", ".srx", "application/sparql-results+xml", "solutions boolean", "SPARQL 1.1 XML"),
        _format("ndjson", ".ndjson", "application/x-ndjson", "rows solutions", "one JSON object a line"),
        _format("md", ".md", "text/markdown", "rows solutions boolean", "Markdown table, labels for IRIs"),
        _format("ttl", ".ttl", "text/turtle", "graph", "Turtle"),
        _format("nt", ".nt", "application/n-triples", "graph", "N-Triples"),
        _format("jsonld", ".jsonld", "application/ld+json", "graph dataset", "JSON-LD"),
        _format("rdfxml", ".rdf", "application/rdf+xml", "graph", "RDF/XML"),
        _format("trig", ".trig", "application/trig", "dataset", "TriG, with named graphs"),
        _format("nq", ".nq", "application/n-quads", "dataset", "N-Quads, with named graphs"),
        _format("graphml", ".graphml", "application/graphml+xml", "network", "GraphML"),
        _format("gexf", ".gexf", "application/gexf+xml", "network", "GEXF 1.2"),
        _format("svg", ".svg", "image/svg+xml", "picture", "a drawing whose texts stay text"),
        _format("png", ".png", "image/png", "picture", "a picture of pixels"),
        _format("html", ".html", "text/html", "page picture", "one self-contained page"),
    ]
)


def choose(name: str | None, output: str | None, kind: str | Iterable[str], default: str) -> Format:
    """The format to write: the one named, else the one that the output's suffix means, else `default`.

    Raises `UsageError` when the format or the suffix is unknown, or cannot hold an answer of this `kind`.

    >>> choose(None, "actors.csv", "rows", "table").name
    'csv'
    >>> choose("ttl", None, "rows", "table")
    Traceback (most recent call last):
    ...
    kg.errors.UsageError: format 'ttl' cannot hold rows; use table, csv, tsv, json, ndjson or md
    """
    kinds = {kind} if isinstance(kind, str) else set(kind)
    fitting = [item for item in FORMATS.values() if kinds & item.kinds]
    if name is None:
        suffix = PurePath(output).suffix.lower() if output and output != "-" else ""
        by_suffix = {item.suffix: item.name for item in FORMATS.values()}
        if suffix and suffix not in by_suffix:
            raise UsageError(f"no format has the suffix '{suffix}'; name one with --format")
        name = by_suffix.get(suffix, default)
    if name not in FORMATS:
        raise UsageError(f"unknown format '{name}'{nearest(name, FORMATS)}")
    chosen = FORMATS[name]
    if chosen not in fitting:
        *others, last = [item.name for item in fitting]
        names = f"{', '.join(others)} or {last}" if others else last
        raise UsageError(f"format '{name}' cannot hold {'/'.join(sorted(kinds))}; use {names}")
    return chosen
