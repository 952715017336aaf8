"""A folder that is written as a whole: built beside its place, and put there when it is complete."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from kg.atlas.pages import File
from kg.errors import StoreError, UsageError

__all__ = ["MARKER", "write"]

#: The file by which a folder is known as an atlas that may be replaced.
MARKER = ".argonauts-atlas"


def check(folder: Path) -> None:
    """Refuse a place that is no folder, or a folder that holds something else than an atlas."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is no folder")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARKER).is_file():
        raise UsageError(f"{folder} is not empty and no atlas; name another folder, or empty it")


def write(folder: Path, files: Iterable[File]) -> int:
    """Write an atlas to `folder` in place of an older one; the number of files.

    Whatever goes wrong, the older one stays. Raises `UsageError` for a folder that holds something else,
    and `StoreError` when the disk refuses.
    """
    target = folder.resolve()
    check(target)
    building: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        building = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
        building.chmod(0o755)
        count = _fill(building, files)
        (building / MARKER).write_text(
            "Made by kg site, which replaces this folder as a whole.\n", encoding="utf-8"
        )
        _swap(building, target)
    except OSError as error:
        raise StoreError(f"{folder} cannot be written: {error.strerror}") from error
    finally:
        if building:
            shutil.rmtree(building, ignore_errors=True)
    return count


def _fill(folder: Path, files: Iterable[File]) -> int:
    made = {folder}
    count = 0
    for file in files:
        path = folder / file.path
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        path.write_bytes(file.content)
        count += 1
    return count


def _swap(building: Path, target: Path) -> None:
    """Put the new folder where the old one is; should that fail, put the old one back."""
    if not target.exists():
        os.replace(building, target)
        return
    old = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    os.replace(target, old / "old")
    try:
        os.replace(building, target)
    except OSError:
        os.replace(old / "old", target)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)
