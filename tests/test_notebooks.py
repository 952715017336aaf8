"""The notebooks run, and show what they compute."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def test_there_is_a_notebook() -> None:
    """A test that finds nothing to check must fail."""
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
# The kernel runs in a process of its own; what its client warns of is not about this project.
@pytest.mark.filterwarnings("default")
def test_a_notebook_shows_what_it_computes(path: Path) -> None:
    """Every cell runs in order, and prints and returns what is stored beside it."""
    stored = nbformat.read(path, as_version=4)
    run = nbformat.read(path, as_version=4)
    NotebookClient(run, timeout=120, resources={"metadata": {"path": str(FOLDER)}}).execute()
    for before, after in zip(stored.cells, run.cells, strict=True):
        if before.cell_type == "code":
            assert _texts(after) == _texts(before), before.source


def _texts(cell: nbformat.NotebookNode) -> list[str]:
    return [output.get("text") or output.get("data", {}).get("text/plain", "") for output in cell.outputs]
