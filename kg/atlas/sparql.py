"""A page that asks the graph in SPARQL, without a server: engine and graph are scripts beside it.

A page that is opened from a file can load nothing but scripts. So the engine (Oxigraph, compiled for
browsers) and the graph stand packed in two of them, which are read when the first query is run; the page
itself is light. The engine works in a worker made from its text, so that a query can be stopped, and has no
way to the network. What the page refuses, and in which words, is what `kg.guard` says.
"""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import quote

import pyoxigraph as ox

from kg import guard
from kg.atlas.pages import File, Page, Part
from kg.atlas.reading import Reading
from kg.atlas.records import sentence
from kg.atlas.things import register
from kg.errors import QueryError, UsageError
from kg.graph import Graph
from kg.queries import NamedQuery
from kg.store import Term
from kg.vocabulary import BASE, KG, PREFIXES, compact

__all__ = ["Example", "bound", "examples", "link", "names", "pages", "refusals"]

#: The parts of the page's script, in the order in which they are put together.
_SCRIPTS = ("sparql-guard.js", "sparql-editor.js", "sparql-answer.js", "sparql-ask.js", "sparql.js")
#: The keywords that `kg.guard` refuses.
_CLOSED = ("SERVICE", "FROM", "ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE")
#: An address with a port and no path behind it, which no query may hold beside a closed keyword.
_PORT = "<//:>"
#: Where the pattern of a query begins: for CONSTRUCT behind its template, for all others at the first brace.
_PATTERN = re.compile(r"^\s*CONSTRUCT\b.*?\bWHERE\s*\{|\{", re.DOTALL | re.IGNORECASE | re.MULTILINE)
_CUSTOM = re.compile(rf"\bfunction:\w|<{re.escape(PREFIXES['function'])}")
#: Things with a page of their own, or a place on one, by the beginning of their IRIs.
_PAGED = tuple(PREFIXES[name] for name in ("claim", "figure", "inference", "kg", "name", "rule", "source"))

#: What a thing is called, the language of that, whether it has a page, and how the line of a status is drawn.
Name = tuple[str, str, bool, str]


@dataclass(frozen=True, slots=True)
class Example:
    """A named question as a query that stands for itself: nothing has to be bound any more."""

    query: NamedQuery
    text: str

    @property
    def address(self) -> str:
        """The end of the address that opens the page with this query in it."""
        return link(self.text)


def pages(reading: Reading) -> Iterator[Part]:
    """The page, its script and style, and what it loads for the first query."""
    engine = File("assets/sparql-engine.js", _engine())
    graph = File("assets/sparql-graph.js", _graph(reading))
    shown = examples(reading.graph)
    yield Page(
        "sparql.html",
        "sparql.html.j2",
        reading.words["sparql"],
        {
            "examples": shown,
            "first": shown[0].text if shown else "SELECT * { ?subject ?predicate ?object } LIMIT 10\n",
            "prefixes": PREFIXES,
            "weight": len(engine.content) + len(graph.content),
            "setup": {
                "base": BASE,
                "prefixes": PREFIXES,
                "refusals": refusals(),
                "words": {key: reading.words[key] for key in reading.words if key.startswith("sparql_")}
                | {key: reading.words[key] for key in ("answer", "no_rows", "yes", "no")},
            },
        },
    )
    yield from (engine, graph)
    script = "\n".join(_template(name) for name in _SCRIPTS)
    yield File("assets/sparql.js", f'(() => {{\n"use strict";\n\n{script}}})();\n'.encode())
    yield File("assets/sparql.css", _template("sparql.css").encode())
    yield File("assets/oxigraph-licence.txt", _vendored("LICENSE.txt"))


def examples(graph: Graph) -> list[Example]:
    """The named questions that this engine can answer: first those of the start page, then by name.

    Left out is what calls a function of ours, which only `kg query` knows, and what asks by default for
    something that this graph does not have.
    """
    found = []
    for query in sorted(graph.queries.values(), key=lambda one: (one.featured or "~", one.name)):
        if not _CUSTOM.search(query.text):
            try:
                found.append(Example(query, bound(graph, query)))
            except UsageError:
                continue
    return found


def bound(graph: Graph, query: NamedQuery, given: Mapping[str, str] | None = None) -> str:
    """A named question as text that any SPARQL engine with our prefixes answers alike.

    Every parameter becomes a line `VALUES ?name { value }  # meaning` at the head of the pattern, with what
    is `given` before its default. Such a line binds what it is joined with. A parameter that only a FILTER
    within braces of its own names would not be reached; no question of ours has one. Raises `UsageError` for
    a value that does not fit.
    """
    kept = [line for line in query.text.splitlines() if not line.startswith("#+")]
    text = f"# {query.question}\n" + "\n".join(kept).strip() + "\n"
    meanings = {parameter.name: parameter.meaning for parameter in query.parameters}
    lines = "".join(
        f"\n  VALUES ?{name} {{ {_written(term)} }}  # {meanings[name]}"
        for name, term in graph.bind(query, given or {}).items()
    )
    begin = _PATTERN.search(text, text.index("\n"))
    if not lines or begin is None:
        return text
    rest = text[begin.end() :]
    return text[: begin.end()] + lines + (rest if rest.startswith("\n") else f"\n  {rest.lstrip()}")


def _written(term: Term) -> str:
    """A term as a query spells it: in short where that is possible.

    >>> _written(ox.NamedNode(PREFIXES["id"] + "ge-li")), _written(ox.NamedNode("urn:a"))
    ('id:ge-li', '<urn:a>')
    >>> _written(ox.Literal(7)), _written(ox.Literal("en"))
    ('"7"^^xsd:integer', '"en"')
    """
    if isinstance(term, ox.NamedNode):
        short = compact(term.value)
        return short if short != term.value and re.fullmatch(r"\w+:\w[\w-]*", short) else str(term)
    if (
        isinstance(term, ox.Literal)
        and not term.language
        and term.datatype.value != f"{PREFIXES['xsd']}string"
    ):
        return f"{ox.Literal(term.value)}^^{_written(term.datatype)}"
    return str(term)


def link(text: str) -> str:
    """The end of the address of a query.

    >>> link("ASK { ?s ?p 1 }")
    '#query=ASK%20%7B%20?s%20?p%201%20%7D'
    """
    return f"#query={quote(text, safe='/?:@!$()*,;~')}"


def refusals() -> dict[str, str]:
    """What `kg.guard` answers to each keyword that it refuses; under the empty key, to a bare port."""
    asked = {name: name for name in _CLOSED} | {"": f"?service {_PORT}"}
    return {name: _refusal(text).replace(_PORT, "{}") for name, text in asked.items()}


def _refusal(text: str) -> str:
    try:
        guard.check(text)
    except QueryError as error:
        return str(error)
    raise AssertionError(f"kg.guard lets {text} pass")


def names(reading: Reading) -> dict[str, Name]:
    """What the page calls things, by IRI: passages by their places, all others as every page does."""
    spots = {iri: words for words, iri in reading.citations.items()}
    concepts = {one for many in reading.graph.ontology.concepts.values() for one in many}
    paged = {
        *register(reading),
        *reading.graph.ontology.concepts,
        *concepts,
        *spots,
        PREFIXES["kg"].rstrip("#"),
    }
    found: dict[str, Name] = {}
    for iri in sorted(reading.statements.of):
        label = reading.label(iri)
        text = sentence(reading, iri) or spots.get(iri) or label.text
        leads = iri in paged or iri.startswith(_PAGED) or KG.Dataset in reading.kinds(iri)
        if leads or label.language:
            found[iri] = (
                text,
                label.language if text == label.text else "",
                leads,
                reading.lines.get(iri, ""),
            )
    return found


def _graph(reading: Reading) -> bytes:
    """The script that brings the graph, and what its things are called."""
    called = json.dumps(names(reading), ensure_ascii=False, separators=(",", ":")).encode()
    return _script(
        "sparqlGraph", {"quads": _packed(reading.graph.project.graph.read_bytes()), "names": _packed(called)}
    )


@cache
def _engine() -> bytes:
    """The script that brings the engine: its code and ours as the text of a worker, and its WebAssembly."""
    code = _vendored("web.js").decode() + _template("sparql-worker.js")
    notice = _vendored("NOTICE.txt").decode().replace("see LICENSE.txt", "see oxigraph-licence.txt")
    parts = {"code": code, "wasm": _packed(_vendored("web_bg.wasm"))}
    return f"/*! {notice}*/\n".encode() + _script("sparqlEngine", parts)


def _script(name: str, parts: Mapping[str, str]) -> bytes:
    return f"window.{name} = {json.dumps(parts, separators=(',', ':'))};\n".encode()


def _packed(content: bytes) -> str:
    """Bytes as text that a script may hold, and the same text for the same bytes.

    >>> gzip.decompress(base64.b64decode(_packed(b"graph")))
    b'graph'
    """
    return base64.b64encode(gzip.compress(content, compresslevel=9, mtime=0)).decode("ascii")


def _template(name: str) -> str:
    return files("kg.atlas").joinpath("templates", name).read_text(encoding="utf-8")


def _vendored(name: str) -> bytes:
    return files("kg.atlas").joinpath("vendor", "oxigraph", name).read_bytes()
