"""The locators of the real table of passages, held against the documents where they are at hand."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from kg import build, documents
from kg.build import Reading
from kg.coverage import Coverage, coverage
from kg.documents.digest import normalise
from kg.project import Project
from kg.store import Store
from kg.vocabulary import compact
from tests import factory

#: The documents are not ours to pass on: they stand beside the repository, or they are not there.
DOCUMENTS = factory.ROOT.parent / "shared" / "documents"
README = (factory.ROOT / "data" / "README.md").read_text(encoding="utf-8")

needs_documents = pytest.mark.skipif(
    not any(DOCUMENTS.glob("*.txt")), reason="the two documents are not at hand"
)


@pytest.fixture(scope="module")
def reading() -> Reading:
    """What the real tables say."""
    return build.read(Project(factory.ROOT, factory.ROOT / "build"))


@pytest.fixture(scope="module")
def store(reading: Reading) -> Store:
    """The same, to be asked."""
    return Store(build.quads(reading))


@pytest.fixture(scope="module")
def covered(store: Store) -> Coverage:
    """What the real claims and figures cover."""
    return coverage(store)


def listed(heading: str) -> set[str]:
    """The passages or things that one list of data/README.md gives a reason for."""
    section = re.search(rf"^### {heading}\n(.*?)(?=^#|\Z)", README, re.MULTILINE | re.DOTALL)
    assert section, heading
    return set(re.findall(r"`([a-z]+:[a-z0-9-]+)`", section[1]))


def test_every_passage_but_a_section_has_a_digest(store: Store) -> None:
    """So that it can be looked for in a copy."""
    without = store.select(
        "SELECT ?passage { ?passage a kg:Passage FILTER NOT EXISTS { ?passage kg:digest ?digest } "
        "FILTER EXISTS { ?passage kg:paragraph|kg:exhibit ?part } }"
    )
    assert without == []


def test_every_sentence_has_a_claim_or_figure_or_a_reason(covered: Coverage) -> None:
    """The reason stands in data/README.md."""
    assert set(map(compact, covered.silent)) <= listed("Passages that nothing rests on")


def test_what_nothing_rests_on_is_listed_with_the_reason(covered: Coverage) -> None:
    """Passages and things alike; and the lists name nothing else."""
    assert set(map(compact, covered.unused)) == listed("Passages that nothing rests on")
    assert set(map(compact, covered.idle)) == listed("Things of which nothing is said")
    assert set(map(compact, covered.uncited)) == listed("Works that no source cites")


@needs_documents
def test_every_passage_is_found_in_the_documents(reading: Reading, store: Store) -> None:
    """Section, paragraph, sentence and cell, each with its own words."""
    copies, findings = documents.check(store, reading.places, DOCUMENTS)
    assert findings == []
    assert sorted(compact(copy.source) for copy in copies) == ["source:seo-2017", "source:stepi-2011"]
    assert min(copy.found for copy in copies) > 100


@needs_documents
@pytest.mark.parametrize("width", [78, 97])
def test_a_copy_with_other_lines_and_pages_is_found_as_well(
    width: int, reading: Reading, store: Store, tmp_path: Path
) -> None:
    """As another program would have made it: lines wrapped, pages numbered, quotation marks straight."""
    for path in DOCUMENTS.glob("*.txt"):
        lines = []
        for line in normalise_quotes(path.read_text(encoding="utf-8")).split("\n"):
            lines += textwrap.wrap(line, width) or [""] if "\t" not in line else [line]
        pages = [
            f"\n{n // 40}\n\f{line}" if n % 40 == 39 and "\t" not in line else line
            for n, line in enumerate(lines)
        ]
        (tmp_path / path.name).write_text("\n".join(pages), encoding="utf-8")
    _, findings = documents.check(store, reading.places, tmp_path)
    assert {finding.rule for finding in findings} <= {"passage-moved"}
    assert len(findings) < 20


def normalise_quotes(text: str) -> str:
    """The text with the quotation marks and dashes of a typewriter."""
    return "".join(normalise(letter) if letter in "‘’“”―—–" else letter for letter in text)


@needs_documents
def test_no_sentence_of_a_document_stands_in_the_tables(reading: Reading, store: Store) -> None:
    """Claims and notes are in our own words; forty letters in a row are a quotation, titles are none."""
    text = " ".join(normalise(path.read_text(encoding="utf-8")) for path in DOCUMENTS.glob("*.txt"))
    rows = store.select("SELECT ?text { ?claim a kg:Claim ; kg:value|kg:note|kg:qualification ?text }")
    values = {normalise(row["text"].value) for row in rows}
    assert len(values) > 200
    assert [value for value in values if len(value) > 40 and value.rstrip(".") in text] == []
