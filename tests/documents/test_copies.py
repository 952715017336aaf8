"""A user's own copies: each passage is found, has moved or has changed, and no word of a copy is kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg import build, documents
from kg.check import digest
from kg.cli import app
from kg.documents import Copy
from kg.errors import ProjectError, UsageError
from kg.findings import Finding
from kg.project import Project
from kg.store import Store
from tests import factory

ALMANAC = """\
Almanac of the two coasts

Lamps

The first lamp burns. The second one is dark.

Fogs

Fog comes at night. It goes by day.
"""
LEDGER = """\
LEDGER OF LAMPS AND FOGS

2 Keepers

Keepers are few. They are paid by the year.

3 Counts

Table 1: Lamps

\tTended\tShare
West\t1,204\t-
All\t1,240\t97.10%
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a copy of each source of the invented world, and a text that is none."""
    copies = tmp_path / "copies"
    copies.mkdir()
    (copies / "a.txt").write_text("Cited here: nothing.", encoding="utf-8")
    (copies / "almanac.txt").write_text(ALMANAC, encoding="utf-8")
    (copies / "ledger-1999.txt").write_text(LEDGER, encoding="utf-8")
    return copies


@pytest.fixture
def known(project: Project, folder: Path) -> Project:
    """The invented world with the digests of those copies in its table of passages."""
    assert digest(project, folder) == 10
    return project


def check(project: Project, folder: Path) -> tuple[list[Copy], list[Finding]]:
    """What the library says of a folder of copies."""
    reading = build.read(project)
    assert reading.findings == ()
    return documents.check(Store(build.quads(reading)), reading.places, folder)


def lines(findings: list[Finding]) -> list[str]:
    """Findings as a user reads them, without the name of the table that most of them are about."""
    return [str(finding).removeprefix("data/passages.csv:") for finding in sorted(findings)]


def change(folder: Path, old: str, new: str, name: str = "almanac.txt") -> None:
    """Change a copy where `old` stands exactly once."""
    text = (folder / name).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")


def test_every_passage_of_the_same_words_is_found(known: Project, folder: Path) -> None:
    """One copy is known by its title, the other by its name."""
    copies, findings = check(known, folder)
    assert findings == []
    assert [str(copy) for copy in copies] == [
        "source:almanac-2001: 4 passages found, 0 moved, 0 changed in almanac.txt",
        "source:ledger-1999: 6 passages found, 0 moved, 0 changed in ledger-1999.txt",
    ]


def test_a_copy_set_otherwise_has_the_same_words(known: Project, folder: Path) -> None:
    """Lines, pages, quotation marks, a byte-order mark and the line ends of Windows are no words."""
    text = ALMANAC.replace("first lamp burns.", "first\n\n\flamp\nburns.").replace("\n", "\r\n")
    (folder / "almanac.txt").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert check(known, folder)[1] == []


def test_a_sentence_that_stands_elsewhere_has_moved(known: Project, folder: Path) -> None:
    """It is told where it is now; that is news and no error."""
    change(folder, "Fog comes at night. It goes by day.", "Hear!\n\nFog comes at night. It goes by day.")
    copies, findings = check(known, folder)
    assert lines(findings) == [
        "4: digest: info: moved: Fogs ¶1 s1 stands at Fogs ¶2 s1 (almanac.txt:11) [passage-moved]",
        "5: digest: info: moved: Fogs ¶1 s2 stands at Fogs ¶2 s2 (almanac.txt:11) [passage-moved]",
    ]
    assert (copies[0].found, copies[0].moved, copies[0].changed) == (2, 2, 0)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "is dark.",
            "is not dark.",
            "3: digest: changed: other words stand at Lamps ¶1 s2 (almanac.txt:5)",
        ),
        (
            " The second one is dark.",
            "",
            "3: digest: changed: no Lamps ¶1 s2; the nearest place is Lamps ¶1 (almanac.txt:5)",
        ),
        (
            "The first lamp burns. The second one is dark.",
            "",
            "3: digest: changed: no Lamps ¶1 s2; the nearest place is Lamps (almanac.txt:3)",
        ),
        (
            "Fogs\n\nFog comes at night. It goes by day.",
            "",
            "5: digest: changed: no Fogs ¶1 s2 in almanac.txt",
        ),
    ],
)
def test_words_that_are_gone_are_an_error_and_the_nearest_place_is_named(
    old: str, new: str, said: str, known: Project, folder: Path
) -> None:
    """But never the words themselves."""
    change(folder, old, new)
    copies, findings = check(known, folder)
    assert f"{said} [passage-changed]" in lines(findings)
    assert copies[0].changed == len(findings)


def test_a_cell_is_checked_with_the_labels_of_its_row_and_column(known: Project, folder: Path) -> None:
    """The same number under another heading says something else."""
    change(folder, "\tShare", "\tRank", "ledger-1999.txt")
    assert [finding.place.line for finding in check(known, folder)[1]] == [9, 11]


def test_a_heading_that_is_not_found_is_a_change(known: Project, folder: Path) -> None:
    """And what stands before the first heading belongs to the section whose row is the first."""
    rows = factory.table(known, "passages.csv")
    head = ["almanac-2001-head", "almanac-2001", "Head", "Head", *[""] * 5, "Almanac of the…; Isles", ""]
    lamps = ["almanac-2001-lamps", "almanac-2001", "Lamps", "Lamps", *[""] * 5, "Lanterns", ""]
    factory.save(known, "passages.csv", [rows[0], head, lamps, *rows[1:]])
    said = lines(check(known, folder)[1])
    assert said[0] == (
        "3: digest: changed: no line of almanac.txt is its heading 'Lanterns' [passage-changed]"
    )
    assert "moved: Lamps ¶1 s1 stands at Head ¶3 s1 (almanac.txt:5)" in said[1]


def test_a_passage_without_a_digest_is_told(project: Project, folder: Path) -> None:
    """It is neither found nor lost."""
    copies, findings = check(project, folder)
    assert [copy.as_dict()["found"] for copy in copies] == [0, 0]
    assert {finding.rule for finding in findings} == {"passage-unchecked"}
    assert len(findings) == 10


def test_a_source_without_a_copy_is_a_warning(known: Project, folder: Path) -> None:
    """With its line in the table of sources."""
    (folder / "ledger-1999.txt").unlink()
    assert lines(check(known, folder)[1]) == [
        "data/sources.csv:3: warning: "
        f"no copy of it in {folder}; 6 passages were not checked [document-missing]"
    ]


def test_a_folder_without_a_copy_is_refused(known: Project, tmp_path: Path) -> None:
    """A check that has nothing to check must not pass."""
    with pytest.raises(UsageError, match="is a copy of a source"):
        check(known, tmp_path)
    with pytest.raises(UsageError, match="no folder"):
        check(known, tmp_path / "nowhere")


def test_a_title_that_is_only_cited_makes_no_copy(known: Project, folder: Path) -> None:
    """It has to stand near the beginning."""
    (folder / "almanac.txt").write_text("Lamps. " * 400 + ALMANAC, encoding="utf-8")
    assert [copy.source.rpartition("/")[2] for copy in check(known, folder)[0]] == ["ledger-1999"]


def test_a_copy_that_is_not_utf_8_is_refused(known: Project, folder: Path) -> None:
    """Every quotation mark would be a changed passage."""
    (folder / "almanac.txt").write_bytes(ALMANAC.encode() + b"\x93fog\x94")
    with pytest.raises(ProjectError, match=r"almanac\.txt: not UTF-8"):
        check(known, folder)


def test_a_digest_that_is_there_is_never_overwritten(known: Project, folder: Path) -> None:
    """Only emptied cells are filled, and the table is otherwise the same to the byte."""
    table = known.data / "passages.csv"
    before = table.read_bytes()
    change(folder, "is dark.", "is not dark.")
    assert digest(known, folder) == 0
    assert table.read_bytes() == before
    factory.change(known, "passages.csv", 3, digest="")
    assert digest(known, folder) == 1
    old, new = before.split(b"\n"), table.read_bytes().split(b"\n")
    assert (len(old), old[2] == new[2], old[:2] + old[3:]) == (len(new), False, new[:2] + new[3:])


def test_no_word_of_a_copy_is_written_anywhere(known: Project, folder: Path) -> None:
    """Neither into the project nor into the report."""
    change(folder, "is dark.", "is murky.")
    said = CliRunner().invoke(
        app, ["check", "--project", str(known.root), "--documents", str(folder), "-F", "json"]
    )
    assert said.exit_code == 1
    report = json.loads(said.stdout)
    assert [found["rule"] for found in report["findings"] if found["file"] == "data/passages.csv"] == [
        "passage-changed"
    ]
    assert report["documents"][1] == {
        "source": "source:ledger-1999", "file": "ledger-1999.txt", "found": 6, "moved": 0, "changed": 0,
    }  # fmt: skip
    files = [path for path in (known.root / "data").rglob("*") if path.is_file()]
    written = said.output + "".join(path.read_text(encoding="utf-8") for path in files)
    assert "murky" not in written
    assert "first lamp burns" not in written


def test_digests_are_written_only_from_copies(project: Project, folder: Path) -> None:
    """The option needs the other one, and says on stderr what it did."""
    runner, start = CliRunner(), ["check", "--project", str(project.root), "--write-digests"]
    refused = runner.invoke(app, start)
    assert (refused.exit_code, refused.stderr) == (
        2,
        "kg: --write-digests needs --documents DIR to read them from\n",
    )
    done = runner.invoke(app, [*start, "--documents", str(folder), "--fail-on", "never"])
    assert (done.exit_code, done.stderr) == (0, "10 digests written\n")
    assert "source:almanac-2001: 4 passages found, 0 moved, 0 changed in almanac.txt\n" in done.stdout
