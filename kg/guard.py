"""What a query may not do: read files, reach the network, or write. Decided on its tokens, before it runs.

Oxigraph follows `SERVICE` to any host and has no switch for it. A query is therefore cut into the
tokens of the SPARQL 1.1 grammar, and a keyword that is none of ours to run is refused. Text inside
strings, comments and IRIs is never a keyword, so a search for the word *service* is welcome.

One ambiguity matters: `<` opens an IRI or is *less than*, and only the parser knows. If we took for
an IRI what the parser takes for code, code could hide in it. Inside `<…>` the grammar allows neither
white space nor quotes nor brackets, so hidden code can only be a comment that runs on past the `>`,
or a keyword behind a closing `)`. An IRI with `scheme://` cannot be code at all. Every other `<…>`
that holds a `#`, or a `)` and a keyword behind it, is refused as well.
"""

from __future__ import annotations

import re

from kg.errors import QueryError

__all__ = ["check"]

#: Keywords that leave the graph, and what to tell the user of each.
_CLOSED = {
    "SERVICE": "queries may not ask other servers (SERVICE)",
    "FROM": "queries may not choose what to load (FROM); the built graph is the data set, see GRAPH",
    "LOAD": "kg query only reads (LOAD is an update)",
    "INSERT": "kg query only reads (INSERT is an update)",
    "DELETE": "kg query only reads (DELETE is an update)",
    "CLEAR": "kg query only reads (CLEAR is an update)",
    "DROP": "kg query only reads (DROP is an update)",
    "CREATE": "kg query only reads (CREATE is an update)",
    "COPY": "kg query only reads (COPY is an update)",
    "MOVE": "kg query only reads (MOVE is an update)",
    "ADD": "kg query only reads (ADD is an update)",
}
_KEYWORD = re.compile(rf"\b({'|'.join(_CLOSED)})\b", re.IGNORECASE)

# Productions of https://www.w3.org/TR/sparql11-query/#sparqlGrammar, longest first. A bare word is a
# keyword or a function; a word with a colon is a prefixed name; `?from` and `@from` are neither.
_TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\n\r]*)
    | (?P<string>\"\"\"(?:\"{0,2}(?:[^\"\\]|\\.))*\"\"\" | '''(?:'{0,2}(?:[^'\\]|\\.))*'''
                | \"(?:[^\"\\\n\r]|\\.)*\" | '(?:[^'\\\n\r]|\\.)*')
    | (?P<iri><[^<>\"{}|^`\\\x00-\x20]*>)
    | (?P<name>[^\W\d_][\w.·-]*:[^\s<>\"'{}()|^`;,\[\]]* | :[^\s<>\"'{}()|^`;,\[\]]*)
    | (?P<tagged>[?$@][\w-]+)
    | (?P<word>[^\W\d_]\w*)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def _unescape(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF else match[0]


def check(text: str) -> None:
    r"""Raise `QueryError` when `text` asks for something that is closed; return nothing otherwise.

    >>> check('SELECT * { ?s kg:from ?from FILTER(?x < 3 && ?y > 2) } # SERVICE')
    >>> check("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    ...
    kg.errors.QueryError: queries may not ask other servers (SERVICE)

    Escapes are read before tokens, as the standard says, so `\u0053ERVICE` is no way round.
    """
    for match in _TOKEN.finditer(_ESCAPE.sub(_unescape, text)):
        if match.lastgroup == "word" and match[0].upper() in _CLOSED:
            raise QueryError(_CLOSED[match[0].upper()])
        if match.lastgroup == "iri" and _could_be_code(match[0]):
            raise QueryError(f"write {match[0]} as an absolute IRI with scheme://, or use a prefix")


def _could_be_code(iri: str) -> bool:
    if re.match(r"<[A-Za-z][A-Za-z0-9+.-]*://", iri):
        return False
    return "#" in iri or (")" in iri and bool(_KEYWORD.search(iri.partition(")")[2])))
