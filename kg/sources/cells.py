"""What a cell says: one small reader a kind of column, and the table of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

import pyoxigraph as ox

from kg.dates import PartialDate
from kg.findings import nearest
from kg.identifiers import IDENTIFIERS, slug_problem
from kg.ontology import Ontology
from kg.record import Value, iri, literal
from kg.sources.layout import Column
from kg.vocabulary import KG, PREFIXES, XSD, compact, expand

__all__ = ["READERS", "CellError", "Context", "text_problem"]


_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_FORMULA = re.compile(r"[=@＝＠]|[+＋－-](?!\Z|[0-9.][^(|!]*\Z)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")


class CellError(ValueError):
    """What is wrong with one cell, and the name of the rule that it breaks."""

    def __init__(self, rule: str, message: str) -> None:
        self.rule = rule
        super().__init__(message)


class Context:
    """What a cell may refer to: the ontology, and the IRIs that tables declare with their classes."""

    def __init__(self, ontology: Ontology, declared: Mapping[str, frozenset[str]]) -> None:
        self.ontology = ontology
        self.declared = declared
        self._allowed: dict[tuple[str, ...], frozenset[str]] = {}

    def allowed(self, targets: tuple[str, ...]) -> frozenset[str]:
        """The IRIs that a column with these `to` values may point at."""
        if targets not in self._allowed:
            self._allowed[targets] = frozenset().union(*(self._members(name) for name in targets))
        return self._allowed[targets]

    def _members(self, target: str) -> Iterable[str]:
        concepts = self.ontology.concepts
        if target == "concepts":
            return frozenset().union(*concepts.values())
        if target.endswith(":"):
            return concepts.get(PREFIXES[target[:-1]].rstrip("/"), frozenset())
        kinds = self.ontology.kinds_of(expand(target) or "")
        return (name for name, types in self.declared.items() if types & kinds)


Row = Mapping[str, str]
Statements = Iterator[tuple[str, Value]]

#: A reader yields (property IRI, value) pairs, or raises `CellError`; it may look at its whole row.
Reader = Callable[[str, Column, Row, Context], Statements]


def text_problem(text: str) -> tuple[str, str] | None:
    """The rule and message when `text` may not stand in any table; None when it may.

    A leading `=`, `@` or signed word would run as a formula in a spreadsheet, in full width too where
    that is East Asian; a lone dash and a signed number are what statistics print.

    >>> text_problem("=1+1")
    ('formula', "'=1+1' looks like a formula; a cell may not begin with =")
    >>> text_problem("-"), text_problem("-3.5%"), text_problem("R&D <b>")
    (None, None, None)
    >>> text_problem("-2+3+cmd|' /C calc'!A0")[0]
    'formula'
    """
    if text != text.strip():
        return "white-space", f"white space around '{text.strip()}'"
    if _FORMULA.match(text):
        return "formula", f"'{text[:20]}' looks like a formula; a cell may not begin with {text[0]}"
    control = _CONTROL.search(text)
    if control:
        return "control-character", f"control character U+{ord(control[0]):04X}"
    return None


def _slug(cell: str, column: Column, row: Row, context: Context) -> Statements:
    problem = slug_problem(cell)
    if problem:
        raise CellError("slug", f"'{cell}': {problem}")
    yield from ()


def _text(cell: str, column: Column, row: Row, context: Context) -> Statements:
    if column.pattern and not re.fullmatch(column.pattern, cell):
        raise CellError("pattern", f"'{cell}' does not match {column.pattern}")
    language = column.language or row.get(column.language_in, "")
    if not _is_language(language):
        return  # the column of the language says so
    for name in filter(None, (column.property, column.also)):
        yield name, literal(cell, language=language)


def _language(cell: str, column: Column, row: Row, context: Context) -> Statements:
    if not _is_language(cell):
        raise CellError("language", f"'{cell}' is no language tag; write ko, zh-Hans or ko-Latn")
    yield from ()


def _is_language(tag: str) -> bool:
    """Whether `tag` is none, or one that RDF allows."""
    try:
        ox.Literal("", language=tag or None)
    except ValueError:
        return False
    return True


def _number(cell: str, column: Column, row: Row, context: Context) -> Statements:
    if not _NUMBER.fullmatch(cell):
        raise CellError("number", f"'{cell}' is not a plain number; write 4135 or 0.82")
    yield column.property, literal(cell, datatype=XSD.decimal)


def _date(cell: str, column: Column, row: Row, context: Context) -> Statements:
    try:
        day = PartialDate.from_text(cell)
    except ValueError as error:
        raise CellError("date", str(error)) from error
    yield column.property, literal(day.text, datatype=getattr(XSD, day.datatype))
    if column.bound:
        yield getattr(KG, column.bound), literal(str(getattr(day, column.bound)), datatype=XSD.date)


def _class(cell: str, column: Column, row: Row, context: Context) -> Statements:
    kinds = context.ontology.kinds_of(column.of)
    found = PREFIXES["kg"] + cell
    if found not in kinds:
        names = [compact(kind).removeprefix("kg:") for kind in kinds]
        raise CellError("reference", f"unknown class '{cell}'{nearest(cell, names)}")
    yield column.property, iri(found)


def _relation(cell: str, column: Column, row: Row, context: Context) -> Statements:
    found = PREFIXES["kg"] + cell
    if found not in context.ontology.layers:
        names = [compact(name).removeprefix("kg:") for name in context.ontology.layers]
        raise CellError("reference", f"unknown relation '{cell}'{nearest(cell, names)}")
    yield column.property, iri(found)


def _reference(cell: str, column: Column, row: Row, context: Context) -> Statements:
    found = expand(cell) if ":" in cell else PREFIXES[column.prefix] + cell
    allowed = context.allowed(column.to)
    if found is None or found not in allowed:
        names = [compact(name).removeprefix(f"{column.prefix}:") for name in allowed]
        kind = f"is not one of {', '.join(column.to)}" if found in context.declared else "is unknown"
        raise CellError("reference", f"'{cell}' {kind}{nearest(cell, names)}")
    yield column.property, iri(found)


def _identifier(cell: str, column: Column, row: Row, context: Context) -> Statements:
    kind = IDENTIFIERS[column.kind]
    problem = kind.problem(cell)
    if problem:
        raise CellError("identifier", f"'{cell}' is no {column.kind}: {problem}")
    yield column.property, iri(kind.to_iri(cell))


#: The reader of each kind of column, by the `is` of `tables.toml`.
READERS: Mapping[str, Reader] = {
    "slug": _slug,
    "text": _text,
    "language": _language,
    "number": _number,
    "date": _date,
    "class": _class,
    "relation": _relation,
    "reference": _reference,
    **dict.fromkeys(IDENTIFIERS, _identifier),
}
