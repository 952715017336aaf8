"""The curated tables: CSV rows to records, and every mistake to a finding with file, line and column."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

from kg.errors import ProjectError
from kg.findings import Finding, Place, nearest
from kg.identifiers import slug_problem
from kg.ontology import Ontology
from kg.project import Project
from kg.record import Record, Value, iri
from kg.sources.cells import READERS, CellError, Context, text_problem
from kg.sources.layout import Column, Table
from kg.sources.layout import read as read_layout
from kg.vocabulary import KG, PREFIXES, RDF, compact

__all__ = ["read"]

_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass(frozen=True, slots=True)
class _Row:
    """One data row as text, before anything is understood."""

    table: Table
    place: Place
    cells: dict[str, str]
    iri: str


@dataclass(slots=True)
class _Reading:
    """One reading of all tables: what was found on the way."""

    project: Project
    ontology: Ontology
    findings: list[Finding] = field(default_factory=list)

    def find(self, place: Place, rule: str, message: str) -> None:
        self.findings.append(Finding(place, message, rule))


def read(project: Project, ontology: Ontology) -> tuple[list[Record], list[Finding]]:
    """Read every table of the project: the records that could be read, and all findings, sorted.

    Two passes, because rows refer to one another: the first collects what each row declares, the
    second reads the cells. A file or a row with a finding never hides those of the next one.
    """
    reading = _Reading(project, ontology)
    rows = [row for table in _tables(reading) for row in _rows(table, reading)]
    unique = _without_duplicates(rows, reading)
    context = Context(ontology, {row.iri: _types(row, ontology) for row in unique})
    _check_datasets(unique, context, reading)
    records = [_record(row, context, reading) for row in unique]
    return _placed(records), sorted(reading.findings)


def _tables(reading: _Reading) -> Iterator[Table]:
    project = reading.project
    claimed: set[Path] = set()
    for table in read_layout(project.data / "tables.toml"):
        for column in table.columns:
            if column.kind not in READERS:
                what = f"unknown kind '{column.kind}'{nearest(column.kind, READERS)}"
                raise ProjectError(f"tables.toml: {table.path}: {column.name}: {what}")
        files = project.tables(table.path)
        claimed.update(files)
        if not files:
            reading.find(Place(f"data/{table.path}"), "missing-file", "no such table")
        yield table
    for stray in sorted(set(project.tables("**/*.[cC][sS][vV]")) - claimed):
        reading.find(
            Place(project.name(stray)), "unknown-file", "no [[table]] of data/tables.toml reads this file"
        )


def _rows(table: Table, reading: _Reading) -> Iterator[_Row]:
    for path in reading.project.tables(table.path):
        name = reading.project.name(path)
        yield from _rows_of(table, name, _text(path, name, reading), reading)


def _text(path: Path, name: str, reading: _Reading) -> str:
    """The text of one file. One that is not UTF-8, or begins with a mark, is a finding.

    It is read all the same, as well as can be, so that other tables are not told in hundreds of
    findings that its rows are unknown. In Korean and Chinese encodings no comma, quotation mark or
    end of line is part of another character, so that rows and columns stay what they are.
    """
    content = path.read_bytes()
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            reading.find(Place(name, 1), "byte-order-mark", "byte-order mark; save as UTF-8 without one")
            return content.decode(encoding, errors="backslashreplace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = content[error.start]
        reading.find(Place(name, line), "encoding", f"byte 0x{byte:02X} is not UTF-8; save as UTF-8")
        return content.decode("utf-8", errors="backslashreplace")


def _rows_of(table: Table, name: str, text: str, reading: _Reading) -> Iterator[_Row]:
    expected = [column.name for column in table.columns]
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    try:
        header = next(lines, [])
        if not _check_header(header, expected, name, reading):
            return
        start = lines.line_num + 1
        for cells in lines:
            place, start = Place(name, start), lines.line_num + 1
            if len(cells) != len(expected):
                message = f"{len(cells)} columns where the header has {len(expected)}"
                reading.find(place, "columns", message)
                continue
            row = dict(zip(expected, cells, strict=True))
            yield _Row(table, place, row, _mint(table, row))
    except csv.Error as error:
        reading.find(Place(name, start), "csv", f"{error}")


def _check_header(header: list[str], expected: list[str], name: str, reading: _Reading) -> bool:
    for found, wanted in zip_longest(header, expected):
        if found == wanted:
            continue
        if found is not None and found not in expected:
            message = f"unknown column '{found}'{nearest(found, expected)}"
        elif wanted is not None and wanted not in header:
            message = f"column '{wanted}' is missing"
        else:
            message = f"column '{found}' stands where {wanted or 'none'} belongs"
        reading.find(Place(name, 1), "header", f"{message}; the header is {','.join(expected)}")
        return False
    return True


def _mint(table: Table, cells: dict[str, str]) -> str:
    """The IRI of a row: by its id, or by a digest of what it says, so that rows can move.

    A row with an id of another form is a finding, but it is read on, and so it needs an IRI as well.
    """
    prefix = PREFIXES[table.iri.partition(":")[0]]
    if not table.mint and not slug_problem(cells["id"]):
        return prefix + cells["id"]
    content = "\x1f".join(cells[name] for name in table.mint or ("id",))
    return prefix + hashlib.sha256(content.encode()).hexdigest()[:16]


def _without_duplicates(rows: list[_Row], reading: _Reading) -> list[_Row]:
    first: dict[str, _Row] = {}
    for row in rows:
        seen = first.setdefault(row.iri, row)
        if seen is not row:
            column = "" if row.table.mint else "id"
            what = f"id '{row.cells['id']}'" if column else "the same row"
            reading.find(
                Place(row.place.file, row.place.line, column),
                "duplicate-id" if column else "duplicate-row",
                f"{what} stands already at {seen.place.file}:{seen.place.line}",
            )
    return list(first.values())


def _types(row: _Row, ontology: Ontology) -> frozenset[str]:
    """The classes of a row; one that is misspelt counts as the widest that may stand there."""
    types = {row.table.type} - {""}
    for column in row.table.columns:
        if column.kind == "class":
            found = PREFIXES["kg"] + row.cells[column.name]
            types.add(found if found in ontology.kinds_of(column.of) else column.of)
    return frozenset(types)


def _record(row: _Row, context: Context, reading: _Reading) -> Record:
    statements: list[tuple[str, Value]] = []
    if row.table.type:
        statements.append((RDF.type, iri(row.table.type)))
    for column in row.table.columns:
        try:
            statements.extend(_cell(row, column, context))
        except CellError as error:
            place = Place(row.place.file, row.place.line, column.name)
            reading.find(place, error.rule, str(error))
    _check_row(row, context, reading)
    if row.table.dataset and _dataset(row) in context.declared:
        statements.append((KG.dataset, iri(_dataset(row))))
    record = Record(row.iri, row.table.graph, tuple(statements), row.place)
    return _with_direct(record, context) if row.table.direct else record


def _cell(row: _Row, column: Column, context: Context) -> Iterator[tuple[str, Value]]:
    text = row.cells[column.name]
    problem = text_problem(text)
    if problem:
        raise CellError(*problem)
    text = text or column.default
    if not text:
        if column.needed:
            raise CellError("needed", "empty; every row needs one")
        return
    for part in text.split("; ") if column.many else [text]:
        yield from READERS[column.kind](part, column, row.cells, context)


def _check_row(row: _Row, context: Context, reading: _Reading) -> None:
    """The rules that look at more than one cell."""
    choice = row.table.one_of
    if choice and sum(bool(row.cells[name]) for name in choice) != 1:
        place = Place(row.place.file, row.place.line, choice[0])
        reading.find(place, "one-of", f"fill exactly one of {' and '.join(choice)}")
    if not row.table.layer:
        return
    name = row.cells["relation"]
    layer = context.ontology.layers.get(PREFIXES["kg"] + name)
    file = Path(row.place.file)
    if layer and layer != PREFIXES["layer"] + file.stem:
        place = Place(row.place.file, row.place.line, "relation")
        where = compact(layer).removeprefix("layer:")
        reading.find(place, "layer", f"'{name}' belongs in {file.with_name(where + '.csv')}")


def _dataset(row: _Row) -> str:
    return PREFIXES["dataset"] + Path(row.place.file).stem


def _check_datasets(rows: list[_Row], context: Context, reading: _Reading) -> None:
    """A file of observations belongs to the dataset of its name."""
    base = PREFIXES["dataset"]
    known = [name.removeprefix(base) for name in context.declared if name.startswith(base)]
    for file, name in {row.place.file: _dataset(row) for row in rows if row.table.dataset}.items():
        if name not in context.declared:
            word = name.removeprefix(base)
            reading.find(Place(file), "reference", f"no dataset '{word}'{nearest(word, known)}")


def _with_direct(record: Record, context: Context) -> Record:
    """Add the triple that stands by itself, if and only if the status of the claim is factual."""
    status = record.first(KG.status)
    subject, relation = record.first(KG.subject), record.first(KG.relation)
    what = record.first(KG.object) or record.first(KG.value)
    if not (status and subject and relation and what) or status.text not in context.ontology.factual:
        return record
    triple = (subject.text, relation.text, what)
    return Record(record.iri, record.graph, record.statements, record.place, (triple,))


def _placed(records: list[Record]) -> list[Record]:
    """The records with the IRI of their named graph: `source` is the source of the row's evidence."""
    sources = {
        record.iri: source.text.removeprefix(PREFIXES["source"])
        for record in records
        if (source := record.first(KG.inSource))
    }

    def graph(record: Record) -> str:
        if record.graph != "source":
            return PREFIXES["graph"] + record.graph
        evidence = record.first(KG.evidence)
        name = sources.get(evidence.text) if evidence else None
        return PREFIXES["graph"] + (f"source/{name}" if name else "register")

    return [
        Record(record.iri, graph(record), record.statements, record.place, record.direct)
        for record in records
    ]
