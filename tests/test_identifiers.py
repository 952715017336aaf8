"""Identifiers: published ones are accepted, slips of the pen are not, and each becomes an IRI."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identifiers import IDENTIFIERS, slug_problem

LISTS = Path(__file__).parent / "identifiers"


def lines(kind: str, sort: str) -> list[tuple[str, str]]:
    """The (kind, identifier) pairs of one list, which must not be empty."""
    found = (LISTS / f"{kind}-{sort}.txt").read_text(encoding="utf-8").splitlines()
    assert len(found) >= 5
    return [(kind, line) for line in found]


VALID = [pair for kind in IDENTIFIERS for pair in lines(kind, "valid")]
INVALID = [pair for kind in IDENTIFIERS for pair in lines(kind, "invalid")]


@pytest.mark.parametrize(("kind", "text"), VALID)
def test_a_published_identifier_is_accepted(kind: str, text: str) -> None:
    """The registers' own examples, and what their documentation calls allowed."""
    assert IDENTIFIERS[kind].problem(text) is None


@pytest.mark.parametrize(("kind", "text"), INVALID)
def test_another_form_or_a_wrong_check_digit_is_refused(kind: str, text: str) -> None:
    """Digits of other scripts, capitals, IRIs where the number is asked for, two digits swapped."""
    assert IDENTIFIERS[kind].problem(text) in {
        "check digit does not fit",
        f"write it like '{IDENTIFIERS[kind].example}'",
    }


@pytest.mark.parametrize("kind", IDENTIFIERS)
@pytest.mark.parametrize("text", ["", " ", "\n", "null"])
def test_nothing_is_no_identifier_of_any_kind(kind: str, text: str) -> None:
    """Empty cells never come this far."""
    assert IDENTIFIERS[kind].problem(text) == f"write it like '{IDENTIFIERS[kind].example}'"


@pytest.mark.parametrize("kind", IDENTIFIERS)
def test_white_space_around_an_identifier_is_part_of_it(kind: str) -> None:
    """Trimming is the business of whoever reads the cell."""
    example = IDENTIFIERS[kind].example
    assert [IDENTIFIERS[kind].problem(text) for text in (example, f" {example}", f"{example}\n")] == [
        None, f"write it like '{example}'", f"write it like '{example}'",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "text", "iri"),
    [
        ("ror", "05a28rw58", "https://ror.org/05a28rw58"),
        ("orcid", "0000-0002-1694-233X", "https://orcid.org/0000-0002-1694-233X"),
        ("wikidata", "Q884", "http://www.wikidata.org/entity/Q884"),
        ("doi", "10.1016/0370-2693(93)90001-A", "https://doi.org/10.1016/0370-2693(93)90001-A"),
        ("doi", "10.1000/456#789?x%20", "https://doi.org/10.1000/456%23789%3Fx%2520"),
        ("doi", "10.1002/49:8<693::AID>3.0.CO;2-O", "https://doi.org/10.1002/49:8%3C693::AID%3E3.0.CO;2-O"),
    ],
)
def test_an_identifier_becomes_the_iri_that_its_register_uses(kind: str, text: str, iri: str) -> None:
    """A DOI may hold what an IRI may not: the DOI handbook says which characters are encoded."""
    assert IDENTIFIERS[kind].to_iri(text) == iri


@pytest.mark.parametrize(("kind", "text"), VALID)
def test_the_iri_of_an_identifier_is_one_that_a_strict_parser_takes(kind: str, text: str) -> None:
    """Oxigraph refuses what rdflib only warns about."""
    assert ox.NamedNode(IDENTIFIERS[kind].to_iri(text)).value.startswith("http")


@given(st.from_regex(r"10\.[0-9]{4,9}/[!-~]{1,30}", fullmatch=True))
def test_a_doi_and_its_iri_are_the_same_identifier(text: str) -> None:
    """Whatever printable characters it holds: to the IRI and back."""
    doi = IDENTIFIERS["doi"]
    assert doi.problem(text) is None
    iri = ox.NamedNode(doi.to_iri(text)).value
    assert unquote(iri.removeprefix("https://doi.org/")) == text


@given(st.sampled_from(VALID), st.integers(min_value=0, max_value=15), st.integers(min_value=1, max_value=9))
def test_one_wrong_digit_never_goes_unseen(pair: tuple[str, str], place: int, by: int) -> None:
    """That is what check digits are for."""
    kind, text = pair
    if kind not in {"ror", "orcid"} or place >= len(text) or not text[place].isdigit():
        return
    wrong = text[:place] + str((int(text[place]) + by) % 10) + text[place + 1 :]
    assert IDENTIFIERS[kind].problem(wrong) is not None


@pytest.mark.parametrize("text", [text for _, text in lines("slug", "valid")])
def test_a_slug_is_small_letters_digits_and_single_hyphens(text: str) -> None:
    """So that it needs no encoding in an IRI and can be typed."""
    assert slug_problem(text) is None


@pytest.mark.parametrize("text", ["", "a\n", *(text for _, text in lines("slug", "invalid"))])
def test_anything_else_is_no_slug(text: str) -> None:
    """Neither capitals nor letters of other scripts."""
    assert slug_problem(text) == "write it like 'ge-li': small letters, digits and single hyphens"
