"""The data of a large page made small: repeated values once, then gzip, then base64.

A network of 20,000 nodes and 60,000 edges is 15 MB of JSON, most of which says the same again: field names,
labels of kinds and statuses, sources. Rows become columns, and a column that repeats itself becomes its
distinct values and each row's place among them. The page undoes it in `data-packed.js`, without a library.

    pack       value → text of base64, the same bytes for the same value
    unpack     the other way, as the page does it
    is_large   whether a page is better served packed
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["PACK_FROM", "is_large", "pack", "unpack"]

#: Characters of JSON from which a page is packed; below, it stays readable to whoever opens it in an editor.
PACK_FROM = 1_000_000
#: Rows from which a list of objects becomes columns; a few are not worth it.
ROWS = 50
#: The keys of a packed list; a key of the data that begins like them gets a second mark.
MARK = "#"
COUNT, COLUMNS, VALUES, PLACES = "#rows", "#columns", "#values", "#places"


def is_large(form: str) -> bool:
    """Whether the data, as JSON, is to be packed.

    >>> is_large("[]"), is_large("x" * PACK_FROM)
    (False, True)
    """
    return len(form) >= PACK_FROM


def pack(value: Any) -> str:
    """Plain data (what JSON can hold) as base64; neither the clock nor the machine is in it.

    >>> unpack(pack({"nodes": [{"id": "a"}, {"id": "b", "kind": ""}]}))
    {'nodes': [{'id': 'a'}, {'id': 'b', 'kind': ''}]}
    """
    content = gzip.compress(_json(_columns(value)).encode(), compresslevel=9, mtime=0)
    # The tenth byte names the operating system, which is nobody's business.
    return base64.b64encode(content[:9] + b"\xff" + content[10:]).decode()


def unpack(packed: str) -> Any:
    """The data that was packed; equal values of a column are one and the same object.

    Raises ValueError where the text is not what `pack` made.
    """
    try:
        return _rows(json.loads(gzip.decompress(base64.b64decode(packed, validate=True))))
    except (OSError, EOFError, KeyError, IndexError, TypeError) as error:
        raise ValueError("this is no packed data of a map") from error


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _columns(value: Any) -> Any:
    """Replaces each long list of objects, wherever it stands, by its columns."""
    if isinstance(value, Mapping):
        return {_marked(key): _columns(item) for key, item in value.items()}
    if not isinstance(value, list):
        return value
    if len(value) < ROWS or not all(isinstance(item, Mapping) for item in value):
        return [_columns(item) for item in value]
    keys = list(dict.fromkeys(key for item in value for key in item))
    return {COUNT: len(value), COLUMNS: {key: _column(key, value) for key in keys}}


def _column(key: str, rows: Sequence[Mapping[str, Any]]) -> Any:
    """One column: the objects in it as columns again, other values once each with the place of every row.

    The place is -1 where a row lacks the key.
    """
    found = [row[key] for row in rows if key in row]
    if len(found) == len(rows) and all(isinstance(item, Mapping) and item for item in found):
        return _columns(found)
    places: dict[object, int] = {}
    values: list[Any] = []
    chosen: list[int] = []
    for row in rows:
        if key not in row:
            chosen.append(-1)
            continue
        # A text stands for itself; the tuple keeps the form of another value apart from texts.
        form = row[key] if isinstance(row[key], str) else (_json(row[key]),)
        if form not in places:
            places[form] = len(values)
            values.append(row[key])
        chosen.append(places[form])
    if len(found) == len(rows) and 2 * len(values) > len(rows):
        return {VALUES: found}  # hardly anything is there twice
    return {VALUES: values, PLACES: chosen}


def _marked(key: str) -> str:
    return MARK + key if key.startswith(MARK) else key


def _rows(value: Any) -> Any:
    """Undoes `_columns`."""
    if isinstance(value, list):
        return [_rows(item) for item in value]
    if not isinstance(value, Mapping):
        return value
    if value.keys() != {COUNT, COLUMNS}:
        return {key.removeprefix(MARK): _rows(item) for key, item in value.items()}
    made: list[dict[str, Any]] = [{} for _ in range(value[COUNT])]
    for key, column in value[COLUMNS].items():
        if COUNT in column:
            values, places = _rows(column), range(len(made))
        else:
            values = column[VALUES]
            places = column.get(PLACES, range(len(values)))
        for row, place in zip(made, places, strict=True):
            if place >= 0:
                row[key] = values[place]
    return made
