"""What a query may not do: read files, reach the network, or write. Decided on its text, before it runs.

Oxigraph follows `SERVICE` to any host and has no switch for it. Its parser wants no space around a
keyword (`trueSERVICE?x{}` is code), and whether `<` opens an IRI or is *less than* only it knows. So
nothing is guessed: every way in which the text can be read is followed, and where a closed keyword
may begin in any of them, the query is refused. Text in strings, comments, IRIs with `scheme://`,
variables and behind the colon of a name is no keyword, so a search for the word *service* is welcome.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.errors import QueryError

__all__ = ["check"]

_UPDATES = ("ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE")
#: Keywords that leave the graph, and what to tell the user of each.
_CLOSED = {
    "SERVICE": "queries may not ask other servers (SERVICE)",
    "FROM": "queries may not choose what to load (FROM); the built graph is the data set, see GRAPH",
    **{name: f"kg query only reads ({name} is an update)" for name in _UPDATES},
}
# The engine would not run an update, so for updates, unlike for the others, a whole word will do.
_KEYWORD = re.compile(rf"SERVICE|FROM|\b(?:{'|'.join(_UPDATES)})\b(?!:)", re.IGNORECASE)

# What can be read in one way only: comments, long strings without escapes, IRIs with ://, escapes in names.
_CERTAIN = re.compile(
    r"""
      \#[^\n\r]*
    | \"\"\"(?:\"{0,2}[^\"\\])*\"\"\" | '''(?:'{0,2}[^'\\])*'''
    | <[A-Za-z][A-Za-z0-9+.-]*://[^<>\"{}|^`\x00-\x20]*>
    | \\.
    """,
    re.VERBOSE | re.DOTALL,
)
# What may be meant: a long string, or an empty one and whatever follows; an IRI, or a comparison.
_POSSIBLE = [
    re.compile(form, re.DOTALL)
    for form in (
        r"\"\"\"(?:\"{0,2}(?:[^\"\\]|\\.))*\"\"\"",
        r"'''(?:'{0,2}(?:[^'\\]|\\.))*'''",
        r"\"(?:[^\"\\\n\r]|\\.)*\"",
        r"'(?:[^'\\\n\r]|\\.)*'",
        r"<[^<>\"{}|^`\x00-\x20]*>",
    )
]
# What ends where a keyword would begin, and takes it in: a variable, a prefix and colon, a language.
_INSIDE = re.compile(r"(?:(?<![\w>)\]])[?$]\w*|:(?:[\w:][\w:-]*)?|@[A-Za-z-]*)$")
# Behind a port no name can follow: with `PREFIX p: <http://h:>`, `p:service` is `p:` and a keyword.
_PORT = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]*:)?//[^/?#>]*[:\]][^/?#>]*>")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def check(text: str) -> None:
    r"""Raise `QueryError` when `text` asks for something that is closed; return nothing otherwise.

    >>> check('SELECT * { ?s kg:from ?from FILTER(?x < 3 && ?y > 2) } # SERVICE')
    >>> check("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    ...
    kg.errors.QueryError: queries may not ask other servers (SERVICE)

    Escapes are read after tokens, as Oxigraph does, and also before them, as SPARQL 1.1 says, so
    `\u0053ERVICE` is no way round.
    """
    for reading in dict.fromkeys((text, _ESCAPE.sub(_unescaped, text))):
        if not _KEYWORD.search(reading):
            continue
        for place in _code(reading):
            keyword = _KEYWORD.match(reading, place)
            if keyword and not _INSIDE.search(reading, max(0, place - 200), place):
                raise QueryError(_CLOSED.get(keyword[0].upper(), _CLOSED["SERVICE"]))
        if address := _PORT.search(reading):
            raise QueryError(f"write {address[0]} with a / behind the port")


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF else match[0]


def _code(text: str) -> Iterator[int]:
    """Every place of `text` that is code in at least one reading, each once."""
    seen: set[int] = set()
    ahead = [0]
    while ahead:
        place = ahead.pop()
        if place < len(text) and place not in seen:
            seen.add(place)
            yield place
            ahead += _onwards(text, place)


def _onwards(text: str, place: int) -> list[int]:
    """Where the code may go on, after what begins at `place`."""
    if certain := _CERTAIN.match(text, place):
        return [certain.end()]
    ends = [match.end() for form in _POSSIBLE if (match := form.match(text, place))]
    return ends if ends and text[place] != "<" else [*ends, place + 1]
