"""How a table is laid out: `data/tables.toml`, read into frozen values."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import ProjectError
from kg.findings import nearest
from kg.vocabulary import expand

__all__ = ["Column", "Table", "read"]

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what its cells are, and the property that they are values of."""

    name: str
    kind: str
    property: str = ""
    also: str = ""
    prefix: str = "id"
    to: tuple[str, ...] = ()
    of: str = ""
    needed: bool = False
    many: bool = False
    language: str = ""
    language_in: str = ""
    default: str = ""
    bound: str = ""
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One file or pattern of files, and its columns in the order of the header."""

    path: str
    iri: str
    graph: str
    columns: tuple[Column, ...]
    type: str = ""
    mint: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    direct: bool = False
    layer: bool = False
    dataset: bool = False


def read(path: Path) -> tuple[Table, ...]:
    """Read the layouts; a key or prefix that nothing reads is a `ProjectError`, not a silent option."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ProjectError(f"{path.name}: {error}") from error
    return tuple(_table(path.name, entry) for entry in content.get("table", []))


def _table(file: str, entry: Mapping[str, Any]) -> Table:
    columns = tuple(
        _make(Column, file, {"name": name, **_renamed(keys)})
        for name, keys in entry.get("columns", {}).items()
    )
    keys = {name: value for name, value in entry.items() if name != "columns"}
    table = _make(Table, file, {**keys, "columns": columns})
    _check(f"{file}: {table.path}", table)
    return table


def _check(where: str, table: Table) -> None:
    """Raise `ProjectError` for a column, prefix or bound that is named but does not exist."""
    names = {column.name for column in table.columns}
    languages = [column.language_in for column in table.columns if column.language_in]
    for name in (*(table.mint or ["id"]), *table.one_of, *languages):
        if name not in names:
            raise ProjectError(f"{where}: no column '{name}'{nearest(name, names)}")
    targets = {target for column in table.columns for target in column.to if target != "concepts"}
    prefixes = {f"{column.prefix}:" for column in table.columns}
    for curie in sorted({table.iri, *targets, *prefixes}):
        _iri(where, curie)
    for column in table.columns:
        if column.bound not in {"", "earliest", "latest"}:
            raise ProjectError(f"{where}: {column.name}: unknown bound '{column.bound}'")


def _renamed(keys: Mapping[str, Any]) -> dict[str, Any]:
    return {("kind" if name == "is" else name): value for name, value in keys.items()}


def _make(cls: type[_T], file: str, keys: Mapping[str, Any]) -> _T:
    known = {field.name for field in fields(cls)}  # type: ignore[arg-type]
    for name in keys.keys() - known:
        raise ProjectError(f"{file}: {keys.get('path', keys.get('name'))}: unknown key '{name}'")
    plain: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in keys.items()}
    for name in ("property", "also", "of", "type"):
        if plain.get(name):
            plain[name] = _iri(file, plain[name])
    try:
        return cls(**plain)
    except TypeError as error:
        raise ProjectError(f"{file}: {keys.get('path', keys.get('name'))}: {error}") from error


def _iri(file: str, curie: str) -> str:
    found = expand(curie)
    if found is None:
        raise ProjectError(f"{file}: unknown prefix in '{curie}'")
    return found
