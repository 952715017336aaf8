"""The built graph, opened for questions: Oxigraph in memory over one file of N-Quads.

A database on disk opens sooner but answers later: at this size, and at ten times it, commands are
faster with the quads in memory (`benchmarks/opening.py`), and one file can be replaced by one
rename. The default graph is the union of all named graphs.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, TypeVar

import pyoxigraph as ox

from kg import arithmetic, guard
from kg.errors import QueryError, StoreError
from kg.vocabulary import PREFIXES

__all__ = ["Answer", "Rows", "Store", "Term", "nquads", "parse"]

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Answer: TypeAlias = "Rows | bool | tuple[ox.Triple, ...]"
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Rows:
    """The solutions of a SELECT: the names of the columns, and a term or None in each cell."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def __iter__(self) -> Iterator[dict[str, Term | None]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)


class Store:
    """A dataset in memory that answers SPARQL 1.1 queries; it never writes, loads or calls out.

    >>> store = Store.from_nquads('<urn:a> <urn:b> "c" <urn:g> .')
    >>> store.query("ASK { ?s ?p 'c' }")
    True
    """

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self._store = ox.Store()
        self._store.bulk_extend(quads)

    @classmethod
    def open(cls, path: Path) -> Store:
        """Open the graph that `kg build` wrote; raises `StoreError` when it is not there or broken."""
        store = cls(())
        try:
            store._store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS, lenient=True)
        except FileNotFoundError as error:
            raise StoreError(f"no built graph at {path}; run 'kg build' first") from error
        except (OSError, SyntaxError) as error:
            raise StoreError(f"{path} cannot be read: {error}; run 'kg build --force'") from error
        return store

    @classmethod
    def from_nquads(cls, text: str) -> Store:
        """A store of the quads in `text`."""
        return cls(parse(text.encode("utf-8")))

    def __len__(self) -> int:
        return len(self._store)

    def __contains__(self, quad: ox.Quad) -> bool:
        return quad in self._store

    def __iter__(self) -> Iterator[ox.Quad]:
        return iter(self._store)

    def extend(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads; only inference does, before the graph is written."""
        self._store.extend(quads)

    def query(
        self,
        text: str,
        *,
        parameters: Mapping[str, Term] | None = None,
        timeout: float | None = None,
    ) -> Answer:
        """Answer a SELECT (rows), ASK (a truth value), CONSTRUCT or DESCRIBE (sorted triples).

        Known prefixes need no declaration. `parameters` stand for variables, as terms, so that no
        value is ever pasted into a query; a SELECT has to name them among its columns. Raises
        `QueryError` when the query does not parse, is refused by `kg.guard`, or takes more than
        `timeout` seconds.
        """
        return self._run(text, parameters, timeout, _materialised)

    def serialize(
        self,
        text: str,
        format: ox.QueryResultsFormat,
        *,
        parameters: Mapping[str, Term] | None = None,
        timeout: float | None = None,
    ) -> bytes:
        """Answer a SELECT or ASK in one of the W3C's result formats; raises as `query` does."""
        return self._run(text, parameters, timeout, lambda answer: answer.serialize(format=format) or b"")

    def select(self, text: str, **parameters: Term) -> list[dict[str, ox.NamedNode | ox.Literal]]:
        """The rows of one of our own SELECT queries as dictionaries, without the unbound cells."""
        answer = self.query(text, parameters=parameters)
        assert isinstance(answer, Rows), "select() is for SELECT queries"
        return [
            {name: term for name, term in row.items() if isinstance(term, ox.NamedNode | ox.Literal)}
            for row in answer
        ]

    def _run(
        self,
        text: str,
        parameters: Mapping[str, Term] | None,
        timeout: float | None,
        finish: Callable[..., _T],
    ) -> _T:
        guard.check(text)

        def work() -> _T:
            answer = self._store.query(
                text,
                prefixes=dict(PREFIXES),
                use_default_graph_as_union=True,
                custom_functions=dict(arithmetic.FUNCTIONS),
                custom_aggregate_functions=dict(arithmetic.AGGREGATES),
                substitutions={ox.Variable(name): term for name, term in (parameters or {}).items()},
            )
            return finish(answer)

        try:
            return _within(timeout, work)
        except SyntaxError as error:
            raise QueryError(f"the query does not parse: {_where(error)}") from error
        except (ValueError, RuntimeError, OSError) as error:
            raise QueryError(_one_line(error)) from error


def _materialised(answer: object) -> Answer:
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer)
    if isinstance(answer, ox.QueryTriples):
        return tuple(sorted(set(answer), key=str))
    assert isinstance(answer, ox.QuerySolutions)
    columns = tuple(variable.value for variable in answer.variables)
    return Rows(columns, tuple(tuple(solution) for solution in answer))


def _within(timeout: float | None, work: Callable[[], _T]) -> _T:
    """The result of `work`, or `QueryError` when it takes longer than `timeout` seconds.

    The engine cannot be interrupted, but it works without Python's lock: so it runs in a thread,
    and this one waits. A query that is given up goes on until the process ends, which for the
    command line is at once.
    """
    done: list[_T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as error:  # noqa: BLE001 - handed on to the waiting thread
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(timeout if timeout is None else min(timeout, threading.TIMEOUT_MAX))
    if thread.is_alive():
        raise QueryError(f"no answer within {timeout:g} seconds; see --timeout")
    if failed:
        raise failed[0]
    return done[0]


def _where(error: SyntaxError) -> str:
    """Where a query goes wrong; the engine's list of all that it would have accepted is cut off."""
    text = _one_line(error)
    place = re.search(r"error at (\d+):(\d+)", text)
    return f"line {place[1]}, column {place[2]}" if place else text[:200]


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())


def parse(content: bytes) -> Iterator[ox.Quad]:
    """The quads of an N-Quads document, with every literal as it is written there."""
    return ox.parse(content, format=ox.RdfFormat.N_QUADS, lenient=True)


def nquads(quads: Iterable[ox.Quad]) -> bytes:
    """Sorted N-Quads without duplicates: the same bytes for the same dataset, whatever its order."""
    lines = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    return b"".join(sorted(set(lines.splitlines(keepends=True))))
