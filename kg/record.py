"""What a row says, as frozen values: an IRI and the statements about it, not yet RDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from kg.findings import Place

__all__ = ["Record", "Value", "iri", "literal"]


class Value(NamedTuple):
    """An RDF term as plain text: an IRI, or a literal with a language or a datatype."""

    text: str
    is_iri: bool = False
    language: str = ""
    datatype: str = ""


def iri(text: str) -> Value:
    """The IRI `text` as a value."""
    return Value(text, is_iri=True)


def literal(text: str, *, language: str = "", datatype: str = "") -> Value:
    """A literal: plain, or with a language tag, or with the IRI of a datatype."""
    return Value(text, language=language, datatype=datatype)


@dataclass(frozen=True, slots=True)
class Record:
    """One row, read and understood: `statements` are (property IRI, value) pairs about `iri`.

    `graph` is the IRI of the named graph that the row belongs to. `place` is where the row stands,
    so that a rule of the graph can be traced back to a line of a file. `direct` are the triples that
    stand by themselves because the row claims a fact.
    """

    iri: str
    graph: str
    statements: tuple[tuple[str, Value], ...]
    place: Place
    direct: tuple[tuple[str, str, Value], ...] = ()

    def first(self, property_iri: str) -> Value | None:
        """The first value of a property, in the order of the columns; None when there is none."""
        return next((value for name, value in self.statements if name == property_iri), None)
