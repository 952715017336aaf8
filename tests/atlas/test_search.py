"""The index that the search box reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def rows(atlas: Path) -> list[list[object]]:
    """What the script holds."""
    text = (atlas / "assets" / "names.js").read_text(encoding="utf-8")
    assert text.startswith("window.atlasNames = ")
    found: list[list[object]] = json.loads(text.removeprefix("window.atlasNames = ").removesuffix(";\n"))
    return found


def test_every_row_leads_to_a_page(rows: list[list[object]], atlas: Path) -> None:
    """Things, sources, tables, concepts, terms and questions."""
    assert {
        str(path).partition("#")[0]
        for path, *_ in rows
        if not (atlas / str(path).partition("#")[0]).is_file()
    } == set()
    folders = {str(path).partition("/")[0] for path, *_ in rows}
    assert folders >= {"id", "source", "dataset", "concept", "questions"}
    assert len(rows) > 700


def test_a_thing_is_found_by_all_its_names(rows: list[list[object]]) -> None:
    """As printed, in other languages, and spelt in Latin letters."""
    (row,) = [row for row in rows if row[0] == "id/wuxi-pharmatech.html"]
    assert row[1:4] == ["WuXi PharmaTech", "en", "Company"]
    others = row[4]
    assert isinstance(others, list)
    assert "药明康德" in others
    assert any(name.isascii() and name.lower().startswith("yao") for name in others)


def test_the_best_known_comes_first(rows: list[list[object]]) -> None:
    """So that of equal hits the country stands before the plan that is named after it."""
    assert rows[0][0] == "id/south-korea.html"
