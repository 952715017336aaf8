"""`kg site`: where it writes, what it says, and what it refuses."""

from __future__ import annotations

from pathlib import Path

from kg.atlas.folder import MARKER
from tests.cli.conftest import Invoke


def test_it_says_where_the_start_page_is_and_how_many_pages(invoke: Invoke, tmp_path: Path) -> None:
    """On stdout, and nothing else; the second time in place of the first."""
    folder = tmp_path / "atlas"
    for _ in range(2):
        result = invoke("site", str(folder))
        assert (result.exit_code, result.stderr) == (0, "")
        first, second = result.stdout.splitlines()
        assert first == f"atlas: {folder / 'index.html'}"
        pages = len(list(folder.rglob("*.html"))) - 1  # the map
        files = sum(path.is_file() and path.name != MARKER for path in folder.rglob("*"))
        assert second == f"{pages:,} pages, {files:,} files"
    assert (folder / "id" / "lan-ta.ttl").is_file()


def test_it_speaks_three_languages(invoke: Invoke, tmp_path: Path) -> None:
    """Of its pages."""
    invoke("site", str(tmp_path / "ko"), "--lang", "ko")
    assert '<html lang="ko"' in (tmp_path / "ko" / "index.html").read_text(encoding="utf-8")
    assert "탑란" in (tmp_path / "ko" / "id" / "lan-ta.html").read_text(encoding="utf-8")


def test_it_refuses_a_folder_of_somebody_else(invoke: Invoke, tmp_path: Path) -> None:
    """Before it opens the graph; with the code for a mistake of the user's."""
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    result = invoke("site", str(tmp_path))
    assert result.exit_code == 2
    assert result.stderr == f"kg: {tmp_path} is not empty and no atlas; name another folder, or empty it\n"
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_it_wants_a_folder(invoke: Invoke) -> None:
    """There is none by default, as a whole folder is replaced."""
    assert invoke("site").exit_code == 2
