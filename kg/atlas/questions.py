"""A page for each named question: the query, its parameters, and the answer of the graph."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.atlas import sparql
from kg.atlas.pages import File, Page, Part
from kg.atlas.reading import Link, Reading, Text
from kg.errors import UsageError
from kg.queries import NamedQuery
from kg.store import Answer, Rows, Term
from kg.vocabulary import PREFIXES, compact

__all__ = ["Table", "featured", "pages", "table"]

Cell = str | Link | Text | None


@dataclass(frozen=True, slots=True)
class Table:
    """An answer as a table: headings, and IRIs, texts or nothing in cells; `truth` is the answer to ASK.

    `problem` says why a question cannot be asked of this graph, such as that it does not know a default.
    """

    columns: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...]
    truth: bool | None = None
    problem: str = ""


def pages(reading: Reading) -> Iterator[Part]:
    """The list of questions, and the page of each with its answer as CSV beside it."""
    asked = reading.graph.queries
    context = {
        "questions": list(asked.values()),
        "counts": {name: len(table(reading, name).rows) for name in asked},
    }
    editable = {one.query.name: one.address for one in sparql.examples(reading.graph)}
    yield Page("questions.html", "questions.html.j2", reading.words["questions"], context)
    for name, query in asked.items():
        answer = table(reading, name)
        path = f"questions/{name}"
        yield Page(
            f"{path}.html",
            "question.html.j2",
            query.question,
            {"query": query, "answer": answer, "csv": bool(answer.rows), "editable": editable.get(name, "")},
        )
        if answer.rows:
            yield File(f"{path}.csv", _csv(reading.answer(name)))


def featured(reading: Reading) -> list[NamedQuery]:
    """The questions that the start page answers, in the order that their headers say."""
    chosen = [query for query in reading.graph.queries.values() if query.featured]
    return sorted(chosen, key=lambda query: (query.featured, query.name))


def table(reading: Reading, name: str) -> Table:
    """The answer to a named question with the defaults of its parameters."""
    try:
        answer = reading.answer(name)
    except UsageError as error:
        return Table((), (), problem=str(error))
    if isinstance(answer, Rows):
        columns, rows = answer.columns, answer.rows
    elif isinstance(answer, bool):
        return Table((), (), truth=answer)
    else:
        columns = ("subject", "predicate", "object")
        rows = tuple((one.subject, one.predicate, one.object) for one in answer)
    heads = tuple(_heading(reading, column) for column in columns)
    return Table(heads, tuple(tuple(_cell(reading, term) for term in row) for row in rows))


def _heading(reading: Reading, column: str) -> Text:
    """What a column is called: as the property of its name, if there is one."""
    iri = PREFIXES["kg"] + column
    return reading.label(iri) if iri in reading.graph.names.labels else Text(column)


def _cell(reading: Reading, term: Term | None) -> Cell:
    if isinstance(term, ox.NamedNode):
        return term.value
    if isinstance(term, ox.Literal):
        if term.value in reading.citations:
            return Link(term.value, reading.citations[term.value])
        return Text(term.value, term.language or "")
    return None if term is None else Text(str(term))


def _csv(answer: Answer) -> bytes:
    """An answer for spreadsheets and programs: IRIs in short, everything else as it is."""

    def plain(term: object) -> str:
        return (
            compact(term.value) if isinstance(term, ox.NamedNode) else str(getattr(term, "value", term or ""))
        )

    columns, rows = (answer.columns, answer.rows) if isinstance(answer, Rows) else ((), ())
    if isinstance(answer, tuple):
        columns, rows = ("subject", "predicate", "object"), tuple(tuple(triple) for triple in answer)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([plain(term) for term in row] for row in rows)
    return text.getvalue().encode("utf-8")
