"""`kg query`, `kg queries`, `kg show`, `kg find`: questions to the built graph."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import Bom, Format, Language, Output, Project, Timeout, opened
from kg.cli.output import Cell, emit, paragraphs, rows
from kg.cli.sentences import block

if TYPE_CHECKING:
    from kg.formats import Format as FormatChoice
    from kg.graph import Graph
    from kg.names import Names
    from kg.show import Entry
    from kg.store import Rows, Term

__all__ = ["find", "queries", "query", "show"]

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def query(
    text: Annotated[
        str | None,
        typer.Argument(metavar="[NAME|SPARQL|-]", help="A named question, a query, or - for stdin."),
    ] = None,
    file: Annotated[
        str | None, typer.Option("--file", "-f", metavar="FILE", help="Read the query from a file.")
    ] = None,
    param: Annotated[
        list[str] | None,
        typer.Option("--param", "-p", metavar="NAME=VALUE", help="A parameter of a named question."),
    ] = None,
    format: Format = None,
    output: Output = None,
    bom: Bom = False,
    language: Language = "en",
    ids: Annotated[bool, typer.Option("--ids", help="CURIEs instead of labels in tables.")] = False,
    timeout: Timeout = 60,
    project: Project = None,
) -> None:
    """Answer a named question, or any SPARQL query, on the built graph.

    All prefixes are known. Queries only read: SERVICE, FROM and updates are
    refused. SELECT gives table, csv, tsv, json, xml, ndjson or md; ASK table,
    json, xml or md; CONSTRUCT and DESCRIBE ttl, nt, jsonld or rdfxml.

    \b
    Examples:
      kg query who-studied-where
      kg query "SELECT ?who ?where { ?who kg:studiedAt ?where }"
      kg query relations-of -p actor=한국파스퇴르연구소 -F csv -o ipk.csv
    """
    from kg.store import Rows

    graph = opened(project)
    sparql, parameters = _sparql(graph, text, file, param or [])
    chosen, kind = _chosen(sparql, format, output)
    _check_flags(chosen.name, bom=bom, ids=ids)
    if kind == "graph":
        from kg.export import rdf

        answer = graph.query(sparql, parameters=parameters, timeout=timeout)
        emit(rdf(list(answer), chosen.name) if isinstance(answer, tuple) else b"", output)
        return
    if chosen.name in _W3C:
        import pyoxigraph as ox

        results = getattr(ox.QueryResultsFormat, chosen.name.upper())
        content = graph.store.serialize(sparql, results, parameters=parameters, timeout=timeout)
        emit(content, output, bom=bom)
        return
    answer = graph.query(sparql, parameters=parameters, timeout=timeout)
    if isinstance(answer, Rows):
        emit(_table(answer, chosen.name, graph.names, language, ids=ids), output)
    else:
        emit(f"{str(answer).lower()}\n", output)


_W3C = {"csv", "tsv", "json", "xml"}


def _check_flags(format: str, *, bom: bool, ids: bool) -> None:
    """A flag that would have no effect is a mistake, and said so."""
    from kg.errors import UsageError

    if bom and format not in {"csv", "tsv"}:
        raise UsageError(f"--bom is for csv and tsv, not for {format}")
    if ids and format not in {"table", "md"}:
        raise UsageError(f"--ids is for table and md; {format} always holds ids")


def _sparql(
    graph: Graph, text: str | None, file: str | None, given: list[str]
) -> tuple[str, dict[str, Term]]:
    """The query as text, and its parameters as terms, from the three places it may come from."""
    from kg.errors import ProjectError, UsageError
    from kg.queries import get

    if (text is None) == (file is None):
        raise UsageError("give a question, a query, - for stdin, or --file")
    pairs = dict(pair.split("=", 1) for pair in given if "=" in pair)
    if len(pairs) != len(given):
        raise UsageError("write a parameter as NAME=VALUE, each once")
    if text and _NAME.fullmatch(text):
        named = get(graph.queries, text)
        return named.text, graph.bind(named, pairs)
    if pairs:
        raise UsageError("only named questions have parameters")
    if file is None and text != "-":
        return text or "", {}
    try:
        data = sys.stdin.buffer.read() if file is None else Path(file).read_bytes()
        return data.decode("utf-8-sig"), {}
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise ProjectError(f"{file or 'stdin'} cannot be read: {reason}") from error


def _chosen(sparql: str, format: str | None, output: str | None) -> tuple[FormatChoice, str]:
    """The format to write in, and the kind of answer, known from the query's form before it runs."""
    from kg import formats

    bare = re.sub(r"<[^<>\s]*>|#[^\n\r]*", " ", sparql)
    form = re.search(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)(?![\w.-]*:)", bare, re.IGNORECASE)
    kind = {"ASK": "boolean", "CONSTRUCT": "graph", "DESCRIBE": "graph"}.get(
        form[1].upper() if form else "", "solutions"
    )
    return formats.choose(format, output, kind, "ttl" if kind == "graph" else "table"), kind


def _table(answer: Rows, format: str, names: Names, language: str, *, ids: bool) -> str:
    import pyoxigraph as ox

    from kg.vocabulary import compact

    def text(term: Term | None) -> str | None:
        if isinstance(term, ox.NamedNode):
            return compact(term.value) if ids or format == "ndjson" else names.label(term.value, language)
        return None if term is None else str(getattr(term, "value", term))

    cells: list[list[Cell]] = [[text(term) for term in row] for row in answer.rows]
    return rows(answer.columns, cells, format)


def queries(format: Format = None, output: Output = None, project: Project = None) -> None:
    """List the named questions, with their parameters.

    \b
    Examples:
      kg queries
      kg queries -F json
    """
    from kg import formats
    from kg.project import find as find_project
    from kg.queries import read

    chosen = formats.choose(format, output, "rows", "table")
    known = read(find_project(project).queries("queries"))
    cells = [
        [
            query.name,
            query.question,
            "; ".join(f"{one.name}={one.default}: {one.meaning}" for one in query.parameters),
        ]
        for query in known.values()
    ]
    emit(rows(["name", "question", "parameters"], cells, chosen.name), output)


def show(
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="An id, a CURIE, or a name in any script.")],
    format: Format = None,
    output: Output = None,
    language: Language = "en",
    project: Project = None,
) -> None:
    """Show all that is said of an actor, place, instrument or concept.

    Names as each document prints them, relations in both directions, statements
    and figures; each with its status and the place where it is printed.

    \b
    Examples:
      kg show wuxi-pharmatech
      kg show "한국파스퇴르연구소" --lang ko
      kg show GRL -F json
    """
    from kg import formats
    from kg.show import show as entry_of

    chosen = formats.choose(format, output, "entry", "table")
    graph = opened(project)
    entry = entry_of(graph, graph.names.resolve(actor), language=language)
    if chosen.name == "json":
        import json

        emit(json.dumps(entry.as_dict(), ensure_ascii=False, indent=2) + "\n", output)
    else:
        emit(_entry_text(entry), output)


def _entry_text(entry: Entry) -> str:
    others = " · ".join(label for label in entry.labels.values() if label != entry.label)
    lines = [
        entry.label + (f" ({others})" if others else ""),
        ", ".join(filter(None, (entry.kind, entry.id))),
    ]
    parts = {
        "": entry.facts,
        "Names": entry.names,
        "Relations": entry.relations,
        "Statements": entry.statements,
        "Figures": entry.figures,
    }
    for title, content in parts.items():
        if content:
            lines += ["", f"{title} ({len(content)})"] if title else [""]
            for line in content:
                lines += block(line, f"{line.what}: {line.text}", indent=2)
    return paragraphs(lines)


def find(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Part of a name, in any script.")],
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many to show.")] = 10,
    format: Format = None,
    output: Output = None,
    language: Language = "en",
    project: Project = None,
) -> None:
    """Find things by any of their names, in any script; a typing error is forgiven.

    \b
    Examples:
      kg find pasteur
      kg find 药明康德
      kg find "Colombia University" -n 3
    """
    from kg import formats
    from kg.vocabulary import compact

    chosen = formats.choose(format, output, "rows", "table")
    names = opened(project).names
    cells: list[list[Cell]] = [
        [compact(hit.iri).removeprefix("id:"), names.label(hit.iri, language), hit.name, hit.score]
        for hit in names.find(text, limit=limit)
    ]
    emit(rows(["id", "label", "name found", "score"], cells, chosen.name), output)
