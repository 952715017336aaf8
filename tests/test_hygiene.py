"""Every file is plain text that somebody else can read, move and trust; one spelling throughout."""

from __future__ import annotations

import ast
import csv
import importlib
import io
import json
import re
import subprocess
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BINARY = {".png", ".ico", ".woff2"}


def tracked() -> list[Path]:
    """The files of the repository, with those that are about to be part of it."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(listing, cwd=ROOT, capture_output=True, check=False)
    if done.returncode:  # an archive without its history
        places = [path for path in ROOT.rglob("*") if path.is_file()]
        return sorted(path for path in places if "__pycache__" not in path.parts)
    names = (name for name in done.stdout.decode("utf-8").split("\0") if name)
    return sorted(path for name in names if (path := ROOT / name).is_file() and not path.is_symlink())


#: What others wrote and we pass on, each with its licence, stands in folders of this name, as they wrote it.
VENDOR = "vendor"
FILES = [path for path in tracked() if path.suffix not in BINARY and VENDOR not in path.parts]
MODULES = sorted((ROOT / "kg").rglob("*.py"))


def name(path: Path) -> str:
    """A file as the tests call it."""
    return path.relative_to(ROOT).as_posix()


def test_there_are_files_of_every_kind() -> None:
    """A pattern that finds nothing would let every other test here pass."""
    assert len(FILES) > 300
    assert {path.suffix for path in FILES} >= {".csv", ".ttl", ".rq", ".py", ".md", ".toml", ".js"}
    assert len(MODULES) > 40


def oddities(data: bytes) -> Iterator[str]:
    """What is not plain text in a file."""
    text = data.decode("utf-8")
    if data.startswith(b"\xef\xbb\xbf"):
        yield "begins with a byte-order mark"
    for number, line in enumerate(text.split("\n"), start=1):
        if line != line.rstrip():
            yield f"{number}: ends with white space or a carriage return"
        if "\t" in line:
            yield f"{number}: has a tab"
    if text and (not text.endswith("\n") or text.endswith("\n\n")):
        yield "does not end with one newline"


def test_every_file_is_plain_text() -> None:
    """UTF-8 without a mark; no tabs, carriage returns or trailing spaces; one newline at the end."""
    found = {name(path): list(oddities(path.read_bytes())) for path in FILES}
    # A rule of a Makefile begins with a tab, or it is none.
    found["Makefile"] = [oddity for oddity in found["Makefile"] if "tab" not in oddity]
    assert {file: oddities_ for file, oddities_ in found.items() if oddities_} == {}


def test_what_is_not_plain_is_found() -> None:
    """The test of the test."""
    for data in (b"a\n\n", b"a", b"a \n", b"a\r\n", b"\ta\n", b"\xef\xbb\xbfa\n"):
        assert list(oddities(data)), data
    assert list(oddities("한국\n".encode())) == []


#: What belongs to one machine, or to one afternoon; written so that this file does not contain it.
LEFT_OVER = re.compile(
    r"http://local" + r"host|(?<![\w.~])/(?:work|root|home|Users)/|\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b"
)


def test_no_file_holds_what_was_left_over() -> None:
    """No path of one machine, no server of one developer, no promise without a date."""
    found = [
        f"{name(path)}:{number}: {line.strip()[:80]}"
        for path in FILES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if LEFT_OVER.search(line)
    ]
    # The linter's own rule against them has to name them.
    assert [line for line in found if '"FIX",' not in line] == []


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_says_what_it_offers(path: Path) -> None:
    """`__all__` is there, sorted as ruff sorts it, and each of its names can be imported."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    if parts[-1] == "__main__":
        return
    module = importlib.import_module(".".join(parts).removesuffix(".__init__"))
    offered = getattr(module, "__all__", None)
    if offered is None:
        assert len(ast.parse(path.read_text(encoding="utf-8")).body) == 1, "a package may be just its title"
        return
    assert len(set(offered)) == len(offered) > 0
    constants = sorted(one for one in offered if one.isupper())
    classes = sorted(one for one in offered if one[:1].isupper() and not one.isupper())
    assert list(offered) == [*constants, *classes, *sorted(set(offered) - {*constants, *classes})]
    assert all(hasattr(module, one) for one in offered)


def unexplained(path: Path) -> Iterator[str]:
    """The file itself, or its public functions and classes, where they do not say what they are for."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if not re.search(r"[.?:`]$", (ast.get_docstring(tree) or "").partition("\n")[0]):
        yield name(path)
    public = (node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef))
    for node in public:
        if not node.name.startswith("_") and not ast.get_docstring(node):
            yield f"{name(path)}: {node.name}"


def test_every_python_file_and_all_that_others_see_of_it_says_what_it_is_for() -> None:
    """In one line at least, which is a sentence."""
    assert [place for path in FILES if path.suffix == ".py" for place in unexplained(path)] == []


# British spelling: in what is written for readers. What others have printed stays as they printed it.

AMERICAN = re.compile(
    r"\b(?:\w{3,}iz(?:e[drs]?|ers|ing|ations?|ational)|\w*analyz\w+|(?<!-)centers?|centered|labors?|laborers?"
    r"|(?:mis)?behaviors?|neighbors?|favors?|favorites?|honors?|colors?|colored|catalogs?|defense|fulfills?"
    r"|modeled|modeling|labeled|labeling|traveled|judgments?|gray|artifacts?|skeptical)\b",
    re.IGNORECASE,
)
#: In our own words about the world a plan is a programme; only software is a program.
PROGRAMME = re.compile(r"\bprograms?\b", re.IGNORECASE)
#: Code, identifiers, addresses and terms of others, in prose.
CODE = re.compile(
    r"```.*?```|`[^`]*`|<[^>\s]*>|\b\w+://\S+|\b[a-z]+:[A-Za-z]\w*|\b\w+(?:[_-]\w+)+\b", re.DOTALL
)
#: The title of what an author published: Ann Author (1988), "The Title".
TITLE = re.compile(r"\(\d{4}\),\s+\"[^\"]*\"[^.]*")
#: Columns that repeat what a document prints, or that only name a row.
PRINTED = {"text", "title", "locator", "section", "row", "column", "printed", "publisher", "id", "heading"}


def printed() -> re.Pattern[str]:
    """Names and titles as documents print them, the longest first."""
    found = {"research center"}  # what is printed behind the name of a German society
    for path in sorted((ROOT / "data").glob("*.csv")):
        for row in csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))):
            found |= {row[column] for column in PRINTED & row.keys() if row[column]}
    american = (text for text in found if AMERICAN.search(text) or PROGRAMME.search(text))
    return re.compile("|".join(map(re.escape, sorted(american, key=len, reverse=True))), re.IGNORECASE)


def prose(path: Path) -> Iterator[str]:
    """What a file says to a reader: documentation and comments of code, our own columns of a table."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                yield ast.get_docstring(node) or ""
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                yield token.string
    elif path.suffix == ".csv":
        for row in csv.DictReader(io.StringIO(text)):
            yield " ".join(cell or "" for column, cell in row.items() if column not in PRINTED)
    elif path.suffix == ".ipynb":
        yield from (
            "".join(cell["source"]) for cell in json.loads(text)["cells"] if cell["cell_type"] == "markdown"
        )
    else:
        yield re.sub(r"skos:altLabel .*", "", text)


READ = {".md", ".ttl", ".py", ".csv", ".rq", ".toml", ".ipynb", ".cff"}


def test_every_file_is_written_in_british_spelling() -> None:
    """Organisation, centre, labour; and a programme wherever no computer runs it."""
    names = printed()
    assert names.search("New Growth Engines Research Center")
    found: dict[str, list[str]] = {}
    for path in FILES:
        if path.suffix not in READ or "answers" in path.parts:  # those the program has printed
            continue
        text = CODE.sub(" ", TITLE.sub(" ", names.sub(" ", "\n".join(prose(path)))))
        world = path.is_relative_to(ROOT / "data") or path.suffix == ".ttl"
        found[name(path)] = AMERICAN.findall(text) + (PROGRAMME.findall(text) if world else [])
    assert len(found) > 200
    assert {file: words for file, words in found.items() if words} == {}


def test_american_spelling_would_be_found() -> None:
    """The test of the test; and what looks like it but is not, is left alone."""
    words = ("organ", "real", "recogn", "util")
    for word in words:
        assert AMERICAN.fullmatch(word + "iz" + "ation")
        assert AMERICAN.fullmatch(word + "iz" + "e")
    for word in ("size", "prize", "organisation", "centre", "programme", "analysis", "laboratory", "horizon"):
        assert not AMERICAN.fullmatch(word)
