"""An atlas appears as a whole or not at all, and never in place of something else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.atlas import File, check, write
from kg.errors import StoreError, UsageError

PAGES = [File("index.html", b"start"), File("id/ge-li.html", b"person")]


def content(folder: Path) -> dict[str, bytes]:
    """What is in a folder, but for the mark of an atlas."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name[0] != ".")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_new_folder_is_made_with_its_parents(tmp_path: Path) -> None:
    """And holds what it was given, readable for everyone."""
    folder = tmp_path / "a" / "b"
    assert write(folder, PAGES) == 2
    assert content(folder) == {"index.html": b"start", "id/ge-li.html": b"person"}
    assert folder.stat().st_mode & 0o777 == 0o755
    assert os.listdir(folder.parent) == ["b"]


def test_an_older_atlas_is_replaced_as_a_whole(tmp_path: Path) -> None:
    """Pages of things that are gone go with it."""
    folder = tmp_path / "atlas"
    write(folder, PAGES)
    write(folder, [File("index.html", b"new")])
    assert content(folder) == {"index.html": b"new"}
    assert os.listdir(tmp_path) == ["atlas"]


def test_an_empty_folder_is_used(tmp_path: Path) -> None:
    """As somebody may have made it beforehand."""
    folder = tmp_path / "atlas"
    folder.mkdir()
    write(folder, PAGES)
    assert len(content(folder)) == 2


def test_a_link_to_a_folder_is_followed(tmp_path: Path) -> None:
    """The atlas stands where the link leads, and the link stays one."""
    (tmp_path / "real").mkdir()
    link = tmp_path / "link"
    link.symlink_to("real")
    write(link, PAGES)
    assert link.is_symlink()
    assert len(content(tmp_path / "real")) == 2


@pytest.mark.parametrize("name", ["thesis.txt", "index.html", ".hidden"])
def test_a_folder_with_anything_else_in_it_is_refused(tmp_path: Path, name: str) -> None:
    """Also one with pages of somebody else's; what is in it stays."""
    (tmp_path / name).write_text("mine", encoding="utf-8")
    for act in (check, lambda folder: write(folder, PAGES)):
        with pytest.raises(UsageError, match="not empty and no atlas"):
            act(tmp_path)
    assert (tmp_path / name).read_text(encoding="utf-8") == "mine"


def test_a_file_is_refused(tmp_path: Path) -> None:
    """In whose place no folder can be put."""
    (tmp_path / "atlas").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="is no folder"):
        check(tmp_path / "atlas")


def test_what_breaks_off_leaves_the_older_atlas(tmp_path: Path) -> None:
    """And nothing beside it."""
    folder = tmp_path / "atlas"
    write(folder, PAGES)

    def broken() -> Iterator[File]:
        yield File("index.html", b"half")
        raise RuntimeError("a page that cannot be made")

    with pytest.raises(RuntimeError):
        write(folder, broken())
    assert content(folder)["index.html"] == b"start"
    assert os.listdir(tmp_path) == ["atlas"]


def test_a_disk_that_refuses_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the very last step too, when the older atlas is already moved aside."""
    folder = tmp_path / "atlas"
    write(folder, PAGES)
    replace = os.replace

    def refuse(source: str | Path, target: str | Path) -> None:
        if Path(target) == folder and Path(source).name != "old":
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(StoreError, match="No space left"):
        write(folder, [File("index.html", b"new")])
    assert content(folder)["index.html"] == b"start"
    assert os.listdir(tmp_path) == ["atlas"]
