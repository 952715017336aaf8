"""Results to people and files: tables in six formats, bytes to stdout or to a file, whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from kg.errors import UsageError
from kg.files import write

__all__ = ["Cell", "emit", "hush", "note", "paragraphs", "rows"]

Cell = str | int | float | None
_BOM = b"\xef\xbb\xbf"
_LEAST = 8  # cells of a terminal that a text keeps


def emit(content: str | bytes, output: str | None, *, bom: bool = False) -> None:
    """Write to stdout, or to a file that appears only when it is complete; always UTF-8."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    data = _BOM + data if bom else data
    if output in (None, "-"):
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    path = Path(output or "")
    if path.is_dir():
        raise UsageError(f"{output} is a folder; name a file")
    write(path, data)


def paragraphs(lines: Sequence[str]) -> str:
    """Lines as text; on a terminal, long ones go on below their own indentation.

    >>> paragraphs(["Names", "  Alias: WuXi AppTec"])
    'Names\\n  Alias: WuXi AppTec\\n'
    """
    if not sys.stdout.isatty():
        return "".join(f"{line}\n" for line in lines)
    from rich.console import Console
    from rich.text import Text

    console = Console(width=shutil.get_terminal_size().columns, color_system=None)
    flowed: list[str] = []
    for line in lines:
        margin = " " * (len(line) - len(line.lstrip()))
        width = max(console.width - len(margin) - 2, 20)
        first, *more = [part.plain.rstrip() for part in Text(line.strip()).wrap(console, width)] or [""]
        flowed += [margin + first, *(f"{margin}  {part}" for part in more)]
    return "".join(f"{line}\n" for line in flowed)


def hush() -> None:
    """Let go of stdout, which cannot be written; Python would complain again when it flushes it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def note(text: str) -> None:
    """A line for the person at the terminal: on stderr, never in the result."""
    typer.echo(text, err=True)


def rows(columns: Sequence[str], cells: Sequence[Sequence[Cell]], format: str) -> str:
    """A table as text in one of the formats for rows; an empty one still has its header.

    >>> rows(["actor", "degree"], [["Ge Li", 2]], "csv")
    'actor,degree\\nGe Li,2\\n'
    >>> print(rows(["a|b"], [["x\\ny"]], "md"), end="")
    | a\\|b |
    | --- |
    | x y |
    """
    return _WRITERS[format](columns, cells)


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _csv(columns: Sequence[str], cells: Sequence[Sequence[Cell]]) -> str:
    return _delimited(columns, cells, ",")


def _tsv(columns: Sequence[str], cells: Sequence[Sequence[Cell]]) -> str:
    return _delimited(columns, cells, "\t")


def _delimited(columns: Sequence[str], cells: Sequence[Sequence[Cell]], delimiter: str) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(cells)
    return text.getvalue()


def _json(columns: Sequence[str], cells: Sequence[Sequence[Cell]]) -> str:
    objects = [dict(zip(columns, row, strict=True)) for row in cells]
    return json.dumps(objects, ensure_ascii=False, indent=2) + "\n"


def _ndjson(columns: Sequence[str], cells: Sequence[Sequence[Cell]]) -> str:
    objects = (dict(zip(columns, row, strict=True)) for row in cells)
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in objects)


def _md(columns: Sequence[str], cells: Sequence[Sequence[Cell]]) -> str:
    def line(row: Sequence[Cell]) -> str:
        texts = (" ".join(_text(cell).split()) for cell in row)
        escaped = (text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;") for text in texts)
        return f"| {' | '.join(escaped)} |\n"

    return "".join([line(columns), line(["---"] * len(columns)), *map(line, cells)])


def _table(columns: Sequence[str], cells: Sequence[Sequence[Cell]]) -> str:
    """Aligned text: as wide as the terminal, or as wide as it needs to be when nobody watches."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    watched = sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if watched else 10_000
    texts = [[" ".join(_text(cell).split()) for cell in row] for row in cells]
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for i, (name, room) in enumerate(zip(columns, _widths(columns, texts, width), strict=True)):
        values = [row[i] for row in cells if row[i] is not None]
        right = bool(values) and all(isinstance(value, int | float) for value in values)
        table.add_column(Text(name), justify="right" if right else "left", overflow="fold", width=room)
    for row in texts:
        table.add_row(*map(Text, row))
    text = io.StringIO()
    Console(file=text, width=width, color_system=None, legacy_windows=False).print(table)
    return "".join(f"{line.rstrip()}\n" for line in text.getvalue().splitlines())


def _widths(columns: Sequence[str], texts: Sequence[Sequence[str]], width: int) -> list[int]:
    """The cells of a terminal for each column: numbers and short words keep their line.

    Where room is short, heads break between words, and then the long texts give way, the longest first.
    """
    from rich.cells import cell_len

    inner = [max((cell_len(row[i]) for row in texts), default=0) for i in range(len(columns))]
    whole = [max(size, cell_len(name)) for size, name in zip(inner, columns, strict=True)]
    room = width - 3 * (len(columns) - 1)
    if sum(whole) <= room:
        return whole
    found = [max(size, *map(cell_len, name.split()), 1) for size, name in zip(inner, columns, strict=True)]
    while sum(found) > room and max(found) > _LEAST:
        found[found.index(max(found))] -= 1
    return found


_WRITERS = {"csv": _csv, "tsv": _tsv, "json": _json, "ndjson": _ndjson, "md": _md, "table": _table}
